"""What falls due by itself, and what is offered because it is too late for that."""

import pytest

from kapcircle.core.ids import CueId, Millis
from kapcircle.core.rundown import AtOffset, Content, Cue, End, Look, OnGo, Prompt, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.decide import next_on_go
from kapcircle.core.session.due import dues, next_due, offered
from kapcircle.core.session.state import Session
from tests.core.circles import SECONDS, Circle, busy_rundown, opened
from tests.made_up import MINUTES, START, cue, phase

BELL: Content = Prompt("Ring.")


def circle_of(*cues: Cue, end: End = End.HOLD) -> Circle:
    return opened(Rundown((phase("One", 1, *cues, end=end), phase("Two", 1))))


def due_at(circle: Circle) -> list[tuple[float, object]]:
    return [((due.at - START) / SECONDS, due.command) for due in dues(circle.state)]


FIRE, ADVANCE = c.Fire(CueId("bell")), c.Advance()


@pytest.mark.parametrize(
    ("bell", "when"),
    [
        (cue("bell", BELL, trigger=AtOffset(Millis(20_000))), [(20, FIRE)]),
        (cue("bell", BELL, trigger=AtOffset(Millis(20_000)), pre_wait=Millis(5_000)), [(25, FIRE)]),
        (cue("bell", BELL, pre_wait=Millis(5_000)), [(5, FIRE)]),
        (cue("bell", BELL), []),
        (cue("bell", BELL, trigger=AtOffset(Millis(0))), [(0, FIRE)]),
        (cue("bell", BELL, trigger=AtOffset(Millis(20_000)), armed=False), []),
        (cue("bell", BELL, pre_wait=Millis(5_000), armed=False), []),
        (cue("bell", BELL, trigger=OnGo(), pre_wait=Millis(5_000)), []),
        (cue("bell", BELL, trigger=AtOffset(Millis(5 * MINUTES))), [(300, FIRE)]),
    ],
)
def test_when_a_cue_is_due(bell: Cue, when: list[tuple[float, object]]) -> None:
    assert due_at(circle_of(bell)) == when


def test_a_called_cue_is_due_after_its_pre_wait() -> None:
    circle = circle_of(cue("bell", BELL, trigger=OnGo(), pre_wait=Millis(5_000)))
    circle.later(10 * SECONDS)
    circle.do(c.Go())
    assert due_at(circle) == [(15, FIRE)]
    circle.later(5 * SECONDS)
    assert due_at(circle) == []
    assert circle.state.prompt == "Ring."


def test_a_second_go_makes_a_called_cue_at_once_and_only_a_third_goes_on() -> None:
    circle = circle_of(cue("bell", BELL, trigger=OnGo(), pre_wait=Millis(5_000)))
    circle.do(c.Go())
    circle.later(2 * SECONDS)
    circle.do(c.Go())
    assert (circle.state.prompt, circle.state.at, due_at(circle)) == ("Ring.", 0, [])
    circle.do(c.Go())
    assert circle.state.at == 1


def test_go_makes_no_cue_that_waits_for_its_own_time() -> None:
    circle = circle_of(cue("bell", BELL, trigger=AtOffset(Millis(20_000))))
    circle.do(c.Go())
    assert circle.state.at == 1


@pytest.mark.parametrize(("end", "when"), [(End.ADVANCE, [(60, ADVANCE)]), (End.OFFER, []), (End.HOLD, [])])
def test_only_one_kind_of_phase_goes_on_by_itself(end: End, when: list[tuple[float, object]]) -> None:
    assert due_at(circle_of(end=end)) == when


@pytest.mark.parametrize(
    ("command", "when"),
    [
        (c.Extend(Millis(30_000)), [(20, FIRE), (90, ADVANCE)]),
        (c.Take(Millis(50_000)), [(10, ADVANCE), (20, FIRE)]),
        (c.Hold(), []),
        (c.Skip(), [(20, FIRE)]),
        (c.Close(), []),
    ],
)
def test_commands_move_what_is_due(command: c.Command, when: list[tuple[float, object]]) -> None:
    circle = circle_of(cue("bell", BELL, trigger=AtOffset(Millis(20_000))), end=End.ADVANCE)
    circle.do(command)
    assert due_at(circle) == when


