"""Which row of a sheet names its columns, and which column says what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kapcircle.core.cells import Cell, Fault, Line, blank, letter, trim
from kapcircle.core.errors import KnownError

COLUMNS = (
    *("Phase", "Minutes", "End", "Note", "Music", "Crossfade", "Look", "Fade", "Group", "Shrink", "Warn", "Danger"),
    "Medicine",
)
"""What a sheet may say of a phase, in the order in which it is written."""

NEEDED = frozenset({"Phase", "Minutes"})
_KNOWN = {name.casefold(): name for name in COLUMNS}


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns; `columns` gives the place of each that means something, counted from 0."""

    line: Line
    columns: dict[str, int]


def names(line: Line) -> list[str | None]:
    """For each cell of a row the column it names, in any case and spacing, or None."""
    return [_KNOWN.get(_folded(cell)) for cell in line.cells]


def likeness(lines: Iterable[Line]) -> int:
    """How much the row most like a header looks like one: the number of columns it names."""
    return max((len(set(names(line)) - {None}) for line in lines), default=0)


def headed(lines: Iterable[Line]) -> bool:
    """Whether a row has what a rundown needs."""
    return any(set(names(line)) >= NEEDED for line in lines)


def find_header(lines: Iterable[Line]) -> Header:
    """The first row that has what a rundown needs. KnownError says what was found instead."""
    lines = list(lines)
    for line in lines:
        if set(names(line)) >= NEEDED:
            return Header(line, _places(line))
    raise KnownError(_missing(lines))


def unknown(header: Header, body: Iterable[Line]) -> Iterator[str]:
    """The columns that mean nothing to a rundown; without a heading only those that have something in them."""
    headed = {i: cell for i, cell in enumerate(header.line.cells) if not blank(cell)}
    used = {i for line in body for i, cell in enumerate(line.cells) if not blank(cell)}
    for i in sorted((headed.keys() | used) - set(header.columns.values())):
        yield f"{_shown(headed[i])} ({letter(i)})" if i in headed else f"{letter(i)} (no heading)"


def _folded(cell: Cell) -> str:
    return " ".join(trim(cell).split()).casefold() if isinstance(cell, str) else ""


def _shown(cell: Cell) -> str:
    match cell:
        case str():
            return " ".join(trim(cell).split())
        case Fault(name):
            return name
        case int() | float():
            return f"{cell:g}"
        case _:
            return "unreadable heading"


def _places(line: Line) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for i, name in enumerate(names(line)):
        if name:
            places.setdefault(name, []).append(i)
    if twice := {name: at for name, at in places.items() if len(at) > 1}:
        words = "; ".join(f"{name} in {' and '.join(map(letter, at))}" for name, at in twice.items())
        raise KnownError(f"The header in {line.where} has a column more than once: {words}. Take one of them out.")
    return {name: at[0] for name, at in places.items()}


def _missing(lines: list[Line]) -> str:
    filled = [line for line in lines if not all(map(blank, line.cells))]
    if not filled:
        return "The sheet is empty."
    best = max(filled, key=lambda line: likeness([line]))
    said = ", ".join(_shown(cell) for cell in best.cells if not blank(cell))
    lacking = " and ".join(sorted(NEEDED - set(names(best)), reverse=True))
    if likeness([best]):
        return f"The header in {best.where} has no column {lacking}; it has: {said}."
    return (
        "No header was found: a rundown needs a row that names its columns, Phase and Minutes at least. "
        f"The sheet begins in {best.where} with: {said}."
    )
