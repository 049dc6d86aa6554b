"""The cells of a workbook: its first visible sheet, formulas by their saved values."""

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import cast
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from kapcircle.core.cells import Grid, Line
from kapcircle.core.errors import KnownError
from kapcircle.exports.file_kinds import LARGEST_PART, no_archive, refuse_other_archives
from kapcircle.exports.xlsx_cells import cover, seen

MOST_ROWS = 5_000
"""A rundown has dozens of rows; a sheet that was formatted to its end has a million."""

MOST_CELLS = 300_000

_Pair = tuple[tuple[ReadOnlyCell, ...], tuple[ReadOnlyCell, ...]]


def parse(data: bytes, name: str) -> Grid:
    """The cells in the bytes of a workbook."""
    try:
        with ZipFile(io.BytesIO(data)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of every ornament that it leaves out
            refuse_other_archives(archive, name)
            return _grid(data, archive, name)
    except KnownError:
        raise
    except BadZipFile as error:
        raise KnownError(no_archive(data, name)) from error
    except Exception as error:
        # a damaged workbook trips openpyxl in any of a hundred places
        raise KnownError(f"{name} is damaged: open it in the spreadsheet program and save it again.") from error


def _grid(data: bytes, archive: ZipFile, name: str) -> Grid:
    with closing(_book(data, values=True)) as values, closing(_book(data, values=False)) as formulas:
        sheets = [x for x in values.worksheets if x.sheet_state == "visible"]
        if not sheets:
            raise KnownError(f"{name} has no sheet that is visible.")
        sheet = sheets[0]
        twin = next(x for x in formulas.worksheets if x.title == sheet.title)
        pairs = zip(_rows(sheet), _rows(twin), strict=True)
        rows = [[seen(*both, values.epoch) for both in zip(*pair, strict=True)] for pair in _enough(pairs)]
        merged = cover(rows, _xml(archive, sheet))
        notices = _notices(sheet, len(values.sheetnames), len(rows), cut=next(pairs, None) is not None, merged=merged)
        return Grid(tuple(Line(i, tuple(row)) for i, row in enumerate(rows, 1)), notices=tuple(notices))


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
    part = archive.getinfo(sheet._worksheet_path)  # type: ignore[attr-defined]  # noqa: SLF001
    return archive.read(part) if part.file_size <= LARGEST_PART else b""


def _notices(sheet: ReadOnlyWorksheet, sheets: int, rows: int, *, cut: bool, merged: bool) -> Iterator[str]:
    if sheets > 1:
        yield f"The workbook has {sheets} sheets; “{sheet.title}”, the first that is visible, was read."
    if cut:
        yield f"Only the first {rows} rows were read."
    if merged:
        yield "Merged cells count once, in their first row; a merged group holds for all of its rows."
