"""After the sessions: who is to be contacted, who is in the integration window, practices, requests to the prescriber.

What happened in sessions is read off the tables: nobody is folded for a list.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kapcircle.core.aftercare import (
    Dosed,
    Due,
    Held,
    Meeting,
    Window,
    contacts_due,
    contacts_planned,
    dosed_from,
    exposure,
    held_against,
    last_session,
    window_of,
)
from kapcircle.core.attendance import Attendance
from kapcircle.core.boosters import Booster, Slot, Zone, lay, times
from kapcircle.core.errors import Refused
from kapcircle.core.ids import CohortId, Instant, PersonId, SessionId, stream_of
from kapcircle.core.log import Stamp
from kapcircle.core.person import boosting, care, maintenance
from kapcircle.core.person.boosting import BoostersPlanned, PlanBoosters, RecordPractice
from kapcircle.core.person.care import CloseContact, RecordContact, RecordMissed
from kapcircle.core.person.maintenance import AnswerMaintenance, RequestMaintenance
from kapcircle.core.person.safety import FlagSafety
from kapcircle.core.person.standing import Status
from kapcircle.core.person.state import Person
from kapcircle.core.picture import Value
from kapcircle.core.programme import Programme, SessionKind
from kapcircle.desk.desk import Desk, Step
from kapcircle.desk.fittings import Papers
from kapcircle.desk.printouts import Printout
from kapcircle.views.aftercare import Following, InWindow
from kapcircle.views.practices import calendar_sheet, practice_sheet

Cells = Mapping[str, Value]
Rows = Callable[..., list[dict[str, Value]]]

NOWHERE = CohortId("")
"""Of a session that was taken off its calendar."""

FOLLOWED = frozenset({Status.ENROLLED.value, Status.PAUSED.value, Status.COMPLETED.value})
"""Who is followed up at the programme's points. The day after medicine everybody is, whatever they are since."""

CALL = "aftercare call"
"""The setting that remembers whom to call when a practice is too much."""


