"""Keys before anyone else sees them: which belong to the page, and which to the field, list or dialog in focus."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
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
from kapcircle.ui.holding import Holding

DIALOG = "dialog"
"""Property of a widget in which keys belong to what is asked, not to the page."""

OWN_ARROWS = "arrows"
"""Property of a widget that moves with the arrow and page keys itself."""

BARRED = "barred"
"""Property of a window whose keys are nobody's but for an emergency: somebody of the circle has the laptop."""

OWN_STEPS = "steps"
"""Property of a widget that moves with the four arrows itself, and leaves the page keys to the page."""

CAPTURES = "captures"
"""Property of a widget that takes the next key, whatever it is for."""

KEYLESS = "keyless"
"""Property of a window without keys of its own: what is pressed there is pressed on the page."""

STEPS = frozenset({"Left", "Up", "Right", "Down"})
ARROWS = STEPS | {"PgUp", "PgDown"}

ENTER = frozenset({"Return", "Enter"})


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
CHORD = CTRL | ALT | Qt.KeyboardModifier.MetaModifier
NO_LETTERS = (CTRL, ALT, Qt.KeyboardModifier.MetaModifier)
"""One of these alone makes a letter a command; AltGr comes as two of them from some keyboards."""


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
    return Focus.DIALOG if _is_asked(widget) else Focus.FREE


def _is_asked(inside: QWidget | None) -> bool:
    """Whether a widget is part of what is asked just now."""
    while inside is not None:
        if inside.property(DIALOG) or inside.windowModality() is not Qt.WindowModality.NonModal:
            return True
        inside = inside.parentWidget()
    return False


HEARD = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.WindowDeactivate})
"""What a keyboard looks at; it sees every event of the program, and has to be quick about the rest."""


