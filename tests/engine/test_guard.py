"""What the guard lets through never rises fast, and what is level passes untouched."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.engine.guard import Guard
from kapcircle.engine.settings import RATE

LAW = 12.0 / RATE


def applied(guard: Guard, power: np.ndarray) -> np.ndarray:
    """The power that gets through, in dB."""
    factor = np.broadcast_to(guard.bound(power, len(power)), power.shape)
    return np.asarray(10 * np.log10(np.maximum(power * factor**2, 1e-12)))


def lawful(db: np.ndarray) -> bool:
    return bool((np.diff(np.maximum(db, -40)) <= LAW + 1e-9).all())


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1.5), st.integers(1, 9000)), min_size=1, max_size=12))
def test_whatever_is_asked_it_rises_no_faster_than_the_law(steps: list[tuple[float, int]]) -> None:
    guard = Guard()
    got = np.concatenate([[-40.0], *(applied(guard, np.full(n, power)) for power, n in steps)])
    assert lawful(got)
    asked = 10 * np.log10(np.maximum(np.concatenate([np.full(n, p) for p, n in steps]), 1e-12))
    assert (got[1:] <= asked + 1e-6).all()


def test_it_takes_exactly_as_long_as_the_law_says_and_no_longer() -> None:
    guard = Guard()
    db = applied(guard, np.ones(5 * RATE))
    assert np.argmax(db >= -1e-9) == pytest.approx(40 / 12 * RATE, abs=2)
    assert guard.bound(1.0, 100) == 1.0


def test_falls_are_free_and_a_crossfade_is_untouched() -> None:
    guard = Guard()
    guard.bound(np.geomspace(1e-4, 1, 10 * RATE), 10 * RATE)
    angle = np.linspace(0, np.pi / 2, RATE)
    assert guard.bound(np.sin(angle) ** 2 + np.cos(angle) ** 2, RATE) == 1.0
    assert guard.bound(np.linspace(1, 0, 100), 100) == 1.0


def test_a_number_is_as_good_as_a_row_of_it() -> None:
    one, many = Guard(), Guard()
    for power in (0.0, 1e-5, 0.3, 0.1, 1.0, 0.0, 0.5):
        assert np.broadcast_to(one.bound(power, 700), (700,)) == pytest.approx(
            np.broadcast_to(many.bound(np.full(700, power), 700), (700,))
        )


def test_after_silence_nobody_expects_anything() -> None:
    guard = Guard()
    guard.bound(np.geomspace(1e-4, 1, 10 * RATE), 10 * RATE)
    guard.silence()
    assert applied(guard, np.ones(10))[0] == pytest.approx(-40, abs=0.001)
