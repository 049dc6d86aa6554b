"""An open vault: what the pages and the command line ask of the practice, its plans and its circles."""

from collections.abc import Callable, Sequence
from functools import partial

from kapcircle.core.details import Details, NamePractice
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import CohortId, LampId, Millis, PersonId, ProgrammeId, RoomId, SessionId, StreamId, stream_of
from kapcircle.core.light import LookDesign
from kapcircle.core.person.at_hand import AtHand
from kapcircle.core.picture import Value
from kapcircle.core.playlist import Track
from kapcircle.core.practice import Practice, SaveRoom
from kapcircle.core.programme import Programme
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.session.state import Run, Session
from kapcircle.desk import archive, finding, preflight
from kapcircle.desk.aftercare import Aftercare
from kapcircle.desk.archive import Ran
from kapcircle.desk.conductor import Conductor, Known
from kapcircle.desk.desk import Desk
from kapcircle.desk.finding import Hit
from kapcircle.desk.fittings import Check, Fittings
from kapcircle.desk.library import Library
from kapcircle.desk.lighting import Lighting, scheme_of
from kapcircle.desk.looks import Looks
from kapcircle.desk.on_lamps import OnLamps
from kapcircle.desk.opening import Opening
from kapcircle.desk.others import Others
from kapcircle.desk.paperwork import Paperwork
from kapcircle.desk.people import People
from kapcircle.desk.planning import Planning
from kapcircle.desk.printouts import Printouts
from kapcircle.desk.programmes import Programmes
from kapcircle.desk.readying import Readying
from kapcircle.desk.remembered import Remembered
from kapcircle.desk.rooms import Rooms, driven, lines
from kapcircle.desk.secrets import KEPT, Secret, secrets, written
from kapcircle.desk.shift import Shift
from kapcircle.desk.staff import Staff
from kapcircle.desk.stage import Setting, Stage
from kapcircle.desk.trying import light_up

PRACTICE = StreamId("practice")
GET_UP = Millis(8_000)
"""How long sound and light take to end when somebody gets up from the desk: programme setting."""

PROMPTLY = Millis(2_000)
"""How long a password may take to be written: programme setting."""

WHY = "somebody sits at a circle"
"""What the system says when somebody wants it to sleep or to shut down."""


