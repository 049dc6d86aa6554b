"""What a sheet or a programme template would make of the rundown, before it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.rundown import Rundown
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Choice, Complaint, Field, key, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.views.plan import PhaseLine

COLUMNS = (
    Column("", lambda x: str(x.number), figure=True),
    Column("Group", lambda x: x.group),
    Column("Phase", lambda x: x.name),
    Column("Minutes", lambda x: x.minutes, figure=True),
    Column("End", lambda x: x.end),
    Column("Cues", lambda x: x.cues),
)
WIDTHS = (34, 120, 0, 72, 72, 0)
KEEPS = "It replaces the rundown of this session; Ctrl+Z brings the old one back."


@dataclass(frozen=True, slots=True)
class Previewed:
    """A rundown as it would be, in lines, with its total and what a person should know first.

    `copied` says which recordings come with it.
    """

    rundown: Rundown
    lines: tuple[PhaseLine, ...]
    total: str
    notices: tuple[str, ...] = ()
    copied: str = ""


class SheetPreview(Dialog):
    """`agreed` says that it should be so."""

    agreed = Signal()

    def __init__(self, heading: str, shown: Previewed, parent: QWidget | None) -> None:
        super().__init__(heading, parent)
        self.resize(860, 560)
        self.body.addWidget(Label(shown.total, Tone.SECOND))
        self.body.addWidget(_grid(shown.lines), 1)
        for notice in shown.notices:
            remark = Complaint(Tone.ACCENT)
            remark.about(notice)
            self.body.addWidget(remark)
        self.body.addWidget(wrapped(f"{shown.copied} {KEEPS}".lstrip()))
        bring = key("Import", self.accept, kind=Kind.LIVE)
        self.keys(key("Cancel", self.reject), bring)
        self.accepted.connect(self.agreed)
        bring.setFocus()


class TemplateDialog(Dialog):
    """`taken` brings the rundown of the template that was chosen."""

    taken = Signal(object)

    def __init__(self, names: Sequence[str], preview: Callable[[str], Previewed], parent: QWidget | None) -> None:
        super().__init__("Begin with a programme", parent)
        self.resize(860, 560)
        self._preview = preview
        self._which = Choice([(name, name) for name in names])
        self._total, self._grid = Label("", Tone.SECOND), _grid(())
        self._shown: Previewed | None = None
        self._which.currentIndexChanged.connect(lambda _: self._show())
        self.body.addWidget(Field("Programme", self._which))
        self.body.addWidget(self._total)
        self.body.addWidget(self._grid, 1)
        self.body.addWidget(wrapped(KEEPS))
        self.keys(key("Cancel", self.reject), key("Use it", self._take, kind=Kind.LIVE))
        self._which.setFocus()
        self._show()

    def _show(self) -> None:
        self._shown = self._preview(self._which.chosen)
        self._total.say(self._shown.total)
        self._grid.show_rows(self._shown.lines)

    def _take(self) -> None:
        if self._shown is not None:
            self.taken.emit(self._shown.rundown)
            self.accept()


def _grid(lines: Sequence[PhaseLine]) -> Grid:
    grid = Grid("What it would be", COLUMNS, WIDTHS, lambda _, column: Tone.TEXT if column in {2, 3} else Tone.SECOND)
    grid.show_rows(lines)
    return grid
