"""A question on the page: it waits in its corner, and the circle goes on. Esc closes it and changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Line, Secret
from kapcircle.ui.key import LOW, Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.overlay import Overlay
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


class Ask(Overlay):
    """Shows one question at a time; a new one takes the place of the last."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._sheet: QWidget | None = None
        self._trouble = Label(parent=self)
        self._trouble.hide()
        self.fields: tuple[QLineEdit, ...] = ()
        self.keys: tuple[Key, ...] = ()

    def put(self, asked: Asked) -> None:
        """Ask this."""
        self._clear()
        self.setAccessibleName(asked.title)
        self.setAccessibleDescription(asked.words)
        self._sheet = self._built(asked)
        self.body.addWidget(self._sheet)
        self.show_over((*self.fields, *self.keys)[0])

    def put_away(self) -> None:
        super().put_away()
        self._clear()

    def _clear(self) -> None:
        self.fields, self.keys = (), ()
        if self._sheet is not None:
            self.body.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None

    def _built(self, asked: Asked) -> QWidget:
        sheet = QWidget(self)
        layout = QVBoxLayout(sheet)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(_paragraph(asked.title, Tone.TEXT, t.LEAD))
        if asked.words:
            layout.addWidget(_paragraph(asked.words, Tone.SECOND, t.BODY))
        self.fields = tuple(self._field(entry, asked) for entry in asked.entries)
        for entry, field in zip(asked.entries, self.fields, strict=True):
            layout.addWidget(Label(entry.name, Tone.SECOND, t.NOTE))
            layout.addWidget(field)
        self._trouble = _paragraph("", Tone.ACCENT, t.NOTE)
        self._trouble.hide()
        layout.addWidget(self._trouble)
        row = QHBoxLayout()
        self.keys = tuple(self._key(answer) for answer in asked.answers)
        for key in self.keys:
            row.addWidget(key)
        row.addStretch(1)
        layout.addLayout(row)
        return sheet

    def _field(self, entry: Entry, asked: Asked) -> QLineEdit:
        field = Secret() if entry.secret else Line(entry.text)
        field.setAccessibleName(entry.name)
        field.setMinimumHeight(LOW)
        field.selectAll()
        field.returnPressed.connect(lambda: self._answer(asked.answers[0]))
        return field

    def _key(self, answer: Answer) -> Key:
        key = Key(answer.words, kind=answer.kind)
        key.clicked.connect(lambda: self._answer(answer))
        return key

    def _answer(self, answer: Answer) -> None:
        sheet = self._sheet
        wrong = answer.deed(tuple(field.text() for field in self.fields)) if answer.deed else None
        if wrong:
            self._trouble.say(wrong)
            self._trouble.show()
            self.adjustSize()
            self.settled.emit()
        elif self._sheet is sheet:  # the deed may have asked the next question
            self.put_away()


def _paragraph(words: str, tone: Tone, size: float) -> Label:
    label = Label(words, tone, size, t.SEMIBOLD if size == t.LEAD else t.REGULAR)
    label.setWordWrap(True)
    return label
