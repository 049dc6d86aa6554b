"""The plans of all cohorts, and the one list of changes to them."""

from collections.abc import Collection

from kapcircle.core.cohort.state import Cohort
from kapcircle.core.ids import CohortId, PersonId, SessionId, stream_of
from kapcircle.core.person.state import Person
from kapcircle.desk.desk import Desk
from kapcircle.desk.visit import Place, Visit


class Plans:
    """What is done here can be taken back, in the `visit` that all plans share."""

    def __init__(self, desk: Desk, visit: Visit) -> None:
        self._desk, self._visit = desk, visit

    def cohort(self, cohort: CohortId) -> Cohort:
        """One cohort."""
        state: Cohort = self._desk.stream(stream_of("cohort", cohort)).state
        return state

    def alias(self, person: PersonId) -> str:
        """What the room calls a participant."""
        state: Person = self._desk.stream(stream_of("person", person)).state
        return state.alias

    def fresh(self) -> str:
        """A name that nothing has yet."""
        return self._desk.fresh()

    def change(self, place: Place, *commands: object, calendar: Collection[SessionId] = ()) -> None:
        """Change a cohort, all at once; `calendar` are the sessions that come onto its calendar or leave it."""
        self._visit.do(place, *((place.stream, command) for command in commands), calendar=calendar)
