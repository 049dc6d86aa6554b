"""Sheets as CSV, in the many ways spreadsheets write it."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kapcircle.core.cells import Grid, Line
from kapcircle.core.errors import KnownError
from kapcircle.core.headings import Headings
from kapcircle.core.rundown import Rundown
from kapcircle.core.sheet_header import RUNDOWN
from kapcircle.core.sheet_out import lay_out
from kapcircle.exports.csv_text import encode, unguarded
from kapcircle.exports.files import load, save

_SEPARATORS = (",", ";", "\t")
_HINT = re.compile(r"(\"?)sep=([,;\t|])\1\r?\n", re.IGNORECASE)
"""A first line by which spreadsheets tell each other the separator. They do not count it as a row."""

_SNIFFED = 1_000
"""Rows in which the header is looked for to learn the separator."""


def read(path: Path, headings: Headings = RUNDOWN) -> Grid:
    """The cells of a CSV file. KnownError says what the file is, if it is none."""
    return parse(load(path), path.name, headings)


def write(path: Path, rundown: Rundown) -> tuple[str, ...]:
    """Write a rundown as CSV for any spreadsheet; returns, in words, what a sheet cannot hold."""
    layout = lay_out(rundown)
    save(path, encode(layout.rows))
    return layout.lost


def parse(data: bytes, name: str, headings: Headings = RUNDOWN) -> Grid:
    """The cells in the bytes of a CSV file: separator, encoding and line ends are found out."""
    words, encoding = _decoded(data, name)
    hint = _HINT.match(words)
    words = words[hint.end() :] if hint else words
    separator = hint[2] if hint else _separator(words, headings)
    lines = tuple(_lines(words, separator, 1 if hint else 0, name))
    notices = (f"{name} was read as Windows-1252: look at letters with accents.",) if encoding == "cp1252" else ()
    return Grid(lines, separated=True, decimal_comma=separator != ",", notices=notices)


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith(b"PK\x03\x04"):
        raise KnownError(f"{name} is a workbook, not CSV: give it a name that ends in .xlsx.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _first_that_fits(data, name, "utf-16")
    if b"\0" in data:
        raise KnownError(f"{name} is not a text file: save the sheet as CSV (UTF-8) or XLSX.")
    return _first_that_fits(data, name, "utf-8-sig", "cp1252")


def _first_that_fits(data: bytes, name: str, *encodings: str) -> tuple[str, str]:
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise KnownError(
        f"{name} is not text that can be read (UTF-8, UTF-16 or Windows-1252): save the sheet as CSV (UTF-8) or XLSX."
    )


def _separator(words: str, headings: Headings) -> str:
    """The separator under which a row looks most like a header."""

    def headed(separator: str) -> int:
        records = islice(csv.reader(io.StringIO(words, newline=""), delimiter=separator), _SNIFFED)
        try:
            return headings.likeness(Line(1, tuple(cells)) for cells in records)
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=headed)


def _lines(words: str, separator: str, above: int, name: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=separator, strict=True)
    number, began = 0, above
    try:
        for number, cells in enumerate(reader, 1):
            began, line = above + reader.line_num, began + 1
            yield Line(number, tuple(map(unguarded, cells)), line if line != number else None)
    except csv.Error as error:
        raise KnownError(_broken(error, name, number + 1, began + 1)) from error


def _broken(error: csv.Error, name: str, row: int, line: int) -> str:
    where = f"{name}, row {row} (line {line} of the file): "
    match str(error):
        case "unexpected end of data":
            return where + "a quote is opened here and never closed."
        case message if message.startswith("field larger"):
            return where + "a cell is far too long: is a quote opened and never closed?"
        case _:
            return where + "after a closing quote stands something that is no separator; write a quote in a text twice."
