"""A rundown as people write it in a spreadsheet: read whole, or refused with every bad cell named."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kapcircle.core.cells import Grid, blank
from kapcircle.core.errors import KnownError
from kapcircle.core.headings import Header, skipped, unknown
from kapcircle.core.rundown import Phase, Rundown
from kapcircle.core.sheet_header import RUNDOWN
from kapcircle.core.sheet_row import Known, RowReading

SHOWN = 20
"""Problems that are told at once."""

LAST_ROW = 5_000
"""A rundown has dozens of rows; what is longer is another table."""


@dataclass(frozen=True, slots=True)
class Row:
    """A phase, and the spreadsheet's number of the row that says it."""

    number: int
    phase: Phase


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rundown found in a sheet, to be looked at before it is used.

    `unknown` names the columns that were left out; `notices` say that, too, and what else a person should know.
    """

    rows: tuple[Row, ...]
    unknown: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def rundown(self) -> Rundown:
        return Rundown(tuple(row.phase for row in self.rows))


def read(grid: Grid, known: Known) -> Sheet:
    """The rundown in a grid. KnownError names the row and column of all that is wrong; then nothing is imported."""
    header = _header(grid)
    body = [line for line in grid.lines if line.number > header.line.number and not all(map(blank, line.cells))]
    if body and body[-1].number > LAST_ROW:
        raise KnownError(f"Nothing was imported: {body[-1].where} is not empty, and no rundown goes so far.")
    known = replace(known, find=cache(known.find))
    readings = [RowReading(grid, header, line, known=known) for line in body]
    readings = [reading for reading in readings if not reading.blank]
    rows = tuple(Row(reading.line.number, reading.phase()) for reading in readings)
    if problems := [words for reading in readings for words in reading.told()]:
        raise KnownError("\n".join(("Nothing was imported.", *_most(problems))))
    if not rows:
        raise KnownError(f"Nothing was imported: there is no phase under the header in {header.line.where}.")
    left_out = tuple(unknown(header, body))
    notices = (*grid.notices, *skipped(RUNDOWN, grid, header, left_out), *_idle(readings), *_sum(rows))
    return Sheet(rows, left_out, notices)


def _header(grid: Grid) -> Header:
    try:
        return RUNDOWN.find(grid.lines)
    except KnownError as error:
        raise KnownError("\n".join((str(error), *grid.notices))) from None


def _most(problems: list[str]) -> Iterator[str]:
    """As many as a person mends before the next try; a sheet that slipped by a column has thousands."""
    yield from problems[:SHOWN]
    if len(problems) > SHOWN:
        yield f"… and {len(problems) - SHOWN} more."


def _idle(readings: list[RowReading]) -> Iterator[str]:
    idle = [(column, reading.line.number) for reading in readings for column in reading.idle()]
    for column, what in (("Crossfade", "music"), ("Fade", "a look")):
        if numbers := [str(number) for name, number in idle if name == column]:
            yield f"{column} without {what} has no effect: row {', '.join(numbers)}."


def _sum(rows: tuple[Row, ...]) -> Iterator[str]:
    *above, last = rows
    if len(above) > 1 and last.phase.planned == sum(row.phase.planned for row in above):
        yield f"Row {last.number}, “{last.phase.name}”, is as long as all above together: is it a total, and no phase?"
