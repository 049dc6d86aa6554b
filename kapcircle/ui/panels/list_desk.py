"""What a page of a list shows once it is wanted: the list at the left, the one that is chosen at the right."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.empty import Empty
from kapcircle.ui.forms import Roomy, column, row
from kapcircle.ui.listing import SEEK
from kapcircle.ui.panel import Panel
from kapcircle.ui.text import REDO, UNDO

LARGE = 1.2
"""From this text size on all is laid out for large text."""


@dataclass(frozen=True, slots=True)
class Widths:
    """Of the `list`, and the `least` that the page is wide and high, in pixels at a text size of 100 %."""

    list: int
    least: tuple[int, int]


class ListDesk(QWidget):
    """In place of both, while there is nothing to list, stands how one begins. `noticed` is for the status line."""

    noticed = Signal(str)
    usual: Widths
    narrow: Widths
    """Where text is large."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._stack, self._middle = QStackedWidget(), QStackedWidget()

    def stand(self, begin: Empty, listed: QWidget, nothing: Empty, one: QWidget) -> None:
        """Put the parts in their places: how one begins; the list; what stands beside it while `nothing` is chosen,
        and where `one` is."""
        nobody = Panel()
        nobody.body.addWidget(nothing)
        self._middle.addWidget(nobody)
        self._middle.addWidget(one)
        full = QWidget()
        beside = row(listed, self._middle, spacing=12)
        beside.setContentsMargins(12, 12, 12, 8)
        beside.setStretch(1, 1)
        full.setLayout(beside)
        self._roomy = Roomy(full, *self.usual.least)
        self._roomy.resized.connect(self._measure)
        self._stack.addWidget(begin)
        self._stack.addWidget(self._roomy)
        self.setLayout(column(self._stack))
        self.setFocusProxy(listed)
        self._measure(t.scale())

    def _measure(self, scale: float) -> None:
        large = scale >= LARGE
        widths = self.narrow if large else self.usual
        self._roomy.need(*widths.least)
        self.lie(int(widths.list * scale), large=large)

    def lie(self, width: int, *, large: bool) -> None:
        """Lay the parts out for a size of text; `width` is that of the list, in pixels."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show everything as it is now."""
        raise NotImplementedError

    def search(self) -> None:
        """The hand goes to the field in which is searched."""
        raise NotImplementedError

    def turn_back(self, *, redo: bool) -> None:
        """Take back the latest change, or bring back what was undone last, and show what it was about."""
        raise NotImplementedError

    def obeys(self, event: QKeyEvent) -> bool:
        """Whether a key that no field has taken means something here."""
        if event.matches(UNDO) or event.matches(REDO):
            if not event.isAutoRepeat():  # a key held down takes back one thing, not all of them
                self.turn_back(redo=event.matches(REDO))
        elif event.text() == SEEK:
            self.search()
        else:
            return False
        return True
