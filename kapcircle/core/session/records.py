"""How what is written about a circle changes: records, their striking and moving, who sits where, and what the room
reported.
"""

from typing import assert_never

from kapcircle.core.changed import replace
from kapcircle.core.ids import PersonId
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.notes import Note
from kapcircle.core.record import Record
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Seat, Session

Written = e.Noted | e.Recorded | Struck | e.Reported | e.SeatTaken | e.SeatPlaced | e.LaidAsRing
WRITTEN = (e.Noted, e.Recorded, Struck, e.Reported, e.SeatTaken, e.SeatPlaced, e.LaidAsRing)


def evolve_records(s: Session, entry: Entry[e.Event], event: Written) -> Session:
    """The circle after something was written down about it; `event` is that of `entry`."""
    match event:
        case e.Noted(text, person, replaces):
            return _add(s, entry, Note(text), person, replaces)
        case e.Recorded(content, person, replaces, marks):
            return _add(s, entry, content, person, replaces, marks)
        case Struck():
            return strike(s, event)
        case e.Reported(words):
            return replace(s, reports=(*s.reports, (entry.at, words)))
        case e.SeatTaken(person, mat):
            return _take_seat(s, entry, person, mat)
        case e.SeatPlaced(person, x, y):
            return s if person not in s.seats else replace(s, laid={**s.laid, s.seats[person].mat: (x, y)})
        case e.LaidAsRing():
            return replace(s, laid={})
        case _:
            assert_never(event)


def _add(
    s: Session,
    entry: Entry[e.Event],
    content: object,
    person: PersonId | None,
    replaces: Stamp | None,
    marks: tuple[str, ...] = (),
) -> Session:
    record = Record(entry.stamp, entry.at, entry.happened, entry.by, content, None, replaces, marks)
    seat = None if person is None else s.seats.get(person)
    if seat is None:
        return replace(s, records=(*s.records, record))
    return _with_seat(s, replace(seat, records=(*seat.records, record)))


def _take_seat(s: Session, entry: Entry[e.Event], person: PersonId, mat: int) -> Session:
    seat = s.seats.get(person, Seat(person, mat))
    return _with_seat(s, replace(seat, mat=mat, mats=(*seat.mats, (entry.happened, mat))))


def strike(s: Session, struck: Struck) -> Session:
    """The circle once a record is struck; what is not in it cannot be. What takes its place is judged by this."""
    if _holds(s.records, struck.record):
        return replace(s, records=_marked(s.records, struck))
    seat = next((seat for seat in s.seats.values() if _holds(seat.records, struck.record)), None)
    return s if seat is None else _with_seat(s, replace(seat, records=_marked(seat.records, struck)))


def _holds(records: tuple[Record, ...], stamp: Stamp) -> bool:
    return any(record.stamp == stamp for record in records)


def _marked(records: tuple[Record, ...], struck: Struck) -> tuple[Record, ...]:
    return tuple(x._replace(struck=struck.reason) if x.stamp == struck.record else x for x in records)


def _with_seat(s: Session, seat: Seat) -> Session:
    return replace(s, seats=s.seats | {seat.person: seat})


def find_record(s: Session, stamp: Stamp) -> tuple[PersonId | None, Record] | None:
    """The record of this stamp, and whom it is about."""
    seated = [(seat.person, record) for seat in s.seats.values() for record in seat.records]
    every = [*((None, record) for record in s.records), *seated]
    return next(((person, record) for person, record in every if record.stamp == stamp), None)
