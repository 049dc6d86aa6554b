"""Keys before anyone else sees them: which belong to the page, and which to the field, list or dialog in focus."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from kapcircle.ui.actions import Keymap, Where, written
from kapcircle.ui.guard import Fingers

DIALOG = "dialog"
"""Property of a widget in which keys belong to what is asked, not to the page."""

OWN_ARROWS = "arrows"
"""Property of a widget that moves with the arrow and page keys itself."""

CAPTURES = "captures"
"""Property of a widget that takes the next key, whatever it is for."""

ARROWS = frozenset({"Left", "Up", "Right", "Down", "PgUp", "PgDown"})

ENTER = frozenset({"Return", "Enter"})


class Focus(Enum):
    """What kind of thing has the focus."""

    FREE = "free"
    FIELD = "field"
    LIST = "list"
    DIALOG = "dialog"


def focus_of(widget: QWidget | None) -> Focus:
    """What kind of thing a widget is to a key."""
    match widget:
        case None:
            return Focus.FREE
        case QLineEdit() | QPlainTextEdit() | QTextEdit() | QAbstractSpinBox():
            return Focus.FIELD
        case QAbstractItemView() | QComboBox():
            return Focus.LIST
    inside: QWidget | None = widget
    while inside is not None:
        if inside.property(DIALOG) or inside.windowModality() is not Qt.WindowModality.NonModal:
            return Focus.DIALOG
        inside = inside.parentWidget()
    return Focus.FREE


class Keyboard(QObject):
    """Watches the window and whatever in it has the focus. `act` does an action by name, told if the key repeats."""

    moved = Signal()
    """The focus is elsewhere."""
    lifted = Signal()
    """A key was let go of, or nobody can know."""

    def __init__(self, page: QWidget, keymap: Keymap, act: Callable[[str, bool], None]) -> None:
        """Watches the window of `page` for as long as the page lives."""
        super().__init__(page)
        window = page.window()
        self._window, self._keymap, self._act = window, keymap, act
        self._here = page.isVisible
        self._watched: QWidget | None = None
        self._fingers = Fingers()
        self._doing = 0
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self, _: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._gone)
            self._watched = None
        if new is not None and new is not self._window and self._window.isAncestorOf(new):
            new.installEventFilter(self)
            new.destroyed.connect(self._gone)
            self._watched = new
        self.lifted.emit()
        self.moved.emit()

    def _gone(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return self._pressed(event)
            case QEvent.Type.KeyRelease if isinstance(event, QKeyEvent) and not event.isAutoRepeat():
                self._fingers.release(event.key(), event.timestamp())
                self.lifted.emit()
            case QEvent.Type.WindowDeactivate:
                self.lifted.emit()
            case _:
                pass
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        key = written(event)
        widget = self._window.focusWidget()
        fresh = self._fingers.press(event.key(), event.timestamp(), repeated=event.isAutoRepeat())
        action = self._keymap.action(key)
        if action is None or not self._belongs(key, action.where, widget):
            return self._falls_through(event.key(), key, widget, fresh=fresh)
        self._doing = event.key()
        self._act(action.name, not fresh)
        return True

    def _falls_through(self, code: int, key: str, widget: QWidget | None, *, fresh: bool) -> bool:
        """Whether a key without an action here does nothing at all."""
        if not fresh and code == self._doing:
            return True  # it has done its deed, and is no letter in the field that the deed opened
        self._doing = 0
        if not self._here() or not isinstance(widget, QAbstractButton):
            return False
        return key == "Space" or (key in ENTER and not fresh)  # Enter presses once, Space never

    def _belongs(self, key: str, where: Where, widget: QWidget | None) -> bool:
        if widget is not None and widget.property(CAPTURES):
            return False
        if where is Where.EVERYWHERE:
            return True
        if not self._here():
            return False
        if where is Where.ALWAYS:
            return True
        if key in ARROWS and widget is not None and widget.property(OWN_ARROWS):
            return False
        return focus_of(widget) is Focus.FREE
