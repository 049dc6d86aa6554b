"""Which row of a sheet names its columns, and which column says what: the same for every kind of sheet."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kapcircle.core.cells import Cell, Fault, Grid, Line, blank, letter, trim
from kapcircle.core.errors import KnownError


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns; `columns` gives the place of each that means something, counted from 0."""

    line: Line
    columns: dict[str, int]


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns of a kind of sheet are called.

    `what` it is (“a rundown”), the column that each word names (in small letters), and which of these a header `lacks`
    in words: nothing where it has what is needed.
    """

    what: str
    words: Mapping[str, str]
    lacks: Callable[[Collection[str]], str]

    def names(self, line: Line) -> list[str | None]:
        """For each cell of a row the column it names, in any case and spacing, or None."""
        return [self.words.get(_folded(cell)) for cell in line.cells]

    def likeness(self, lines: Iterable[Line]) -> int:
        """How much the row most like a header looks like one: the number of columns it names."""
        return max((len(self._named(line)) for line in lines), default=0)

    def headed(self, lines: Iterable[Line]) -> bool:
        """Whether a row has what such a sheet needs."""
        return any(not self.lacks(self._named(line)) for line in lines)

    def find(self, lines: Iterable[Line]) -> Header:
        """The first row that has what such a sheet needs. KnownError says what was found instead."""
        lines = list(lines)
        for line in lines:
            if not self.lacks(self._named(line)):
                return Header(line, self._places(line))
        raise KnownError(self._missing(lines))

    def _named(self, line: Line) -> set[str]:
        return {name for name in self.names(line) if name}

    def _places(self, line: Line) -> dict[str, int]:
        places: dict[str, list[int]] = {}
        for i, name in enumerate(self.names(line)):
            if name:
                places.setdefault(name, []).append(i)
        if twice := {name: at for name, at in places.items() if len(at) > 1}:
            words = "; ".join(f"{name} in {' and '.join(map(letter, at))}" for name, at in twice.items())
            raise KnownError(f"The header in {line.where} has a column more than once: {words}. Take one of them out.")
        return {name: at[0] for name, at in places.items()}

    def _missing(self, lines: list[Line]) -> str:
        filled = [line for line in lines if not all(map(blank, line.cells))]
        if not filled:
            return "The sheet is empty."
        best = max(filled, key=lambda line: self.likeness([line]))
        said = ", ".join(_shown(cell) for cell in best.cells if not blank(cell))
        if self.likeness([best]):
            return f"The header in {best.where} has no column {self.lacks(self._named(best))}; it has: {said}."
        return (
            f"No header was found: {self.what} needs a row that names its columns, {self.lacks(())} at least. "
            f"The sheet begins in {best.where} with: {said}."
        )


def unknown(header: Header, body: Iterable[Line]) -> Iterator[str]:
    """The columns that mean nothing to the sheet; without a heading only those that have something in them."""
    headed = {i: cell for i, cell in enumerate(header.line.cells) if not blank(cell)}
    used = {i for line in body for i, cell in enumerate(line.cells) if not blank(cell)}
    for i in sorted((headed.keys() | used) - set(header.columns.values())):
        yield f"{_shown(headed[i])} ({letter(i)})" if i in headed else f"{letter(i)} (no heading)"


def skipped(headings: Headings, grid: Grid, header: Header, left_out: tuple[str, ...]) -> Iterator[str]:
    """What a person should know of the parts of a sheet that were not read."""
    above = [line for line in grid.lines if line.number < header.line.number and not all(map(blank, line.cells))]
    if above:
        yield f"What stands above the header in {header.line.where} was left out."
    if left_out:
        yield f"Columns that {headings.what} does not know were left out: {', '.join(left_out)}."


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