class Aftercare:
    """Records wait for the disk: what cannot be saved raises NotSavedError, and its words stay in the form.

    `programme_of` says which programme a cohort follows, `crisis` the practice's own numbers for the night; `boosters`
    are the practices that are shipped.
    """

    def __init__(
        self,
        desk: Desk,
        papers: Papers,
        boosters: Sequence[Booster],
        rows: Rows,
        programme_of: Callable[[CohortId], Programme],
        crisis: Callable[[], str] = lambda: "",
    ) -> None:
        self._desk, self._papers, self._rows, self._crisis = desk, papers, rows, crisis
        self.boosters = {x.key: x for x in boosters}
        self.programme_of = programme_of

    def person(self, person: PersonId) -> Person:
        """All that is known of a participant."""
        state: Person = self._desk.stream(stream_of("person", person)).state
        return state

    # what the tables tell

    def doses(self, person: PersonId | None = None) -> tuple[Dosed, ...]:
        """Every session with medicine, of everybody or of one person, the oldest first."""
        return dosed_from(self._rows("session_dose", **({} if person is None else {"person": person})))

    def circles(self) -> tuple[tuple[CohortId, str], ...]:
        """The cohorts and their names."""
        return tuple((CohortId(str(x["cohort"])), str(x["name"])) for x in self._rows("cohort"))

    def planned(self, person: PersonId | None = None) -> tuple[Due, ...]:
        """Every contact that follows by itself, of everybody or of one person."""
        doses, stands = self.doses(person), self._standing()
        rows = self._rows("session") if person is None else self._sessions(person, doses)
        where = {SessionId(str(x["session"])): CohortId(str(x["cohort"])) for x in rows}
        coming = self._coming(rows, **({} if person is None else {"person": person}))
        found: list[Due] = []
        for cohort in (NOWHERE, *dict.fromkeys((*where.values(), *coming))):
            here = tuple(x for x in doses if where.get(x.session, NOWHERE) == cohort)
            ends = {who: last_session(x) for who, x in coming.get(cohort, {}).items() if stands.get(who) in FOLLOWED}
            over = {who: end for who, end in ends.items() if end is not None}
            programme = self.programme_of(cohort)
            found += contacts_planned(cohort, here, programme.follow_ups, over, programme.integration)
        return tuple(found)

    def _sessions(self, person: PersonId, doses: Sequence[Dosed]) -> list[dict[str, Value]]:
        """The sessions of the cohorts of a person, and those in which they had medicine."""
        cohorts = {str(x["cohort"]) for x in self._rows("participant", person=person)}
        mine = [x for cohort in sorted(cohorts) for x in self._rows("session", cohort=cohort)]
        elsewhere = {x.session for x in doses} - {SessionId(str(x["session"])) for x in mine}
        return mine + [x for session in sorted(elsewhere) for x in self._rows("session", session=session)]

    def due(self, cohort: CohortId | None = None) -> tuple[Following, ...]:
        """Who is to be contacted now or soon, the late ones first; of one cohort, or of all."""
        now, names, circles = self._desk.clock.now(), self._aliases(), dict(self.circles())
        settled, tried = self._contacts()
        wanted = [x for x in self.planned() if cohort in (None, x.cohort)]
        return tuple(
            Following(names.get(x.person, ""), circles.get(x.cohort, ""), x, tried[x.person, x.key])
            for x in contacts_due(wanted, settled, now)
        )

    def waiting(self) -> tuple[tuple[PersonId, str, Instant], ...]:
        """Requests that the prescriber has not answered: of whom, by alias, and since when."""
        names = self._aliases()
        rows = (x for x in self._rows("maintenance_request") if x["answered"] is None)
        found = ((PersonId(str(x["person"])), Instant(int(x["at"] or 0))) for x in rows)
        return tuple((who, names.get(who, ""), at) for who, at in sorted(found, key=lambda x: x[1]))

    def in_window(self, cohort: CohortId) -> tuple[InWindow, ...]:
        """Where everybody who had medicine in a cohort is in the window after their last time."""
        sessions = {SessionId(str(x["session"])): str(x["name"]) for x in self._rows("session", cohort=cohort)}
        last = {x.person: x for x in self.doses() if x.session in sessions}
        names, meetings, setting = self._aliases(), self._meetings(cohort), self.programme_of(cohort).integration
        found: list[InWindow] = []
        for who, x in last.items():
            window, name, alias = window_of(x, setting), sessions[x.session], names.get(who, "")
            found.append(self._in_window(window, alias, name, meetings.get(who, ()), cohort))
        return tuple(found)

    def windows(self, person: PersonId) -> tuple[InWindow, ...]:
        """The window after each session of a person, the latest first."""
        found: list[InWindow] = []
        for x in self.doses(person)[::-1]:
            planned: Cells = next(iter(self._rows("session", session=x.session)), {})
            cohort = CohortId(str(planned.get("cohort", NOWHERE)))
            window = window_of(x, self.programme_of(cohort).integration)
            meetings = self._meetings(cohort).get(person, ())
            name = str(planned.get("name", "A session taken off the calendar"))
            found.append(self._in_window(window, "", name, meetings, cohort))
        return tuple(found)

    def _in_window(
        self, window: Window, alias: str, name: str, meetings: Sequence[Meeting], cohort: CohortId
    ) -> InWindow:
        who = window.dosed.person
        made = (x for x in self._rows("contact", person=who, outcome="made") if x["struck"] is None)
        inside = [at for x in made if window.inside(at := Instant(int(x["at"] or 0)))]
        came = tuple((x, self._came(who, x.session)) for x in window.meetings(meetings))
        return InWindow(alias, name, window, min(inside, default=None), came, cohort)

    def _came(self, person: PersonId, session: SessionId) -> bool | None:
        told = [x for x in self._rows("session_attendance", session=session, person=person) if x["struck"] is None]
        last = max(told, key=lambda x: int(x["tick"] or 0), default=None)
        return None if last is None else last["status"] not in {Attendance.ABSENT.value, Attendance.EXCUSED.value}

    def _meetings(self, cohort: CohortId) -> dict[PersonId, tuple[Meeting, ...]]:
        """The sessions of a cohort that have an hour, by who comes to them."""
        return self._coming(self._rows("session", cohort=cohort), cohort=cohort).get(cohort, {})

    def _coming(self, sessions: Sequence[Cells], **who: str) -> dict[CohortId, dict[PersonId, tuple[Meeting, ...]]]:
        """Of these sessions those that have an hour, by cohort and by who comes to them: the whole cohort, or a pod."""
        pods = {(x["cohort"], x["person"]): x["pod"] for x in self._rows("pod_member", **who)}
        calendar: dict[Value, list[tuple[Value, Meeting]]] = {}
        for x in sorted((x for x in sessions if x["scheduled"] is not None), key=lambda x: int(x["scheduled"] or 0)):
            calendar.setdefault(x["cohort"], []).append((x["pod"], _meeting(x)))
        found: dict[CohortId, dict[PersonId, tuple[Meeting, ...]]] = {}
        for x in self._rows("participant", **who):
            pod, planned = pods.get((x["cohort"], x["person"])), calendar.get(x["cohort"], [])
            mine = tuple(meeting for whose, meeting in planned if whose in (None, pod))
            found.setdefault(CohortId(str(x["cohort"])), {})[PersonId(str(x["person"]))] = mine
        return found

    def _standing(self) -> dict[PersonId, str]:
        rows = (x for x in self._rows("person_status") if x["current"])
        return {PersonId(str(x["person"])): str(x["status"]) for x in rows}

    def _aliases(self) -> dict[PersonId, str]:
        return {PersonId(str(x["person"])): str(x["alias"]) for x in self._rows("person")}

    def _contacts(self) -> tuple[set[tuple[PersonId, str]], Counter[tuple[PersonId, str]]]:
        """What is settled, and how often somebody was tried in vain."""
        rows = [x for x in self._rows("contact") if x["struck"] is None]
        keys = [((PersonId(str(x["person"])), str(x["due"])), x["outcome"]) for x in rows]
        settled = {key for key, outcome in keys if outcome != "missed"}
        return settled, Counter(key for key, outcome in keys if outcome == "missed")

    # contacts

    def contact(self, person: PersonId, made: RecordContact) -> None:
        """Somebody was spoken to. A yes to the safety question is a flag on them, too: the gate holds until decided."""
        steps: list[Step] = [(stream_of("person", person), made)]
        if made.safety:
            words = f"{made.name}: said yes to the safety question. Told {made.told.strip()}."
            steps.append((stream_of("person", person), FlagSafety(words)))
        self._desk.do(*steps, record=True, happened=made.on)

    def missed(self, person: PersonId, missed: RecordMissed) -> None:
        """Somebody was tried and not reached."""
        self._do(person, missed, happened=missed.on)

    def close(self, person: PersonId, due: Due, reason: str) -> None:
        """No contact is sought any longer for what is due."""
        self._do(person, CloseContact(due.key, due.name, reason))

    # practices

    def propose(self, person: PersonId, session: SessionId, keys: Sequence[str], zone: Zone) -> tuple[Slot, ...]:
        """These practices by turns, at the times that the programme has for them. Raises Refused without any dose."""
        dosed = next((x for x in self.doses(person) if x.session == session), None)
        if dosed is None:
            raise Refused("No medicine is recorded in this session: there is nothing to count from.")
        policy = self.programme_of(self._cohort(session)).boosters
        chosen = [self.boosters[key] for key in keys if self.boosters[key].minutes <= policy.longest]
        return lay(chosen, times(policy, dosed.at, zone))

    def plan(self, person: PersonId, session: SessionId, slots: Sequence[Slot], call: str) -> None:
        """Plan practices after a session, in place of those that were."""
        self._do(person, PlanBoosters(session, tuple(slots), call))
        self._desk.keep(CALL, call.strip())

    @property
    def call(self) -> str:
        """Whom to call, as it was written last; else the practice's own numbers."""
        return self._desk.settings().get(CALL) or ", ".join(self._crisis().split("\n"))

    def practised(self, person: PersonId, session: SessionId, number: int, words: str = "", *, done: bool) -> None:
        """A practice was done, or was not."""
        self._do(person, RecordPractice(session, number, done, words))

    def latest_plan(self, person: PersonId) -> BoostersPlanned | None:
        """The plan after the latest session that has one."""
        plans = self.person(person).boosting.plans
        return next((plans[x.session] for x in self.doses(person)[::-1] if x.session in plans), None)

    def plan_paper(self, person: PersonId, session: SessionId, zone: Zone) -> Printout:
        """The PDF of a plan. Raises Refused where there is none."""
        plan, circles = self._plan(person, session), dict(self.circles())
        circle = circles.get(self._cohort(session), "")
        sheet = practice_sheet(circle, self.person(person).alias, plan, self.boosters, zone)
        return Printout(self._papers.practices(sheet), "practices between sessions", person)

    def calendar_file(self, person: PersonId, session: SessionId, zone: str) -> Printout:
        """The calendar file of a plan, for clocks in the time zone of this name. Raises Refused where there is none."""
        sheet = calendar_sheet(self._plan(person, session), self._desk.clock.now(), zone)
        return Printout(self._papers.calendar(sheet), "calendar of practices", person)

    def _plan(self, person: PersonId, session: SessionId) -> BoostersPlanned:
        plan = self.person(person).boosting.plans.get(session)
        if plan is None:
            raise Refused("No practices are planned after this session yet.")
        return plan

    def _cohort(self, session: SessionId) -> CohortId:
        row: Cells = next(iter(self._rows("session", session=session)), {})
        return CohortId(str(row.get("cohort", NOWHERE)))

    # another session

    def exposure(self, person: PersonId) -> tuple[tuple[int, int], ...]:
        """How many sessions with medicine a person had in so many days."""
        return exposure(self.doses(person), self._desk.clock.now())

    def held(self, person: PersonId) -> Held:
        """What a request would be held against now: by the programme of the last session, else of the cohort."""
        doses = self.doses(person)
        cohorts = [str(x["cohort"]) for x in self._rows("participant", person=person)]
        cohort = self._cohort(doses[-1].session) if doses else CohortId(cohorts[-1] if cohorts else NOWHERE)
        programme = self.programme_of(cohort)
        return held_against(programme.maintenance, doses, self._desk.clock.now(), signed=programme.limits_hold)

    def ask(self, person: PersonId, words: str) -> None:
        """Ask the prescriber for another session."""
        self._do(person, RequestMaintenance(words, self.held(person)))

    def answer(self, person: PersonId, request: Stamp, prescriber: str, words: str, *, yes: bool) -> None:
        """What the prescriber answered."""
        self._do(person, AnswerMaintenance(request, prescriber, yes, words))

    def strike(self, person: PersonId, noun: str, record: Stamp, reason: str) -> None:
        """Mark a record of this noun as wrong: it stays readable, with the reason."""
        self._do(person, STRIKES[noun](record, reason))

    def _do(self, person: PersonId, command: Any, **more: Any) -> None:
        self._desk.do((stream_of("person", person), command), record=True, **more)


STRIKES: dict[str, Callable[[Stamp, str], Any]] = {
    "care": care.StrikeContact,
    "boosting": boosting.StrikePractice,
    "maintenance": maintenance.StrikeMaintenance,
}


def _meeting(row: Cells) -> Meeting:
    at, kind = Instant(int(row["scheduled"] or 0)), SessionKind(str(row["kind"]))
    return Meeting(SessionId(str(row["session"])), str(row["name"]), at, kind)
