"""Who of the team is here, and who looks after whom: always somebody, or it is said that nobody does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, MemberId, OtherId, PersonId
from kapcircle.core.record import valid
from kapcircle.core.roles import Role
from kapcircle.core.session import people
from kapcircle.core.session.state import Session
from kapcircle.core.staffing import Covering, EquipmentSigned, LeadAway, OnBreak, OtherHere, StaffHere


class Away(NamedTuple):
    """Since when the medical lead is away, until when at the latest, and how they are reached."""

    since: Instant
    until: Instant
    reached: str


class Break(NamedTuple):
    """Who has somebody's people while they are away, and since when."""

    taker: MemberId
    since: Instant


@dataclass(frozen=True)
class Team:
    """The team as its records leave it. `known` says of each whether they are here; `covered` whose each person is,
    breaks aside; `away` is the medical lead's, if they are.
    """

    known: Mapping[MemberId, StaffHere] = field(default_factory=dict)
    covered: Mapping[PersonId, MemberId] = field(default_factory=dict)
    breaks: Mapping[MemberId, Break] = field(default_factory=dict)
    away: Away | None = None
    signed: frozenset[str] = frozenset()
    """The items of the equipment that somebody has signed for."""
    others: Mapping[OtherId, OtherHere] = field(default_factory=dict)
    """Who else was said to be in the room, or gone from it."""

    @property
    def here(self) -> tuple[StaffHere, ...]:
        """Who is here, those on a break too, in the order they came."""
        return tuple(x for x in self.known.values() if x.here)

    def stands_in(self, member: MemberId) -> MemberId | None:
        """Who looks after this member's people now: they, or whoever took over for their break; None: nobody does."""
        asked: set[MemberId] = set()
        while member in self.breaks and member not in asked:
            asked.add(member)
            member = self.breaks[member].taker
        return None if member in self.breaks or self._gone(member) else member

    def sitter_of(self, person: PersonId) -> MemberId | None:
        """Who looks after a person now; None: nobody does."""
        member = self.covered.get(person)
        return None if member is None else self.stands_in(member)

    def people_of(self, member: MemberId) -> tuple[PersonId, ...]:
        """Whose sitter a member is, breaks aside."""
        return tuple(person for person, sitter in self.covered.items() if sitter == member)

    def _gone(self, member: MemberId) -> bool:
        """Whoever covers somebody is here, unless it is said that they have gone."""
        return member in self.known and not self.known[member].here


def team(s: Session) -> Team:
    """The team, read off the records of the circle in the order in which things took place."""
    known: dict[MemberId, StaffHere] = {}
    covered: dict[PersonId, MemberId] = {}
    breaks: dict[MemberId, Break] = {}
    away: Away | None = None
    signed: set[str] = set()
    others: dict[OtherId, OtherHere] = {}
    for record in valid(s.records):
        match record.content:
            case StaffHere() as here:
                known[here.member] = here
                breaks.pop(here.member, None)
            case OtherHere() as other:
                others[other.other] = other
            case Covering(member, those):
                covered.update(dict.fromkeys(those, member))
            case OnBreak(member, back=True):
                breaks.pop(member, None)
            case OnBreak(member, taker):
                breaks[member] = Break(taker, record.happened)
            case LeadAway(until, reached):
                away = None if until is None else Away(record.happened, until, reached)
            case EquipmentSigned(items):
                signed.update(items)
    return Team(known, covered, breaks, away, frozenset(signed), others)


def lead_here(s: Session, now: Instant) -> bool:
    """Whether a medical lead is here, not away and not on a break."""
    found = team(s)
    absent = found.away is not None and found.away.since <= now
    leads = (x for x in found.here if x.role is Role.MEDICAL_LEAD and x.member not in found.breaks)
    return not absent and any(leads)


class Lack(Enum):
    """What is missing where nobody covers."""

    SITTER = "nobody looks after them"
    TAKER = "on a break, and nobody has taken over"
    LEAD = "the medical lead is not back"


class CoverGap(NamedTuple):
    """Something that nobody covers: which people it leaves alone, whose they are, and since when as far as it is known.

    Those who have no sitter at all stand in one gap.
    """

    lack: Lack
    people: tuple[PersonId, ...] = ()
    member: MemberId | None = None
    since: Instant | None = None


def cover_gaps(s: Session, now: Instant) -> tuple[CoverGap, ...]:
    """Everything that nobody covers now, the widest first; people who are not here need no cover."""
    found = team(s)
    inside = [seat.person for seat in sorted(s.seats.values(), key=lambda x: x.mat) if people.here(seat)]
    gaps = []
    if found.away is not None and found.away.until < now:
        gaps.append(CoverGap(Lack.LEAD, since=found.away.until))
    alone = [person for person in inside if found.sitter_of(person) is None]
    for member, taken in found.breaks.items():
        left = tuple(person for person in alone if found.covered.get(person) == member)
        if left:
            gaps.append(CoverGap(Lack.TAKER, left, member, taken.since))
    rest = tuple(person for person in alone if found.covered.get(person) not in found.breaks)
    return (*gaps, CoverGap(Lack.SITTER, rest)) if rest else tuple(gaps)


def check_team(s: Session, content: Any) -> None:
    """Raise Refused for a cover of strangers, and for a break that nobody could cover or that is none."""
    match content:
        case Covering(_, those) if unknown := [person for person in those if person not in s.seats]:
            raise Refused(f"{len(unknown)} of these are not in this circle. Name mats that somebody sits on.")
        case OnBreak(member, back=True) if member not in team(s).breaks:
            raise Refused("They are not on a break.")
        case OnBreak(member, taker, back=False) if _unfit(team(s), member, taker):
            raise Refused("Who takes over is on a break or has gone. Choose another.")


def _unfit(found: Team, member: MemberId, taker: MemberId) -> bool:
    return found.stands_in(taker) in {None, member} or taker in found.breaks
