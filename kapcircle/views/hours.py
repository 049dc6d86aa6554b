"""Instants and lengths as people read them. A zone is minutes east of UTC."""

from collections.abc import Callable

from kapcircle.core.ids import MINUTE, SECOND, Instant, Millis

Zones = Callable[[Instant], int]
"""The zone that holds at an instant: it changes when daylight saving does."""

DAY = 24 * 60


def hour(at: Instant, zone: int) -> str:
    """The local hour and minute, such as 14:05."""
    minute = (at // MINUTE + zone) % DAY
    return f"{minute // 60:02}:{minute % 60:02}"


def exact(at: Instant, zone: int) -> str:
    """The local hour to the second, such as 14:05:09."""
    return f"{hour(at, zone)}:{at // SECOND % 60:02}"


def minutes_text(length: Millis) -> str:
    """A length as it is typed: whole minutes as a number (15), others as 0:30 or 1:10:30."""
    if length % MINUTE == 0:
        return str(length // MINUTE)
    return span(length)


def span(length: int) -> str:
    """A length as m:ss, or h:mm:ss from an hour on, to the nearest second; a true minus before what is negative."""
    whole = round(length / SECOND)
    minute, second = divmod(abs(whole), 60)
    sign = "−" if whole < 0 else ""
    return f"{sign}{minute // 60}:{minute % 60:02}:{second:02}" if minute >= 60 else f"{sign}{minute}:{second:02}"


def signed(length: int) -> str:
    """A difference: +2:05, −0:30, or 0:00."""
    return f"+{span(length)}" if round(length / SECOND) > 0 else span(length)


def whole(length: Millis) -> str:
    """A long length in hours and minutes: 4 h 45, 45 min."""
    minutes = round(length / MINUTE)
    return f"{minutes // 60} h {minutes % 60:02}" if minutes >= 60 else f"{minutes} min"
