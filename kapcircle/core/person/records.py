"""Records that are kept for good: each stands until it is struck, and stays readable after."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, MemberId
from kapcircle.core.log import Entry, Stamp, Struck

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Kept(Generic[E]):
    """What was recorded, by whom and when it took place; `struck` is the reason why it does not stand."""

    stamp: Stamp
    at: Instant
    by: MemberId
    what: E
    struck: str = ""


def keep(records: tuple[Kept[E], ...], entry: Entry[Any]) -> tuple[Kept[E], ...]:
    """The records and one more."""
    return (*records, Kept(entry.stamp, entry.happened, entry.by, entry.event))


def strike(records: tuple[Kept[E], ...], struck: Struck) -> tuple[Kept[E], ...]:
    """The records after one of them, or of others, was struck."""
    return tuple(replace(x, struck=struck.reason) if x.stamp == struck.record else x for x in records)


def standing(records: Sequence[Kept[E]]) -> tuple[Kept[E], ...]:
    """Those that are not struck."""
    return tuple(x for x in records if not x.struck)


def latest(records: Sequence[Kept[E]]) -> Kept[E] | None:
    """The one that stands and took place last; of the same instant, the one that was written last.

    A letter of last week that is entered today does not bring back what was withdrawn since.
    """
    found = sorted(standing(records), key=lambda x: x.at)
    return found[-1] if found else None


def to_strike(records: Sequence[Kept[Any]], record: Stamp, reason: str) -> Kept[Any]:
    """The record that is to be struck. Raises Refused where there is none, or without a reason."""
    found = next((x for x in records if x.stamp == record), None)
    if found is None or found.struck:
        raise Refused("This record is not there, or is struck already.")
    if not reason.strip():
        raise Refused("Say why the record is wrong. It stays readable, with the reason.")
    return found


def not_ahead(on: Instant, now: Instant) -> Instant:
    """An instant that is not in the future. Raises Refused."""
    if on > now:
        raise Refused("This day is in the future. Give the day on which it took place.")
    return on
