"""The phase clock and the head of the page: what is shown large, and in which state."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.ids import Instant, Millis
from kapcircle.core.rundown import End
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.timing import expected_end, held, length, over, remaining, running
from kapcircle.views.times import Zone, hour, left, minutes, offset, span


class Face(Enum):
    """The states of the phase clock."""

    WAITING = "waiting"
    CALM = "calm"
    WARN = "warn"
    DANGER = "danger"
    OVER = "over"
    HELD = "held"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ClockFace:
    """`time` stands large, `under` below it. `mark` is the state in words; `part` of the arc is drawn, 0 to 1."""

    face: Face
    phase: str
    time: str
    under: str
    mark: str = ""
    more: str = ""
    part: float = 0.0

    @property
    def spoken(self) -> str:
        """All of it as sentences."""
        said = (f"{self.phase}: {self.time} {self.under}", self.mark, self.more)
        return ". ".join(words for words in said if words)


def no_circle(now: Instant, zone: Zone) -> ClockFace:
    """What the clock shows while no circle is on the desk: the time of day."""
    return ClockFace(Face.WAITING, "No circle", hour(now, zone), "by this laptop")


def clockface(s: Session, now: Instant, zone: Zone, *, covered: bool = False) -> ClockFace:
    """The phase clock as it stands; covered, it shows no reason that a person wrote."""
    match s.run:
        case Run.WAITING:
            return _waiting(s, now, zone)
        case Run.OVER:
            return _closed(s, zone)
        case Run.RUNNING if s.holding:
            return _held(s, now, covered=covered)
        case _:
            return _running(s, now, zone)


def _waiting(s: Session, now: Instant, zone: Zone) -> ClockFace:
    at = s.plan.scheduled
    mark = "GO opens the circle" if s.plan.rundown.phases else "The rundown is empty"
    if at is None:
        return ClockFace(Face.WAITING, "Not open yet", left(s.plan.rundown.planned), "planned", mark)
    if now <= at:
        return ClockFace(Face.WAITING, "Not open yet", left(at - now), f"until {hour(at, zone)}", mark)
    return ClockFace(Face.WAITING, "Not open yet", span(now - at), f"past {hour(at, zone)}, as planned", mark)


def _closed(s: Session, zone: Zone) -> ClockFace:
    opened, closed = s.opened or Instant(0), s.closed or Instant(0)
    under = f"of {left(s.plan.rundown.planned)} planned"
    more = f"{hour(opened, zone)} to {hour(closed, zone)}"
    return ClockFace(Face.CLOSED, "Circle closed", span(closed - opened), under, "closed", more, 1.0)


def _held(s: Session, now: Instant, *, covered: bool) -> ClockFace:
    shown = _figures(s, now)
    mark = f"held {span(held(s.visit, now) - s.visit.held)}"
    return ClockFace(Face.HELD, s.leg.phase.name, *shown, mark, "" if covered else _why(s), _part(s, now))


def _why(s: Session) -> str:
    """For which mat the circle is held, and why."""
    seat = None if s.waits_for is None else s.seats.get(s.waits_for)
    return ": ".join(filter(None, ["" if seat is None else f"for mat {seat.mat}", s.reason]))


def _running(s: Session, now: Instant, zone: Zone) -> ClockFace:
    phase, rest = s.leg.phase, remaining(s.leg, now)
    if rest <= 0:
        return _overtime(s, now)
    face, mark = _threshold(s, rest)
    ends = f"ends {hour(Instant(now + rest), zone)}"
    return ClockFace(face, phase.name, *_figures(s, now), mark, ends, _part(s, now))


def _overtime(s: Session, now: Instant) -> ClockFace:
    rest = remaining(s.leg, now)
    coming = None if s.standby is None else s.legs[s.standby].phase.name
    match s.leg.phase.end:
        case _ if coming is None:
            more = "last phase"
        case End.OFFER:
            more = f"{coming} is offered"
        case _:
            more = "stays until GO"
    return ClockFace(Face.OVER, s.leg.phase.name, span(-rest), f"over {left(length(s.leg))}", "over", more, 1.0)


def _threshold(s: Session, rest: Millis) -> tuple[Face, str]:
    phase = s.leg.phase
    if not phase.countdown:
        return Face.CALM, ""
    if rest <= phase.danger:
        return Face.DANGER, f"last {minutes(phase.danger)} min" if phase.danger % 60_000 == 0 else "nearly over"
    if rest <= phase.warn:
        return Face.WARN, f"last {minutes(phase.warn)} min" if phase.warn % 60_000 == 0 else "soon over"
    return Face.CALM, ""


def _figures(s: Session, now: Instant) -> tuple[str, str]:
    rest, whole = remaining(s.leg, now), left(length(s.leg))
    if rest <= 0:
        return span(-rest), f"over {whole}"
    if s.leg.phase.countdown:
        return left(rest), f"left of {whole}"
    return span(running(s.visit, now)), f"of {whole}"


def _part(s: Session, now: Instant) -> float:
    """The arc goes on with the figures, so that the clock is drawn once a second and not twice."""
    whole, gone = length(s.leg), running(s.visit, now) // 1000 * 1000
    return 1.0 if whole == 0 else min(1.0, round(gone / whole, 3))


@dataclass(frozen=True, slots=True)
class Headline:
    """The head of the page: what time it is, when the circle ends, and how late that is."""

    now: str
    ends: str = ""
    late: str = ""
    is_late: bool = False
    against_start: str = ""
    since_start: str = ""


def headline(s: Session, now: Instant, zone: Zone) -> Headline:
    """Late is against the plan's hour; where it names none, against the beginning. Both where they differ."""
    if s.run is Run.WAITING:
        return Headline(hour(now, zone))
    if s.run is Run.OVER:
        return Headline(hour(now, zone), f"ended {hour(s.closed or now, zone)}")
    late = over(s, now)
    shown = late.start if late.plan is None else late.plan
    against = f"{offset(late.start)} against the start"
    began = f"{offset(late.start)} since it began" if offset(shown) != offset(late.start) else ""
    return Headline(
        hour(now, zone), f"ends {hour(expected_end(s, now), zone)}", offset(shown), shown >= 30_000, against, began
    )
