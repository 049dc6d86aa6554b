"""White by its colour temperature: how warm a colour is, and how much of a warm and of a cold emitter makes it."""

from kapcircle.core.light import Colour
from kapcircle.core.white import planckian

WARM_WHITE, COLD_WHITE = 2700.0, 6500.0
"""Kelvin of the two emitters of a lamp with warm and cold white: the usual ends of such lamps."""


def xyz(colour: Colour) -> tuple[float, float, float]:
    """CIE 1931 tristimulus values of linear sRGB (IEC 61966-2-1)."""
    r, g, b = colour
    return (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )


def xy(colour: Colour) -> tuple[float, float]:
    """CIE 1931 chromaticity."""
    x, y, z = xyz(colour)
    return x / (x + y + z), y / (x + y + z)


def kelvin(colour: Colour) -> float:
    """Correlated colour temperature, from WARM_WHITE to COLD_WHITE: McCamy's cubic (Color Research and Application 17,
    1992). Colours that are no white have the nearest end that they lean to.
    """
    x, y = xy(colour)
    if y - 0.1858 < 0.01:  # deep blue and violet, far from every white
        return COLD_WHITE if colour[2] > colour[0] else WARM_WHITE
    n = (x - 0.3320) / (0.1858 - y)
    found = ((449 * n + 3525) * n + 6823.3) * n + 5520.33
    return min(COLD_WHITE, max(WARM_WHITE, found))


def cold_share(temperature: float) -> float:
    """The cold emitter's part of the light, 0 to 1, that makes the two together look as warm as a black body of this
    temperature: by its place between theirs in the CIE 1960 diagram, in which mixtures lie on a straight line.
    """
    (warm_u, warm_v), (cold_u, cold_v), (u, v) = (_uv(x) for x in (WARM_WHITE, COLD_WHITE, temperature))
    du, dv = cold_u - warm_u, cold_v - warm_v
    along = ((u - warm_u) * du + (v - warm_v) * dv) / (du * du + dv * dv)
    # Equal light weighs in this diagram as one part in v.
    share = along * cold_v / ((1 - along) * warm_v + along * cold_v)
    return min(1.0, max(0.0, share))


def _uv(temperature: float) -> tuple[float, float]:
    x, y = planckian(temperature)
    whole = -2 * x + 12 * y + 3
    return 4 * x / whole, 6 * y / whole


def mired(temperature: float) -> int:
    """A million over kelvin, as lamps with a colour temperature have it."""
    return round(1_000_000 / temperature)
