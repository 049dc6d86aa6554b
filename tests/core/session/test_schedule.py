"""Which checks are due: what settles what, what is late, who has none."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied, SentHome
from kapcircle.core.dose import DoseOrdered
from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.leaving import LeftUnseen
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.programme import Limit, Measure, Moment, Programme, Route, Urgency, VitalsSchedule
from kapcircle.core.rundown import Rundown
from kapcircle.core.session.schedule import State, Task, What, followed, gives_medicine, history, tasks
from kapcircle.core.vitals import Vitals, VitalsNotTaken, WhyNot
from tests.core.caring import CALM, HIGH, PROGRAMME, UNSIGNED, Ward, at, dose, dosed, due_list
from tests.made_up import MINUTES, START, phase, small_plan

ORDER = DoseOrdered(Route.IM, 50, "Dr Made-up")
NOT_TAKEN = VitalsNotTaken(WhyNot.ASLEEP)


def timed(ward: Ward, minute: float, programme: Programme = PROGRAMME) -> dict[int, str]:
    """By minute since the dose: how each check stands at a minute."""
    found = tasks(ward.seat(), programme, at(minute))
    return {int(x.after // MINUTES): x.state.value for x in found if x.after is not None}


def one(ward: Ward, what: What, minute: float) -> Task | None:
    return next((x for x in tasks(ward.seat(), PROGRAMME, at(minute)) if x.what is what), None)


@pytest.mark.parametrize(
    ("minute", "states"),
    [
        (0, {15: "coming"}),
        (14.9, {15: "coming"}),
        (15, {15: "due"}),
        (20, {15: "due"}),
        (20.1, {15: "late"}),
        (31, {15: "late", 30: "due"}),
        (46, {15: "late", 30: "late", 40: "late"}),
        (88, {15: "late", 30: "late", 40: "late", 60: "late", 90: "coming"}),
        (125, {60: "late", 90: "late", 120: "due", 150: "coming"}),
    ],
)
def test_checks_fall_due_on_the_persons_own_clock(minute: float, states: dict[int, str]) -> None:
    found = timed(dosed(), minute)
    assert {after: found[after] for after in states} == states
    ahead = [after for after in found if after > minute + 5]
    assert ahead, "the next one is always known"


@pytest.mark.parametrize(
    ("checked", "states"),
    [
        ((5,), {15: "due", 30: "coming"}),
        ((9.9,), {15: "due"}),
        ((10,), {15: "done"}),
        ((19,), {15: "done"}),
        ((24,), {15: "done", 30: "coming"}),
        ((25,), {15: "missed", 30: "done"}),
        ((35,), {15: "missed", 30: "done", 40: "coming"}),
        ((36,), {15: "missed", 30: "missed", 40: "done"}),
        ((13, 17), {15: "done", 30: "coming"}),
        ((16, 31, 41, 62), {15: "done", 30: "done", 40: "done", 60: "done", 90: "coming"}),
        ((75,), {60: "done", 90: "coming"}),
        ((84,), {60: "done", 90: "coming"}),
        ((85,), {60: "missed", 90: "done"}),
    ],
)
def test_a_check_falls_to_the_nearest_that_it_does_not_come_early_for(
    checked: tuple[float, ...], states: dict[int, str]
) -> None:
    """At twelve past every one of these: the grace is five minutes."""
    ward = dosed(*((minute, CALM) for minute in checked))
    found = timed(ward, max(15, *checked))
    assert {after: found[after] for after in states} == states


def test_a_late_check_says_so() -> None:
    found = {x.after: x.late for x in tasks(dosed((19, CALM), (36, CALM), (52, CALM)).seat(), PROGRAMME, at(53))}
    assert found[Millis(15 * MINUTES)] == 0
    late = tasks(dosed((24, CALM)).seat(), PROGRAMME, at(25))[1]
    assert (late.state, late.late) == (State.DONE, 9 * MINUTES)


def test_what_was_not_taken_is_settled_and_the_next_is_planned() -> None:
    ward = dosed((16, NOT_TAKEN))
    assert timed(ward, 17) == {15: "not taken", 30: "coming", 40: "coming", 60: "coming"}
    ward.record(18, CALM)
    assert timed(ward, 19)[15] == "done"
    ward.record(19, NOT_TAKEN)
    assert timed(ward, 19)[15] == "done"


def test_what_settled_a_check_is_named() -> None:
    ward = dosed()
    stamp = ward.record(16, CALM)
    assert next(x for x in tasks(ward.seat(), PROGRAMME, at(17)) if x.what is What.TIMED).settled_by == stamp


def test_a_weight_or_an_observation_is_no_check() -> None:
    ward = dosed((15, Vitals(weight=80)), (15, Vitals(temperature=36.6)), (15, Observed(Depth.DEEP)))
    assert timed(ward, 16)[15] == "due"
    for reading in (Vitals(pulse=70), Vitals(spo2=97), CALM):
        assert timed(dosed((15, reading)), 16)[15] == "done"


def test_an_entry_from_paper_settles_what_had_been_missed() -> None:
    ward = dosed((41, CALM))
    assert timed(ward, 45)[30] == "missed"
    ward.record(31, CALM, written=44)
    assert timed(ward, 45)[30] == "done"


def test_a_struck_reading_settles_nothing() -> None:
    ward = dosed()
    reading = ward.record(15, CALM)
    assert timed(ward, 22)[15] == "done"
    ward.strike(reading)
    assert timed(ward, 22)[15] == "late"


def test_a_dose_that_moves_in_time_moves_its_checks() -> None:
    ward = dosed()
    first = ward.seat().records[-1].stamp
    ward.record(10, dose())
    ward.strike(first)
    assert next(x.due for x in tasks(ward.seat(), PROGRAMME, at(12)) if x.what is What.TIMED) == at(25)


# the baseline


def arrived(*records: tuple[float, Any]) -> Ward:
    ward = Ward()
    for minute, content in ((-60, Attended(Attendance.ARRIVED)), *records):
        ward.record(minute, content)
    return ward


@pytest.mark.parametrize(
    ("records", "state", "due"),
    [
        (((-40, ORDER),), State.DUE, -40),
        (((-70, ORDER),), State.DUE, -60),
        (((-40, Readied()),), State.DUE, -40),
        (((-40, ORDER), (-30, CALM)), State.DONE, -30),
        (((-40, ORDER), (-30, NOT_TAKEN)), State.NOT_TAKEN, -30),
        (((-40, ORDER), (-30, CALM), (-20, NOT_TAKEN)), State.DONE, -30),
        (((-80, ORDER), (-70, CALM)), State.DUE, -10),
        (((-40, ORDER), (-30, CALM), (0, dose()), (5, CALM)), State.DONE, -30),
        (((0, dose()),), State.MISSED, 0),
        (((-61, CALM), (0, dose())), State.MISSED, 0),
        (((-60, CALM), (0, dose())), State.DONE, -60),
        (((-40, ORDER), (-30, Vitals(120, 80))), State.DUE, -40),
        (((-40, ORDER), (-30, Vitals(120, 80)), (-20, Vitals(pulse=70, spo2=98))), State.DONE, -20),
        (((-40, ORDER), (-30, Vitals(120, 80)), (-20, NOT_TAKEN)), State.NOT_TAKEN, -20),
    ],
)
def test_a_baseline_is_fresh_at_the_dose(records: tuple[tuple[float, Any], ...], state: State, due: float) -> None:
    found = one(arrived(*records), What.BASELINE, 0 if records[-1][0] < 0 else 6)
    assert found is not None
    assert (found.state, found.due) == (state, at(due))


def test_nobody_without_an_order_is_asked_for_a_baseline() -> None:
    assert tasks(arrived().seat(), PROGRAMME, at(0)) == ()


def test_in_a_circle_with_medicine_whoever_comes_has_a_baseline() -> None:
    ward = arrived()
    assert [x.due for x in tasks(ward.seat(), PROGRAMME, at(0), medicine=True)] == [at(-60)]
    assert tasks(Ward().seat(), PROGRAMME, at(0), medicine=True) == ()
    assert not gives_medicine(ward.state)
    day = Ward(plan=small_plan(Rundown((phase("Arrival", 15), phase("Dosing", 10, medicine=True)))))
    day.record(0, Attended(Attendance.ARRIVED))
    assert [(x.person, x.words) for x in due_list(day.state, at(1))] == [("p1", "baseline vitals")]


def test_an_order_for_somebody_who_never_arrived_is_kept_in_the_history_alone() -> None:
    ward = Ward()
    ward.record(-10, ORDER)
    assert tasks(ward.seat(), PROGRAMME, at(0)) == ()
    assert [x.due for x in history(ward.seat(), PROGRAMME, at(0))] == [at(-10)]


# re-checks


def test_a_reading_outside_the_signed_range_plans_another() -> None:
    ward = dosed((16, HIGH))
    found = one(ward, What.RECHECK, 20)
    assert found is not None
    assert (found.due, found.state) == (at(21), State.COMING)
    assert [one(ward, What.RECHECK, minute).state for minute in (21, 26, 27)] == [  # type: ignore[union-attr]  # there is one
        State.DUE,
        State.DUE,
        State.LATE,
    ]
    stamp = ward.record(29, HIGH)
    first, second = [x for x in tasks(ward.seat(), PROGRAMME, at(30)) if x.what is What.RECHECK]
    assert (first.state, first.settled_by, first.late) == (State.DONE, stamp, 8 * MINUTES)
    assert (second.state, second.due) == (State.COMING, at(34))


def test_a_recheck_may_be_not_taken() -> None:
    found = one(dosed((16, HIGH), (22, NOT_TAKEN)), What.RECHECK, 23)
    assert found is not None
    assert found.state is State.NOT_TAKEN


def test_a_recheck_is_settled_once_all_that_was_outside_is_measured_again() -> None:
    ward = dosed((16, Vitals(161, 80, 72, 92)), (17, Observed(Depth.DEEP)), (18, Vitals(pulse=88)))
    pulse_alone = one(ward, What.RECHECK, 19)
    assert pulse_alone is not None
    assert pulse_alone.state is State.COMING
    ward.record(20, Vitals(150, 80))
    late = one(ward, What.RECHECK, 27)
    assert late is not None
    assert late.state is State.LATE, "the saturation has not been measured again"
    stamp = ward.record(28, Vitals(spo2=97))
    found = one(ward, What.RECHECK, 29)
    assert found is not None
    assert (found.state, found.settled_by) == (State.DONE, stamp)


def test_a_breath_that_was_counted_again_settles_the_recheck_of_breathing() -> None:
    slow = Limit(Measure.RESPIRATION, Moment.AFTER, Urgency.TELL, low=10)
    programme = replace(PROGRAMME, limits=(slow,))
    ward = dosed((16, Vitals(respiration=8)), (20, Vitals(respiration=12)), programme=programme)
    (found,) = [x for x in tasks(ward.seat(), programme, at(21)) if x.what is What.RECHECK]
    assert found.state is State.DONE


def test_unsigned_limits_plan_nothing() -> None:
    found = tasks(dosed((16, HIGH)).seat(), UNSIGNED, at(20))
    assert What.TIMED in {x.what for x in found}
    assert What.RECHECK not in {x.what for x in found}


# who has tasks at all


@pytest.mark.parametrize(
    ("record", "has"),
    [
        (Attended(Attendance.ABSENT), False),
        (Attended(Attendance.EXCUSED), False),
        (Attended(Attendance.LEFT_EARLY), False),
        (Attended(Attendance.LATE), True),
        (NotToday("tired"), False),
        (SentHome("taxi"), False),
        (LeftUnseen("Jo"), False),
    ],
)
def test_who_takes_no_medicine_today_has_no_tasks(record: Any, has: bool) -> None:
    ward = arrived((-40, ORDER), (-20, record))
    assert followed(ward.seat()) is has
    assert bool(tasks(ward.seat(), PROGRAMME, at(0))) is has


@pytest.mark.parametrize(
    ("record", "has"),
    [
        (NotToday("no more", stops=True), True),
        (Attended(Attendance.ABSENT), True),
        (Attended(Attendance.LEFT_EARLY), False),
        (SentHome("taxi"), False),
        (LeftUnseen("Jo"), False),
    ],
)
def test_who_had_medicine_is_measured_until_they_have_left(record: Any, has: bool) -> None:
    assert bool(tasks(dosed((20, record)).seat(), PROGRAMME, at(25))) is has


def test_what_was_done_is_kept_after_they_have_left() -> None:
    ward = dosed((15, CALM), (40, LeftUnseen("Jo")))
    assert [x.state for x in history(ward.seat(), PROGRAMME, at(35))][:3] == [State.DONE, State.DONE, State.DUE]


def test_words() -> None:
    found = tasks(dosed((16, HIGH)).seat(), PROGRAMME, at(20))
    assert {x.words for x in found} >= {"baseline vitals", "vitals T+15", "re-check"}


# odd schedules and odd clocks


@pytest.mark.parametrize(
    ("schedule", "dues"),
    [
        (VitalsSchedule(after=(), every=Millis(20 * MINUTES)), [20, 40, 60]),
        (VitalsSchedule(after=(Millis(30 * MINUTES), Millis(10 * MINUTES)), every=Millis(0)), [10, 30]),
        (VitalsSchedule(after=(), every=Millis(0)), []),
    ],
)
def test_a_programme_has_its_own_schedule(schedule: VitalsSchedule, dues: list[int]) -> None:
    assert list(timed(dosed(), 41, replace(PROGRAMME, vitals=schedule))) == dues


def test_a_clock_that_runs_for_years_makes_no_years_of_tasks() -> None:
    ward = dosed()
    assert len(tasks(ward.seat(), PROGRAMME, Instant(START + 10 * 365 * 24 * 60 * MINUTES))) < 60
    assert timed(ward, -200)[15] == "coming"


def test_the_person_of_a_task() -> None:
    assert {x.person for x in tasks(dosed().seat(), PROGRAMME, at(1))} == {PersonId("p1")}


def test_a_laptop_whose_clock_is_ahead_settles_nothing_that_is_to_come() -> None:
    ward = dosed((31, CALM))
    assert timed(ward, 16) == {15: "done", 30: "coming", 40: "coming", 60: "coming"}
