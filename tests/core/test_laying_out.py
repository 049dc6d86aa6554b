"""Laying out a calendar from a programme, who comes to which session, and what is unusual about a cohort."""

from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from kapcircle.core.attending import Duty, Other, OtherRole, Pod, TeamMember
from kapcircle.core.cohort.calendar import Planned, PlanSession, StandsFor
from kapcircle.core.cohort.cautions import Caution, cautions
from kapcircle.core.cohort.company import ChooseCompany, WelcomeOther
from kapcircle.core.cohort.counting import company_of, mats_of, medicine_sessions, people_of, team_of
from kapcircle.core.cohort.layout import lay_out
from kapcircle.core.cohort.roster import ChoosePod, DropPod, Enrol, NamePod
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.cohort.team import JoinTeam
from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, MINUTE, Instant, MemberId, OtherId, PersonId, PodId, ProgrammeId, SessionId
from kapcircle.core.programme import Level, PlannedSession, Programme, SessionKind
from tests.core.nouns import Noun
from tests.made_up import START

TIDE, SHORE = Pod(PodId("tide"), "Tide"), Pod(PodId("shore"), "Shore")
PODS = {TIDE.id: TIDE, SHORE.id: SHORE}
HOUR = 60 * MINUTE
PROGRAMME = Programme(
    ProgrammeId("rtt"),
    "Roots",
    3,
    sessions=(
        PlannedSession("Medicine 1", SessionKind.MEDICINE, 2, level=Level.POD, rundown="Group IM day"),
        PlannedSession("Welcome", SessionKind.OPEN_CIRCLE, 1, virtual=True),
        PlannedSession("The day after", SessionKind.INTEGRATION, 2, 1),
    ),
)


def laid_out(programme: Programme = PROGRAMME, there: tuple[Planned, ...] = (), **more: Any) -> tuple[PlanSession, ...]:
    numbers = count(1)
    given = {"first": START, "zone": lambda _: 60, "pods": PODS, **more}
    return lay_out(programme, there=there, fresh=lambda: f"s{next(numbers)}", **given)


def of(number: int) -> StandsFor:
    return StandsFor(PROGRAMME.id, 3, number)


def test_every_session_stands_at_its_week_and_day_and_once_for_each_pod() -> None:
    week = Instant(START + 7 * DAY)
    assert laid_out() == (
        PlanSession(SessionId("s1"), "Welcome", START, SessionKind.OPEN_CIRCLE, None, True, "", of(2)),
        PlanSession(SessionId("s2"), "Medicine 1 · Tide", week, SessionKind.MEDICINE, TIDE.id, stands_for=of(1)),
        PlanSession(SessionId("s3"), "Medicine 1 · Shore", week, SessionKind.MEDICINE, SHORE.id, stands_for=of(1)),
        PlanSession(SessionId("s4"), "The day after", Instant(week + DAY), SessionKind.INTEGRATION, stands_for=of(3)),
    )


@pytest.mark.parametrize(("after", "shift"), [(120, -HOUR), (0, HOUR)])
def test_the_hour_of_the_day_stays_when_the_clocks_change(after: int, shift: int) -> None:
    made = laid_out(zone=lambda at: 60 if at < START + DAY else after)
    assert [(x.scheduled or 0) - START for x in made] == [0, 7 * DAY + shift, 7 * DAY + shift, 8 * DAY + shift]


