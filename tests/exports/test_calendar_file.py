"""A calendar file, read again by another program's parser, and by its letters where the standard asks for them."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
from ics.icalendar import Calendar

from kapcircle.core.boosters import Slot
from kapcircle.core.ids import DAY, MINUTE, Instant, Millis, SessionId
from kapcircle.core.person.boosting import BoostersPlanned
from kapcircle.core.programme import HOUR
from kapcircle.exports import calendar_file
from kapcircle.views.practices import Appointment, CalendarSheet, calendar_sheet

VIENNA = "Europe/Vienna"
SPRING, AUTUMN = Instant(1_806_195_600_000), Instant(1_824_944_400_000)
"""01:00 UTC on 28 March and on 31 October 2027, when clocks in Vienna change."""


def slot(number: int, at: int) -> Slot:
    return Slot(number, Instant(at), "craving-wave", "Watching a wave of craving", Millis(10 * MINUTE))


def plan(*slots: Slot, gone: tuple[Slot, ...] = (), sequence: int = 0) -> BoostersPlanned:
    return BoostersPlanned(SessionId("s1"), "0198", sequence, slots, gone, "Mara, 0660 1234567")


def around(change: int) -> CalendarSheet:
    """At 08:00 UTC on the day before clocks change, and on the day after."""
    noon = change + 7 * HOUR
    return calendar_sheet(plan(slot(1, noon - DAY), slot(2, noon)), Instant(change - 2 * DAY), VIENNA)


def text(sheet: CalendarSheet) -> str:
    return calendar_file.write(sheet).decode()


def parts(sheet: CalendarSheet, name: str) -> list[Any]:
    """The components of this name."""
    calendar: Any = icalendar.Calendar.from_ical(text(sheet))
    assert calendar["METHOD"] == "PUBLISH"
    found: list[Any] = calendar.walk(name)
    return found


@pytest.mark.parametrize(("change", "hours"), [(SPRING, ("090000", "100000")), (AUTUMN, ("100000", "090000"))])
def test_each_practice_is_at_its_instant_on_both_sides_of_a_change_of_clocks(
    change: int, hours: tuple[str, str]
) -> None:
    sheet = around(change)
    events = sorted(Calendar(text(sheet)).events, key=lambda x: x.begin)
    assert [x.begin.datetime for x in events] == [datetime.fromtimestamp(x.at / 1000, UTC) for x in sheet.appointments]
    assert [x.duration for x in events] == [timedelta(minutes=10)] * 2
    starts = re.findall(r"DTSTART;TZID=Europe/Vienna:\d{8}T(\d{6})", text(sheet))
    assert tuple(starts) == hours, "and clocks there show these hours"


def test_the_zone_comes_with_its_rules() -> None:
    (zone,) = parts(around(SPRING), "VTIMEZONE")
    assert zone["TZID"] == VIENNA
    offsets = {x["TZOFFSETTO"].td for x in zone.subcomponents}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


def test_it_says_neither_whom_nor_what_it_is_for() -> None:
    said = text(around(SPRING))
    assert re.findall(r"SUMMARY:(.*)\r\n", said) == ["Practice 1", "Practice 2"]
    assert said.count("CLASS:PRIVATE") == 2
    for word in ("Wren", "craving", "0660", "Mara", "s1", "ATTENDEE", "ORGANIZER", "LOCATION"):
        assert word not in said.replace("TRANSP", "")


def test_it_is_published_and_another_form_of_the_plan_takes_its_place() -> None:
    first, later = slot(1, SPRING + DAY), slot(2, SPRING + 2 * DAY)
    before = parts(calendar_sheet(plan(first, later), SPRING, VIENNA), "VEVENT")
    new = slot(3, SPRING + 3 * DAY)
    after = parts(calendar_sheet(plan(new, later, gone=(first,), sequence=1), SPRING, VIENNA), "VEVENT")
    told = {str(x["UID"]): (int(x["SEQUENCE"]), str(x["STATUS"]), str(x["SUMMARY"])) for x in after}
    assert told == {
        "0198-2@kapcircle": (1, "CONFIRMED", "Practice 1"),
        "0198-3@kapcircle": (1, "CONFIRMED", "Practice 2"),
        "0198-1@kapcircle": (1, "CANCELLED", "Practice"),
    }
    assert {str(x["UID"]) for x in before} < set(told)
    assert [len(x.walk("VALARM")) for x in after] == [1, 1, 0]


def test_lines_are_as_the_standard_has_them() -> None:
    body = calendar_file.write(around(AUTUMN))
    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")
    needed = ("UID", "DTSTAMP", "DTSTART")
    assert all(body.count(f"\r\n{x}".encode()) >= 2 for x in needed)


def test_the_same_plan_is_always_the_same_bytes() -> None:
    assert calendar_file.write(around(SPRING)) == calendar_file.write(around(SPRING))


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../etc/passwd"])
def test_in_a_zone_that_is_not_known_times_are_utc_and_the_same_instants(zone: str) -> None:
    sheet = CalendarSheet(SPRING, 0, zone, (Appointment("a@b", "Practice 1", SPRING, Millis(HOUR)),))
    said = text(sheet)
    assert "DTSTART:20270328T010000Z" in said
    assert "VTIMEZONE" not in said
    (event,) = Calendar(said).events
    assert event.begin.datetime == datetime.fromtimestamp(SPRING / 1000, UTC)


def test_a_plan_without_practices_is_an_empty_calendar() -> None:
    assert not Calendar(text(CalendarSheet(SPRING, 0, VIENNA, ()))).events
