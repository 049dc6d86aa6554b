"""S9: what is due is due on each person's own clock, late where it is late, through sleep, crash and clock changes."""

from itertools import pairwise

import pytest

from kapcircle.core.ids import Device, Instant, PersonId
from kapcircle.core.programme import Route
from kapcircle.core.session import commands as c
from kapcircle.core.session.clocks import Stage, clock
from kapcircle.core.session.schedule import State, What, history, tasks
from kapcircle.core.session.state import Seat
from kapcircle.core.vitals import VitalsNotTaken, WhyNot
from kapcircle.views.eyes import eyes
from tests.core.caring import CALM, PROGRAMME
from tests.made_up import MINUTES
from tests.safety.evenings import APART, FORTY, Evening, staggered

HOUR = 60 * MINUTES


def started(seat: Seat) -> Instant:
    found = clock(seat, PROGRAMME)
    assert found is not None
    return found.started


def starts(evening: Evening) -> list[Instant]:
    return [started(evening.seat(who)) for who in FORTY]


def test_s09_forty_people_have_forty_clocks() -> None:
    evening = staggered()
    found = starts(evening)
    assert [b - a for a, b in pairwise(found)] == [APART] * 39
    for n, who in enumerate(FORTY):
        own = clock(evening.seat(who), PROGRAMME)
        assert own is not None
        assert own.route is (Route.SUBLINGUAL if n % 3 == 2 else Route.IM)
        first = next(x for x in tasks(evening.seat(who), PROGRAMME, evening.now) if x.what is What.TIMED)
        assert first.due == found[n] + 15 * MINUTES


def test_s09_late_ones_stand_before_due_ones_and_say_how_late() -> None:
    evening = staggered()
    rows = [x for x in eyes(evening.session, evening.now, lambda _: 0) if "T+15" in x.why]
    shapes = [x.shape for x in rows]
    assert set(shapes) == {"late", "due", "coming"}
    assert shapes == sorted(shapes, key=["late", "due", "coming"].index)
    assert rows[0].when == "45 min late"


@pytest.mark.parametrize("away", [3 * MINUTES, 42_000, HOUR, 3 * HOUR])
def test_s09_after_a_crash_everybody_is_where_they_would_have_been(away: int) -> None:
    evening = staggered()
    before = starts(evening)
    evening.crash(away)
    awake = staggered()
    awake.clock.at += away
    assert starts(evening) == before
    assert evening.due() == awake.due()


@pytest.mark.parametrize("away", [2_001, 20 * MINUTES, 5 * HOUR])
def test_s09_after_sleep_what_fell_due_is_late_and_nothing_is_skipped(away: int) -> None:
    evening = staggered()
    open_before = {(x.person, x.what, x.due) for x in evening.due()}
    evening.clock.at += away
    after = {(x.person, x.what, x.due): x.state for x in evening.due()}
    assert open_before <= after.keys()
    assert all(state is State.LATE for (_, _, due), state in after.items() if evening.now - due > 5 * MINUTES)


def test_s09_a_laptop_set_back_an_hour_turns_no_clock_back() -> None:
    """After a restart with the time set back, the last entry is the floor."""
    evening = staggered()
    before, states = starts(evening), {x.due: x.state for x in evening.due()}
    evening.crash(-HOUR)
    assert starts(evening) == before
    since = [x.since(evening.now) for who in FORTY if (x := clock(evening.seat(who), PROGRAMME)) is not None]
    assert min(since) >= 0
    assert {x.due: x.state for x in evening.due() if x.state is State.LATE}.keys() <= states.keys()


def test_s09_the_zone_of_the_laptop_moves_nothing() -> None:
    evening = staggered()
    before = evening.due()
    evening.clock.minutes += 60
    assert evening.due() == before
    evening.crash(0)
    assert evening.due() == before


def test_s09_a_reading_entered_from_paper_settles_the_check_of_its_time() -> None:
    evening = staggered()
    who, dosed = FORTY[0], started(evening.seat(FORTY[0]))
    ago = (evening.now - dosed) / MINUTES - 16
    evening.record(who, CALM, ago)
    found = {x.after: x.state for x in tasks(evening.seat(who), PROGRAMME, evening.now) if x.after}
    assert found[PROGRAMME.vitals.after[0]] is State.DONE
    evening.crash(0)
    again = {x.after: x.state for x in tasks(evening.seat(who), PROGRAMME, evening.now) if x.after}
    assert again == found


def test_s09_a_dose_entered_late_starts_the_clock_when_it_was_given() -> None:
    evening = Evening()
    evening.do(c.Open())
    evening.passes(40 * MINUTES)
    evening.dose(FORTY[0], ago=31)
    own = clock(evening.seat(FORTY[0]), PROGRAMME)
    assert own is not None
    assert own.stage(evening.now) is Stage.PEAK
    assert [x.words for x in evening.due() if x.state in {State.LATE, State.DUE}] == ["vitals T+15", "vitals T+30"]


def test_s09_not_taken_settles_and_the_next_is_planned() -> None:
    evening = staggered()
    who = FORTY[39]
    evening.passes(15 * MINUTES)
    evening.record(who, VitalsNotTaken(WhyNot.ASLEEP))
    found = [x.state for x in tasks(evening.seat(who), PROGRAMME, evening.now) if x.what is What.TIMED]
    assert found[:2] == [State.NOT_TAKEN, State.COMING]


def test_s09_a_reading_that_moves_leaves_one_late_and_the_other_done() -> None:
    evening = staggered()
    one, other = FORTY[34], FORTY[35]
    evening.passes(12 * MINUTES)
    evening.record(one, CALM)
    record = evening.seat(one).records[-1].stamp
    evening.do(c.Move(record, other))
    states = [
        next(x.state for x in history(evening.seat(who), PROGRAMME, evening.now) if x.what is What.TIMED)
        for who in (one, other)
    ]
    assert states == [State.LATE, State.DONE]


def test_s09_what_two_laptops_wrote_is_one_list() -> None:
    """The log is the union of what both wrote, and the desk that reads it knows no difference."""
    evening = staggered()
    evening.desk.device = Device("tablet")
    evening.record(FORTY[39], CALM)
    evening.desk.device = Device("laptop")
    evening.record(PersonId("p38"), CALM)
    before = evening.due()
    evening.crash(0)
    assert evening.due() == before
