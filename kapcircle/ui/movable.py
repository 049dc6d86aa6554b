"""Rows that are dragged to another place among themselves."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, write
from kapcircle.ui.table import Column, Index, Table
from kapcircle.ui.theme import Tone, colour

FLAG = Qt.ItemFlag

Drop = Callable[[frozenset[Any], int], None]
"""Told the keys of the rows that were let fall, and before which row, from 0."""


class Movable(Table):
    """`mime` is a name of its own for each kind of row: what is dragged from elsewhere falls off."""

    def __init__(self, columns: Sequence[Column], mime: str, drop: Drop, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._mime, self._drop = f"application/x-kapcircle-{mime}", drop

    def flags(self, index: Index) -> FLAG:
        if not index.isValid():
            return FLAG.ItemIsDropEnabled  # between rows, never on one
        return FLAG.ItemIsEnabled | FLAG.ItemIsSelectable | FLAG.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [self._mime]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(self._mime, "\n".join({str(self.row(index).key) for index in indexes}).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """The plan says what its order is then; the view must not take rows out on its own."""
        dragged = bytes(data.data(self._mime).data()).decode().split("\n")
        keys = frozenset(key for key in map(self._key, range(self.rowCount())) if str(key) in dragged)
        if keys:
            below = parent.row() if parent.isValid() else self.rowCount()
            self._drop(keys, below if row < 0 else row)
        return False

    def _key(self, row: int) -> Any:
        return self.row(self.index(row, 0)).key


def carry(view: QAbstractItemView) -> None:
    """Drag what is chosen: its name hangs beside the hand, and the line that shows where it falls stays in sight."""
    table, chosen = view.model(), view.selectionModel().selectedIndexes()
    if not chosen or not isinstance(table, Movable):
        return
    drag = QDrag(view)
    drag.setMimeData(table.mimeData(chosen))
    count = len({index.row() for index in chosen})
    drag.setPixmap(_tag(view, table.row(chosen[0]).name if count == 1 else f"{count} together"))
    drag.setHotSpot(QPoint(-14, -10))
    drag.exec(Qt.DropAction.MoveAction)


def _tag(view: QAbstractItemView, words: str) -> QPixmap:
    face, dots = t.face(weight=t.MEDIUM), view.devicePixelRatioF()
    rect = QRectF(QFontMetricsF(face).boundingRect(words)).adjusted(-12, -6, 12, 6)
    rect.moveTo(0, 0)
    tag = QPixmap((rect.size() * dots).toSize())
    tag.setDevicePixelRatio(dots)
    tag.fill(colour(view, Tone.RAISED))
    painter = QPainter(tag)
    painter.setPen(colour(view, Tone.ACCENT))
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    write(painter, rect.adjusted(11, 0, 0, 0), words, colour(view, Tone.TEXT), face, LEFT)
    painter.end()
    return tag


def let_drag(view: QAbstractItemView) -> None:
    """Let the rows of a view be dragged, and fall only between others."""
    view.setDragEnabled(True)
    view.setAcceptDrops(True)
    view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
    view.setDefaultDropAction(Qt.DropAction.MoveAction)
    view.setDragDropOverwriteMode(False)
    view.setDropIndicatorShown(True)
