"""The chosen participant, or the circle: who they are, how they were last, their letters, their trail, and a line to
write a note.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Line
from kapcircle.ui.key import LOW, Key, Kind
from kapcircle.ui.label import Elided, Label, Whole
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.letters import Letters
from kapcircle.ui.panels.trail import Trail
from kapcircle.ui.theme import Tone
from kapcircle.views.chosen import Chosen
from kapcircle.views.course import NEXT
from kapcircle.views.trail import TrailRow

NOBODY = Chosen()
MOST = 1_000_000
"""Letters of one note: Qt's own limit cuts a text that is pasted, and says nothing."""
ONE = 44
"""Least height of the records, in pixels: one of them."""


class Waiting(Panel):
    """What waits to be acknowledged, and the key that does it."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__(edge=Tone.ALARM)
        self.body.setContentsMargins(10, 6, 6, 6)
        self._words = Whole("", Tone.TEXT, t.NOTE)
        self.key = Key("acknowledge", "A", Kind.ALARM)
        self.key.clicked.connect(self.pressed)
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        line.addWidget(self.key)
        self.body.addLayout(line)
        self.hide()

    def read_large(self, reading: bool) -> None:
        """Larger words where they are read from afar."""
        self._words.set_size(t.TITLE if reading else t.NOTE)

    def say(self, words: str) -> None:
        """Show this; nothing where nothing waits."""
        self._words.say(f"▲ {words}" if words else "")
        self.setAccessibleName(f"waits to be acknowledged: {words}")
        self.setVisible(bool(words))


class NotesPanel(Panel):
    """`noted` gives the words of a new note, `linked` the row whose link was pressed, `lettered` the name of an action
    whose key was, `released` that all is chosen.
    """

    noted = Signal(str)
    linked = Signal(object)
    lettered = Signal(str)
    released = Signal()
    kept = Signal()
    """What was typed is on the disk, and the hand is free."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._reading = False
        self.setMinimumWidth(1)  # as wide as its column: it never scrolls to the side
        self._name, self._mat = Label("", Tone.TEXT, t.TITLE, t.SEMIBOLD), Label("", Tone.SECOND, t.TITLE)
        self._touch, self._clock, self._last = Label("", Tone.COMING, t.NOTE), Elided(""), Elided("", Tone.SECOND)
        self._course, self._next = Whole("", Tone.SECOND, t.NOTE), Whole("", Tone.SECOND, t.NOTE)
        self._all = Key("Everyone", kind=Kind.BARE)
        self._slot = QVBoxLayout()
        self.waiting, self.letters, self.trail = Waiting(), Letters(), Trail()
        self._empty = Label("", Tone.SECOND, t.NOTE)
        self._empty.setWordWrap(True)
        self._trouble = Label("", Tone.ACCENT, t.NOTE)
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._about = Label("", Tone.ACCENT, t.NOTE)
        self.field = Line()
        self.field.setMinimumHeight(LOW)
        self.field.setMaxLength(MOST)
        self.trail.before = self._all
        self.trail.setMinimumHeight(ONE)
        self._build()
        self._all.clicked.connect(self.released)
        self.field.returnPressed.connect(self._save)
        self.field.textChanged.connect(self._say_about)
        self.trail.linked.connect(self.linked)
        self.letters.pressed.connect(self.lettered)
        self.waiting.pressed.connect(lambda: self.lettered.emit("acknowledge"))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addWidget(self._mat)
        head.addStretch(1)
        head.addWidget(self._all)
        self.body.addLayout(head)
        line = QHBoxLayout()
        line.addWidget(self._clock, 1)
        line.addWidget(self._touch)
        self.body.addLayout(line)
        above: tuple[QWidget, ...] = (self._next, self._course, self._last)
        between: tuple[QWidget, ...] = (self.waiting, self.letters, self._empty)
        below: tuple[QWidget, ...] = (self._trouble, self._about, self.field)
        for part in above:
            self.body.addWidget(part)
        self.body.addLayout(self._slot)
        for part in between:
            self.body.addWidget(part)
        self.body.addWidget(self.trail, 1)
        for part in below:
            self.body.addWidget(part)

    def hold(self, chart: QWidget) -> None:
        """Show a chart of the chosen one below their last reading."""
        self._slot.addWidget(chart)

    @property
    def room(self) -> int:
        """Height of what the records and a chart share: all else has what it needs."""
        self.body.activate()
        return self._slot.geometry().height() + self.trail.height()

    def show_person(self, name: str, mat: int | None, known: Chosen = NOBODY, *, covered: str = "") -> None:
        """Whose records these are; without a mat, those of the circle and everyone in it.

        `covered` says instead what is covered, and how it is shown again.
        """
        self._name.say("Covered" if covered else name)
        self._mat.say("" if mat is None else f"mat {mat}")
        self._all.setVisible(mat is not None and not covered)
        self.field.setVisible(not covered)
        about = f"Note on {name}" if mat is not None else "Note on the circle"
        self.field.setPlaceholderText("" if covered else f"{about}, Enter saves")
        self.field.setAccessibleName("Note" if covered else about)
        self._about.say("" if covered else about)
        self._say_about()
        self._show_known(NOBODY if covered else known)
        self.letters.setVisible(mat is not None and not covered)
        if covered:
            self.show_trail((), empty=covered)

    def _show_known(self, known: Chosen) -> None:
        self._touch.say(known.touch)
        self._touch.setVisible(bool(known.touch))
        since, *course = known.course or ("",)
        brief = next((line for line in course if line.startswith(NEXT)), "")
        shown: tuple[tuple[Label, str], ...] = (
            (self._clock, since),
            (self._next, "" if self._reading else brief),
            (self._course, "\n".join(course) if self._reading else ""),
            (self._last, "" if known.waits else known.reading),
        )
        for part, words in shown:
            part.say(words)
            part.setVisible(bool(words))
        for part in (self._clock, self._next):
            part.setToolTip("\n".join(known.course))
            part.setAccessibleDescription(" ".join(known.course))
        self.waiting.say(known.waits)

    def _say_about(self) -> None:
        """Words in the field hide its placeholder, so whom they are about stands above them."""
        self._about.setVisible(bool(self._about.text() and self.field.text()))

    def show_trail(self, rows: Sequence[TrailRow], *, empty: str) -> None:
        """Show these records, the newest first."""
        self._empty.say(empty)
        self._empty.setVisible(not rows)
        self.trail.show_rows(rows)

    def read_large(self, reading: bool) -> None:
        """Reading mode: the records and the field at 22."""
        if reading != self._reading:
            self._reading = reading
            size = t.LARGE if reading else t.BODY
            self.field.setFont(t.face(size))
            for part in (self._name, self._mat):
                part.set_size(t.LARGE if reading else t.TITLE)
            for line in (self._clock, self._last):
                line.set_size(size)
            self.waiting.read_large(reading)
            self.trail.write(size)

    def _save(self) -> None:
        if self.field.text().strip():
            self.noted.emit(self.field.text())

    def saved(self) -> None:
        """The note is on the disk: the line is free, and the next keys are the page's, as after every form."""
        self.field.clear()
        self.trouble("")
        if self.window().focusWidget() is self.field:
            self.kept.emit()

    def trouble(self, words: str) -> None:
        """Why the note is not saved; its words stay in the line."""
        self._trouble.say(words)
        self._trouble.setVisible(bool(words))
