"""One circle at its desk: what falls due, what the room says, coming back."""

from typing import Any

import pytest

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor, Plan
from kapcircle.core.ids import CLOCK, Instant, MemberId, Millis, TrackId
from kapcircle.core.log import Struck
from kapcircle.core.roles import Role
from kapcircle.core.rundown import AtOffset, End, Look, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.desk import orders
from kapcircle.desk.desk import NotSavedError
from tests.core.circles import SECONDS
from tests.desk.minutes import BELL, events, night, rundown, told
from tests.desk.nights import HOUR, NAME, Night, night_of
from tests.made_up import START, cue, phase

# --- what falls due ---


def test_what_fell_due_is_made_before_what_a_hand_commands() -> None:
    at = night(End.ADVANCE, End.HOLD)
    at.clock.pass_(61 * SECONDS)
    at.do(c.Extend(Millis(5 * SECONDS)))
    assert at.session.at == 1
    assert at.session.visit.extra == 5_000
    by = [(x.by, type(x.event)) for x in at.stream.entries[-3:]]
    assert by == [(CLOCK, e.PhaseEntered), (CLOCK, e.CueFired), ("mara", e.Extended)]


def test_what_is_made_late_says_when_it_was_due_and_when_it_was_made() -> None:
    at = night(End.HOLD)
    at.clock.pass_(31_500)
    at.conductor.tick()
    bell = at.stream.entries[-1]
    assert (bell.event, bell.happened, bell.at) == (e.CueFired(BELL.id), START + 30_000, START + 31_500)


def test_what_falls_due_is_made_once() -> None:
    at = night(End.ADVANCE, End.HOLD)
    for _ in range(300):
        at.clock.pass_(500)
        at.conductor.tick()
    made = [x for x in events(at) if x == e.CueFired(BELL.id)]
    assert len(made) == 2
    assert at.session.at == 1


def test_phases_shorter_than_a_tick_are_passed_through() -> None:
    moments = tuple(phase(f"M{n}", 0.005, end=End.ADVANCE) for n in range(4))
    at = night_of(c.Open(), rundown=Rundown((*moments, phase("Last", 1))))
    at.clock.pass_(1_900)
    at.conductor.tick()
    assert at.session.at == 4
    assert [leg.visits[0].entered - START for leg in at.session.legs] == [0, 300, 600, 900, 1_200]


def test_when_it_wakes() -> None:
    at = Night(rundown(End.ADVANCE, End.HOLD))
    assert at.conductor.wakes(at.now) is None
    at.do(c.Open())
    assert at.conductor.wakes(at.now) == START + 30_000
    at.do(c.Silence(Millis(20_000)))
    assert at.conductor.wakes(at.now) == START + 20_000
    at.do(c.Hold())
    assert at.conductor.wakes(at.now) == START + 20_000
    at.passes(20_000)
    assert at.conductor.wakes(at.now) is None


# --- records and urgency ---


def test_what_fell_due_before_what_is_urgent_does_not_wait_for_the_disk_either() -> None:
    at = night(End.ADVANCE, End.HOLD)
    at.clock.pass_(61 * SECONDS)
    at.log.writes.clear()
    at.log.disk = "slow"
    at.conductor.do(c.FadeAll())
    assert {at_most for write in at.log.writes for at_most in write.waits} == {0}
    assert [type(x.event) for x in at.stream.entries[-3:]] == [e.PhaseEntered, e.CueFired, e.FadedAll]


@pytest.mark.parametrize(
    ("command", "waits"),
    [
        (c.FadeAll(), 0),
        (c.Hush(), 0),
        (c.Emergency(), 0),
        (c.Go(), 150),
        (c.Hold(), 150),
        (c.SetVolume(0.1), 150),
        (c.Note("Calm."), 150),
    ],
)
def test_what_keeps_people_safe_does_not_wait_for_the_disk(command: c.Command, waits: int) -> None:
    at = night(End.HOLD, End.HOLD)
    at.log.disk = "stuck"
    at.log.writes.clear()
    try:
        at.do(command)
    except NotSavedError:
        assert isinstance(command, c.Note)
    assert at.log.writes[0].waits[0] == waits


