"""The practice: its staff, rooms, recordings, programmes, and the list of cohorts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from kapcircle.core import catalogue, looks_kept, programmes
from kapcircle.core.catalogue import (
    AddTrack,
    AimAt,
    Catalogue,
    DescribeTrack,
    LoudnessAimed,
    MeasureTrack,
    RemoveTrack,
    TrackAdded,
    TrackDescribed,
    TrackMeasured,
    TrackRemoved,
)
from kapcircle.core.details import Details, NamePractice, PracticeNamed, checked
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import CohortId, MemberId, RoomId, StreamId, TrackId
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Entry, Undone
from kapcircle.core.looks_kept import LookRemoved, LookSaved, RemoveLook, SaveLook
from kapcircle.core.picture import Row
from kapcircle.core.playlist import Track
from kapcircle.core.programmes import (
    Programmes,
    ProgrammeSaved,
    ProgrammeSigned,
    SaveProgramme,
    SignatureWithdrawn,
    SignProgramme,
    WithdrawSignature,
)
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan, check_room

LEADS = frozenset({Role.FACILITATOR, Role.COORDINATOR})
"""Who may change staff and rooms: programme setting."""


@dataclass(frozen=True, slots=True)
class AddStaff:
    """Take a member of staff in."""

    member: MemberId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class LetGo:
    """A member of staff leaves."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class SaveRoom:
    """Keep a room's lamps, limits and outputs."""

    room: RoomPlan


@dataclass(frozen=True, slots=True)
class ListCohort:
    """Begin a cohort."""

    cohort: CohortId


@dataclass(frozen=True, slots=True)
class Export:
    """Something is about to leave the vault: what it is, and of which session, cohort or person."""

    what: str
    of: str


Command = (
    AddStaff
    | LetGo
    | SaveRoom
    | ListCohort
    | Export
    | NamePractice
    | catalogue.Command
    | programmes.Command
    | looks_kept.Command
)


@dataclass(frozen=True, slots=True)
class StaffAdded:
    """A member of staff, by name and role."""

    member: MemberId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class StaffLeft:
    """A member of staff is one no more; what they recorded keeps their name."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class RoomSaved:
    """A room as it now is."""

    room: RoomPlan


@dataclass(frozen=True, slots=True)
class CohortListed:
    """A cohort began."""

    cohort: CohortId


@dataclass(frozen=True, slots=True)
class Exported:
    """Something left the vault, as it is and not encrypted: what it is, and of which session, cohort or person."""

    what: str
    of: str


Event = (
    StaffAdded
    | StaffLeft
    | RoomSaved
    | catalogue.Event
    | CohortListed
    | Exported
    | PracticeNamed
    | programmes.Event
    | looks_kept.Event
    | Undone
)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff; one who `left` is kept for the name."""

    name: str
    role: Role
    left: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """All that is shared by the circles of one practice."""

    staff: Mapping[MemberId, Member] = field(default_factory=dict)
    rooms: Mapping[RoomId, RoomPlan] = field(default_factory=dict)
    catalogue: Catalogue = Catalogue()
    cohorts: tuple[CohortId, ...] = ()
    programmes: Programmes = field(default_factory=dict)
    details: Details = Details()
    looks: Mapping[str, LookDesign] = field(default_factory=dict)
    """Those that the practice has made."""

    @property
    def tracks(self) -> Mapping[TrackId, Track]:
        """Every recording that a plan may name, those that were taken off the list too."""
        return self.catalogue.tracks


def decide(s: Practice, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens to the practice, or raise Refused with nothing changed."""
    match command:
        case AddStaff():
            return _add(s, command, facts)
        case LetGo(member):
            require(facts, LEADS, "Removing staff")
            return _let_go(s, member, facts)
        case SaveRoom(room):
            require(facts, LEADS, "Changing the room")
            check_room(room)
            if any(x.name.casefold() == room.name.casefold() for x in s.rooms.values() if x.id != room.id):
                raise Refused(f"There is already a room called “{room.name}”. Give this one another name.")
            return (RoomSaved(room),)
        case NamePractice(details):
            require(facts, LEADS, "Naming the practice")
            return (PracticeNamed(checked(details)),)
        case AddTrack() | DescribeTrack() | MeasureTrack():
            return catalogue.decide(s.catalogue, command)
        case RemoveTrack() | AimAt():
            require(facts, LEADS, "Removing recordings and changing their loudness")
            return catalogue.decide(s.catalogue, command)
        case ListCohort(cohort):
            require(facts, LEADS | {Role.COTHERAPIST}, "Beginning a cohort")
            return (CohortListed(cohort),)
        case Export(what, of):
            return (Exported(what, of),)
        case SaveProgramme() | SignProgramme() | WithdrawSignature():
            here = s.staff.get(facts.actor.member)
            return programmes.decide(s.programmes, command, facts, here.name if here is not None else "")
        case SaveLook() | RemoveLook():
            return looks_kept.decide(s.looks, command, facts)
        case _:
            assert_never(command)


def _add(s: Practice, command: AddStaff, facts: Facts) -> tuple[Event, ...]:
    if s.staff:
        require(facts, LEADS, "Adding staff")
    if not command.name.strip():
        raise Refused("Give the member of staff a name.")
    return (StaffAdded(command.member, command.name.strip(), command.role),)


def _let_go(s: Practice, member: MemberId, facts: Facts) -> tuple[Event, ...]:
    if member == facts.actor.member:
        raise Refused("Nobody removes themselves: ask another member to do it.")
    if member not in s.staff or s.staff[member].left:
        raise Refused("This member is not on the staff.")
    return (StaffLeft(member),)


def evolve(s: Practice, entry: Entry[Event]) -> Practice:
    """The practice after `entry`."""
    match entry.event:
        case StaffAdded(member, name, role):
            return replace(s, staff={**s.staff, member: Member(name, role)})
        case StaffLeft(member) if member in s.staff:
            return replace(s, staff={**s.staff, member: replace(s.staff[member], left=True)})
        case RoomSaved(room):
            return replace(s, rooms={**s.rooms, room.id: room})
        case TrackAdded() | TrackDescribed() | TrackMeasured() | TrackRemoved() | LoudnessAimed():
            return replace(s, catalogue=catalogue.evolve(s.catalogue, entry.event))
        case PracticeNamed(details):
            return replace(s, details=details)
        case CohortListed(cohort):
            return replace(s, cohorts=(*s.cohorts, cohort))
        case ProgrammeSaved() | ProgrammeSigned() | SignatureWithdrawn():
            return replace(s, programmes=programmes.evolve(s.programmes, entry))
        case LookSaved() | LookRemoved():
            return replace(s, looks=looks_kept.evolve(s.looks, entry.event))
        case _:
            return s


def parts(s: Practice) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {
        **{f"staff:{k}": v for k, v in s.staff.items()},
        **{f"room:{k}": v for k, v in s.rooms.items()},
        **{f"track:{k}": v for k, v in s.catalogue.listed.items()},
    }


def rows(stream: StreamId, s: Practice, part: str) -> tuple[Row, ...]:
    """The rows of one part."""
    kind, _, which = part.partition(":")
    match kind:
        case "staff":
            member = s.staff[MemberId(which)]
            return (Row(stream, "staff", (("member", which),), {"name": member.name, "role": member.role.value}),)
        case "room":
            return (Row(stream, "room", (("room", which),), {"name": s.rooms[RoomId(which)].name}),)
        case _:
            return (catalogue.row(stream, s.tracks[TrackId(which)]),)
