"""Follow-up of everyone: who is to be contacted, who is in the integration window, and which requests wait."""

from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from kapcircle.core.aftercare import Due, Stage
from kapcircle.core.ids import CohortId, PersonId, StreamId, kind_of
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.contact import ContactForm
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Choice, column, key, row, tall_enough, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.views.aftercare import (
    FollowRow,
    Sign,
    WindowRow,
    follow_head,
    follow_rows,
    window_rows,
    window_setting,
)
from kapcircle.views.times import moment

DUE, WINDOW = "due", "window"
SIZE = QSize(1180, 660)
LARGE = 1.4
"""A text size from which on head and filters stand below one another."""
INKS = {Sign.LATE: Tone.ALARM, Sign.DUE: Tone.ACCENT, Sign.COMING: Tone.SECOND}
STAGES = {Stage.BEFORE: Tone.SECOND, Stage.OPEN: Tone.TEXT, Stage.MARKED: Tone.COMING, Stage.CLOSED: Tone.SECOND}

CONTACTS = (
    (Column("Participant", lambda x: x.alias), 150),
    (Column("What is due", lambda x: x.what), 170),
    (Column("How it stands", lambda x: x.state), 290),
    (Column("From", lambda x: x.since), 170),
    (Column("Cohort", lambda x: x.circle), 0),
)
WINDOWS = (
    (Column("Participant", lambda x: x.alias), 130),
    (Column("After", lambda x: x.after), 150),
    (Column("Window", lambda x: x.state), 280),
    (Column("Contact in it", lambda x: x.contact), 160),
    (Column("Sessions inside", lambda x: x.inside), 0),
)
STATE, STAGE, CONTACT = 2, 2, 3
"""The columns whose ink says how it stands."""


