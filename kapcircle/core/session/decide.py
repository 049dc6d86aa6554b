"""The rules: what a command may do to a circle in its present state, and who may ask."""

from typing import assert_never

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, Plan, require
from kapcircle.core.ids import DAY, Instant, Millis, PersonId, PhaseId
from kapcircle.core.light import LookDesign
from kapcircle.core.looks_kept import checked
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Cue, End, OnEntry, OnGo, Phase
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.emergency import decide_emergency
from kapcircle.core.session.gates import inside, require_room
from kapcircle.core.session.phases import find_cue, sounds
from kapcircle.core.session.playing import decide_playing, leaves_loop
from kapcircle.core.session.recording import COMMANDS, decide_record
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.timing import length, running
from kapcircle.core.session.turning import turn

SLOW, FAST = Millis(8_000), Millis(500)
"""Fade all: at the first press, and at a second one within AGAIN."""

AGAIN = Millis(10_000)

RUNNERS = frozenset({Role.FACILITATOR, Role.COTHERAPIST})
CARERS = RUNNERS | {Role.MEDICAL_LEAD}
ALL = frozenset(Role)

Events = tuple[e.Event, ...]
MoveCommand = c.Go | c.Next | c.Back | c.Jump | c.Advance | c.Fire
SoundCommand = c.Hush | c.Unhush | c.Silence | c.FadeAll | c.SkipTrack | c.Turn
ClockCommand = c.Hold | c.Explain | c.Resume | c.Extend | c.Take | c.Skip | c.Close | c.ComeBack
AnyTimeCommand = c.CallLook | c.SetVolume | c.StartTimer | c.StopTimer
"""What the room does before opening and after closing too."""
QUIETER = (c.Hush, c.FadeAll)
"""The last music is still heard for a while after closing: it may be taken down."""


def decide(s: Session, command: c.Command, facts: Facts) -> Events:
    """What happens if `command` is obeyed, or raise Refused with nothing changed."""
    _permit(command, facts)
    if isinstance(command, COMMANDS):
        return decide_record(s, command, facts)
    plan = s.plan if s.legs else facts.plan
    match command:
        case c.Open():
            return _open(s, facts)
        case c.Report(words):
            return (e.Reported(words),)
        case c.KeepLevels(levels):
            return (e.Sounded(levels),)
        case c.Emergency() | c.NearLight() | c.WholeRoom() | c.StandDown():
            return decide_emergency(s, command, plan)
        case c.CallLook() | c.SetVolume() | c.StartTimer() | c.StopTimer():
            return _room(command, plan)
    if not (s.run is Run.OVER and isinstance(command, QUIETER)):
        _must_run(s)
    match command:
        case c.LoopSection() | c.LeaveLoop() | c.Seek() | c.Nudge() | c.ChooseNext():
            return decide_playing(s, command, facts.now)
        case c.Go() | c.Next() | c.Back() | c.Jump() | c.Advance() | c.Fire():
            return _move(s, command, facts)
        case c.Hush() | c.Unhush() | c.Silence() | c.FadeAll() | c.SkipTrack() | c.Turn():
            return _sound(s, command, facts)
        case c.Insert() | c.TakeLook():
            return _put_in(s, command, facts)
        case _:
            return _clock(s, command, facts)


def _permit(command: c.Command, facts: Facts) -> None:
    deed = _in_words(type(command).__name__)
    match command:
        case _ if isinstance(command, COMMANDS):
            require(facts, ALL, deed)
        case c.Emergency() | c.NearLight() | c.WholeRoom() | c.ComeBack() | c.Report() | c.SkipTrack():
            require(facts, ALL, deed)
        case c.KeepLevels():
            require(facts, ALL, deed)
        case c.Hold() | c.Explain() | c.Resume() | c.Hush() | c.Unhush() | c.FadeAll() | c.StandDown() | c.StartTimer():
            require(facts, CARERS, deed)
        case c.StopTimer() | c.CallLook():
            require(facts, CARERS, deed)
        case _:
            require(facts, RUNNERS, deed)


def _in_words(name: str) -> str:
    """`StandDown` as people write it: Stand down."""
    return "".join(f" {x.lower()}" if x.isupper() else x for x in name).strip().capitalize()


