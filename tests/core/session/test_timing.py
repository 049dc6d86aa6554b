"""Time read off a session, to the millisecond."""

import pytest

from kapcircle.core.facts import Plan
from kapcircle.core.ids import Instant, Millis, PhaseId
from kapcircle.core.rundown import End, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Leg, Session, Timer, Visit
from kapcircle.core.session.timing import (
    Give,
    Offset,
    actual,
    at_offset,
    clamp,
    expected_end,
    expected_ends,
    group_end,
    held,
    leg_actual,
    leg_held,
    length,
    over,
    remaining,
    running,
    shrinking,
    timer_reads,
)
from tests.core.circles import SECONDS, Circle, opened
from tests.made_up import MINUTES, START, phase, small_plan

HOUR = 60 * MINUTES


def at(offset: int) -> Instant:
    return Instant(START + offset)


@pytest.mark.parametrize(
    ("visit", "now", "lasted", "stood", "ran"),
    [
        (Visit(at(0)), 0, 0, 0, 0),
        (Visit(at(0)), 90_000, 90_000, 0, 90_000),
        (Visit(at(0), held=Millis(20_000)), 90_000, 90_000, 20_000, 70_000),
        (Visit(at(0), held_since=at(60_000)), 90_000, 90_000, 30_000, 60_000),
        (Visit(at(0), held=Millis(10_000), held_since=at(60_000)), 90_000, 90_000, 40_000, 50_000),
        (Visit(at(0), left=at(80_000), held=Millis(10_000)), 90_000, 80_000, 10_000, 70_000),
        (Visit(at(0), left=at(80_000), held_since=at(60_000)), 90_000, 80_000, 20_000, 60_000),
        (Visit(at(0), carried=Millis(5_000)), 90_000, 90_000, 0, 95_000),
        # Clocks that differ: nothing is below zero.
        (Visit(at(0)), -5_000, 0, 0, 0),
        (Visit(at(0), held_since=at(10)), -5_000, 0, 0, 0),
        (Visit(at(0), carried=Millis(7)), -5_000, 0, 0, 7),
        (Visit(at(0), held=Millis(9_000)), 1_000, 1_000, 9_000, 0),
    ],
)
def test_a_stay(visit: Visit, now: int, lasted: int, stood: int, ran: int) -> None:
    assert (actual(visit, at(now)), held(visit, at(now)), running(visit, at(now))) == (lasted, stood, ran)


def test_two_stays_are_added_up() -> None:
    first = Visit(at(0), left=at(60_000), held=Millis(10_000))
    leg = Leg(phase("One", 1), (first, Visit(at(120_000), held_since=at(150_000), carried=Millis(50_000))))
    assert leg_actual(leg, at(180_000)) == 60_000 + 60_000
    assert leg_held(leg, at(180_000)) == 10_000 + 30_000
    assert leg_actual(Leg(phase("Two", 1)), at(0)) == 0


@pytest.mark.parametrize(("extra", "long"), [(0, 120_000), (30_000, 150_000), (-30_000, 90_000), (-500_000, 0)])
def test_the_length_of_a_phase_counts_what_was_given_and_taken(extra: int, long: int) -> None:
    assert length(Leg(phase("One", 2), (Visit(at(0), extra=Millis(99_000)), Visit(at(1), extra=Millis(extra))))) == long


def test_a_phase_nobody_was_in_has_its_planned_length() -> None:
    assert length(Leg(phase("One", 2))) == 2 * MINUTES


@pytest.mark.parametrize(
    ("now", "left"), [(0, 120_000), (1, 119_999), (120_000, 0), (120_001, -1), (2 * HOUR, 120_000 - 2 * HOUR)]
)
def test_what_remains_goes_on_below_zero(now: int, left: int) -> None:
    assert remaining(Leg(phase("One", 2), (Visit(at(0)),)), at(now)) == left


@pytest.mark.parametrize(
    ("visit", "offset", "when"),
    [
        (Visit(at(0)), 60_000, 60_000),
        (Visit(at(0), held=Millis(5_000)), 60_000, 65_000),
        (Visit(at(0), carried=Millis(20_000)), 60_000, 40_000),
        (Visit(at(0), held_since=at(1_000)), 60_000, None),
    ],
)
def test_when_the_phase_clock_reads(visit: Visit, offset: int, when: int | None) -> None:
    assert at_offset(visit, Millis(offset)) == (None if when is None else at(when))


def test_clamp() -> None:
    assert (clamp(-1), clamp(0), clamp(1)) == (0, 0, 1)


# --- a circle of 15, 40 and 20 minutes ---


def ends(circle: Circle) -> list[float | None]:
    return [None if x is None else (x - START) / MINUTES for x in expected_ends(circle.state, circle.now)]


