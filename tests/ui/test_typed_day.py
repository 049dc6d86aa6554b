"""Days as people type them."""

from datetime import date, time

import pytest

from kapcircle.core.errors import Refused
from kapcircle.ui.typed_day import read_day

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    "text", ["2026-11-26", " 26.11.2026", "26 Nov 2026", "26 november 2026", "Nov 26, 2026", "Thu 26 Nov 2026"]
)
def test_a_day_is_read(text: str) -> None:
    assert read_day(text) == (DAY, None)
    assert read_day(f"{text} 8:00") == (DAY, time(8))


def test_an_hour_stands_after_any_gap() -> None:
    assert read_day("Thu 2026-11-26  14:05") == read_day("2026-11-26T14:05") == (DAY, time(14, 5))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("11/26/2026", "cannot be read: type it as 2026-11-26."),
        ("tomorrow", "cannot be read"),
        ("31.11.2026", "not on the calendar"),
        ("26 Foo 2026", "not on the calendar"),
        ("2026-11-26 25:00", "not on the calendar"),
        ("Fri 26 Nov 2026", "that day is a Thursday"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_day(text)


def test_where_only_a_day_is_asked_an_hour_is_not_dropped_silently() -> None:
    with pytest.raises(Refused, match="only the day"):
        read_day("2026-11-26 8:00", with_hour=False)
