"""A circle as rows: a table is a picture of the fold."""

from collections.abc import Mapping

from kapcircle.core.ids import StreamId
from kapcircle.core.picture import Row, Value
from kapcircle.core.record import Record
from kapcircle.core.session.contents import KINDS
from kapcircle.core.session.presence import presence_of
from kapcircle.core.session.state import Leg, Seat, Session
from kapcircle.core.session.timing import leg_actual, leg_held

HEAD, LEG, RECORD, SEAT = "head", "leg", "record", "seat"


def parts(s: Session) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change; the head, a single row, is made anew."""
    head = (s.plan.name, s.plan.scheduled, s.run, s.opened, s.closed, s.at)
    return {
        HEAD: head,
        **{f"{LEG}:{i}": leg for i, leg in enumerate(s.legs)},
        RECORD: s.records,
        **{f"{SEAT}:{person}": seat for person, seat in s.seats.items()},
    }


def rows(stream: StreamId, s: Session, part: str) -> tuple[Row, ...]:
    """The rows of one part."""
    session = stream.partition(":")[2]
    kind, _, which = part.partition(":")
    match kind:
        case "leg":
            return _leg(stream, session, int(which), s.legs[int(which)])
        case "record":
            return tuple(_record(stream, session, None, record) for record in s.records)
        case "seat":
            return _seat(stream, session, next(x for x in s.seats.values() if x.person == which))
        case _:
            return (_head(stream, session, s),)


def _head(stream: StreamId, session: str, s: Session) -> Row:
    values = {
        "state": s.run.value,
        "opened": s.opened,
        "closed": s.closed,
        "phase": s.leg.phase.name if s.at >= 0 else None,
        "planned_ms": s.plan.rundown.planned,
    }
    return Row(stream, "session_run", (("session", session),), values)


def _leg(stream: StreamId, session: str, position: int, leg: Leg) -> tuple[Row, ...]:
    phase, done = leg.phase, bool(leg.visits) and leg.visits[-1].left is not None
    last = leg.visits[-1].left if done else None
    spent = leg_actual(leg, last) if last is not None else None
    row = Row(
        stream,
        "session_phase",
        (("session", session), ("phase", phase.id)),
        {
            "position": position,
            "name": phase.name,
            "group": phase.group,
            "planned_ms": phase.planned,
            "entered": leg.visits[0].entered if leg.visits else None,
            "actual_ms": spent,
            "held_ms": leg_held(leg, last) if last is not None else None,
            "over_ms": spent - phase.planned if spent is not None else None,
            "skipped": int(leg.skipped),
            "inserted": int(leg.inserted),
        },
    )
    return (row, *_cues(stream, session, leg))


def _cues(stream: StreamId, session: str, leg: Leg) -> tuple[Row, ...]:
    by_id = {cue.id: cue for cue in leg.phase.cues}
    return tuple(
        Row(
            stream,
            "session_cue",
            (("session", session), ("cue", made.cue), ("made", made.made)),
            {"name": by_id[made.cue].name, "kind": type(by_id[made.cue].content).__name__.lower(), "due": made.due},
        )
        for made in leg.made
    )


def _seat(stream: StreamId, session: str, seat: Seat) -> tuple[Row, ...]:
    taken = Row(stream, "session_seat", (("session", session), ("person", seat.person)), {"mat": seat.mat})
    records = (_record(stream, session, seat.person, record) for record in seat.records)
    return (taken, _presence(stream, session, seat), *records)


def _presence(stream: StreamId, session: str, seat: Seat) -> Row:
    """How somebody attended. `since`: the stay that has no end yet, and ends with the circle at the latest."""
    found = presence_of(seat)
    ended = [stay for stay in found.stays if stay.until is not None]
    inside = found.stays[-1].since if len(found.stays) > len(ended) else None
    values: dict[str, Value] = {
        "status": found.status.value if found.status else None,
        "words": found.words,
        "arrived": found.arrived,
        "left": ended[-1].until if ended and inside is None else None,
        "present_ms": sum(stay.lasted(stay.since) for stay in ended),
        "since": inside,
    }
    return Row(stream, "session_presence", (("session", session), ("person", seat.person)), values)


def _record(stream: StreamId, session: str, person: str | None, record: Record) -> Row:
    """A row in the table of its kind: what all records have, and its own columns."""
    kind = KINDS[type(record.content)]
    key = (("session", session), ("tick", record.stamp.tick), ("device", record.stamp.device))
    values: dict[str, Value] = {
        "at": record.at,
        "happened": record.happened,
        "by": record.by,
        "person": person,
        "struck": record.struck,
        "replaces_tick": record.replaces.tick if record.replaces else None,
        "replaces_device": record.replaces.device if record.replaces else None,
        "marks": "; ".join(record.marks) or None,
        **kind.values(record.content),
    }
    return Row(stream, kind.table, key, values)
