"""All keys and what they do; Enter on one, and the next key pressed is its new key. Pedals are learned here, too."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.actions import ACTIONS, HELD, Action, Keymap, as_written, written
from kapcircle.ui.commands import plain_list
from kapcircle.ui.forms import key, row
from kapcircle.ui.keyboard import CAPTURES
from kapcircle.ui.label import Label, caption
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.table import Column, Table
from kapcircle.ui.theme import Tone

MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
HELP = (
    "Enter changes the key of the chosen line, Ins adds a pedal or remote, Delete gives back its first key alone. "
    "Esc closes. Pedals were not tried on hardware: try each before a circle."
)
NEW_KEY = "Press the new key for “{title}”. Esc leaves it as it is."
PEDAL = "Press the pedal for “{title}” now. Esc leaves it as it is."
HOLD = "Press the pedal or key for “{title}” now: 1.5 s of it call the emergency. Esc leaves it as it is."


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


LEAST = 132
"""Height of the list at a text size of 100 %: a few keys are in sight beside the words, however large they are."""


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
        self._changing, self._learns = "", False
        self.setAccessibleName("Keys")
        self.table, self.catch = Table(COLUMNS, self), Catch()
        self.list = plain_list(self.table, self, "Keys")
        self._help = Label(HELP, Tone.SECOND, t.NOTE)
        self._help.setWordWrap(True)
        self.list.setMinimumHeight(int(LEAST * t.scale()))
        for part in (caption("Keys"), self.list, self._help, self.catch):
            self.body.addWidget(part)
        self._pedals = Label("", Tone.SECOND, t.NOTE)
        self.body.addLayout(row(key("Add a pedal", self._learn, "Ins"), self._pedals, None))
        self.list.selectionModel().currentRowChanged.connect(self._show_pedals)
        self.list.activated.connect(self._begin)
        self.catch.caught.connect(self._caught)
        self.catch.hide()

    def open(self) -> None:
        """Show all keys."""
        self._fill()
        self.list.selectRow(0)
        self.show_over(self.list)

    def _fill(self) -> None:
        self.table.set_rows(tuple(self._row(action) for action in ACTIONS.values()))
        self._show_pedals()

    def _row(self, action: Action) -> KeyRow:
        """The key that is shown elsewhere, too, and how many pedals there are besides."""
        shown, learned = self._keymap.shown(action.name), self._keymap.learned(action.name)
        more = [key for key in learned if as_written(key) != shown]
        return KeyRow(action.name, action.title, f"{shown}, +{len(more)}" if more else shown, action.where.value)

    def _show_pedals(self) -> None:
        index = self.list.currentIndex()
        learned = self._keymap.learned(self.table.row(index).key) if index.isValid() else ()
        self._pedals.say(f"Pedals: {', '.join(map(as_written, learned))}" if learned else "No pedal does this.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.list.currentIndex()
        if event.key() == Qt.Key.Key_Delete and index.isValid():
            name = self.table.row(index).key
            self._keymap.forget(name)
            self._settle(self._keymap.give_back(name))
        elif event.key() == Qt.Key.Key_Insert:
            self._learn()
        else:
            super().keyPressEvent(event)

    def _begin(self, index: QModelIndex) -> None:
        """One that has no key of its own is only ever learned."""
        self._ask(index, learns=not ACTIONS[self.table.row(index).key].keys)

    def _learn(self) -> None:
        if (index := self.list.currentIndex()).isValid():
            self._ask(index, learns=True)

    def _ask(self, index: QModelIndex, *, learns: bool) -> None:
        asked = self.table.row(index)
        self._changing, self._learns = asked.key, learns
        words = HOLD if asked.key == HELD else PEDAL if learns else NEW_KEY
        self._say(words.format(title=asked.title))
        self.catch.setFocus(Qt.FocusReason.OtherFocusReason)

    def _caught(self, pressed: str) -> None:
        take = self._keymap.learn if self._learns else self._keymap.change
        wrong = "" if pressed == "Esc" else take(self._changing, pressed)
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