@pytest.mark.parametrize("correction", [c.Withdraw, lambda record: c.Strike(record, "wrong mat")])
def test_a_correction_that_is_not_saved_stays_in_the_form_like_any_record(correction: Any) -> None:
    at = night(End.HOLD)
    at.do(c.Note("Pale."))
    at.log.disk = "full"
    with pytest.raises(NotSavedError):
        at.conductor.do(correction(at.stream.entries[-1].stamp))
    assert [line.struck for line in at.session.lines] == [None]


def test_fade_all_twice_in_one_instant_is_quick() -> None:
    at = night_of(c.Open(), c.FadeAll(), c.FadeAll(), rundown=rundown(End.HOLD))
    assert [order.fade for order in told(at, orders.Play)][-2:] == [8_000, 500]


@pytest.mark.parametrize("disk", ["full", "slow", "stuck"])
def test_clock_go_and_sound_go_on_without_a_disk(disk: str) -> None:
    at = night(End.ADVANCE, End.HOLD, End.HOLD)
    at.log.disk = disk
    at.passes(90 * SECONDS)
    assert at.session.leg.phase.name == "P1"
    at.do(c.Next(), c.FadeAll())
    assert (at.session.at, at.session.faded) == (2, at.now)
    assert told(at, orders.Play)[-1] == orders.Play((), Millis(0), Millis(8_000), Millis(0))
    with pytest.raises(NotSavedError):
        at.do(c.Note("Pale."))
    assert at.desk.not_saved_since
    at.log.mend()
    at.passes(1)
    assert not at.desk.not_saved_since
    state = at.session
    at.sit()
    assert at.session == state


def test_a_record_is_withdrawn_and_struck_like_any_other() -> None:
    at = night(End.HOLD)
    at.do(c.Note("Pale."))
    at.do(c.Withdraw(at.stream.entries[-1].stamp))
    assert isinstance(events(at)[-1], Struck)
    assert at.session.lines[0].struck == "withdrawn"


def test_another_hand_may_act_for_once() -> None:
    at = night(End.HOLD)
    with pytest.raises(Refused, match="Extend: this is for"):
        at.conductor.do(c.Extend(Millis(1)), Actor(MemberId("ann"), Role.COORDINATOR))
    at.conductor.do(c.Note("Late."), Actor(MemberId("ann"), Role.COORDINATOR))
    assert at.session.lines[0].by == "ann"


# --- what the room says ---


def test_what_the_room_says_is_kept_where_it_belongs() -> None:
    at = night(End.HOLD)
    beat = orders.Beat(1, TrackId("tide"), Millis(5), -20.0)
    lights = orders.Lights("sacn", answers=False, why="nobody there")
    at.room.says = [beat, lights, orders.Output("Speakers"), orders.Skipped(TrackId("tide"), "damaged")]
    at.conductor.tick()
    assert (at.conductor.beat, at.conductor.lights) == (beat, {"sacn": lights})
    assert at.conductor.output == orders.Output("Speakers")
    assert events(at)[-1] == e.TrackSkipped(TrackId("tide"), "damaged")
    assert at.stream.entries[-1].by == CLOCK


def test_what_does_not_answer_comes_into_the_report_once() -> None:
    at = night(End.HOLD)
    door = orders.Lights("hub", answers=False, why="By the door does not answer: switched off?")
    at.room.says = [door, orders.Lights("hub", answers=True), door, orders.Lights("sacn", answers=False)]
    at.conductor.tick()
    noted = [x.words for x in events(at) if isinstance(x, e.Reported)]
    assert noted == ["Light: By the door does not answer: switched off?", "Light: sacn does not answer"]
    assert at.conductor.lights["hub"] == door
    at.sit()  # after a crash
    at.room.says = [door]
    at.conductor.tick()
    assert [x.words for x in events(at) if isinstance(x, e.Reported)] == noted


