"""Paper in the manner of the house: blocks are set on A4, with the circle's name above and the page below.

The same blocks are always the same bytes: no clock is read, and the file says nothing of the laptop.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
)

from kapcircle.core.signature import Strokes
from kapcircle.exports import pdf_parts as parts
from kapcircle.exports.pdf_parts import AFTER, BOLD, INK, LINE, PLAIN, QUIET
from kapcircle.views.banner import REMINDS
from kapcircle.views.sounded import Sounded
from kapcircle.views.times import Zone
from kapcircle.views.trends import Trend

PAD = 6
"""What reportlab leaves free inside its margins, in points."""


UNIT = re.compile(r"(\d) (s|min|h|%|dB|mg|mm)(?!\w)")
"""A figure and the unit after it."""


@dataclass(frozen=True, slots=True)
class Form:
    """How large a page is, how far from its sides, its upper and its lower edge it is written, in points; how large
    type is, 1 as usual.
    """

    size: tuple[float, float]
    edge: float
    above: float
    below: float
    type: float = 1.0

    @property
    def wide(self) -> float:
        """Width of what is written."""
        return self.size[0] - 2 * self.edge

    @property
    def high(self) -> float:
        """Height of what is written."""
        return self.size[1] - self.above - self.below - 2 * PAD


WHOLE = Form(A4, 22 * mm, 28 * mm, 22 * mm)
HALF = Form(A5, 11 * mm, 20 * mm, 18 * mm, 1.15)
"""Held in a hand and read by lamplight."""


@dataclass(frozen=True, slots=True)
class Title:
    """What the paper is."""

    words: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What the next blocks are about."""

    words: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Words as they were typed; an empty line between paragraphs stays one."""

    words: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Words in columns; `widths` are parts of the page's width, `names` stand above the columns on every page.

    With a `hand`, the least height of a row in mm, all cells are boxes to write in. `ticked`: the first column are
    boxes to tick. `labelled`: it names what stands beside it, and is quieter.
    """

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    names: tuple[str, ...] = ()
    hand: float = 0.0
    ticked: bool = False
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Loud:
    """What is read at arm's length."""

    words: str


@dataclass(frozen=True, slots=True)
class Charted:
    """The vital signs of one person, as the circle's page draws them."""

    trend: Trend
    zone: Zone


@dataclass(frozen=True, slots=True)
class Pictured:
    """What was heard and seen in a circle, as the Review page draws it."""

    picture: Sounded
    zone: Zone


@dataclass(frozen=True, slots=True)
class Break:
    """The next block begins a page."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A signature, and what stands under its line."""

    strokes: Strokes
    under: str


@dataclass(frozen=True, slots=True)
class Whole:
    """Blocks that stand on one page, if there is room for them on any."""

    blocks: tuple["Block", ...]


