"""White by its colour temperature: what a glowing body of so many kelvin looks like, and which one a colour is like."""

import math
from functools import cache

from kapcircle.core.colour import Tint, normal, oklab
from kapcircle.core.light import Colour

WARMEST, COLDEST = 1800.0, 6500.0
"""Kelvin of the ends that a look may have: a candle, and daylight (CIE standard illuminant D65)."""

STEP = 2
"""Mired between two whites that are compared: an eye tells about 5 apart (MacAdam, 1942)."""


def planckian(temperature: float) -> tuple[float, float]:
    """CIE 1931 chromaticity of a black body, 1667 to 25000 K (Kim et al., US patent 7024034, 2006)."""
    t = 1000 / temperature
    if temperature <= 4000:
        x = ((-0.2661239 * t - 0.2343589) * t + 0.8776956) * t + 0.179910
        if temperature <= 2222:
            return x, ((-1.1063814 * x - 1.34811020) * x + 2.18555832) * x - 0.20219683
        return x, ((-0.9549476 * x - 1.37418593) * x + 2.09137015) * x - 0.16748867
    x = ((-3.0258469 * t + 2.1070379) * t + 0.2226347) * t + 0.240390
    return x, ((3.0817580 * x - 5.87338670) * x + 3.75112997) * x - 0.37001483


def white(temperature: float) -> Colour:
    """Linear sRGB (IEC 61966-2-1) of a black body; below about 1900 K it lies beyond sRGB, and blue is none."""
    x, y = planckian(temperature)
    big_x, big_z = x / y, (1 - x - y) / y
    return normal(
        (
            3.2406 * big_x - 1.5372 - 0.4986 * big_z,
            -0.9689 * big_x + 1.8758 + 0.0415 * big_z,
            0.0557 * big_x - 0.2040 + 1.0570 * big_z,
        )
    )


def warmth(colour: Colour) -> tuple[float, float]:
    """The temperature in kelvin, WARMEST to COLDEST, whose white is most like a colour, and by how much it is not: a
    distance in OKLab in parts of lightness, 0 where they are the same.
    """
    tint = oklab(colour)[1]
    away, temperature = min((math.hypot(tint.a - x.a, tint.b - x.b), kelvin) for kelvin, x in _whites())
    return temperature, away


@cache
def _whites() -> tuple[tuple[float, Tint], ...]:
    """Evenly in mired, as an eye has them."""
    cold, warm = round(1e6 / COLDEST), round(1e6 / WARMEST)
    kelvins = [min(COLDEST, max(WARMEST, 1e6 / mired)) for mired in range(cold, warm + STEP, STEP)]
    return tuple((kelvin, oklab(white(kelvin))[1]) for kelvin in kelvins)
