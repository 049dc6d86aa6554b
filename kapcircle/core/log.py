"""What a log is made of, and which of its entries count today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from kapcircle.core.ids import CommandId, Device, Instant, MemberId

E_co = TypeVar("E_co", covariant=True)


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """Name and place of an entry. Ticks count (Lamport); they are not time."""

    tick: int
    device: Device


class Entry(NamedTuple, Generic[E_co]):
    """One thing that happened, as it was written down. Of these a log has a million: a tuple is made in no time.

    `at` is when it was written, `happened` when it took place, `zone` the minutes east of UTC at the desk.
    All events of one command share its id: they stand or fall together.
    """

    stamp: Stamp
    at: Instant
    happened: Instant
    zone: int
    by: MemberId
    command: CommandId
    event: E_co


@dataclass(frozen=True, slots=True)
class Undone:
    """Takes back whole commands. Taking back an `Undone` brings them back."""

    commands: tuple[CommandId, ...]


@dataclass(frozen=True, slots=True)
class Struck:
    """Marks a record as wrong, with a reason; the record stays readable."""

    record: Stamp
    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event that this version of the program cannot read. It is kept as it was written, and changes no state."""

    type: str
    body: str


by_stamp = attrgetter("stamp.tick", "stamp.device")
"""Sorts entries by their stamps; two tuples are compared in a tenth of the time of two stamps."""


def effective(entries: Iterable[Entry[E_co]]) -> list[Entry[E_co]]:
    """The entries in order, without those whose command was undone."""
    ordered = sorted(entries, key=by_stamp)
    if not (gone := undone(ordered)):
        return ordered
    return [x for x in ordered if x.command not in gone]


def undone(ordered: Sequence[Entry[Any]]) -> set[CommandId]:
    """The commands that were taken back, and not brought back since; `ordered` is by stamp."""
    gone: set[CommandId] = set()
    for entry in reversed(ordered):
        if isinstance(entry.event, Undone) and entry.command not in gone:
            gone.update(entry.event.commands)
    return gone
