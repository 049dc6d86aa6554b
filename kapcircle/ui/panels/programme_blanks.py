"""The fields of a part of a programme: each shows what stands there, reads what is typed, and complains in place."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.core.errors import KnownError
from kapcircle.core.programme_checks import Fault
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Choice, Field, column, row
from kapcircle.ui.text import Entry, Prose
from kapcircle.ui.tick import Tick
from kapcircle.views.programme import faults_at
from kapcircle.views.programme_blanks import Blank, Rows, put, shown, taken, value_of

ACROSS = ((1.2, 6), (1.6, 3), (9.0, 1))
"""Up to which size of text how many fields stand beside one another."""


class Blanks(QWidget):
    """`changed` brings the subject as it was edited: a whole programme, or one record of it."""

    changed = Signal(object)

    def __init__(self, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: Any = None
        self._key: object = None
        self._blanks = {blank.field: blank for line in rows for blank in line}
        self._parts = {field: self._made(blank) for field, blank in self._blanks.items()}
        self._fields = {field: _field(self._blanks[field], part) for field, part in self._parts.items()}
        stack = column(spacing=8)
        for line in rows:
            for blanks in _across(line, t.scale()):
                across = row(spacing=12)
                for blank in blanks:
                    share = blank.share if len(blanks) == len(line) else 1
                    across.addWidget(self._fields[blank.field], share, _place(blank))
                stack.addLayout(across)
        self.setLayout(stack)

    def _made(self, blank: Blank) -> QWidget:
        if blank.options:
            choice = Choice(blank.options)
            choice.activated.connect(lambda _: self._put(blank, choice.chosen))
            return choice
        if blank.tick:
            tick = Tick(blank.label)
            tick.clicked.connect(lambda on: self._put(blank, on))
            return tick
        part = Prose(blank.lines) if blank.lines > 1 else Entry()
        part.settled.connect(self._typing(blank))
        return part

    def _typing(self, blank: Blank) -> Callable[[str], None]:
        return lambda typed: self._take(blank, typed)

    def _take(self, blank: Blank, typed: str) -> None:
        if self._subject is None:
            return
        try:
            self._give(taken(self._subject, blank, typed))
        except KnownError as error:
            self._complain(blank.field, str(error))

    def _put(self, blank: Blank, value: object) -> None:
        if self._subject is not None:
            self._give(put(self._subject, blank, value))

    def _give(self, subject: Any) -> None:
        if subject != self._subject:
            self.changed.emit(subject)
        else:
            self._show_all()

    def _complain(self, field: str, words: str) -> None:
        part = self._fields[field]
        if isinstance(part, Field):
            part.complain(words)

    def show_subject(self, subject: Any, faults: Sequence[Fault], key: object, *, editable: bool) -> None:
        """Show a subject, and what is wrong at each field. Another `key` is another subject: what was typed goes."""
        if key != self._key:
            self._key = key
            for part in self._parts.values():
                _forget(part)
        self._subject = subject
        self._show_all()
        for field, part in self._parts.items():
            self._complain(field, faults_at(faults, field))
            _allow(part, editable)

    def _show_all(self) -> None:
        for field, blank in self._blanks.items():
            _show(self._parts[field], blank, self._subject)

    def first(self) -> None:
        """Put the focus on the first field, ready to be typed over."""
        part = next(iter(self._parts.values()))
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(part, Entry):
            part.selectAll()


def _across(line: Sequence[Blank], scale: float) -> Iterator[Sequence[Blank]]:
    """A row of fields, or several where the text is too large for all of their names beside one another."""
    most = next(fields for up_to, fields in ACROSS if scale < up_to)
    return (line[i : i + most] for i in range(0, len(line), most))


def _field(blank: Blank, part: QWidget) -> QWidget:
    """A part under its name, as wide as its share of the row and no wider for a long name."""
    field: QWidget = part if blank.tick else Field(blank.label, part)
    part.setAccessibleName(blank.called)
    field.setSizePolicy(
        QSizePolicy.Policy.Preferred if blank.tick else QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
    )
    return field


def _place(blank: Blank) -> Qt.AlignmentFlag:
    """A box stands on the line of the fields beside it."""
    return Qt.AlignmentFlag.AlignBottom if blank.tick else Qt.AlignmentFlag(0)


def _show(part: QWidget, blank: Blank, subject: Any) -> None:
    match part:
        case Choice():
            part.choose(value_of(subject, blank.field))
        case Tick():
            part.setChecked(value_of(subject, blank.field))
        case Entry():
            part.show_text(shown(subject, blank))
            if not part.hasFocus():
                part.setCursorPosition(0)  # long words are read from their beginning
        case Prose():
            part.show_text(shown(subject, blank))


def _forget(part: QWidget) -> None:
    match part:
        case Entry():
            part.setModified(False)
        case Prose():
            part.document().setModified(False)


def _allow(part: QWidget, editable: bool) -> None:
    match part:
        case Entry() | Prose():
            part.setReadOnly(not editable)
        case _:
            part.setEnabled(editable)
