"""A cohort: people on mats, sessions to come."""

from typing import Any

import pytest

from kapcircle.core import cohort as k
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant, MemberId, PersonId, SessionId
from kapcircle.core.log import Unknown
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Rundown
from tests.core.nouns import Noun
from tests.made_up import small_rundown

ANN, BEN = PersonId("ann"), PersonId("ben")
FIRST, SECOND = SessionId("first"), SessionId("second")
HOUR = Instant(7_200_000)


def cohort(*commands: k.Command) -> Noun:
    noun = Noun("cohort")
    for command in commands:
        noun.do(command)
    return noun


def test_a_name_without_its_spaces() -> None:
    assert cohort(k.NameCohort("  Spring ")).state.name == "Spring"


def test_people_sit_move_and_leave() -> None:
    spring = cohort(k.Enrol(ANN, 1), k.Enrol(BEN, 2), k.Enrol(ANN, 7))
    assert spring.state.mats == {ANN: 7, BEN: 2}
    spring.do(k.Enrol(ANN, 7))
    spring.do(k.Leave(BEN))
    assert spring.state.mats == {ANN: 7}
    spring.do(k.Enrol(BEN, 99))
    assert spring.state.mats == {ANN: 7, BEN: 99}


def test_people_change_seats_all_at_once() -> None:
    spring = cohort(k.Enrol(ANN, 1), k.Enrol(BEN, 2), k.Seat(((ANN, 2), (BEN, 1))))
    assert spring.state.mats == {ANN: 2, BEN: 1}


def test_sessions_stand_in_another_order_and_one_that_came_meanwhile_after_them() -> None:
    spring = cohort(k.PlanSession(FIRST, "One"), k.PlanSession(SECOND, "Two"), k.OrderSessions((SECOND, FIRST)))
    assert list(spring.state.sessions) == [SECOND, FIRST]
    spring.fold(k.SessionsOrdered((SessionId("gone"), FIRST)))
    assert list(spring.state.sessions) == [FIRST, SECOND]


def test_a_session_keeps_its_rundown_when_its_hour_changes() -> None:
    spring = cohort(
        k.PlanSession(FIRST, " One "), k.SaveRundown(FIRST, small_rundown()), k.PlanSession(FIRST, "1", HOUR)
    )
    assert spring.state.sessions == {FIRST: k.Planned(FIRST, "1", HOUR, small_rundown())}


def test_a_session_is_dropped_and_the_other_stays() -> None:
    spring = cohort(k.PlanSession(FIRST, "One"), k.PlanSession(SECOND, "Two"), k.DropSession(FIRST))
    assert list(spring.state.sessions) == [SECOND]


REFUSED: list[tuple[list[k.Command], k.Command, str]] = [
    ([], k.NameCohort(" "), "Give the cohort a name."),
    ([], k.PlanSession(FIRST, ""), "Give the session a name."),
    ([], k.Enrol(ANN, 0), "Mats are numbered 1 to 99."),
    ([], k.Enrol(ANN, 100), "Mats are numbered 1 to 99."),
    ([k.Enrol(ANN, 3)], k.Enrol(BEN, 3), "Mat 3 is taken."),
    ([k.Enrol(ANN, 3), k.Enrol(BEN, 4)], k.Seat(((ANN, 4),)), "Mat 4 is taken."),
    ([k.Enrol(ANN, 3)], k.Seat(((ANN, 100),)), "Mats are numbered 1 to 99."),
    ([], k.Seat(((ANN, 1),)), "This participant is not in the cohort."),
    ([], k.OrderSessions((FIRST,)), "This session is not on the calendar."),
    ([], k.Leave(ANN), "This participant is not in the cohort."),
    ([], k.DropSession(FIRST), "This session is not on the calendar."),
    ([], k.SaveRundown(FIRST, Rundown()), "This session is not on the calendar."),
]


@pytest.mark.parametrize(("before", "command", "words"), REFUSED)
def test_it_is_refused(before: list[k.Command], command: k.Command, words: str) -> None:
    noun = cohort(*before)
    was = noun.state
    with pytest.raises(Refused) as refusal:
        noun.do(command)
    assert str(refusal.value) == words
    assert noun.state is was


@pytest.mark.parametrize("role", Role)
def test_who_plans(role: Role) -> None:
    actor = Actor(MemberId("x"), role)
    if role is Role.MEDICAL_LEAD:
        with pytest.raises(Refused, match=r"^Planning: this is for the co-therapist or coordinator or facilitator\.$"):
            Noun("cohort").do(k.NameCohort("Spring"), actor)
    else:
        assert Noun("cohort").do(k.NameCohort("Spring"), actor) == (k.CohortNamed("Spring"),)


@pytest.mark.parametrize("event", [k.RundownSaved(FIRST, Rundown()), Unknown("Sung", "{}")])
def test_what_makes_no_sense_has_no_effect(event: Any) -> None:
    noun = cohort(k.NameCohort("Spring"))
    was = noun.state
    noun.fold(event)
    assert noun.state is was


def test_its_rows() -> None:
    spring = cohort(k.NameCohort("Spring"), k.Enrol(ANN, 1), k.Enrol(BEN, 2), k.PlanSession(FIRST, "One", HOUR))
    assert spring.rows() == [
        ("cohort", {"cohort": "it"}, {"name": "Spring"}),
        ("participant", {"cohort": "it", "person": "ann"}, {"mat": 1}),
        ("participant", {"cohort": "it", "person": "ben"}, {"mat": 2}),
        ("session", {"session": "first"}, {"cohort": "it", "name": "One", "scheduled": HOUR}),
    ]
