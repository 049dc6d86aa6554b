"""A question on the page: it waits in its corner, and the circle goes on. Esc closes it and changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Line, Secret
from kapcircle.ui.key import LOW, Key, Kind
from kapcircle.ui.keyboard import DIALOG
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel
from kapcircle.ui.theme import Tone

Deed = Callable[[tuple[str, ...]], str | None]
"""Does what was answered, given what stands in the fields; returns what is wrong with it, or nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to type in."""

    name: str
    text: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A key under the question. One without a deed only closes it."""

    words: str
    deed: Deed | None = None
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the first answer is the one that Enter gives from a field."""

    title: str
    words: str = ""
    entries: tuple[Entry, ...] = ()
    answers: tuple[Answer, ...] = ()


class Ask(Panel):
    """Shows one question at a time; a new one takes the place of the last."""

    settled = Signal()
    """It is shown, put away, or of another height."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent, edge=Tone.ACCENT)
        self._page = parent
        self.setProperty(DIALOG, True)
        self._fields: list[QLineEdit] = []
        self._keys: list[Key] = []
        self._sheet: QWidget | None = None
        self._before: QWidget | None = None
        self._trouble = Label("", Tone.ACCENT, t.NOTE)
        self.hide()

    @property
    def fields(self) -> tuple[QLineEdit, ...]:
        """What is typed into."""
        return tuple(self._fields)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The answers."""
        return tuple(self._keys)

    def put(self, asked: Asked) -> None:
        """Ask this."""
        if not self.isVisible():
            self._before = self.window().focusWidget()
        self._clear()
        self.setAccessibleName(asked.title)
        self.setAccessibleDescription(asked.words)
        self._sheet = QWidget(self)
        self._build(QVBoxLayout(self._sheet), asked)
        self.body.addWidget(self._sheet)
        self.show()
        self.adjustSize()
        self.raise_()
        self.settled.emit()
        (self._fields or self._keys)[0].setFocus(Qt.FocusReason.TabFocusReason)

    def put_away(self) -> None:
        """Nothing is asked any more; the focus goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        self._clear()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.settled.emit()

    def _clear(self) -> None:
        if self._sheet is not None:
            self.body.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None
        self._fields, self._keys = [], []

    def _build(self, layout: QVBoxLayout, asked: Asked) -> None:
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for words, size, tone in ((asked.title, t.LEAD, Tone.TEXT), (asked.words, t.BODY, Tone.SECOND)):
            if words:
                label = Label(words, tone, size, t.SEMIBOLD if size == t.LEAD else t.REGULAR)
                label.setWordWrap(True)
                layout.addWidget(label)
        for entry in asked.entries:
            layout.addWidget(Label(entry.name, Tone.SECOND, t.NOTE))
            layout.addWidget(self._field(entry, asked))
        self._trouble = Label("", Tone.ACCENT, t.NOTE)
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        layout.addWidget(self._trouble)
        row = QHBoxLayout()
        for answer in asked.answers:
            row.addWidget(self._key(answer))
        row.addStretch(1)
        layout.addLayout(row)

    def _field(self, entry: Entry, asked: Asked) -> QLineEdit:
        field = Secret() if entry.secret else Line(entry.text)
        field.setAccessibleName(entry.name)
        field.setMinimumHeight(LOW)
        field.selectAll()
        field.returnPressed.connect(lambda: self._answer(asked.answers[0]))
        self._fields.append(field)
        return field

    def _key(self, answer: Answer) -> Key:
        key = Key(answer.words, kind=answer.kind)
        key.clicked.connect(lambda: self._answer(answer))
        self._keys.append(key)
        return key

    def _answer(self, answer: Answer) -> None:
        sheet = self._sheet
        wrong = answer.deed(tuple(field.text() for field in self._fields)) if answer.deed else None
        if wrong:
            self._trouble.say(wrong)
            self._trouble.show()
            self.adjustSize()
            self.settled.emit()
        elif self._sheet is sheet:  # the deed may have asked the next question
            self.put_away()
