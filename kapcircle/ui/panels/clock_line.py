"""The phase clock in one line, where its disc has no room: the phase, the time, its state as colour, shape and word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, write
from kapcircle.ui.marks import mark
from kapcircle.ui.panels.clock import ARC, SHAPE
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.clockface import ClockFace, Face

TIME = 40.0
"""Size of the time: read from across the room, as the disc is."""

HIGH, BAR, GAP = 52, 3, 12
"""Height at a text size of 100 %, of the bar that is drawn where the disc has its arc; and air between the parts."""

WIDEST = 1.6
"""Grows with the text up to this: the charts below it want room, too."""


class ClockLine(QWidget):
    """Draws a ClockFace from left to right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = ClockFace(Face.WAITING, "", "", "")
        self._picture = Picture()
        self.setAccessibleName("Phase clock")

    def show_face(self, face: ClockFace) -> None:
        """Show this; nothing is painted when it is shown already."""
        if face != self._face:
            self._face = face
            self.setAccessibleDescription(face.spoken)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, int(HIGH * min(t.scale(), WIDEST)))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, self._face, self._draw)

    def _draw(self, painter: QPainter) -> None:
        face = self._face
        live = face.face in {Face.WARN, Face.DANGER}
        zoom = min(t.scale(), WIDEST) / t.scale()
        clock = t.face(TIME * zoom, t.LIGHT)
        line = QRectF(self.rect()).adjusted(0, 0, 0, -BAR - 3)
        wide = QFontMetricsF(clock).horizontalAdvance(face.time)
        write(painter, line, face.time, colour(self, Tone.ACCENT if live else Tone.TEXT), clock, LEFT)
        beside = line.adjusted(wide + GAP, 0, 0, 0)
        upper, lower = QRectF(beside), QRectF(beside)
        upper.setBottom(beside.center().y() + 1)
        lower.setTop(beside.center().y() - 1)
        write(painter, upper, face.phase, colour(self, Tone.TEXT), t.face(t.TITLE * zoom, t.SEMIBOLD), LEFT)
        at = self._mark(painter, lower, zoom)
        words = " · ".join(x for x in (face.under, face.more) if x)
        write(painter, lower.adjusted(at, 0, 0, 0), words, colour(self, Tone.SECOND), t.face(t.BODY * zoom), LEFT)
        self._bar(painter)

    def _mark(self, painter: QPainter, line: QRectF, zoom: float) -> float:
        """The state, its shape before its word; returns where the next words begin."""
        face = self._face
        if not face.mark:
            return 0.0
        font = t.face(t.BODY * zoom, t.SEMIBOLD)
        ink = colour(self, Tone.SECOND if face.face is Face.WAITING else ARC[face.face])
        metrics, x = QFontMetricsF(font), 0.0
        if shape := SHAPE.get(face.face):
            side = metrics.capHeight() + 2
            mark(painter, shape, QRectF(line.left(), line.center().y() - side / 2, side, side), ink)
            x = side + 6
        write(painter, line.adjusted(x, 0, 0, 0), face.mark, ink, font, LEFT)
        return x + metrics.horizontalAdvance(face.mark) + GAP

    def _bar(self, painter: QPainter) -> None:
        """How much of the phase has passed, as the arc of the disc says it."""
        whole = QRectF(0, self.height() - BAR, self.width(), BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Tone.LINE))
        painter.drawRect(whole)
        whole.setWidth(whole.width() * self._face.part)
        painter.setBrush(colour(self, ARC[self._face.face]))
        painter.drawRect(whole)
