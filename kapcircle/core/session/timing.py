"""Times read off a session. The clock is always an argument; nothing is below zero but `remaining` and `over`."""

from dataclasses import dataclass
from itertools import takewhile

from kapcircle.core.ids import Instant, Millis, PhaseId
from kapcircle.core.session.state import Leg, Session, Timer, Visit


def clamp(length: int) -> Millis:
    """A length that clocks which differ cannot make negative."""
    return Millis(max(0, length))


def held(visit: Visit, now: Instant) -> Millis:
    """How long a stay was held, a hold under way included."""
    since = visit.held_since
    end = now if visit.left is None else visit.left
    return Millis(visit.held + (0 if since is None else clamp(end - since)))


def actual(visit: Visit, now: Instant) -> Millis:
    """How long a stay lasted, holds included."""
    end = now if visit.left is None else visit.left
    return clamp(end - visit.entered)


def running(visit: Visit, now: Instant) -> Millis:
    """The phase clock: actual minus held, and what was carried over from an earlier stay."""
    return Millis(visit.carried + clamp(actual(visit, now) - held(visit, now)))


def length(leg: Leg) -> Millis:
    """Planned length of a phase with the time that was given or taken in its last stay."""
    return clamp(leg.phase.planned + (leg.visits[-1].extra if leg.visits else 0))


def remaining(leg: Leg, now: Instant) -> Millis:
    """Time left in the present phase; below zero when it has overrun."""
    return Millis(length(leg) - running(leg.visits[-1], now))


def leg_actual(leg: Leg, now: Instant) -> Millis:
    """All stays in a phase together, holds included."""
    return Millis(sum(actual(v, now) for v in leg.visits))


def leg_held(leg: Leg, now: Instant) -> Millis:
    """All holds of a phase together."""
    return Millis(sum(held(v, now) for v in leg.visits))


def at_offset(visit: Visit, offset: Millis) -> Instant | None:
    """When the phase clock of an unheld stay reads `offset`; None while it is held."""
    if visit.held_since is not None:
        return None
    return Instant(visit.entered + visit.held + offset - visit.carried)


def expected_ends(s: Session, now: Instant) -> tuple[Instant | None, ...]:
    """For each phase when it is expected to end, or None when it is behind or left out, or the circle is over.

    The present phase ends when its time is up, or now when it has overrun; those to come take their planned length.
    """
    ends: list[Instant | None] = [None] * len(s.legs)
    if not s.runs:
        return tuple(ends)
    at = ends[s.at] = Instant(now + clamp(remaining(s.leg, now)))
    for i in range(s.at + 1, len(s.legs)):
        if not s.legs[i].skipped:
            at = Instant(at + s.legs[i].phase.planned)
            ends[i] = at
    return tuple(ends)


def expected_end(s: Session, now: Instant) -> Instant:
    """When the circle is expected to end; when it did, once it is over."""
    if s.closed is not None:
        return s.closed
    return max((end for end in expected_ends(s, now) if end is not None), default=now)


def group_end(s: Session, now: Instant) -> Instant | None:
    """When the present run of phases of one group is expected to end; None where the phase stands in no group."""
    if not (s.runs and s.leg.phase.group):
        return None
    coming = zip(s.legs[s.at :], expected_ends(s, now)[s.at :], strict=True)
    run = takewhile(lambda pair: pair[0].phase.group == s.leg.phase.group, coming)
    return max(end for _, end in run if end is not None)


@dataclass(frozen=True, slots=True)
class Offset:
    """How late the circle will end: against the plan's hour, and against the moment it really began."""

    plan: Millis | None
    start: Millis


def over(s: Session, now: Instant) -> Offset:
    """Over (above zero) or under the plan."""
    end = expected_end(s, now)
    whole = s.plan.rundown.planned
    opened = now if s.opened is None else s.opened
    planned = None if s.plan.scheduled is None else Millis(end - s.plan.scheduled - whole)
    return Offset(planned, Millis(end - opened - whole))


@dataclass(frozen=True, slots=True)
class Give:
    """A coming phase and what it may give up."""

    phase: PhaseId
    by: Millis


def shrinking(s: Session, now: Instant) -> tuple[Give, ...]:
    """Which coming phases may shrink, and by how much, so that the circle ends in time.

    What is late is shared in proportion to what each may give, rounded up to whole seconds. Late is measured against
    the plan's hour, or against the start where the plan names none. Empty when the circle is in time.
    """
    offset = over(s, now)
    late = offset.start if offset.plan is None else offset.plan
    coming = [leg.phase for leg in s.legs[s.at + 1 :] if leg.phase.shrink and not leg.skipped]
    most = sum(min(p.shrink, p.planned) for p in coming)
    if not s.runs or late <= 0 or not most:
        return ()
    return tuple(Give(p.id, _share(min(p.shrink, p.planned), late, most)) for p in coming)


def _share(may: Millis, late: int, most: int) -> Millis:
    """`may` x `late` / `most`, rounded up to whole seconds, never more than it may."""
    return Millis(min(may, -(-may * late // (most * 1000)) * 1000))


def timer_reads(timer: Timer, now: Instant) -> Millis:
    """What an aux timer shows: time since it started, or time left, below zero when it has run over."""
    gone = clamp(now - timer.since)
    return gone if timer.length == 0 else Millis(timer.length - gone)
