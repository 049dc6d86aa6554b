"""Who a participant is. The alias is what the room sees; names and contacts live here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import Instant, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.person import typed
from kapcircle.core.picture import Row
from kapcircle.core.roles import Role

LONGEST_ALIAS = 24


@dataclass(frozen=True, slots=True)
class Names:
    """What a participant is called outside the room. The year of birth tells two of the same name apart."""

    legal: str = ""
    chosen: str = ""
    pronouns: str = ""
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class SetAlias:
    """Give the participant the name that the room sees."""

    alias: str


@dataclass(frozen=True, slots=True)
class SetNames:
    """Write down what the participant is called."""

    names: Names


Command = SetAlias | SetNames


@dataclass(frozen=True, slots=True)
class AliasSet:
    """The participant goes by this alias."""

    alias: str


@dataclass(frozen=True, slots=True)
class NamesSet:
    """The participant is called so."""

    names: Names


Event = AliasSet | NamesSet


@dataclass(frozen=True, slots=True)
class Identity:
    """Who it is."""

    alias: str = ""
    names: Names = Names()


def decide(_: Identity, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens to the participant, or raise Refused with nothing changed."""
    require(facts, frozenset(Role), "Naming a participant")
    match command:
        case SetAlias(alias):
            return (AliasSet(checked_alias(alias, facts.aliases)),)
        case SetNames(names):
            return (NamesSet(checked(names, facts.now)),)
        case _:
            assert_never(command)


def checked_alias(typed_alias: str, others: tuple[str, ...]) -> str:
    """An alias as it is kept; refused where one of the same cohort has it, in whatever case."""
    alias = " ".join(typed.readable(typed_alias).split())
    if not alias:
        raise Refused("Give the participant an alias.")
    if len(alias) > LONGEST_ALIAS:
        raise Refused(f"An alias has at most {LONGEST_ALIAS} characters, to be read from two metres.")
    if any(alias.casefold() == other.casefold() for other in others):
        raise Refused(f"“{alias}” is somebody's alias in this cohort already. Choose another.")
    return alias


def checked(names: Names, now: Instant) -> Names:
    """Names as they are kept."""
    return Names(
        typed.line(names.legal, "Legal name"),
        typed.line(names.chosen, "Chosen name"),
        typed.line(names.pronouns, "Pronouns", 40),
        typed.birth_year(names.birth_year, now),
    )


def evolve(s: Identity, entry: Entry[Event]) -> Identity:
    """The participant after `entry`."""
    match entry.event:
        case AliasSet(alias):
            return replace(s, alias=alias)
        case NamesSet(names):
            return replace(s, names=names)
        case _:
            assert_never(entry.event)


def parts(s: Identity) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change; nothing while nobody is named."""
    return {"identity": s} if s != Identity() else {}


def rows(stream: StreamId, s: Identity, _: str) -> tuple[Row, ...]:
    """The rows of one part."""
    names = s.names
    values = {
        "alias": s.alias,
        "legal": names.legal,
        "chosen": names.chosen,
        "pronouns": names.pronouns,
        "birth_year": names.birth_year,
    }
    return (Row(stream, "person", (("person", stream.partition(":")[2]),), values),)
