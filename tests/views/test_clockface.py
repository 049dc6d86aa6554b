from itertools import pairwise

import pytest

from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.rundown import End, Rundown
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Session
from kapcircle.views.clockface import ClockFace, Face, clockface, headline
from tests.made_up import MINUTES, START, folded, phase, small_plan

M = MINUTES


def utc(_: Instant) -> int:
    return 0


def opened(*phases: object, **more: object) -> Session:
    return folded((0, e.Opened(small_plan(Rundown(phases)))), (0, e.PhaseEntered(phases[0].id)))  # type: ignore[arg-type, attr-defined]


def at(s: Session, millis: int, *, covered: bool = False) -> ClockFace:
    return clockface(s, Instant(START + millis), utc, covered=covered)


PEAK = phase("Peak", 40)
REST = phase("Rest", 10)


@pytest.mark.parametrize(
    ("millis", "face", "time", "under", "mark"),
    [
        (0, Face.CALM, "40:00", "left of 40:00", ""),
        (23 * M + 10_000, Face.CALM, "16:50", "left of 40:00", ""),
        (38 * M - 1, Face.CALM, "2:01", "left of 40:00", ""),
        (38 * M, Face.WARN, "2:00", "left of 40:00", "last 2 min"),
        (39 * M, Face.DANGER, "1:00", "left of 40:00", "last 1 min"),
        (40 * M - 1, Face.DANGER, "0:01", "left of 40:00", "last 1 min"),
        (40 * M, Face.OVER, "0:00", "over 40:00", "over"),
        (47 * M + 5_000, Face.OVER, "7:05", "over 40:00", "over"),
    ],
)
def test_a_phase_counts_down_and_then_calmly_up(millis: int, face: Face, time: str, under: str, mark: str) -> None:
    shown = at(opened(PEAK, REST), millis)
    assert (shown.face, shown.time, shown.under, shown.mark) == (face, time, under, mark)


@pytest.mark.parametrize("planned", [phase("Rest", 10), phase("Rest", 15, countdown=False)])
def test_the_clock_is_another_once_a_second_and_not_twice(planned: object) -> None:
    s = opened(planned)
    faces = [at(s, millis) for millis in range(0, 60_001, 100)]
    assert sum(a != b for a, b in pairwise(faces)) == 60
    assert faces[-1].part > faces[0].part


def test_a_phase_without_countdown_counts_up_and_warns_of_nothing() -> None:
    s = opened(phase("Rest", 10, countdown=False))
    assert (at(s, 9 * M + 30_000).time, at(s, 9 * M + 30_000).face) == ("9:30", Face.CALM)
    assert at(s, 9 * M + 30_000).under == "of 10:00"


@pytest.mark.parametrize(("warn", "word"), [(5 * M, "last 5 min"), (90_000, "soon over")])
def test_thresholds_are_the_phase_s_own(warn: int, word: str) -> None:
    assert at(opened(phase("Rest", 10, warn=Millis(warn))), 10 * M - warn).mark == word


@pytest.mark.parametrize(
    ("end", "more"), [(End.HOLD, "stays until GO"), (End.OFFER, "Rest is offered"), (End.ADVANCE, "stays until GO")]
)
def test_in_overtime_it_says_what_comes(end: End, more: str) -> None:
    assert at(opened(phase("Peak", 40, end=end), REST), 41 * M).more == more


def test_the_last_phase_says_so() -> None:
    assert at(opened(REST), 11 * M).more == "last phase"


def test_held_it_stands_still_with_its_reason_and_covered_without() -> None:
    s = folded((0, e.Opened(small_plan(Rundown((PEAK,))))), (0, e.PhaseEntered(PEAK.id)), (10 * M, e.Held("air")))
    shown = at(s, 12 * M)
    assert (shown.face, shown.time, shown.mark, shown.more) == (Face.HELD, "30:00", "held 2:00", "air")
    assert at(s, 12 * M, covered=True).more == ""


