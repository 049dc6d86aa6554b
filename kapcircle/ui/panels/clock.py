"""The phase clock: a disc, an arc, the time, and its state as colour, shape and word."""

from math import sqrt

from PySide6.QtCore import QRectF, QSize, Qt, QThread, QVariantAnimation
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import CENTRE, write
from kapcircle.ui.marks import mark
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.clockface import ClockFace, Face

FADE_MS = 300
CALM_ARC, DANGER_ARC = 4.0, 8.0

WHOLE = 280.0
"""Diameter of the disc in which the sizes of type are what they are called; in a larger one they grow with it."""

LEAST_ZOOM = 0.75
"""In a small disc words are never smaller than this part of the user's size."""

LOWEST = 0.4
"""How far below the middle the last line may end, in parts of the diameter."""

ARC = {
    Face.WAITING: Tone.LINE,
    Face.CALM: Tone.ACCENT,
    Face.WARN: Tone.ACCENT,
    Face.DANGER: Tone.ACCENT,
    Face.OVER: Tone.COMING,
    Face.HELD: Tone.SECOND,
    Face.CLOSED: Tone.IN_ORDER,
}
SHAPE = {
    Face.WARN: "soon",
    Face.DANGER: "soon",
    Face.OVER: "over",
    Face.HELD: "held",
    Face.CLOSED: "good",
}


