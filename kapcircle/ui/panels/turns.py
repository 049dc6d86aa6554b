"""The ways from one form to others about the same person, each by its letter."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kapcircle.ui.key import Key, Kind

ABREAST = 2
"""So many lie in a line."""


class Turns(QWidget):
    """`turned` with the name of the form."""

    turned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._names: dict[str, str] = {}

    def offer(self, turns: Sequence[tuple[str, str, str]]) -> None:
        """Letter, name and words of each."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._names = {letter: name for letter, name, _ in turns}
        for n, (letter, name, words) in enumerate(turns):
            turn = Key(words, letter, Kind.QUIET)
            turn.clicked.connect(lambda _=False, name=name: self.turned.emit(name))
            self._grid.addWidget(turn, *divmod(n, ABREAST))
        self.setVisible(bool(turns))

    def press(self, letter: str) -> None:
        """Go the way of this letter, if there is one."""
        if letter in self._names:
            self.turned.emit(self._names[letter])
