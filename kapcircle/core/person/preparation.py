"""Getting ready for a session day: preparation meetings attended elsewhere, and how a person gets home."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import Instant, SessionId, StreamId
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.person.records import Kept, keep, not_ahead, standing, strike, to_strike
from kapcircle.core.picture import Row
from kapcircle.core.roles import CLINICAL, Role

LEAST_DIGITS = 5
"""A shorter telephone number is a slip."""


@dataclass(frozen=True, slots=True)
class RecordPreparation:
    """Count a preparation meeting that is no session of this practice's calendar; `where` says which."""

    where: str
    on: Instant


@dataclass(frozen=True, slots=True)
class NameRide:
    """Say how the person gets home from a session: by what, with whom, and where that one is reached."""

    session: SessionId
    ride: str
    escort: str
    phone: str


@dataclass(frozen=True, slots=True)
class StrikePreparation:
    """Mark a meeting as wrong."""

    record: Stamp
    reason: str


Command = RecordPreparation | NameRide | StrikePreparation


@dataclass(frozen=True, slots=True)
class PreparationAttended:
    """A preparation meeting elsewhere."""

    where: str
    on: Instant


@dataclass(frozen=True, slots=True)
class RideNamed:
    """How the person gets home from a session."""

    session: SessionId
    ride: str
    escort: str
    phone: str


Event = PreparationAttended | RideNamed | Struck


@dataclass(frozen=True)
class Preparation:
    """Meetings elsewhere, and the ride home of each session."""

    meetings: tuple[Kept[PreparationAttended], ...] = ()
    rides: Mapping[SessionId, RideNamed] = field(default_factory=dict)

    @property
    def attended(self) -> int:
        """How many meetings elsewhere count."""
        return len(standing(self.meetings))


def decide(s: Preparation, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens, or raise Refused with nothing changed."""
    match command:
        case RecordPreparation(where, on):
            require(facts, frozenset(Role), "Recording a preparation meeting")
            if not where.strip():
                raise Refused("Say where and with whom the preparation meeting was.")
            return (PreparationAttended(where.strip(), not_ahead(on, facts.now)),)
        case NameRide(session, ride, escort, phone):
            require(facts, frozenset(Role), "Naming ride and escort")
            if phone.strip() and sum(x.isdigit() for x in phone) < LEAST_DIGITS:
                raise Refused(f"“{phone.strip()}” is no telephone number: it has at least {LEAST_DIGITS} digits.")
            return (RideNamed(session, ride.strip(), escort.strip(), phone.strip()),)
        case StrikePreparation(record, reason):
            require(facts, CLINICAL, "Striking a preparation meeting")
            to_strike(s.meetings, record, reason)
            return (Struck(record, reason.strip()),)
        case _:
            assert_never(command)


def evolve(s: Preparation, entry: Entry[Event]) -> Preparation:
    """Meetings and rides after `entry`."""
    match entry.event:
        case PreparationAttended():
            return replace(s, meetings=keep(s.meetings, entry))
        case RideNamed(session) as ride:
            return replace(s, rides={**s.rides, session: ride})
        case Struck() as struck:
            return replace(s, meetings=strike(s.meetings, struck))
        case _:
            assert_never(entry.event)


def parts(s: Preparation) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {f"preparation:{session}": ride for session, ride in s.rides.items()}


def rows(stream: StreamId, s: Preparation, part: str) -> tuple[Row, ...]:
    """The row of one ride."""
    ride = s.rides[SessionId(part.partition(":")[2])]
    key = (("person", stream.partition(":")[2]), ("session", ride.session))
    return (Row(stream, "ride", key, {"ride": ride.ride, "escort": ride.escort, "phone": ride.phone}),)
