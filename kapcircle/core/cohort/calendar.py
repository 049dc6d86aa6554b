"""The calendar of a cohort: its sessions, what each is and for whom, and the rundown planned for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, assert_never

from kapcircle.core.changed import replace
from kapcircle.core.cohort.words import named
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import Instant, PodId, ProgrammeId, SessionId, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Row
from kapcircle.core.programme import Level, SessionKind
from kapcircle.core.rundown import Rundown


@dataclass(frozen=True, slots=True)
class StandsFor:
    """The session of a programme that one on the calendar was laid out from: the how-manieth, from 1, of a version."""

    programme: ProgrammeId
    version: int
    number: int


@dataclass(frozen=True, slots=True)
class PlanSession:
    """Put a session on the calendar, or change all of this about it. `pod` None: it is the whole cohort's. `place` is
    where they meet; of a `virtual` one, the link.
    """

    session: SessionId
    name: str
    scheduled: Instant | None = None
    kind: SessionKind = SessionKind.OPEN_CIRCLE
    pod: PodId | None = None
    virtual: bool = False
    place: str = ""
    stands_for: StandsFor | None = None


@dataclass(frozen=True, slots=True)
class DropSession:
    """Take a session off the calendar."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class OrderSessions:
    """Let the sessions of the calendar stand in this order."""

    sessions: tuple[SessionId, ...]


@dataclass(frozen=True, slots=True)
class SaveRundown:
    """Plan this rundown for a session."""

    session: SessionId
    rundown: Rundown


Command = PlanSession | DropSession | OrderSessions | SaveRundown


@dataclass(frozen=True, slots=True)
class SessionPlanned:
    """A session stands on the calendar."""

    session: SessionId
    name: str
    scheduled: Instant | None = None
    kind: SessionKind = SessionKind.OPEN_CIRCLE
    pod: PodId | None = None
    virtual: bool = False
    place: str = ""
    stands_for: StandsFor | None = None


@dataclass(frozen=True, slots=True)
class SessionDropped:
    """A session was taken off the calendar."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class SessionsOrdered:
    """The sessions of the calendar stand in this order; any other comes after them."""

    sessions: tuple[SessionId, ...]


@dataclass(frozen=True, slots=True)
class RundownSaved:
    """A session has this planned rundown."""

    session: SessionId
    rundown: Rundown


Event = SessionPlanned | SessionDropped | SessionsOrdered | RundownSaved


@dataclass(frozen=True, slots=True)
class Planned:
    """A session of the calendar and its plan."""

    session: SessionId
    name: str
    scheduled: Instant | None = None
    rundown: Rundown = Rundown()
    kind: SessionKind = SessionKind.OPEN_CIRCLE
    pod: PodId | None = None
    virtual: bool = False
    place: str = ""
    stands_for: StandsFor | None = None

    @property
    def level(self) -> Level:
        """Who the session belongs to."""
        return Level.COHORT if self.pod is None else Level.POD


@dataclass(frozen=True, slots=True)
class Calendar:
    """Sessions to come, in the order in which they stand."""

    sessions: Mapping[SessionId, Planned] = field(default_factory=dict)


def decide(s: Calendar, command: Command, _: Facts) -> tuple[Event, ...]:
    """What happens to the plan, or raise Refused with nothing changed."""
    match command:
        case PlanSession(session, name, scheduled, kind, pod, virtual, place, stands_for):
            called, where = named(name, "session"), place.strip()
            return (SessionPlanned(session, called, scheduled, kind, pod, virtual, where, stands_for),)
        case DropSession(session):
            return (SessionDropped(known(s, session)),)
        case OrderSessions(sessions):
            return (SessionsOrdered(tuple(known(s, session) for session in sessions)),)
        case SaveRundown(session, rundown):
            return (RundownSaved(known(s, session), rundown),)
        case _:
            assert_never(command)


def known(s: Calendar, session: SessionId) -> SessionId:
    """A session of the calendar. Raises Refused for any other."""
    if session not in s.sessions:
        raise Refused("This session is not on the calendar.")
    return session


def evolve(s: Calendar, entry: Entry[Event]) -> Calendar:
    """The calendar after `entry`."""
    match entry.event:
        case SessionPlanned(session, name, scheduled, kind, pod, virtual, place, stands_for):
            rundown = s.sessions[session].rundown if session in s.sessions else Rundown()
            planned = Planned(session, name, scheduled, rundown, kind, pod, virtual, place, stands_for)
            return _with(s, planned)
        case SessionDropped(session):
            return replace(s, sessions={k: v for k, v in s.sessions.items() if k != session})
        case SessionsOrdered(sessions):
            first = {session: s.sessions[session] for session in sessions if session in s.sessions}
            return replace(s, sessions={**first, **s.sessions})
        case RundownSaved(session, rundown) if session in s.sessions:
            return _with(s, replace(s.sessions[session], rundown=rundown))
        case _:
            return s


def _with(s: Calendar, planned: Planned) -> Calendar:
    return replace(s, sessions={**s.sessions, planned.session: planned})


def parts(s: Calendar) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {f"calendar:{k}": v for k, v in s.sessions.items()}


def rows(stream: StreamId, s: Calendar, part: str) -> tuple[Row, ...]:
    """The rows of one part."""
    planned = s.sessions[SessionId(part.partition(":")[2])]
    values: dict[str, Any] = {
        "cohort": stream.partition(":")[2],
        "name": planned.name,
        "scheduled": planned.scheduled,
        "kind": planned.kind.value,
        "pod": planned.pod,
        "virtual": int(planned.virtual),
        "place": planned.place,
    }
    return (Row(stream, "session", (("session", planned.session),), values),)
