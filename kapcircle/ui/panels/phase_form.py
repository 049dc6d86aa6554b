"""The fields of one phase of the plan."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.core.errors import KnownError
from kapcircle.core.rundown import End, Phase
from kapcircle.ui.forms import Choice, Complaint, Field, row, wrapped
from kapcircle.ui.panel import Panel
from kapcircle.ui.text import Entry, Prose
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.views.fields import phase_text, phase_with
from kapcircle.views.plan import Problem

ENDS = ((End.HOLD, "hold, in overtime"), (End.OFFER, "offer the next"), (End.ADVANCE, "advance by itself"))
LINES = {"name": "Phase", "group": "Group", "planned": "Minutes", "shrink": "May give up", "warn": "Warning at"}
LINES |= {"danger": "Danger at"}
ROWS = (("name", "group"), ("planned", "warn", "danger", "shrink"), ("end", "medicine"), ("note",), ("countdown",))
ROW_OF = {field: i for i, fields in enumerate(ROWS) for field in fields}
SHARE = {"name": 2}
"""How much of its row a field takes, where that is not as much as the others."""


class PhaseForm(Panel):
    """`changed` brings the phase as it was edited."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._phase: Phase | None = None
        self._entries = {field: Entry() for field in LINES}
        self._note, self._end = Prose(2), Choice(ENDS)
        self._countdown, self._medicine = Tick("Countdown shown"), Tick("Medicine is given")
        self._none = wrapped("Choose a phase, or insert one.", Tone.SECOND)
        self._fields: dict[str, QWidget] = {field: Field(LINES[field], entry) for field, entry in self._entries.items()}
        self._fields |= {"end": Field("When its time is up", self._end), "note": Field("Standby note", self._note)}
        self._fields |= {"countdown": self._countdown, "medicine": self._medicine}
        self._complaints = tuple(Complaint() for _ in ROWS)
        self._build()
        self._join()

    def _build(self) -> None:
        self.setAccessibleName("Phase")
        self.body.addWidget(self._none)
        for fields, complaint in zip(ROWS, self._complaints, strict=True):
            line = row()
            for field in fields:
                line.addWidget(self._part(field), SHARE.get(field, 1), Qt.AlignmentFlag.AlignBottom)
            self.body.addLayout(line)
            self.body.addWidget(complaint)

    def _part(self, field: str) -> QWidget:
        """A field that takes its share of the row, however long its name is."""
        part = self._fields[field]
        part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return part

    def _join(self) -> None:
        for field, entry in self._entries.items():
            entry.settled.connect(self._typing(field))
        self._note.settled.connect(self._typing("note"))
        self._end.activated.connect(lambda _: self._change(end=self._end.chosen))
        self._countdown.clicked.connect(lambda shown: self._change(countdown=shown))
        self._medicine.clicked.connect(lambda given: self._change(medicine=given))

    def _typing(self, field: str) -> Callable[[str], None]:
        return lambda typed: self._take(field, typed)

    def _take(self, field: str, typed: str) -> None:
        if self._phase is None:
            return
        try:
            self._give(phase_with(self._phase, field, typed))
        except KnownError as error:
            self._complaints[ROW_OF[field]].about(f"{LINES[field]}: {error}")

    def _change(self, **values: object) -> None:
        if self._phase is not None:
            self._give(replace(self._phase, **values))  # type: ignore[arg-type] # the names of the fields are ours

    def _give(self, phase: Phase) -> None:
        if phase != self._phase:
            self.changed.emit(phase)
        elif self._phase is not None:
            self._show_texts(self._phase)

    def show_phase(self, phase: Phase | None, problems: tuple[Problem, ...]) -> None:
        """Show a phase, and what is wrong with it at each field."""
        other = phase is None or self._phase is None or phase.id != self._phase.id
        self._phase = phase
        self._none.setVisible(phase is None)
        for field in self._fields.values():
            field.setVisible(phase is not None)
        if phase is None:
            return
        if other:
            for entry in self._entries.values():
                entry.setModified(False)
            self._note.document().setModified(False)
        self._show_texts(phase)
        self._end.choose(phase.end)
        self._countdown.setChecked(phase.countdown)
        self._medicine.setChecked(phase.medicine)
        for line, complaint in enumerate(self._complaints):
            complaint.about(" ".join(p.words for p in problems if ROW_OF.get(p.field) == line))

    def _show_texts(self, phase: Phase) -> None:
        for field, entry in self._entries.items():
            entry.show_text(phase_text(phase, field))
        self._note.show_text(phase.note)

    def first(self) -> None:
        """Put the focus on the name."""
        self._entries["name"].setFocus()
        self._entries["name"].selectAll()