@pytest.mark.parametrize(
    ("held", "more"),
    [
        (e.Held("air", PersonId("p2")), "for mat 2: air"),
        (e.Held("", PersonId("p2")), "for mat 2"),
        (e.Held("air", PersonId("gone")), "air"),
    ],
)
def test_whom_the_circle_waits_for_is_shown_by_mat_and_covered_not_at_all(held: e.Held, more: str) -> None:
    s = folded((0, e.Opened(small_plan(Rundown((PEAK,))))), (0, e.PhaseEntered(PEAK.id)), (10 * M, held))
    assert at(s, 12 * M).more == more
    assert at(s, 12 * M, covered=True).more == ""


def test_held_in_overtime() -> None:
    s = folded((0, e.Opened(small_plan(Rundown((REST,))))), (0, e.PhaseEntered(REST.id)), (12 * M, e.Held()))
    assert (at(s, 15 * M).time, at(s, 15 * M).under) == ("2:00", "over 10:00")


@pytest.mark.parametrize(
    ("millis", "time", "under"),
    [(-5 * M, "5:00", "until 08:00"), (0, "0:00", "until 08:00"), (90_000, "1:30", "past 08:00, as planned")],
)
def test_waiting_it_counts_to_the_hour_and_past_it(millis: int, time: str, under: str) -> None:
    shown = at(Session(plan=small_plan()), millis)
    assert (shown.face, shown.time, shown.under, shown.mark) == (Face.WAITING, time, under, "GO opens the circle")


def test_waiting_without_an_hour_or_a_rundown() -> None:
    shown = at(Session(), 0)
    assert (shown.time, shown.under, shown.mark) == ("0:00", "planned", "The rundown is empty")


def test_closed_it_says_how_long_the_circle_was() -> None:
    s = folded((0, e.Opened(small_plan(Rundown((PEAK,))))), (0, e.PhaseEntered(PEAK.id)), (42 * M, e.Closed()))
    shown = at(s, 99 * M)
    assert (shown.face, shown.time, shown.under, shown.more) == (
        Face.CLOSED,
        "42:00",
        "of 40:00 planned",
        "08:00 to 08:42",
    )


@pytest.mark.parametrize(("millis", "part"), [(0, 0.0), (10 * M, 0.25), (40 * M, 1.0), (80 * M, 1.0)])
def test_the_arc(millis: int, part: float) -> None:
    assert at(opened(PEAK), millis).part == part


def test_the_arc_of_a_phase_without_length() -> None:
    assert at(opened(phase("Bell", 0)), 0).part == 1.0


def test_it_is_spoken_in_sentences() -> None:
    assert at(opened(PEAK, REST), 38 * M).spoken == "Peak: 2:00 left of 40:00. last 2 min. ends 08:40"


def test_headline() -> None:
    waiting = headline(Session(plan=small_plan()), Instant(START), utc)
    assert (waiting.now, waiting.ends) == ("08:00", "")
    late = folded((6 * M, e.Opened(small_plan(Rundown((PEAK,))))), (6 * M, e.PhaseEntered(PEAK.id)))
    head = headline(late, Instant(START + 10 * M), utc)
    assert (head.ends, head.late, head.is_late, head.against_start) == (
        "ends 08:46",
        "+6 min",
        True,
        "in time against the start",
    )
    little = folded((30_000, e.Opened(small_plan(Rundown((PEAK,))))), (30_000, e.PhaseEntered(PEAK.id)))
    head = headline(little, Instant(START + 10 * M), utc)
    assert (head.late, head.is_late) == ("+1 min", True)
    over = folded((0, e.Opened(small_plan(Rundown((PEAK,))))), (0, e.PhaseEntered(PEAK.id)), (42 * M, e.Closed()))
    assert headline(over, Instant(START + 50 * M), utc).ends == "ended 08:42"


@pytest.mark.parametrize(("late", "words", "is_late"), [(29_999, "in time", False), (30_000, "+1 min", True)])
def test_half_a_minute_is_late_in_words_and_in_colour(late: int, words: str, is_late: bool) -> None:
    s = folded((late, e.Opened(small_plan(Rundown((PEAK,))))), (late, e.PhaseEntered(PEAK.id)))
    head = headline(s, Instant(START + M), utc)
    assert (head.late, head.is_late) == (words, is_late)
