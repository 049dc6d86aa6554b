"""The one line for what was refused, what failed and what is worth knowing; read, it goes away by itself."""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QTimer
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import write
from kapcircle.ui.marks import mark
from kapcircle.ui.theme import Tone, colour

LOW = 24
"""Height at a text size of 100 %."""

STAYS_MS = 12_000
"""Long enough to read two lines twice, short enough that no old trouble looks like one of now."""


class Say(Enum):
    """What kind of line it is: a word, and a mark with its colour."""

    NOTICE = ("", "notice", Tone.COMING)
    REFUSED = ("Not now.", "refused", Tone.ACCENT)
    FAILED = ("Did not work.", "lost", Tone.ACCENT)


class Status(QWidget):
    """A mark, a word and a sentence, at the foot of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._words = Say.NOTICE, ""
        self._stays = QTimer(self, interval=STAYS_MS, singleShot=True)
        self._stays.timeout.connect(lambda: self.say(""))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._measure()
        self.setAccessibleName("Status")

    def _measure(self) -> None:
        """As high as a line of the user's text, with air."""
        self.setFixedHeight(max(LOW, int(QFontMetricsF(t.face(t.NOTE)).height()) + 4))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def say(self, words: str, kind: Say = Say.NOTICE, *, stays: bool = False) -> None:
        """Say a sentence for a while, or until the next; an empty one clears the line."""
        self._stays.start()
        if stays:
            self._stays.stop()
        if (words, kind) != (self._words, self._kind):
            self._words, self._kind = words, kind
            self.setAccessibleDescription(f"{kind.value[0]} {words}".strip())
            self.setToolTip(words)
            self.update()

    def refuse(self, words: str) -> None:
        """A rule does not allow it."""
        self.say(words, Say.REFUSED)

    def fail(self, words: str, *, stays: bool = False) -> None:
        """The world did not let us; where nobody may be there to read it, it `stays`."""
        self.say(words, Say.FAILED, stays=stays)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._words:
            return
        word, shape, tone = self._kind.value
        painter = QPainter(self)
        side = QFontMetricsF(t.face(t.NOTE)).capHeight() + 3
        mark(painter, shape, QRectF(20, (self.height() - side) / 2, side, side), colour(self, tone))
        rect = QRectF(self.rect()).adjusted(28 + side, 0, -16, 0)
        if word:
            said = write(painter, rect, word, colour(self, Tone.TEXT), t.face(t.NOTE, t.SEMIBOLD))
            rect.setLeft(said.right() + 8)
        write(painter, rect, self._words, colour(self, Tone.SECOND), t.face(t.NOTE))
        painter.end()
