"""How a test finds what a person would: by the words on it."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from kapcircle.ui.key import Key
from kapcircle.ui.readiness import Readiness


def looked(readiness: Readiness) -> None:
    """Wait until what should be right before opening has been looked at."""
    end = time.monotonic() + 10
    while readiness.looking:
        assert time.monotonic() < end, "nobody comes back from looking"
        QTest.qWait(1)


def shown(root: QWidget) -> str:
    """Every word in sight."""
    return "\n".join(x.text() for x in root.findChildren(QLabel) if x.isVisibleTo(root))


def press(root: QWidget, words: str) -> None:
    """Press the key with these words."""
    keys = [k for k in root.findChildren(Key) if k.isVisibleTo(root) and k.text() == words]
    assert len(keys) == 1, f"{len(keys)} keys say {words}"
    assert keys[0].isEnabled(), f"{words} is not enabled"
    QTest.mouseClick(keys[0], Qt.MouseButton.LeftButton)


def field(root: QWidget, name: str) -> QLineEdit:
    """The field in sight of this name."""
    (found,) = [x for x in root.findChildren(QLineEdit) if x.accessibleName() == name and x.isVisibleTo(root)]
    return found


def type_in(root: QWidget, name: str, words: str, *, enter: bool = False) -> None:
    """Type into a field, in place of what stands there."""
    line = field(root, name)
    line.selectAll()
    QTest.keyClicks(line, words) if words else QTest.keyClick(line, Qt.Key.Key_Delete)
    if enter:
        QTest.keyClick(line, Qt.Key.Key_Return)


def drag(view: QAbstractItemView, row: int, before: int) -> None:
    """Take a row with the mouse, carry it to where it falls before another (or after the last), and let go there.

    The offscreen platform carries nothing: what the view gave to the drag comes back to it by the events of a drop.
    """
    viewport, data = view.viewport(), _picked_up(view, row)
    there = QPointF(_edge(view, before))
    left, none, moves = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(viewport, kind(there.toPoint(), moves, data, left, none))
    QApplication.sendEvent(viewport, QDropEvent(there, moves, data, Qt.MouseButton.NoButton, none))


def _picked_up(view: QAbstractItemView, row: int) -> QMimeData:
    """What a drag that begins at a row carries."""
    model, viewport = view.model(), view.viewport()
    carried: list[QMimeData] = []
    take = model.mimeData

    def spy(indexes: Sequence[QModelIndex]) -> QMimeData:
        carried.append(take(indexes))
        return take(indexes)

    view.scrollTo(model.index(row, 0))
    grip = view.visualRect(model.index(row, 0)).center()
    model.mimeData = spy  # type: ignore[method-assign] # the drag itself ends where it began
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(viewport, grip + QPoint(0, QApplication.startDragDistance() + 1))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=grip)
    model.mimeData = take  # type: ignore[method-assign]
    (data,) = carried
    return data


def _edge(view: QAbstractItemView, before: int) -> QPoint:
    last = view.model().rowCount() - 1
    index = view.model().index(min(before, last), 0)
    view.scrollTo(index)  # as the view does of itself under a hand that comes near its edge
    rect = view.visualRect(index)
    return QPoint(rect.center().x(), rect.top() + 1 if before <= last else rect.bottom() - 1)
