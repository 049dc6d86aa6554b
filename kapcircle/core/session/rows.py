"""A circle as rows: a table is a picture of the fold."""

from collections.abc import Mapping

from kapcircle.core.ids import StreamId
from kapcircle.core.picture import Row, Value
from kapcircle.core.session.state import Leg, Line, Seat, Session
from kapcircle.core.session.timing import leg_actual, leg_held

HEAD, LEG, LINE, SEAT = "head", "leg", "line", "seat"


def parts(s: Session) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change; the head, a single row, is made anew."""
    head = (s.plan.name, s.plan.scheduled, s.run, s.opened, s.closed, s.at)
    return {
        HEAD: head,
        **{f"{LEG}:{i}": leg for i, leg in enumerate(s.legs)},
        LINE: s.lines,
        **{f"{SEAT}:{person}": seat.lines for person, seat in s.seats.items()},
    }


def rows(stream: StreamId, s: Session, part: str) -> tuple[Row, ...]:
    """The rows of one part."""
    session = stream.partition(":")[2]
    kind, _, which = part.partition(":")
    match kind:
        case "leg":
            return _leg(stream, session, int(which), s.legs[int(which)])
        case "line":
            return tuple(_line(stream, session, None, line) for line in s.lines)
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
    return tuple(_line(stream, session, seat.person, line) for line in seat.lines)


def _line(stream: StreamId, session: str, person: str | None, line: Line) -> Row:
    key = (("session", session), ("tick", line.stamp.tick), ("device", line.stamp.device))
    values: dict[str, Value] = {
        "at": line.at,
        "happened": line.happened,
        "by": line.by,
        "person": person,
        "text": line.text,
        "struck": line.struck,
        "replaces_tick": line.replaces.tick if line.replaces else None,
        "replaces_device": line.replaces.device if line.replaces else None,
    }
    return Row(stream, "session_note", key, values)
