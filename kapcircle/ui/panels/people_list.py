"""Who there is: found as one types, of one cohort or status, by any column."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import CohortId, PersonId
from kapcircle.core.person.standing import Status
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Choice, Complaint, Line, column, key, row, tall_enough, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.views.people import Listed, Wish, arranged, full_name, mixed_up, place

NAME, COHORT = 1, 2
"""Columns that are shown only when names are asked for, since the screen faces the room; and when anything is in it."""

MORE = 3
"""Pairs of aliases that are named; of more it is only said how many."""


class Search(Line):
    """What is looked for. The arrows and Enter are those of the list below it."""

    stepped = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class PeopleGrid(Grid):
    """The list itself. A click on a heading sorts by it, another turns the order round."""

    sorted_by = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        self._cohort: CohortId | None = None
        columns = (
            Column("Alias", lambda x: x.shown),
            Column("Name", full_name),
            Column("Cohort", lambda x: place(x, self._cohort)),
            Column("Mat", lambda x: str(getattr(x.seat(self._cohort), "mat", "")), figure=True),
            Column("Status", lambda x: x.status),
        )
        super().__init__("People", columns, (0, 0, 0, 44, 84), lambda _, at: Tone.TEXT if at == 0 else Tone.SECOND)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(lambda at: self.sorted_by.emit(columns[at].title))
        self.titles = [column.title for column in columns]
        self.setColumnHidden(NAME, True)

    def show_people(self, people: Sequence[Listed], wish: Wish, person: PersonId | None) -> None:
        """Show these, one of them chosen."""
        self._cohort = wish.cohort
        self.setColumnHidden(COHORT, not any(place(x, wish.cohort) for x in people))
        order = Qt.SortOrder.DescendingOrder if wish.down else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(self.titles.index(wish.by), order)
        with QSignalBlocker(self):
            self.show_rows(people)
            at = next((i for i, x in enumerate(people) if x.key == person), None)
            self.clearSelection()
            if at is not None:
                self.selectRow(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.text().strip().isprintable() and event.text().strip():
            event.ignore()  # Qt would jump to a row of this letter; the page has a use for the stroke
        else:
            super().keyPressEvent(event)


class PeopleList(Panel):
    """`chosen` says who is to be shown, `opened` that the hand goes on to them; the keys each wish one thing."""

    chosen = Signal(object)
    opened = Signal()
    begun = Signal()
    enrolled = Signal()
    followed = Signal()

    def __init__(self) -> None:
        super().__init__("People")
        self._people: tuple[Listed, ...] = ()
        self._shown: tuple[Listed, ...] = ()
        self._wish = Wish()
        self._person: PersonId | None = None
        self._search, self._grid = Search("", "Alias, name or phone"), PeopleGrid()
        self._cohort, self._status = Choice([(None, "Every cohort")]), Choice(_statuses())
        self._sort, self._names = Choice(_orders(self._grid.titles)), Tick("Names")
        self._count, self._alike = Label("", Tone.SECOND, t.NOTE), Complaint()
        self._nobody = QWidget()
        self._build()
        self._join()

    def _build(self) -> None:
        parts = ((self._search, "Search"), (self._cohort, "Cohort"), (self._status, "Status"), (self._sort, "Order"))
        for part, name in parts:
            part.setAccessibleName(name)
        search = row(self._search, self._names)
        search.setStretch(0, 1)
        wishes = row(self._cohort, self._status, self._sort)
        for i in range(3):
            wishes.setStretch(i, 1)
        self.body.addLayout(search)
        self.body.addLayout(wishes)
        self.body.addWidget(self._grid, 1)
        self.body.addWidget(self._nobody, 1)
        self.body.addWidget(self._alike)
        begin = key("New person…", self.begun.emit)
        enrol = key("Enrol from a sheet…", self.enrolled.emit, kind=Kind.QUIET)
        follow = key("Follow-up…", self.followed.emit, kind=Kind.QUIET)
        self.body.addLayout(row(begin, enrol, follow, None, self._count, spacing=4))
        words = wrapped("Nobody answers to this search, cohort and status.")
        self._nobody.setLayout(column(words, row(key("Show everybody", self._everybody), None), None))
        self.setFocusProxy(self._grid)

    def _join(self) -> None:
        self._search.textChanged.connect(lambda typed: self._wished(typed=typed))
        self._search.stepped.connect(self.step)
        self._search.entered.connect(self.opened)
        self._grid.entered.connect(self.opened)
        self._grid.chosen.connect(lambda x: self._choose(x.key))
        self._grid.sorted_by.connect(self._sort_by)
        self._cohort.activated.connect(lambda _: self._wished(cohort=self._cohort.chosen))
        self._status.activated.connect(lambda _: self._wished(status=self._status.chosen))
        self._sort.activated.connect(lambda _: self._wished(by=self._sort.chosen[0], down=self._sort.chosen[1]))
        self._names.clicked.connect(lambda shown: self._grid.setColumnHidden(NAME, not shown))

    def show_people(self, people: tuple[Listed, ...], cohorts: Sequence[tuple[CohortId, str]]) -> None:
        """Show whom is wished for of these; of a cohort that is gone nobody is."""
        self._people = people
        self._cohort.offer([(None, "Every cohort"), *cohorts])
        if self._wish.cohort not in dict(cohorts):
            self._wish = replace(self._wish, cohort=None)
        self._cohort.choose(self._wish.cohort)
        self._show()

    def _show(self) -> None:
        self._shown = arranged(self._people, self._wish)
        if self._person not in {x.key for x in self._shown}:
            self._person = self._shown[0].key if self._shown else None
        self._grid.show_people(self._shown, self._wish, self._person)
        self._sort.choose((self._wish.by, self._wish.down))
        for part, there in ((self._grid, bool(self._shown)), (self._nobody, not self._shown)):
            part.setVisible(there)
        self._count.say(f"{len(self._shown)} of {len(self._people)}")
        self._warn()

    def _warn(self) -> None:
        """Of one cohort: who is easily mixed up. Over all of them namesakes meet nobody."""
        pairs = () if self._wish.cohort is None else mixed_up(self._people, self._wish.cohort)
        more = f"; and {len(pairs) - MORE} more pairs" if len(pairs) > MORE else ""
        self._alike.about("Easily mixed up: " + "; ".join(pairs[:MORE]) + more + "." if pairs else "")

    def widen(self, width: int) -> None:
        """Be as wide as this; its fields are as high as the present size of text asks."""
        self.setFixedWidth(width)
        tall_enough(self._search)

    @property
    def person(self) -> PersonId | None:
        """Who is chosen."""
        return self._person

    @property
    def cohort(self) -> CohortId | None:
        """The cohort that is looked at, if it is one."""
        return self._wish.cohort

    def reveal(self, person: PersonId) -> None:
        """Choose somebody; where they are not among those who are shown, show everybody."""
        self._person = person
        if person not in {x.key for x in arranged(self._people, self._wish)}:
            self._forget()
        self._show()

    def _everybody(self) -> None:
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)  # the key that was pressed goes
        self._forget()
        self._wished()

    def _forget(self) -> None:
        """Nobody is looked for any more."""
        self._wish = Wish(by=self._wish.by, down=self._wish.down)
        self._cohort.choose(None)
        self._status.choose(None)
        with QSignalBlocker(self._search):
            self._search.clear()

    def search(self) -> None:
        """The hand goes to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def step(self, by: int) -> None:
        """The one before or after."""
        keys = [x.key for x in self._shown]
        if self._person in keys:
            self._choose(keys[min(max(0, keys.index(self._person) + by), len(keys) - 1)])
            self._show()

    def _choose(self, person: PersonId) -> None:
        self._person = person
        self.chosen.emit(person)

    def _wished(self, **wish: Any) -> None:
        before = self._person
        self._wish = replace(self._wish, **wish)
        self._show()
        if self._person != before:
            self.chosen.emit(self._person)

    def _sort_by(self, title: str) -> None:
        self._wished(by=title, down=title == self._wish.by and not self._wish.down)


def _statuses() -> list[tuple[Any, str]]:
    return [(None, "Every status"), *((status, status.value) for status in Status)]


def _orders(titles: Sequence[str]) -> list[tuple[Any, str]]:
    """Every column, both ways round."""
    return [((x, down), f"by {x.lower()}{', last first' * down}") for x in titles for down in (False, True)]