def test_what_is_on_the_calendar_already_is_not_laid_out_again() -> None:
    tide = tuple(
        Planned(x.session, "Renamed since", kind=x.kind, pod=x.pod, stands_for=x.stands_for)
        for x in laid_out(pods={TIDE.id: TIDE})
    )
    own = Planned(SessionId("own"), "Our own")
    (missing,) = laid_out(there=(*tide, own))
    assert (missing.name, missing.pod) == ("Medicine 1 · Shore", SHORE.id)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"programme": replace(PROGRAMME, sessions=())}, "“Roots” has no sessions. Add them to the programme first."),
        ({"pods": {}}, "“Roots” has meetings of the pods. Begin the pods first, under Pods and team."),
    ],
)
def test_what_cannot_be_laid_out(how: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        laid_out(**how)
    assert str(refusal.value) == words


def test_a_calendar_that_is_whole_is_not_laid_out() -> None:
    there = tuple(Planned(x.session, x.name, pod=x.pod, stands_for=x.stands_for) for x in laid_out())
    with pytest.raises(Refused, match="on the calendar already"):
        laid_out(there=there)


# who comes

MARA, JONAS, ILIC = (MemberId(x) for x in ("mara", "jonas", "ilic"))
IRA = Other(OtherId("ira"), "Ira", OtherRole.SUPPORT)
OLA = Other(OtherId("ola"), "Ola", OtherRole.OBSERVER, agreed=START)


def cohort(people: int, *commands: Any) -> Cohort:
    noun = Noun("cohort")
    for n in range(people, 0, -1):
        noun.do(Enrol(PersonId(f"p{n}"), n))
    for command in commands:
        noun.do(command)
    state: Cohort = noun.state
    return state


def two_pods() -> Cohort:
    """Six people: the first three in one pod, two in another, and one in none."""
    pods = ((1, TIDE), (2, TIDE), (3, TIDE), (4, SHORE), (5, SHORE))
    return cohort(
        6,
        NamePod(TIDE.id, TIDE.name),
        NamePod(SHORE.id, SHORE.name),
        *(ChoosePod(PersonId(f"p{n}"), pod.id) for n, pod in pods),
        PlanSession(SessionId("all"), "Medicine 1", kind=SessionKind.MEDICINE),
        PlanSession(SessionId("tide"), "Medicine 2", kind=SessionKind.MEDICINE, pod=TIDE.id),
        PlanSession(SessionId("circle"), "Circle"),
        JoinTeam(TeamMember(MARA, Duty.NURSE, leads=(TIDE.id,))),
        JoinTeam(TeamMember(JONAS, Duty.THERAPIST, leads=(SHORE.id,))),
        JoinTeam(TeamMember(ILIC, Duty.MEDICAL_LEAD)),
        WelcomeOther(IRA),
        WelcomeOther(OLA),
        ChooseCompany(SessionId("tide"), (OLA.id, IRA.id)),
    )


@pytest.mark.parametrize(
    ("session", "people", "team"),
    [("all", [1, 2, 3, 4, 5, 6], [MARA, JONAS, ILIC]), ("tide", [1, 2, 3], [MARA, ILIC])],
)
def test_to_a_pods_session_come_its_people_and_those_who_look_after_it(
    session: str, people: list[int], team: list[MemberId]
) -> None:
    spring = two_pods()
    planned = spring.sessions[SessionId(session)]
    assert mats_of(spring, planned) == tuple((PersonId(f"p{n}"), n) for n in people)
    assert [x.member for x in team_of(spring, planned)] == team


def test_who_leads_a_pod_that_is_no_more_is_there_for_all() -> None:
    noun = Noun("cohort")
    noun.state = two_pods()
    noun.do(DropPod(SHORE.id))
    assert [x.member for x in team_of(noun.state, noun.state.sessions[SessionId("tide")])] == [MARA, JONAS, ILIC]


def test_the_company_of_a_session_is_chosen_for_it() -> None:
    assert company_of(two_pods(), SessionId("tide")) == (IRA, OLA)
    assert company_of(two_pods(), SessionId("all")) == ()


def test_who_is_in_a_pod_or_in_none() -> None:
    assert [people_of(two_pods(), pod) for pod in (TIDE.id, None)] == [("p1", "p2", "p3"), ("p6",)]


def test_medicine_sessions_are_counted_for_each_person() -> None:
    assert medicine_sessions(two_pods()) == {PersonId(f"p{n}"): 2 if n < 4 else 1 for n in range(1, 7)}


# what is unusual


def test_what_is_unusual_about_pods_others_and_the_cap() -> None:
    assert cautions(two_pods(), 1) == (
        Caution(SHORE.id, "2 people, usually 3 to 8."),
        Caution(None, "1 person without a pod."),
        Caution(IRA.id, "No yes to confidentiality yet."),
        *(
            Caution(PersonId(f"p{n}"), "2 medicine sessions on the calendar: the programme's cap is 1.")
            for n in (3, 2, 1)
        ),
    )
    assert not [x for x in cautions(two_pods()) if "cap" in x.words]
    assert not [x for x in cautions(two_pods(), 2) if "cap" in x.words]


def test_a_pod_without_people_or_lead() -> None:
    assert cautions(cohort(6, NamePod(TIDE.id, "Tide"))) == (
        Caution(TIDE.id, "Nobody, usually 3 to 8."),
        Caution(TIDE.id, "No lead yet."),
        Caution(None, "6 people without a pod."),
    )


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (0, []),
        (1, ["1 person: a cohort usually has 6 to 40."]),
        (5, ["5 people: a cohort usually has 6 to 40."]),
        (6, []),
        (40, []),
        (41, ["41 people: a cohort usually has 6 to 40."]),
    ],
)
def test_the_size_of_a_cohort(people: int, words: list[str]) -> None:
    assert [x.words for x in cautions(cohort(people))] == words


@pytest.mark.parametrize(("people", "unusual"), [(2, True), (3, False), (8, False), (9, True)])
def test_the_size_of_a_pod(people: int, unusual: bool) -> None:
    spring = cohort(
        people,
        NamePod(TIDE.id, "Tide"),
        JoinTeam(TeamMember(MARA, leads=(TIDE.id,))),
        *(ChoosePod(PersonId(f"p{n}"), TIDE.id) for n in range(1, people + 1)),
    )
    assert ([x for x in cautions(spring) if x.about == TIDE.id] != []) is unusual
