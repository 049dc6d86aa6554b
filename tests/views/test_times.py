from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.ids import Instant, Millis
from kapcircle.views.times import about, after, date, hour, left, minutes, moment, offset, span, weekday
from kapcircle.views.times import day as shown

H, M, S = 3_600_000, 60_000, 1_000


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (0, "0:00"),
        (999, "0:00"),
        (42 * S, "0:42"),
        (23 * M + 10 * S, "23:10"),
        (H + 2 * M + 3 * S, "1:02:03"),
        (-5, "0:00"),
    ],
)
def test_span(length: int, text: str) -> None:
    assert span(length) == text


@given(st.integers(0, 250_000_000_000_000), st.integers(-840, 840))
def test_dates_are_those_of_the_calendar(at: int, zone: int) -> None:
    day = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at, minutes=zone)
    assert date(Instant(at), lambda _: zone) == f"{day:%Y-%m-%d}"
    assert weekday(Instant(at), lambda _: zone) == f"{day:%a}"
    assert shown(Instant(at), lambda _: zone) == f"{day.day} {day:%b} {day.year}"
    assert moment(Instant(at), lambda _: zone) == f"{day.day} {day:%b} {day.year} {day:%H:%M}"


@pytest.mark.parametrize("day", ["1970-01-01", "2000-02-29", "2024-12-31", "2025-03-01", "2100-02-28", "2100-03-01"])
def test_dates_at_the_edges_of_years_and_leap_days(day: str) -> None:
    begins = int(datetime.fromisoformat(f"{day}T00:00+00:00").timestamp()) * S
    assert [date(Instant(begins + x), lambda _: 0) for x in (0, 24 * H - 1)] == [day, day]


@pytest.mark.parametrize(("length", "text"), [(0, "0:00"), (1, "0:01"), (1_000, "0:01"), (59_001, "1:00")])
def test_left_counts_a_second_begun_as_whole(length: int, text: str) -> None:
    assert left(length) == text


@given(st.integers(0, 24 * 3_600), st.integers(0, 24 * H))
def test_passed_and_left_sum_to_the_length(whole: int, passed: int) -> None:
    length = whole * S
    passed = min(passed, length)

    def seconds(text: str) -> int:
        total = 0
        for part in text.split(":"):
            total = total * 60 + int(part)
        return total

    assert seconds(span(passed)) + seconds(left(length - passed)) == whole


@pytest.mark.parametrize(
    ("length", "text"),
    [(0, "+0:00"), (2 * M, "+2:00"), (62 * M, "+1:02:00"), (450 * S, "+7:30"), (25 * H, "+25:00:00")],
)
def test_after(length: int, text: str) -> None:
    assert after(length) == text


@pytest.mark.parametrize(("length", "text"), [(15 * M, "15"), (30 * S, "0:30"), (450 * S, "7:30"), (120 * M, "120")])
def test_minutes(length: int, text: str) -> None:
    assert minutes(length) == text


@pytest.mark.parametrize(("length", "text"), [(17 * M + 29 * S, "17"), (17 * M + 30 * S, "18"), (40 * S, "0:40")])
def test_about(length: int, text: str) -> None:
    assert about(length) == text


@pytest.mark.parametrize(
    ("at", "east", "text"),
    [
        (0, 0, "00:00"),
        (0, 60, "01:00"),
        (0, -60, "23:00"),
        (23 * H + 59 * M + 59_999, 0, "23:59"),
        (24 * H, 330, "05:30"),
    ],
)
def test_hour(at: int, east: int, text: str) -> None:
    assert hour(Instant(at), lambda _: east) == text


def test_the_hour_follows_a_change_of_the_zone_in_the_night() -> None:
    def zone(at: Instant) -> int:
        return 120 if at < 3 * H else 60

    assert [hour(Instant(at), zone) for at in (3 * H - 1, 3 * H)] == ["04:59", "04:00"]


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (6 * M, "+6 min"),
        (-3 * M, "−3 min"),
        (29_999, "in time"),
        (30_000, "+1 min"),
        (-30_001, "−1 min"),
        (60 * M, "+1 h 00"),
        (-881 * M, "−14 h 41"),
        (None, ""),
    ],
)
def test_offset(length: int | None, text: str) -> None:
    assert offset(None if length is None else Millis(length)) == text
