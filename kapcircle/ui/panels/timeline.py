"""What happened in a circle, moment by moment; one kind of moment can be looked at alone."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Choice, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.views.timeline import Moment

KINDS = (
    ("", "Everything"),
    ("phase", "Phases"),
    ("cue", "Cues"),
    ("hold", "Holds"),
    ("time", "Time and timers"),
    ("room", "Sound and light by hand"),
    ("note", "Notes"),
    ("emergency", "Emergencies"),
    ("report", "Reports"),
)


def _words(moment: Moment) -> str:
    return f"{moment.words}  ({moment.struck})" if moment.struck else moment.words


COLUMNS = (
    Column("Hour", lambda x: x.clock, figure=True),
    Column("", lambda x: x.shape),
    Column("What", _words),
    Column("By", lambda x: x.by),
)
WIDTHS = (76, 32, 0, 120)


class TimelinePanel(QWidget):
    """Lines in the order they happened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moments: tuple[Moment, ...] = ()
        self._kind, self.grid = Choice(KINDS), Grid("What happened", COLUMNS, WIDTHS, _ink)
        self._whole = wrapped("", Tone.TEXT, t.BODY)
        self._whole.hide()
        self._kind.setAccessibleName("Kind of moment")
        self._kind.activated.connect(lambda _: self._show())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._kind)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._whole)
        self.grid.chosen.connect(self._read)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show these moments."""
        self._moments = tuple(moments)
        self._show()

    def _read(self, moment: Moment) -> None:
        """The whole of a moment, which its line may have no room for."""
        self._whole.say(f"{moment.clock}  {_words(moment)}")
        self._whole.show()

    def _show(self) -> None:
        kind = self._kind.chosen
        self._whole.hide()
        self.grid.show_rows([x for x in self._moments if not kind or x.kind == kind])


def _ink(moment: Any, column: int) -> Tone:
    if moment.struck:
        return Tone.THIRD
    if moment.kind == "emergency" and column in {1, 2}:
        return Tone.ALARM
    if moment.kind == "phase" and column in {1, 2}:
        return Tone.TEXT
    return Tone.TEXT if column == 2 and moment.kind == "note" else Tone.SECOND
