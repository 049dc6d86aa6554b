"""The cells of a workbook: its first visible sheet with a header, formulas by their saved values."""

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import cast
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from kapcircle.core.cells import Grid, Line, blank
from kapcircle.core.errors import KnownError
from kapcircle.core.headings import Headings
from kapcircle.core.sheet_header import RUNDOWN
from kapcircle.exports.file_kinds import LARGEST_PART, no_archive, refuse_other_archives
from kapcircle.exports.xlsx_cells import cover, seen
from kapcircle.exports.xlsx_rows import hidden, says_more

MOST_ROWS = 5_000
"""A rundown has dozens of rows; a sheet that was formatted to its end has a million."""

MOST_CELLS = 300_000

_Pair = tuple[tuple[ReadOnlyCell, ...], tuple[ReadOnlyCell, ...]]


def parse(data: bytes, name: str, headings: Headings = RUNDOWN) -> Grid:
    """The cells in the bytes of a workbook."""
    try:
        with ZipFile(io.BytesIO(data)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of every ornament that it leaves out
            refuse_other_archives(archive, name)
            return _grid(data, archive, name, headings)
    except KnownError:
        raise
    except BadZipFile as error:
        raise KnownError(no_archive(data, name)) from error
    except Exception as error:
        # a damaged workbook trips openpyxl in any of a hundred places
        raise KnownError(f"{name} is damaged: open it in the spreadsheet program and save it again.") from error


def _grid(data: bytes, archive: ZipFile, name: str, headings: Headings) -> Grid:
    with closing(_book(data, values=True)) as values, closing(_book(data, values=False)) as formulas:
        sheets = [x for x in values.worksheets if x.sheet_state == "visible"]
        if not sheets:
            raise KnownError(f"{name} has no sheet that is visible.")
        twins = {x.title: x for x in formulas.worksheets}
        first, *rest = (partial(_page, x, twins[x.title], archive, values.epoch) for x in sheets)
        page = begun = first()
        while rest and not headings.headed(page.lines):
            page = rest.pop(0)()
        page = page if headings.headed(page.lines) else begun
        page.refuse_more(name, headings.what)
        others = [x for x in values.sheetnames if x != page.title]
        return Grid(page.lines, notices=(*_others(page.title, others), *page.notices()))


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet as far as it was read; `xml` is how it lies in the file, `cut` that it goes on."""

    title: str
    lines: tuple[Line, ...]
    xml: bytes
    cut: bool
    merged: bool

    def refuse_more(self, name: str, what: str) -> None:
        """Half of it is worse than nothing."""
        if self.cut and says_more(self.xml, len(self.lines)):
            raise KnownError(
                f"“{self.title}” in {name} says something beyond row {len(self.lines)}, further than {what} goes: "
                "take out what is not part of it."
            )

    def notices(self) -> Iterator[str]:
        if self.cut and not self.xml:
            yield f"Only the first {len(self.lines)} rows were read."
        if self.merged:
            yield "Merged cells count once, in their first row; a merged group holds for all of its rows."
        said = {line.number for line in self.lines if not all(map(blank, line.cells))}
        if unseen := [str(row) for row in hidden(self.xml) if row in said]:
            yield f"Rows that the sheet hides were read all the same: {', '.join(unseen)}."


def _page(sheet: ReadOnlyWorksheet, twin: ReadOnlyWorksheet, archive: ZipFile, epoch: datetime) -> _Page:
    """What a sheet shows; its `twin` has the formulas."""
    pairs = zip(_rows(sheet), _rows(twin), strict=True)
    rows = [[seen(*both, epoch) for both in zip(*pair, strict=True)] for pair in _enough(pairs)]
    xml = _xml(archive, sheet)
    merged = cover(rows, xml)
    lines = tuple(Line(i, tuple(row)) for i, row in enumerate(rows, 1))
    return _Page(sheet.title, lines, xml, next(pairs, None) is not None, merged)


def _others(title: str, others: list[str]) -> Iterator[str]:
    if others:
        yield f"“{title}” was read; the other sheets of the workbook were not: {', '.join(others)}."


def _book(data: bytes, *, values: bool) -> Workbook:
    return load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[ReadOnlyCell, ...]]:
    """All rows that are there, whatever range the file says is used."""
    sheet.reset_dimensions()
    return iter(cast("Iterable[tuple[ReadOnlyCell, ...]]", sheet.rows))


def _enough(pairs: Iterator[_Pair]) -> Iterator[_Pair]:
    cells = 0
    for number, pair in enumerate(pairs, 1):
        yield pair
        cells += len(pair[0])
        if number == MOST_ROWS or cells > MOST_CELLS:
            return


def _xml(archive: ZipFile, sheet: ReadOnlyWorksheet) -> bytes:
    """The sheet as it lies in the file, unless it is far too large to hold."""
    # read row by row, openpyxl tells neither of merged cells nor where a sheet lies
    path = sheet._worksheet_path  # type: ignore[attr-defined] # noqa: SLF001 - nothing else says where it lies
    part = archive.getinfo(path)
    return archive.read(part) if part.file_size <= LARGEST_PART else b""