def _must_run(s: Session) -> None:
    if s.run is Run.OVER:
        raise Refused("The circle is closed. Undo the close to go on.")
    if not s.runs:
        raise Refused("The circle is not open yet: open it first.")


def _open(s: Session, facts: Facts) -> Events:
    if s.run is not Run.WAITING:
        raise Refused("The circle is open already.")
    if not facts.plan.rundown.phases:
        raise Refused("The rundown is empty: add a phase on the Plan page first.")
    for phase in facts.plan.rundown.phases:
        if not phase.has_length:
            raise Refused(f"“{phase.name}” needs a length of more than nothing and at most a day: see the Plan page.")
    first = facts.plan.rundown.phases[0]
    if first.medicine:
        raise Refused(f"“{first.name}” gives medicine. Put one before it in which people arrive: see the Plan page.")
    return (e.Opened(facts.plan), e.PhaseEntered(first.id), *entry_cues(s, first))


def entry_cues(s: Session, phase: Phase) -> tuple[e.CueFired, ...]:
    """The cues that fire with the entry; music that plays already is not begun again."""
    at_once = (cue for cue in phase.cues if cue.armed and not cue.pre_wait and isinstance(cue.trigger, OnEntry))
    return tuple(e.CueFired(cue.id) for cue in at_once if not sounds(s, cue))


def _enter(s: Session, index: int, facts: Facts, *, continues: bool = False) -> Events:
    """Medicine is entered through the gate of the room; to come back to where one was is no entering."""
    phase = s.legs[index].phase
    if phase.medicine and not continues:
        require_room(s, facts)
    left = () if continues else leaves_loop(s, facts.now)
    return (e.PhaseEntered(phase.id, continues), *left, *entry_cues(s, phase))


def next_on_go(s: Session) -> Cue | None:
    """The cue that GO would make in the present phase: the next that waits for it; else one that it called and that has
    not come yet, so that no cue is lost by going on.
    """
    cues = [x for x in (s.leg.phase.cues if s.runs else ()) if x.armed and isinstance(x.trigger, OnGo)]
    on_their_way = {wait.cue for wait in s.waits}
    fresh = next((x for x in cues if x.id not in s.called), None)
    return fresh or next((x for x in cues if x.id in on_their_way), None)


def _move(s: Session, command: MoveCommand, facts: Facts) -> Events:
    match command:
        case c.Go():
            cue = next_on_go(s)
            if cue is not None:
                waits = cue.pre_wait and cue.id not in s.called
                made = e.CueCalled(cue.id) if waits else e.CueFired(cue.id)
                return (made, *leaves_loop(s, facts.now)) if waits else (*leaves_loop(s, facts.now), made)
            return _next(s, facts)
        case c.Next():
            return _next(s, facts)
        case c.Back():
            return _back(s, facts)
        case c.Jump(number):
            if not 1 <= number <= len(s.legs):
                raise Refused(f"There is no phase {number}: this circle has phases 1 to {len(s.legs)}.")
            return _enter(s, number - 1, facts)
        case c.Advance():
            if s.leg.phase.end is not End.ADVANCE or s.holding:
                raise Refused("This phase does not go on by itself.")
            return _next(s, facts)
        case c.Fire(cue_id):
            if find_cue(s, cue_id) is None or all(w.cue != cue_id for w in s.waits):
                raise Refused("This cue is not waiting in the present phase.")
            return (e.CueFired(cue_id),)
        case _:
            assert_never(command)


def _next(s: Session, facts: Facts) -> Events:
    if s.standby is None:
        raise Refused("This is the last phase. Close the circle when everyone is ready.")
    return _enter(s, s.standby, facts)


def _back(s: Session, facts: Facts) -> Events:
    before = next((i for i in range(s.at - 1, -1, -1) if s.legs[i].visits and not s.legs[i].skipped), None)
    if before is None:
        raise Refused("This is the first phase.")
    return _enter(s, before, facts, continues=True)


def _clock(s: Session, command: ClockCommand, facts: Facts) -> Events:
    match command:
        case c.Hold() | c.Explain() | c.Resume():
            return _hold(s, command)
        case c.Extend(by):
            return (e.Extended(_positive(by)),)
        case c.Take(by):
            return _take(s, _positive(by), facts.now)
        case c.Skip():
            if s.standby is None:
                raise Refused("No phase stands by: this is the last.")
            return (e.PhaseSkipped(s.legs[s.standby].phase.id),)
        case c.ComeBack(away, counted):
            return (e.CameBack(away, counted),)
        case c.Close():
            return _close(s)
        case _:
            assert_never(command)


