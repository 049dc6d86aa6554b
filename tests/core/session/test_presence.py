"""Who came, and how long they were here."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.attendance import Attendance, Attended, NotToday, SentHome
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.leaving import Transferred
from kapcircle.core.log import Struck
from kapcircle.core.rundown import Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.decide import decide
from kapcircle.core.session.presence import Attendances, Stay, began, late_by, presence, presence_of, together
from kapcircle.core.session.state import Session
from tests.core.circles import Circle, opened
from tests.made_up import MARA, MINUTES, START, facts, folded, phase, small_plan

P1, P2 = PersonId("p1"), PersonId("p2")
ARRIVED, LATE = Attended(Attendance.ARRIVED), Attended(Attendance.LATE)
EARLY, ABSENT = Attended(Attendance.LEFT_EARLY), Attended(Attendance.ABSENT)


def at(minutes: float) -> Instant:
    return Instant(int(START + minutes * MINUTES))


def attended(*said: tuple[float, Any], closed: float | None = None) -> Session:
    """What was recorded of p1, so many minutes after the opening each."""
    circle = opened()
    for minute, content in said:
        circle.now = max(circle.now, at(minute))
        circle.do(c.Record(content, P1), happened=at(minute))
    if closed is not None:
        circle.now = at(closed)
        circle.do(c.Close())
    return circle.state


@pytest.mark.parametrize(
    ("said", "minutes", "status"),
    [
        ([], 0, None),
        ([(0, ARRIVED)], 90, "arrived"),
        ([(0, ARRIVED), (0, LATE)], 90, "late"),
        ([(0, ARRIVED), (30, EARLY)], 30, "left early"),
        ([(0, ARRIVED), (30, EARLY), (60, ARRIVED)], 60, "arrived"),
        ([(0, ARRIVED), (10, ARRIVED), (30, EARLY), (40, EARLY)], 30, "left early"),
        ([(60, LATE), (30, EARLY), (20, ARRIVED)], 40, "late"),
        ([(5, ABSENT)], 0, "absent"),
        ([(5, Attended(Attendance.EXCUSED, "a funeral"))], 0, "excused"),
        ([(0, ARRIVED), (45, SentHome("taxi"))], 45, "arrived"),
        ([(0, ARRIVED), (50, Transferred("hospital", "ambulance"))], 50, "arrived"),
        ([(0, ARRIVED), (50, NotToday())], 90, "arrived"),
    ],
)
def test_minutes_are_computed_from_what_was_recorded(said: Any, minutes: int, status: str | None) -> None:
    s = attended(*said)
    found = presence(s)[0]
    assert (found.status.value if found.status else None) == status
    assert found.lasted(at(90)) == minutes * MINUTES


def test_the_words_of_the_last_entry_stand_beside_it() -> None:
    assert presence_of(attended((0, Attended(Attendance.EXCUSED, "a funeral"))).seats[P1]).words == "a funeral"


def test_with_the_circle_every_stay_ends_that_had_no_end() -> None:
    s = attended((10, ARRIVED), closed=70)
    assert presence(s)[0].stays == (Stay(at(10), at(70)),)
    assert presence(s)[0].lasted(at(500)) == 60 * MINUTES


def test_whoever_leaves_after_the_close_was_here_until_then() -> None:
    circle = opened()
    circle.do(c.Record(ARRIVED, P1))
    circle.later(60 * MINUTES)
    circle.do(c.Close())
    circle.later(20 * MINUTES)
    circle.do(c.Record(Transferred("hospital", "ambulance"), P1))
    assert presence(circle.state)[0].lasted(circle.now) == 80 * MINUTES


def test_an_arrival_that_was_entered_after_the_close_has_no_minutes_before_it() -> None:
    circle = opened()
    circle.later(60 * MINUTES)
    circle.do(c.Close())
    circle.later(5 * MINUTES)
    circle.do(c.Record(ARRIVED, P1))
    assert presence(circle.state)[0].lasted(circle.now) == 0


def test_a_struck_arrival_counts_no_longer() -> None:
    circle = opened()
    circle.do(c.Record(ARRIVED, P1))
    (record,) = circle.state.seats[P1].records
    circle.do(c.Strike(record.stamp, "it was Heron"))
    assert presence(circle.state)[0].stays == ()
    circle.do(c.Record(ARRIVED, P1))
    circle.do(c.Withdraw(circle.state.seats[P1].records[-1].stamp))
    assert presence(circle.state)[0].status is None


def test_whom_nobody_has_recorded_is_not_known_to_be_away() -> None:
    found = presence(attended((0, ARRIVED), (5, EARLY)))
    assert [x.away for x in found] == [True, False, False, False]
    assert presence_of(attended((0, ARRIVED), (5, SentHome())).seats[P1]).away
    assert presence_of(attended((5, ABSENT)).seats[P1]).away
    assert found[0].arrived == START
    assert found[1].arrived is None


def test_over_several_circles_everyone_has_their_circles_and_their_hours() -> None:
    first, second = attended((0, ARRIVED), (30, EARLY)), attended((0, LATE), closed=60)
    found = together((first, second), at(1_000))
    assert found[P1] == Attendances(2, Millis(90 * MINUTES))
    assert found[P2] == Attendances(0, Millis(0))


@pytest.mark.parametrize(
    ("names", "after"),
    [
        (("Huddle", "Arrival", "Opening circle", "Peak"), 2),
        (("Welcome", "Grounding", "Peak"), 1),
        (("Circle",), 0),
    ],
)
def test_the_opening_circle_is_the_phase_of_that_name_or_the_second(names: tuple[str, ...], after: int) -> None:
    circle = opened(Rundown(tuple(phase(name, 10) for name in names)))
    for _ in range(after):
        assert began(circle.state) is None
        assert late_by(circle.state, Instant(circle.now + 1)) is None
        circle.later(5 * MINUTES)
        circle.do(c.Next())
    assert began(circle.state) == circle.now
    assert late_by(circle.state, circle.now) is None
    assert late_by(circle.state, Instant(circle.now + MINUTES)) == MINUTES


def test_before_a_circle_opens_nothing_has_begun() -> None:
    assert began(Session()) is None


SAID = st.sampled_from([ARRIVED, LATE, EARLY, ABSENT, SentHome(), Transferred("hospital", "ambulance")])


@given(st.lists(st.tuples(st.integers(0, 300), SAID), max_size=12), st.randoms(use_true_random=False))
def test_stays_follow_one_another_and_the_order_of_writing_does_not_matter(said: list[Any], chance: Any) -> None:
    minutes: dict[int, Any] = dict(said)
    written = list(minutes.items())
    chance.shuffle(written)
    found, again = (presence_of(_folded(x).seats[P1]) for x in (sorted(minutes.items()), written))
    assert found.stays == again.stays
    ends = [x for stay in found.stays for x in stay if x is not None]
    assert ends == sorted(ends)
    assert 0 <= found.lasted(at(300)) <= 300 * MINUTES
    assert all(stay.until is not None for stay in found.stays[:-1])


def _folded(written: list[Any]) -> Session:
    said = ((minute * MINUTES, e.Recorded(content, P1)) for minute, content in written)
    return folded((0, e.Opened(small_plan())), *said)


def test_a_seat_is_taken_once_the_circle_is_open_and_by_the_cohort_alone() -> None:
    circle = Circle()
    with pytest.raises(Refused, match="not open yet: choose mats on the Plan page"):
        circle.do(c.TakeSeat(P1, 3))
    circle.do(c.Open())
    asked = replace(facts(circle.now, MARA), enrolled=frozenset({P1, PersonId("p9")}))
    assert decide(circle.state, c.TakeSeat(PersonId("p9"), 9), asked) == (e.SeatTaken(PersonId("p9"), 9),)
    assert decide(circle.state, c.TakeSeat(P2, 9), asked), "who sits here already may change places"
    with pytest.raises(Refused, match="not in the cohort"):
        decide(circle.state, c.TakeSeat(PersonId("p8"), 9), asked)


def test_swaps_keep_their_history() -> None:
    circle = opened()
    circle.later(MINUTES)
    circle.do(c.TakeSeat(P1, 2))
    circle.later(MINUTES)
    circle.do(c.TakeSeat(P1, 9))
    assert circle.state.seats[P1].mats == ((at(1), 2), (at(2), 9))
    assert circle.state.seats[P2].mats == ((at(1), 1),)


def test_a_mat_stays_where_it_lies_whoever_sits_on_it() -> None:
    circle = opened()
    circle.do(c.PlaceSeat(P1, 0.25, 0.5))
    circle.do(c.PlaceSeat(P2, 0.75, 0.5))
    circle.do(c.TakeSeat(P1, 2))
    assert {seat.mat: seat.person for seat in circle.state.seats.values() if seat.mat < 3} == {1: P2, 2: P1}
    assert circle.state.laid == {1: (0.25, 0.5), 2: (0.75, 0.5)}


def test_mats_lie_where_they_lay_at_the_session_before() -> None:
    plan = replace(small_plan(), laid=((2, 0.25, 0.5), (40, 0.0, 0.0)))
    circle = Circle(plan=plan)
    circle.do(c.Open())
    circle.do(c.PlaceSeat(P1, 0.5, 0.5))
    assert circle.state.laid == {1: (0.5, 0.5), 2: (0.25, 0.5), 40: (0.0, 0.0)}


def test_mats_are_placed_and_laid_back_as_a_ring() -> None:
    circle = opened()
    circle.do(c.PlaceSeat(P1, 0.25, 1.5))
    assert circle.state.laid == {1: (0.25, 1.0)}
    circle.do(c.LayAsRing())
    assert not circle.state.laid
    assert not any(isinstance(x.event, Struck) for x in circle.entries)
