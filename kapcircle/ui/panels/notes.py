"""The chosen participant, or the circle: the last notes, and a line to write another."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Line
from kapcircle.ui.key import LOW, Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel, see_through
from kapcircle.ui.theme import Tone
from kapcircle.views.circle import NoteRow

MOST = 40
"""Notes on the page; the rest stand on the Review page."""


class Note(QWidget):
    """One note; a struck one keeps its words, crossed out, and says why."""

    def __init__(self, row: NoteRow, size: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.link = Key(row.link, kind=Kind.BARE) if row.link else None
        head = Label(f"{row.when}  {row.who}".strip(), Tone.SECOND, max(t.NOTE, size - 1))
        text = Label(row.text, Tone.SECOND if row.struck else Tone.TEXT, size)
        text.setWordWrap(True)
        if row.struck:
            font = text.font()
            font.setStrikeOut(True)
            text.setFont(font)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(head)
        words.addWidget(text)
        if row.struck:
            words.addWidget(Label(row.struck, Tone.SECOND, t.NOTE))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.addLayout(words, 1)
        if self.link is not None:
            self.link.setAccessibleName(f"{row.link}: {row.text}")
            line.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)


class NotesPanel(Panel):
    """`noted` gives the words of a new note, `linked` the row whose link was pressed, `released` that all is chosen."""

    noted = Signal(str)
    linked = Signal(object)
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._rows: tuple[NoteRow, ...] | None = None
        self._reading = False
        self._name, self._mat = Label("", Tone.TEXT, t.TITLE, t.SEMIBOLD), Label("", Tone.SECOND, t.TITLE)
        self._course = Label("", Tone.SECOND, t.NOTE)
        self._all = Key("Everyone", kind=Kind.BARE)
        self._empty = Label("", Tone.SECOND, t.NOTE)
        self._empty.setWordWrap(True)
        self._trouble = Label("", Tone.ACCENT, t.NOTE)
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._about = Label("", Tone.ACCENT, t.NOTE)
        self.field = Line()
        self.field.setMinimumHeight(LOW)
        self._list, self._scroll = QVBoxLayout(), QScrollArea()
        self._build()
        self._all.clicked.connect(self.released)
        self.field.returnPressed.connect(self._save)
        self.field.textChanged.connect(self._say_about)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addWidget(self._mat)
        head.addStretch(1)
        head.addWidget(self._all)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 6, 0)
        self._list.setSpacing(6)
        outer.addLayout(self._list)
        outer.addStretch(1)
        self._scroll.setWidget(inside)
        see_through(self._scroll)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addLayout(head)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._scroll, 1)
        for part in (self._trouble, self._about, self.field):
            self.body.addWidget(part)
        self._course.setWordWrap(True)
        self._course.hide()
        self.body.insertWidget(1, self._course)

    def show_course(self, lines: Sequence[str]) -> None:
        """The clock of the chosen one in words, a line each; without any there is no room for it."""
        self._course.say("\n".join(lines))
        self._course.setVisible(bool(lines))

    def show_person(self, name: str, mat: int | None, *, covered: str = "") -> None:
        """Whose notes these are; without a mat, those of the circle and everyone in it.

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
        if covered:
            self.show_notes((), empty=covered)

    def _say_about(self) -> None:
        """Words in the field hide its placeholder, so whom they are about stands above them."""
        self._about.setVisible(bool(self._about.text() and self.field.text()))

    def show_notes(self, rows: Sequence[NoteRow], *, empty: str) -> None:
        """Show these notes, the newest first."""
        self._empty.say(empty)
        self._empty.setVisible(not rows)
        new = tuple(rows)[:MOST]
        if new != self._rows:
            self._rows = new
            self._fill()

    def _fill(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        notes = [Note(row, t.LARGE if self._reading else t.BODY) for row in self._rows or ()]
        links = [note.link for note in notes if note.link is not None]
        for note in notes:
            if note.link is not None:
                note.link.clicked.connect(lambda _=False, row=note.row: self.linked.emit(row))
            self._list.addWidget(note)
        for before, after in pairwise((self._all, *links)):
            self.setTabOrder(before, after)

    def read_large(self, reading: bool) -> None:
        """Reading mode: the notes and the field at 22."""
        if reading != self._reading:
            self._reading = reading
            self.field.setFont(t.face(t.LARGE if reading else t.BODY))
            for part in (self._name, self._mat):
                part.set_size(t.LARGE if reading else t.TITLE)
            self._fill()

    def _save(self) -> None:
        if self.field.text().strip():
            self.noted.emit(self.field.text())

    def saved(self) -> None:
        """The note is on the disk: the line is free for the next."""
        self.field.clear()
        self.trouble("")

    def trouble(self, words: str) -> None:
        """Why the note is not saved; its words stay in the line."""
        self._trouble.say(words)
        self._trouble.setVisible(bool(words))
