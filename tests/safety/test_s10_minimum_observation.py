"""S10: nobody is discharged before the programme's minimum, counted from their own last dose."""

from dataclasses import replace

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.leaving import Discharged
from kapcircle.core.session import people
from tests.safety.rooms import CALM, LEAD, LEAVES, P1, Day, minutes

EARLY = "Minimum observation is not over: 1 min left"


def dosed() -> Day:
    day = Day()
    day.start(P1)
    day.dose(P1)
    return day


def test_s10_a_minute_too_early_is_refused() -> None:
    day = dosed()
    day.sleeps(minutes(119))
    day.record(P1, CALM)
    with pytest.raises(Refused, match=EARLY):
        day.record(P1, LEAVES)
    day.sleeps(minutes(1))
    day.record(P1, LEAVES)
    assert people.left(day.state.seats[P1])


def test_s10_a_supplement_begins_it_anew() -> None:
    day = dosed()
    day.sleeps(minutes(20))
    day.dose(P1, supplement=True)
    day.sleeps(minutes(119))
    day.record(P1, CALM)
    with pytest.raises(Refused, match=EARLY):
        day.record(P1, LEAVES)


def test_s10_a_dose_entered_late_counts_from_when_it_was_given() -> None:
    day = Day()
    day.start(P1)
    day.sleeps(minutes(30))
    day.dose(P1, happened=day.now - minutes(30))
    day.sleeps(minutes(90))
    day.record(P1, CALM)
    day.record(P1, LEAVES)


def test_s10_the_medical_lead_may_let_it_stand_with_a_reason() -> None:
    day = dosed()
    day.sleeps(minutes(119))
    day.record(P1, CALM)
    over = replace(LEAVES, overridden=(EARLY,), reason="asked to go, and is well")
    with pytest.raises(Refused, match="Only the medical lead overrides"):
        day.record(P1, over)
    day.record(P1, over, LEAD)
    assert day.contents(P1, Discharged) == [over]