def test_a_hold_moves_all_that_is_due_by_its_length() -> None:
    circle = circle_of(cue("bell", BELL, trigger=AtOffset(Millis(20_000))), end=End.ADVANCE)
    circle.later(5 * SECONDS)
    circle.do(c.Hold())
    circle.later(100 * SECONDS)
    circle.do(c.Resume())
    assert due_at(circle) == [(120, FIRE), (160, ADVANCE)]


def test_a_cue_at_the_very_end_comes_before_the_advance() -> None:
    circle = circle_of(cue("bell", BELL, trigger=AtOffset(Millis(60_000))), end=End.ADVANCE)
    circle.later(60 * SECONDS)
    assert [made.cue for made in circle.state.legs[0].made] == ["bell"]
    assert circle.state.at == 1


@pytest.mark.parametrize(
    ("lateness", "made"), [(-1, True), (0, True), (1, True), (2_000, True), (2_001, False), (3 * 60 * MINUTES, False)]
)
def test_two_seconds_late_it_is_made_later_it_is_offered(lateness: int, made: bool) -> None:
    circle = circle_of(cue("bell", BELL, trigger=AtOffset(Millis(20_000))))
    circle.sleeps(20 * SECONDS + lateness)
    (due,) = dues(circle.state)
    assert next_due(circle.state, circle.now) == (due if made else None)
    assert offered(circle.state, circle.now) == (() if made else (due,))


def test_what_is_still_in_time_is_made_though_something_before_it_is_not() -> None:
    early, late = (cue(name, BELL, trigger=AtOffset(Millis(at))) for name, at in (("early", 10_000), ("late", 19_000)))
    circle = circle_of(early, late)
    circle.sleeps(20 * SECONDS)
    circle.later(0)
    assert [made.cue for made in circle.state.leg.made] == ["late"]
    assert [due.command for due in offered(circle.state, circle.now)] == [c.Fire(CueId("early"))]


def test_an_offered_cue_may_be_taken() -> None:
    circle = circle_of(cue("bell", BELL, trigger=AtOffset(Millis(20_000))))
    circle.sleeps(50 * SECONDS)
    circle.do(FIRE)
    assert circle.state.prompt == "Ring."
    assert offered(circle.state, circle.now) == ()


def test_sleeping_three_hours_moves_no_phase_and_fires_no_cue() -> None:
    circle = opened(busy_rundown())
    circle.do(c.Go())
    circle.sleeps(3 * 60 * MINUTES)
    before = circle.state
    assert circle.later(0) == before
    assert [type(due.command) for due in offered(circle.state, circle.now)] == [c.Fire, c.Fire, c.Advance]


def test_time_that_does_not_count_gives_the_cues_back() -> None:
    circle = circle_of(cue("bell", BELL, trigger=AtOffset(Millis(20_000))))
    circle.later(5 * SECONDS)
    circle.sleeps(3 * 60 * MINUTES)
    circle.do(c.ComeBack(Millis(3 * 60 * MINUTES), counted=False))
    assert offered(circle.state, circle.now) == ()
    circle.later(15 * SECONDS)
    assert circle.state.prompt == "Ring."


def test_a_phase_that_goes_on_repeats_nothing_that_was_due_before_it_was_left() -> None:
    cues = (cue(f"at-{s}", BELL, trigger=AtOffset(Millis(s * 1_000))) for s in (10, 20, 30))
    circle = circle_of(*cues)
    circle.later(20 * SECONDS)
    circle.do(c.Next())
    circle.later(5 * SECONDS)
    circle.do(c.Back())
    assert due_at(circle) == [(35, c.Fire(CueId("at-30")))]


