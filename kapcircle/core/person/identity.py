"""Who a participant is. The alias is what the room sees; names and contacts live here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Row
from kapcircle.core.roles import Role

LONGEST_ALIAS = 24


@dataclass(frozen=True, slots=True)
class SetAlias:
    """Give the participant the name that the room sees."""

    alias: str


Command = SetAlias


@dataclass(frozen=True, slots=True)
class AliasSet:
    """The participant goes by this alias."""

    alias: str


Event = AliasSet


@dataclass(frozen=True, slots=True)
class Identity:
    """Who it is."""

    alias: str = ""


def decide(_: Identity, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens to the participant, or raise Refused with nothing changed."""
    require(facts, frozenset(Role), "Naming a participant")
    alias = " ".join(command.alias.split())
    if not alias:
        raise Refused("Give the participant an alias.")
    if len(alias) > LONGEST_ALIAS:
        raise Refused(f"An alias has at most {LONGEST_ALIAS} characters, to be read from two metres.")
    return (AliasSet(alias),)


def evolve(s: Identity, entry: Entry[Event]) -> Identity:
    """The participant after `entry`."""
    return replace(s, alias=entry.event.alias)


def parts(s: Identity) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"identity": s}


def rows(stream: StreamId, s: Identity, _: str) -> tuple[Row, ...]:
    """The rows of one part."""
    return (Row(stream, "person", (("person", stream.partition(":")[2]),), {"alias": s.alias}),)
