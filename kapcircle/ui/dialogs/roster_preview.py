"""Whom a sheet would enrol, and what is wrong with each row that is bad. Nothing is done before somebody says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import CohortId
from kapcircle.core.roster_sheet import Roster, RosterRow
from kapcircle.ui import typeface as t
from kapcircle.ui.dialogs.dialog import Dialog, room_over
from kapcircle.ui.dialogs.reading import Reading
from kapcircle.ui.forms import Choice, Field, key, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.table import Column
from kapcircle.ui.tabs import lead_on
from kapcircle.ui.theme import Tone

SIZE = QSize(960, 720)
"""At a text size of 100 %, as far as the window has room: a cohort has up to 40 rows."""

Look = Callable[[CohortId], Roster]
ALL = "Nobody is in the vault before you say so, and Ctrl+Z takes all of them back at once."


@dataclass(frozen=True, slots=True)
class _Shown:
    key: int
    row: RosterRow

    @property
    def word(self) -> str:
        return "▲ bad" if self.row.problems else "● good"

    @property
    def alias(self) -> str:
        """Without a column of its own it comes from a name, and what is wrong with it is marked there."""
        return self.marked(self.row.newcomer.alias, "Alias")

    @property
    def name(self) -> str:
        names = self.row.newcomer.names
        return self.marked(names.chosen or names.legal, *NAMING)

    def marked(self, read: str, *columns: str) -> str:
        """What was read; or what stands there and cannot be taken, marked as in the reasons below."""
        stands = self.row.stands(*columns)
        return read if stands is None else f"▲ {stands or read or 'empty'}"


NAMING = ("Chosen name", "Legal name", "First name", "Last name")
COLUMNS = (
    Column("Row", lambda x: str(x.row.number), figure=True),
    Column("", lambda x: x.word),
    Column("Alias", lambda x: x.alias),
    Column("Name", lambda x: x.name),
    Column("Born", lambda x: x.marked(str(x.row.newcomer.names.birth_year or ""), "Year of birth"), figure=True),
    Column("Phone", lambda x: x.marked(x.row.newcomer.contacts.phone, "Phone")),
    Column("Pod", lambda x: x.marked(x.row.newcomer.pod, "Pod")),
    Column("Mat", lambda x: x.marked(str(x.row.newcomer.mat or "free"), "Mat"), figure=True),
)
WIDTHS = (44, 72, 160, 0, 64, 150, 90, 64)


class RosterPreview(Dialog):
    """`look` says what the sheet would bring into a cohort; `agreed` brings that cohort and who is to be enrolled."""

    agreed = Signal(object, object)

    def __init__(
        self,
        heading: str,
        cohorts: Sequence[tuple[CohortId, str]],
        first: CohortId,
        look: Look,
        parent: QWidget | None,
    ) -> None:
        super().__init__(heading, parent)
        self.resize(room_over(parent, SIZE * t.scale()))
        self._look, self._roster = look, look(first)
        self._cohort, self._total = Choice(cohorts), Label("", Tone.SECOND)
        self._cohort.choose(first)
        self._grid = Grid("Whom the sheet names", COLUMNS, WIDTHS, _ink)
        self._grid.setMinimumHeight(240)
        self._said: Reading | None = None
        self._cancel, self._enrol = key("Cancel", self.reject), key("", self._take, kind=Kind.LIVE)
        self._build()
        self._cohort.activated.connect(lambda _: self._turn())
        self._show()

    def _build(self) -> None:
        self.body.addWidget(Field("Into", self._cohort))
        self.body.addWidget(self._total)
        self.body.addWidget(self._grid, 1)
        self.body.addWidget(wrapped(ALL))
        self.keys(self._cancel, self._enrol)

    def _turn(self) -> None:
        self._roster = self._look(self._cohort.chosen)
        self._show()

    def _show(self) -> None:
        roster, good = self._roster, len(self._roster.good)
        bad = len(roster.rows) - good
        self._grid.show_rows([_Shown(row.number, row) for row in roster.rows])
        self._total.say(f"{_people(good)} can be enrolled · {_rows(bad) if bad else 'no row is bad'}")
        self._tell((*(f"▲ {words}" for words in (roster.not_taken, *roster.problems) if words), *roster.notices))
        self._enrol.set_words(_deed(good, bad))
        self._enrol.set_kind(Kind.PLAIN if bad else Kind.LIVE)
        self._enrol.setEnabled(bool(good))
        (self._cancel if bad else self._enrol).setFocus()

    def _tell(self, lines: Sequence[str]) -> None:
        """What is wrong, row by row, and what else a person should know."""
        was, self._said = self._said, Reading(lines) if lines else None
        if was is not None:
            was.hide()
            self.body.removeWidget(was)
            was.deleteLater()
        if self._said is not None:
            self._said.setAccessibleName("What is wrong with the sheet")
            self.body.insertWidget(self.body.indexOf(self._grid) + 1, self._said)
            lead_on(self._grid, (self._said,))

    def _take(self) -> None:
        self.agreed.emit(self._cohort.chosen, self._roster.good)
        self.accept()


def _ink(shown: _Shown, at: int) -> Tone:
    if at == 1:
        return Tone.ACCENT if shown.row.problems else Tone.IN_ORDER
    if COLUMNS[at].text(shown).startswith("▲"):
        return Tone.ACCENT
    return Tone.TEXT if at == 2 else Tone.SECOND


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _rows(bad: int) -> str:
    return "1 row is bad" if bad == 1 else f"{bad} rows are bad"


def _deed(good: int, bad: int) -> str:
    if bad:
        return "Enrol the 1 good row" if good == 1 else f"Enrol the {good} good rows"
    return f"Enrol {_people(good)}"
