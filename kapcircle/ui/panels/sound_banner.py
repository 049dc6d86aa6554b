"""What is wrong with the sound, across the page, with one press that helps. It takes no room while all is well."""

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from kapcircle.desk.trouble import SoundTrouble
from kapcircle.ui import typeface as t
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.marks import mark
from kapcircle.ui.theme import Tone, colour

ELSEWHERE = "Play elsewhere…"
BESIDE = 360
"""Pixels beside what is so in which what happens next can be read; where there are fewer it stands below."""
GAP = 14


class SoundBanner(QWidget):
    """`pressed`: its key; `elsewhere`: another output is to be chosen; `settled`: it takes more room, or less."""

    pressed = Signal()
    elsewhere = Signal()
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: SoundTrouble | None = None
        self._brief = False
        self._says, self._then = Label("", Tone.TEXT, t.LEAD, t.SEMIBOLD), Label("", Tone.SECOND)
        self.key, self.other = Key("", kind=Kind.LIVE), Key(ELSEWHERE, kind=Kind.QUIET)
        self._then.setWordWrap(True)
        self._then.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._line = QHBoxLayout(self)
        self._line.setSpacing(GAP)
        self._words, self._keys = (QBoxLayout(QBoxLayout.Direction.LeftToRight) for _ in range(2))
        self._words.addWidget(self._says)
        self._words.addWidget(self._then, 1)
        self._keys.addWidget(self.key)
        self._keys.addWidget(self.other)
        self._line.addLayout(self._words, 1)
        self._line.addLayout(self._keys)
        self.key.clicked.connect(self.pressed)
        self.other.clicked.connect(self.elsewhere)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._measure()
        for box in (self._words, self._keys):
            box.setSpacing(GAP)
        self.hide()

    def show_trouble(self, trouble: SoundTrouble | None, hint: str) -> None:
        """Say this; nothing takes it away. `hint` is the key on the keyboard."""
        if trouble is not None:
            self.key.set_words(trouble.deed, hint)
        if trouble != self._shown:
            self._shown = trouble
            if trouble is not None:
                self._says.say(trouble.says)
                self._then.say(trouble.then)
                self._shorten(trouble)
                self.setAccessibleName(trouble.says)
                self.setAccessibleDescription(trouble.then)
            self._lay()
            self.setVisible(trouble is not None)
            self.settled.emit()

    def be_brief(self, brief: bool) -> None:
        """While something more urgent lies on the page: what is so and the key that helps, and no more."""
        if brief is not self._brief:
            self._brief = brief
            if self._shown is not None:
                self._shorten(self._shown)
                self._lay()

    def _shorten(self, trouble: SoundTrouble) -> None:
        self._then.setVisible(not self._brief)
        self.other.setVisible(trouble.elsewhere and not self._brief)

    @property
    def shown(self) -> SoundTrouble | None:
        """What it says."""
        return self._shown

    def _lay(self) -> None:
        """Beside each other if there is room, else below: a long name, or large letters."""
        keys = [key.sizeHint().width() + GAP for key in (self.key, self.other) if not key.isHidden()]
        margins = self._line.contentsMargins()
        says = QFontMetricsF(self._says.font()).horizontalAdvance(self._says.text())
        room = self.width() - margins.left() - margins.right() - sum(keys) - says
        beside = room >= (0 if self._brief else BESIDE * t.scale())
        if self._says.wordWrap() is beside:
            self._says.setWordWrap(not beside)
            across = QSizePolicy.Policy.Preferred if beside else QSizePolicy.Policy.Ignored
            self._says.setSizePolicy(across, QSizePolicy.Policy.Preferred)
            for box, gap in ((self._words, 2), (self._keys, 4)):
                box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
                box.setSpacing(GAP if beside else gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()
        self.settled.emit()

    def _measure(self) -> None:
        self._side = QFontMetricsF(t.face(t.LEAD)).capHeight() + 4
        self._line.setContentsMargins(int(28 + self._side), 6, 12, 6)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure()
            self._lay()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        square = QRectF(18, (self.height() - self._side) / 2, self._side, self._side)
        mark(painter, "lost", square, colour(self, Tone.ACCENT))
        painter.setPen(QPen(colour(self, Tone.ACCENT), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
