"""A day, or a day and its hour, read from what somebody types or pastes."""

import re
from datetime import date, time

from kapcircle.core.errors import Refused

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AS_IN = "type it as 2026-11-26"
FORMS = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})",
    r"(?P<day>\d{1,2})\.?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})",
    r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})",
)
WHOLE = tuple(
    re.compile(rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)})[a-z]*\.?,?\s+)?{form}(?:(?:,|t|\s)\s*(?P<hour>\d{{1,2}}):(?P<minute>\d\d))?")
    for form in FORMS
)  # fmt: skip


def read_day(text: str, *, with_hour: bool = True) -> tuple[date, time | None]:
    """The day, and the hour if one was typed; 11/26 and 26/11 are not read, as nobody can say which is the month.
    Without `with_hour` only a day is read.

    Raises Refused, with how to type it.
    """
    said = text.strip()
    found = next((x for form in WHOLE if (x := form.fullmatch(said.lower()))), None)
    if found is None:
        raise Refused(f"“{said}” cannot be read: {AS_IN}.")
    try:
        day = date(int(found["year"]), _month(found["month"]), int(found["day"]))
        hour = None if found["hour"] is None else time(int(found["hour"]), int(found["minute"]))
    except ValueError:
        raise Refused(f"“{said}” is not on the calendar: {AS_IN}.") from None
    if hour is not None and not with_hour:
        raise Refused(f"“{said}”: only the day is asked here.")
    if found["weekday"] not in (None, WEEKDAYS[day.weekday()]):
        raise Refused(f"“{said}”: that day is a {day:%A}.")
    return day, hour


def _month(word: str) -> int:
    """Of its number, or of its English name from three letters on. Raises ValueError."""
    return int(word) if word.isdigit() else MONTHS.index(word[:3]) + 1
