"""Every command by name: type a few letters, see what there is, Enter does it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kapcircle.core.words import WORDS
from kapcircle.ui import typeface as t
from kapcircle.ui.actions import Keymap
from kapcircle.ui.forms import Line
from kapcircle.ui.label import Label, caption
from kapcircle.ui.listing import RowPen
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.table import Column, Table
from kapcircle.ui.theme import Tone

ACTION = {
    "open": "go",
    "go": "go",
    "hold": "hold",
    "resume": "hold",
    "extend": "more",
    "take": "less",
    "hush": "hush",
    "unhush": "hush",
    "silence": "silence",
    "fade-all": "fade all",
    "note": "note",
    "undo": "undo",
    "cover": "cover",
    "uncover": "cover",
    "emergency": "emergency",
    "stand-down": "emergency",
}
"""Which key does what a command does."""


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command as it is listed."""

    key: str
    usage: str
    help: str
    shortcut: str


COLUMNS = (
    Column("Command", lambda row: f"{row.key} {row.usage}".rstrip()),
    Column("What it does", lambda row: row.help),
    Column("Key", lambda row: row.shortcut),
)


def plain_list(model: Table, parent: QWidget, name: str) -> QTableView:
    """A list of rows to look through: nothing in it can be edited."""
    view = QTableView(parent)
    view.setModel(model)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    view.horizontalHeader().setStretchLastSection(True)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)
    view.setItemDelegate(RowPen(view))
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return view


class Commands(Overlay):
    """`obey` does a line and returns what is wrong with it, or nothing."""

    def __init__(self, keymap: Keymap, obey: Callable[[str], str], page: QWidget) -> None:
        super().__init__(page)
        self._keymap, self._obey = keymap, obey
        self.setAccessibleName("Every command by name")
        self.line, self.table = Line("", "a command, as in: extend 5:00"), Table(COLUMNS, self)
        self.list = plain_list(self.table, self, "Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._trouble = Label("", Tone.ACCENT, t.NOTE)
        self._trouble.setWordWrap(True)
        self.line.setAccessibleName("Command")
        for part in (caption("Every command by name"), self.line, self._trouble, self.list):
            self.body.addWidget(part)
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._enter)
        self.list.clicked.connect(lambda index: self._take(self.table.row(index)))

    def open(self) -> None:
        """Show all commands, ready for typing."""
        self.line.clear()
        self._filter("")
        self.show_over(self.line)

    def _filter(self, text: str) -> None:
        self._trouble.say("")
        self._trouble.hide()
        first = text.strip().partition(" ")[0].lower()
        words = [w for w in WORDS.values() if first in w.name] or [w for w in WORDS.values() if first in w.help.lower()]
        shown = (CommandRow(w.name, w.usage, w.help, self._shortcut(w.name)) for w in words)
        self.table.set_rows(tuple(shown))
        self.list.selectRow(0)

    def _shortcut(self, name: str) -> str:
        return self._keymap.shown(ACTION[name]) if name in ACTION else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            at = self.list.currentIndex().row() + step
            self.list.selectRow(min(max(0, at), self.table.rowCount() - 1))

    def _enter(self) -> None:
        text = self.line.text().strip()
        if text.partition(" ")[0].lower() in WORDS:
            self._do(text)
        elif self.list.currentIndex().isValid():
            self._take(self.table.row(self.list.currentIndex()))

    def _take(self, row: CommandRow) -> None:
        """Do a command that needs no more words; for another, begin its line."""
        if row.usage and row.key != "hold":
            self.line.setText(f"{row.key} ")
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._do(row.key)

    def _do(self, text: str) -> None:
        self.put_away()
        wrong = self._obey(text)
        if wrong:
            self.show_over(self.line)
            self._trouble.say(wrong)
            self._trouble.show()
