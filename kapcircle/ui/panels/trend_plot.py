"""The plots of the large chart. Only this module knows pyqtgraph, and it is loaded when one is first looked at."""

from collections.abc import Sequence
from math import nan

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QGraphicsPolygonItem, QGraphicsRectItem, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.drawing import BAND, RIBBON, TONES, mixed
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.chart import DOSED, KINDS, LIMIT, SEEN, STYLES
from kapcircle.views.lanes import lanes
from kapcircle.views.painter import OPEN, Ink, Shape, Stroke
from kapcircle.views.times import Zone
from kapcircle.views.trend_axes import Axes, clock, minute, tick
from kapcircle.views.trend_lines import Curve, Stretch, bands, curves, ribbons, strips
from kapcircle.views.trend_words import limit_words
from kapcircle.views.trends import DOSE, Channel, Limit, Mark, Trend

SYMBOLS = {
    Shape.DISC: "o",
    Shape.RING: "o",
    Shape.SQUARE: "s",
    Shape.DIAMOND: "d",
    Shape.TRIANGLE: "t1",
    Shape.ARROW: "t",
    Shape.CROSS: "x",
}
SIZE, LANES, AIR = 9, 3, 8
"""Diameter of a mark, lines of words beneath, and pixels between two of them."""

EDGE = 0.015
"""A struck value beyond the axis lies so much of its height inside: it moves no axis, and is seen."""

SHARE = 3
"""Words of a limit take at most this part of the width."""

HEIGHTS = (10, 3)
"""How pressures and SpO2 share what the lines beneath leave."""


