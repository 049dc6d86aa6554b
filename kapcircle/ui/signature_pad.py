"""Where a signature is drawn: with pen, finger or mouse. What was drawn goes when the pad is shown again or covered."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.core.signature import Strokes, signed
from kapcircle.ui import typeface as t
from kapcircle.ui.ink import focus_ring, write
from kapcircle.ui.key import RADIUS, is_enter
from kapcircle.ui.theme import Tone, colour

WIDE, HIGH = 420, 150
"""In pixels at a text size of 100 %."""


class SignaturePad(QWidget):
    """Strokes as parts of its width and height. Enter says that they are `finished`, Esc wipes them."""

    finished = Signal()
    drawn = Signal()
    """There is something on the pad, or nothing any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[tuple[float, float]]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("Signature")
        self._tell()

    @property
    def strokes(self) -> Strokes:
        """What was drawn."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    @property
    def signed(self) -> bool:
        """Whether it is more than a slip of the pen."""
        return signed(self.strokes)

    def clear(self) -> None:
        """A blank pad."""
        self._strokes.clear()
        self._tell()

    def _tell(self) -> None:
        said = "Signed." if self.signed else "Empty. Who cannot draw here signs by their typed name, below."
        self.setAccessibleDescription(said)
        self.update()
        self.drawn.emit()

    def sizeHint(self) -> QSize:
        return QSize(int(WIDE * t.scale()), int(HIGH * t.scale()))

    minimumSizeHint = sizeHint

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.clear()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A pen and a finger come as a mouse too: Qt sees to it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._strokes.append([self._part(event.position())])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self._strokes[-1].append(self._part(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._tell()

    def _part(self, at: QPointF) -> tuple[float, float]:
        x, y = at.x() / max(self.width(), 1), at.y() / max(self.height(), 1)
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and not event.isAutoRepeat():
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape and self._strokes:
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painter.setBrush(colour(self, Tone.RAISED))
        painter.setPen(QPen(colour(self, Tone.LINE), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        low = rect.height() * 0.78
        painter.drawLine(QPointF(24, low), QPointF(rect.width() - 24, low))
        if not self._strokes:
            under = QRectF(24, low, rect.width() - 48, rect.height() - low)
            write(painter, under, "Sign here", colour(self, Tone.THIRD), t.face(t.NOTE))
        pen = QPen(colour(self, Tone.TEXT), 2 * t.scale())
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            points = [QPointF(x * rect.width(), y * rect.height()) for x, y in stroke]
            painter.drawPolyline(QPolygonF(points if len(points) > 1 else points * 2))
        if self.hasFocus():
            focus_ring(painter, self, RADIUS)
        painter.end()
