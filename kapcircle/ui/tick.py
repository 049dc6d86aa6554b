"""A box to tick: drawn by us, so that it can be seen in the dark."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, focus_ring, write
from kapcircle.ui.key import LOW
from kapcircle.ui.theme import Tone, colour

BOX = 16


class Tick(QCheckBox):
    """A mark in a box, and its words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        word = QFontMetricsF(t.face())
        return QSize(int(word.horizontalAdvance(self.text())) + BOX + 24, max(LOW, int(word.height() + 8)))

    minimumSizeHint = sizeHint

    def hitButton(self, at: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - BOX) / 2
        box = QRectF(6.5, top, BOX, BOX)
        painter.setPen(QPen(colour(self, Tone.THIRD), 1))
        painter.setBrush(colour(self, Tone.RAISED))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(QPen(colour(self, Tone.ACCENT), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            low = QPointF(box.left() + 7, box.bottom() - 4)
            painter.drawLine(QPointF(box.left() + 3.5, box.center().y() + 0.5), low)
            painter.drawLine(low, QPointF(box.right() - 3, box.top() + 4.5))
        ink = colour(self, Tone.TEXT if self.isEnabled() else Tone.THIRD)
        write(painter, QRectF(self.rect()).adjusted(BOX + 14, 0, 0, 0), self.text(), ink, t.face(), LEFT)
        if self.hasFocus():
            focus_ring(painter, self, 6)
        painter.end()
