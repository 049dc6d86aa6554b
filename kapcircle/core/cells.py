"""What a spreadsheet says, cell by cell, whichever kind of file it came from."""

import re
from dataclasses import dataclass

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis

_EDGES = re.compile(r"^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$")
"""White space round a text, the no-break and zero-width kinds that spreadsheets and web pages leave included."""

_NIL = ("", "FALSE")
"""Texts that say nothing: the second is how a box that is not ticked is written as CSV."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A cell the spreadsheet shows as a time or date: its value as a length, and how it looks there."""

    length: Millis
    seconds: bool
    """Whether its number format shows seconds."""
    shown: str


@dataclass(frozen=True, slots=True)
class Fault:
    """An error value, such as #DIV/0!."""

    name: str


@dataclass(frozen=True, slots=True)
class Unreckoned:
    """A formula whose value was never saved with the file."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A cell under the one above it, with which it was merged; `top` is what that one says."""

    top: "Cell"


Cell = str | int | float | bool | Timed | Fault | Unreckoned | Covered | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells. `number` is the spreadsheet's; `line` is the text file's, where the two differ."""

    number: int
    cells: tuple[Cell, ...]
    line: int | None = None

    @property
    def where(self) -> str:
        return f"row {self.number}" + (f" (line {self.line} of the file)" if self.line else "")


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as it was found; `notices` says what a person should know about the finding.

    In a `separated` one a text that lost its quotes pushes what follows it to the right.
    """

    lines: tuple[Line, ...]
    separated: bool = False
    decimal_comma: bool = False
    notices: tuple[str, ...] = ()


def trim(text: str) -> str:
    """The text without white space at its ends, its line ends made one kind."""
    return _EDGES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def text(cell: Cell) -> str:
    """The words of a cell; KnownError where a formula has none."""
    match cell:
        case None | Covered():
            return ""
        case Fault(name):
            raise KnownError(f"the formula gives {name}: correct it")
        case Unreckoned():
            raise KnownError("the formula has no saved value: open the file in the spreadsheet program and save it")
        case Timed(shown=shown):
            return shown
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer():
            return str(int(cell))
        case int() | float():
            return str(cell)
        case _:
            return trim(cell)


def blank(cell: Cell) -> bool:
    """Whether nothing is said in the cell. A box that is not ticked says nothing: they stand down to the last row."""
    return cell is None or cell is False or isinstance(cell, Covered) or (isinstance(cell, str) and trim(cell) in _NIL)


def letter(index: int) -> str:
    """The spreadsheet's name of a column, counted from 0: A, B, ... Z, AA."""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)
