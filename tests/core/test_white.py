"""White by its colour temperature."""

from collections.abc import Sequence
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.white import COLDEST, WARMEST, planckian, warmth, white

# The CIE 1931 observer in sums of lobes (Wyman, Sloan and Shirley, 2013): weight, nanometres, slopes before and after.
OBSERVER = (
    ((0.362, 442.0, 0.0624, 0.0374), (1.056, 599.8, 0.0264, 0.0323), (-0.065, 501.1, 0.0490, 0.0382)),
    ((0.821, 568.8, 0.0213, 0.0247), (0.286, 530.9, 0.0613, 0.0322)),
    ((1.217, 437.0, 0.0845, 0.0278), (0.681, 459.0, 0.0385, 0.0725)),
)


def seen(wave: int, lobes: Sequence[tuple[float, float, float, float]]) -> float:
    return sum(w * exp(-(((wave - m) * (a if wave < m else b)) ** 2) / 2) for w, m, a, b in lobes)


@pytest.mark.parametrize("temperature", [1700, 1800, 2000, 2222, 2856, 4000, 6500])
def test_a_glowing_body_has_the_colour_of_planck(temperature: int) -> None:
    body = {wave: wave**-5 / (exp(1.4388e7 / (wave * temperature)) - 1) for wave in range(360, 831)}
    x, y, z = (sum(power * seen(wave, lobes) for wave, power in body.items()) for lobes in OBSERVER)
    assert planckian(temperature) == pytest.approx((x / (x + y + z), y / (x + y + z)), abs=5e-3)


@pytest.mark.parametrize("joint", [2222, 4000])
def test_its_formulas_meet(joint: float) -> None:
    assert planckian(joint) == pytest.approx(planckian(joint + 0.01), abs=1e-3)


@given(st.floats(WARMEST, COLDEST - 1), st.floats(1, 500))
def test_the_warmer_the_less_blue(temperature: float, more: float) -> None:
    warm, cold = white(temperature), white(min(COLDEST, temperature + more))
    assert warm[0] == 1
    assert warm[2] <= cold[2]
    assert warm[1] <= cold[1] + 1e-9


@given(st.floats(WARMEST, COLDEST))
def test_the_temperature_of_a_white_is_found_again(temperature: float) -> None:
    found, away = warmth(white(temperature))
    assert 1e6 / found == pytest.approx(1e6 / temperature, abs=2)
    assert away < 0.005


def test_a_colour_that_is_no_white_is_said_to_be_far_from_one() -> None:
    assert warmth((0.0, 0.2, 1.0))[1] > 0.2
