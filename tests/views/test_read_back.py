"""What is read back before it is saved, and the time of what happened as it is typed."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant
from kapcircle.views.read_back import happened, late, long_ago, read_back, when, whose

MINUTE = 60_000
DAY_START = Instant(1_800_000_000_000 // 86_400_000 * 86_400_000)


def at(hours: int, minutes: int, seconds: int = 0) -> Instant:
    return Instant(DAY_START + (hours * 60 + minutes) * MINUTE + seconds * 1000)


def utc(_: Instant) -> int:
    return 0


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", None),
        (" now ", None),
        ("-5", at(14, 12, 30)),
        ("−5", at(14, 12, 30)),
        ("-0", at(14, 17, 30)),
        ("14:05", at(14, 5)),
        ("14.05", at(14, 5)),
        ("9:30", at(9, 30)),
        ("14:17", at(14, 17, 30)),
    ],
)
def test_when_it_happened_is_read(typed: str, expected: Instant | None) -> None:
    assert happened(typed, at(14, 17, 30), utc) == expected


def test_a_time_before_midnight_is_yesterdays() -> None:
    assert happened("23:55", at(0, 10), utc) == at(0, 10) - 15 * MINUTE


def test_a_time_is_that_of_the_room() -> None:
    assert happened("14:05", at(13, 17), lambda _: 60) == at(13, 5)


@pytest.mark.parametrize("typed", ["14:18", "20:00", "-x", "soon", "1405", "14:5", "25:00", "14:75", "-1000000", "-"])
def test_what_has_not_come_yet_and_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        happened(typed, at(14, 17), utc)


def test_how_late_it_is_written_down_is_said() -> None:
    now = at(14, 17)
    assert (late(None, now), late(at(14, 16, 30), now), late(at(14, 5), now)) == ("", "", "12 min late")
    assert (when(None, now, utc), when(at(14, 5), now, utc)) == ("now", "14:05, 12 min late")


def test_what_is_an_hour_late_is_asked_once_more() -> None:
    now = at(14, 17)
    assert [long_ago(x, now) for x in (None, at(13, 18), at(13, 17))] == [False, False, True]


def test_all_is_read_back_in_one_line() -> None:
    said = read_back(whose(12, "Juniper"), "120/80, pulse 72, SpO2 98 %", "MK", "now")
    assert said == "Mat 12, Juniper: 120/80, pulse 72, SpO2 98 %, by MK, now"
    assert read_back("Mat 4, Ash", "moved", "MK", "") == "Mat 4, Ash: moved, by MK"
    assert whose(None, "The circle") == "The circle"
