"""The clock that others may see: phase, time, what comes next. It has no field for a name, a note or a value.

What moves by itself is told as instants, so that whoever shows it reckons the time and never counts ticks.
"""

from dataclasses import dataclass, replace

from kapcircle.core.ids import Instant, Millis
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.timing import at_offset, length
from kapcircle.views.clockface import ClockFace, Face, clockface
from kapcircle.views.name_lint import Lint
from kapcircle.views.times import Zone, left, span

NO_CIRCLE, OVER = "No circle", "The circle is over"


@dataclass(frozen=True, slots=True)
class PublicClock:
    """`turns` is when the large figure reads 0:00: it counts down to it and up from it. None: `time` stands still, and
    where that is empty the time of day is all there is. `begun` is when the phase clock read 0:00, in a phase that
    runs; `marked`, since when `mark` counts. `zone` is in minutes east of UTC.
    """

    face: Face
    phase: str
    under: str = ""
    mark: str = ""
    more: str = ""
    next: str = ""
    time: str = ""
    turns: Instant | None = None
    begun: Instant | None = None
    length: Millis = Millis(0)
    part: float = 0.0
    marked: Instant | None = None
    zone: int = 0

    def at(self, now: Instant) -> ClockFace:
        """The phase clock at an instant."""
        time = self.time if self.turns is None else _figure(now, self.turns)
        mark = self.mark if self.marked is None else f"{self.mark} {span(now - self.marked)}"
        return ClockFace(self.face, self.phase, time, self.under, mark, self.more, self._passed(now))

    def _passed(self, now: Instant) -> float:
        if self.begun is None:
            return self.part
        gone = max(0, now - self.begun) // 1000 * 1000  # with the figures
        return 1.0 if self.length == 0 else min(1.0, round(gone / self.length, 3))


def _figure(now: Instant, turns: Instant) -> str:
    return left(turns - now) if now < turns else span(now - turns)


def public_clock(s: Session | None, now: Instant, zone: Zone, names: Lint | None = None) -> PublicClock:
    """What may be shown of a circle, None where there is none. `names` are taken out of what phases are called."""
    east = zone(now)
    if s is None:
        return PublicClock(Face.WAITING, NO_CIRCLE, zone=east)
    face, clean = clockface(s, now, zone, covered=True), (names or Lint()).clean
    told = PublicClock(face.face, clean(face.phase), face.under, face.mark, clean(face.more), zone=east, part=face.part)
    match face.face:
        case Face.WAITING:
            at = s.plan.scheduled
            return replace(told, mark="", next=clean(_next(s)), turns=at, time=face.time if at is None else "")
        case Face.CLOSED:
            return replace(told, phase=OVER, mark="", time=face.time)
        case Face.HELD:
            return replace(told, mark="held", marked=s.visit.held_since, time=face.time, next=clean(_next(s)))
        case _:
            begun = at_offset(s.visit, Millis(0)) or now
            whole = length(s.leg)
            down = s.leg.phase.countdown or face.face is Face.OVER
            turns = Instant(begun + whole) if down else begun
            return replace(told, turns=turns, begun=begun, length=whole, part=0.0, next=clean(_next(s)))


def _next(s: Session) -> str:
    """What the phase that comes next is called."""
    if s.run is Run.WAITING:
        return next((phase.name for phase in s.plan.rundown.phases), "")
    return "" if s.standby is None else s.legs[s.standby].phase.name
