"""S7: thresholds are the programme's, and act only when a named medical lead has signed that version."""

from dataclasses import replace

import pytest

from kapcircle.core.dose import DoseGiven
from kapcircle.core.programme import Programme
from kapcircle.core.session.limits import alarms
from kapcircle.core.session.schedule import What, tasks
from kapcircle.core.vitals import Vitals
from kapcircle.views.eyes import eyes
from kapcircle.views.seats import seats
from tests.safety.rooms import NURSE, P1, PROGRAMME, Day, minutes

FAR_OUT = Vitals(210, 130, 150, 70)
UNSIGNED = replace(PROGRAMME, signed=None)


def measured(programme: Programme) -> Day:
    day = Day(programme)
    day.start(P1)
    day.dose(P1, mg=400)
    day.sleeps(minutes(1))
    day.record(P1, FAR_OUT, NURSE)
    return day


def said(day: Day) -> list[str]:
    return [f"{x.who} {x.why}" for x in eyes(day.state, day.now, lambda _: 0, str.title)]


def test_s07_unsigned_thresholds_are_inert_and_say_so() -> None:
    day = measured(UNSIGNED)
    seat, programme = day.state.seats[P1], day.state.plan.programme
    assert alarms(seat, programme) == ()
    assert What.RECHECK not in {x.what for x in tasks(seat, programme, day.now)}
    assert [x.outside_range for x in day.contents(P1, DoseGiven)] == [False]
    assert [x for x in said(day) if "outside" in x] == []
    assert [x for x in said(day) if "not signed" in x] == [
        "Made-up programme The limits of this programme are not signed: they do not act."
    ]
    assert next(x for x in seats(day.state, str, day.now) if x.person == P1).badge is None


def test_s07_signed_ones_act_and_name_who_set_them() -> None:
    day = measured(PROGRAMME)
    assert len(alarms(day.state.seats[P1], day.state.plan.programme)) == 1
    found = [x for x in said(day) if "outside your programme’s range" in x]
    assert len(found) == 1
    assert "set by Dr. Ilić (made up) on 15 Jan 2027" in found[0]
    assert not [x for x in said(day) if "not signed" in x]


def test_s07_what_was_recorded_under_unsigned_limits_is_kept_whole() -> None:
    day = measured(UNSIGNED)
    assert day.contents(P1, Vitals)[-1] == FAR_OUT


@pytest.mark.parametrize("version", [2, 7])
def test_s07_a_circle_keeps_the_version_that_it_opened_with(version: int) -> None:
    """What is signed or changed afterwards never touches what runs."""
    day = measured(UNSIGNED)
    day.plan = replace(day.plan, programme=replace(PROGRAMME, version=version))
    day.record(P1, FAR_OUT, NURSE)
    assert alarms(day.state.seats[P1], day.state.plan.programme) == ()
