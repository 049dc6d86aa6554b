"""A round of check-ins goes from seat to seat."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.checkin import CheckIn
from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.session import commands as c
from kapcircle.core.session.round import Round, round_of
from kapcircle.core.staffing import RoundBegan, RoundEnded
from tests.core.circles import Circle, opened
from tests.made_up import MINUTES, START

P1, P2, P3, P4 = (PersonId(f"p{n}") for n in range(1, 5))
CALM = CheckIn(7, word="calm")


def begun(each: int = 2 * MINUTES) -> Circle:
    circle = opened()
    circle.later(MINUTES)
    circle.do(c.Record(RoundBegan(Millis(each))))
    return circle


def now(circle: Circle) -> Round:
    found = round_of(circle.state)
    assert found is not None
    return found


def test_without_a_round_there_is_none_and_one_that_ended_is_over() -> None:
    assert round_of(opened().state) is None
    circle = begun()
    circle.do(c.Record(RoundEnded()))
    assert round_of(circle.state) is None
    circle.do(c.Record(RoundBegan()))
    assert now(circle).turn == P1


def test_it_goes_on_with_each_check_in_and_a_pass_is_one() -> None:
    circle = begun()
    assert now(circle)[:4] == ((P1, P2, P3, P4), frozenset(), P1, START + MINUTES)
    circle.later(MINUTES)
    circle.do(c.Record(CALM, P1))
    assert (now(circle).turn, now(circle).since) == (P2, circle.now)
    circle.do(c.Record(CheckIn(passed=True), P2))
    circle.do(c.Record(CALM, P4))
    assert now(circle).turn == P3
    circle.do(c.Record(CALM, P3))
    assert (now(circle).turn, now(circle).left(circle.now)) == (None, None)
    assert now(circle).done == {P1, P2, P3, P4}


def test_what_was_said_before_the_round_is_not_of_it() -> None:
    circle = opened()
    circle.do(c.Record(CALM, P1))
    circle.do(c.Record(RoundBegan()))
    assert now(circle).turn == P1
    circle.later(MINUTES)
    circle.do(c.Record(CALM, P1), happened=START - MINUTES)
    assert now(circle).turn == P1


def test_a_struck_word_gives_the_turn_back() -> None:
    circle = begun()
    circle.do(c.Record(CALM, P1))
    circle.do(c.Strike(circle.state.seats[P1].records[-1].stamp, "that was Heron"))
    assert now(circle).turn == P1


def test_the_talking_piece_counts_down_and_past_its_end() -> None:
    circle = begun()
    assert now(circle).left(circle.now) == 2 * MINUTES
    circle.later(3 * MINUTES)
    assert now(circle).left(circle.now) == -MINUTES
    assert now(begun(0)).left(circle.now) is None
    assert now(circle).left(Instant(START)) == 2 * MINUTES


def test_whoever_is_away_is_passed_over_and_whoever_comes_in_the_middle_comes_last() -> None:
    circle = opened()
    circle.do(c.Record(Attended(Attendance.ABSENT), P1))
    circle.do(c.Record(Attended(Attendance.ARRIVED), P2))
    circle.later(MINUTES)
    circle.do(c.Record(RoundBegan(Millis(MINUTES))))
    assert now(circle).order == (P2, P3, P4)
    circle.later(MINUTES)
    circle.do(c.Record(Attended(Attendance.LATE), P1))
    assert now(circle).order == (P2, P3, P4, P1)
    circle.do(c.Record(Attended(Attendance.LEFT_EARLY), P2))
    assert (now(circle).order, now(circle).turn) == ((P3, P4, P1), P3)


SAID: Any = st.one_of(
    st.just(CALM),
    st.just(CheckIn(passed=True)),
    st.builds(Attended, st.sampled_from(Attendance)),
)


@given(st.lists(st.tuples(st.sampled_from([P1, P2, P3, P4]), SAID), max_size=20))
def test_nobody_has_two_turns_and_everyone_who_is_there_has_one(said: list[Any]) -> None:
    circle = begun()
    for person, content in said:
        circle.later(1_000)
        circle.do(c.Record(content, person))
        found = now(circle)
        left = [each for each in found.order if each not in found.done]
        assert found.turn == (left[0] if left else None)
    for _ in range(4):
        turn = now(circle).turn
        if turn is not None:
            circle.later(1_000)
            circle.do(c.Record(CALM, turn))
    assert now(circle).turn is None
    assert set(now(circle).order) <= now(circle).done
