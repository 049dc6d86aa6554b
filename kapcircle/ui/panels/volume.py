"""The master volume: always visible, moved by mouse or arrow keys, with a mark at the room's ceiling."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, write
from kapcircle.ui.panels import foot
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour

SETTLES_MS = 150
"""A hand that moves the volume makes one command when it rests, not one for each step."""

NARROW = 72
"""Width where there is little room, at a text size of 100 %."""

STEPS = {
    Qt.Key.Key_Right: 2,
    Qt.Key.Key_Up: 2,
    Qt.Key.Key_Left: -2,
    Qt.Key.Key_Down: -2,
    Qt.Key.Key_PageUp: 10,
    Qt.Key.Key_PageDown: -10,
}


class Volume(QSlider):
    """`moved` gives the wanted volume in per cent. `level` is what sounds, in dBFS. A screen reader meets a slider."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._ceiling, self._level = 100, -120.0
        self._picture = Picture()
        self.narrow = False
        """Whether it leaves room to its neighbours."""
        self.setRange(0, 100)
        self.setAccessibleName("Master volume")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._settle = QTimer(self, singleShot=True, interval=SETTLES_MS)
        self._settle.timeout.connect(lambda: self.moved.emit(self.value()))

    def show_volume(self, value: int, ceiling: int, level: float) -> None:
        """Show these, unless a hand is on it."""
        if self._settle.isActive():
            return
        level = round(max(-60.0, level))
        if (value, ceiling, level) != (self.value(), self._ceiling, self._level):
            self._ceiling, self._level = ceiling, level
            self.setValue(value)
            self.setAccessibleDescription(f"At most {ceiling} % in this room. Arrow keys change it.")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(int((NARROW if self.narrow else 136) * t.scale()), foot.high())

    def minimumSizeHint(self) -> QSize:
        return QSize(int((NARROW if self.narrow else 100) * t.scale()), foot.high())

    def _move(self, value: int) -> None:
        value = min(max(0, value), self._ceiling)
        if value != self.value():
            self.setValue(value)
            self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._move(self.value() + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._move(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The hand is gone; it settles by itself."""

    def _track(self) -> QRectF:
        third = foot.lines(self.width())[2]
        return QRectF(8, third.center().y() - 3, self.width() - 16, 6)

    def _at(self, x: float) -> int:
        track = self._track()
        return round(100 * (x - track.left()) / track.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, (self.value(), self._ceiling, self._level, self.hasFocus()), self._draw)

    def _draw(self, painter: QPainter) -> None:
        track = self._track()
        caption, set_to, *_ = (line.adjusted(8, 0, -8, 0) for line in foot.lines(self.width()))
        write(painter, caption, "MASTER", colour(self, Tone.SECOND), t.face(t.SMALL, t.SEMIBOLD), LEFT)
        write(painter, set_to, f"{self.value()} %", colour(self, Tone.TEXT), t.face(t.LEAD, t.SEMIBOLD), LEFT)
        self._bars(painter, track)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self, Tone.TEXT), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _bars(self, painter: QPainter, track: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Tone.LINE))
        painter.drawRoundedRect(track, 3, 3)
        set_to = QRectF(track.left(), track.top(), track.width() * self.value() / 100, track.height())
        painter.setBrush(colour(self, Tone.IN_ORDER))
        painter.drawRoundedRect(set_to, 3, 3)
        painter.setBrush(colour(self, Tone.TEXT))
        painter.drawEllipse(QRectF(set_to.right() - 6, track.center().y() - 6, 12, 12))
        top = track.left() + track.width() * self._ceiling / 100
        painter.setPen(QPen(colour(self, Tone.SECOND), 2))
        painter.drawLine(int(top), int(track.top() - 4), int(top), int(track.bottom() + 4))
        sounding = track.width() * max(0.0, (self._level + 60) / 60)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Tone.SECOND))
        painter.drawRect(QRectF(track.left(), track.bottom() + 5, sounding, 2))
