"""GO: the largest key on the page. A press too soon, or of a key still held down, is shown and does nothing."""

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.guard import HELD_DOWN, TOO_SOON
from kapcircle.ui.ink import CENTRE, LEFT, RIGHT, write
from kapcircle.ui.key import RADIUS, Key, Kind
from kapcircle.ui.marks import mark
from kapcircle.ui.theme import Tone, colour

SHOWN_MS = 1500
"""How long a refused press stays visible."""


class GoKey(Key):
    """Shows what it does, its key, and for a moment why a press was refused; `low` in the header of a page."""

    def __init__(self, parent: QWidget | None = None, *, low: bool = False) -> None:
        super().__init__("GO", "Space", Kind.PLAIN if low else Kind.LIVE, parent)
        self._why, self._low = "", low
        self._fade = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._fade.timeout.connect(lambda: self._set_why(""))

    @property
    def why(self) -> str:
        """Why the last press was refused, while it is shown."""
        return self._why

    def refuse(self, why: str) -> None:
        """Show that a press did nothing."""
        self._set_why(why)
        self._fade.start()

    def _set_why(self, why: str) -> None:
        self._why = why
        self.setAccessibleDescription(f"Not done: {why}" if why else f"Key {self._hint}")
        self.update()

    def sizeHint(self) -> QSize:
        if self._low:
            words = QFontMetricsF(t.face(t.NOTE, t.SEMIBOLD))
            why = max(words.horizontalAdvance(said) for said in (HELD_DOWN, TOO_SOON))
            return QSize(max(super().sizeHint().width(), int(why) + 60), super().sizeHint().height())
        return QSize(200, max(56, int(QFontMetricsF(t.face(t.LARGE)).height() * 2)))

    minimumSizeHint = sizeHint

    def _state(self) -> tuple[object, ...]:
        return (*super()._state(), self._why)

    def _write(self, painter: QPainter, word: QColor, hint: QColor) -> None:
        rect = QRectF(self.rect()).adjusted(14, 0, -14, 0)
        if self._why:
            self._refused(painter, rect)
        elif self._low:
            super()._write(painter, word, hint)
        else:
            ink = colour(self, Tone.INK if self.isEnabled() else Tone.THIRD)
            said, beside = t.face(t.LARGE, t.SEMIBOLD), QFontMetricsF(t.face(t.NOTE, t.MEDIUM))
            room = rect.width() - 2 * beside.horizontalAdvance(self._hint) - 16
            if QFontMetricsF(said).horizontalAdvance(self.text()) > room:
                write(painter, rect, self.text(), ink, t.face(t.LEAD, t.SEMIBOLD), LEFT)
            else:
                write(painter, rect, self.text(), ink, said, CENTRE)
            write(painter, rect, self._hint, ink, t.face(t.NOTE, t.MEDIUM), RIGHT)

    def _refused(self, painter: QPainter, rect: QRectF) -> None:
        painter.setBrush(colour(self, Tone.PANEL))
        painter.setPen(QPen(colour(self, Tone.ACCENT), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        ink = colour(self, Tone.ACCENT)
        icon = QFontMetricsF(t.face(t.BODY if self._low else t.TITLE)).capHeight() + 4
        mark(painter, "refused", QRectF(rect.left(), rect.center().y() - icon / 2, icon, icon), ink)
        room = rect.adjusted(icon + 10, 0, 0, 0)
        write(painter, room, self._why, ink, t.face(t.NOTE if self._low else t.LEAD, t.SEMIBOLD), LEFT)
