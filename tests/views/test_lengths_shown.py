import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core import lengths
from kapcircle.core.ids import Instant, Millis
from kapcircle.views import times


def test_seconds_are_not_moved_by_the_zone() -> None:
    assert times.exact(Instant(5_000), lambda _: -210) == "20:30:05"


@pytest.mark.parametrize(
    ("length", "shown"), [(125_000, "+2:05"), (-30_000, "−0:30"), (0, "0:00"), (400, "0:00"), (-400, "0:00")]
)
def test_a_difference_says_its_sign(length: int, shown: str) -> None:
    assert times.signed(length) == shown


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (45 * 60_000, "45 min"),
        (0, "0 min"),
        (29_400, "29 s"),
        (60 * 60_000, "1 h 00"),
        (285 * 60_000 + 29_999, "4 h 45"),
    ],
)
def test_a_circle_lasts_hours_and_minutes(length: int, shown: str) -> None:
    assert times.whole(length) == shown


@given(st.integers(1, 24 * 3_600))
def test_what_is_shown_for_a_length_can_be_typed(seconds: int) -> None:
    length = Millis(seconds * 1_000)
    assert lengths.minutes(times.minutes(length)) == length