class TrendPlot(pg.GraphicsLayoutWidget):  # type: ignore[misc] # pyqtgraph ships no types
    """Draws one trend. `pointed` says at which minute of the axis the mouse is."""

    pointed = Signal(float)

    _trend: Trend | None = None
    """Known before there is one: the base class is resized while it is made."""

    def __init__(self, zone: Zone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone, self._axes = zone, Axes()
        self._at: float | None = None
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ci.layout.setContentsMargins(0, 0, 0, 0)
        self.ci.layout.setSpacing(4)
        self.pressure, self.spo2, self.marks, self.music = (self._field(i) for i in range(4))
        self._fields = (self.pressure, self.spo2, self.marks, self.music)
        self._scales = (self._axis("right", 0, 1, self.pressure), self._axis("right", 1, 1, self.spo2))
        self.minutes = self._axis("bottom", 4, 0, self.music)
        for i, part in enumerate(HEIGHTS):
            self.ci.layout.setRowStretchFactor(i, part)
        self._cursors = [pg.InfiniteLine(angle=90) for _ in self._fields]
        self.scene().sigMouseMoved.connect(self._point)

    def _field(self, row: int) -> pg.ViewBox:
        """A bare field: plots of the library's own come with menus that nobody takes down."""
        field = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self.addItem(field, row, 0)
        return field

    def _axis(self, side: str, row: int, at: int, field: pg.ViewBox) -> pg.AxisItem:
        axis = pg.AxisItem(side, linkView=field, maxTickLength=0, pen=QPen(Qt.PenStyle.NoPen))
        axis.setStyle(tickLength=0, autoExpandTextSpace=False, autoReduceTextSpace=False)
        axis.setTickPen(QPen(Qt.PenStyle.NoPen))
        self.addItem(axis, row, at)
        return axis

    def show_trend(self, trend: Trend, axes: Axes, at: float | None) -> None:
        """Draw this, with the cursor at a minute."""
        self._trend, self._axes = trend, axes
        self.draw()
        self.move_cursor(at)

    def move_cursor(self, at: float | None) -> None:
        """Put the cursor at a minute of the axis, or nowhere."""
        self._at = at
        for line in self._cursors:
            line.setVisible(at is not None)
            if at is not None:
                line.setPos(at)

    def draw(self) -> None:
        """Draw all of it anew: another trend, another palette, another size."""
        if self._trend is not None:
            self._draw(self._trend)

    def _draw(self, trend: Trend) -> None:
        self.setBackground(colour(self, Tone.PANEL))
        for field, cursor in zip(self._fields, self._cursors, strict=True):
            field.clear()
            field.setXRange(self._axes.first, self._axes.last, padding=0)
            cursor.setPen(self._pen(Stroke(Ink.TEXT, 1.0)))
            cursor.setZValue(30)
            field.addItem(cursor, ignoreBounds=True)
        self._scale(trend)
        self._behind(bands(trend, self._axes))
        for limit in trend.limits.lines:
            self._limit(limit, limit_words(limit, trend.limits))
        found = {curve.channel: curve for curve in curves(trend)}
        self._ribbons(found[Channel.SYSTOLIC], found[Channel.DIASTOLIC])
        for channel in (Channel.SPO2, Channel.PULSE, Channel.DIASTOLIC, Channel.SYSTOLIC):
            self._curve(found[channel])
        self._struck(trend)
        self._doses(trend)
        self._words_beneath(trend)
        self._music(strips(trend, self._axes))
        self.ci.layout.activate()
        self.move_cursor(self._at)

    # --- colours and type ---

    def _ink(self, ink: Ink) -> QColor:
        return colour(self, TONES[ink])

    def _pen(self, stroke: Stroke) -> QPen:
        pen = QPen(self._ink(stroke.ink), stroke.width * self.devicePixelRatioF())
        pen.setCosmetic(True)  # the same on all axes: counted in the pixels of the screen
        if stroke.dash:
            pen.setDashPattern(stroke.dash)
        return pen

    @staticmethod
    def _font() -> QFont:
        return t.face(t.NOTE)

    # --- axes ---

    def _scale(self, trend: Trend) -> None:
        """Figures at the right of both ranges, minutes and the time of day below the last line."""
        high = QFontMetricsF(self._font()).height()
        for axis in (*self._scales, self.minutes):
            axis.setTextPen(self._ink(Ink.THIRD))
            axis.setTickFont(self._font())  # a copy of the program's own: an empty family ends the process
        for field, axis, channel in zip(
            (self.pressure, self.spo2), self._scales, (Channel.SYSTOLIC, Channel.SPO2), strict=True
        ):
            scale = self._axes.range_of(channel)
            field.setYRange(scale.low, scale.high, padding=0)
            axis.setWidth(QFontMetricsF(self._font()).horizontalAdvance("180") + 8)
            axis.setTicks([[(v, f"{v:g}") for v in scale.ticks if v > scale.low]])
            for value in scale.ticks:
                field.addItem(pg.InfiniteLine(value, angle=0, pen=self._pen(Stroke(Ink.LINE))), ignoreBounds=True)
        self.minutes.setHeight(2 * high + 6)
        self.minutes.setTicks([[(m, self._minute_words(trend, m)) for m in self._axes.ticks if self._axes.holds(m)]])

    def _minute_words(self, trend: Trend, at: int) -> str:
        hour = clock(trend, at, self._zone)
        if trend.t0 is None:
            return hour
        return f"{'dose' if at == 0 else tick(at)}\n{hour}"

    def _per_pixel(self) -> float:
        """Minutes in a pixel."""
        wide = self.pressure.width() or 1.0
        return (self._axes.last - self._axes.first) / max(1.0, wide)

    # --- what lies behind ---

    def _behind(self, found: Sequence[Stretch]) -> None:
        ground = mixed(self._ink(Ink.TEXT), self._ink(Ink.PANEL), BAND)
        for i, band in enumerate(found):
            if i % 2:
                for field, channel in ((self.pressure, Channel.SYSTOLIC), (self.spo2, Channel.SPO2)):
                    scale = self._axes.range_of(channel)
                    self._block(field, band, scale.low, scale.high, ground, -20)
            if self._fits(band):
                high = self._axes.pressure.high
                self._say(self.pressure, band.words, band.first, high, Ink.SECOND, (0, 0))

    def _fits(self, stretch: Stretch) -> bool:
        wide = QFontMetricsF(self._font()).horizontalAdvance(stretch.words) + AIR
        return wide * self._per_pixel() <= stretch.last - stretch.first

    @staticmethod
    def _block(field: pg.ViewBox, stretch: Stretch, low: float, high: float, ground: QColor, depth: int) -> None:
        block = QGraphicsRectItem(QRectF(stretch.first, low, stretch.last - stretch.first, high - low))
        block.setPen(QPen(Qt.PenStyle.NoPen))
        block.setBrush(ground)
        block.setZValue(depth)
        field.addItem(block, ignoreBounds=True)

    def _say(self, field: pg.ViewBox, words: str, x: float, y: float, ink: Ink, anchor: tuple[float, float]) -> None:
        text = pg.TextItem(words, color=self._ink(ink), anchor=anchor)
        text.textItem.document().setDocumentMargin(2)
        text.setFont(self._font())
        text.setZValue(10)
        field.addItem(text, ignoreBounds=True)
        text.setPos(x, y)

    def _limit(self, limit: Limit, words: str) -> None:
        field = self._plot_of(limit.channel)
        field.addItem(pg.InfiniteLine(limit.value, angle=0, pen=self._pen(LIMIT)), ignoreBounds=True)
        metrics = QFontMetricsF(self._font())
        if metrics.horizontalAdvance(words) > field.width() / SHARE:
            return  # it would lie over the readings; the words under the cursor say it too
        above = (1 - self._axes.range_of(limit.channel).part(limit.value)) * field.height()
        free = limit.upper and above > 2 * metrics.height() + AIR  # the names of the phases stand at the top
        self._say(field, words, self._axes.first, limit.value, Ink.THIRD, (0, 1 if free else 0))

    def _plot_of(self, channel: Channel) -> pg.ViewBox:
        return self.spo2 if channel is Channel.SPO2 else self.pressure

    # --- what was measured ---

    def _ribbons(self, systolic: Curve, diastolic: Curve) -> None:
        text = self._ink(Ink.TEXT)
        for ribbon in ribbons(systolic, diastolic):
            edge = [QPointF(a.minute, a.value) for a, _ in ribbon]
            edge += [QPointF(b.minute, b.value) for _, b in reversed(ribbon)]
            area = QGraphicsPolygonItem(QPolygonF(edge))
            area.setPen(QPen(Qt.PenStyle.NoPen))
            area.setBrush(QColor(text.red(), text.green(), text.blue(), round(255 * RIBBON)))
            area.setZValue(-10)
            self.pressure.addItem(area, ignoreBounds=True)

    def _curve(self, curve: Curve) -> None:
        field, style = self._plot_of(curve.channel), STYLES[curve.channel]
        xs, ys = _with_gaps(curve)
        line = pg.PlotCurveItem(xs, ys, pen=self._pen(style.stroke), connect="finite", antialias=True)
        field.addItem(line, ignoreBounds=True)
        inside = [(dot.minute, dot.value) for dot in curve.dots if not dot.outside]
        self._spots(field, inside, style.shape, style.stroke.ink)
        outside = [(dot.minute, dot.value) for dot in curve.dots if dot.outside]
        self._spots(field, outside, Shape.TRIANGLE, Ink.ALARM, SIZE + 4)

    def _spots(
        self, field: pg.ViewBox, places: Sequence[tuple[float, float]], shape: Shape, ink: Ink, size: int = SIZE
    ) -> None:
        if not places:
            return
        pen = self._pen(Stroke(ink, 1.4))
        brush = self._ink(Ink.PANEL if shape in OPEN else ink)
        xs, ys = zip(*places, strict=True)
        size = round(size * min(1.6, t.scale()))
        spots = pg.ScatterPlotItem(xs, ys, symbol=SYMBOLS[shape], size=size, pen=pen, brush=brush)
        spots.setZValue(20)
        field.addItem(spots, ignoreBounds=True)

    def _struck(self, trend: Trend) -> None:
        """What was struck stays in sight, crossed, and in no line."""
        for channel in Channel:
            scale = self._axes.range_of(channel)
            found = [(minute(trend, r.at), v) for r in trend.readings if r.struck and (v := r.value(channel))]
            edge = (scale.high - scale.low) * EDGE
            within = [(x, min(scale.high - edge, max(scale.low + edge, v))) for x, v in found]
            self._spots(self._plot_of(channel), within, Shape.CROSS, Ink.SECOND)

    # --- what lies beneath ---

    def _doses(self, trend: Trend) -> None:
        given = {m.at for m in trend.marks if m.kind == DOSE}
        given |= set() if trend.t0 is None else {trend.t0}
        for at in sorted(given):
            for field in self._fields[:3]:
                line = pg.InfiniteLine(minute(trend, at), angle=90, pen=self._pen(DOSED))
                field.addItem(line, ignoreBounds=True)

    def _words_beneath(self, trend: Trend) -> None:
        """Doses and observations under the moment they happened at, each with its shape and, with room, its words."""
        shown = sorted(trend.marks, key=lambda mark: mark.at)
        spans = [self._span(trend, mark) for mark in shown]
        found = lanes(spans, LANES)
        count = max([lane + 1 for lane in found if lane is not None], default=1)
        self.marks.setYRange(-count, 0, padding=0)
        self._high(self.marks, count)
        for mark, (x, _), lane in zip(shown, spans, found, strict=True):
            shape, ink = KINDS.get(mark.kind, SEEN)
            y = -(lane or 0) - 0.5
            self._spots(self.marks, [(x, y)], shape, ink, SIZE)
            if lane is not None:
                self._say(self.marks, mark.words or mark.kind, x + SIZE * self._per_pixel(), y, Ink.SECOND, (0, 0.5))

    def _span(self, trend: Trend, mark: Mark) -> tuple[float, float]:
        x = minute(trend, mark.at)
        wide = QFontMetricsF(self._font()).horizontalAdvance(mark.words or mark.kind) + 2 * SIZE + AIR
        return x, x + wide * self._per_pixel()

    def _music(self, found: Sequence[Stretch]) -> None:
        self.music.setYRange(0, 1, padding=0)
        self._high(self.music, 1)
        ground = mixed(self._ink(Ink.COMING), self._ink(Ink.PANEL), 0.22)
        gap = 2 * self._per_pixel()
        for strip in found:
            self._block(self.music, Stretch(strip.first, strip.last - gap, ""), 0.04, 0.96, ground, -20)
            if self._fits(strip):
                self._say(self.music, strip.words, strip.first, 0.5, Ink.TEXT, (0, 0.5))

    def _high(self, field: pg.ViewBox, count: int) -> None:
        """So many lines of words high."""
        high = count * (QFontMetricsF(self._font()).height() + 6)
        self.ci.layout.setRowFixedHeight(self._fields.index(field), high)

    # --- the mouse, and the room ---

    def _point(self, where: QPointF) -> None:
        if self._trend is not None and self.sceneRect().contains(where):
            self.pointed.emit(self.pressure.mapSceneToView(where).x())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self.draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.draw()


def _with_gaps(curve: Curve) -> tuple[np.ndarray, np.ndarray]:
    """The pieces one after the other, with a place that is nowhere between two of them."""
    xs: list[float] = []
    ys: list[float] = []
    for piece in curve.pieces:
        xs += [dot.minute for dot in piece] + [nan]
        ys += [dot.value for dot in piece] + [nan]
    return np.array(xs), np.array(ys)
