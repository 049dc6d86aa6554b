"""The programme that a cohort follows, and the calendar laid out from it."""

from collections.abc import Callable, Mapping, Sequence

from kapcircle.core.cohort.about import FollowProgramme
from kapcircle.core.cohort.calendar import PlanSession, SaveRundown
from kapcircle.core.cohort.layout import Zone, lay_out
from kapcircle.core.ids import CohortId, Instant, ProgrammeId
from kapcircle.core.programme import Programme
from kapcircle.core.rundown import Rundown
from kapcircle.desk.plans import Plans
from kapcircle.desk.visit import Place

Programmes = Callable[[], Sequence[Programme]]
"""The programmes that the practice keeps, each as it is now."""

Templates = Mapping[str, Callable[[Callable[[], str]], Rundown]]


class Course:
    """Asked by the Plan page; each change can be taken back."""

    def __init__(self, plans: Plans, programmes: Programmes, templates: Templates) -> None:
        self._plans, self._programmes, self._templates = plans, programmes, templates

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """What a cohort may follow."""
        return tuple(self._programmes())

    def of(self, cohort: CohortId) -> Programme | None:
        """The programme that a cohort follows; None where it follows none that the practice keeps."""
        follows = self._plans.cohort(cohort).programme
        return next((x for x in self._programmes() if x.id == follows), None)

    def cap(self, cohort: CohortId) -> int | None:
        """The most medicine sessions of its programme; None where nobody has signed that figure: then it is inert."""
        programme = self.of(cohort)
        return programme.medicine_cap if programme is not None and programme.limits_hold else None

    def follow(self, cohort: CohortId, programme: ProgrammeId) -> None:
        """Let a cohort follow a programme; its calendar stays as it is."""
        self._plans.change(Place(cohort), FollowProgramme(programme))

    def preview(self, cohort: CohortId, programme: Programme, first: Instant, zone: Zone) -> tuple[PlanSession, ...]:
        """What would be laid out. Raises Refused when there is nothing to lay out."""
        state = self._plans.cohort(cohort)
        return lay_out(programme, first, zone, state.pods, state.sessions.values(), self._plans.fresh)

    def lay_out(self, cohort: CohortId, programme: Programme, first: Instant, zone: Zone) -> None:
        """Follow the programme and put its sessions on the calendar, with the rundowns that it names: one change."""
        made = self.preview(cohort, programme, first, zone)
        steps: list[object] = [FollowProgramme(programme.id)]
        for session in made:
            steps += (session, *self._rundown(session, programme))
        self._plans.change(Place(cohort, made[0].session), *steps, calendar=[x.session for x in made])

    def _rundown(self, session: PlanSession, programme: Programme) -> tuple[SaveRundown, ...]:
        """Nothing for a template that this program does not have: the rundown stays empty, and the page says so."""
        number = session.stands_for.number if session.stands_for is not None else 0
        template = self._templates.get(programme.sessions[number - 1].rundown)
        return () if template is None else (SaveRundown(session.session, template(self._plans.fresh)),)
