"""A list whose items are put in another order: by drag, or by Alt with an arrow."""

from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from kapcircle.ui.listing import Listing
from kapcircle.ui.movable import Movable, carry, let_drag
from kapcircle.ui.table import Column, Table

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 2}
"""Before which of its neighbours an item falls, counted from its own place."""


class Ordered(Listing):
    """Keeps no order of its own: whoever hears `moved` shows the items as they are then."""

    moved = Signal(object, int)
    """The key of an item, and the place, from 0, of the one that it was let fall before."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setAccessibleDescription("Alt with an arrow, or a drag, moves an item.")
        let_drag(self)

    def sizeHint(self) -> QSize:
        """Low: it takes what room there is, and asks for none. A page would scroll for its sake."""
        return QSize(super().sizeHint().width(), self.height_of(2))

    def table(self) -> Table:
        return Movable([Column("", lambda item: item.name)], self.accessibleName().lower(), self._fall, self)

    def _fall(self, keys: frozenset[Any], before: int) -> None:
        (key,) = keys
        self.moved.emit(key, before)

    def startDrag(self, actions: Qt.DropAction) -> None:
        carry(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, alt = STEPS.get(Qt.Key(event.key())), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if step is None or not alt:
            super().keyPressEvent(event)
            return
        before = self.currentIndex().row() + step
        if self.current is not None and 0 <= before <= len(self.items):
            self.moved.emit(self.current, before)


class Loose(Ordered):
    """An ordered list on which none may be chosen: an arrow or a click chooses, and a click beside all chooses none."""

    otherwise = -1

    def reveal(self, key: Any) -> None:
        """Bring an item into sight; what is chosen stays."""
        at = [item.key for item in self.items].index(key)
        self.scrollTo(self._table.index(at, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        before, blocked = self.current, self.blockSignals(True)
        super().focusInEvent(event)  # Qt chooses the first one here
        self.choose(before)
        self.blockSignals(blocked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.indexAt(event.position().toPoint()).isValid():
            self.setCurrentIndex(QModelIndex())
