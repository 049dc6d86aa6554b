"""Others in the room: interpreters, support persons, observers, trainees; and who of them comes to which session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from kapcircle.core.attending import Other
from kapcircle.core.changed import replace
from kapcircle.core.cohort.words import named
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import OtherId, SessionId, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Row


@dataclass(frozen=True, slots=True)
class WelcomeOther:
    """Put somebody on the list of others in the room, or change what is said of them there."""

    other: Other


@dataclass(frozen=True, slots=True)
class ExcuseOther:
    """Take somebody off that list."""

    other: OtherId


@dataclass(frozen=True, slots=True)
class ChooseCompany:
    """These others come to a session, and no more."""

    session: SessionId
    others: tuple[OtherId, ...]


Command = WelcomeOther | ExcuseOther | ChooseCompany


@dataclass(frozen=True, slots=True)
class OtherWelcomed:
    """Somebody is on the list of others in the room."""

    other: Other


@dataclass(frozen=True, slots=True)
class OtherExcused:
    """Somebody is no longer on that list."""

    other: OtherId


@dataclass(frozen=True, slots=True)
class CompanyChosen:
    """These others come to a session."""

    session: SessionId
    others: tuple[OtherId, ...]


Event = OtherWelcomed | OtherExcused | CompanyChosen


@dataclass(frozen=True, slots=True)
class Company:
    """The others, and which of them come to which session."""

    others: Mapping[OtherId, Other] = field(default_factory=dict)
    chosen: Mapping[SessionId, tuple[OtherId, ...]] = field(default_factory=dict)


def decide(s: Company, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens to the others, or raise Refused with nothing changed."""
    match command:
        case WelcomeOther(other):
            if other.agreed is not None and other.agreed > facts.now:
                raise Refused("Their yes to confidentiality lies in the future: give the day on which it was said.")
            return (OtherWelcomed(replace(other, name=named(other.name, "person"))),)
        case ExcuseOther(other):
            return (OtherExcused(_known(s, other)),)
        case ChooseCompany(session, others):
            return (CompanyChosen(session, tuple(_known(s, other) for other in others)),)
        case _:
            assert_never(command)


def _known(s: Company, other: OtherId) -> OtherId:
    if other not in s.others:
        raise Refused("This person is not on the list of others in the room.")
    return other


def evolve(s: Company, entry: Entry[Event]) -> Company:
    """The others after `entry`."""
    match entry.event:
        case OtherWelcomed(other):
            return replace(s, others={**s.others, other.id: other})
        case OtherExcused(other):
            return replace(s, others={k: v for k, v in s.others.items() if k != other})
        case CompanyChosen(session, others):
            return replace(s, chosen={**s.chosen, session: others})
        case _:
            assert_never(entry.event)


def parts(s: Company) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"company:others": s.others, "company:chosen": s.chosen}


def rows(stream: StreamId, s: Company, part: str) -> tuple[Row, ...]:
    """The rows of one part."""
    if part.partition(":")[2] == "others":
        return tuple(_row(stream, other) for other in s.others.values())
    return tuple(
        Row(stream, "session_company", (("session", session), ("other", other)), {})
        for session, others in s.chosen.items()
        for other in dict.fromkeys(others)
    )


def _row(stream: StreamId, other: Other) -> Row:
    values = {
        "cohort": stream.partition(":")[2],
        "name": other.name,
        "role": other.role.value,
        "person": other.whom,
        "agreed": other.agreed,
        "counts": int(other.counts),
    }
    return Row(stream, "other_person", (("other", other.id),), values)
