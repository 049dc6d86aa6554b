"""The clock that others may see is the facilitator's own, and nothing in it can be anybody's."""

from contextlib import suppress
from dataclasses import fields, replace
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.rundown import End, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Session
from kapcircle.drivers.clock_site import written
from kapcircle.views.clockface import Face, clockface
from kapcircle.views.name_lint import withheld
from kapcircle.views.public_clock import PublicClock, public_clock
from tests.core.circles import Circle, busy_rundown
from tests.made_up import MINUTES, START, folded, phase, small_plan

M = MINUTES
PEAK, REST = phase("Peak", 40), phase("Rest", 10, countdown=False)


def zone(_: Instant) -> int:
    return 60


def seen(s: Session | None, millis: int) -> PublicClock:
    return public_clock(s, Instant(START + millis), zone)


def opened(*more: tuple[int, e.Event]) -> Session:
    return folded((0, e.Opened(small_plan(Rundown((PEAK, REST))))), (0, e.PhaseEntered(PEAK.id)), *more)


@pytest.mark.parametrize("held", [(), ((10 * M, e.Held("air")),), ((5 * M, e.Held("")), (8 * M, e.Resumed()))])
@pytest.mark.parametrize("millis", [0, 1, 999, 12 * M + 345, 39 * M, 40 * M - 1, 41 * M, 47 * M + 5_001])
@pytest.mark.parametrize("later", [0, 700, 61_000])
def test_what_was_told_earlier_reads_at_any_later_instant_what_the_facilitator_reads(
    held: tuple[tuple[int, e.Event], ...], millis: int, later: int
) -> None:
    """The figures; words change only when something new is told."""
    s = opened(*held)
    if millis < max((at for at, _ in held), default=0):
        return
    at = Instant(START + millis + later)
    own, told = clockface(s, at, zone, covered=True), seen(s, millis)
    shown = told.at(at)
    assert (shown.time, shown.part) == (own.time, own.part)
    assert seen(s, millis + later).at(at) == own


def test_a_phase_that_counts_up_does() -> None:
    s = folded((0, e.Opened(small_plan(Rundown((REST, PEAK))))), (0, e.PhaseEntered(REST.id)))
    assert [seen(s, 0).at(Instant(START + at)).time for at in (0, 9 * M + 30_000)] == ["0:00", "9:30"]
    assert seen(s, 12 * M).at(Instant(START + 13 * M)).time == "3:00"


def test_what_comes_next_is_named_and_after_the_last_nothing() -> None:
    assert seen(opened(), 0).next == "Rest"
    assert seen(opened((M, e.PhaseEntered(REST.id))), 2 * M).next == ""
    plan = small_plan(Rundown((PEAK, REST)))
    assert seen(Session(plan=plan), 0).next == "Peak"
    assert seen(Session(), 0).next == ""


def test_before_it_opens_it_counts_to_the_hour_and_asks_nobody_for_anything() -> None:
    s = Session(plan=small_plan(Rundown((PEAK,))))
    told = seen(s, -5 * M)
    assert (told.phase, told.at(Instant(START - 4 * M)).time, told.mark) == ("Not open yet", "4:00", "")
    assert seen(Session(plan=replace(s.plan, scheduled=None)), 0).time == "40:00"


def test_at_the_close_it_says_that_the_circle_is_over() -> None:
    told = seen(opened((42 * M, e.Closed())), 99 * M)
    assert (told.face, told.phase, told.time, told.turns, told.next) == (
        Face.CLOSED,
        "The circle is over",
        "42:00",
        None,
        "",
    )


def test_without_a_circle_there_is_the_time_of_day() -> None:
    told = seen(None, 0)
    assert (told.phase, told.time, told.turns, told.zone) == ("No circle", "", None, 60)


def test_a_phase_without_length_is_over_at_once() -> None:
    bell = phase("Bell", 0)
    s = folded((0, e.Opened(small_plan(Rundown((bell,))))), (0, e.PhaseEntered(bell.id)))
    assert seen(s, 0).at(Instant(START)).part == 1.0


def test_it_has_no_field_for_a_person_a_note_or_a_value() -> None:
    """Whoever adds one is to think of the page that a whole network can ask for."""
    assert [field.name for field in fields(PublicClock)] == [
        "face",
        "phase",
        "under",
        "mark",
        "more",
        "next",
        "time",
        "turns",
        "begun",
        "length",
        "part",
        "marked",
        "zone",
    ]
    kinds = {str(kind) for kind in get_type_hints(PublicClock).values()}
    assert not [kind for kind in kinds if "Person" in kind or "Member" in kind or "tuple" in kind]


SECRET = "Zwetschke"
"""Planted wherever a hand can write."""

steps = st.lists(
    st.one_of(
        st.builds(c.Note, st.just(f"{SECRET} cries"), st.sampled_from([PersonId("p1"), None])),
        st.builds(c.Hold, st.just(f"{SECRET} needs air"), st.sampled_from([PersonId("p2"), None])),
        st.builds(c.Explain, st.just(SECRET), st.just(PersonId("p1"))),
        st.builds(c.StartTimer, st.integers(1, 3), st.just(Millis(5 * M)), st.just(SECRET)),
        st.sampled_from([c.Resume(), c.Next(), c.Back(), c.Go(), c.Hush(), c.Emergency(), c.FadeAll(), c.Close()]),
        st.builds(c.Extend, st.just(Millis(M))),
        st.integers(1, 20),
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_no_name_no_mat_and_no_note_gets_into_the_page(does: list[Any]) -> None:
    """In a circle full of names, with one in a phase as well, whatever is done in it."""
    rundown = busy_rundown()
    named = replace(rundown.phases[1], name=f"{SECRET.lower()} speaks", note=SECRET)
    plan = replace(
        small_plan(Rundown((rundown.phases[0], named, *rundown.phases[2:]))),
        name=f"For {SECRET}",
        mats=((PersonId("p1"), 17_171), (PersonId("p2"), 27_272)),
    )
    circle = Circle(plan=plan)
    circle.do(c.Open())
    for what in does:
        if isinstance(what, int):
            circle.later(what * M)
        else:
            _try(circle, what)
        told = public_clock(circle.state, circle.now, zone, withheld([f"{SECRET} Birnbaum"]))
        page = written(told, circle.now).decode()
        assert SECRET.lower() not in page.lower()
        assert "17171" not in page
        assert "27272" not in page
        assert "p1" not in page


def _try(circle: Circle, command: c.Command) -> None:
    with suppress(Refused):
        circle.do(command)


@pytest.mark.parametrize("end", [End.OFFER, End.HOLD])
def test_a_phase_named_after_somebody_is_not_offered_by_name(end: End) -> None:
    s = folded(
        (0, e.Opened(small_plan(Rundown((phase("Peak", 1, end=end), phase("For Wren", 2)))))),
        (0, e.PhaseEntered(PEAK.id)),
    )
    told = public_clock(s, Instant(START + 2 * M), zone, withheld(["Wren"]))
    assert "Wren" not in repr(told)
    assert told.next == "For […]"
