"""What is still to come if everything goes as planned."""

from dataclasses import replace

from kapcircle.core.ids import Instant, Millis
from kapcircle.core.rundown import Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.forecast import Forecast, forecast
from kapcircle.core.session.state import Run
from tests.core.circles import SECONDS, busy_rundown, opened
from tests.made_up import MINUTES, START, small_plan


def legs(found: Forecast) -> list[tuple[str, float]]:
    """When each phase is entered last, in minutes."""
    return [(x.phase.name, (x.visits[-1].entered - START) / MINUTES) for x in found.state.legs if x.visits]


def cues(found: Forecast) -> list[tuple[str, float]]:
    """Which cue is made when, in seconds."""
    made = [(x.cue, (x.made - START) / SECONDS) for leg in found.state.legs for x in leg.made]
    return sorted(made, key=lambda x: x[1])


def test_a_plan_runs_from_its_hour_to_its_end() -> None:
    found = forecast((), small_plan(), START)
    assert legs(found) == [("Arrival", 0), ("Peak", 15), ("Return", 55)]
    assert (found.end, found.state.run) == (START + 75 * MINUTES, Run.OVER)


def test_what_falls_due_by_itself_is_made_and_what_waits_for_go_is_not() -> None:
    found = forecast((), small_plan(busy_rundown()), START)
    assert cues(found) == [
        ("dusk", 0),
        ("shore", 120),
        ("ember", 125),
        ("breath", 140),
        ("tide", 183),
        ("hush", 242),
        ("still", 360),
        ("dawn", 420),
    ]


def test_a_plan_without_phases_is_over_at_once() -> None:
    found = forecast((), small_plan(Rundown()), START)
    assert (found.entries, found.end, found.state.run) == ((), START, Run.WAITING)


def test_a_running_circle_goes_on_from_now_with_the_time_it_was_given() -> None:
    circle = opened()
    circle.later(10 * MINUTES)
    circle.do(c.Extend(Millis(5 * MINUTES)))
    circle.do(c.Skip())
    found = forecast(circle.entries, small_plan(), circle.now)
    assert legs(found) == [("Arrival", 0), ("Return", 20)]
    assert found.entries[: len(circle.entries)] == tuple(circle.entries)


def test_a_hold_is_over_now_and_an_overrun_phase_has_five_minutes_more() -> None:
    circle = opened()
    circle.later(14 * MINUTES)
    circle.do(c.Hold())
    circle.later(6 * MINUTES)
    assert legs(forecast(circle.entries, small_plan(), circle.now))[1] == ("Peak", 21)
    circle.do(c.Resume())
    circle.later(10 * MINUTES)
    assert legs(forecast(circle.entries, small_plan(), circle.now))[1] == ("Peak", 35)


def test_what_was_taken_back_is_not_gone_on_from() -> None:
    circle = opened()
    circle.later(5 * MINUTES)
    circle.do(c.Go())
    log = [x for x in circle.entries if x.command != circle.entries[-1].command]
    found = forecast(log, small_plan(), Instant(circle.now))
    assert legs(found)[1] == ("Peak", 15)


def test_a_circle_that_is_over_has_nothing_to_come() -> None:
    circle = opened()
    circle.do(c.Next())
    circle.do(c.Next())
    circle.do(c.Close())
    found = forecast(circle.entries, small_plan(), circle.now)
    assert found.entries == tuple(circle.entries)
    assert replace(found.state, time=circle.state.time) == circle.state