class FollowUp(Dialog):
    """A list of all cohorts or of one; Enter on a line records a contact."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__("Follow-up", parent)
        self._bridge, self._aftercare = bridge, bridge.house.aftercare
        self._chosen: FollowRow | None = None
        self._in_window: WindowRow | None = None
        self._view = Choice([(DUE, "Contacts that are due"), (WINDOW, "Integration window")])
        self._cohort = Choice([(None, "Every cohort"), *self._aftercare.circles()])
        self._head, self._waiting, self._setting = Label("", Tone.SECOND), wrapped("", Tone.TEXT), wrapped("")
        self._due = Grid("Contacts that are due", [x for x, _ in CONTACTS], [n for _, n in CONTACTS], _due_ink)
        self._windows = Grid("Integration window", [x for x, _ in WINDOWS], [n for _, n in WINDOWS], _window_ink)
        self._stack, self._none = QStackedWidget(), wrapped("", Tone.SECOND, t.BODY)
        self._record = key("Record contact…", self._ask, kind=Kind.LIVE)
        self._build()
        self._join()
        self.refresh()
        self._due.setFocus()

    def _build(self) -> None:
        for choice, name in ((self._view, "List"), (self._cohort, "Cohort")):
            choice.setAccessibleName(name)
            choice.setMinimumWidth(int(220 * t.scale()))
        tall_enough(self._view, self._cohort)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self._due, self._windows, self._none):
            self._stack.addWidget(part)
        large, filters = t.scale() >= LARGE, row(self._view, self._cohort)
        self.body.addLayout(column(self._head, row(filters, None)) if large else row(self._head, None, filters))
        self.body.addWidget(self._waiting)
        self.body.addLayout(column(self._stack, self._setting), 1)
        self.keys(key("Close", self.accept), self._record)
        over = self.parentWidget()
        self.resize(SIZE if over is None else (SIZE * t.scale()).boundedTo(over.window().size()))

    def _join(self) -> None:
        self._view.activated.connect(lambda _: self.refresh())
        self._cohort.activated.connect(lambda _: self.refresh())
        self._due.chosen.connect(self._choose)
        self._windows.chosen.connect(self._choose_in_window)
        self._bridge.changed.connect(self._on_changed)

    # what is shown

    def refresh(self) -> None:
        """Show everything as it is now; the chosen one stays chosen."""
        window = self._view.chosen == WINDOW
        waiting = self._aftercare.waiting()
        said = "; ".join(f"{alias}, since {moment(at, self._bridge.zone)}" for _, alias, at in waiting)
        self._waiting.say(f"▲ Requests that wait for the prescriber: {said}." if said else "")
        self._waiting.setVisible(bool(said))
        self._setting.setVisible(window and self._cohort.chosen is not None)
        if window:
            self._show_windows(self._cohort.chosen)
        else:
            self._show_due(self._cohort.chosen)

    def _show_due(self, cohort: CohortId | None) -> None:
        rows = follow_rows(self._aftercare.due(cohort), self._bridge.now, self._bridge.zone)
        self._head.say(follow_head(rows))
        place = next((i for i, x in enumerate(rows) if self._chosen is not None and x.key == self._chosen.key), 0)
        self._due.show_rows(rows)
        self._chosen = rows[place] if rows else None
        self._none.say("Nobody is to be contacted in the next two days.")
        self._show(self._due, place if rows else None)

    def _show_windows(self, cohort: CohortId | None) -> None:
        if cohort is None:
            self._head.say("")
            self._none.say("Choose a cohort: the integration window is a setting of its programme.")
            self._show(self._windows, None)
            return
        rows = window_rows(self._aftercare.in_window(cohort), self._bridge.now, self._bridge.zone)
        self._setting.say(window_setting(self._aftercare.programme_of(cohort).integration))
        open_ = [x for x in rows if x.stage in {Stage.OPEN, Stage.MARKED}]
        without = sum(x.contact.startswith("▲") for x in open_)
        self._head.say(f"{len(open_)} in the window, {without} of them without a contact in it")
        was = self._in_window
        place = next((i for i, x in enumerate(rows) if was is not None and x.key == was.key), 0)
        self._windows.show_rows(rows)
        self._in_window = rows[place] if rows else None
        self._none.say("Nobody in this cohort has had medicine yet.")
        self._show(self._windows, place if rows else None)

    def _show(self, grid: Grid, place: int | None) -> None:
        """The list with this line chosen; without one, why it is empty."""
        self._stack.setCurrentWidget(self._none if place is None else grid)
        self._record.setEnabled(place is not None)
        if place is not None:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            grid.selectionModel().setCurrentIndex(grid.model().index(place, 0), flags)

    def _choose(self, chosen: FollowRow) -> None:
        self._chosen = chosen

    def _choose_in_window(self, chosen: WindowRow) -> None:
        self._in_window = chosen

    # what is done

    def _ask(self) -> None:
        """One form: for what is due; in the window for what is due after a session, else for another contact."""
        if self._view.chosen == DUE and self._chosen is not None:
            self._open(self._chosen.due.person, self._chosen.due)
        elif self._view.chosen == WINDOW and self._in_window is not None:
            self._open(self._in_window.key, self._due_in_window(self._in_window.key))

    def _due_in_window(self, person: PersonId) -> Due | None:
        """What is due to them already after a session: spoken to in the window, they are not on both lists."""
        found = (x.due for x in self._aftercare.due(self._cohort.chosen) if x.due.person == person)
        return next((x for x in found if x.session is not None and x.since <= self._bridge.now), None)

    def _open(self, person: PersonId, due: Due | None) -> None:
        ContactForm(self._bridge, person, due, self).open()

    def _on_changed(self, streams: frozenset[StreamId]) -> None:
        if {kind_of(s) for s in streams} & {"person", "cohort", "practice", "session"}:
            self.refresh()


def _due_ink(row_: FollowRow, place: int) -> Tone:
    return INKS[row_.sign] if place == STATE else Tone.TEXT if place == 0 else Tone.SECOND


def _window_ink(row_: WindowRow, place: int) -> Tone:
    if place == CONTACT:
        return Tone.ACCENT if row_.contact.startswith("▲") else Tone.IN_ORDER
    return Tone.TEXT if place == 0 else STAGES[row_.stage] if place == STAGE else Tone.SECOND
