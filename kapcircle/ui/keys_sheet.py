"""All keys and what they do; Enter on one, and the next key pressed is its new key."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.actions import ACTIONS, Keymap, written
from kapcircle.ui.commands import plain_list
from kapcircle.ui.keyboard import CAPTURES
from kapcircle.ui.label import Label, caption
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.table import Column, Table
from kapcircle.ui.theme import Tone

MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
HELP = "Enter changes the key of the chosen line, Delete gives it back its first key. Esc closes."


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An action as it is listed."""

    key: str
    title: str
    shown: str
    where: str


COLUMNS = (
    Column("Key", lambda row: row.shown),
    Column("What it does", lambda row: row.title),
    Column("Where", lambda row: row.where),
)


class Catch(Label):
    """Takes the next key that is pressed, whatever it is for elsewhere."""

    caught = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", Tone.ACCENT, t.BODY, t.SEMIBOLD, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty(CAPTURES, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in MODIFIERS:
            self.caught.emit(written(event))


class KeysSheet(Overlay):
    """`changed` when an action has another key."""

    changed = Signal()

    def __init__(self, keymap: Keymap, page: QWidget) -> None:
        super().__init__(page)
        self._keymap = keymap
        self._changing = ""
        self.setAccessibleName("Keys")
        self.table, self.catch = Table(COLUMNS, self), Catch()
        self.list = plain_list(self.table, self, "Keys")
        self._help = Label(HELP, Tone.SECOND, t.NOTE)
        self._help.setWordWrap(True)
        for part in (caption("Keys"), self.list, self._help, self.catch):
            self.body.addWidget(part)
        self.list.activated.connect(self._begin)
        self.catch.caught.connect(self._caught)
        self.catch.hide()

    def open(self) -> None:
        """Show all keys."""
        self._fill()
        self.list.selectRow(0)
        self.show_over(self.list)

    def _fill(self) -> None:
        rows = (KeyRow(a.name, a.title, self._shown(a.name), a.where.value) for a in ACTIONS.values())
        self.table.set_rows(tuple(rows))

    def _shown(self, name: str) -> str:
        return self._keymap.shown(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.list.currentIndex()
        if event.key() == Qt.Key.Key_Delete and index.isValid():
            self._settle(self._keymap.give_back(self.table.row(index).key))
        else:
            super().keyPressEvent(event)

    def _begin(self, index: QModelIndex) -> None:
        row = self.table.row(index)
        self._changing = row.key
        self._say(f"Press the new key for “{row.title}”. Esc leaves it as it is.")
        self.catch.setFocus(Qt.FocusReason.OtherFocusReason)

    def _caught(self, key: str) -> None:
        wrong = "" if key == "Esc" else self._keymap.change(self._changing, key)
        if wrong:
            self._say(f"{wrong} Press another, or Esc.")
        else:
            self._settle("")

    def _settle(self, wrong: str) -> None:
        """Show the keys as they are now, and what stood in the way, if something did."""
        self.catch.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if wrong:
            self._say(wrong)
        self._fill()
        self.changed.emit()

    def _say(self, words: str) -> None:
        """The line takes room from the list, whose chosen row stays in sight."""
        self.catch.say(words)
        self.catch.show()
        self.settled.emit()
        self.body.activate()
        self.list.scrollTo(self.list.currentIndex())
