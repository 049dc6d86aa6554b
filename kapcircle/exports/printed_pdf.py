"""Any paper of the house as PDF. The same paper is always the same bytes."""

from pathlib import Path
from typing import assert_never

from kapcircle.exports.pdf import (
    HALF,
    WHOLE,
    Block,
    Break,
    Charted,
    Head,
    Heading,
    Loud,
    Pictured,
    Prose,
    Rows,
    Title,
    Whole,
    paper,
)
from kapcircle.views import printed
from kapcircle.views.printed import Paper, Part, Size

BOX, BESIDE = 0.04, 0.96
"""Columns of boxes and words."""

HAND = 9.0
"""How high a line of handwriting is, in mm."""


def write(what: Paper, fonts: Path) -> bytes:
    """The PDF of a paper; `fonts` is the folder of the bundled typeface."""
    blocks = [_block(part) for part in what.parts]
    form = {Size.FULL: WHOLE, Size.SMALL: HALF}[what.size]
    return paper(Head(what.circle, what.what, what.alias), blocks, fonts, form)


def _block(part: Part) -> Block:
    match part:
        case printed.Title(words):
            return Title(words)
        case printed.Heading(words):
            return Heading(words)
        case printed.Text(words):
            return Prose(words)
        case printed.Large(words):
            return Loud(words)
        case printed.Lines(names, rows, widths):
            return Rows(rows, widths, names)
        case printed.Facts(rows, share):
            return Rows(rows, (share, 1 - share), labelled=True)
        case printed.Blanks(names, rows, widths):
            return Rows(rows, widths, names, hand=HAND)
        case printed.Ticks(items):
            return Rows(tuple(("", words) for words in items), (BOX, BESIDE), ticked=True)
        case printed.Chart() | printed.Picture():
            return _drawn(part)
        case printed.NewPage():
            return Break()
        case printed.Together(parts):
            return Whole(tuple(_block(each) for each in parts))
        case _:
            assert_never(part)


def _drawn(part: printed.Chart | printed.Picture) -> Block:
    match part:
        case printed.Chart(trend, zone):
            return Charted(trend, zone)
        case printed.Picture(picture, zone):
            return Pictured(picture, zone)
