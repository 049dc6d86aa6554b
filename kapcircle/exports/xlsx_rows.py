"""What a worksheet's XML tells of its rows: which are hidden, and whether anything is below those that were read."""

import re
from collections.abc import Iterator

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_SAID = re.compile(rb"<(?:\w+:)?(?:v|is|f)\b")
"""A value, a text in place, a formula."""


def hidden(sheet: bytes) -> Iterator[int]:
    """The numbers of the rows that are hidden, by hand or by a filter."""
    return (number for number, row in _rows(sheet) if _HIDDEN.search(row[1]))


def says_more(sheet: bytes, last: int) -> bool:
    """Whether any cell below row `last` says something; those that are only formatted do not."""
    beyond = next((row.start() for number, row in _rows(sheet) if number > last), len(sheet))
    return _SAID.search(sheet, beyond, sheet.rfind(b"sheetData>")) is not None


def _rows(sheet: bytes) -> Iterator[tuple[int, re.Match[bytes]]]:
    """Each row with its number; one that has none follows the row before."""
    number = 0
    for row in _ROW.finditer(sheet):
        said = _NUMBER.search(row[1])
        number = int(said[1]) if said else number + 1
        yield number, row
