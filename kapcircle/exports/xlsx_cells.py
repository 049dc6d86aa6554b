"""The cells of a worksheet as openpyxl gives them, turned into what people see in them."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import cast

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import to_excel

from kapcircle.core.cells import Cell, Covered, Fault, Timed, Unreckoned
from kapcircle.core.ids import DAY, MINUTE, Millis
from kapcircle.core.lengths import clock
from kapcircle.exports.number_format import counts_on, shows_date, shows_percent, shows_seconds

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"')


def seen(value: ReadOnlyCell, formula: ReadOnlyCell, epoch: datetime) -> Cell:
    """What a cell shows: `value` was read with saved values, `formula` with formulas.

    The saved value of a formula may be an empty text; then its type says so.
    """
    match value.value:
        case None:
            return Unreckoned() if formula.data_type == "f" and value.data_type != "str" else None
        case str() as words:
            return Fault(words) if value.data_type == "e" else words.replace("_x000D_\n", "\n")
        case time() | timedelta() | date() as moment:
            return timed(moment, value.number_format, epoch)
        case number if shows_percent(value.number_format) and not isinstance(number, bool):
            return f"{cast('float', number) * 100:g}%"
        case number:
            return cast("float", number)  # with saved values nothing else is left


def timed(moment: time | timedelta | date, number_format: str, epoch: datetime) -> Timed:
    """A time or date as a length since the beginning of the workbook's days, and as its number format shows it."""
    days: float = to_excel(moment, epoch)  # type: ignore[no-untyped-call] # its types leave it out
    length = Millis(round(days * DAY))
    if shows_date(number_format) and isinstance(moment, date):
        shown = (
            moment.isoformat(" ", "minutes") if isinstance(moment, datetime) and days % 1 else moment.isoformat()[:10]
        )
        return Timed(length, shows_seconds(number_format), shown)
    if shows_seconds(number_format):
        return Timed(length, True, clock(length))
    minutes = length // MINUTE if counts_on(number_format) else length % DAY // MINUTE
    return Timed(length, False, f"{minutes // 60}:{minutes % 60:02}")


def cover(rows: list[list[Cell]], sheet: bytes) -> bool:
    """Mark in `rows` what lies under cells merged over several rows of the `sheet`'s XML; whether there is any."""
    ranges = list(_downward(sheet))
    for column, first, last in ranges:
        top = _said(rows, first, column)
        for row in rows[first:last]:
            row.extend([None] * (column - len(row)))
            row[column - 1] = Covered(top)
    return bool(ranges)


def _said(rows: list[list[Cell]], row: int, column: int) -> Cell:
    there = row <= len(rows) and column <= len(rows[row - 1])
    return rows[row - 1][column - 1] if there else None


def _downward(sheet: bytes) -> Iterator[tuple[int, int, int]]:
    for found in _MERGED.finditer(sheet):
        left, top, _, bottom = range_boundaries(found[1].decode())
        if left and top and bottom and bottom > top:
            yield left, top, bottom
