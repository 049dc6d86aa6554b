"""How what is written about a circle changes: notes, their striking, and what the room reported."""

from typing import assert_never

from kapcircle.core.changed import replace
from kapcircle.core.ids import PersonId
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Line, Seat, Session

Written = e.Noted | Struck | e.Reported


def evolve_lines(s: Session, entry: Entry[e.Event], event: Written) -> Session:
    """The circle after something was written down about it; `event` is that of `entry`."""
    match event:
        case e.Noted(text, person, replaces):
            line = Line(entry.stamp, entry.at, entry.happened, entry.by, text, replaces=replaces)
            seat = None if person is None else s.seats.get(person)
            if seat is None:
                return replace(s, lines=(*s.lines, line))
            return _with_seat(s, replace(seat, lines=(*seat.lines, line)))
        case Struck():
            return _strike(s, event)
        case e.Reported(words):
            return replace(s, reports=(*s.reports, (entry.at, words)))
        case _:
            assert_never(event)


def _strike(s: Session, struck: Struck) -> Session:
    if _holds(s.lines, struck.record):
        return replace(s, lines=_marked(s.lines, struck))
    seat = next((seat for seat in s.seats.values() if _holds(seat.lines, struck.record)), None)
    return s if seat is None else _with_seat(s, replace(seat, lines=_marked(seat.lines, struck)))


def _holds(lines: tuple[Line, ...], stamp: Stamp) -> bool:
    return any(line.stamp == stamp for line in lines)


def _marked(lines: tuple[Line, ...], struck: Struck) -> tuple[Line, ...]:
    return tuple(x._replace(struck=struck.reason) if x.stamp == struck.record else x for x in lines)


def _with_seat(s: Session, seat: Seat) -> Session:
    return replace(s, seats={**s.seats, seat.person: seat})


def find_line(s: Session, stamp: Stamp) -> tuple[PersonId | None, Line] | None:
    """The note of this stamp, and whom it is about."""
    seated = [(seat.person, line) for seat in s.seats.values() for line in seat.lines]
    every = [*((None, line) for line in s.lines), *seated]
    return next(((person, line) for person, line in every if line.stamp == stamp), None)