def _close(s: Session) -> Events:
    """A circle with medicine closes when everybody has left in one of the ways of leaving."""
    if stay := inside(s):
        mats = ", ".join(str(seat.mat) for seat in stay)
        raise Refused(f"Still here: mat {mats}. The circle closes when everybody has left.")
    return (e.Closed(),)


def _hold(s: Session, command: c.Hold | c.Explain | c.Resume) -> Events:
    if s.holding is isinstance(command, c.Hold):
        raise Refused("The circle is held already." if s.holding else "The circle is not held.")
    match command:
        case c.Hold(reason, person):
            return (e.Held(reason, _seated_or_nobody(s, person)),)
        case c.Explain(reason, person):
            if not reason.strip() and person is None:
                raise Refused("Say why the circle is held.")
            return (e.Explained(reason.strip(), _seated_or_nobody(s, person)),)
        case c.Resume():
            return (e.Resumed(),)
        case _:
            assert_never(command)


def _seated_or_nobody(s: Session, person: PersonId | None) -> PersonId | None:
    if person is not None and person not in s.seats:
        raise Refused("This participant is not in this circle.")
    return person


def _take(s: Session, by: Millis, now: Instant) -> Events:
    left = length(s.leg) - running(s.visit, now)
    if left <= 0:
        raise Refused("This phase has no time left to take.")
    return (e.Extended(Millis(-min(by, left))),)


def _insert(s: Session, name: str, planned: Millis, facts: Facts) -> Events:
    if not name.strip():
        raise Refused("A phase needs a name.")
    phase = Phase(PhaseId(facts.fresh), name.strip(), _positive(planned), group=s.leg.phase.group)
    return (e.PhaseInserted(phase, s.leg.phase.id),)


def _put_in(s: Session, command: c.Insert | c.TakeLook, facts: Facts) -> Events:
    match command:
        case c.Insert(name, planned):
            return _insert(s, name, planned, facts)
        case c.TakeLook(design):
            return _take_look(s, design)
        case _:
            assert_never(command)


def _take_look(s: Session, design: LookDesign) -> Events:
    made = checked(design)
    if made in s.plan.designs:
        raise Refused(f"This circle has “{made.name}” as it is already.")
    return (e.LookTaken(made),)


def _positive(amount: Millis) -> Millis:
    if not 0 < amount <= DAY:
        raise Refused("Give a length of more than nothing and at most a day.")
    return amount


def _sound(s: Session, command: SoundCommand, facts: Facts) -> Events:
    match command:
        case c.Hush():
            if s.murmur.on:
                raise Refused("The room is hushed already.")
            return (e.Hushed(),)
        case c.Unhush():
            if not s.murmur.on:
                raise Refused("The room is not hushed.")
            return (e.Unhushed(),)
        case c.Silence(length):
            return (e.Silenced(_positive(length) if length else None),)
        case c.FadeAll():
            again = s.faded is not None and 0 <= facts.now - s.faded <= AGAIN
            return (e.FadedAll(FAST if again else SLOW),)
        case c.SkipTrack(track, why):
            return (e.TrackSkipped(track, why),)
        case c.Turn(quality):
            return (turn(s, quality, facts),)
        case _:
            assert_never(command)


def _room(command: AnyTimeCommand, plan: Plan) -> Events:
    match command:
        case c.CallLook(name, fade):
            if name not in plan.looks:
                raise Refused(f"There is no look “{name}”. Known: {', '.join(plan.looks)}.")
            return (e.LookCalled(name, fade),)
        case c.SetVolume(level):
            if not 0 <= level <= plan.ceiling:
                raise Refused(f"The volume goes from 0 to {plan.ceiling * 100:.0f} % in this room.")
            return (e.VolumeSet(level),)
        case c.StartTimer(number, time, label):
            return (e.TimerStarted(_timer(number), _positive(time) if time else time, label),)
        case c.StopTimer(number):
            return (e.TimerStopped(_timer(number)),)
        case _:
            assert_never(command)


def _timer(number: int) -> int:
    if number not in (1, 2, 3):
        raise Refused("There are three timers: 1, 2 and 3.")
    return number
