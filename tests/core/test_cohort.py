"""A cohort: people on mats and in pods, a team, sessions to come, others in the room."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.attending import Duty, Other, OtherRole, Pod, TeamMember
from kapcircle.core.cohort.about import CohortNamed, FollowProgramme, NameCohort
from kapcircle.core.cohort.calendar import (
    DropSession,
    OrderSessions,
    Planned,
    PlanSession,
    RundownSaved,
    SaveRundown,
    SessionsOrdered,
    StandsFor,
)
from kapcircle.core.cohort.company import ChooseCompany, ExcuseOther, WelcomeOther
from kapcircle.core.cohort.roster import ChoosePod, DropPod, Enrol, Leave, NamePod, PodChosen, Seat
from kapcircle.core.cohort.team import JoinTeam, LeaveTeam
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant, MemberId, OtherId, PersonId, PodId, ProgrammeId, SessionId
from kapcircle.core.log import Unknown
from kapcircle.core.programme import Level, SessionKind
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Rundown
from tests.core.nouns import Noun
from tests.made_up import START, small_rundown

ANN, BEN = PersonId("ann"), PersonId("ben")
FIRST, SECOND = SessionId("first"), SessionId("second")
HOUR = Instant(7_200_000)
TIDE, SHORE = PodId("tide"), PodId("shore")
MARA, JONAS = MemberId("mara"), MemberId("jonas")
IRA = Other(OtherId("ira"), "Ira", OtherRole.INTERPRETER, counts=False)


def cohort(*commands: Any) -> Noun:
    noun = Noun("cohort")
    for command in commands:
        noun.do(command)
    return noun


def test_a_name_without_its_spaces() -> None:
    assert cohort(NameCohort("  Spring ")).state.name == "Spring"


def test_people_sit_move_and_leave() -> None:
    spring = cohort(Enrol(ANN, 1), Enrol(BEN, 2), Enrol(ANN, 7))
    assert spring.state.mats == {ANN: 7, BEN: 2}
    spring.do(Enrol(ANN, 7))
    spring.do(Leave(BEN))
    assert spring.state.mats == {ANN: 7}
    spring.do(Enrol(BEN, 99))
    assert spring.state.mats == {ANN: 7, BEN: 99}


def test_people_change_seats_all_at_once() -> None:
    spring = cohort(Enrol(ANN, 1), Enrol(BEN, 2), Seat(((ANN, 2), (BEN, 1))))
    assert spring.state.mats == {ANN: 2, BEN: 1}


def test_sessions_stand_in_another_order_and_one_that_came_meanwhile_after_them() -> None:
    spring = cohort(PlanSession(FIRST, "One"), PlanSession(SECOND, "Two"), OrderSessions((SECOND, FIRST)))
    assert list(spring.state.sessions) == [SECOND, FIRST]
    spring.fold(SessionsOrdered((SessionId("gone"), FIRST)))
    assert list(spring.state.sessions) == [FIRST, SECOND]


def test_people_are_in_pods_change_them_and_leave_them() -> None:
    spring = cohort(Enrol(ANN, 1), Enrol(BEN, 2), NamePod(TIDE, " Tide "), NamePod(SHORE, "Shore"))
    spring.do(ChoosePod(ANN, TIDE))
    spring.do(ChoosePod(BEN, TIDE))
    assert spring.do(ChoosePod(BEN, TIDE)) == ()
    assert spring.state.pods == {TIDE: Pod(TIDE, "Tide"), SHORE: Pod(SHORE, "Shore")}
    assert spring.state.roster.pod_of == {ANN: TIDE, BEN: TIDE}
    spring.do(ChoosePod(ANN, SHORE))
    spring.do(ChoosePod(BEN, None))
    assert spring.state.roster.pod_of == {ANN: SHORE}
    spring.do(NamePod(SHORE, "Far shore"))
    spring.do(NamePod(SHORE, "FAR SHORE"))
    assert spring.state.pods[SHORE].name == "FAR SHORE"
    spring.do(Leave(ANN))
    spring.do(Enrol(ANN, 1))
    assert spring.state.roster.pod_of == {}


def test_a_pod_goes_and_its_people_stay() -> None:
    spring = cohort(Enrol(ANN, 1), Enrol(BEN, 2), NamePod(TIDE, "Tide"), NamePod(SHORE, "Shore"))
    for who, pod in ((ANN, TIDE), (BEN, SHORE)):
        spring.do(ChoosePod(who, pod))
    spring.do(DropPod(TIDE))
    assert (list(spring.state.pods), spring.state.roster.pod_of) == ([SHORE], {BEN: SHORE})
    assert spring.state.mats == {ANN: 1, BEN: 2}


def test_a_team_its_duties_and_the_pods_that_they_lead() -> None:
    nurse = TeamMember(MARA, Duty.NURSE, leads=(TIDE,))
    spring = cohort(NamePod(TIDE, "Tide"), JoinTeam(nurse), JoinTeam(TeamMember(JONAS)))
    assert spring.do(JoinTeam(nurse)) == ()
    spring.do(JoinTeam(TeamMember(JONAS, Duty.ROOM, counts=False)))
    assert spring.state.team.members == {MARA: nurse, JONAS: TeamMember(JONAS, Duty.ROOM, counts=False)}
    spring.do(LeaveTeam(JONAS))
    assert list(spring.state.team.members) == [MARA]


def test_it_follows_a_programme() -> None:
    spring = cohort(FollowProgramme(ProgrammeId("rtt")))
    assert spring.state.programme == "rtt"
    assert spring.do(FollowProgramme(ProgrammeId("rtt"))) == ()
    spring.do(FollowProgramme(ProgrammeId("other")))
    assert spring.state.programme == "other"


def test_others_come_change_are_chosen_for_a_session_and_go() -> None:
    spring = cohort(Enrol(ANN, 1), PlanSession(FIRST, "One"), WelcomeOther(replace(IRA, name=" Ira ")))
    assert spring.state.company.others == {IRA.id: IRA}
    told = replace(IRA, whom=ANN, agreed=START, counts=True)
    spring.do(WelcomeOther(told))
    spring.do(ChooseCompany(FIRST, (IRA.id,)))
    assert (spring.state.company.others, spring.state.company.chosen) == ({IRA.id: told}, {FIRST: (IRA.id,)})
    spring.do(ExcuseOther(IRA.id))
    assert spring.state.company.others == {}


def test_a_session_is_of_a_kind_and_of_the_cohort_or_a_pod() -> None:
    spring = cohort(NamePod(TIDE, "Tide"), PlanSession(FIRST, "One"))
    assert (spring.state.sessions[FIRST].kind, spring.state.sessions[FIRST].level) == (
        SessionKind.OPEN_CIRCLE,
        Level.COHORT,
    )
    stands_for = StandsFor(ProgrammeId("rtt"), 2, 7)
    spring.do(PlanSession(FIRST, "One", HOUR, SessionKind.MEDICINE, TIDE, True, " https://a.example ", stands_for))
    planned = spring.state.sessions[FIRST]
    assert planned == Planned(
        FIRST, "One", HOUR, Rundown(), SessionKind.MEDICINE, TIDE, True, "https://a.example", stands_for
    )
    assert planned.level is Level.POD


def test_a_session_keeps_its_rundown_when_its_hour_changes() -> None:
    spring = cohort(PlanSession(FIRST, " One "), SaveRundown(FIRST, small_rundown()), PlanSession(FIRST, "1", HOUR))
    assert spring.state.sessions == {FIRST: Planned(FIRST, "1", HOUR, small_rundown())}


def test_a_session_is_dropped_and_the_other_stays() -> None:
    spring = cohort(PlanSession(FIRST, "One"), PlanSession(SECOND, "Two"), DropSession(FIRST))
    assert list(spring.state.sessions) == [SECOND]


REFUSED: list[tuple[list[Any], Any, str]] = [
    ([], NameCohort(" "), "Give the cohort a name."),
    ([], PlanSession(FIRST, ""), "Give the session a name."),
    ([], Enrol(ANN, 0), "Mats are numbered 1 to 99."),
    ([], Enrol(ANN, 100), "Mats are numbered 1 to 99."),
    ([Enrol(ANN, 3)], Enrol(BEN, 3), "Mat 3 is taken."),
    ([Enrol(ANN, 3), Enrol(BEN, 4)], Seat(((ANN, 4),)), "Mat 4 is taken."),
    ([Enrol(ANN, 3)], Seat(((ANN, 100),)), "Mats are numbered 1 to 99."),
    ([], Seat(((ANN, 1),)), "This participant is not in the cohort."),
    ([], OrderSessions((FIRST,)), "This session is not on the calendar."),
    ([], Leave(ANN), "This participant is not in the cohort."),
    ([], DropSession(FIRST), "This session is not on the calendar."),
    ([], SaveRundown(FIRST, Rundown()), "This session is not on the calendar."),
    ([], NamePod(TIDE, " "), "Give the pod a name."),
    ([NamePod(TIDE, "Tide")], NamePod(SHORE, "tide"), "There is a pod “tide” already. Give this one another name."),
    ([], DropPod(TIDE), "This pod is not in the cohort."),
    (
        [NamePod(TIDE, "Tide"), PlanSession(FIRST, "One", pod=TIDE)],
        DropPod(TIDE),
        "This pod has sessions on the calendar: give them to the whole cohort, or delete them first.",
    ),
    ([Enrol(ANN, 1)], ChoosePod(ANN, TIDE), "This pod is not in the cohort."),
    ([NamePod(TIDE, "Tide")], ChoosePod(ANN, TIDE), "This participant is not in the cohort."),
    ([], ChoosePod(ANN, None), "This participant is not in the cohort."),
    ([], PlanSession(FIRST, "One", pod=TIDE), "This pod is not in the cohort."),
    ([], JoinTeam(TeamMember(MARA, leads=(TIDE,))), "This pod is not in the cohort."),
    ([], LeaveTeam(MARA), "This member is not in the team of the cohort."),
    ([], WelcomeOther(replace(IRA, name=" ")), "Give the person a name."),
    ([], WelcomeOther(replace(IRA, whom=ANN)), "This participant is not in the cohort."),
    (
        [],
        WelcomeOther(replace(IRA, agreed=Instant(START + 1))),
        "Their yes to confidentiality lies in the future: give the day on which it was said.",
    ),
    ([], ExcuseOther(IRA.id), "This person is not on the list of others in the room."),
    ([], ChooseCompany(FIRST, ()), "This session is not on the calendar."),
    (
        [PlanSession(FIRST, "One")],
        ChooseCompany(FIRST, (IRA.id,)),
        "This person is not on the list of others in the room.",
    ),
]


@pytest.mark.parametrize(("before", "command", "words"), REFUSED)
def test_it_is_refused(before: list[Any], command: Any, words: str) -> None:
    noun = cohort(*before)
    was = noun.state
    with pytest.raises(Refused) as refusal:
        noun.do(command)
    assert str(refusal.value) == words
    assert noun.state == was


@pytest.mark.parametrize("role", Role)
def test_who_plans(role: Role) -> None:
    actor = Actor(MemberId("x"), role)
    if role is Role.MEDICAL_LEAD:
        with pytest.raises(Refused, match=r"^Planning: this is for the co-therapist or coordinator or facilitator\.$"):
            Noun("cohort").do(NameCohort("Spring"), actor)
    else:
        assert Noun("cohort").do(NameCohort("Spring"), actor) == (CohortNamed("Spring"),)


@pytest.mark.parametrize(
    "event",
    [RundownSaved(FIRST, Rundown()), PodChosen(ANN, TIDE), SessionsOrdered((FIRST,)), Unknown("Sung", "{}")],
)
def test_what_makes_no_sense_has_no_effect(event: Any) -> None:
    noun = cohort(NameCohort("Spring"))
    was = noun.state
    noun.fold(event)
    assert noun.state == was


def test_its_rows() -> None:
    spring = cohort(NameCohort("Spring"), FollowProgramme(ProgrammeId("rtt")), Enrol(ANN, 1), Enrol(BEN, 2))
    for command in (
        NamePod(TIDE, "Tide"),
        ChoosePod(ANN, TIDE),
        JoinTeam(TeamMember(MARA, Duty.NURSE, leads=(TIDE,))),
        PlanSession(FIRST, "One", HOUR, SessionKind.MEDICINE, TIDE, False, "Garden"),
        WelcomeOther(replace(IRA, whom=ANN, agreed=START)),
        ChooseCompany(FIRST, (IRA.id, IRA.id)),
    ):
        spring.do(command)
    it = {"cohort": "it"}
    assert spring.rows() == [
        ("cohort", it, {"name": "Spring", "programme": "rtt"}),
        ("participant", {**it, "person": "ann"}, {"mat": 1}),
        ("participant", {**it, "person": "ben"}, {"mat": 2}),
        ("pod", {"pod": "tide"}, {**it, "name": "Tide"}),
        ("pod_member", {**it, "person": "ann"}, {"pod": "tide"}),
        ("team_member", {**it, "member": "mara"}, {"duty": "nurse", "counts": 1, "leads": "tide"}),
        (
            "session",
            {"session": "first"},
            {
                **it,
                "name": "One",
                "scheduled": HOUR,
                "kind": "medicine",
                "pod": "tide",
                "virtual": 0,
                "place": "Garden",
            },
        ),
        (
            "other_person",
            {"other": "ira"},
            {**it, "name": "Ira", "role": "interpreter", "person": "ann", "agreed": START, "counts": 0},
        ),
        ("session_company", {"session": "first", "other": "ira"}, {}),
    ]
