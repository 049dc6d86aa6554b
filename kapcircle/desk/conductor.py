"""Runs one circle: takes its commands, makes what falls due, keeps the room in step with the log."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kapcircle.core.avoiding import Avoids
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor, Plan, require
from kapcircle.core.ids import CommandId, Instant, MemberId, Millis, PersonId, StreamId
from kapcircle.core.light import LampLevel
from kapcircle.core.outputs import Output
from kapcircle.core.playlist import Track
from kapcircle.core.readiness import Readiness
from kapcircle.core.session import commands as c
from kapcircle.core.session.decide import CARERS
from kapcircle.core.session.due import dues, next_due
from kapcircle.core.session.recording import COMMANDS as RECORDS
from kapcircle.core.session.records import find_record
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.turning import present, turn
from kapcircle.core.session.wanted import silence_ends, wanted
from kapcircle.core.tracks import Quality
from kapcircle.core.undo import ASK_AFTER, Candidate, advance, candidate, keep_records, permit
from kapcircle.desk import orders
from kapcircle.desk.avoiding import beside
from kapcircle.desk.desk import Desk, Typed
from kapcircle.desk.gates import Gates
from kapcircle.desk.levels import Levels
from kapcircle.desk.ports import Pulse, Room
from kapcircle.desk.sound import Sound, news
from kapcircle.desk.stage import Setting, Stage
from kapcircle.desk.stream import Stream

UNDO_FADE = Millis(10_000)
"""What was heard before an undo returns by a crossfade of at least this."""

SETTLED = Millis(2_000)
"""For so long after a change of the room nothing is written that can wait: programme setting."""

PRESSED_AGAIN = Millis(60_000)
"""Who starts the sound again twice within this has not been helped by the first press."""

RESTARTED = "The sound was started again by hand."

STAYED = "stayed"
"""Why a phase is held that the circle had left by itself."""

URGENT = (c.FadeAll, c.Hush, c.Emergency)


@dataclass(frozen=True, slots=True)
class Undoing:
    """What show undo would take back, and what would come back; `ask` when it lies too far back to do unasked."""

    candidate: Candidate
    before: Session
    ask: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What a decision relies on beside the circle's own log, asked as it is needed: how ready a person is for this
    session, read off their own stream; who is in its cohort now; the names of the staff who write clinical detail; what
    a person does not want to hear.
    """

    readiness: Callable[[PersonId], Readiness] = lambda _: Readiness()
    enrolled: Callable[[], frozenset[PersonId] | None] = lambda: None
    clinical: Callable[[], Mapping[MemberId, str]] = dict
    avoids: Callable[[PersonId], Avoids] = lambda _: Avoids()


