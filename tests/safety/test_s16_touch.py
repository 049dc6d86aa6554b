"""S16: touch consent of each participant; in a session it is narrowed and never widened, by nobody and on no way."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Device
from kapcircle.core.observation import Touch, TouchAgreed
from kapcircle.core.session import commands as c
from kapcircle.core.session.rules import WIDENING, touch
from kapcircle.views.seats import SeatView, seats
from tests.core.caring import P1 as WARD_PERSON
from tests.core.caring import Ward
from tests.safety.rooms import FACILITATOR, LEAD, NURSE, P1, P2, Day

WHO = (NURSE, LEAD, FACILITATOR)


class Agreed(Day):
    """A day to which p1 came with an agreement."""

    def __init__(self, before: Touch | None) -> None:
        super().__init__()
        plan = self.state.plan
        if before is not None:
            self.state = replace(self.state, plan=replace(plan, touch=((P1, before),)))


@pytest.mark.parametrize("actor", WHO, ids=lambda x: x.member)
@pytest.mark.parametrize("before", Touch, ids=lambda x: x.value)
@pytest.mark.parametrize("wanted", Touch, ids=lambda x: x.value)
def test_s16_it_is_narrowed_and_never_widened(before: Touch, wanted: Touch, actor: Any) -> None:
    day = Agreed(before)
    if WIDENING.index(wanted) > WIDENING.index(before):
        with pytest.raises(Refused, match="narrowed and never widened"):
            day.record(P1, TouchAgreed(wanted), actor)
        assert touch(day.state, P1) is before
    else:
        day.record(P1, TouchAgreed(wanted), actor)
        assert touch(day.state, P1) is wanted


def test_s16_it_holds_whatever_is_recorded_after_it() -> None:
    day = Agreed(Touch.SHOULDER)
    day.record(P1, TouchAgreed(Touch.ASK))
    day.start(P1, P2)
    day.dose(P1)
    with pytest.raises(Refused, match="narrowed and never widened"):
        day.record(P1, TouchAgreed(Touch.HAND))
    assert touch(day.state, P1) is Touch.ASK


def test_s16_an_agreement_does_not_move_over_to_widen_anothers() -> None:
    day = Agreed(Touch.NONE)
    day.record(P2, TouchAgreed(Touch.SHOULDER))
    with pytest.raises(Refused, match="narrowed and never widened"):
        day.do(c.Move(day.state.seats[P2].records[-1].stamp, P1), NURSE)
    assert touch(day.state, P1) is Touch.NONE


def test_s16_two_laptops_that_did_not_know_of_each_other_do_not_widen_it() -> None:
    """Both records came to be where each was allowed; together the narrowest holds, whichever was the later."""
    ward = Ward()
    ward.record(10, TouchAgreed(Touch.NONE), device=Device("a"))
    ward.record(12, TouchAgreed(Touch.HAND), device=Device("b"))
    assert touch(ward.state, WARD_PERSON) is Touch.NONE


TRIES = st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(Touch)), max_size=12)


@given(st.sampled_from([None, *Touch]), TRIES)
def test_s16_whatever_is_tried_it_never_becomes_wider(before: Touch | None, tries: list[Any]) -> None:
    day = Agreed(before)
    reached = [touch(day.state, P1)]
    for actor, wanted in tries:
        with suppress(Refused):
            day.record(P1, TouchAgreed(wanted), actor)
        reached.append(touch(day.state, P1))
    widths = [WIDENING.index(x) for x in reached if x is not None]
    assert widths == sorted(widths, reverse=True)


BRIEF = {Touch.NONE: "no touch", Touch.ASK: "ask", Touch.HAND: "hand", Touch.SHOULDER: "shoulder"}


@pytest.mark.parametrize("agreed", Touch, ids=lambda x: x.value)
def test_s16_it_stands_on_the_seat_while_the_circle_runs_and_changes_as_it_is_narrowed(agreed: Touch) -> None:
    day = Agreed(agreed)
    day.start(P1, P2)
    day.dose(P1)

    def shown() -> SeatView:
        return next(x for x in seats(day.state, str.title, day.now) if x.person == P1)

    assert shown().touch == BRIEF[agreed]
    assert f"touch: {BRIEF[agreed]}" in shown().spoken
    day.record(P1, TouchAgreed(Touch.NONE), NURSE)
    assert shown().touch == "no touch"
