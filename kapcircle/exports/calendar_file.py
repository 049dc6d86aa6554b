"""A calendar file (RFC 5545) that any calendar reads. It says when, and never for whom or what.

The same sheet is always the same bytes. In a time zone that is not known here all times are UTC: each is still the same
instant.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Alarm, Calendar, Event, Timezone

from kapcircle.core.ids import Instant
from kapcircle.views.practices import Appointment, CalendarSheet

PRODUCT = "-//KapCircle//Practices//EN"
NAME = "Practices"


def write(sheet: CalendarSheet) -> bytes:
    """The file of a sheet."""
    zone = _zone(sheet.zone)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    if isinstance(zone, ZoneInfo) and sheet.appointments:
        first, last = (_local(at(x.at for x in sheet.appointments), zone) for at in (min, max))
        over = last.date() + timedelta(days=1)
        calendar.add_component(Timezone.from_tzid(sheet.zone, first_date=first.date(), last_date=over))
    for appointment in sheet.appointments:
        calendar.add_component(_event(appointment, sheet, zone))
    body: bytes = calendar.to_ical()
    return body


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _local(at: Instant, zone: ZoneInfo | None) -> datetime:
    return datetime.fromtimestamp(at // 1000, zone or UTC)


def _event(appointment: Appointment, sheet: CalendarSheet, zone: ZoneInfo | None) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", _local(sheet.at, None))
    event.add("sequence", sheet.sequence)
    event.add("summary", appointment.summary)
    event.add("dtstart", _local(appointment.at, zone))
    event.add("duration", timedelta(milliseconds=appointment.lasts))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    if not appointment.cancelled:
        event.add_component(_alarm(appointment.summary))
    return event


def _alarm(summary: str) -> Alarm:
    """Shown when it begins."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta())
    return alarm
