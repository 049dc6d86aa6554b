"""The planned rundown and the keys that change it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.core import editing
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import MINUTE, Millis, PhaseId
from kapcircle.core.rundown import Phase, Rundown
from kapcircle.ui.empty import Empty
from kapcircle.ui.forms import Complaint, column, key, row
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.panels.phase_table import PhaseTable
from kapcircle.views.fields import phase_with
from kapcircle.views.plan import PhaseLine

Qk = Qt.Key
WORDS = "Begin with a programme template, a sheet, or the first phase."
FIRST = Millis(15 * MINUTE)
"""Length of a phase that was just inserted, to be typed over."""


class RundownEditor(QWidget):
    """`changed` brings the rundown as edited, `chosen` says that another phase is looked at."""

    changed = Signal(object)
    chosen = Signal()
    template = Signal()
    brought = Signal()
    taken_out = Signal()
    undo = Signal()
    redo = Signal()

    def __init__(self, fresh: Callable[[], str]) -> None:
        super().__init__()
        self._fresh = fresh
        self._rundown = Rundown()
        self._table = PhaseTable(self._type, self._drop)
        self._empty, self._complaint = self._nothing(), Complaint()
        self._table.chosen.connect(self.chosen)
        self._changing = (
            key("Duplicate", self.duplicate, "Ctrl+D"),
            key("Delete", self.delete, "Del"),
            key("Up", lambda: self.shift(-1), "Alt+↑"),
            key("Down", lambda: self.shift(1), "Alt+↓"),
        )
        self._build()

    def _nothing(self) -> Empty:
        template = key("Template…", self.template.emit, kind=Kind.LIVE)
        others = (key("Import…", self.brought.emit), key("Insert a phase", self.insert))
        return Empty("An empty rundown", WORDS, template, *others)

    def _build(self) -> None:
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._empty, 1)
        body.addWidget(self._table, 1)
        body.addWidget(self._complaint)
        self._keys = QWidget()
        insert = key("Insert", self.insert, "Ins")
        quiet: list[Key] = [
            key("Undo", self.undo.emit, "Ctrl+Z", Kind.QUIET),
            key("Redo", self.redo.emit, kind=Kind.QUIET),
            key("Template…", self.template.emit, kind=Kind.QUIET),
            key("Import…", self.brought.emit, kind=Kind.QUIET),
            key("Export…", self.taken_out.emit, kind=Kind.QUIET),
        ]
        self._keys.setLayout(column(row(insert, *self._changing, None, spacing=4), row(*quiet, None, spacing=4)))
        body.addWidget(self._keys)

    @property
    def phase(self) -> Phase | None:
        """The first of the chosen phases."""
        rows = self._table.chosen_rows
        return self._rundown.phases[rows[0]] if rows and rows[0] < len(self._rundown.phases) else None

    def show_rundown(self, rundown: Rundown, lines: tuple[PhaseLine, ...]) -> None:
        """Show the plan; what was chosen stays chosen."""
        chosen = self._table.chosen_phases
        self._rundown = rundown
        self._table.show_lines(lines, chosen)
        self._settle()

    def choose(self, phases: frozenset[PhaseId]) -> None:
        """Choose these phases."""
        lines = [self._table.phases.row(self._table.phases.index(i, 0)) for i in range(len(self._rundown.phases))]
        self._table.show_lines(lines, phases)
        self.chosen.emit()

    def _settle(self) -> None:
        some = bool(self._rundown.phases)
        self._empty.setVisible(not some)
        self._table.setVisible(some)
        self._keys.setVisible(some)
        self.setFocusProxy(self._table if some else self._empty)
        self._complaint.about("")

    def insert(self) -> None:
        """A new phase after the chosen ones, its name ready to be typed."""
        rows = self._table.chosen_rows
        at = rows[-1] + 1 if rows else len(self._rundown.phases)
        group = self._rundown.phases[rows[-1]].group if rows else ""
        phase = Phase(PhaseId(self._fresh()), "New phase", FIRST, group=group)
        self.changed.emit(editing.insert(self._rundown, at, phase))
        self.choose(frozenset({phase.id}))
        self._table.setFocus()
        self._table.type_name()

    def duplicate(self) -> None:
        """A copy of the chosen phases after them."""
        if chosen := self._table.chosen_phases:
            before = {p.id for p in self._rundown.phases}
            self.changed.emit(editing.duplicate(self._rundown, chosen, self._fresh))
            self.choose(frozenset(p.id for p in self._rundown.phases if p.id not in before))

    def delete(self) -> None:
        """Leave the chosen phases out; the one below them is chosen next."""
        rows = self._table.chosen_rows
        if rows:
            below = self._rundown.phases[rows[-1] + 1 :] or self._rundown.phases[: rows[0]][-1:]
            self.changed.emit(editing.without(self._rundown, self._table.chosen_phases))
            self.choose(frozenset(p.id for p in below[:1]))

    def shift(self, by: int) -> None:
        """The chosen phases one place up or down."""
        after = editing.shift(self._rundown, self._table.chosen_phases, by)
        if after != self._rundown:
            self.changed.emit(after)

    def _drop(self, dragged: frozenset[PhaseId], before: int) -> None:
        after = editing.drop(self._rundown, dragged, before)
        if after != self._rundown:
            self.changed.emit(after)

    def _type(self, phase: PhaseId, field: str, typed: str) -> bool:
        before = next(p for p in self._rundown.phases if p.id == phase)
        try:
            after = phase_with(before, field, typed)
        except KnownError as error:
            self._complaint.about(f"{before.name}: {error}")
            return False
        if after != before:
            self.changed.emit(editing.put(self._rundown, after))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        match event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            case Qk.Key_Insert, _:
                self.insert()
            case Qk.Key_Delete, _:
                self.delete()
            case Qk.Key_D, modifiers if modifiers == control:
                self.duplicate()
            case Qk.Key_Up, modifiers if modifiers == alt:
                self.shift(-1)
            case Qk.Key_Down, modifiers if modifiers == alt:
                self.shift(1)
            case _:
                super().keyPressEvent(event)
