"""The readiness board of a session: who lacks what at a glance, and beside it what to ask whom of the chosen one."""

from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import PersonId, SessionId, StreamId, kind_of
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import column, key, row, scrolling, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel
from kapcircle.ui.panels.readying_panel import ReadyingPanel
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.views.readiness import BoardRow, Sign, board, head, headings

INKS = {Sign.READY: Tone.IN_ORDER, Sign.MISSING: Tone.ACCENT, Sign.HARD: Tone.ALARM}
LEGEND = "✓ yes: nothing is missing here.   ▲ open: ask for it.   ■ needed: without it no medicine, and no override."
MAT, NAME, CELL, BESIDE = 52, 130, 102, 284
LARGE = 1.4
"""A text size from which on the list scrolls sideways, and what stands beside it grows no more."""

SIZE = QSize(1300, 716)


class ReadyingDialog(Dialog):
    """All that may be recorded of one participant before a session, over whatever page is open."""

    def __init__(self, bridge: Bridge, person: PersonId, session: SessionId, parent: QWidget | None) -> None:
        super().__init__(f"Getting ready: {bridge.house.planning.alias(person)}", parent)
        panel = ReadyingPanel(bridge)
        panel.show_person(person, session)
        self.body.addWidget(scrolling(panel), 1)
        close = key("Close", self.accept)
        self.keys(close)
        self.resize(_size(parent))
        close.setFocus()


class BoardDialog(Dialog):
    """Everyone of the session's cohort; the chosen one is opened by the key beside the list."""

    def __init__(self, bridge: Bridge, session: SessionId, name: str, parent: QWidget | None) -> None:
        super().__init__(f"Who is ready: {name}", parent)
        self._bridge, self._session = bridge, session
        self._role = bridge.house.staff.acting.role
        self._rows: tuple[BoardRow, ...] = ()
        self._who: PersonId | None = None
        self._head, self._only = Label("", Tone.SECOND), Tick("Only who lacks something")
        self._grid = self._made()
        self._beside, self._name, self._said = Panel("Ask"), Label("", size=t.LEAD, weight=t.SEMIBOLD), wrapped("")
        self._open = key("Get them ready…", self._wish)
        self._build()
        self._only.toggled.connect(lambda _: self.refresh())
        self._grid.chosen.connect(self._choose)
        self._grid.activated.connect(self._wish)
        bridge.changed.connect(self._on_changed)
        self.refresh()
        self._grid.setFocus()

    def _made(self) -> Grid:
        columns = [Column("Mat", lambda x: str(x.mat), figure=True), Column("Participant", lambda x: x.alias)]
        for i, heading in enumerate(headings(self._role)):
            columns.append(Column(heading.title, lambda x, i=i: x.cells[i].text))  # type: ignore[misc] # a default that mypy cannot infer
        widths = [MAT, 0 if t.scale() < LARGE else NAME, *(CELL for _ in headings(self._role))]
        return Grid("Who is ready", columns, widths, _ink)

    def _build(self) -> None:
        self._beside.setFixedWidth(int(BESIDE * min(t.scale(), LARGE)))
        said = scrolling(self._said)
        said.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        said.setAccessibleName("What is missing, and what to ask whom")
        self._beside.body.addWidget(self._name)
        self._beside.body.addWidget(said, 1)
        self._beside.body.addWidget(self._open)
        self.body.addLayout(row(self._head, None, self._only))
        whole = row(column(self._grid, wrapped(LEGEND)), self._beside, spacing=16)
        whole.setStretch(0, 1)
        self.body.addLayout(whole, 1)
        self.keys(key("Close", self.accept, kind=Kind.PLAIN))
        self.resize(_size(self.parentWidget()))

    def refresh(self) -> None:
        """Show everyone as they now are; the chosen one stays chosen."""
        try:
            people = self._bridge.house.readying.board(self._session)
            at = self._bridge.house.planning.planned(self._session)[1].scheduled
        except (KnownError, Refused) as error:
            self._head.say(str(error))
            return
        everyone = board(people, self._role)
        self._head.say(head(everyone, at, self._bridge.now) if everyone else "Nobody is in this cohort yet.")
        self._rows = tuple(x for x in everyone if not (self._only.isChecked() and x.ready))
        self._grid.show_rows(self._rows)
        if self._rows:
            place = next((i for i, x in enumerate(self._rows) if x.key == self._who), 0)
            index = self._grid.model().index(place, 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self._grid.selectionModel().setCurrentIndex(index, flags)
        self._choose(next((x for x in self._rows if x.key == self._who), None))

    def _choose(self, chosen: BoardRow | None) -> None:
        self._who = None if chosen is None else chosen.key
        self._beside.setVisible(chosen is not None)
        if chosen is None:
            return
        self._name.say(f"{chosen.alias}, mat {chosen.mat}")
        said = "\n\n".join(f"{'■' if x.hard else '▲'} {x.words}.\n{x.ask}" for x in chosen.lines)
        self._said.say(said or "✓ Nothing is missing. Questions of the day are asked on the day.")

    def _wish(self) -> None:
        if self._who is not None:
            ReadyingDialog(self._bridge, self._who, self._session, self).open()

    def _on_changed(self, streams: frozenset[StreamId]) -> None:
        if {kind_of(s) for s in streams} & {"person", "cohort", "practice"}:
            self.refresh()


def _size(parent: QWidget | None) -> QSize:
    """As large as a board is read at ease, and inside the window that it lies over."""
    return SIZE if parent is None else SIZE.boundedTo(parent.window().size())


def _ink(row_: BoardRow, place: int) -> Tone:
    return Tone.TEXT if place < 2 else INKS[row_.cells[place - 2].sign]
