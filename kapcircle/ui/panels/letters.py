"""What a letter does for the chosen one: the usual ones as keys, the others in a line of words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.actions import ACTIONS
from kapcircle.ui.forms import row
from kapcircle.ui.key import Key
from kapcircle.ui.label import Elided
from kapcircle.ui.theme import Tone

USUAL = {"vitals": "vitals", "check-in": "check-in", "observation": "observe", "note": "note", "dose": "dose"}
"""What is pressed many times in a circle, and its short word."""

FIRST = ("attendance", "ready", "questions", "touch", "leaving", "incident")
"""What of the others stands first, where there is room for a few."""

SHORT = {"attendance": "here", "opt out": "not today", "kiosk": "turn round", "place": "move mat"}
"""The words of others where the name of the action is not what a hand looks for."""

OTHERS = (*FIRST, *(name for name, x in ACTIONS.items() if x.seat and name not in {*USUAL, *FIRST}))


APART, MORE = "   ", "   …"
"""Between two of the others, and after the last one that has room where there are more."""


class Others(Elided):
    """One line of letters and their words, as many as have room: none of them is ever cut. The tooltip has all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._all: tuple[str, ...] = ()
        super().__init__("", Tone.SECOND, t.NOTE, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def offer(self, words: Sequence[str]) -> None:
        """These, the first the most wanted."""
        self._all = tuple(words)
        self.setToolTip("\n".join(words))
        self.setAccessibleDescription(", ".join(words))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics = QFontMetricsF(self.font())
        lines = (APART.join(self._all[:n]) + (MORE if n < len(self._all) else "") for n in range(len(self._all), 0, -1))
        self.say(next((line for line in lines if metrics.horizontalAdvance(line) <= self.width()), ""))


class Letters(QWidget):
    """`pressed` gives the name of an action."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = {name: Key(words, tall=True) for name, words in USUAL.items()}
        self._others = Others()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        keys = row(*self.keys.values(), spacing=4)
        layout.addLayout(keys)
        layout.addWidget(self._others)
        for name, key in self.keys.items():
            key.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
        for n in range(keys.count()):
            keys.setStretch(n, 1)

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """What each is on the keyboard."""
        for name, key in self.keys.items():
            key.set_words(key.text(), hints[name])
        self._others.offer([f"{hints[name]} {SHORT.get(name, name)}" for name in OTHERS])
