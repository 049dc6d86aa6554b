"""A scale from 0 to 10 for a hand that is not used to it: eleven large figures in a row, by mouse, digits or arrows."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import CENTRE, focus_ring, write
from kapcircle.ui.key import RADIUS
from kapcircle.ui.theme import Tone, colour

FIGURES = range(11)
LEAST = 52
"""Least side of a figure's field, in pixels."""


class Scale(QWidget):
    """`chosen` is None until somebody has answered, and again when they press the same figure once more."""

    changed = Signal()

    def __init__(self, name: str, low: str, high: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._ends = name, (low, high)
        self.chosen: int | None = None
        self._begun = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._speak()

    def choose(self, value: int | None) -> None:
        """Mark a figure, or none."""
        self.chosen = value
        self._speak()
        self.update()
        self.changed.emit()

    def _speak(self) -> None:
        said = "nothing yet" if self.chosen is None else str(self.chosen)
        self.setAccessibleName(f"{self.name}, from 0, {self._ends[0]}, to 10, {self._ends[1]}")
        self.setAccessibleDescription(said)

    def sizeHint(self) -> QSize:
        side = max(LEAST, QFontMetricsF(t.face(t.LARGE)).height() + 8)
        return QSize(int((side + 6) * len(FIGURES)), int(side))

    minimumSizeHint = sizeHint

    def _field(self, figure: int) -> QRectF:
        wide = self.width() / len(FIGURES)
        return QRectF(figure * wide + 3, 2, wide - 6, self.height() - 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        figure = next((n for n in FIGURES if self._field(n).contains(event.position())), None)
        if figure is not None:
            self._begun = False
            self.choose(None if figure == self.chosen else figure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed, key = event.text(), Qt.Key(event.key())
        if typed.isascii() and typed.isdigit():
            ten = typed == "0" and self.chosen == 1 and self._begun
            self._begun = typed == "1"
            self.choose(10 if ten else int(typed))
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = 1 if key == Qt.Key.Key_Right else -1
            self.choose(min(10, max(0, (5 if self.chosen is None else self.chosen + step))))
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.choose(None)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._begun = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for figure in FIGURES:
            self._draw(painter, figure)
        if self.hasFocus():
            focus_ring(painter, self, RADIUS)
        painter.end()

    def _draw(self, painter: QPainter, figure: int) -> None:
        """The chosen one is filled, and stands in another weight: not by its colour alone."""
        is_it, field = figure == self.chosen, self._field(figure)
        painter.setBrush(colour(self, Tone.ACCENT if is_it else Tone.RAISED))
        painter.setPen(QPen(colour(self, Tone.ACCENT if is_it else Tone.LINE), 1))
        painter.drawRoundedRect(field, RADIUS, RADIUS)
        face = t.face(t.LARGE, t.SEMIBOLD if is_it else t.REGULAR)
        write(painter, field, str(figure), colour(self, Tone.INK if is_it else Tone.TEXT), face, CENTRE)
