"""Where the practice is and whom to call: what the emergency card and the sheet to take home say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.details import Details
from kapcircle.ui.forms import Complaint, Field, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.panel import Panel
from kapcircle.ui.text import Entry, Prose

WORDS = "On the emergency card, which is held in memory while a circle runs, and on the sheet that people take home."
FIELDS = (
    ("name", "Name", "of the practice"),
    ("address", "Address", "as told to an ambulance"),
    ("emergency", "Number to call", "144, 112, 911…"),
    ("crisis", "Crisis numbers, a line each", "for the night, on the sheet to take home"),
    ("calls", "Who calls", "name or role"),
    ("stays", "Who stays", "with the person"),
    ("opens", "Who opens the door", "and meets the ambulance"),
)
CRISIS, LINES = "crisis", 3
"""The field of several lines, and how many are in sight."""


class DetailsSettings(Panel):
    """`changed` brings the details as edited; `sheet` when the sheet to take home should be written."""

    changed = Signal(object)
    sheet = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Emergency and the way home", parent)
        self.fields: dict[str, Entry | Prose] = {name: _part(name, hint) for name, _, hint in FIELDS}
        self._complaint = Complaint()
        self.body.addWidget(wrapped(WORDS))
        for name, title, _ in FIELDS:
            self.body.addWidget(Field(title, self.fields[name]))
            self.fields[name].settled.connect(lambda _: self._settle())
        self.body.addWidget(self._complaint)
        self.body.addLayout(row(key("Sheet to take home…", self.sheet.emit, kind=Kind.QUIET), None))
        self.body.addStretch(1)

    def show_details(self, details: Details, trouble: str = "") -> None:
        """Show them as they are kept, and why a change was not."""
        for name, field in self.fields.items():
            field.show_text(getattr(details, name))
            if isinstance(field, Entry) and not field.hasFocus():
                field.setCursorPosition(0)  # the beginning of an address says more than its end
                field.setToolTip(field.text())
        self._complaint.about(trouble)

    def _settle(self) -> None:
        self.changed.emit(Details(**{name: _typed(field).strip() for name, field in self.fields.items()}))


def _part(name: str, hint: str) -> Entry | Prose:
    if name != CRISIS:
        return Entry(placeholder=hint)
    lines = Prose(LINES)
    lines.setPlaceholderText(hint)
    return lines


def _typed(field: Entry | Prose) -> str:
    return field.toPlainText() if isinstance(field, Prose) else field.text()
