"""S18: what was done while the laptop was gone is recorded afterwards, whatever a gate lacked; and it opens no gate."""

from dataclasses import replace

import pytest

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied
from kapcircle.core.errors import Refused
from kapcircle.core.leaving import Aldrete, Discharged
from kapcircle.core.observation import Touch, TouchAgreed
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.session.gates import inside
from kapcircle.core.session.ratio import ratio
from kapcircle.core.vitals import Vitals
from tests.safety.rooms import CALM, FINE, LEAVES, NURSE, P1, P2, PROGRAMME, WELL, Day, minutes

HAND = "JK"


def last(day: Day) -> tuple[str, ...]:
    """The marks of what was written last about the first person."""
    return day.state.seats[P1].records[-1].marks


def test_s18_a_discharge_on_paper_is_recorded_with_every_gap_and_closes_the_person() -> None:
    day = Day()
    day.start(P1)
    day.dose(P1)
    day.sleeps(minutes(30))
    early = replace(LEAVES, aldrete=Aldrete(2, 2, 2, 2, 0), escort="")
    with pytest.raises(Refused, match="Not to be discharged yet"):
        day.record(P1, early)
    day.do(c.Record(early, P1, HAND), NURSE, day.now - minutes(5))
    assert last(day) == (
        "recorded outside gate: Minimum observation is not over: 95 min left",
        "recorded outside gate: Aldrete 8, and the programme asks for 9",
        "recorded outside gate: Escort not identified",
        "on paper, by JK",
    )
    assert people.left(day.state.seats[P1]) is not None
    assert inside(day.state) == []


def test_s18_a_discharge_on_paper_through_the_gate_is_marked_as_on_paper_alone() -> None:
    day = Day()
    day.start(P1)
    day.dose(P1)
    day.sleeps(minutes(125))
    day.record(P1, CALM)
    day.sleeps(minutes(60))
    day.do(c.Record(LEAVES, P1, " "), NURSE, day.now - minutes(58))
    assert last(day) == ("on paper",)


def test_s18_what_came_later_opened_no_gate_before_it() -> None:
    day = Day()
    day.start(P1)
    day.dose(P1)
    day.sleeps(minutes(150))
    day.do(c.Record(CALM, P1, HAND), NURSE, day.now - minutes(1))
    day.do(c.Record(LEAVES, P1, HAND), NURSE, day.now - minutes(10))
    assert "recorded outside gate: No reading in the last 30 min" in last(day)


def test_s18_ready_on_paper_while_something_was_missing_is_kept_and_starts_nothing() -> None:
    day = Day()
    day.team()
    day.arrives(P1)
    day.readiness[P1] = replace(WELL, consents=())
    day.do(c.Record(Readied(), P1, HAND), NURSE, day.now)
    assert last(day) == ("recorded outside gate: Taking part: no consent", "on paper, by JK")
    assert people.ready(day.state.seats[P1]) is None
    with pytest.raises(Refused, match="Mat 1: neither ready nor"):
        day.do(c.Go())


def test_s18_ready_on_paper_outside_the_gate_takes_back_no_decision() -> None:
    day = Day()
    day.arrives(P1)
    day.record(P1, NotToday("slept badly"))
    day.readiness[P1] = replace(WELL, ride="")
    day.do(c.Record(Readied(), P1, HAND), NURSE, day.now)
    assert people.not_today(day.state.seats[P1]) == NotToday("slept badly")


def test_s18_ready_on_paper_with_nothing_missing_counts() -> None:
    day = Day()
    day.team()
    day.arrives(P1)
    day.sleeps(minutes(90))
    with pytest.raises(Refused, match="No pressure, pulse, SpO2 within 60 min"):
        day.record(P1, Readied())
    day.do(c.Record(Readied(), P1, HAND), NURSE, day.now - minutes(80))
    assert people.ready(day.state.seats[P1]) == Readied()


def test_s18_ready_on_paper_before_they_had_come_says_so() -> None:
    day = Day()
    day.sleeps(minutes(30))
    day.do(c.Record(Readied(), P1, HAND), NURSE, day.now - minutes(20))
    day.arrives(P1)
    assert "recorded outside gate: Not here yet" in day.state.seats[P1].records[0].marks


def test_s18_whose_hand_it_is_in_stays_with_a_reading_that_moves_or_is_put_right() -> None:
    day = Day()
    day.do(c.Record(CALM, P1, HAND), NURSE)
    day.do(c.Move(day.state.seats[P1].records[-1].stamp, P2), NURSE)
    moved = day.state.seats[P2].records[-1]
    assert moved.by_hand == ("on paper, by JK",)
    day.do(c.Correct(moved.stamp, "read wrongly", Vitals(121, 80)), NURSE)
    assert day.state.seats[P2].records[-1].by_hand == ("on paper, by JK",)
    assert day.state.seats[P2].records[-1].outside == ()


def test_s18_touch_on_paper_is_narrowed_and_never_widened() -> None:
    day = Day()
    day.record(P1, TouchAgreed(Touch.ASK))
    with pytest.raises(Refused, match="never widened"):
        day.do(c.Record(TouchAgreed(Touch.HAND), P1, HAND), NURSE)


def test_s18_who_had_medicine_outside_the_gate_counts_against_the_team() -> None:
    day = Day()
    day.record(P1, Attended(Attendance.ARRIVED))
    found = ratio(day.state, PROGRAMME)
    assert found is not None
    assert found.people == 0
    day.dose(P1)
    found = ratio(day.state, PROGRAMME)
    assert found is not None
    assert found.people == 1


def test_s18_what_is_no_gate_is_refused_on_paper_as_elsewhere() -> None:
    day = Day()
    wrong = replace(LEAVES, initials=("JK", "jk"))
    with pytest.raises(Refused, match="Two of the team sign"):
        day.do(c.Record(wrong, P1, HAND), NURSE)
    assert isinstance(wrong, Discharged)
    day.do(c.Record(FINE, P1, HAND), NURSE)
    assert last(day) == ("on paper, by JK",)