def test_a_change_of_output_is_on_the_report_the_first_is_not() -> None:
    at = night(End.HOLD)
    said: list[orders.Report] = [
        orders.Output("Speakers"),
        orders.Output("Speakers"),
        orders.Output(None, "The speakers are gone."),
        orders.Output("Phones"),
        orders.Gone("The engine has ended."),
    ]
    at.room.says = said
    at.conductor.tick()
    assert [words for _, words in at.session.reports] == [
        "The speakers are gone.",
        "Sound goes to Phones.",
        "The engine has ended.",
    ]


def test_an_engine_that_begins_anew_brings_the_lamps_to_where_their_fade_is() -> None:
    """It may find them dark, and half an hour is long to come out of the dark."""
    at = night(End.HOLD)
    at.do(c.CallLook("dark"))
    at.passes(20 * SECONDS)
    at.do(c.CallLook("day", Millis(HOUR)))
    at.passes(HOUR // 2 - 20_000)
    at.room.says = [orders.Gone("The engine has ended.")]
    at.conductor.tick()
    back = told(at, orders.Show)[-1]
    assert (back.fade, round(back.levels[0].level, 4)) == (20_000, 0.41)
    at.passes(20_000)
    at.conductor.tick()
    on = told(at, orders.Show)[-1]
    assert (on.fade, on.levels[0].level) == (HOUR // 2, 0.8)


@pytest.mark.parametrize("commands", [[], [c.Open(), c.Close()]])
def test_before_opening_and_after_closing_the_log_is_left_alone(commands: list[c.Command]) -> None:
    at = night_of(*commands, rundown=rundown(End.HOLD))
    before = events(at)
    at.room.says = [orders.Gone("The engine has ended."), orders.Skipped(TrackId("tide"), "damaged")]
    at.conductor.tick()
    assert events(at) == before


def test_a_look_that_nobody_knows_is_said_and_the_rest_goes_on() -> None:
    lost = cue("lost", Look("northern lights"), trigger=AtOffset(Millis(10_000)))
    at = night_of(c.Open(), rundown=Rundown((phase("One", 1, lost, BELL),)))
    at.passes(40 * SECONDS)
    assert [words for _, words in at.session.reports] == [
        "The look “northern lights” is not known any more. Call another look."
    ]
    assert at.session.prompt == "Ring."
    at.sit()
    at.do(c.CallLook("day"))
    assert told(at, orders.Show)[-1].levels[0].level == 0.8


def test_a_sign_of_life_at_every_tick() -> None:
    at = night(End.HOLD)
    at.clock.pass_(700)
    at.conductor.tick()
    assert at.conductor._pulse.last() == START + 700


def test_getting_up_closes_the_room_and_hears_no_more() -> None:
    at = night(End.HOLD)
    at.conductor.leave(Millis(3_000))
    assert at.room.closed == 3_000
    count = len(at.room.told)
    at.desk.do((NAME, c.SetVolume(0.1)))
    assert len(at.room.told) == count


# --- coming back ---


def test_a_crash_loses_nothing_and_the_room_rises_slowly() -> None:
    at = night(End.HOLD, End.HOLD)
    at.passes(25 * SECONDS)
    state = at.session
    at.crash(42 * SECONDS)
    assert at.session == state
    rise, master, hush, play, show = at.room.told
    assert rise == orders.Rise(Millis(20_000))
    assert isinstance(play, orders.Play)
    assert (play.into, play.fade) == (67_000, 20_000)
    assert (master, hush) == (orders.Master(0.5, Millis(0)), orders.Hush(on=False, fade=Millis(0)))
    assert isinstance(show, orders.Show)


def test_before_opening_the_room_is_taken_over_without_ado() -> None:
    at = Night(rundown(End.HOLD))
    assert orders.Rise(Millis(20_000)) not in at.room.told
    assert told(at, orders.Play) == [orders.Play()]


def test_a_clock_set_back_while_away_does_not_set_back_the_circle() -> None:
    at = night(End.ADVANCE, End.HOLD)
    at.passes(59 * SECONDS)
    at.do(c.SetVolume(0.1))
    at.crash(-HOUR)
    assert at.now == START + 59_000
    at.passes(2 * SECONDS)
    assert at.session.at == 1
    assert at.session.legs[0].visits[0].left == START + 60_000


def test_a_plan_that_nobody_made_is_a_known_error() -> None:
    at = Night(rundown(End.HOLD))

    def nobody() -> Plan:
        raise KnownError("This session is not on any calendar.")

    at.conductor._plan = nobody
    with pytest.raises(KnownError):
        at.conductor.do(c.Open())
    assert at.stream.entries == []


def test_once_open_the_plan_is_not_asked_again() -> None:
    at = night(End.HOLD, End.HOLD)
    at.conductor._plan = Plan
    at.do(c.Next())
    assert at.session.at == 1


def test_across_midnight_and_summer_time() -> None:
    """The hours of the wall are only written down; no length depends on them."""
    at = night(End.ADVANCE, End.HOLD)
    at.clock.minutes = 60
    at.clock.at = Instant(START)
    at.do(c.SetVolume(0.2))
    at.clock.minutes = 120
    at.passes(90 * SECONDS)
    at.clock.minutes = 60
    at.do(c.SetVolume(0.3))
    assert [x.zone for x in at.stream.entries if isinstance(x.event, e.VolumeSet | e.PhaseEntered)] == [60, 60, 120, 60]
    assert [v.entered for leg in at.session.legs for v in leg.visits] == [START, START + 60_000]


def test_the_lamps_are_told_in_the_middle_of_a_fade_too() -> None:
    at = night(End.HOLD)
    at.do(c.CallLook("day", Millis(10_000)))
    at.passes(5 * SECONDS)
    assert {round(lamp.level, 3) for lamp in at.conductor.lamps(at.now)} == {0.41}


def test_a_test_tone_is_asked_of_the_room() -> None:
    at = Night(rundown(End.HOLD))
    at.conductor.tone()
    assert at.room.told[-1] == orders.Tone()


# --- how loud it was ---


def listened(at: Night, seconds: int, level: float = -20.0) -> None:
    """So long, with a sign of life every second."""
    for _ in range(seconds):
        at.room.says.append(orders.Beat(0, None, Millis(0), level))
        at.passes(SECONDS)


def levels(at: Night) -> list[Any]:
    return [x for x in at.stream.entries if isinstance(x.event, e.Sounded)]


def test_how_loud_it_was_is_kept_once_a_minute_by_the_clock() -> None:
    at = night(End.HOLD)
    listened(at, 130)
    kept = levels(at)
    assert [x.event.levels for x in kept] == [(-20,) * 6] * 2
    assert {x.by for x in kept} == {CLOCK}
    assert [x.happened % 10_000 for x in kept] == [0, 0]


def test_nothing_that_can_wait_is_written_just_after_a_go() -> None:
    at = night(End.HOLD, End.HOLD)
    listened(at, 59)
    at.do(c.Go())
    listened(at, 1)
    assert not levels(at)
    listened(at, 2)
    (kept,) = levels(at)
    assert kept.event.levels == (-20,) * 6
    assert kept.happened == START + 60 * SECONDS


def test_where_there_is_no_output_nobody_heard_anything() -> None:
    at = night(End.HOLD)
    at.room.says.append(orders.Output(None, "No sound output."))
    listened(at, 62)
    (kept,) = levels(at)
    assert kept.event.levels == (None,) * 6


def test_what_was_heard_is_in_the_way_of_no_undo_and_before_opening_nothing_is_kept() -> None:
    at = Night(rundown(End.HOLD, End.HOLD))
    listened(at, 70)
    assert not at.stream.entries
    at.do(c.Open(), c.Go())
    listened(at, 70)
    assert levels(at)
    at.conductor.undo()
    assert at.session.at == 0
