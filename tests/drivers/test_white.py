from itertools import pairwise

import pytest

from kapcircle.core.light import WARM, Colour
from kapcircle.core.white import planckian
from kapcircle.drivers.white import cold_share, kelvin, mired, xy


@pytest.mark.parametrize(
    ("colour", "expected"),
    # D65 by definition; the others between the ends of a lamp, or past them.
    [((1.0, 1.0, 1.0), 6500), (WARM, 3326), ((1.0, 0.0, 0.0), 2700), ((0.0, 0.2, 1.0), 6500), ((1.0, 0.4, 0.0), 2700)],
)
def test_how_warm_a_colour_is(colour: Colour, expected: float) -> None:
    assert kelvin(colour) == pytest.approx(expected, abs=10)


def test_violet_has_the_end_that_it_leans_to() -> None:
    assert kelvin((0.3, 0.0, 1.0)) == 6500
    assert kelvin((1.0, 0.0, 0.99)) == 2700


@pytest.mark.parametrize(
    ("temperature", "x", "y"), [(2856, 0.4476, 0.4074), (4000, 0.3805, 0.3768), (6500, 0.3135, 0.3237)]
)
def test_black_bodies_lie_where_the_cie_has_them(temperature: float, x: float, y: float) -> None:
    """2856 K is illuminant A."""
    assert planckian(temperature) == pytest.approx((x, y), abs=0.001)


def test_white_is_where_srgb_has_it() -> None:
    assert xy((1.0, 1.0, 1.0)) == pytest.approx((0.3127, 0.3290), abs=1e-4)


def test_the_cold_emitter_takes_over_evenly_from_end_to_end() -> None:
    shares = [cold_share(2700 + 10 * n) for n in range(381)]
    assert (shares[0], shares[-1]) == (0, 1)
    assert all(a < b for a, b in pairwise(shares))


def test_a_lamp_has_its_temperature_in_mired() -> None:
    assert (mired(2700), mired(6500)) == (370, 154)
