"""A box to tick: drawn by us, so that it can be seen in the dark."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, focus_ring, write
from kapcircle.ui.key import LOW
from kapcircle.ui.marks import mark
from kapcircle.ui.theme import Tone, colour

BOX = 16
"""Side of the box at a text size of 100 %."""


class Tick(QCheckBox):
    """A mark in a box, and its words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(words)

    @staticmethod
    def _side() -> int:
        return int(BOX * t.scale())

    def sizeHint(self) -> QSize:
        word = QFontMetricsF(t.face())
        wide = int(word.horizontalAdvance(self.text())) + self._side() + 24
        return QSize(wide, max(LOW, int(word.height() + 8)))

    minimumSizeHint = sizeHint

    def hitButton(self, at: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._side()
        box = QRectF(6.5, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(colour(self, Tone.THIRD), 1))
        painter.setBrush(colour(self, Tone.RAISED))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            mark(painter, "good", box.adjusted(2, 2, -2, -2), colour(self, Tone.ACCENT))
        ink = colour(self, Tone.TEXT if self.isEnabled() else Tone.THIRD)
        write(painter, QRectF(self.rect()).adjusted(side + 14, 0, 0, 0), self.text(), ink, t.face(), LEFT)
        if self.hasFocus():
            focus_ring(painter, self, 6)
        painter.end()
