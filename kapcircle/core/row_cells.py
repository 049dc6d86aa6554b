"""The cells of one row under a header, taken one by one; what is wrong with them gathers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from kapcircle.core.cells import Cell, Grid, Line, blank, letter, text
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.headings import Header

T = TypeVar("T")

BEYOND = "stands beyond the header: has a text with a separator lost its quotes?"


@dataclass(slots=True)
class RowCells:
    """One row. `problems` are what is wrong with it, by place from the left."""

    grid: Grid
    header: Header
    line: Line
    problems: list[tuple[int, str]] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Whether the row says nothing. Cells to the right of the header count: something slipped there."""
        return all(blank(self.cell(column)) for column in self.header.columns) and not self._beyond()

    def cell(self, column: str) -> Cell:
        """What stands under a heading; None where there is no such column."""
        place = self.header.columns.get(column)
        return None if place is None or place >= len(self.line.cells) else self.line.cells[place]

    def refuse_beyond(self) -> None:
        """Complain of cells that slipped to the right of the header."""
        for place in self._beyond():
            self.complain(place, "", BEYOND)

    def _beyond(self) -> list[int]:
        width = len(self.header.line.cells)
        return [i for i, cell in enumerate(self.line.cells) if self.grid.separated and i >= width and not blank(cell)]

    def take(self, column: str, reader: Callable[[Cell], T], otherwise: T) -> T:
        """What a reader makes of a cell; `otherwise` where it refuses, which is then a problem."""
        try:
            return reader(self.cell(column))
        except (KnownError, Refused) as error:
            self.complain_of(column, str(error).removeprefix(f"{column}: "))
            return otherwise

    def complain_of(self, column: str, words: str) -> None:
        """Something is wrong under this heading."""
        self.complain(self.header.columns[column], f" {column}", words)

    def complain(self, place: int, column: str, words: str) -> None:
        """Something is wrong at this place."""
        where = f"column{column} ({letter(place)})" if column else f"column {letter(place)}"
        self.problems.append((place, f"{self.line.where}, {where}: {words}"))

    def refused(self) -> tuple[tuple[str, str], ...]:
        """The columns with something wrong, and what stands there."""
        wrong = {place for place, _ in self.problems}
        return tuple((column, text(self.cell(column))) for column, at in self.header.columns.items() if at in wrong)

    def told(self) -> list[str]:
        """What is wrong, from the left."""
        return [words for _, words in sorted(self.problems)]
