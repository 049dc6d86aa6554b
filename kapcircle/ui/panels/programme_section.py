"""One page of a programme's form."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.programme import Programme
from kapcircle.core.programme_checks import Fault
from kapcircle.ui.forms import column, wrapped
from kapcircle.ui.panels.programme_blanks import Blanks
from kapcircle.ui.panels.programme_records import RecordList
from kapcircle.views.programme_blanks import Records, Section


class SectionPage(QWidget):
    """`changed` brings the programme as it was edited."""

    changed = Signal(object)

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(section.name)
        self._programme: Programme | None = None
        self._lists: dict[str, RecordList] = {}
        self._blanks: list[Blanks] = []
        stack = column(wrapped(section.about), spacing=16)
        for part in section.parts:
            if isinstance(part, Records):
                stack.addWidget(self._list(part))
            else:
                blanks = Blanks(part)
                blanks.changed.connect(self.changed)
                self._blanks.append(blanks)
                stack.addWidget(blanks)
        self.setLayout(stack)

    def _list(self, records: Records) -> RecordList:
        made = self._lists[records.field] = RecordList(records)
        made.changed.connect(lambda values: self._put(records.field, values))
        return made

    def _put(self, field: str, values: object) -> None:
        if self._programme is not None:
            self.changed.emit(replace(self._programme, **{field: values}))  # type: ignore[arg-type] # a field of ours

    def show_programme(self, programme: Programme, faults: Sequence[Fault], *, editable: bool) -> None:
        """Show a programme and what is wrong with it."""
        self._programme = programme
        for blanks in self._blanks:
            blanks.show_subject(programme, faults, programme.id, editable=editable)
        for field, records in self._lists.items():
            records.show_records(getattr(programme, field), faults, programme.id, editable=editable)
