"""What follows a session, over time: contacts, the integration window, how often there was medicine."""

from typing import Any

import pytest

from kapcircle.core.aftercare import (
    AHEAD,
    Dosed,
    Due,
    Meeting,
    Stage,
    contacts_due,
    contacts_planned,
    dosed_from,
    exposure,
    held_against,
    last_session,
    window_of,
)
from kapcircle.core.ids import DAY, CohortId, Instant, Millis, PersonId, SessionId
from kapcircle.core.programme import HOUR, FollowUpPoint, IntegrationWindow, Maintenance, SessionKind
from tests.made_up import START

WREN, HERON = PersonId("wren"), PersonId("heron")
ONE, TWO = SessionId("one"), SessionId("two")
ALONE = IntegrationWindow(every=Millis(0))
HARBOUR = CohortId("harbour")
POINTS = (
    FollowUpPoint("Next day", DAY),
    FollowUpPoint("One to two weeks", Millis(10 * DAY)),
    FollowUpPoint("One month", Millis(30 * DAY)),
)


def at(hours: float) -> Instant:
    return Instant(START + round(hours * HOUR))


def given(person: str, session: str, hours: float, **more: Any) -> dict[str, Any]:
    return {"person": person, "session": session, "happened": at(hours), "what": "given", "struck": None, **more}


def test_a_person_has_one_dose_for_each_session_the_last_one_and_none_that_was_struck_or_only_ordered() -> None:
    rows = [
        given("wren", "one", 1),
        given("wren", "one", 0),
        given("wren", "one", 2, struck="wrong person"),
        given("heron", "one", 3, what="ordered"),
        given("wren", "two", -200),
    ]
    assert dosed_from(rows) == (Dosed(WREN, TWO, at(-200)), Dosed(WREN, ONE, at(1)))


@pytest.mark.parametrize(
    ("hours", "state"),
    [(-28.1, "nothing"), (-28, "coming"), (19.9, "coming"), (20, "due"), (28, "due"), (28.1, "late"), (400, "late")],
)
def test_the_next_day_contact_is_planned_by_itself(hours: float, state: str) -> None:
    planned = contacts_planned(HARBOUR, [Dosed(WREN, ONE, at(0))], (), {}, ALONE)
    now = at(hours)
    due = contacts_due(planned, (), now)
    found = [("late" if x.late(now) else "due" if x.since <= now else "coming") for x in due]
    assert found == ([] if state == "nothing" else [state])
    assert contacts_due(planned, {(WREN, "next day:one")}, now) == ()
    assert contacts_due(planned, {(HERON, "next day:one"), (WREN, "next day:two")}, now) == due


def in_window(window: IntegrationWindow, *doses: Dosed) -> list[tuple[str, Instant, Instant]]:
    planned = contacts_planned(HARBOUR, doses, (), {}, window)
    return [(x.name, x.since, x.until) for x in planned if x.key.startswith("in window:")]


def test_a_contact_falls_in_each_week_of_the_window_from_when_the_next_day_is_over() -> None:
    first = Dosed(WREN, ONE, at(0))
    assert in_window(IntegrationWindow(), first) == [("In the window", at(28), at(120))]
    assert in_window(IntegrationWindow(closes=Millis(16 * DAY)), first) == [
        ("In the window", at(28), at(168)),
        ("In the window, contact 2", at(168), at(336)),
        ("In the window, contact 3", at(336), at(384)),
    ]
    assert in_window(IntegrationWindow(opens=Millis(2 * DAY)), first) == [("In the window", at(48), at(120))]


def test_a_window_that_asks_for_none_or_is_over_with_the_next_day_plans_none() -> None:
    first = Dosed(WREN, ONE, at(0))
    for window in (ALONE, IntegrationWindow(every=Millis(HOUR)), IntegrationWindow(closes=DAY, marked_to=DAY)):
        assert in_window(window, first) == []


def test_another_dose_opens_a_window_of_its_own() -> None:
    doses = (Dosed(WREN, ONE, at(0)), Dosed(WREN, TWO, at(24)), Dosed(HERON, ONE, at(0)))
    assert in_window(IntegrationWindow(), *doses) == [
        ("In the window", at(28), at(120)),
        ("In the window", at(52), at(144)),
    ]
    later = (Dosed(WREN, ONE, at(0)), Dosed(WREN, TWO, at(72)))
    assert len(in_window(IntegrationWindow(), *later)) == 2, "the first was due before"


