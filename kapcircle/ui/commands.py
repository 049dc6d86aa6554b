"""Every command by name: type a few letters, see what there is; Enter does what they name beyond doubt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kapcircle.core.words import WORDS, Word
from kapcircle.ui import typeface as t
from kapcircle.ui.actions import Keymap
from kapcircle.ui.forms import Line
from kapcircle.ui.label import Label, caption
from kapcircle.ui.listing import RowPen
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.table import Column, Table
from kapcircle.ui.theme import Tone

ACTIONS_OF: Mapping[str, tuple[str, ...]] = {
    "open": ("go",),
    "go": ("go", "go always"),
    "hold": ("hold",),
    "resume": ("hold",),
    "extend": ("more", "more 5"),
    "take": ("less", "less 5"),
    "hush": ("hush",),
    "unhush": ("hush",),
    "silence": ("silence",),
    "soften": ("soften", "turn"),
    "deepen": ("deepen",),
    "ground": ("ground",),
    "lift": ("lift",),
    "fade-all": ("fade all",),
    "loop": ("loop",),
    "leave-loop": ("loop",),
    "nudge": ("nudge on", "nudge back"),
    "play-next": ("next track",),
    "restart-sound": ("sound",),
    "timer": ("timer 1", "timer 2", "timer 3"),
    "note": ("note",),
    "vitals": ("vitals",),
    "check-in": ("check-in",),
    "observation": ("observation",),
    "dose": ("dose",),
    "acknowledge": ("acknowledge",),
    "touch": ("touch",),
    "questions": ("questions",),
    "incident": ("incident",),
    "song": ("song",),
    "what-happened": ("incidents",),
    "ready": ("ready",),
    "leaving": ("leaving",),
    "wrong-person": ("wrong person",),
    "undo": ("undo",),
    "cover": ("cover",),
    "uncover": ("cover",),
    "emergency": ("emergency",),
    "stand-down": ("emergency",),
    "seat": ("after", "before"),
    "here": ("attendance",),
    "not-today": ("opt out",),
    "latecomer": ("latecomer",),
    "team": ("team",),
    "round": ("round",),
    "kiosk": ("kiosk",),
    "place": ("place",),
    "switch": ("switch",),
    "reading": ("reading",),
    "trends": ("trends",),
    "keys": ("keys",),
    "screen": ("front",),
    "lock": ("lock",),
    "quit": ("quit",),
}
"""Which keys do what a command does; the first is shown beside it."""


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A command of the page, no script's. `act` is given the words after its name, and returns what is wrong."""

    name: str
    usage: str
    help: str
    act: Callable[[str], str]


AnyWord = Word | OwnWord


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
    """`obey` does a line and returns what is wrong with it, or nothing; the page has words of its `own`."""

    def __init__(self, keymap: Keymap, obey: Callable[[str], str], own: Mapping[str, OwnWord], page: QWidget) -> None:
        super().__init__(page)
        self._keymap, self._obey, self._own = keymap, obey, own
        self.words: Mapping[str, AnyWord] = {**WORDS, **own}
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

    def put_away(self) -> None:
        super().put_away()
        self.line.clear()

    def _filter(self, text: str) -> None:
        self._trouble.say("")
        self._trouble.hide()
        first, _ = _split(text)
        shown = (CommandRow(w.name, w.usage, w.help, self._shortcut(w.name)) for w in found(self.words, first))
        self.table.set_rows(tuple(shown))
        if first:
            self.list.selectRow(0)

    def _shortcut(self, name: str) -> str:
        return self._keymap.shown(ACTIONS_OF[name][0]) if name in ACTIONS_OF else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            at = self.list.currentIndex().row() + step
            self.list.selectRow(min(max(0, at), self.table.rowCount() - 1))

    def _enter(self) -> None:
        """Do what is named beyond doubt; else only write out the name that is chosen."""
        first, rest = _split(self.line.text())
        meant = named(self.words, first)
        if meant is not None and (rest or not _needs_more(meant)):
            self._do(f"{meant.name} {rest}".rstrip())
        elif meant is not None:
            self._write(meant.name, rest)
        elif self.list.currentIndex().isValid():
            self._write(self.table.row(self.list.currentIndex()).key, rest)

    def _take(self, row: CommandRow) -> None:
        """Do a command that was pointed at; for one that needs more words, begin its line."""
        if _needs_more(self.words[row.key]):
            self._write(row.key, "")
        else:
            self._do(row.key)

    def _write(self, name: str, rest: str) -> None:
        self.line.setText(f"{name} {rest}")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, text: str) -> None:
        self.put_away()
        name, rest = _split(text)
        wrong = self._own[name].act(rest) if name in self._own else self._obey(text)
        if wrong:
            self.line.setText(text)
            self.show_over(self.line)
            self._trouble.say(wrong)
            self._trouble.show()


def _split(text: str) -> tuple[str, str]:
    """The beginning of a name, and what follows it."""
    name, _, rest = text.strip().partition(" ")
    return name.lower(), rest.strip()


def found(words: Mapping[str, AnyWord], first: str) -> list[AnyWord]:
    """The commands that a few letters may mean: their beginning first, else a part, else a word of what they do."""
    begin = [w for w in words.values() if w.name.startswith(first)]
    within = [w for w in words.values() if first in w.name and w not in begin]
    return begin + within or [w for w in words.values() if first in w.help.lower()]


def named(words: Mapping[str, AnyWord], first: str) -> AnyWord | None:
    """The command that is named in full, or the only one that begins so."""
    begin = [w for w in words.values() if w.name.startswith(first)]
    return words.get(first) or (begin[0] if len(begin) == 1 else None)


def _needs_more(word: AnyWord) -> bool:
    """Whether the name alone is not the whole command."""
    if isinstance(word, OwnWord):
        return bool(word.usage)
    try:
        word.read("")
    except ValueError:
        return True
    return False
