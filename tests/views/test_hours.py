import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.ids import Instant, Millis
from kapcircle.core.lengths import minutes
from kapcircle.views import hours


@pytest.mark.parametrize(
    ("at", "zone", "shown"),
    [(0, 0, "00:00"), (0, 60, "01:00"), (0, -300, "19:00"), (86_399_999, 0, "23:59"), (82_800_000, 120, "01:00")],
)
def test_the_hour_is_local_and_turns_at_midnight(at: int, zone: int, shown: str) -> None:
    assert hours.hour(Instant(at), zone) == shown


def test_seconds_are_not_moved_by_the_zone() -> None:
    assert hours.exact(Instant(5_000), -210) == "20:30:05"


@pytest.mark.parametrize(
    ("length", "shown"),
    [(0, "0:00"), (30_000, "0:30"), (450_000, "7:30"), (3_600_000, "1:00:00"), (-90_000, "−1:30"), (59_600, "1:00")],
)
def test_a_span_is_read_at_a_glance(length: int, shown: str) -> None:
    assert hours.span(length) == shown


@pytest.mark.parametrize(("length", "shown"), [(125_000, "+2:05"), (-30_000, "−0:30"), (0, "0:00"), (400, "0:00")])
def test_a_difference_says_its_sign(length: int, shown: str) -> None:
    assert hours.signed(length) == shown


@pytest.mark.parametrize(
    ("length", "shown"), [(45 * 60_000, "45 min"), (60 * 60_000, "1 h 00"), (285 * 60_000, "4 h 45")]
)
def test_a_circle_lasts_hours_and_minutes(length: int, shown: str) -> None:
    assert hours.whole(Millis(length)) == shown


@given(st.integers(1, 24 * 3_600))
def test_what_is_shown_for_a_length_can_be_typed(seconds: int) -> None:
    length = Millis(seconds * 1_000)
    assert minutes(hours.minutes_text(length)) == length
