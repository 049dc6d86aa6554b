"""What was written, found again by its words; Enter on a line leads to its circle."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.desk.finding import MOST, Hit
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import Line, column, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.label import Label
from kapcircle.ui.panels.plan_head import words_of
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.views.records import gone

NOTHING = "Nothing was written with these words. Each word is looked for whole, and of the last one its beginning."
OWN = "Without a clinical role you find what you wrote yourself."


def _words(hit: Hit) -> str:
    said = hit.words.replace("\n", " ")
    return f"{said}  ({gone(hit.struck)})" if hit.struck else said


COLUMNS = (
    Column("When", lambda x: words_of(x.happened, weekday=False)),
    Column("Circle", lambda x: x.name),
    Column("Who", lambda x: x.alias or "circle"),
    Column("Kind", lambda x: x.kind),
    Column("Words", _words),
    Column("By", lambda x: x.by),
)
WIDTHS = (140, 160, 100, 92, 0, 120)


class Search(Line):
    """↓ leads to what was found, Esc empties it."""

    downward = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.downward.emit()
        else:
            super().keyPressEvent(event)


class Found(QWidget):
    """`line` is where the words are typed. `looking` says whether anything is looked for, `opened` which circle is
    wanted.
    """

    looking = Signal(bool)
    opened = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.line = Search("", "Find in what was written  /")
        self.line.setAccessibleName("Find in what was written")
        self._count, self._none = Label("", Tone.SECOND), wrapped("")
        self.grid = Grid("Found", COLUMNS, WIDTHS, _ink)
        self._hits: tuple[Hit, ...] = ()
        layout = column(self._count, self._none, self.grid, None)
        layout.setStretch(2, 1000)  # what is left below is for when there is nothing to show
        self.setLayout(layout)
        self.line.textChanged.connect(lambda _: self._look())
        self.line.returnPressed.connect(self._enter)
        self.line.downward.connect(self._down)
        self.grid.activated.connect(lambda index: self.opened.emit(self._hits[index.row()].session))

    def look_for(self, words: str) -> None:
        """As if these words were typed."""
        self.line.setText(words)
        self._look()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Look for nothing any more."""
        self.line.clear()

    def _look(self) -> None:
        words = self.line.text().strip()
        self.looking.emit(bool(words))
        if not words:
            self._hits = ()
            return
        self._bridge.attempt(lambda: self._show(self._bridge.house.search(words)))

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits
        clinical = self._bridge.house.people.clinical
        many = f"{MOST} or more found: add a word" if len(hits) >= MOST else f"{len(hits)} found"
        self._count.say(many if hits else "Nothing found")
        self._none.say("" if hits else NOTHING if clinical else f"{NOTHING} {OWN}")
        self._none.setVisible(not hits)
        self.grid.show_rows(hits)
        self.grid.setVisible(bool(hits))

    def _down(self) -> None:
        if self._hits:
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
            self.grid.selectRow(max(0, self.grid.currentIndex().row()))

    def _enter(self) -> None:
        """One that is found alone is opened; of several the first is chosen."""
        if len(self._hits) == 1:
            self.opened.emit(self._hits[0].session)
        else:
            self._down()


def _ink(hit: Any, place: int) -> Tone:
    if hit.struck:
        return Tone.THIRD
    return Tone.TEXT if place == 4 else Tone.SECOND
