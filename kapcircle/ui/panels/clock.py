"""The phase clock: a disc, an arc, the time, and its state as colour, shape and word."""

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
    """Draws a ClockFace into its largest circle; an unbounded one writes as large as the circle allows."""

    def __init__(self, parent: QWidget | None = None, *, unbounded: bool = False) -> None:
        super().__init__(parent)
        self._unbounded, self._zoom = unbounded, 1.0
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
        disc.adjust(6, 6, -6, -6)
        self._disc(painter, disc)
        self._words(painter, disc)

    def _disc(self, painter: QPainter, disc: QRectF) -> None:
        face = self._face.face
        live = face in {Face.WARN, Face.DANGER}  # the accent reads best on the darkest ground
        painter.setBrush(colour(self, Tone.WINDOW if live else Tone.PANEL))
        painter.setPen(QPen(colour(self, Tone.LINE), 1))
        painter.drawEllipse(disc)
        pen = QPen(colour(self, ARC[face]), DANGER_ARC if face is Face.DANGER else CALM_ARC)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if face is Face.HELD:
            pen.setDashPattern([1.2, 2.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(disc, 90 * 16, -round(360 * 16 * self._face.part))

    def _words(self, painter: QPainter, disc: QRectF) -> None:
        face, side = self._face, disc.width()
        self._zoom = max(1.0, side / 280) if self._unbounded else min(1.0, max(0.75, side / 280 / t.scale()))
        line = QFontMetricsF(self._font(t.LEAD)).height()
        more = face.more if side > line * 11 else ""
        clock = self._largest(side * 0.76, side * 0.26)
        tall = QFontMetricsF(clock).capHeight()
        lines = 1 + bool(face.mark) + bool(more)
        y = disc.center().y() - (tall + lines * line * 0.4) / 2
        x, width = disc.left(), disc.width()

        def put(at: float, words: str, tone: Tone, font: QFont, part: float = 0.8) -> QRectF:
            room = QRectF(x + width * (1 - part) / 2, at - line / 2, width * part, line)
            return write(painter, room, words, colour(self, tone), font, CENTRE)

        put(y - line * 1.2, face.phase, Tone.SECOND, self._font(t.TITLE, t.SEMIBOLD), 0.62)
        live = face.face in {Face.WARN, Face.DANGER}
        room = QRectF(x, y - tall * 0.2, width, tall * 1.4)
        write(painter, room, face.time, colour(self, Tone.ACCENT if live else Tone.TEXT), clock, CENTRE)
        y += tall + line
        put(y, face.under, Tone.SECOND, self._font(t.LEAD))
        if face.mark:
            y += line * 1.5
            self._mark(painter, y, disc)
        if more:
            y += line * 1.35
            put(y, more, Tone.SECOND, self._font(t.BODY), 0.66)

    def _font(self, size: float, weight: QFont.Weight = t.REGULAR) -> QFont:
        return t.face(size * self._zoom, weight)

    def _largest(self, wide: float, high: float) -> QFont:
        """The clock's size, or the largest that fits its disc."""
        font = self._font(t.CLOCK, t.LIGHT)
        metrics = QFontMetricsF(font)
        fits = min(1.0, wide / max(1.0, metrics.horizontalAdvance(self._face.time)), high / metrics.capHeight())
        font.setPointSizeF(font.pointSizeF() * fits)
        return font

    def _mark(self, painter: QPainter, y: float, disc: QRectF) -> None:
        """The state as a pill: a shape and a word; filled when the hand is wanted."""
        face, font = self._face, self._font(t.BODY, t.SEMIBOLD)
        metrics = QFontMetricsF(font)
        shape = SHAPE.get(face.face)
        high = metrics.height() + 6
        icon = metrics.capHeight() + 2 if shape else 0
        wide = min(metrics.horizontalAdvance(face.mark) + (icon + 6 if shape else 0) + 22, disc.width() * 0.8)
        pill = QRectF(disc.center().x() - wide / 2, y - high / 2, wide, high)
        tone = Tone.SECOND if face.face is Face.WAITING else ARC[face.face]
        filled = face.face is Face.DANGER
        painter.setBrush(colour(self, tone) if filled else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(self, tone), 1))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        ink = colour(self, Tone.INK if filled else tone)
        room = pill.adjusted(11, 0, -11, 0)
        if shape:
            mark(painter, shape, QRectF(room.left(), pill.center().y() - icon / 2, icon, icon), ink)
            room.setLeft(room.left() + icon + 6)
        write(painter, room, face.mark, ink, font)