class House:
    """The practice at its desk."""

    def __init__(
        self,
        desk: Desk,
        fittings: Fittings,
        rows: Callable[..., list[dict[str, Value]]],
        shut: Callable[[bool], None] = lambda _: None,
    ) -> None:
        """`rows` reads the tables; `shut` closes the file, makes the backup and wipes the keys: all as `House.shut`."""
        self.desk, self.fittings, self._rows, self._shut = desk, fittings, rows, shut
        self.shift = Shift()
        self.staff = Staff(desk, PRACTICE, fittings.keyring, self.shift)
        self.programmes = Programmes(desk, PRACTICE, fittings)
        self.planning = Planning(desk, PRACTICE, fittings, rows, lambda: self.programmes.kept)
        self.people = People(desk, self.planning, fittings, rows)
        self.rooms = Rooms(desk, PRACTICE)
        self.looks = Looks(desk, PRACTICE, fittings, self.planning, lambda: self.room)
        self.trying = OnLamps(desk, fittings.lamps)
        self.library = Library(desk, PRACTICE, fittings)
        self.readying = Readying(desk, self.planning, fittings.papers, rows, self._programme)
        self.remembered = Remembered(desk)
        self.opening = Opening(
            desk, self.planning, self.people, self.programmes, self.recordings, lambda: self.room, self.looks, rows
        )
        self.printouts = Printouts(desk, PRACTICE, fittings.papers, rows)
        self.paperwork = Paperwork(
            desk,
            PRACTICE,
            self.planning,
            fittings,
            self.opening.plan,
            self.readying.readiness,
            lambda: self.room.fallback,
        )
        self.aftercare = Aftercare(
            desk, fittings.papers, fittings.boosters, rows, self._followed, lambda: self.practice.details.crisis
        )
        self.others = Others(desk, PRACTICE, self.planning, fittings.clock_page)
        self._sitting: Conductor | None = None
        self._run = Run.WAITING
        desk.listen(self._changed)

    # the practice

    def _programme(self, cohort: CohortId) -> Programme:
        """What a cohort follows, as it is now."""
        return self.programmes.of_cohort(self.planning.cohort(cohort).programme)

    def _followed(self, cohort: CohortId) -> Programme:
        """The same, by the tables: no cohort is folded for a list."""
        row = next(iter(self._rows("cohort", cohort=cohort)), None)
        follows = None if row is None or row["programme"] is None else ProgrammeId(str(row["programme"]))
        return self.programmes.of_cohort(follows)

    @property
    def practice(self) -> Practice:
        """Staff, rooms, recordings, cohorts."""
        state: Practice = self.desk.stream(PRACTICE).state
        return state

    def recordings(self) -> tuple[Track, ...]:
        """Every recording of the practice."""
        return tuple(self.practice.tracks.values())

    @property
    def room(self) -> RoomPlan:
        """The room that this laptop is in."""
        return self.rooms.here

    def go_to(self, room: RoomId | None) -> None:
        """This laptop is in another room, a new one if none is named; sound and light of a circle that waits move over.

        Raises Refused while a circle runs.
        """
        if self.running() is not None:
            raise Refused("A circle runs: it stays in its room until it is closed.")
        self.trying.end()
        self._refit(self.rooms.begin if room is None else partial(self.rooms.use, room))

    @property
    def lighting(self) -> Lighting | None:
        """How its light is driven, by its first line that drives any; None where this program knows no such way."""
        known = {x.scheme: x for x in self.fittings.outlets.lightings()}
        ways = [known.get(scheme_of(address)) for address in self.room.addresses]
        return next((x for x in ways if x is None or x.driven), ways[0])

    def save_room(self, room: RoomPlan) -> None:
        """Keep the room's lamps, limits and outputs; a circle that runs moves over.

        Raises KnownError when its light cannot be driven so.
        """
        self.fittings.outlets.check(room)
        self._refit(lambda: self.desk.do((PRACTICE, SaveRoom(room))))

    def change_lamps(self, act: Callable[[], object]) -> None:
        """Change looks or lamps, or take a change back; a circle that runs moves over. Raises Refused."""
        self._refit(act)

    def _refit(self, act: Callable[[], object]) -> None:
        """Where lamps hang on the plan and what they are for touches no lamp: only what drives them does."""
        was = self.room
        act()
        room = self.room
        if self._sitting is not None and driven(room) != driven(was):
            self._sitting.refit(self._setting, moves=lines(room) != lines(was))

    def secret(self, address: str) -> Secret:
        """The user and the password that are kept for a line to the lamps."""
        return secrets(self.desk.settings()).get(address, Secret())

    def keep_secret(self, address: str, secret: Secret) -> None:
        """Keep them in the vault; a circle that runs moves over. Raises KnownError where the disk refuses."""
        was = self.secret(address)
        if not self.desk.keep(f"{KEPT}{address}", written(secret)).wait(PROMPTLY):
            raise KnownError("The disk does not answer: what opens this line is not kept yet. Try again.")
        if self._sitting is not None and secret != was:
            self._sitting.refit(self._setting, moves=True)

    def try_lamp(self, lamp: LampId) -> Callable[[], str]:
        """What shows one lamp for some seconds and says what does not answer; slow, for any thread. Raises Refused
        while somebody sits at a circle: nothing there moves for a trial.
        """
        if self._sitting is not None:
            raise Refused("Somebody sits at a circle: its lamps are not tried now.")
        self.trying.end()
        room = self.fittings.room(self.room)
        return partial(light_up, room, lamp)

    def try_look(self, design: LookDesign, *, asked: bool = False) -> None:
        """A look on the real lamps for a while; while a circle runs only after somebody was `asked`. Raises Refused."""
        runs = self.running() is not None
        self.trying.show(design, self.room, self._sitting, runs=runs, asked=asked)

    @property
    def _setting(self) -> Setting:
        return Setting(self.room, self.looks.all, self.fittings.media.folder())

    # circles

    def session(self, session: SessionId) -> Session:
        """A circle as it was, is, or will be."""
        state: Session = self.desk.stream(stream_of("session", session)).state
        return state

    def circles(self) -> tuple[Ran, ...]:
        """Every circle that was opened, the latest first."""
        return archive.circles(self._rows)

    def search(self, words: str) -> tuple[Hit, ...]:
        """What was written in circles with all of these words, struck ones too; others find what they wrote alone."""
        return finding.find(self.desk, self.planning, self.practice, self._rows, words)

    def write_table(self, path: str, rows: Sequence[Sequence[object]]) -> None:
        """Write rows of plain values as CSV. Raises KnownError with nothing written."""
        self.fittings.table(path, rows)

    def escorts(self, person: PersonId) -> tuple[tuple[str, str], ...]:
        """Who may take a person home, as their own record has it, with the telephone; the first is called first."""
        return self.remembered.people.get(person, AtHand()).escorts

    def limits(self, person: PersonId) -> str:
        """Within which limits a prescriber cleared a participant of the circle; nothing where there are none."""
        return self.remembered.people.get(person, AtHand()).limits

    def name_practice(self, details: Details) -> None:
        """Keep where the practice is, and whom to call. Raises Refused."""
        self.desk.do((PRACTICE, NamePractice(details)))

    def running(self) -> SessionId | None:
        """The session that was opened last and is not closed."""
        return archive.running(self._rows)

    def circle(self, session: SessionId) -> Conductor:
        """Sit down at the desk of a session; its sound and light start. Raises Refused while another circle runs."""
        stream = stream_of("session", session)
        if self._sitting is not None and self._sitting.name != stream and self._run is Run.RUNNING:
            raise Refused("A circle is running: close it before you sit down at another.")
        self.get_up()
        self.desk.clock.raise_to(self.desk.stream(stream).latest)
        room = self.fittings.room(self.room)
        stage = Stage(room, self._setting)
        self._sitting = Conductor(
            self.desk,
            stream,
            stage,
            room,
            lambda: self.opening.plan(session),
            self.fittings.pulse,
            Known(
                lambda person: self.readying.readiness(person, session),
                lambda: self.planning.enrolled(session),
                lambda: self.staff.clinical,
                lambda person: self.remembered.people.get(person, AtHand()).avoids,
            ),
        )
        self._run = self._sitting.session.run
        self.remembered.gather((*dict(self.opening.plan(session).mats), *self._sitting.session.seats), session)
        self._mind_the_machine()
        return self._sitting

    def _changed(self, _: frozenset[StreamId]) -> None:
        """PINs are good while the circle is open, and no longer; so long, too, the laptop is not shut down."""
        if self._sitting is None:
            return
        was, self._run = self._run, self._sitting.session.run
        self.remembered.gather(self._sitting.session.seats)
        if was is Run.RUNNING and self._run is Run.OVER:
            self.shift.end()
        if was is not self._run:
            self._mind_the_machine()

    def _mind_the_machine(self) -> None:
        """Whoever sits at a circle has the laptop awake; while it runs, after a crash too, it is not shut down."""
        machine = self.fittings.machine
        machine.stay_awake(WHY)
        if self._run is Run.RUNNING:
            machine.stay_on(WHY)
        else:
            machine.may_shut_down()

    def get_up(self, fade: Millis = GET_UP) -> None:
        """Get up from the desk: sound and light fade and end. Nobody sits there after, whatever goes wrong in it."""
        self.trying.end()
        sitting, self._sitting = self._sitting, None
        if sitting is not None:
            self.fittings.machine.may_sleep()
            self.fittings.machine.may_shut_down()
            sitting.leave(fade)
            self.remembered.forget()

    def shut(self, *, again: bool = False) -> None:
        """Leave the house: the room ends, the file is closed and backed up, the keys are wiped.

        Raises KnownError for what could not be done. Where it may be tried `again`, the keys are kept for that.
        """
        try:
            self.fittings.clock_page.close()
            self.fittings.midi.leave()
            self.get_up()
        finally:
            self.shift.end()
            self._shut(again)

    def away(self, session: SessionId) -> Millis:
        """How long nobody sat at the desk of a session: since its last entry, or the last sign of life after it, and
        what was still to be answered for then.
        """
        written, pulse = self.desk.stream(stream_of("session", session)).latest, self.fittings.pulse
        seen = pulse.last() or written
        gap = Millis(max(0, self.desk.clock.now() - max(written, seen)))
        return Millis(gap + pulse.owed()) if seen > written else gap

    def preflight(self, session: SessionId) -> Callable[[], tuple[Check, ...]]:
        """What should be right before the circle opens; sound and light answer for themselves on the page.

        What is returned does the looking, in any thread: a stick with hours of music is not read in an instant.
        """
        plan, fittings, heeds = self.opening.plan(session), self.fittings, self.opening.heeds(session)

        def look() -> tuple[Check, ...]:
            music = preflight.music(plan.rundown, plan.tracks, fittings.media.missing(plan.tracks))
            machine = fittings.machine.checks(plan.rundown.planned)
            beyond = (*preflight.clock_page(fittings.clock_page.shared()), *preflight.pedal(fittings.midi.trouble()))
            return (music, *heeds, *machine, *fittings.keeping.checks(), *beyond)

        return look
