"""Ways of leaving a session. Each closes a person; the session closes when everybody has left in one of them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from kapcircle.core.errors import Refused
from kapcircle.core.picture import Value
from kapcircle.core.record import ANYBODY, About, Kind
from kapcircle.core.roles import CLINICAL


@dataclass(frozen=True, slots=True)
class Aldrete:
    """The modified Aldrete score: each from 0 to 2 (Aldrete 1995)."""

    activity: int
    respiration: int
    circulation: int
    consciousness: int
    saturation: int

    @property
    def total(self) -> int:
        """0 to 10."""
        return self.activity + self.respiration + self.circulation + self.consciousness + self.saturation


@dataclass(frozen=True, slots=True)
class ReadyToLeave:
    """When they could have gone: kept apart from when they went."""


@dataclass(frozen=True, slots=True)
class Discharged:
    """Left in order (Gate C). `overridden` are the gaps that the medical lead lets stand, and why."""

    aldrete: Aldrete
    oriented: bool
    steady: bool
    nausea: bool
    """Whether nausea, if any, is tolerable."""
    distress: int
    safety_asked: bool
    escort: str
    belongings: bool
    aftercare: bool
    """Whether the printed aftercare and crisis numbers were given."""
    driving: bool
    """Whether they were told not to drive until the next day, after sleep."""
    initials: tuple[str, str]
    overridden: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeftAgainstAdvice:
    """Told what, by whom, and who was called."""

    told: str
    by: str
    called: str = ""


@dataclass(frozen=True, slots=True)
class Transferred:
    """Where to, by whom, and what was handed over."""

    where: str
    by: str
    handover: str = ""


@dataclass(frozen=True, slots=True)
class LeftUnseen:
    """Nobody saw them go: who searches."""

    searches: str


@dataclass(frozen=True, slots=True)
class EscortTrouble:
    """The escort is late, or not the one who was named: what is done about it."""

    what: str
    done: str


Left = Discharged | LeftAgainstAdvice | Transferred | LeftUnseen


def _said(**asked: str) -> None:
    for what, words in asked.items():
        if not words.strip():
            raise Refused(f"Say {what.replace('_', ' ')}.")


def check_discharged(x: Discharged) -> None:
    """Raise Refused for what no score has, and for one pair of initials."""
    for field in fields(x.aldrete):
        value = getattr(x.aldrete, field.name)
        if value not in range(3):
            raise Refused(f"{field.name.capitalize()} scores 0, 1 or 2 (modified Aldrete), not {value}.")
    first, second = (each.strip().casefold() for each in x.initials)
    if not first or not second or first == second:
        raise Refused("Two of the team sign a discharge with their initials.")


def _way(way: str) -> Any:
    def values(x: Any) -> Mapping[str, Value]:
        words = "; ".join(f"{f.name}: {getattr(x, f.name)}" for f in fields(x) if getattr(x, f.name) not in {"", ()})
        return {"way": way, "words": words}

    return values


def _kind(content: type, way: str, check: Any = lambda _: None, roles: Any = CLINICAL) -> Kind:
    return Kind(content, "session_leaving", way.capitalize(), roles, About.PERSON, _way(way), check)


READY_TO_LEAVE = _kind(ReadyToLeave, "ready to leave")
DISCHARGED = _kind(Discharged, "discharged", check_discharged)
AGAINST_ADVICE = _kind(
    LeftAgainstAdvice, "left against advice", lambda x: _said(what_they_were_told=x.told, who_told_them=x.by)
)
TRANSFERRED = _kind(Transferred, "transferred", lambda x: _said(where_to=x.where, by_whom=x.by))
UNSEEN = _kind(LeftUnseen, "left unseen", lambda x: _said(who_searches=x.searches), ANYBODY)
ESCORT = _kind(EscortTrouble, "escort", lambda x: _said(what_is_wrong=x.what, what_is_done=x.done), ANYBODY)
