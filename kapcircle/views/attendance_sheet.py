"""The attendance of a cohort as a table: a row for each person and session that was opened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kapcircle.core.attendance import Attended
from kapcircle.core.ids import MINUTE, Instant, PersonId, SessionId
from kapcircle.core.record import of
from kapcircle.core.session.contents import KINDS
from kapcircle.core.session.people import left, sent_home
from kapcircle.core.session.presence import Presence, presence
from kapcircle.core.session.state import Seat, Session
from kapcircle.views.times import Zone, date, hour

COLUMNS = (
    "session_id",
    "session",
    "kind",
    "date",
    "person_id",
    "alias",
    "mat",
    "status",
    "arrived",
    "left",
    "minutes",
    "left_how",
    "words",
)
"""Their names stay: what reads them goes by these."""

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was opened, and the hour at its desk."""

    session: SessionId
    s: Session
    zone: Zone


def attendance_sheet(
    held: Iterable[Held], alias: Callable[[PersonId], str], now: Instant
) -> tuple[tuple[Cell, ...], ...]:
    """Rows for a spreadsheet, the names of the columns first: dates and times as ISO 8601 has them, local, with their
    offset from UTC; lengths in whole minutes.
    """
    rows = [_row(x, found, alias, now) for x in held for found in presence(x.s)]
    return (COLUMNS, *rows)


def _row(x: Held, found: Presence, alias: Callable[[PersonId], str], now: Instant) -> tuple[Cell, ...]:
    seat, plan = x.s.seats[found.person], x.s.plan
    told = [content for _, content in of(seat.counted, Attended)]
    last = found.stays[-1].until if found.stays else None
    return (
        x.session,
        plan.name,
        plan.kind.value,
        date(x.s.opened or now, x.zone),
        found.person,
        alias(found.person),
        seat.mat,
        ", then ".join(each.status.value for each in told) or "not recorded",
        iso(found.arrived, x.zone),
        iso(last, x.zone),
        found.lasted(now) // MINUTE if found.stays else None,
        _how(seat),
        "; ".join(each.words for each in told if each.words),
    )


def _how(seat: Seat) -> str:
    """In which of the ways of leaving."""
    found = left(seat)
    if found is not None:
        return KINDS[type(found[1])].words.lower()
    return "sent home" if sent_home(seat) else ""


def iso(at: Instant | None, zone: Zone) -> str | None:
    """`2027-01-15T09:00+01:00`; nothing where there is no instant."""
    if at is None:
        return None
    east = zone(at)
    return f"{date(at, zone)}T{hour(at, zone)}{'+' if east >= 0 else '-'}{abs(east) // 60:02}:{abs(east) % 60:02}"
