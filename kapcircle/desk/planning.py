"""What is planned: cohorts and their participants, their sessions, and the rundown of each."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from kapcircle.core.cohort.about import NameCohort
from kapcircle.core.cohort.calendar import DropSession, OrderSessions, Planned, PlanSession, SaveRundown
from kapcircle.core.cohort.counting import people_of
from kapcircle.core.cohort.roster import ChoosePod, Enrol, Leave, Seat
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.editing import Seats, copy, let_fall, reseat, swap
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import CohortId, Instant, PersonId, PodId, SessionId, StreamId, stream_of
from kapcircle.core.person.identity import SetAlias
from kapcircle.core.person.standing import SetStatus, Status
from kapcircle.core.picture import Value
from kapcircle.core.practice import ListCohort, Practice
from kapcircle.core.programme import SessionKind
from kapcircle.core.rundown import Rundown
from kapcircle.core.session.state import Run, Session
from kapcircle.desk.community import Community
from kapcircle.desk.course import Course, Programmes
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Fittings
from kapcircle.desk.group import Group
from kapcircle.desk.plans import Plans
from kapcircle.desk.visit import Deed, Place, Visit

EMPTY = Rundown()


class Planning:
    """Everything here can be taken back: one list of changes over all cohorts and participants, and over what is said
    of them as a `group`, in the `course` of their programme, and by their `community`.
    """

    def __init__(
        self,
        desk: Desk,
        practice: StreamId,
        fittings: Fittings,
        rows: Callable[..., list[dict[str, Value]]],
        programmes: Programmes,
    ) -> None:
        self._desk, self._practice, self._fittings, self._rows = desk, practice, fittings, rows
        self.visit = self._visit = Visit(desk)
        self._plans = Plans(desk, self._visit)
        self.group, self.community = Group(self._plans), Community(self._plans)
        self.course = Course(self._plans, programmes, fittings.templates)

    # cohorts and participants

    def cohorts(self) -> tuple[tuple[CohortId, str], ...]:
        """The cohorts of the practice and their names, the newest last. None is folded for it."""
        listed = {str(row["cohort"]): str(row["name"]) for row in self._rows("cohort")}
        return tuple((c, self.cohort(c).name if self._open(c) else listed.get(c, "")) for c in self._cohorts)

    @property
    def _cohorts(self) -> tuple[CohortId, ...]:
        practice: Practice = self._desk.stream(self._practice).state
        return tuple(practice.cohorts)

    def _open(self, cohort: CohortId) -> bool:
        """Whether it was looked into: then the desk knows of it what may not be on the disk yet."""
        return self._desk.holds(stream_of("cohort", cohort))

    def cohort(self, cohort: CohortId) -> Cohort:
        """One cohort."""
        return self._plans.cohort(cohort)

    def alias(self, person: PersonId) -> str:
        """What the room calls a participant."""
        return self._plans.alias(person)

    def begin_cohort(self, name: str) -> CohortId:
        """A new cohort of this name."""
        cohort = CohortId(self._desk.fresh())
        named = (stream_of("cohort", cohort), NameCohort(name))
        self._visit.do(Place(cohort), (self._practice, ListCohort(cohort)), named)
        return cohort

    def rename_cohort(self, cohort: CohortId, name: str) -> None:
        """Give a cohort another name."""
        self._change(Place(cohort), NameCohort(name))

    def enrol(self, cohort: CohortId, alias: str, mat: int | None = None, pod: PodId | None = None) -> PersonId:
        """A new participant, on this mat or the first free one, in this pod or in none."""
        person = PersonId(self._desk.fresh())
        taken = set(self.cohort(cohort).mats.values())
        free = next(n for n in range(1, 1000) if n not in taken)
        here, who = stream_of("cohort", cohort), stream_of("person", person)
        enrolled = (here, Enrol(person, free if mat is None else mat))
        chosen = () if pod is None else ((here, ChoosePod(person, pod)),)
        named = ((who, SetAlias(alias)), (who, SetStatus(Status.ENROLLED)))
        self._visit.do(Place(cohort), *named, enrolled, *chosen, facts=self.facts(cohort))
        return person

    def facts(self, cohort: CohortId, but: PersonId | None = None) -> Facts:
        """What a decision on a participant's alias may rely on: how the others of the cohort are called."""
        others = tuple(self.alias(person) for person in self.cohort(cohort).mats if person != but)
        return replace(self._desk.facts(), aliases=others)

    def move(self, cohort: CohortId, person: PersonId, mat: int) -> None:
        """Seat a participant on another mat; whoever sits there takes theirs."""
        self._seat(cohort, swap(self.cohort(cohort).mats, person, mat))

    def reseat(self, cohort: CohortId, person: PersonId, before: int) -> None:
        """Let a participant fall before the one at this place, from 0, in the order of the mats of their pod."""
        state = self.cohort(cohort)
        pod = people_of(state, state.roster.pod_of.get(person))
        self._seat(cohort, reseat({who: state.mats[who] for who in pod}, person, before))

    def _seat(self, cohort: CohortId, mats: Seats) -> None:
        if mats:
            self._change(Place(cohort), Seat(tuple(mats.items())))

    def rename_person(self, cohort: CohortId, person: PersonId, alias: str) -> None:
        """Give a participant of this cohort another alias."""
        facts = self.facts(cohort, person)
        self._visit.do(Place(cohort), (stream_of("person", person), SetAlias(alias)), facts=facts)

    def leave(self, cohort: CohortId, person: PersonId) -> None:
        """A participant leaves the cohort."""
        self._change(Place(cohort), Leave(person))

    # sessions and rundowns

    def planned(self, session: SessionId) -> tuple[CohortId, Planned]:
        """A session of the calendar and its cohort. Raises KnownError when nobody planned it."""
        for cohort in self._where(session):
            if session in (sessions := self.cohort(cohort).sessions):
                return cohort, sessions[session]
        raise KnownError("This session is not on any calendar.")

    def enrolled(self, session: SessionId) -> frozenset[PersonId]:
        """Who is in the cohort of a session now, whoever was planned for it."""
        return frozenset(self.cohort(self.planned(session)[0]).mats)

    def _where(self, session: SessionId) -> Iterator[CohortId]:
        """Where a session may be: the tables are not read for one that was looked into, since every GO asks."""
        yield from filter(self._open, self._cohorts)
        yield from (CohortId(str(row["cohort"])) for row in self._rows("session", session=session))

    def plan_session(
        self,
        cohort: CohortId,
        name: str,
        scheduled: Instant | None,
        rundown: Rundown = EMPTY,
        kind: SessionKind = SessionKind.OPEN_CIRCLE,
        pod: PodId | None = None,
    ) -> SessionId:
        """A new session on the calendar with its rundown."""
        session = SessionId(self._desk.fresh())
        steps = (PlanSession(session, name, scheduled, kind, pod), SaveRundown(session, rundown))
        self._change(Place(cohort, session), *steps, calendar=[session])
        return session

    def copy_session(self, cohort: CohortId, session: SessionId) -> SessionId:
        """A new session like this one, without an hour, its phases copied."""
        was = self.cohort(cohort).sessions[session]
        new = SessionId(self._desk.fresh())
        rundown = Rundown(tuple(copy(phase, self._desk.fresh) for phase in was.rundown.phases))
        planned = replace(was, session=new, scheduled=None, stands_for=None)
        self._change(Place(cohort, new), _plan(planned), SaveRundown(new, rundown), calendar=[new])
        return new

    def change_session(self, cohort: CohortId, planned: Planned) -> None:
        """Another name or hour for a session, another kind, pod or place; its rundown stays."""
        self._change(Place(cohort, planned.session), _plan(planned))

    def drop_session(self, cohort: CohortId, session: SessionId) -> None:
        """Take a session off the calendar. Raises Refused while its circle runs."""
        if self._run(session) is Run.RUNNING:
            raise Refused("This session is running. Close its circle first, then it can be deleted.")
        self._change(Place(cohort, session), DropSession(session), calendar=[session])

    def reorder(self, cohort: CohortId, session: SessionId, before: int) -> None:
        """Let a session fall before the one at this place, from 0, on the calendar."""
        was = tuple(self.cohort(cohort).sessions)
        order = let_fall(was, lambda x: x == session, before)
        if order != was:
            self._change(Place(cohort, session), OrderSessions(order))

    def save_rundown(self, cohort: CohortId, session: SessionId, rundown: Rundown) -> None:
        """Plan this rundown; a session that runs keeps the copy it opened with."""
        self._change(Place(cohort, session), SaveRundown(session, rundown))

    def template(self, name: str) -> Rundown:
        """A fresh rundown from a rundown template."""
        return self._fittings.templates[name](self._desk.fresh)

    # undo

    def undo(self) -> Place:
        """Take back the latest change of this visit; returns where it is seen. Raises Refused where there is none."""
        self._permit(self._visit.latest)
        return self._visit.undo()

    def redo(self) -> Place:
        """Bring back what was undone last; returns where it is seen. Raises Refused where there is nothing."""
        self._permit(self._visit.undone)
        return self._visit.redo()

    def _permit(self, deed: Deed) -> None:
        """What put a session on the calendar or took it off counts for good once its circle was opened."""
        if any(self._run(session) is not Run.WAITING for session in deed.calendar):
            raise Refused("The circle of this session has been opened since: the session stays on the calendar.")

    def _run(self, session: SessionId) -> Run:
        circle: Session = self._desk.stream(stream_of("session", session)).state
        return circle.run

    def _change(self, place: Place, *commands: object, calendar: Collection[SessionId] = ()) -> None:
        self._plans.change(place, *commands, calendar=calendar)


def _plan(planned: Planned) -> PlanSession:
    return PlanSession(
        planned.session,
        planned.name,
        planned.scheduled,
        planned.kind,
        planned.pod,
        planned.virtual,
        planned.place,
        planned.stands_for,
    )
