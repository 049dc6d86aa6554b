"""Paper in the manner of the house: blocks are set on A4, with the circle's name above and the page below.

The same blocks are always the same bytes: no clock is read, and the file says nothing of the laptop.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from kapcircle.core.signature import Strokes
from kapcircle.views.banner import REMINDS

PLAIN, BOLD = "Inter", "Inter-SemiBold"
INK, QUIET, LINE = HexColor("#2a2722"), HexColor("#5b554b"), HexColor("#b9b1a4")
"""Text, second text and lines of the desk palette; the line darker, to be seen on paper."""

EDGE, ABOVE, BELOW = 22 * mm, 28 * mm, 22 * mm
PAD = 6
"""What reportlab leaves free inside its margins, in points."""

WIDE = A4[0] - 2 * EDGE


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
    """Words in columns; `widths` are parts of the page's width."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A signature, and what stands under its line."""

    strokes: Strokes
    under: str


Block = Title | Heading | Prose | Rows | Drawn


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on every page: the circle, what the paper is, and of whom by alias."""

    circle: str
    what: str
    alias: str = ""


def paper(head: Head, blocks: Sequence[Block], fonts: Path) -> bytes:
    """The PDF of these blocks; `fonts` is the folder of the bundled typeface."""
    _load(fonts)
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=EDGE - PAD,
        rightMargin=EDGE - PAD,
        topMargin=ABOVE,
        bottomMargin=BELOW,
        title=head.what,
        author=head.circle,
        subject=head.alias,
        creator="KapCircle",
        producer="KapCircle",
        invariant=1,
    )
    parts = [part for block in blocks for part in _set(block)]
    document.build(parts, canvasmaker=lambda *args, **more: _Numbered(head, *args, **more))
    return out.getvalue()


@cache
def _load(fonts: Path) -> None:
    for name, file in ((PLAIN, "Inter-Regular.ttf"), (BOLD, "Inter-SemiBold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(fonts / file)))


def _style(size: float, font: str = PLAIN, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(f"{font} {size}", fontName=font, fontSize=size, leading=size * 1.45, textColor=INK, **more)


STYLES = {Title: _style(18, BOLD, spaceAfter=8), Heading: _style(11, BOLD, spaceBefore=10, spaceAfter=4)}
BODY = _style(10, spaceAfter=5)
CELL = _style(9.5)
UNDER = _style(9)


def _set(block: Block) -> list[Flowable]:
    match block:
        case Title(words) | Heading(words):
            return [Paragraph(escape(words), STYLES[type(block)])]
        case Prose(words):
            return [Paragraph(escape(x).replace("\n", "<br/>"), BODY) for x in words.split("\n\n") if x.strip()]
        case Rows(rows, widths):
            return [_table(rows, widths), Spacer(1, 6)]
        case Drawn(strokes, under):
            return [KeepTogether([_Signature(strokes), Paragraph(escape(under), UNDER)])]


def _table(rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...]) -> Table:
    cells = [[Paragraph(escape(cell), CELL) for cell in row] for row in rows]
    table = Table(cells, colWidths=[WIDE * part for part in widths], hAlign="LEFT")
    pad = [(f"{side}PADDING", (0, 0), (-1, -1), 3) for side in ("TOP", "BOTTOM")]
    edge = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    table.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), *edge, *pad]))
    return table


class _Signature(Flowable):
    """Strokes over a line."""

    def __init__(self, strokes: Strokes) -> None:
        super().__init__()
        self._strokes = strokes
        self.width, self.height = 80 * mm, 30 * mm

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height + 4

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(0, 2, self.width, 2)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.2)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for stroke in self._strokes:
            path = canvas.beginPath()
            points = [(x * self.width, 4 + (1 - y) * self.height) for x, y in stroke]
            path.moveTo(*points[0])
            for x, y in points[1:] or points:
                path.lineTo(x, y)
            canvas.drawPath(path)


class _Numbered(Canvas):
    """Knows at the end how many pages there are, and says so on each."""

    def __init__(self, head: Head, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._head = head
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
        high = A4[1] - 16 * mm
        self.setFillColor(INK)
        self.setFont(BOLD, 9.5)
        self.drawString(EDGE, high, self._head.circle)
        self.setFillColor(QUIET)
        self.setFont(PLAIN, 9)
        self.drawRightString(A4[0] - EDGE, high, self._head.alias)
        self.drawString(EDGE, 12 * mm, self._head.what)
        self.drawRightString(A4[0] - EDGE, 12 * mm, f"page {number} of {pages}")
        self.setFont(PLAIN, 7.5)
        self.drawString(EDGE, 8 * mm, REMINDS)
        self.setStrokeColor(LINE)
        self.setLineWidth(0.4)
        self.line(EDGE, high - 5, A4[0] - EDGE, high - 5)