@pytest.mark.parametrize(
    ("commands", "minutes", "expected"),
    [
        ([], 0, [15, 55, 75]),
        ([], 5, [15, 55, 75]),
        ([], 15, [15, 55, 75]),
        # In overtime the phase ends now, and now, and now.
        ([], 18, [18, 58, 78]),
        ([c.Extend(Millis(5 * MINUTES))], 18, [20, 60, 80]),
        ([c.Take(Millis(5 * MINUTES))], 5, [10, 50, 70]),
        ([c.Hold()], 5, [20, 60, 80]),
        ([c.Skip()], 5, [15, None, 35]),
        ([c.Jump(2)], 5, [None, 40, 60]),
        ([c.Jump(3)], 5, [None, None, 20]),
        ([c.Jump(3), c.Jump(1)], 5, [15, 55, 75]),
        ([c.Insert("Tea", Millis(10 * MINUTES))], 0, [15, 25, 65, 85]),
        ([c.Close()], 5, [None, None, None]),
    ],
)
def test_expected_ends(commands: list[c.Command], minutes: int, expected: list[float | None]) -> None:
    circle = opened()
    for command in commands:
        circle.do(command)
    circle.later(minutes * MINUTES)
    assert ends(circle) == expected
    last = [x for x in expected if x is not None]
    assert expected_end(circle.state, circle.now) == (START + last[-1] * MINUTES if last else START)


def test_before_opening_nothing_is_expected() -> None:
    assert expected_ends(Session(), START) == ()
    assert expected_end(Session(), START) == START


def grouped(*groups: str) -> Circle:
    return opened(Rundown(tuple(phase(f"P{n}", 10, group=group) for n, group in enumerate(groups))))


@pytest.mark.parametrize(
    ("groups", "commands", "end"),
    [
        (("a", "a", "b"), [], 20),
        (("a", "a", "b"), [c.Skip()], 10),
        (("a", "a", "b"), [c.Jump(3)], 10),
        (("a", "b", "a"), [], 10),
        (("", "b", ""), [], None),
        (("a", "a"), [c.Insert("Tea", Millis(5 * MINUTES))], 25),
        (("a", "a"), [c.Close()], None),
    ],
)
def test_the_end_of_a_group(groups: tuple[str, ...], commands: list[c.Command], end: int | None) -> None:
    circle = grouped(*groups)
    for command in commands:
        circle.do(command)
    assert group_end(circle.state, circle.now) == (None if end is None else at(end * MINUTES))


def test_before_opening_there_is_no_group() -> None:
    assert group_end(Session(), START) is None


@pytest.mark.parametrize(
    ("late_start", "commands", "minutes", "plan", "start"),
    [
        (0, [], 0, 0, 0),
        (0, [], 18, 3, 3),
        # Ten minutes after the planned hour: late against the plan, in time against the start.
        (10, [], 0, 10, 0),
        (10, [], 18, 13, 3),
        (-10, [], 0, -10, 0),
        (10, [c.Skip()], 0, -30, -40),
        (0, [c.Insert("Tea", Millis(10 * MINUTES))], 0, 10, 10),
        (0, [c.Hold()], 4, 4, 4),
        (0, [c.Close()], 0, -75, -75),
    ],
)
def test_over_and_under(late_start: int, commands: list[c.Command], minutes: int, plan: int, start: int) -> None:
    circle = Circle()
    circle.sleeps(late_start * MINUTES)
    circle.do(c.Open())
    for command in commands:
        circle.do(command)
    circle.later(minutes * MINUTES)
    assert over(circle.state, circle.now) == Offset(Millis(plan * MINUTES), Millis(start * MINUTES))


def test_without_an_hour_only_the_start_counts() -> None:
    circle = Circle(plan=Plan(rundown=small_plan().rundown))
    circle.do(c.Open())
    circle.later(18 * MINUTES)
    assert over(circle.state, circle.now) == Offset(None, Millis(3 * MINUTES))


def test_before_opening_nothing_is_over() -> None:
    assert over(Session(), START) == Offset(None, Millis(0))


def late(by: int, *shrink: int, scheduled: bool = True, planned: float = 10) -> list[tuple[str, float]]:
    phases = (phase("Now", 10), *(phase(f"P{n}", planned, shrink=Millis(s)) for n, s in enumerate(shrink)))
    rundown = Rundown(phases)
    circle = Circle(plan=Plan(rundown=rundown, scheduled=START if scheduled else None))
    circle.do(c.Open())
    circle.later(10 * MINUTES + by)
    return [(give.phase, give.by) for give in shrinking(circle.state, circle.now)]


@pytest.mark.parametrize("scheduled", [True, False])
@pytest.mark.parametrize(
    ("by", "shrink", "gives"),
    [
        (0, (60_000,), []),
        (-1, (60_000,), []),
        (30_000, (), []),
        (30_000, (0,), []),
        (30_000, (60_000,), [("p0", 30_000)]),
        (30_000, (60_000, 0, 60_000), [("p0", 15_000), ("p2", 15_000)]),
        # In proportion to what each may give, whole seconds, together enough.
        (30_000, (180_000, 60_000), [("p0", 23_000), ("p1", 8_000)]),
        (60_000, (300_000,), [("p0", 60_000)]),
        (1, (60_000,), [("p0", 1_000)]),
        # Never more than it may, not even for whole seconds.
        (90_000, (60_500,), [("p0", 60_500)]),
        (500_000, (60_000, 60_000), [("p0", 60_000), ("p1", 60_000)]),
    ],
)
def test_what_may_shrink(scheduled: bool, by: int, shrink: tuple[int, ...], gives: list[tuple[str, int]]) -> None:
    assert late(by, *shrink, scheduled=scheduled) == gives


