"""Drawing charts on a screen: the painter port over a QPainter, in the palette of the widget it draws for."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication, QWidget

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

STEP = 4
"""What is drawn apart begins at a multiple of this: at every scale in quarters that is a whole pixel."""

KEPT = 8
"""Palettes and text sizes whose tools are kept: the room's, by day, by night."""

ALIGNS = {Align.LEFT: LEFT, Align.CENTRE: CENTRE, Align.RIGHT: RIGHT}


class Tools:
    """Colours, pens, fonts and the widths of words, for one palette and text size: many charts are drawn with them."""

    MOST = 2000
    """So many widths are kept."""

    def __init__(self, widget: QWidget) -> None:
        self._palette, self._font = widget.palette(), QApplication.font()
        self.inks = {ink: colour(widget, tone) for ink, tone in TONES.items()}
        text, panel = self.inks[Ink.TEXT], self.inks[Ink.PANEL]
        self.inks[Ink.BAND] = mixed(text, panel, BAND)
        self.inks[Ink.RIBBON] = QColor(text.red(), text.green(), text.blue())
        self._fonts: dict[Type, tuple[QFont, QFontMetricsF]] = {}
        self._pens: dict[Stroke, QPen] = {}
        self._widths: dict[tuple[str, Type], float] = {}

    def fit(self, widget: QWidget) -> bool:
        """Whether they are those for a widget as it is dressed now."""
        return self._font == QApplication.font() and self._palette == widget.palette()

    def font(self, kind: Type) -> tuple[QFont, QFontMetricsF]:
        """A size of type and its measures."""
        if kind not in self._fonts:
            font = t.face(kind.size, t.SEMIBOLD if kind.strong else t.REGULAR)
            self._fonts[kind] = (font, QFontMetricsF(font))
        return self._fonts[kind]

    def pen(self, stroke: Stroke) -> QPen:
        """What a stroke is drawn with."""
        if stroke not in self._pens:
            pen = QPen(self.inks[stroke.ink], stroke.width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if stroke.dash:
                pen.setDashPattern(stroke.dash)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._pens[stroke] = pen
        return self._pens[stroke]

    def width(self, words: str, kind: Type) -> float:
        """How wide a line of text would be."""
        found = self._widths.get((words, kind))
        if found is None:
            if len(self._widths) >= self.MOST:
                self._widths.clear()
            found = self._widths[words, kind] = self.font(kind)[1].horizontalAdvance(words)
        return found


_kept: list[Tools] = []


def tools(widget: QWidget) -> Tools:
    """Those for a widget as it is dressed now."""
    found = next((x for x in _kept if x.fit(widget)), None)
    if found is None:
        found = Tools(widget)
        _kept[:] = [found, *_kept[: KEPT - 1]]
    return found


class Drawing:
    """A painter on which charts are drawn, for as long as one picture takes."""

    def __init__(self, painter: QPainter, widget: QWidget) -> None:
        self._painter, self._tools = painter, tools(widget)
        self._inks = self._tools.inks

    def line(self, start: Point, end: Point, stroke: Stroke) -> None:
        self._stroke(stroke)
        self._painter.drawLine(QPointF(*start), QPointF(*end))

    def polyline(self, points: Sequence[Point], stroke: Stroke) -> None:
        self._stroke(stroke)
        self._painter.drawPolyline([QPointF(*point) for point in points])

    def area(self, points: Sequence[Point], ink: Ink) -> None:
        if ink is Ink.RIBBON:
            self._veil(points)
            return
        self._fill(ink)
        self._painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))

    def _veil(self, points: Sequence[Point]) -> None:
        """Drawn apart and laid over the picture: a colour that lets through is given by Qt to a thread of its pool and
        waited for, which on a busy machine takes longer than the whole chart.
        """
        left, top = (STEP * floor(min(at) / STEP) for at in zip(*points, strict=True))
        wide, high = (ceil(max(at)) - first for at, first in zip(zip(*points, strict=True), (left, top), strict=True))
        ratio = self._painter.device().devicePixelRatioF()
        sheet = QPixmap(max(1, ceil(wide * ratio)), max(1, ceil(high * ratio)))
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(Qt.GlobalColor.transparent)
        apart = QPainter(sheet)
        apart.setRenderHint(QPainter.RenderHint.Antialiasing)
        apart.setPen(Qt.PenStyle.NoPen)
        apart.setBrush(self._inks[Ink.RIBBON])
        apart.drawPolygon(QPolygonF([QPointF(x - left, y - top) for x, y in points]))
        apart.end()
        self._painter.setOpacity(RIBBON)
        self._painter.drawPixmap(left, top, sheet)
        self._painter.setOpacity(1.0)

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
        self._painter.setPen(Qt.PenStyle.NoPen)
        if shape in OPEN:
            self._filled(outline(shape, radius), points, Ink.PANEL)
            self._filled(edge(shape, radius), points, ink)
        else:
            self._filled(solid(shape, radius), points, ink)

    def _filled(self, one: QPainterPath, points: Sequence[Point], ink: Ink) -> None:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for point in points:
            path.addPath(one.translated(*point))
        self._painter.setBrush(self._inks[ink])
        self._painter.drawPath(path)

    def text(self, box: Box, words: str, ink: Ink, kind: Type, align: Align = Align.LEFT) -> None:
        write(self._painter, QRectF(*box), words, self._inks[ink], self._tools.font(kind)[0], ALIGNS[align])

    def width(self, words: str, kind: Type) -> float:
        return self._tools.width(words, kind)

    def height(self, kind: Type) -> float:
        return self._tools.font(kind)[1].height()

    def _stroke(self, stroke: Stroke) -> None:
        self._painter.setPen(self._tools.pen(stroke))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _fill(self, ink: Ink) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._inks[ink])


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


@lru_cache(maxsize=64)
def edge(shape: Shape, radius: float) -> QPainterPath:
    """What a pen leaves along a shape: computed once, for a line along many marks is what costs most in a chart."""
    pen = QPainterPathStroker(QPen(Qt.GlobalColor.black, max(1.2, radius * 0.4)))
    return pen.createStroke(outline(shape, radius))


@lru_cache(maxsize=64)
def solid(shape: Shape, radius: float) -> QPainterPath:
    """A shape with its edge, in one colour: a disc is only larger by it."""
    if shape is Shape.DISC:
        return outline(shape, radius + max(1.2, radius * 0.4) / 2)
    path = QPainterPath(outline(shape, radius))
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addPath(edge(shape, radius))
    return path