class Conductor:
    """The desk of one session on the laptop that drives it."""

    def __init__(
        self,
        desk: Desk,
        session: StreamId,
        stage: Stage,
        room: Room,
        plan: Callable[[], Plan],
        pulse: Pulse,
        known: Known = Known(),
    ) -> None:
        self.desk, self.name = desk, session
        self._stage, self._room, self._plan, self._pulse = stage, room, plan, pulse
        self.gates = Gates(desk, session, known.readiness)
        self._enrolled, self._clinical, self._avoids = known.enrolled, known.clinical, known.avoids
        self._least = Millis(0)
        self.owed = Millis(0)
        """How much time away is still to be answered for: the next start asks about it too."""
        self.beat: orders.Beat | None = None
        self._levels = Levels()
        self.sound = Sound()
        self._restarted: Instant | None = None
        self.lights: dict[str, orders.Lights] = {}
        desk.listen(self._changed, first=True)  # the room hears of it before a page draws it

    @property
    def session(self) -> Session:
        """The circle as it is."""
        state: Session = self.desk.stream(self.name).state
        return state

    def begin(self) -> None:
        """Take the room over; music and light do not wait for anybody's answer."""
        self._show(partial(self._stage.begin, resumes=self.session.run is Run.RUNNING))

    def do(
        self,
        command: c.Command,
        actor: Actor | None = None,
        typed: Typed | None = None,
        happened: Instant | None = None,
    ) -> None:
        """Obey a command, after whatever fell due before it; or raise Refused with nothing changed.

        What is urgent waits for nothing else, and so does what fell due before it. A record may have `happened` before
        now; one that moves or is put right took place when the first one did.
        """
        urgent, record = isinstance(command, URGENT), isinstance(command, RECORDS)
        if urgent:
            self._fall_due(urgent=True)
        else:
            self.tick()
        plan = self._plan() if self.session.run is Run.WAITING else None
        happened = self._took_place(command) if happened is None else happened
        readiness = self.gates.known_for(command)
        enrolled = self._enrolled() if isinstance(command, c.TakeSeat) else None
        facts = self.desk.facts(plan, actor)
        facts = replace(facts, happened=happened, readiness=readiness, enrolled=enrolled, clinical=self._clinical())
        facts = replace(facts, avoids=self._avoided(command))
        steps = ((self.name, command), *(beside(self.desk, self.name, command) if record else ()))
        self.desk.do(*steps, facts=facts, happened=happened, urgent=urgent, record=record, typed=typed)

    def _avoided(self, command: c.Command) -> dict[PersonId, Avoids]:
        """What each who has a seat does not want to hear, where music is chosen by where it leads."""
        return {x: self._avoids(x) for x in self.session.seats} if isinstance(command, c.Turn) else {}

    @property
    def avoids(self) -> tuple[Avoids, ...]:
        """What those who are here do not want to hear."""
        return tuple(self._avoids(x.person) for x in present(self.session))

    def turning(self, quality: Quality) -> Track:
        """The recording that the music would turn to now, or raise Refused saying what is missing."""
        facts = replace(self.desk.facts(), avoids=self._avoided(c.Turn(quality)))
        first = turn(self.session, quality, facts).tracks[0]
        return next(x for x in self.session.plan.tracks if x.id == first)

    def _took_place(self, command: c.Command) -> Instant | None:
        if not isinstance(command, c.Move | c.Correct):
            return None
        found = find_record(self.session, command.record)
        return None if found is None else found[1].happened

    def tick(self) -> None:
        """Make what has fallen due, hear what the room says, and keep sound and light in step."""
        self.desk.settle()
        self._hear()
        self._pulse.beat(self.desk.clock.now(), self.owed)
        self._fall_due()
        self._keep_levels()
        self._follow()

    def _fall_due(self, *, urgent: bool = False) -> None:
        now = self.desk.clock.now()
        while (due := next_due(self.session, now)) is not None and due.at <= now:
            facts = self.desk.facts(actor=Actor())
            self.desk.do((self.name, due.command), facts=facts, happened=due.at, urgent=urgent)

    def _keep_levels(self) -> None:
        """Once a minute, and never just after something changed in the room."""
        now = self.desk.clock.now()
        if self.session.runs and now - self.session.time >= SETTLED and (found := self._levels.take(now)) is not None:
            command = c.KeepLevels(found.levels)
            self.desk.do((self.name, command), facts=self.desk.facts(actor=Actor()), happened=found.until)

    def lamps(self, now: Instant) -> tuple[LampLevel, ...]:
        """What each lamp shows at an instant, on its way too. Raises KnownError for a look that nobody knows."""
        return self._stage.lamps(wanted(self.session, now).light, now)

    def light_rests(self, now: Instant) -> Millis:
        """In how long the light has arrived; nothing when it has."""
        return self._stage.rest(now)

    @property
    def output(self) -> orders.Output | None:
        """Where sound goes, once the room has said so."""
        return self.sound.output

    def tone(self, *, second: bool = False) -> None:
        """Let a soft test tone be heard: somebody listens whether the sound is where it should be; on the `second`
        output alone, if so wanted.
        """
        self._room.tell(orders.Tone(second))

    def restart_sound(self) -> None:
        """Start the sound again, or play where it was before; pressed again, because that did not help, with another
        engine. It all rises softly.
        """
        now, sound = self.desk.clock.now(), self.sound
        first = sound.silent or bool(sound.unheard) or sound.gone is not None
        second = not first and sound.second is not None and sound.second.device is None
        lately = self._restarted is not None and now - self._restarted < PRESSED_AGAIN
        if sound.gone is not None or (sound.unheard and lately):
            self.refit(self._stage.setting, moves=True)
        else:
            self._room.tell(orders.Reopen(second))
        self._restarted = now
        self._own(c.Report("The second output was started again by hand." if second else RESTARTED))

    def wakes(self, now: Instant) -> Instant | None:
        """When the next thing happens by itself, for a clock that may jump there."""
        due = next_due(self.session, now)
        instants = [x for x in (due.at if due else None, silence_ends(self.session, now)) if x is not None]
        return min(instants, default=None)

    def undoing(self) -> Undoing:
        """What show undo would do now; raises Refused when there is nothing."""
        entries = self.desk.stream(self.name).effective
        found = candidate(entries, self.desk.device)
        if found is None:
            raise Refused("There is nothing to undo in this circle.")
        keep_records(found, entries)
        return Undoing(found, self._before(found.commands), self.desk.clock.now() - found.at > ASK_AFTER)

    def undo(self) -> None:
        """Take back the latest show command by hand on this laptop; what was heard returns by a slow crossfade."""
        self.tick()
        undoing, now = self.undoing(), self.desk.clock.now()
        permit(undoing.candidate, self.desk.facts())
        hold = undoing.candidate.held or _goes_on(undoing.before, now)
        self._take_back(undoing.candidate.commands, hold=hold and not undoing.before.holding)

    def stay(self) -> None:
        """Take an automatic advance back, and hold the phase that it left."""
        self.tick()
        require(self.desk.facts(), CARERS, "Stay")
        command = advance(self.desk.stream(self.name).effective)
        if command is None:
            raise Refused("The circle has not moved on by itself since your last command.")
        self._take_back((command,), hold=not self._before((command,)).holding)

    @property
    def moved_on(self) -> Instant | None:
        """When the circle went on by itself, if nothing by hand has followed."""
        entries = self.desk.stream(self.name).effective
        command = advance(entries)
        return next((x.happened for x in reversed(entries) if x.command == command), None)

    def _before(self, commands: Sequence[CommandId]) -> Session:
        """The circle as it would be without these commands."""
        stream = self.desk.stream(self.name)
        state: Session = Stream(self.name, [x for x in stream.effective if x.command not in commands]).state
        return state

    def _take_back(self, commands: Sequence[CommandId], *, hold: bool) -> None:
        """What was heard and seen returns slowly."""
        self._least = UNDO_FADE
        try:
            self.desk.undo(self.name, commands, *((c.Hold(STAYED),) if hold else ()))
        finally:
            self._least = Millis(0)

    def refit(self, setting: Setting, *, moves: bool) -> None:
        """Go on in the room as it now is; when its output or its line to the lamps `moves`, by a slow crossfade."""
        if moves:
            self.lights.clear()
            self._room.refit(setting.room)
        self._stage.refit(setting, self.desk.clock.now())
        self.tick()

    def try_lamps(self, levels: tuple[LampLevel, ...]) -> None:
        """Let the lamps be thus for a while; whatever the circle wants anew has them back at once."""
        self._stage.try_lamps(levels, self.desk.clock.now())

    def give_back(self) -> None:
        """The lamps show what the circle wants."""
        self._show(self._stage.give_back)

    @property
    def trying(self) -> bool:
        """Whether a look is tried on the lamps."""
        return self._stage.trying

    def leave(self, fade: Millis) -> None:
        """Get up: the room fades and ends."""
        self.desk.unlisten(self._changed)
        self._room.close(fade)

    def _changed(self, streams: frozenset[StreamId]) -> None:
        if self.name in streams:
            self._follow()

    def _follow(self) -> None:
        self._show(partial(self._stage.follow, least=self._least))

    def _show(self, bring: Callable[[Output, Instant], None]) -> None:
        """Bring the room to what is wanted now; a look that nobody knows any more is told, and the rest goes on."""
        now = self.desk.clock.now()
        try:
            bring(wanted(self.session, now), now)
        except KnownError as error:
            self._own(c.Report(str(error)))

    def _hear(self) -> None:
        for report in self._room.reports():
            self._hear_sound(report)
            match report:
                case orders.Beat():
                    self.beat = report
                    heard = self.sound.output is None or self.sound.output.device is not None
                    self._levels.hear(report.level if heard else None, self.desk.clock.now())
                case orders.Skipped(track, why):
                    self._own(c.SkipTrack(track, why))
                case orders.Lights(driver) as lights:
                    self.lights[driver] = lights
                    self._note_dark(lights)
                case orders.Lit(levels):
                    self._stage.lit(levels, self.desk.clock.now())
                case orders.Gone(why):
                    self._stage.doubt_lamps(self.desk.clock.now())
                    self._own(c.Report(why))

    def _hear_sound(self, report: orders.Report) -> None:
        was, self.sound = self.sound, self.sound.told(report, self.desk.clock.now())
        for words in news(was, self.sound):
            self._own(c.Report(words))

    def _note_dark(self, lights: orders.Lights) -> None:
        """What does not answer comes into the report, once, also where another window said it; the rest goes on."""
        said = f"Light: {lights.why or f'{lights.driver} does not answer'}"
        if not lights.answers and said not in (words for _, words in self.session.reports):
            self._own(c.Report(said))

    def _own(self, command: c.Command) -> None:
        """What the program itself has to say; before the circle opens and after it closes nobody needs it."""
        if self.session.run is Run.RUNNING:
            self.desk.do((self.name, command), facts=self.desk.facts(actor=Actor()))


def _goes_on(s: Session, now: Instant) -> bool:
    """Whether the circle would leave its phase at once, or should have done so."""
    return any(isinstance(due.command, c.Advance) and due.at <= now for due in dues(s))
