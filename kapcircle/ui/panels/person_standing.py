"""Where a participant stands, since when, and in which cohorts; and how it came to that."""

from typing import Any

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QBoxLayout

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.person.standing import Status, Stood
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.day import Date
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, row, tall_enough, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import caption
from kapcircle.ui.listing import Item, Listing
from kapcircle.ui.panels.person_section import Section
from kapcircle.ui.text import Entry
from kapcircle.ui.zone import local
from kapcircle.views.times import day

KEPT = "Each status is kept. A wrong one is followed by the right one."


class Stands(Section):
    """Status and cohorts."""

    title = "Status"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._people, self._person = bridge.house.people, PersonId("")
        self._status = Choice([(None, "choose…"), *((each, each.value) for each in Status)])
        self._since, self._reason = Date(), Entry()
        self._trouble = Complaint()
        self._set = key("Set status", self._stand, kind=Kind.LIVE)
        self._history, self._none = Listing("Status over time"), wrapped("No status yet.")
        self._in, self._cohort = wrapped(""), Choice([])
        self._enrol = key("Enrol", self._take_in)
        self._build()

    def _build(self) -> None:
        self._history.setMinimumHeight(140)
        asked = (Field("Status", self._status), Field("Since", self._since), Field("Reason", self._reason))
        self._fields = fields = row(*asked, spacing=16)
        for i, share in enumerate((2, 2, 4)):
            fields.setStretch(i, share)
        enrol = Field("Another cohort", self._cohort)
        self._into = enrol
        cohorts = row(enrol, column(None, self._enrol), None)
        cohorts.setStretch(0, 1)
        deed = row(self._set, wrapped(KEPT))
        deed.setStretch(1, 1)
        self.setFocusProxy(self._status)
        self.setLayout(
            column(
                caption("Where they stand"), fields, self._trouble, deed,
                caption("Status over time"), self._none, self._history,
                caption("Cohorts"), self._in, cohorts, None,
                spacing=10,
            )
        )  # fmt: skip

    def lie(self, *, narrow: bool) -> None:
        tall_enough(self._status, self._since, self._reason, self._cohort)
        self._fields.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def show_person(self, person: PersonId) -> None:
        """Show somebody's status and cohorts."""
        another, self._person = person != self._person, person
        stood = self._people.person(person).standing.history
        if another:
            self._begin()
        names = {member: who.name for member, who in self.bridge.house.practice.staff.items()}
        lines = [_line(number, each, names.get(each.by, "someone")) for number, each in enumerate(stood)]
        self._history.offer(lines[::-1])
        self._history.setVisible(bool(stood))
        self._none.setVisible(not stood)
        self._show_cohorts()

    def _begin(self) -> None:
        """The fields of the next status: today, and which one is for a person to say."""
        self._status.choose(None)
        self._since.setDate(self._today)
        self._reason.setText("")
        self._reason.show_text("")
        self._trouble.about("")

    @property
    def _today(self) -> QDate:
        return QDateTime.fromMSecsSinceEpoch(self.bridge.now).date()

    def _show_cohorts(self) -> None:
        planning = self.bridge.house.planning
        mine = next((x.seats for x in self._people.listed() if x.key == self._person), ())
        self._in.say(" · ".join(f"{seat.name}, mat {seat.mat}" for seat in mine) or "In no cohort yet.")
        others = [(c, name) for c, name in planning.cohorts() if c not in {seat.cohort for seat in mine}]
        self._cohort.offer(others)
        self._into.setVisible(bool(others))
        self._enrol.setVisible(bool(others))

    def _stand(self) -> None:
        """Today means now; another day means its beginning."""
        try:
            self._since.heed()
        except Refused as why:
            self._trouble.about(str(why))
            return
        picked = self._since.date()
        since = None if picked == self._today else Instant(QDateTime(picked, QTime(0, 0)).toMSecsSinceEpoch())
        status, reason = self._status.chosen, self._reason.text()
        if status is None:
            self._trouble.about("Choose where they stand.")
            return
        self._try(lambda: self._people.stand(self._person, status, reason, since))

    def _take_in(self) -> None:
        self._try(lambda: self._people.enrol(self._person, self._cohort.chosen))

    def _try(self, act: Any) -> None:
        try:
            act()
        except (KnownError, Refused) as why:
            self._trouble.about(str(why))
        else:
            self._begin()
            self.show_person(self._person)


def _line(number: int, stood: Stood, by: str) -> Item:
    under = " · ".join(part for part in (stood.reason, f"by {by}") if part)
    return Item(number, stood.status.value.capitalize(), under, day(stood.since, local))