class Keyboard(QObject):
    """Sees each key first, in whichever window. `act` does an action by name, told if the key repeats; `type_in` is
    offered what is typed outside a field, and returns whether it took it: then it is no action.
    """

    moved = Signal()
    """The focus is elsewhere."""
    lifted = Signal()
    """A key was let go of, or nobody can know."""
    captured = Signal(str)
    """What was pressed on a pedal that is no keyboard, while a part takes the next key."""

    def __init__(
        self, page: QWidget, keymap: Keymap, act: Callable[[str, bool], None], type_in: Callable[[str], bool]
    ) -> None:
        """Watches for as long as the page lives."""
        super().__init__(page)
        self._page, self._keymap, self._act, self._type_in = page, keymap, act, type_in
        self._fingers = Fingers()
        self._doing = 0
        self.holding = Holding(page)
        self.holding.held.connect(lambda: self._act("emergency", False))
        app = QApplication.instance()
        app.focusChanged.connect(self._follow)  # type: ignore[union-attr] # it runs
        QTimer.singleShot(0, self, self._listen)

    def _listen(self) -> None:
        """Once the pages stand: each of the thousands of events in which they are made would pass through here."""
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr] # it runs

    def _follow(self) -> None:
        self.lifted.emit()
        self.moved.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in HEARD:
            return False
        if kind is QEvent.Type.WindowDeactivate:
            self.holding.stop()
            self.lifted.emit()
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            return self._pressed(event, watched)
        elif kind is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            self._fingers.release(event.key(), event.timestamp())
            self.holding.lift(str(event.key()))
            self.lifted.emit()
        return False

    def _pressed(self, event: QKeyEvent, at: QWidget) -> bool:
        """A key that its widget leaves alone is offered to those around it: it is looked at once."""
        window = at.window()
        widget: QWidget | None = window.focusWidget()
        if at is not window and at is not widget:
            return False
        key, here, ours = written(event), self._is_page(window), window is self._page.window()
        fresh = self._fingers.press(event.key(), event.timestamp(), repeated=event.isAutoRepeat())
        if self._keymap.holds(key) and not (widget is not None and widget.property(CAPTURES)):
            self._hold(str(event.key()), self._short(key, widget, here=here, ours=ours), fresh=fresh)
            return True
        if fresh and here and focus_of(widget) in {Focus.FREE, Focus.LIST} and self._type_in(_typed(event)):
            self._doing = event.key()
            return True
        action = self._keymap.meant(key)
        if action is None or not _belongs(key, action.where, widget, here=here, ours=ours):
            return self._falls_through(event.key(), key, widget, fresh=fresh, here=here)
        self._doing = event.key()
        self._act(action.name, not fresh)
        return True

    def _short(self, key: str, widget: QWidget | None, *, here: bool, ours: bool) -> str:
        """Which action a key does that was only pressed, though it is one to hold."""
        action = None if self._barred else self._keymap.meant(key)
        return action.name if action is not None and _belongs(key, action.where, widget, here=here, ours=ours) else ""

    @property
    def _barred(self) -> bool:
        return bool(self._page.window().property(BARRED))

    def _hold(self, what: str, short: str, *, fresh: bool) -> None:
        def pressed() -> None:
            self._act(short, False)
            self.lifted.emit()

        if fresh:
            self.holding.begin(what, pressed if short else None)
        else:
            self.holding.goes_on(what)

    def remote(self, key: str, down: bool) -> None:
        """Something that is no keyboard was pressed or let go of. It types nothing: no field keeps it for itself."""
        widget: QWidget | None = self._page.window().focusWidget()
        if widget is not None and widget.property(CAPTURES):
            if down:
                self.captured.emit(key)
        elif not down:
            self.holding.lift(key)
            self.lifted.emit()
        elif self._keymap.holds(key):
            self._hold(key, self._meant(key, widget), fresh=True)
        elif name := self._meant(key, widget):
            self._act(name, False)

    def _meant(self, key: str, widget: QWidget | None) -> str:
        """Which action is meant by it here; none that is of the page while something is asked."""
        action = self._keymap.action(key)
        if action is None or self._barred:
            return "emergency" if action is not None and action.name == "emergency" else ""
        asked = _is_asked(widget) or QApplication.activeModalWidget() is not None
        everywhere = action.where in {Where.EVERYWHERE, Where.WINDOW}
        return action.name if everywhere or (self._page.isVisible() and not asked) else ""

    def _is_page(self, window: QWidget) -> bool:
        """Whether what is pressed in a window is pressed on the page."""
        return self._page.isVisible() and (window is self._page.window() or bool(window.property(KEYLESS)))

    def _falls_through(self, code: int, key: str, widget: QWidget | None, *, fresh: bool, here: bool) -> bool:
        """Whether a key without an action here does nothing at all."""
        if not fresh and code == self._doing:
            return True  # it has done its deed, and is no letter in the field that the deed opened
        self._doing = 0
        if not here or not isinstance(widget, QAbstractButton):
            return False
        return key == "Space" or (key in ENTER and not fresh)  # Enter presses once, Space never


RETURN, BACKSPACE = "\r", "\b"
"""What Enter and Backspace are where characters are offered."""


def _typed(event: QKeyEvent) -> str:
    """The character that a key writes in a field; nothing for Space, and for a key that is pressed with Ctrl or Alt."""
    key = written(event)
    if key in ENTER or key == "Backspace":
        return RETURN if key in ENTER else BACKSPACE
    text = event.text().strip()
    return text if text.isprintable() and event.modifiers() & CHORD not in NO_LETTERS else ""


def _belongs(key: str, where: Where, widget: QWidget | None, *, here: bool, ours: bool) -> bool:
    """Whether a key does its action where the focus is; `here`: on the page, `ours`: on any page of its window."""
    if widget is not None and widget.property(CAPTURES):
        return False
    if where is Where.EVERYWHERE or (ours and where is Where.WINDOW):
        return True
    if not here or where is Where.WINDOW:
        return False
    if where is Where.ALWAYS:
        return True
    if widget is not None and key in ARROWS and _moves(key, widget):
        return False
    return focus_of(widget) is Focus.FREE


def _moves(key: str, widget: QWidget) -> bool:
    """Whether a widget moves with this arrow or page key itself."""
    return bool(widget.property(OWN_ARROWS) or (key in STEPS and widget.property(OWN_STEPS)))
