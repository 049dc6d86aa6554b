"""Grants what is wished for the participants of the cohort that the Plan page shows."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kapcircle.core.ids import CohortId, PersonId, PodId
from kapcircle.desk.house import House
from kapcircle.ui.panels.participants import Participants

OnCohort = Callable[[Callable[[CohortId], object]], object]
"""Does something to the cohort that is shown, and shows everything as it then is."""


class Enrolling(QObject):
    """Between the list of participants and the plans; `warned` says with whom somebody is easily mixed up."""

    warned = Signal(str)

    def __init__(self, panel: Participants, house: House, on_cohort: OnCohort) -> None:
        super().__init__(panel)
        planning = house.planning
        self._panel, self._planning, self._people, self._on_cohort = panel, planning, house.people, on_cohort
        panel.added.connect(self._add)
        panel.named.connect(self._name)
        panel.seated.connect(self._seat)
        panel.moved.connect(self._move)
        panel.put.connect(lambda who, pod: on_cohort(lambda c: planning.group.choose_pod(c, who, pod)))
        panel.left.connect(lambda who: on_cohort(lambda c: planning.leave(c, who)))

    def _add(self, alias: str, pod: PodId | None) -> None:
        def add(cohort: CohortId) -> None:
            person = self._planning.enrol(cohort, alias or self._guest(cohort), pod=pod)
            self._panel.ready()
            self._panel.reveal(person)
            self._warn(person)

        self._on_cohort(add)

    def _guest(self, cohort: CohortId) -> str:
        """An alias that nobody in the cohort has."""
        taken = {self._planning.alias(person) for person in self._planning.cohort(cohort).mats}
        return next(alias for n in range(1, len(taken) + 2) if (alias := f"Guest {n}") not in taken)

    def _name(self, person: PersonId, alias: str) -> None:
        def name(cohort: CohortId) -> None:
            self._planning.rename_person(cohort, person, alias)
            self._warn(person)

        self._on_cohort(name)

    def _warn(self, person: PersonId) -> None:
        if close := self._people.close(person):
            self.warned.emit(" ".join(close))

    def _seat(self, person: PersonId, typed: str) -> None:
        if typed.strip().isdecimal():
            self._on_cohort(lambda c: self._planning.move(c, person, int(typed)))
        else:
            self._panel.complain(f"A mat has a number: 1, 2, 3. “{typed}” is none.")

    def _move(self, person: PersonId, pod: PodId | None, place: int) -> None:
        """Into another pod, or to another mat in their own."""

        def move(cohort: CohortId) -> None:
            if pod == self._planning.cohort(cohort).roster.pod_of.get(person):
                self._planning.reseat(cohort, person, place)
            else:
                self._planning.group.choose_pod(cohort, person, pod)

        self._on_cohort(move)
