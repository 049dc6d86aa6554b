"""Sheets as XLSX workbooks. What reads and writes them is loaded when there is one: the window opens sooner."""

from pathlib import Path

from kapcircle.core.cells import Grid
from kapcircle.core.headings import Headings
from kapcircle.core.rundown import Rundown
from kapcircle.core.sheet_header import RUNDOWN
from kapcircle.core.sheet_out import lay_out
from kapcircle.exports.files import load, save


def read(path: Path, headings: Headings = RUNDOWN) -> Grid:
    """The cells of a workbook's first visible sheet. KnownError says what the file is, if it is no workbook."""
    from kapcircle.exports.xlsx_in import parse

    return parse(load(path), path.name, headings)


def write(path: Path, rundown: Rundown) -> tuple[str, ...]:
    """Write a rundown as a workbook of one sheet; returns, in words, what a sheet cannot hold."""
    from kapcircle.exports.xlsx_out import encode

    layout = lay_out(rundown)
    save(path, encode(layout.rows))
    return layout.lost
