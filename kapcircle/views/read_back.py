"""What is read back before a record is saved: whom it is about, what it says, who signs it, and when it happened."""

from kapcircle.core.errors import Refused
from kapcircle.core.ids import MINUTE, Instant, Millis
from kapcircle.views.times import DAY, Zone, by_the_clock, hour, whole

LATE = Millis(60 * MINUTE)
"""What is written down so late is asked once more: programme setting."""

LONG_AGO = 12 * 60
"""Minutes. A time of day that is further back is taken for one that has not come yet: programme setting."""


def happened(text: str, now: Instant, zone: Zone) -> Instant | None:
    """When it took place, as typed: `-5` minutes ago, `14:05`; None, or `now`: now. Raises Refused, also for later."""
    typed = text.strip().lower().replace("−", "-")
    if typed in {"", "now"}:
        return None
    if typed.startswith("-"):
        return Instant(now - _figure(typed[1:].strip(), text) * MINUTE)
    hours, _, minutes = typed.replace(".", ":").partition(":")
    hour_, minute = _figure(hours, text), _figure(minutes, text)
    if hour_ > 23 or minute > 59 or len(minutes) != 2:
        raise Refused(_how(text))
    local = (now // MINUTE + zone(now)) % DAY
    ago = (local - (hour_ * 60 + minute)) % DAY
    if ago > LONG_AGO:
        raise Refused(f"{text.strip()} has not come yet: type when it happened, as in -5 or 14:05.")
    at = by_the_clock(Instant((now // MINUTE - ago) * MINUTE), now, zone)
    if (at // MINUTE + zone(at)) % DAY != hour_ * 60 + minute:
        raise Refused(f"{text.strip()} was left out when the clock was put forward: type minutes ago, as in -5.")
    return now if ago == 0 else at


def _figure(text: str, typed: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise Refused(_how(typed))
    return int(text)


def _how(typed: str) -> str:
    return f"“{typed.strip()}” is no time: type -5 for five minutes ago, or 14:05."


def late(at: Instant | None, now: Instant) -> str:
    """`12 min late`; nothing for what happened in this minute."""
    length = 0 if at is None else now - at
    return f"{whole(length)} late" if length >= MINUTE else ""


def long_ago(at: Instant | None, now: Instant) -> bool:
    """Whether it is so long ago that it is asked once more."""
    return at is not None and now - at >= LATE


def when(at: Instant | None, now: Instant, zone: Zone) -> str:
    """`now`, or `14:05, 12 min late`."""
    return "now" if at is None or not late(at, now) else f"{hour(at, zone)}, {late(at, now)}"


def whose(mat: int | None, name: str) -> str:
    """`Mat 12, Juniper`, or the circle."""
    return name if mat is None else f"Mat {mat}, {name}"


def read_back(whose_: str, words: str, by: str, when_: str) -> str:
    """`Mat 12, Juniper: 120/80, pulse 72, by MK, now`; without a time where it has none of its own."""
    return ", ".join(filter(None, (f"{whose_}: {words}", f"by {by}", when_)))
