"""A question on the page: it waits in its corner, and the circle goes on. Esc closes it and changes nothing.

What it tells scrolls where it is long, by the arrows and the page keys too: its fields and answers stay in sight. Of a
list of people that is longer than the room for it, the one that Tab has come to does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.fitted import Fitted
from kapcircle.ui.forms import Line, Secret
from kapcircle.ui.key import LOW, Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.theme import Tone

BIG = 40.0
"""The number of a mat, in pixels at 100 %."""

Deed = Callable[[tuple[str, ...]], str | None]
"""Does what was answered, given what stands in the fields; returns what is wrong with it, or nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to type in. One of `digits` gives the answer by itself at its last digit; of two, Enter leads on."""

    name: str
    text: str = ""
    secret: bool = False
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A key under the question, and the letter or digit that presses it. One without a deed only closes it.

    `listed`: it is one of a list of people, which may be long, and of which the last have no digit.
    """

    words: str
    deed: Deed | None = None
    kind: Kind = Kind.PLAIN
    key: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the first answer is the one that Enter gives from a field. About a person, their `mat` is large."""

    title: str
    words: str = ""
    entries: tuple[Entry, ...] = ()
    answers: tuple[Answer, ...] = ()
    mat: int | None = None


class Ask(Overlay):
    """Shows one question at a time; a new one takes the place of the last."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._sheet: QWidget | None = None
        self._trouble = Label(parent=self)
        self._trouble.hide()
        self._words, self._list = Fitted(self), Fitted(self)
        self._words.hide()
        self._list.hide()
        self._answers: Mapping[str, Answer] = {}
        self.fields: tuple[QLineEdit, ...] = ()
        self.keys: tuple[Key, ...] = ()
        self.waits = False
        """Whether an answer was given that takes its time."""

    def put(self, asked: Asked) -> None:
        """Ask this."""
        self._clear()
        self.setAccessibleName(asked.title)
        self.setAccessibleDescription(asked.words)
        self._sheet = self._built(asked)
        self.body.addWidget(self._sheet)
        self._sheet.show()
        self._answers = {answer.key: answer for answer in asked.answers if answer.key}
        self.show_over((*self.fields, *self.keys)[0])
        self._list.fit()
        self._words.fit()  # only now it is known how wide it is, and so how high what is wrapped
        self._sheet.updateGeometry()
        self.settled.emit()

    def wait(self, words: str) -> None:
        """An answer takes its time: say so, and take no other until it is put away or complained about."""
        self._say(words)
        self.waits = True
        for field in self.fields:
            field.setReadOnly(True)  # disabled, it would hand the focus to the page

    def complain(self, words: str) -> None:
        """Say what is wrong with the answer; secrets are typed anew."""
        self._say(words)
        self.waits = False
        secrets = [field for field in self.fields if isinstance(field, Secret)]
        for field in self.fields:
            field.setReadOnly(False)
        for field in secrets:
            field.clear()
        if secrets:
            secrets[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        super().put_away()
        self._clear()

    def _clear(self) -> None:
        self.fields, self.keys, self._answers, self.waits = (), (), {}, False
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
        title = _paragraph(asked.title, Tone.TEXT, t.LEAD)
        head = QHBoxLayout()
        head.setSpacing(12)
        if asked.mat is not None:
            head.addWidget(mat_number(asked.mat))
        head.addWidget(title, 1)
        layout.addLayout(head)
        self._words = Fitted(sheet)
        self._words.hold(_held(_paragraph(asked.words, Tone.SECOND, t.BODY)))
        self._words.setVisible(bool(asked.words))
        layout.addWidget(self._words)
        self.fields = tuple(self._field(entry, asked) for entry in asked.entries)
        for entry, field in zip(asked.entries, self.fields, strict=True):
            layout.addWidget(Label(entry.name, Tone.SECOND, t.NOTE))
            layout.addWidget(field)
        self._trouble = _paragraph("", Tone.ACCENT, t.NOTE)
        self._trouble.hide()
        layout.addWidget(self._trouble)
        row = QHBoxLayout()
        self.keys = tuple(self._key(answer) for answer in asked.answers)
        both = tuple(zip(self.keys, asked.answers, strict=True))
        people = [key for key, answer in both if answer.listed]
        for key in people:  # a long name is cut short before its digit lies under what scrolls it
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._list = Fitted(sheet)
        self._list.hold(_held(*people))
        self._list.setVisible(bool(people))
        layout.addWidget(self._list)
        for key, answer in both:
            if not answer.listed:
                (layout if answer.key else row).addWidget(key)
        row.addStretch(1)
        layout.addLayout(row)
        return sheet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = self._answers.get(event.text().upper())
        if self._words.scrolled(event.key()):
            return
        if answer is None or event.isAutoRepeat():
            super().keyPressEvent(event)
        else:
            self._answer(answer)

    def _field(self, entry: Entry, asked: Asked) -> QLineEdit:
        field = Secret() if entry.secret else Line(entry.text)
        field.setAccessibleName(entry.name)
        field.setMinimumHeight(LOW)
        field.selectAll()
        if entry.digits:
            field.setMaxLength(entry.digits)
        if entry.digits and len(asked.entries) == 1:
            field.textChanged.connect(lambda: self._answer_when_full(field, asked.answers[0]))
        elif entry.digits:
            field.returnPressed.connect(lambda: self._lead_on(field, asked))
        else:
            field.returnPressed.connect(lambda: self._answer(asked.answers[0]))
        return field

    def _answer_when_full(self, field: QLineEdit, answer: Answer) -> None:
        if len(field.text()) == field.maxLength():
            self._answer(answer)

    def _lead_on(self, field: QLineEdit, asked: Asked) -> None:
        if field is self.fields[-1]:
            self._answer(asked.answers[0])
        else:
            self.fields[self.fields.index(field) + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _key(self, answer: Answer) -> Key:
        key = Key(answer.words, answer.key, answer.kind)
        key.clicked.connect(lambda: self._answer(answer))
        return key

    def _answer(self, answer: Answer) -> None:
        if self.waits and answer.deed:
            return
        sheet = self._sheet
        wrong = answer.deed(tuple(field.text() for field in self.fields)) if answer.deed else None
        if wrong:
            self.complain(wrong)
        elif self._sheet is sheet and not (self.waits and answer.deed):  # the deed may have asked the next question
            self.put_away()

    def _say(self, words: str) -> None:
        self._trouble.say(words)
        self._trouble.show()
        self.adjustSize()
        self.settled.emit()


def mat_number(mat: int | None = None) -> Label:
    """The number of a mat, so large that nobody takes one person for another."""
    label = Label("" if mat is None else str(mat), Tone.ACCENT, BIG, t.SEMIBOLD)
    label.setAccessibleName("" if mat is None else f"mat {mat}")
    return label


def _held(*parts: QWidget) -> QWidget:
    held = QWidget()
    layout = QVBoxLayout(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for part in parts:
        layout.addWidget(part)
    return held


def _paragraph(words: str, tone: Tone, size: float) -> Label:
    label = Label(words, tone, size, t.SEMIBOLD if size == t.LEAD else t.REGULAR)
    label.setWordWrap(True)
    return label
