"""What falls due by itself, and what fell due too long ago and is offered instead."""

from dataclasses import dataclass

from kapcircle.core.ids import Instant, Millis
from kapcircle.core.rundown import End
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Session
from kapcircle.core.session.timing import at_offset, length

LATEST = Millis(2_000)
"""More than this late (sleep, crash, a stall) nothing is made by itself: it is offered."""


@dataclass(frozen=True, slots=True)
class Due:
    """A command of the clock and the instant it belongs to. One that is not made `alone` waits for a hand."""

    at: Instant
    command: c.Command
    alone: bool = True


def dues(s: Session) -> tuple[Due, ...]:
    """All that is to fall due in the present phase, in order of time; cues before the advance. A hold stops it all."""
    if not s.runs:
        return ()
    found = [Due(at, c.Fire(w.cue)) for w in s.waits if (at := at_offset(s.visit, w.offset)) is not None]
    end = at_offset(s.visit, length(s.leg))
    if s.leg.phase.end is End.ADVANCE and s.standby is not None and end is not None and not _stays(s):
        found.append(Due(end, c.Advance(), alone=not s.legs[s.standby].phase.medicine))
    return tuple(sorted(found, key=lambda due: due.at))


def _stays(s: Session) -> bool:
    """Whether somebody came back to a phase whose time was over, or held it so: it would throw them out at once."""
    return 0 < s.visit.taken_up >= length(s.leg)


def next_due(s: Session, now: Instant) -> Due | None:
    """The first that falls due by itself and is not too late for it."""
    return next((due for due in dues(s) if due.alone and due.at >= now - LATEST), None)


def offered(s: Session, now: Instant) -> tuple[Due, ...]:
    """What fell due too long ago to be made by itself, and the way on to medicine: no clock opens that gate."""
    return tuple(due for due in dues(s) if due.at < now - LATEST or (not due.alone and due.at <= now))