Block = Title | Heading | Prose | Loud | Rows | Charted | Pictured | Break | Drawn | Whole


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on every page: the circle, what the paper is, and of whom by alias."""

    circle: str
    what: str
    alias: str = ""


def paper(head: Head, blocks: Sequence[Block], fonts: Path, form: Form = WHOLE) -> bytes:
    """The PDF of these blocks; `fonts` is the folder of the bundled typeface."""
    _load(fonts)
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=form.size,
        leftMargin=form.edge - PAD,
        rightMargin=form.edge - PAD,
        topMargin=form.above,
        bottomMargin=form.below,
        title=head.what,
        author=head.circle,
        subject=head.alias,
        creator="KapCircle",
        producer="KapCircle",
        invariant=1,
    )
    flow = [part for block in blocks for part in _set(block, form)]
    document.build(flow, canvasmaker=lambda *args, **more: _Numbered(head, form, *args, **more))
    return out.getvalue()


@cache
def _load(fonts: Path) -> None:
    for name, file in ((PLAIN, "Inter-Regular.ttf"), (BOLD, "Inter-SemiBold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(fonts / file)))


def _style(size: float, font: str = PLAIN, **more: Any) -> ParagraphStyle:
    ink = {"textColor": INK, **more}
    return ParagraphStyle(f"{font} {size}", fontName=font, fontSize=size, leading=size * 1.45, **ink)


@cache
def _styles(form: Form) -> dict[str, ParagraphStyle]:
    part = form.type
    return {
        "title": _style(18, BOLD, spaceAfter=8),
        "heading": _style(11 * part, BOLD, spaceBefore=12, spaceAfter=4),
        "loud": _style(15, BOLD, spaceAfter=6),
        "named": _style(8.5 * part, BOLD),
        "body": _style(10 * part, spaceAfter=5),
        "cell": _style(9.5 * part),
        "label": _style(9.5 * part, textColor=QUIET),
        "under": _style(9 * part),
    }


TOGETHER = 34 * mm
"""A heading at the foot of a page would be cut from what it is about: there is room for the names of columns, and for
a row of three lines."""


def _set(block: Block, form: Form) -> list[Flowable]:
    style = _styles(form)
    match block:
        case Heading(words):
            return [CondPageBreak(TOGETHER), Paragraph(escape(words), style["heading"])]
        case Title(words):
            return [Paragraph(escape(words), style["title"])]
        case Loud(words):
            return [Paragraph(escape(words), style["loud"])]
        case Prose(words):
            made = [escape(x).replace("\n", "<br/>") for x in words.split("\n\n") if x.strip()]
            return [Paragraph(x, style["body"]) for x in made]
        case Rows():
            return [_table(block, form)]
        case Charted(trend, zone):
            return [parts.vitals(trend, zone, form.wide)]
        case Pictured(picture, zone):
            return [parts.sounded(picture, zone, form.wide)]
        case Break():
            return [PageBreak()]
        case Whole(blocks):
            return [parts.Kept([part for each in blocks for part in _set(each, form)], form.high)]
        case Drawn(strokes, under):
            return [KeepTogether([parts.Signature(strokes), Paragraph(escape(under), style["under"])])]


def _table(block: Rows, form: Form) -> Table:
    cell_style, name_style = _styles(form)["cell"], _styles(form)["named"]
    first = _styles(form)["label"] if block.labelled else cell_style
    cells: list[list[Flowable]] = [
        [Paragraph(_markup(cell), cell_style if at else first) for at, cell in enumerate(row)] for row in block.rows
    ]
    names: list[list[Flowable]] = [[Paragraph(escape(name), name_style) for name in block.names]] * bool(block.names)
    if block.ticked:
        cells = [[parts.Tick(), *row[1:]] for row in cells]
    high = [None] * len(names) + [_high(row, block, form) for row in cells] if block.hand else None
    widths = [form.wide * part for part in block.widths]
    table = Table(names + cells, widths, high, hAlign="LEFT", repeatRows=len(names), spaceAfter=AFTER)
    pad = [(f"{side}PADDING", (0, 0), (-1, -1), 2 if block.labelled else 3) for side in ("TOP", "BOTTOM")]
    edge = [("LEFTPADDING", (0, 0), (-1, -1), 3 if block.hand else 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    ruled = "GRID" if block.hand else "LINEBELOW"
    table.setStyle(TableStyle([(ruled, (0, 0), (-1, -1), 0.4, LINE), *edge, *pad]))
    return table


def _markup(words: str) -> str:
    """Words as markup; no line ends between a figure and its unit."""
    return UNIT.sub("\\1\u00a0\\2", escape(words))


def _high(row: list[Flowable], block: Rows, form: Form) -> float:
    """As high as handwriting, or as the words that are printed there."""
    high = [cell.wrap(form.wide * part - 9, 1000)[1] for cell, part in zip(row, block.widths, strict=True)]
    return max(block.hand * mm, *(each + 6 for each in high))


class _Numbered(Canvas):
    """Knows at the end how many pages there are, and says so on each."""

    def __init__(self, head: Head, form: Form, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._head, self._form = head, form
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined] # as its own showPage does

    def save(self) -> None:
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self._frame(number, len(self._pages))
            super().showPage()
        super().save()

    def _frame(self, number: int, pages: int) -> None:
        high, left, right = (
            self._form.size[1] - self._form.above + 12 * mm,
            self._form.edge,
            self._form.size[0] - self._form.edge,
        )
        self.setFillColor(INK)
        self.setFont(BOLD, 9.5)
        self.drawString(left, high, self._head.circle)
        self.setFillColor(QUIET)
        self.setFont(PLAIN, 9)
        self.drawRightString(right, high, self._head.alias)
        self.drawString(left, 12 * mm, self._head.what)
        self.drawRightString(right, 12 * mm, f"page {number} of {pages}")
        self.setFont(PLAIN, 7.5)
        self.drawString(left, 8 * mm, REMINDS)
        self.setStrokeColor(LINE)
        self.setLineWidth(0.4)
        self.line(left, high - 5, right, high - 5)