def test_a_phase_returned_to_after_its_time_stays_until_it_is_given_more() -> None:
    """Else the clock would throw out at once whoever came back."""
    circle = circle_of(end=End.ADVANCE)
    circle.later(65 * SECONDS)
    assert circle.state.at == 1
    circle.do(c.Back())
    circle.later(5 * SECONDS)
    circle.do(c.Hold())
    circle.later(5 * SECONDS)
    circle.do(c.Resume())
    assert (circle.state.at, due_at(circle)) == (0, [])
    circle.do(c.Extend(Millis(60_000)))
    assert [command for _, command in due_at(circle)] == [ADVANCE]


@pytest.mark.parametrize("late", [0, 1_000, 30_000])
def test_a_phase_held_in_its_overtime_does_not_go_on_by_itself_when_the_hold_ends(late: int) -> None:
    """As after a stay: whoever took the advance back and resumes goes on when they are ready."""
    circle = circle_of(end=End.ADVANCE)
    circle.sleeps(60 * SECONDS + late)
    circle.do(c.Hold())
    circle.later(5 * SECONDS)
    circle.do(c.Resume())
    assert due_at(circle) == []
    circle.do(c.Extend(Millis(60_000)))
    assert due_at(circle) == [(125, ADVANCE)]


def test_a_phase_returned_to_before_its_time_goes_on_by_itself_as_ever() -> None:
    circle = circle_of(end=End.ADVANCE)
    circle.later(50 * SECONDS)
    circle.do(c.Next())
    circle.later(5 * SECONDS)
    circle.do(c.Back())
    assert due_at(circle) == [(65, ADVANCE)]


def test_a_phase_from_which_all_time_is_taken_goes_on_at_once() -> None:
    circle = circle_of(end=End.ADVANCE)
    circle.do(c.Take(Millis(MINUTES)))
    assert due_at(circle) == [(0, ADVANCE)]


def test_a_phase_that_goes_on_repeats_no_cue_on_go_but_one_entered_anew_does() -> None:
    gong, bowl = (cue(name, BELL, trigger=OnGo()) for name in ("gong", "bowl"))
    circle = circle_of(gong, bowl, cue("dusk", Look("dusk")))
    circle.do(c.Go())
    circle.later(SECONDS)
    circle.do(c.Next())
    circle.do(c.Back())
    assert next_on_go(circle.state) == bowl
    circle.later(SECONDS)
    circle.do(c.Go())
    circle.do(c.Go())
    circle.do(c.Back())
    assert next_on_go(circle.state) is None
    circle.do(c.Jump(1))
    circle.later(SECONDS)
    circle.do(c.Next())
    circle.do(c.Back())
    assert next_on_go(circle.state) == gong, "its clock began anew, and the cue with it"


def test_a_cue_that_was_waiting_when_its_phase_was_left_waits_on() -> None:
    circle = circle_of(cue("bell", BELL, trigger=AtOffset(Millis(10_000)), pre_wait=Millis(30_000)))
    circle.later(20 * SECONDS)
    circle.do(c.Next())
    circle.later(5 * SECONDS)
    circle.do(c.Back())
    assert due_at(circle) == [(45, FIRE)]


def test_a_phase_entered_anew_has_all_its_cues_again() -> None:
    circle = circle_of(cue("bell", BELL, trigger=AtOffset(Millis(20_000))))
    circle.later(30 * SECONDS)
    circle.do(c.Jump(1))
    assert due_at(circle) == [(50, FIRE)]


def test_back_and_forth_within_the_music_keeps_it() -> None:
    circle = opened(busy_rundown())
    circle.do(c.Jump(3))
    circle.later(5 * SECONDS)
    sound = circle.state.sound
    circle.do(c.Jump(5))
    circle.do(c.Jump(3))
    circle.later(30 * SECONDS)
    assert circle.state.sound == sound


def test_nothing_is_due_before_opening() -> None:
    assert dues(Session()) == ()
    assert next_due(Session(), START) is None
    assert offered(Session(), START) == ()


def test_the_last_phase_does_not_go_on() -> None:
    circle = opened(Rundown((phase("One", 1, cue("x", Look("day")), end=End.ADVANCE),)))
    circle.later(5 * MINUTES)
    assert due_at(circle) == []
