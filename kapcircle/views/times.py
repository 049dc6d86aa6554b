"""How times are written for people: lengths, hours of the day, and how late it is."""

from collections.abc import Callable

from kapcircle.core.ids import MINUTE, SECOND, Instant, Millis

Zone = Callable[[Instant], int]
"""Minutes east of UTC at an instant."""

DAY = 24 * 60


def span(length: int) -> str:
    """Whole seconds that have passed: `0:42`, `23:10`, `1:02:03`."""
    minutes, seconds = divmod(max(0, length) // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def left(length: int) -> str:
    """Seconds that are left, one begun counting as whole: with `span` of what has passed it sums to the length."""
    return span(-(-length // SECOND) * SECOND)


def minutes(length: int) -> str:
    """A length in minutes, `15`; with seconds where they matter, `0:30`, `7:30`."""
    return str(length // MINUTE) if length % MINUTE == 0 else span(length)


def about(length: int) -> str:
    """A length to the nearest minute, `17`; below one minute to the second, `0:30`."""
    return span(length) if length < MINUTE else str(rounded(length) // MINUTE)


def hour(at: Instant, zone: Zone) -> str:
    """The time of day of an instant, `17:18`."""
    minute = (at // MINUTE + zone(at)) % DAY
    return f"{minute // 60:02}:{minute % 60:02}"


def exact(at: Instant, zone: Zone) -> str:
    """The time of day to the second, `17:18:05`."""
    return f"{hour(at, zone)}:{at // SECOND % 60:02}"


def date(at: Instant, zone: Zone) -> str:
    """The date by the calendar, for files, `2026-11-25`; leap days come at the end of years that begin in March."""
    era, day = divmod((at // MINUTE + zone(at)) // DAY + 719_468, 146_097)
    year = (day - day // 1_460 + day // 36_524 - day // 146_096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    year += era * 400 + (1 if month >= 10 else 0)
    return f"{year:04}-{(month + 2) % 12 + 1:02}-{day - (153 * month + 2) // 5 + 1:02}"


def weekday(at: Instant, zone: Zone) -> str:
    """The day of the week, `Tue`; the first day of 1970 was a Thursday."""
    return WEEKDAYS[((at // MINUTE + zone(at)) // DAY + 3) % 7]


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(at: Instant, zone: Zone) -> str:
    """A day as it is shown on every page, `3 Mar 2027`. Files and fields that are typed into have `date`."""
    year, month, number = date(at, zone).split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def moment(at: Instant, zone: Zone) -> str:
    """A day and an hour as they are shown on every page, `3 Mar 2027 09:05`."""
    return f"{day(at, zone)} {hour(at, zone)}"


def short(length: int) -> str:
    """Whole minutes that have passed, as a figure: `0`, `9`, `75`."""
    return str(max(0, length) // MINUTE)


def rounded(length: int) -> int:
    """A length to the nearest minute."""
    return (length + MINUTE // 2) // MINUTE * MINUTE


def whole(length: int) -> str:
    """A long length in hours and minutes: `4 h 45`, `45 min`; below one minute in seconds, `29 s`."""
    if 0 < length < MINUTE:
        return f"{length // SECOND} s"
    minute = rounded(length) // MINUTE
    return f"{minute // 60} h {minute % 60:02}" if minute >= 60 else f"{minute} min"


def after(length: int) -> str:
    """How long after the opening, to the second as lengths are written: `+15:00`, `+6:30`, `+1:02:00`."""
    return f"+{span(length)}"


def signed(length: int) -> str:
    """A difference in whole seconds: `+2:05`, `−0:30`, `0:00`."""
    seconds = abs(length) // SECOND * SECOND
    sign = "" if seconds == 0 else "+" if length > 0 else "−"
    return f"{sign}{span(seconds)}"


def beyond(actual: int, planned: int) -> str:
    """How much longer than planned, of the whole seconds that both are written in: `0:05` of `15:00` is `−14:55`."""
    return signed((actual // SECOND - planned // SECOND) * SECOND)


def offset(length: Millis | None) -> str:
    """How late: `+6 min`, `−3 min`, `+1 h 05`, `in time`; nothing where there is nothing to compare with."""
    if length is None:
        return ""
    if abs(length) < MINUTE // 2:
        return "in time"
    return f"{'+' if length > 0 else '−'}{whole(max(MINUTE, rounded(abs(length))))}"


def by_the_clock(at: Instant, counted: Instant, zone: Zone) -> Instant:
    """An instant that was found by the offset of another, as the clock showed it then: it may have been put forward or
    back in between.
    """
    return Instant(at - (zone(at) - zone(counted)) * MINUTE)
