"""A record: one thing that somebody wrote down in a circle about a participant, or about the circle.

Every kind of record is a frozen value, the content, in a module of its own, and a row in `core/session/contents.py`.
Whatever is derived from records (clocks, due tasks, alarms, attendance) is computed from those that count, so a late
entry, a struck one and one that moves to another person need no code of their own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple, Self, TypeVar

from kapcircle.core.ids import Instant, MemberId
from kapcircle.core.log import Stamp
from kapcircle.core.picture import Value
from kapcircle.core.roles import Role

T = TypeVar("T")

ANYBODY = frozenset(Role)

OUTSIDE_GATE = "recorded outside gate"
ON_PAPER = "on paper"
"""How the marks of a record begin."""


class Record(NamedTuple):
    """A record as written. A struck one keeps its words and shows why it is wrong, the right one which it `replaces`.

    `marks` are what was missing when it was made, as in “recorded outside gate: …”, and who wrote it by hand before it
    was entered, as in “on paper, by Jonas”.
    """

    stamp: Stamp
    at: Instant
    happened: Instant
    by: MemberId
    content: Any
    struck: str | None = None
    replaces: Stamp | None = None
    marks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words of a note."""
        words: str = self.content.text
        return words

    @property
    def outside(self) -> tuple[str, ...]:
        """What a gate lacked when it was made."""
        return tuple(mark for mark in self.marks if mark.startswith(OUTSIDE_GATE))

    @property
    def by_hand(self) -> tuple[str, ...]:
        """That it was written by hand first, and by whom."""
        return tuple(mark for mark in self.marks if mark.startswith(ON_PAPER))


class About(Enum):
    """Whom a kind of record may be about."""

    PERSON = "a participant"
    CIRCLE = "the circle"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of record is. `values` are its columns in `table`; `check` raises Refused for what cannot be meant.

    One that is not `withdrawn` at all is only ever struck or followed. One that does not `move` stays with its person.
    """

    content: type
    table: str
    words: str
    roles: frozenset[Role]
    about: About
    values: Callable[[Any], Mapping[str, Value]]
    check: Callable[[Any], None] = lambda _: None
    withdrawn: bool = False
    moves: bool = False


class Counted(tuple[Record, ...]):  # noqa: SLOT001 - it has what was read beside it
    """Records that count, in order. `read` is what was read off them, by what it is: made once, since they stay."""

    read: dict[Any, Any]

    def __new__(cls, records: Iterable[Record] = ()) -> Self:
        made = super().__new__(cls, records)
        made.read = {}
        return made


def valid(records: Iterable[Record]) -> Counted:
    """The records that count, by when they took place; of the same instant, as they were written."""
    if isinstance(records, Counted):
        return records
    return Counted(sorted((x for x in records if x.struck is None), key=lambda x: (x.happened, x.stamp)))


def of(records: Iterable[Record], content: type[T]) -> tuple[tuple[Record, T], ...]:
    """The records of one kind that count, in order, each with its content."""
    counted = valid(records)
    found: tuple[tuple[Record, T], ...] | None = counted.read.get(content)
    if found is None:
        found = counted.read[content] = tuple((x, x.content) for x in counted if isinstance(x.content, content))
    return found


def latest(records: Iterable[Record], content: type[T]) -> tuple[Record, T] | None:
    """The last of them."""
    found = of(records, content)
    return found[-1] if found else None
