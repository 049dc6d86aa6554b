"""A cohort: who is in it, its calendar of sessions, and the rundown planned for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import Instant, PersonId, SessionId, StreamId
from kapcircle.core.log import Entry, Undone
from kapcircle.core.picture import Row
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Rundown

PLANNERS = frozenset({Role.FACILITATOR, Role.COTHERAPIST, Role.COORDINATOR})
MOST_MATS = 99


@dataclass(frozen=True, slots=True)
class NameCohort:
    """Give the cohort its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Enrol:
    """Take a person in, on this mat."""

    person: PersonId
    mat: int


@dataclass(frozen=True, slots=True)
class Seat:
    """Some of the cohort change mats, all at once."""

    mats: tuple[tuple[PersonId, int], ...]


@dataclass(frozen=True, slots=True)
class Leave:
    """A person leaves the cohort."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class PlanSession:
    """Put a session on the calendar, or change its name and hour."""

    session: SessionId
    name: str
    scheduled: Instant | None = None


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


Command = NameCohort | Enrol | Seat | Leave | PlanSession | DropSession | OrderSessions | SaveRundown


@dataclass(frozen=True, slots=True)
class CohortNamed:
    """The cohort has this name."""

    name: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A person is in the cohort, on this mat."""

    person: PersonId
    mat: int


@dataclass(frozen=True, slots=True)
class LeftCohort:
    """A person is no longer in the cohort."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class SessionPlanned:
    """A session stands on the calendar."""

    session: SessionId
    name: str
    scheduled: Instant | None = None


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


Event = CohortNamed | Enrolled | LeftCohort | SessionPlanned | SessionDropped | SessionsOrdered | RundownSaved | Undone


@dataclass(frozen=True, slots=True)
class Planned:
    """A session of the calendar and its plan."""

    session: SessionId
    name: str
    scheduled: Instant | None = None
    rundown: Rundown = Rundown()


@dataclass(frozen=True, slots=True)
class Cohort:
    """People on mats, and sessions to come."""

    name: str = ""
    mats: Mapping[PersonId, int] = field(default_factory=dict)
    sessions: Mapping[SessionId, Planned] = field(default_factory=dict)


def decide(s: Cohort, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens to the plan, or raise Refused with nothing changed."""
    require(facts, PLANNERS, "Planning")
    match command:
        case NameCohort(name):
            return (CohortNamed(_name(name, "cohort")),)
        case Enrol(person, mat):
            return (Enrolled(person, _free(s, person, mat)),)
        case Seat(mats):
            return _seated(s, mats)
        case Leave(person):
            return (LeftCohort(_member(s, person)),)
        case PlanSession(session, name, scheduled):
            return (SessionPlanned(session, _name(name, "session"), scheduled),)
        case DropSession(session):
            return (SessionDropped(_known(s, session)),)
        case OrderSessions(sessions):
            return (SessionsOrdered(tuple(_known(s, session) for session in sessions)),)
        case SaveRundown(session, rundown):
            return (RundownSaved(_known(s, session), rundown),)
        case _:
            assert_never(command)


def _name(name: str, what: str) -> str:
    if not name.strip():
        raise Refused(f"Give the {what} a name.")
    return name.strip()


def _free(s: Cohort, person: PersonId, mat: int) -> int:
    if not 1 <= mat <= MOST_MATS:
        raise Refused(f"Mats are numbered 1 to {MOST_MATS}.")
    if any(taken == mat for who, taken in s.mats.items() if who != person):
        raise Refused(f"Mat {mat} is taken.")
    return mat


def _seated(s: Cohort, mats: tuple[tuple[PersonId, int], ...]) -> tuple[Enrolled, ...]:
    """Those who move stand up together, then each sits down on a mat that is free."""
    moving = {_member(s, person) for person, _ in mats}
    room = replace(s, mats={who: mat for who, mat in s.mats.items() if who not in moving})
    for person, mat in mats:
        room = replace(room, mats={**room.mats, person: _free(room, person, mat)})
    return tuple(Enrolled(person, mat) for person, mat in mats)


def _member(s: Cohort, person: PersonId) -> PersonId:
    if person not in s.mats:
        raise Refused("This participant is not in the cohort.")
    return person


def _known(s: Cohort, session: SessionId) -> SessionId:
    if session not in s.sessions:
        raise Refused("This session is not on the calendar.")
    return session


def evolve(s: Cohort, entry: Entry[Event]) -> Cohort:
    """The cohort after `entry`."""
    match entry.event:
        case CohortNamed(name):
            return replace(s, name=name)
        case Enrolled(person, mat):
            return replace(s, mats={**s.mats, person: mat})
        case LeftCohort(person):
            return replace(s, mats={p: m for p, m in s.mats.items() if p != person})
        case SessionPlanned(session, name, scheduled):
            was = s.sessions.get(session, Planned(session, name))
            return _with(s, replace(was, name=name, scheduled=scheduled))
        case SessionDropped(session):
            return replace(s, sessions={k: v for k, v in s.sessions.items() if k != session})
        case SessionsOrdered(sessions):
            first = {session: s.sessions[session] for session in sessions if session in s.sessions}
            return replace(s, sessions={**first, **s.sessions})
        case RundownSaved(session, rundown) if session in s.sessions:
            return _with(s, replace(s.sessions[session], rundown=rundown))
        case _:
            return s


def _with(s: Cohort, planned: Planned) -> Cohort:
    return replace(s, sessions={**s.sessions, planned.session: planned})


def parts(s: Cohort) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"name": s.name, "mats": s.mats, **{f"session:{k}": v for k, v in s.sessions.items()}}


def rows(stream: StreamId, s: Cohort, part: str) -> tuple[Row, ...]:
    """The rows of one part."""
    cohort = stream.partition(":")[2]
    kind, _, which = part.partition(":")
    match kind:
        case "name":
            return (Row(stream, "cohort", (("cohort", cohort),), {"name": s.name}),)
        case "mats":
            return tuple(
                Row(stream, "participant", (("cohort", cohort), ("person", person)), {"mat": mat})
                for person, mat in s.mats.items()
            )
        case _:
            return (_session(stream, cohort, s.sessions[SessionId(which)]),)


def _session(stream: StreamId, cohort: str, planned: Planned) -> Row:
    values: dict[str, Any] = {"cohort": cohort, "name": planned.name, "scheduled": planned.scheduled}
    return Row(stream, "session", (("session", planned.session),), values)
