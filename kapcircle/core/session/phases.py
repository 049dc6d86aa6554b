"""How the rundown and its clock change: phases entered, held, extended, left out and put in."""

from kapcircle.core.changed import replace
from kapcircle.core.facts import Plan
from kapcircle.core.ids import CueId, Instant, Millis, PhaseId
from kapcircle.core.outputs import Heard
from kapcircle.core.playlist import Playlist
from kapcircle.core.rundown import AtOffset, Cue, Music, OnEntry, OnGo, Phase
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Leg, Run, Seat, Session, Visit, Wait
from kapcircle.core.session.timing import clamp, running

CLOSE_FADE = Millis(20_000)
"""Music after the circle has closed: programme setting."""


def evolve_phases(s: Session, event: e.Event, at: Instant) -> Session:
    """The circle after an event of its rundown; the same after any other, and where it makes no sense any more."""
    match event:
        case e.Opened(plan) if s.run is Run.WAITING:
            return _open(s, plan, at)
        case e.PhaseInserted(phase, after):
            return _insert(s, phase, after)
        case e.PhaseSkipped(phase_id):
            return _skip(s, phase_id)
        case e.PhaseEntered(phase_id, continues) if s.run is Run.RUNNING:
            return _enter(s, phase_id, at, continues=continues)
    return _evolve_present(s, event, at) if s.runs else s


def _evolve_present(s: Session, event: e.Event, at: Instant) -> Session:
    match event:
        case e.CueCalled(cue):
            return _call(s, cue, at)
        case e.Held(reason, person) if not s.holding:
            return replace(with_visit(s, replace(s.visit, held_since=at)), reason=reason, waits_for=person)
        case e.Explained(reason, person) if s.holding:
            return replace(s, reason=reason, waits_for=person)
        case e.Resumed() if s.holding:
            visit = _let_go(s.visit, at)
            return replace(with_visit(s, replace(visit, taken_up=running(visit, at))), reason="", waits_for=None)
        case e.Extended(by):
            return with_visit(s, replace(s.visit, extra=Millis(s.visit.extra + by)))
        case e.CameBack(away, counted) if not (counted or s.holding):
            passed = clamp(at - s.visit.entered - s.visit.held)
            return with_visit(s, replace(s.visit, held=Millis(s.visit.held + min(clamp(away), passed))))
        case e.Closed():
            return _close(s, at)
        case _:
            return s


def _open(s: Session, plan: Plan, at: Instant) -> Session:
    return replace(
        s,
        plan=plan,
        run=Run.RUNNING,
        opened=at,
        legs=tuple(Leg(phase) for phase in plan.rundown.phases),
        seats={person: Seat(person, mat) for person, mat in plan.mats},
        laid={mat: (x, y) for mat, x, y in plan.laid},
    )


def _enter(s: Session, phase: PhaseId, at: Instant, *, continues: bool) -> Session:
    index = _index(s, phase)
    if index is None:
        return s
    s = _leave(s, at)
    leg = s.legs[index]
    visit = Visit(_begins(s, at))
    if continues and leg.visits:
        last = leg.visits[-1]
        carried = running(last, at)
        visit = Visit(at, carried=carried, taken_up=carried, extra=last.extra)
    called = _on_go_made(leg) if continues else ()
    s = with_leg(s, index, replace(leg, visits=(*leg.visits, visit), skipped=False))
    waits = _waits(s, leg.phase, visit.carried, continues=continues)
    return replace(s, at=index, waits=waits, called=called, reason="", waits_for=None, prompt="")


def _on_go_made(leg: Leg) -> tuple[CueId, ...]:
    """The cues on GO that were made since the clock of a phase began: when it goes on they are behind it."""
    began = next((visit.entered for visit in reversed(leg.visits) if not visit.carried), 0)
    made = {x.cue for x in leg.made if x.due >= began}
    return tuple(cue.id for cue in leg.phase.cues if cue.id in made and isinstance(cue.trigger, OnGo))


def _begins(s: Session, at: Instant) -> Instant:
    """The first phase begins with the circle, whatever another laptop wrote between the two."""
    return at if s.at >= 0 or s.opened is None else s.opened


def _waits(s: Session, phase: Phase, carried: Millis, *, continues: bool) -> tuple[Wait, ...]:
    """The cues of a phase that fall due by themselves, from where its clock stands; none that was due before it."""
    waits = []
    for cue in phase.cues:
        match cue.trigger:
            case OnEntry() if cue.armed and cue.pre_wait and not sounds(s, cue):
                waits.append(Wait(cue.id, Millis(carried + cue.pre_wait)))
            case AtOffset(after) if cue.armed and (not continues or after + cue.pre_wait > carried):
                waits.append(Wait(cue.id, Millis(after + cue.pre_wait)))
            case _:
                pass
    return tuple(waits)


def sounds(s: Session, cue: Cue) -> bool:
    """Whether a cue is the music that plays already: an entry does not begin it again."""
    return isinstance(cue.content, Music) and cue.id == s.sounding and s.quiet is None


def _call(s: Session, cue_id: CueId, at: Instant) -> Session:
    cue = find_cue(s, cue_id)
    if cue is None:
        return s
    wait = Wait(cue.id, Millis(running(s.visit, at) + cue.pre_wait))
    return replace(s, waits=(*s.waits, wait), called=(*s.called, cue.id))


def _leave(s: Session, at: Instant) -> Session:
    return s if s.at < 0 else with_visit(s, replace(_let_go(s.visit, at), left=at))


def _let_go(visit: Visit, at: Instant) -> Visit:
    if visit.held_since is None:
        return visit
    return replace(visit, held=Millis(visit.held + at - visit.held_since), held_since=None)


def _skip(s: Session, phase: PhaseId) -> Session:
    index = _index(s, phase)
    return s if index is None or index <= s.at else with_leg(s, index, replace(s.legs[index], skipped=True))


def _insert(s: Session, phase: Phase, after: PhaseId) -> Session:
    index = _index(s, after)
    if index is None or index < s.at:
        return s
    return replace(s, legs=(*s.legs[: index + 1], Leg(phase, inserted=True), *s.legs[index + 1 :]))


def _close(s: Session, at: Instant) -> Session:
    silence = Heard(Playlist(), at, CLOSE_FADE)
    ended = replace(_leave(s, at), run=Run.OVER, closed=at, waits=(), reason="", waits_for=None, prompt="")
    return replace(ended, sound=silence, sounding=None, quiet=None)


def find_cue(s: Session, cue: CueId) -> Cue | None:
    """A cue of the present phase."""
    return next((c for c in s.leg.phase.cues if c.id == cue), None) if s.at >= 0 else None


def with_leg(s: Session, index: int, leg: Leg) -> Session:
    """The circle with another leg at `index`."""
    return replace(s, legs=(*s.legs[:index], leg, *s.legs[index + 1 :]))


def with_visit(s: Session, visit: Visit) -> Session:
    """The circle with the present stay replaced."""
    return with_leg(s, s.at, replace(s.leg, visits=(*s.leg.visits[:-1], visit)))


def _index(s: Session, phase: PhaseId) -> int | None:
    return next((i for i, leg in enumerate(s.legs) if leg.phase.id == phase), None)
