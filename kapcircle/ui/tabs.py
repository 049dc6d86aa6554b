"""The way of Tab where parts are made later than what stands below them: Qt goes by when a part was made."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_on(before: QWidget, parts: Iterable[QWidget]) -> None:
    """Tab goes from `before` to these, one after the other."""
    for part in parts:
        QWidget.setTabOrder(before, part)
        before = part


def lead_first(owner: QWidget, parts: Iterable[QWidget]) -> None:
    """Tab comes to these first of all that is inside `owner`."""
    before: QWidget | None = owner.previousInFocusChain()
    while before is not None and before is not owner and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain()
    if before is not None and before is not owner:
        lead_on(before, parts)


def stops(root: QWidget) -> tuple[QWidget, ...]:
    """What Tab stops at inside `root`, in the order in which it was put there; the list of a choice is a window."""
    inside = (x for x in root.findChildren(QWidget) if x.window() is root.window())
    return tuple(x for x in inside if x.focusPolicy() & Qt.FocusPolicy.TabFocus)
