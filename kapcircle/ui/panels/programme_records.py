"""A list in a programme: its records in rows, and under them the fields of the one that is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.core.programme_checks import Fault
from kapcircle.ui.forms import Complaint, column, key, row, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Kind
from kapcircle.ui.label import caption
from kapcircle.ui.panels.programme_blanks import Blanks
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.views.programme import faults_at, faults_within
from kapcircle.views.programme_blanks import Column as Heading
from kapcircle.views.programme_blanks import Records

MOST = 6
"""Rows in sight; a longer list scrolls."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A record in its place, and whether anything is wrong with it."""

    key: int
    record: Any
    wrong: bool


class _Rows(Grid):
    """Leaves to the list what changes it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alters = event.key() in {Qt.Key.Key_Insert, Qt.Key.Key_Delete}
        if alters or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class RecordList(QWidget):
    """`changed` brings all records as they were edited. Ins adds, Del removes, Alt with an arrow moves."""

    changed = Signal(object)

    def __init__(self, records: Records, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = records
        self._values: tuple[Any, ...] = ()
        self._faults: Sequence[Fault] = ()
        self._about: object = None
        self._editable = True
        self._at = 0
        columns = [_column(heading, first=i == 0) for i, heading in enumerate(records.columns)]
        self._grid = _Rows(records.title, columns, [x.width for x in records.columns], _ink)
        self._none = wrapped("None yet.")
        self._form, self._complaint = Blanks(records.rows), Complaint()
        self._add = key(f"Add a {records.one}", self.add, kind=Kind.QUIET)
        self._remove = key("Remove", self.remove, kind=Kind.QUIET)
        self._up = key("Up", lambda: self.shift(-1), kind=Kind.QUIET)
        self._down = key("Down", lambda: self.shift(1), kind=Kind.QUIET)
        head = row(caption(records.title), None, self._add, self._remove, self._up, self._down)
        self.setLayout(column(head, self._grid, self._none, self._complaint, self._form))
        self._grid.chosen.connect(self._choose)
        self._form.changed.connect(self._put)

    def show_records(self, values: tuple[Any, ...], faults: Sequence[Fault], about: object, *, editable: bool) -> None:
        """Show these records and what is wrong with them. With another `about` they are those of something else."""
        if about != self._about:
            self._about, self._at = about, 0
        self._values, self._faults, self._editable = values, faults, editable
        self._at = max(0, min(self._at, len(values) - 1))
        field = self._records.field
        blocked = self._grid.blockSignals(True)
        self._grid.show_rows([Shown(i, x, bool(faults_within(faults, field, i))) for i, x in enumerate(values)])
        self._grid.selectRow(self._at)
        self._grid.blockSignals(blocked)
        self._grid.setVisible(bool(values))
        self._none.setVisible(not values)
        self._measure()
        self._show_one()

    def _show_one(self) -> None:
        values, field = self._values, self._records.field
        here = faults_within(self._faults, field, self._at)
        self._complaint.about(" ".join(filter(None, (faults_at(self._faults, field), faults_at(here, "")))))
        self._form.setVisible(bool(values))
        if values:
            subject = (self._about, self._at)
            self._form.show_subject(values[self._at], here, subject, editable=self._editable)
        self._add.setEnabled(self._editable)
        self._remove.setEnabled(self._editable and bool(values))
        self._up.setEnabled(self._editable and self._at > 0)
        self._down.setEnabled(self._editable and self._at < len(values) - 1)

    def _measure(self) -> None:
        rows = max(1, min(MOST, len(self._values)))
        edge, head = self._grid.contentsMargins(), self._grid.horizontalHeader().sizeHint().height()
        high = self._grid.verticalHeader().defaultSectionSize() * rows
        self._grid.setFixedHeight(high + head + edge.top() + edge.bottom() + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _choose(self, shown: Shown) -> None:
        self._at = shown.key
        self._show_one()

    def _put(self, record: Any) -> None:
        self.changed.emit((*self._values[: self._at], record, *self._values[self._at + 1 :]))

    def add(self) -> None:
        """A new record after the chosen one, its first field ready to be typed in."""
        if self._editable:
            at = self._at + 1 if self._values else 0
            values, self._at = (*self._values[:at], self._records.fresh(), *self._values[at:]), at
            self.changed.emit(values)
            self._form.first()

    def remove(self) -> None:
        """Take the chosen record out; the focus stays in the list."""
        if self._editable and self._values:
            if self._remove.hasFocus() and len(self._values) == 1:
                self._add.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit((*self._values[: self._at], *self._values[self._at + 1 :]))

    def shift(self, by: int) -> None:
        """The chosen record one place up (-1) or down (1)."""
        to = self._at + by
        if self._editable and 0 <= to < len(self._values):
            values = list(self._values)
            values[self._at], values[to] = values[to], values[self._at]
            self._at = to
            self.changed.emit(tuple(values))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Insert:
            self.add()
        elif event.key() == Qt.Key.Key_Delete and self._grid.hasFocus():
            self.remove()
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift(step)
        else:
            super().keyPressEvent(event)


def _column(heading: Heading, *, first: bool) -> Column:
    def text(shown: Shown) -> str:
        words = heading.text(shown.record)
        return f"▲ {words}" if first and shown.wrong else words

    return Column(heading.title, text)


def _ink(shown: Shown, column: int) -> Tone:
    if shown.wrong:
        return Tone.ACCENT
    return Tone.TEXT if column == 0 else Tone.SECOND
