"""The people in the circle as seats: what a seat shows of what was recorded, open and covered."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attendance, Attended, NotToday, SentHome
from kapcircle.core.ids import MemberId, PersonId
from kapcircle.core.leaving import Aldrete, Discharged, LeftAgainstAdvice, LeftUnseen, Transferred
from kapcircle.core.observation import Depth, Observed, Preset, Touch, TouchAgreed
from kapcircle.core.programme import Route
from kapcircle.core.questions import DayQuestions
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Session
from kapcircle.core.vitals import Vitals
from kapcircle.views.care import cares
from kapcircle.views.seats import Badge, SeatView, seats
from tests.core.caring import CALM, HIGH, Ward, at, dose, dosed
from tests.core.circles import Circle
from tests.made_up import small_plan

NAMES = {"p1": "Wren", "p2": "Heron", "p3": "Ash", "p4": "Juniper"}
DISCHARGED = Discharged(Aldrete(2, 2, 2, 2, 2), True, True, True, 0, True, "Jo", True, True, True, ("A", "B"))


def seat(ward: Ward, minute: float, n: int = 0, *, covered: bool = False) -> SeatView:
    return seats(ward.state, NAMES.__getitem__, at(minute), covered=covered)[n]


def test_a_seat_shows_what_was_recorded_last() -> None:
    ward = dosed((15, CALM), (16, Observed(Depth.INWARD)), (17, Observed(distress=4)), (18, Vitals(pulse=80)))
    shown = seat(ward, 18)
    assert (shown.reading, shown.depth, shown.distress, shown.distressed) == ("122/78", 2, True, 4)
    assert shown.since_dose == 0.3
    assert shown.badge is None
    assert shown.spoken == "Wren, mat 1, 122/78, nobody covers, depth 2 of 4, distress 4 of 10"


def test_before_anything_is_recorded_a_seat_has_a_name_and_a_mat() -> None:
    assert seat(Ward(), 5) == SeatView(PersonId("p1"), 1, "Wren")


def test_distress_of_none_is_no_mark() -> None:
    shown = seat(dosed((1, Observed(distress=0))), 2)
    assert (shown.distress, shown.distressed) == (False, 0)


def test_the_clock_on_a_seat_moves_by_a_degree_and_not_every_second() -> None:
    ward = dosed()
    parts = {seat(ward, 10 + second / 60).since_dose for second in range(10)}
    assert len(parts) <= 2


@pytest.mark.parametrize(
    ("records", "minute", "badge"),
    [
        ((), 10, None),
        ((), 11, Badge("unseen", "unseen 11")),
        ((), 15, Badge("due", "due")),
        ((), 22, Badge("late", "late 7")),
        (((16, HIGH),), 17, Badge("alarm", "outside range")),
        (((16, CALM), (17, Observed(Depth.UNEXPECTED))), 18, Badge("alarm", "responding?")),
        (((16, CALM), (17, Observed(preset=Preset.RESTROOM_OUT))), 20, Badge("unseen", "restroom 3")),
        (((5, DayQuestions(True, told="Dr Made-up")),), 6, Badge("alarm", "safety")),
        (((5, Attended(Attendance.LEFT_EARLY)),), 6, Badge("alarm", "left early")),
    ],
)
def test_the_most_urgent_is_on_the_seat(records: tuple[tuple[float, Any], ...], minute: float, badge: Badge) -> None:
    assert seat(dosed(*records), minute).badge == badge


def test_two_entries_of_one_injection_are_asked_about_on_the_seat() -> None:
    ward = dosed()
    ward.record(1, dose(), by=MemberId("jo"))
    assert seat(ward, 2).badge == Badge("double", "entered twice?")


def test_a_value_outside_the_range_is_marked_until_it_is_answered() -> None:
    ward = dosed()
    stamp = ward.record(16, HIGH)
    assert (seat(ward, 17).outside, seat(ward, 17).reading) == (True, "161/98")
    ward.record(17, Acknowledged(stamp, "told"))
    assert (seat(ward, 18).outside, seat(ward, 18).badge) == (False, None)


def test_a_later_pressure_inside_the_range_is_not_shown_as_if_it_were_outside() -> None:
    shown = seat(dosed((16, HIGH), (21, CALM)), 22)
    assert (shown.reading, shown.outside) == ("122/78", False)
    assert shown.badge == Badge("alarm", "outside range"), "the first still waits for an answer"


def test_another_alarm_leaves_a_pressure_inside_the_range_alone() -> None:
    shown = seat(dosed((16, Vitals(122, 78, 70, 91))), 17)
    assert (shown.badge, shown.outside) == (Badge("alarm", "outside range"), False)


@pytest.mark.parametrize(
    ("record", "standing"),
    [
        (Attended(Attendance.ABSENT), "absent"),
        (Attended(Attendance.EXCUSED), "excused"),
        (Attended(Attendance.LEFT_EARLY), "left early"),
        (Attended(Attendance.LATE), ""),
        (NotToday("tired"), "not today"),
        (SentHome("taxi"), "sent home"),
        (LeftUnseen("Jo"), "left unseen"),
        (Transferred("hospital", "ambulance"), "transferred"),
        (LeftAgainstAdvice("stay", "Jo"), "left"),
        (DISCHARGED, "discharged"),
    ],
)
def test_who_is_not_waited_for_says_why(record: Any, standing: str) -> None:
    ward = Ward()
    ward.record(0, Attended(Attendance.ARRIVED))
    ward.record(1, record)
    shown = seat(ward, 2)
    assert (shown.standing, shown.absent) == (standing, bool(standing))
    assert not standing or standing in shown.spoken


def test_who_opts_out_after_a_dose_is_in_sight_as_before() -> None:
    shown = seat(dosed((5, NotToday("enough")), (6, Observed(Depth.LIGHT))), 7)
    assert (shown.absent, shown.depth, shown.since_dose) == (False, 1, 42 / 360)


def test_who_has_gone_has_no_clock_and_no_depth() -> None:
    shown = seat(dosed((5, Observed(Depth.DEEP)), (6, LeftUnseen("Jo"))), 7)
    assert (shown.since_dose, shown.depth, shown.touch) == (None, None, "")
    assert shown.badge == Badge("alarm", "left unseen"), "until they are found"


def test_the_touch_that_was_agreed_to_is_on_the_seat() -> None:
    ward = Ward(plan=replace(small_plan(), touch=((PersonId("p1"), Touch.SHOULDER), (PersonId("p2"), Touch.NONE))))
    assert [x.touch for x in seats(ward.state, NAMES.__getitem__, at(0))] == ["shoulder", "no touch", "", ""]
    ward.record(1, TouchAgreed(Touch.ASK))
    assert seat(ward, 2).touch == "ask"
    assert seat(ward, 2).spoken == "Wren, mat 1, touch: ask"


def test_by_the_oral_route_the_clock_shows_the_least_observation() -> None:
    assert seat(dosed(route=Route.ORAL), 30).since_dose == 0.25


def test_covered_there_are_mats_and_shapes_and_nothing_else() -> None:
    ward = dosed((16, HIGH), (17, Observed(Depth.DEEP, distress=7)), (17, TouchAgreed(Touch.HAND)))
    assert seat(ward, 18, covered=True) == SeatView(PersonId("p1"), 1, since_dose=0.3, badge=Badge("alarm", ""))
    assert seat(ward, 18, covered=True).spoken == "mat 1, alarm"
    ward.record(18, LeftUnseen("Jo"))
    assert seat(ward, 19, covered=True).since_dose is None
    assert seat(ward, 19, 1, covered=True) == SeatView(PersonId("p2"), 2)


def test_mats_lie_where_they_were_laid_before_the_circle_opens_too() -> None:
    plan = replace(small_plan(), laid=((2, 0.25, 0.5), (40, 0.0, 0.0)))
    circle = Circle(plan=plan)
    circle.do(c.Open())
    for s in (Session(plan=plan), circle.state):
        assert {seat.mat: seat.place for seat in seats(s, str) if seat.place} == {2: (0.25, 0.5)}


def test_seats_are_the_same_where_everybody_was_looked_at_already() -> None:
    s, now = dosed((16, HIGH)).state, at(18)
    found = seats(s, NAMES.__getitem__, now, cares(s, now))
    assert found == seats(s, NAMES.__getitem__, now)
    earlier = cares(dosed().state, at(1))
    assert seats(s, NAMES.__getitem__, now, earlier)[0].badge != found[0].badge, "they are read off what they are given"
