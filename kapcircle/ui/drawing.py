"""Drawing charts on a screen: the painter port over a QPainter, in the palette of the widget it draws for."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from kapcircle.core.light import Colour
from kapcircle.ui import typeface as t
from kapcircle.ui.ink import CENTRE, LEFT, RIGHT, write
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.painter import CORNERS, OPEN, Align, Box, Ink, Point, Shape, Stroke, Type, shown

TONES = {
    Ink.TEXT: Tone.TEXT,
    Ink.SECOND: Tone.SECOND,
    Ink.THIRD: Tone.THIRD,
    Ink.LINE: Tone.LINE,
    Ink.PANEL: Tone.PANEL,
    Ink.ACCENT: Tone.ACCENT,
    Ink.COMING: Tone.COMING,
    Ink.IN_ORDER: Tone.IN_ORDER,
    Ink.ALARM: Tone.ALARM,
}
BAND, RIBBON = 0.04, 0.08
"""Grounds have so much of the text's strength. A ribbon lets through what lies under it; a band is the lowest."""

GLOW = 0.5
"""A colour of light is shown with so much of its strength: words are written in it."""

ALIGNS = {Align.LEFT: LEFT, Align.CENTRE: CENTRE, Align.RIGHT: RIGHT}


class Drawing:
    """A painter on which charts are drawn, for as long as one picture takes."""

    def __init__(self, painter: QPainter, widget: QWidget) -> None:
        self._painter = painter
        self._inks = {ink: colour(widget, tone) for ink, tone in TONES.items()}
        text, panel = self._inks[Ink.TEXT], self._inks[Ink.PANEL]
        self._inks[Ink.BAND] = mixed(text, panel, BAND)
        self._inks[Ink.RIBBON] = QColor(text.red(), text.green(), text.blue(), round(255 * RIBBON))
        self._fonts: dict[Type, tuple[QFont, QFontMetricsF]] = {}

    def line(self, start: Point, end: Point, stroke: Stroke) -> None:
        self._stroke(stroke)
        self._painter.drawLine(QPointF(*start), QPointF(*end))

    def polyline(self, points: Sequence[Point], stroke: Stroke) -> None:
        self._stroke(stroke)
        self._painter.drawPolyline([QPointF(*point) for point in points])

    def area(self, points: Sequence[Point], ink: Ink) -> None:
        self._fill(ink)
        self._painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))

    def rect(self, box: Box, ink: Ink) -> None:
        left, top = round(box.x), round(box.y)
        self._painter.fillRect(left, top, round(box.right) - left, round(box.low) - top, self._inks[ink])

    def glow(self, points: Sequence[Point], colour: Colour) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(mixed(QColor(*shown(colour)), self._inks[Ink.PANEL], GLOW))
        self._painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))

    def marks(self, shape: Shape, points: Sequence[Point], radius: float, ink: Ink) -> None:
        if not points:
            return
        path, one = QPainterPath(), outline(shape, radius)
        path.setFillRule(Qt.FillRule.WindingFill)
        for point in points:
            path.addPath(one.translated(*point))
        thin = max(1.2, radius * 0.4)
        self._painter.setPen(QPen(self._inks[ink], thin))
        self._painter.setBrush(self._inks[Ink.PANEL if shape in OPEN else ink])
        self._painter.drawPath(path)

    def text(self, box: Box, words: str, ink: Ink, kind: Type, align: Align = Align.LEFT) -> None:
        write(self._painter, QRectF(*box), words, self._inks[ink], self._font(kind)[0], ALIGNS[align])

    def width(self, words: str, kind: Type) -> float:
        return self._font(kind)[1].horizontalAdvance(words)

    def height(self, kind: Type) -> float:
        return self._font(kind)[1].height()

    def _stroke(self, stroke: Stroke) -> None:
        pen = QPen(self._inks[stroke.ink], stroke.width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if stroke.dash:
            pen.setDashPattern(stroke.dash)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _fill(self, ink: Ink) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._inks[ink])

    def _font(self, kind: Type) -> tuple[QFont, QFontMetricsF]:
        if kind not in self._fonts:
            font = t.face(kind.size, t.SEMIBOLD if kind.strong else t.REGULAR)
            self._fonts[kind] = (font, QFontMetricsF(font))
        return self._fonts[kind]


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """A colour with this part of one and the rest of the other."""
    pairs = zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()), strict=True)
    return QColor(*(round(a * part + b * (1 - part)) for a, b in pairs))


@lru_cache(maxsize=64)
def outline(shape: Shape, radius: float) -> QPainterPath:
    """A shape about the origin."""
    path = QPainterPath()
    match shape:
        case Shape.DISC | Shape.RING:
            path.addEllipse(QPointF(0, 0), radius, radius)
        case Shape.CROSS:
            for way in (-1, 1):
                path.moveTo(-radius, -radius * way)
                path.lineTo(radius, radius * way)
        case _:
            path.addPolygon(QPolygonF([QPointF(x * radius, y * radius) for x, y in CORNERS[shape]]))
            path.closeSubpath()
    return path
