"""Tables as a picture of the fold: which rows a state is, and which of them changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from kapcircle.core.ids import StreamId

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, read off the fold of `stream`: the columns that name it, and the others."""

    stream: StreamId
    table: str
    key: tuple[tuple[str, Value], ...]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """Rows to write, and rows that are no more."""

    write: tuple[Row, ...] = ()
    drop: tuple[Row, ...] = ()


def change(before: tuple[Row, ...], after: tuple[Row, ...]) -> Change:
    """What turns the rows of `before` into those of `after`."""
    old = {(r.table, r.key): r for r in before}
    new = {(r.table, r.key): r for r in after}
    return Change(
        tuple(r for name, r in new.items() if old.get(name) != r),
        tuple(r for name, r in old.items() if name not in new),
    )