def test_follow_up_points_count_from_the_end_and_the_soon_one_is_the_next_day_contact() -> None:
    planned = contacts_planned(HARBOUR, (), POINTS, {WREN: at(0)}, ALONE)
    assert [(x.name, x.since, x.key) for x in planned] == [
        ("One to two weeks", at(240), "follow-up:harbour:One to two weeks"),
        ("One month", at(720), "follow-up:harbour:One month"),
    ]
    assert planned[0].until == at(14 * 24)


def test_late_ones_come_first_the_oldest_before_the_others() -> None:
    doses = [Dosed(WREN, ONE, at(0)), Dosed(HERON, ONE, at(-24)), Dosed(HERON, TWO, at(-100))]
    planned = contacts_planned(HARBOUR, doses, POINTS, {WREN: at(-9 * 24)}, ALONE)
    due = contacts_due(planned, (), at(10))
    assert [(x.person, x.name, x.late(at(10))) for x in due] == [
        (HERON, "Next day", True),
        (HERON, "Next day", True),
        (WREN, "Next day", False),
        (WREN, "One to two weeks", False),
    ]
    assert due[0].until < due[1].until
    assert all(x.since <= at(10) + AHEAD for x in due)


def test_the_programme_ends_with_its_last_session_and_follow_up_meetings_come_after() -> None:
    meetings = [
        Meeting(ONE, "Medicine", at(0), SessionKind.MEDICINE),
        Meeting(TWO, "Integration", at(48), SessionKind.INTEGRATION),
        Meeting(SessionId("three"), "Follow-up", at(700), SessionKind.FOLLOW_UP),
    ]
    assert last_session(meetings) == at(48)
    assert last_session(meetings[2:]) is None


@pytest.mark.parametrize(
    ("hours", "stage"),
    [
        (-1, Stage.BEFORE),
        (0, Stage.OPEN),
        (23.9, Stage.OPEN),
        (24, Stage.MARKED),
        (72, Stage.MARKED),
        (72.1, Stage.OPEN),
        (120, Stage.OPEN),
        (120.1, Stage.CLOSED),
    ],
)
def test_the_integration_window_is_the_programmes(hours: float, stage: Stage) -> None:
    window = window_of(Dosed(WREN, ONE, at(0)), IntegrationWindow())
    assert window.stage(at(hours)) is stage
    assert window.inside(at(hours)) == (stage in {Stage.OPEN, Stage.MARKED})


def test_the_sessions_inside_are_those_of_the_calendar_but_not_the_one_it_follows() -> None:
    window = window_of(Dosed(WREN, ONE, at(1)), IntegrationWindow(closes=Millis(3 * DAY)))
    inside = Meeting(TWO, "Integration", at(48), SessionKind.INTEGRATION)
    after = Meeting(SessionId("three"), "Integration", at(80), SessionKind.INTEGRATION)
    own = Meeting(ONE, "Medicine", at(1), SessionKind.MEDICINE)
    assert window.meetings([own, inside, after]) == (inside,)


def test_sessions_with_medicine_are_counted_over_thirty_ninety_and_365_days() -> None:
    days = (0, 29, 30, 89, 90, 364, 365, -1)
    doses = [Dosed(WREN, SessionId(str(day)), Instant(START - day * DAY)) for day in days]
    assert exposure(doses, START) == ((30, 2), (90, 4), (365, 6))
    assert exposure((), START) == ((30, 0), (90, 0), (365, 0))


@pytest.mark.parametrize(
    ("ago", "signed", "until", "reached"),
    [
        ((), True, None, False),
        ((40,), True, None, False),
        ((10,), True, 20, False),
        ((30,), True, None, False),
        ((10, 50, 100), True, 20, True),
        ((366, 400, 500), True, None, False),
        ((10, 50, 100), False, None, False),
    ],
)
def test_what_a_request_is_held_against(ago: tuple[int, ...], signed: bool, until: int | None, reached: bool) -> None:
    doses = [Dosed(WREN, SessionId(str(day)), Instant(START - day * DAY)) for day in ago]
    held = held_against(Maintenance(Millis(30 * DAY), 3), doses, START, signed=signed)
    assert held.until(START) == (None if until is None else START + until * DAY)
    assert held.reached is reached
    assert held.year == sum(day < 365 for day in ago)


def test_a_contact_knows_what_it_follows() -> None:
    (due,) = contacts_planned(HARBOUR, [Dosed(WREN, ONE, at(0))], POINTS, {}, ALONE)
    assert due == Due(WREN, "next day:one", "Next day", at(20), at(28), HARBOUR, ONE)
