"""Words on a page: a label with a role, a size and a weight; it follows palette and text size."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import write
from kapcircle.ui.theme import Tone, colour


class Label(QLabel):
    """Plain text, never markup: what people type is shown as they typed it."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.TEXT,
        size: float = t.BODY,
        weight: QFont.Weight = t.REGULAR,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._tone, self._size, self._weight = tone, size, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(tone.value)
        self.setFont(t.face(size, weight))

    def set_tone(self, tone: Tone) -> None:
        """Another role, at once."""
        if tone is not self._tone:
            self._tone = tone
            self.setForegroundRole(tone.value)

    def set_size(self, size: float) -> None:
        """Another size, at once."""
        self._size = size
        self.setFont(t.face(size, self._weight))

    def say(self, text: str) -> None:
        """Show `text`; nothing is repainted when it is shown already."""
        if text != self.text():
            self.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and self.font() != (wanted := t.face(self._size, self._weight)):
            self.setFont(wanted)
        super().changeEvent(event)


class Whole(Label):
    """A paragraph that is never squeezed: it keeps the height that its words take in its width."""

    def __init__(self, text: str = "", tone: Tone = Tone.TEXT, size: float = t.BODY) -> None:
        super().__init__(text, tone, size)
        self.setWordWrap(True)

    def say(self, text: str) -> None:
        super().say(text)
        self._keep()

    def set_size(self, size: float) -> None:
        super().set_size(size)
        self._keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep()

    def _keep(self) -> None:
        self.setMinimumHeight(0)  # Qt never answers less than this: it would not become lower again
        if self.text():
            self.setMinimumHeight(self.heightForWidth(self.width()))


class Elided(Label):
    """A line that is cut short with an ellipsis where there is no room; its tooltip says all of it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        write(
            painter, QRectF(self.contentsRect()), self.text(), colour(self, self._tone), self.font(), self.alignment()
        )
        painter.end()


def caption(text: str, parent: QWidget | None = None) -> Label:
    """The small heading of a panel."""
    label = Label(text.upper(), Tone.SECOND, t.SMALL, t.SEMIBOLD, parent)
    label.setAccessibleName(text)
    return label
