"""An open vault: what the pages and the command line ask of the practice, its cohorts and its circles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kapcircle.core.cohort import Cohort, DropSession, Enrol, Leave, NameCohort, Planned, PlanSession, SaveRundown
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Plan
from kapcircle.core.ids import (
    CohortId,
    Instant,
    LampId,
    Millis,
    PersonId,
    RoomId,
    SessionId,
    StreamId,
    TrackId,
)
from kapcircle.core.light import Lamp
from kapcircle.core.person import Person, SetAlias
from kapcircle.core.picture import Value
from kapcircle.core.playlist import Track
from kapcircle.core.practice import AddTrack, ListCohort, Practice, SaveRoom
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Music, Rundown
from kapcircle.core.session.state import Run, Session
from kapcircle.desk import archive
from kapcircle.desk.archive import Ran
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Adopted, Check, Draft, Fittings, TakenIn
from kapcircle.desk.shift import Shift
from kapcircle.desk.staff import Staff
from kapcircle.desk.stage import Setting, Stage

PRACTICE = StreamId("practice")
ROOM = RoomId("room")
"""The room of the practice; several rooms come when a practice has them."""

EMPTY = Rundown()
GET_UP = Millis(8_000)
"""How long sound and light take to end when somebody gets up from the desk: programme setting."""

WHY = "a circle is running"
"""What the system says when somebody wants it to sleep or to shut down."""

EIGHT_LAMPS = tuple(Lamp(LampId(f"lamp-{n}"), f"Lamp {n}", (n - 0.5) / 8) for n in range(1, 9))


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
        self._sitting: Conductor | None = None
        self._run = Run.WAITING
        desk.listen(self._changed)

    # the practice

    @property
    def practice(self) -> Practice:
        """Staff, rooms, recordings, cohorts."""
        state: Practice = self.desk.stream(PRACTICE).state
        return state

    @property
    def room(self) -> RoomPlan:
        """The room; eight simulated lamps until one is saved."""
        plain = RoomPlan(ROOM, "Circle room", EIGHT_LAMPS, floor=0.02, ceiling=0.8)
        return self.practice.rooms.get(ROOM, plain)

    def save_room(self, room: RoomPlan) -> None:
        """Keep the room's lamps, limits and outputs; a circle that runs moves over.

        Raises KnownError when its light cannot be driven so.
        """
        self.fittings.outlets.check(room)
        was = self.room
        self.desk.do((PRACTICE, SaveRoom(room)))
        if self._sitting is not None and room != was:
            moves = (room.output, room.light, room.patch) != (was.output, was.light, was.patch)
            self._sitting.refit(self._setting, moves=moves)

    @property
    def _setting(self) -> Setting:
        return Setting(self.room, self.fittings.looks, self.fittings.media.folder())

    # cohorts

    def cohorts(self) -> tuple[tuple[CohortId, str], ...]:
        """The cohorts of the practice and their names, the newest last. None is folded for it."""
        listed = {str(row["cohort"]): str(row["name"]) for row in self._rows("cohort")}
        return tuple((c, self.cohort(c).name if self._open(c) else listed.get(c, "")) for c in self.practice.cohorts)

    def _open(self, cohort: CohortId) -> bool:
        """Whether it was looked into: then the desk knows of it what may not be on the disk yet."""
        return self.desk.holds(_of("cohort", cohort))

    def cohort(self, cohort: CohortId) -> Cohort:
        """One cohort."""
        state: Cohort = self.desk.stream(_of("cohort", cohort)).state
        return state

    def begin_cohort(self, name: str) -> CohortId:
        """A new cohort of this name."""
        cohort = CohortId(self.desk.fresh())
        self.desk.do((PRACTICE, ListCohort(cohort)), (_of("cohort", cohort), NameCohort(name)))
        return cohort

    def rename_cohort(self, cohort: CohortId, name: str) -> None:
        """Give a cohort another name."""
        self.desk.do((_of("cohort", cohort), NameCohort(name)))

    def enrol(self, cohort: CohortId, alias: str, mat: int | None = None) -> PersonId:
        """A new participant, on this mat or the first free one."""
        person = PersonId(self.desk.fresh())
        taken = set(self.cohort(cohort).mats.values())
        free = next(n for n in range(1, 1000) if n not in taken)
        enrol = Enrol(person, free if mat is None else mat)
        self.desk.do((_of("person", person), SetAlias(alias)), (_of("cohort", cohort), enrol))
        return person

    def move(self, cohort: CohortId, person: PersonId, mat: int) -> None:
        """Seat a participant on another mat."""
        self.desk.do((_of("cohort", cohort), Enrol(person, mat)))

    def rename_person(self, person: PersonId, alias: str) -> None:
        """Give a participant another alias."""
        self.desk.do((_of("person", person), SetAlias(alias)))

    def leave(self, cohort: CohortId, person: PersonId) -> None:
        """A participant leaves the cohort."""
        self.desk.do((_of("cohort", cohort), Leave(person)))

    def alias(self, person: PersonId) -> str:
        """What the room calls a participant."""
        state: Person = self.desk.stream(_of("person", person)).state
        return state.alias

    # sessions and rundowns

    def plan_session(
        self, cohort: CohortId, name: str, scheduled: Instant | None, rundown: Rundown = EMPTY
    ) -> SessionId:
        """A new session on the calendar with its rundown."""
        session = SessionId(self.desk.fresh())
        stream = _of("cohort", cohort)
        self.desk.do((stream, PlanSession(session, name, scheduled)), (stream, SaveRundown(session, rundown)))
        return session

    def change_session(self, cohort: CohortId, session: SessionId, name: str, scheduled: Instant | None) -> None:
        """Another name or hour for a session."""
        self.desk.do((_of("cohort", cohort), PlanSession(session, name, scheduled)))

    def drop_session(self, cohort: CohortId, session: SessionId) -> None:
        """Take a session off the calendar."""
        self.desk.do((_of("cohort", cohort), DropSession(session)))

    def save_rundown(self, cohort: CohortId, session: SessionId, rundown: Rundown) -> None:
        """Plan this rundown; a session that runs keeps the copy it opened with."""
        self.desk.do((_of("cohort", cohort), SaveRundown(session, rundown)))

    def undo(self, cohort: CohortId) -> None:
        """Take back the latest change of a cohort's plan."""
        self.desk.undo_latest(_of("cohort", cohort))

    def redo(self, cohort: CohortId) -> None:
        """Bring back what was undone last."""
        self.desk.redo_latest(_of("cohort", cohort))

    def template(self, name: str) -> Rundown:
        """A fresh rundown from a programme template."""
        return self.fittings.programmes[name](self.desk.fresh)

    def read_sheet(self, path: str, media: str) -> Draft:
        """Read a rundown from a sheet without importing anything."""
        return self.fittings.sheets.read(path, media, tuple(self.fittings.looks), self.desk.fresh)

    def take_in(self, files: Mapping[TrackId, str]) -> TakenIn:
        """Copy recordings into the media folder; slow, and may be called from any thread.

        A file that cannot be played is left out and named.
        """
        tracks: dict[TrackId, Track] = {}
        notices: list[str] = []
        for provisional, path in files.items():
            try:
                tracks[provisional] = self.fittings.media.take_in(path)
            except KnownError as error:
                notices.append(f"{error} It was left out.")
        return TakenIn(tracks, tuple(notices))

    def adopt(self, draft: Draft, taken: TakenIn | None = None) -> Adopted:
        """A draft with its recordings in the vault; its rundown then knows them by their content."""
        taken = self.take_in(draft.files) if taken is None else taken
        return Adopted(_renamed(draft.rundown, self._catalogue(taken)), taken.notices)

    def recordings(self, path: str) -> Mapping[TrackId, str]:
        """The recordings that a file or a folder means, in their order. Raises KnownError where there are none."""
        return {TrackId(file): file for file in self.fittings.recordings(path)}

    def playlist(self, source: str, taken: TakenIn, crossfade: Millis) -> Music:
        """Music of recordings that were taken in, called by the file or folder they came from."""
        return Music(source, tuple(self._catalogue(taken).values()), crossfade)

    def _catalogue(self, taken: TakenIn) -> dict[TrackId, TrackId]:
        for track in taken.tracks.values():
            self.desk.do((PRACTICE, AddTrack(track)))
        return {provisional: track.id for provisional, track in taken.tracks.items()}

    def write_sheet(self, path: str, rundown: Rundown) -> tuple[str, ...]:
        """Write a rundown as a sheet; returns what a sheet cannot hold."""
        return self.fittings.sheets.write(path, rundown)

    # circles

    def planned(self, session: SessionId) -> tuple[CohortId, Planned]:
        """A session of the calendar and its cohort. Raises KnownError when nobody planned it."""
        looked_into = filter(self._open, self.practice.cohorts)
        listed = (CohortId(str(row["cohort"])) for row in self._rows("session", session=session))
        for cohort in (*looked_into, *listed):
            if session in (sessions := self.cohort(cohort).sessions):
                return cohort, sessions[session]
        raise KnownError("This session is not on any calendar.")

    def session(self, session: SessionId) -> Session:
        """A circle as it was, is, or will be."""
        state: Session = self.desk.stream(_of("session", session)).state
        return state

    def circles(self) -> tuple[Ran, ...]:
        """Every circle that was opened, the latest first."""
        return archive.circles(self._rows)

    def write_table(self, path: str, rows: Sequence[Sequence[object]]) -> None:
        """Write rows of plain values as CSV. Raises KnownError with nothing written."""
        self.fittings.table(path, rows)

    def plan(self, session: SessionId) -> Plan:
        """What the session would open with now."""
        cohort, planned = self.planned(session)
        practice, room = self.practice, self.room
        wanted = {
            t for p in planned.rundown.phases for q in p.cues if isinstance(q.content, Music) for t in q.content.tracks
        }
        return Plan(
            name=planned.name,
            rundown=planned.rundown,
            scheduled=planned.scheduled,
            mats=tuple(sorted(self.cohort(cohort).mats.items(), key=lambda x: x[1])),
            tracks=tuple(t for t in practice.tracks.values() if t.id in wanted),
            looks=tuple(self.fittings.looks),
            volume=min(0.5, room.ceiling),
            ceiling=room.ceiling,
        )

    def running(self) -> SessionId | None:
        """The session that was opened last and is not closed."""
        return archive.running(self._rows)

    def circle(self, session: SessionId) -> Conductor:
        """Sit down at the desk of a session; its sound and light start. Raises Refused while another circle runs."""
        stream = _of("session", session)
        if self._sitting is not None and self._sitting.name != stream and self._run is Run.RUNNING:
            raise Refused("A circle is running: close it before you sit down at another.")
        self.get_up()
        self.desk.clock.raise_to(self.desk.stream(stream).latest)
        room = self.fittings.room(self.room)
        stage = Stage(room, self._setting)
        self._sitting = Conductor(self.desk, stream, stage, room, lambda: self.plan(session), self.fittings.pulse)
        self._run = self._sitting.session.run
        self._mind_the_machine()
        return self._sitting

    def _changed(self, _: frozenset[StreamId]) -> None:
        """PINs are good while the circle is open, and no longer; so long, too, the laptop is not shut down."""
        if self._sitting is None:
            return
        was, self._run = self._run, self._sitting.session.run
        if was is Run.RUNNING and self._run is Run.OVER:
            self.shift.end()
        if was is not self._run:
            self._mind_the_machine()

    def _mind_the_machine(self) -> None:
        """A circle that runs has the laptop awake, even when it was taken up again after a crash."""
        machine = self.fittings.machine
        if self._run is Run.RUNNING:
            machine.stay_awake(WHY)
            machine.stay_on(WHY)
        else:
            machine.may_shut_down()

    def get_up(self, fade: Millis = GET_UP) -> None:
        """Get up from the desk: sound and light fade and end."""
        if self._sitting is not None:
            self._sitting.leave(fade)
            self._sitting = None
            self.fittings.machine.may_sleep()
            self.fittings.machine.may_shut_down()

    def shut(self, *, again: bool = False) -> None:
        """Leave the house: the room ends, the file is closed and backed up, the keys are wiped.

        Raises KnownError for what could not be done. Where it may be tried `again`, the keys are kept for that.
        """
        self.get_up()
        self.shift.end()
        self._shut(again)

    def away(self, session: SessionId) -> Millis:
        """How long nobody sat at the desk of a session: since its last entry, or the last sign of life after it."""
        written = self.desk.stream(_of("session", session)).latest
        last = max(written, self.fittings.pulse.last() or written)
        return Millis(max(0, self.desk.clock.now() - last))

    def preflight(self, session: SessionId) -> tuple[Check, ...]:
        """What should be right before the circle opens; sound and light answer for themselves on the page."""
        plan = self.plan(session)
        wrong = self.fittings.media.missing(plan.tracks)
        music = Check("Music", not wrong, "; ".join(wrong) or f"{len(plan.tracks)} recordings present and readable")
        return (music, *self.fittings.machine.checks(plan.rundown.planned), *self.fittings.keeping.checks())


def _of(kind: str, name: str) -> StreamId:
    return StreamId(f"{kind}:{name}")


def _renamed(rundown: Rundown, known: Mapping[TrackId, TrackId]) -> Rundown:
    phases = []
    for phase in rundown.phases:
        cues = tuple(
            replace(q, content=replace(q.content, tracks=tuple(known[t] for t in q.content.tracks if t in known)))
            if isinstance(q.content, Music)
            else q
            for q in phase.cues
        )
        phases.append(replace(phase, cues=cues))
    return Rundown(tuple(phases))
