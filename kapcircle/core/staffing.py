"""Who of the team and of the others is here, who covers whom, who is away, what was handed over, what signed for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kapcircle.core.attending import OtherRole
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, MemberId, Millis, OtherId, PersonId
from kapcircle.core.picture import Value
from kapcircle.core.record import ANYBODY, About, Kind
from kapcircle.core.roles import CLINICAL, Role


@dataclass(frozen=True, slots=True)
class StaffHere:
    """A member of the team is in the building, or has gone. `counts`: they count in the ratio."""

    member: MemberId
    name: str
    role: Role
    here: bool = True
    counts: bool = True


@dataclass(frozen=True, slots=True)
class OtherHere:
    """Somebody who is neither participant nor staff is in the room, or has gone. `counts`: they count in the ratio."""

    other: OtherId
    name: str
    role: OtherRole
    here: bool = True
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Covering:
    """From now on these people are this member's to look after: whoever had them before has them no more."""

    member: MemberId
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class OnBreak:
    """A member is away for a while, and the taker has their people; back again with `back`."""

    member: MemberId
    taker: MemberId
    back: bool = False


@dataclass(frozen=True, slots=True)
class LeadAway:
    """The medical lead is away until an instant (None: back), and how they are reached."""

    until: Instant | None
    reached: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Another facilitator goes on: what is open, as both have read it."""

    giver: MemberId
    taker: MemberId
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EquipmentSigned:
    """The emergency equipment is here and works: each item that was seen."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoomOverridden:
    """The medical lead lets the room start with these gaps, and why."""

    gaps: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class RoundBegan:
    """A round of check-ins in seat order; each has so long with the talking piece (0: no clock)."""

    each: Millis = Millis(0)


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """The round is over."""


def check_override(x: RoomOverridden) -> None:
    """Raise Refused for one without a reason."""
    if not x.reason.strip():
        raise Refused("Say why the room may start so: the reason stands on the report.")


def check_break(x: OnBreak) -> None:
    """Raise Refused where nobody takes over."""
    if x.member == x.taker:
        raise Refused("A break needs another who takes over.")


Values = Callable[[Any], Mapping[str, Value]]


def _row(what: str, member: Callable[[Any], str | None], words: Callable[[Any], str]) -> Values:
    return lambda x: {"what": what, "member": member(x), "words": words(x)}


def _kind(content: type, words: str, values: Values, check: Any = lambda _: None, roles: Any = CLINICAL) -> Kind:
    return Kind(content, "session_staffing", words, roles, About.CIRCLE, values, check)


STAFF_HERE = _kind(
    StaffHere,
    "Team",
    _row("here", lambda x: x.member, lambda x: f"{x.role.value}{'' if x.here else ', gone'}"),
    roles=ANYBODY,
)
OTHER_HERE = _kind(
    OtherHere,
    "Others",
    _row("other here", lambda _: None, lambda x: f"{x.name}, {x.role.value}{'' if x.here else ', gone'}"),
    roles=ANYBODY,
)
COVERING = _kind(Covering, "Cover", _row("covers", lambda x: x.member, lambda x: ", ".join(x.people)))
ON_BREAK = _kind(
    OnBreak, "Break", _row("break", lambda x: x.member, lambda x: f"{'back' if x.back else x.taker}"), check_break
)
LEAD_AWAY = _kind(
    LeadAway, "Medical lead", _row("lead away", lambda _: None, lambda x: f"{x.until or 'back'} {x.reached}")
)
HANDED_OVER = _kind(HandedOver, "Handover", _row("handover", lambda x: x.taker, lambda x: "; ".join(x.open)))
EQUIPMENT = _kind(EquipmentSigned, "Equipment", _row("equipment", lambda _: None, lambda x: ", ".join(x.items)))
ROOM_OVERRIDDEN = _kind(
    RoomOverridden,
    "Gate overridden",
    _row("override", lambda _: None, lambda x: f"{'; '.join(x.gaps)}: {x.reason}"),
    check_override,
    frozenset({Role.MEDICAL_LEAD}),
)
ROUND_BEGAN = _kind(RoundBegan, "Round", _row("round", lambda _: None, lambda x: str(x.each)))
ROUND_ENDED = _kind(RoundEnded, "Round", _row("round over", lambda _: None, lambda _: ""))