def test_a_phase_gives_up_no_more_than_its_own_length() -> None:
    assert late(10 * MINUTES, 5 * MINUTES, planned=1) == [("p0", MINUTES)]
    assert late(MINUTES, 5 * MINUTES, 5 * MINUTES, planned=1) == [("p0", 30_000), ("p1", 30_000)]


def test_a_phase_left_out_cannot_shrink_and_a_circle_that_is_over_need_not() -> None:
    phases = (phase("Now", 1), phase("A", 5, shrink=Millis(MINUTES)), phase("B", 5, shrink=Millis(MINUTES)))
    circle = opened(Rundown(phases))
    circle.do(c.Insert("Talk", Millis(10 * MINUTES)))
    circle.do(c.Jump(2))
    circle.do(c.Skip())
    circle.later(12 * MINUTES)
    assert shrinking(circle.state, circle.now) == (Give(PhaseId("b"), Millis(MINUTES)),)
    circle.later(HOUR)
    circle.do(c.Close())
    assert shrinking(circle.state, circle.now) == ()
    assert shrinking(Session(), START) == ()


@pytest.mark.parametrize(
    ("timer", "now", "shows"),
    [
        (Timer(at(0), Millis(0)), 90_000, 90_000),
        (Timer(at(0), Millis(60_000)), 20_000, 40_000),
        (Timer(at(0), Millis(60_000)), 61_000, -1_000),
        (Timer(at(0), Millis(0)), -5, 0),
        (Timer(at(0), Millis(60_000)), -5, 60_000),
    ],
)
def test_what_a_timer_shows(timer: Timer, now: int, shows: int) -> None:
    assert timer_reads(timer, at(now)) == shows


# --- across what clocks do to people ---


def test_three_hours_asleep_count_or_do_not() -> None:
    for counted, ran in ((True, 3 * HOUR + 5 * MINUTES), (False, 5 * MINUTES)):
        circle = opened()
        circle.later(5 * MINUTES)
        circle.sleeps(3 * HOUR)
        circle.do(c.ComeBack(Millis(3 * HOUR), counted=counted))
        visit = circle.state.visit
        assert running(visit, circle.now) == ran
        assert actual(visit, circle.now) == 3 * HOUR + 5 * MINUTES


def test_time_away_is_not_taken_off_twice_when_the_phase_was_held() -> None:
    circle = opened()
    circle.do(c.Hold())
    circle.sleeps(HOUR)
    circle.do(c.ComeBack(Millis(HOUR), counted=False))
    circle.do(c.Resume())
    circle.later(MINUTES)
    assert running(circle.state.visit, circle.now) == MINUTES
    assert held(circle.state.visit, circle.now) == HOUR


@pytest.mark.parametrize(("away", "ran"), [(2 * HOUR, 0), (-HOUR, 10 * MINUTES), (4 * MINUTES, 6 * MINUTES)])
def test_no_more_time_is_left_out_than_the_phase_has_run(away: int, ran: int) -> None:
    circle = opened()
    circle.later(10 * MINUTES)
    circle.do(c.ComeBack(Millis(away), counted=False))
    assert running(circle.state.visit, circle.now) == ran


def test_a_clock_set_back_before_a_restart_loses_no_time_and_gains_none() -> None:
    circle = opened()
    circle.later(10 * MINUTES)
    circle.do(c.Hold())
    circle.now = Instant(circle.now - HOUR)
    assert running(circle.state.visit, circle.now) == 0
    circle.do(c.Resume())
    assert circle.state.visit == Visit(at(0), taken_up=Millis(10 * MINUTES))
    assert circle.state.time == at(10 * MINUTES)
    circle.now = at(12 * MINUTES)
    assert running(circle.state.visit, circle.now) == 12 * MINUTES


def test_an_advance_made_late_belongs_to_the_instant_it_was_due() -> None:
    circle = opened(Rundown((phase("One", 1, end=End.ADVANCE), phase("Two", 1))))
    circle.sleeps(MINUTES + 1_500)
    circle.later(0)
    one, two = circle.state.legs
    assert leg_actual(one, circle.now) == MINUTES
    assert leg_actual(two, circle.now) == 1_500
    assert isinstance(circle.entries[-1].event, e.PhaseEntered)
    assert circle.entries[-1].at - circle.entries[-1].happened == 1_500


def test_back_goes_on_where_the_phase_was_left() -> None:
    circle = opened()
    circle.do(c.Extend(Millis(MINUTES)))
    circle.later(5 * MINUTES)
    circle.do(c.Go())
    circle.later(30 * SECONDS)
    circle.do(c.Back())
    assert running(circle.state.visit, circle.now) == 5 * MINUTES
    assert remaining(circle.state.leg, circle.now) == 11 * MINUTES
    circle.do(c.Jump(1))
    assert running(circle.state.visit, circle.now) == 0
    assert remaining(circle.state.leg, circle.now) == 15 * MINUTES
