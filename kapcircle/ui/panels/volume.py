"""The master volume: always visible, moved by mouse or arrow keys, with a mark at the room's ceiling."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, RIGHT, write
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour

SETTLES_MS = 150
"""A hand that moves the volume makes one command when it rests, not one for each step."""

STEPS = {
    Qt.Key.Key_Right: 2,
    Qt.Key.Key_Up: 2,
    Qt.Key.Key_Left: -2,
    Qt.Key.Key_Down: -2,
    Qt.Key.Key_PageUp: 10,
    Qt.Key.Key_PageDown: -10,
}


class Volume(QWidget):
    """`moved` gives the wanted volume in per cent. `level` is what sounds, in dBFS."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value, self._ceiling, self._level = 0, 100, -120.0
        self._picture = Picture()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._settle = QTimer(self, singleShot=True, interval=SETTLES_MS)
        self._settle.timeout.connect(lambda: self.moved.emit(self._value))

    @property
    def value(self) -> int:
        """The volume shown, in per cent."""
        return self._value

    def show_volume(self, value: int, ceiling: int, level: float) -> None:
        """Show these, unless a hand is on it."""
        if self._settle.isActive():
            return
        level = round(max(-60.0, level))
        if (value, ceiling, level) != (self._value, self._ceiling, self._level):
            self._value, self._ceiling, self._level = value, ceiling, level
            self._name()
            self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"Master volume {self._value} %")
        self.setAccessibleDescription(f"At most {self._ceiling} % in this room. Arrow keys change it.")

    def sizeHint(self) -> QSize:
        return QSize(int(150 * t.scale()), int(QFontMetricsF(t.face()).height() + 26))

    minimumSizeHint = sizeHint

    def _move(self, value: int) -> None:
        value = min(max(0, value), self._ceiling)
        if value != self._value:
            self._value = value
            self._name()
            self._settle.start()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._move(self._value + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._move(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move(self._at(event.position().x()))

    def _track(self) -> QRectF:
        return QRectF(8, self.height() - 18, self.width() - 16, 6)

    def _at(self, x: float) -> int:
        track = self._track()
        return round(100 * (x - track.left()) / track.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, (self._value, self._ceiling, self._level, self.hasFocus()), self._draw)

    def _draw(self, painter: QPainter) -> None:
        track = self._track()
        head = QRectF(8, 2, self.width() - 16, track.top() - 6)
        write(painter, head, "Master", colour(self, Tone.SECOND), t.face(t.NOTE), LEFT)
        write(painter, head, f"{self._value} %", colour(self, Tone.TEXT), t.face(weight=t.SEMIBOLD), RIGHT)
        self._bars(painter, track)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self, Tone.TEXT), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _bars(self, painter: QPainter, track: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Tone.LINE))
        painter.drawRoundedRect(track, 3, 3)
        set_to = QRectF(track.left(), track.top(), track.width() * self._value / 100, track.height())
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