class Clock(QWidget):
    """Draws a ClockFace into its largest circle, as large as the circle allows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self._picture = Picture()
        self._face = ClockFace(Face.WAITING, "", "", "")
        self._was, self._shown = QPixmap(), 1.0
        self.moves = True
        """Whether a change of state fades in; at once otherwise."""
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=FADE_MS)
        self._fade.valueChanged.connect(self._faded)
        self.setAccessibleName("Phase clock")

    def show_face(self, face: ClockFace) -> None:
        """Show this; nothing is painted when it is shown already."""
        if face != self._face:
            if face.face is not self._face.face:
                self._begin_fade()
            self._face = face
            self.setAccessibleDescription(face.spoken)
            self.update()

    def _begin_fade(self) -> None:
        """From what was seen last; at once where nothing was seen yet, or where no event loop would move it on."""
        self._was = self._picture.last
        seen = self.isVisible() and not self._was.isNull()
        if self.moves and seen and QThread.currentThread().loopLevel() > 0:
            self._shown = 0.0
            self._fade.start()

    def sizeHint(self) -> QSize:
        return QSize(292, 292)

    def paintEvent(self, event: QPaintEvent) -> None:
        picture = self._picture.made(self, self.size(), self._face, self._draw)
        painter = QPainter(self)
        if self._shown < 1:
            painter.setOpacity(1 - self._shown)
            painter.drawPixmap(0, 0, self._was)
            painter.setOpacity(self._shown)
        painter.drawPixmap(0, 0, picture)
        painter.end()

    def _faded(self, shown: float) -> None:
        self._shown = shown
        self.update()

    def _draw(self, painter: QPainter) -> None:
        side = min(self.width(), self.height())
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(QRectF(self.rect()).center())
        edge = 6 * max(1.0, side / WHOLE)
        disc.adjust(edge, edge, -edge, -edge)
        self._disc(painter, disc)
        self._words(painter, disc)

    def _disc(self, painter: QPainter, disc: QRectF) -> None:
        face = self._face.face
        live = face in {Face.WARN, Face.DANGER}  # the accent reads best on the darkest ground
        painter.setBrush(colour(self, Tone.WINDOW if live else Tone.PANEL))
        painter.setPen(QPen(colour(self, Tone.LINE), 1))
        painter.drawEllipse(disc)
        wide = (DANGER_ARC if face is Face.DANGER else CALM_ARC) * max(1.0, disc.width() / WHOLE)
        pen = QPen(colour(self, ARC[face]), wide)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if face is Face.HELD:
            pen.setDashPattern([1.2, 2.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(disc, 90 * 16, -round(360 * 16 * self._face.part))

    def _words(self, painter: QPainter, disc: QRectF) -> None:
        """The time stays where it is in every state; the phase stands above it, all else below."""
        face, side = self._face, disc.width()
        self._zoom = max(LEAST_ZOOM, side / WHOLE / t.scale())
        live = face.face in {Face.WARN, Face.DANGER}
        clock = self._largest(side * 0.82, side * 0.26)
        tall, gap = QFontMetricsF(clock).capHeight(), side / 20
        room = QRectF(disc.left(), disc.center().y() - tall - side / 50, side, tall * 2)
        write(painter, room, face.time, colour(self, Tone.ACCENT if live else Tone.TEXT), clock, CENTRE)
        top, y = room.center().y() - tall / 2 - gap, room.center().y() + tall / 2 + gap
        name = self._name(disc, top)
        self._line(painter, disc, top - QFontMetricsF(name).height(), face.phase, Tone.TEXT, name)
        y = self._line(painter, disc, y, face.under, Tone.SECOND, self._font(t.LEAD)) + gap * 0.6
        if face.mark:
            y = self._mark(painter, y, disc) + gap * 0.6
        body = self._font(t.BODY)
        if y + QFontMetricsF(body).height() - disc.center().y() < side * LOWEST:
            self._line(painter, disc, y, face.more, Tone.SECOND, body)

    def _line(self, painter: QPainter, disc: QRectF, y: float, words: str, tone: Tone, font: QFont) -> float:
        """A line as high as its letters, no wider than the disc is there; returns where it ends."""
        high = QFontMetricsF(font).height()
        wide = _across(disc, y, y + high)
        write(painter, QRectF(disc.center().x() - wide / 2, y, wide, high), words, colour(self, tone), font, CENTRE)
        return y + high

    def _name(self, disc: QRectF, bottom: float) -> QFont:
        """The phase, read from across the room; a long one is smaller before it is cut short."""
        font = self._font(t.LARGE, t.SEMIBOLD)
        metrics = QFontMetricsF(font)
        over = metrics.horizontalAdvance(self._face.phase) / _across(disc, bottom - metrics.height(), bottom)
        return self._font(max(t.LEAD, t.LARGE / over), t.SEMIBOLD) if over > 1 else font

    def _font(self, size: float, weight: QFont.Weight = t.REGULAR) -> QFont:
        return t.face(size * self._zoom, weight)

    def _largest(self, wide: float, high: float) -> QFont:
        """The clock's size, or the largest that fits its disc."""
        font = self._font(t.CLOCK, t.LIGHT)
        metrics = QFontMetricsF(font)
        fits = min(1.0, wide / max(1.0, metrics.horizontalAdvance(self._face.time)), high / metrics.capHeight())
        font.setPointSizeF(font.pointSizeF() * fits)
        return font

    def _mark(self, painter: QPainter, y: float, disc: QRectF) -> float:
        """The state as a pill: a shape and a word; filled when the hand is wanted. Returns where it ends."""
        face, font = self._face, self._font(t.BODY, t.SEMIBOLD)
        metrics = QFontMetricsF(font)
        shape = SHAPE.get(face.face)
        high = metrics.height() + 6
        icon = metrics.capHeight() + 2 if shape else 0
        wide = metrics.horizontalAdvance(face.mark) + (icon + 6 if shape else 0) + 22
        wide = min(wide, _across(disc, y, y + high))
        pill = QRectF(disc.center().x() - wide / 2, y, wide, high)
        tone = Tone.SECOND if face.face is Face.WAITING else ARC[face.face]
        filled = face.face is Face.DANGER
        painter.setBrush(colour(self, tone) if filled else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(self, tone), 1))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        ink = colour(self, Tone.INK if filled else tone)
        room = pill.adjusted(11, 0, -10, 0)
        if shape:
            mark(painter, shape, QRectF(room.left(), pill.center().y() - icon / 2, icon, icon), ink)
            room.setLeft(room.left() + icon + 6)
        write(painter, room, face.mark, ink, font)
        return y + high


def _across(disc: QRectF, top: float, bottom: float) -> float:
    """How wide the disc is between two heights, with air at both ends."""
    far = max(abs(top - disc.center().y()), abs(bottom - disc.center().y()))
    return 2 * sqrt(max(1.0, (disc.width() / 2) ** 2 - far**2)) - disc.width() / 16
