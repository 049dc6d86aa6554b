"""A key on the panel: pressed by mouse, by Enter when it has the focus, or by its own key on the keyboard."""

from enum import Enum
from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import focus_ring, write
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour

RADIUS = 6
LOW = 32
"""Nothing that a hand must find is lower than this."""


class Kind(Enum):
    """How a key looks: what lies in it, its edge, its words, its hint."""

    PLAIN = (Tone.RAISED, Tone.LINE, Tone.TEXT, Tone.ACCENT)
    QUIET = (Tone.PANEL, Tone.LINE, Tone.SECOND, Tone.SECOND)
    LIVE = (Tone.ACCENT, Tone.ACCENT, Tone.INK, Tone.INK)
    ALARM = (Tone.PANEL, Tone.ALARM, Tone.ALARM, Tone.ALARM)
    BARE = (Tone.PANEL, Tone.PANEL, Tone.SECOND, Tone.SECOND)


def is_enter(event: QKeyEvent) -> bool:
    """Whether it is Enter alone, that of the number pad too."""
    keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() in keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


class Key(QAbstractButton):
    """`hint` is its key on the keyboard, shown beside the word, or above it when `tall`."""

    def __init__(
        self, text: str, hint: str = "", kind: Kind = Kind.PLAIN, parent: QWidget | None = None, *, tall: bool = False
    ) -> None:
        super().__init__(parent)
        self._hint, self._kind, self._tall = hint, kind, tall
        self._picture = Picture()
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def set_words(self, text: str, hint: str | None = None) -> None:
        """Another word, or another hint."""
        hint = self._hint if hint is None else hint
        if (text, hint) != (self.text(), self._hint):
            self._hint = hint
            self.setText(text)
            self._name()
            self.updateGeometry()
            self.update()

    @property
    def live(self) -> bool:
        """Whether it is the one that leads on."""
        return self._kind is Kind.LIVE

    def set_kind(self, kind: Kind) -> None:
        """Another look."""
        if kind is not self._kind:
            self._kind = kind
            self.update()

    def _name(self) -> None:
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(f"Key {self._hint}" if self._hint else "")

    def sizeHint(self) -> QSize:
        word = QFontMetricsF(t.face(weight=t.MEDIUM))
        hint = QFontMetricsF(t.face(t.NOTE))
        if self._tall:
            return QSize(self.width_of(self.text()), int(word.height() + hint.height() + 10))
        return QSize(self.width_of(self.text()), max(LOW, int(word.height() + 12)))

    minimumSizeHint = sizeHint

    def width_of(self, word: str) -> int:
        """How wide it is with this word on it: it need not jump when it says another."""
        wide = QFontMetricsF(t.face(weight=t.SEMIBOLD)).horizontalAdvance(word)
        hint = QFontMetricsF(t.face(t.NOTE, t.SEMIBOLD)).horizontalAdvance(self._hint)
        if self._tall:
            return ceil(max(QFontMetricsF(t.face(t.NOTE)).horizontalAdvance(word), hint)) + 20
        return ceil(wide + (hint + 10 if self._hint else 0)) + 24  # a fraction less, and the word is cut short

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, self._state(), self._draw)

    def _state(self) -> tuple[object, ...]:
        """All that its look depends on."""
        flags = (self.isDown(), self.underMouse(), self.isChecked(), self.hasFocus(), self.isEnabled())
        return (self.text(), self._hint, self._kind, *flags)

    def _draw(self, painter: QPainter) -> None:
        fill, edge, word, hint = (colour(self, tone) for tone in self._kind.value)
        if not self.isEnabled():
            fill, edge = colour(self, Tone.PANEL), colour(self, Tone.LINE)
            word = hint = colour(self, Tone.THIRD)
        painter.setBrush(self._lit(fill))
        painter.setPen(QPen(colour(self, Tone.ACCENT) if self.isChecked() else edge, 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        self._write(painter, word, hint)
        if self.hasFocus():
            focus_ring(painter, self, RADIUS)

    def _lit(self, fill: QColor) -> QColor:
        if self.isDown():
            return fill.darker(112)
        return fill.lighter(112) if self.underMouse() and self.isEnabled() else fill

    def _write(self, painter: QPainter, word: QColor, hint: QColor) -> None:
        rect = QRectF(self.rect())
        middle = Qt.AlignmentFlag.AlignCenter
        if self._tall:
            high = QFontMetricsF(t.face(t.NOTE)).height()
            upper = QRectF(0, rect.center().y() - high - 1, rect.width(), high)
            write(painter, upper, self._hint, hint, t.face(t.NOTE, t.SEMIBOLD), middle)
            write(painter, upper.translated(0, high + 2), self.text(), word, t.face(t.NOTE), middle)
            return
        weight = t.SEMIBOLD if self._kind in {Kind.LIVE, Kind.ALARM} else t.MEDIUM
        if not self._hint:
            write(painter, rect.adjusted(8, 0, -8, 0), self.text(), word, t.face(weight=weight), middle)
            return
        inner = rect.adjusted(12, 0, -12, 0)
        beside = Qt.AlignmentFlag.AlignVCenter
        said = write(painter, inner, self._hint, hint, t.face(t.NOTE), beside | Qt.AlignmentFlag.AlignRight)
        inner.setRight(said.left() - 8)
        write(painter, inner, self.text(), word, t.face(weight=weight), beside | Qt.AlignmentFlag.AlignLeft)
