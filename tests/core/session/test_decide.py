"""The rules of a running circle: every deed, every refusal in its words, every role."""

from collections.abc import Sequence

import pytest

from kapcircle.core.facts import Actor, Plan
from kapcircle.core.ids import CueId, Instant, MemberId, Millis, PersonId, PhaseId, TrackId
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Stamp, Struck
from kapcircle.core.outputs import Heard
from kapcircle.core.playlist import Playlist
from kapcircle.core.roles import Role
from kapcircle.core.rundown import End, Look, Music, OnGo, Phase, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.decide import next_on_go
from kapcircle.core.session.state import Session
from tests.core.circles import SECONDS, Circle, busy_rundown, opened, refused
from tests.made_up import DEVICE, MARA, MINUTES, START, cue, phase, small_plan, small_rundown

ARRIVAL, PEAK, RETURN = (PhaseId(x) for x in ("arrival", "peak", "return"))
TIDE, EMBER, BOWL, DUSK, DAWN = (CueId(x) for x in ("tide", "ember", "bowl", "dusk", "dawn"))
INTO_PEAK = (e.PhaseEntered(PEAK), e.CueFired(TIDE), e.CueFired(EMBER))
FACILITATOR, COTHERAPIST, MEDICAL, COORDINATOR = (
    Role.FACILITATOR,
    Role.COTHERAPIST,
    Role.MEDICAL_LEAD,
    Role.COORDINATOR,
)


def after(*commands: c.Command, rundown: Rundown | None = None) -> Circle:
    """A circle after these commands, a minute apart."""
    circle = Circle(rundown)
    for command in commands:
        circle.do(command)
        circle.later(MINUTES)
    return circle


DEEDS: list[tuple[Sequence[c.Command], c.Command, tuple[e.Event, ...]]] = [
    ([], c.Open(), (e.Opened(small_plan()), e.PhaseEntered(ARRIVAL), e.CueFired(DUSK))),
    ([c.Open()], c.Go(), INTO_PEAK),
    ([c.Open(), c.Go()], c.Go(), (e.CueFired(BOWL),)),
    ([c.Open(), c.Go(), c.Go()], c.Go(), (e.PhaseEntered(RETURN), e.CueFired(DAWN))),
    ([c.Open(), c.Go()], c.Next(), (e.PhaseEntered(RETURN), e.CueFired(DAWN))),
    ([c.Open(), c.Go()], c.Back(), (e.PhaseEntered(ARRIVAL, continues=True), e.CueFired(DUSK))),
    ([c.Open()], c.Jump(3), (e.PhaseEntered(RETURN), e.CueFired(DAWN))),
    ([c.Open()], c.Jump(1), (e.PhaseEntered(ARRIVAL), e.CueFired(DUSK))),
    # Music that plays already is not begun again.
    ([c.Open(), c.Jump(2), c.Jump(3)], c.Back(), (e.PhaseEntered(PEAK, continues=True), e.CueFired(EMBER))),
    ([c.Open(), c.Jump(2), c.FadeAll()], c.Jump(2), INTO_PEAK),
    ([c.Open(), c.Jump(2), c.Silence(Millis(0))], c.Jump(2), INTO_PEAK),
    ([c.Open()], c.Hold("the door bell"), (e.Held("the door bell"),)),
    ([c.Open(), c.Hold()], c.Explain("  the door bell "), (e.Explained("the door bell"),)),
    ([c.Open(), c.Hold()], c.Explain("", PersonId("p2")), (e.Explained("", PersonId("p2")),)),
    ([c.Open()], c.Hold("air", PersonId("p1")), (e.Held("air", PersonId("p1")),)),
    ([c.Open(), c.Hold()], c.Resume(), (e.Resumed(),)),
    ([c.Open()], c.Extend(Millis(90_000)), (e.Extended(Millis(90_000)),)),
    ([c.Open()], c.Take(Millis(90_000)), (e.Extended(Millis(-90_000)),)),
    # No more is taken than is left: of 15 minutes 14.
    ([c.Open()], c.Take(Millis(60 * MINUTES)), (e.Extended(Millis(-14 * MINUTES)),)),
    ([c.Open()], c.Skip(), (e.PhaseSkipped(PEAK),)),
    ([c.Open(), c.Skip()], c.Skip(), (e.PhaseSkipped(RETURN),)),
    ([c.Open(), c.Skip()], c.Go(), (e.PhaseEntered(RETURN), e.CueFired(DAWN))),
    ([c.Open()], c.Close(), (e.Closed(),)),
    ([c.Open(), c.Hold()], c.Close(), (e.Closed(),)),
    ([c.Open()], c.ComeBack(Millis(5)), (e.CameBack(Millis(5), counted=True),)),
    ([c.Open()], c.ComeBack(Millis(5), counted=False), (e.CameBack(Millis(5), counted=False),)),
    ([c.Open()], c.Hush(), (e.Hushed(),)),
    ([c.Open(), c.Hush()], c.Unhush(), (e.Unhushed(),)),
    ([c.Open()], c.Silence(Millis(20_000)), (e.Silenced(Millis(20_000)),)),
    ([c.Open()], c.Silence(Millis(0)), (e.Silenced(None),)),
    ([c.Open()], c.SkipTrack(TrackId("tide"), "it is damaged"), (e.TrackSkipped(TrackId("tide"), "it is damaged"),)),
    ([c.Open()], c.CallLook("day", Millis(9_000)), (e.LookCalled("day", Millis(9_000)),)),
    ([], c.CallLook("day"), (e.LookCalled("day", Millis(5_000)),)),
    (
        [c.Open()],
        c.TakeLook(LookDesign(" dusk", 0.3, (0.5, 0.25, 0.0))),
        (e.LookTaken(LookDesign("dusk", 0.3, (1.0, 0.5, 0.0))),),
    ),
    ([c.Open()], c.SetVolume(0.8), (e.VolumeSet(0.8),)),
    ([], c.SetVolume(0.0), (e.VolumeSet(0.0),)),
    ([], c.Emergency(), (e.EmergencyCalled(),)),
    ([c.Emergency()], c.StandDown(), (e.StoodDown(),)),
    ([c.Emergency()], c.Emergency(PersonId("p2")), (e.EmergencyCalled(PersonId("p2")),)),
    ([c.Emergency()], c.WholeRoom(), (e.RoomLit(),)),
    ([c.Open(), c.Close()], c.Emergency(), (e.EmergencyCalled(),)),
    ([], c.StartTimer(3, Millis(0), "door"), (e.TimerStarted(3, Millis(0), "door"),)),
    ([c.Open()], c.StartTimer(1, Millis(60_000)), (e.TimerStarted(1, Millis(60_000)),)),
    ([], c.StopTimer(1), (e.TimerStopped(1),)),
    ([], c.Report("The sound is gone."), (e.Reported("The sound is gone."),)),
    ([], c.KeepLevels((-21, None, -120)), (e.Sounded((-21, None, -120)),)),
    ([], c.Note("  Nine came.  "), (e.Noted("Nine came."),)),
    ([c.Open()], c.Note("Asleep.", PersonId("p2")), (e.Noted("Asleep.", PersonId("p2")),)),
    ([c.Open(), c.Close()], c.Note("All well."), (e.Noted("All well."),)),
]


@pytest.mark.parametrize(("before", "command", "events"), DEEDS)
def test_a_command_does(before: Sequence[c.Command], command: c.Command, events: tuple[e.Event, ...]) -> None:
    assert after(*before).do(command) == events


RUNDOWN_COMMANDS: list[c.Command] = [
    c.Go(),
    c.Next(),
    c.Back(),
    c.Jump(1),
    c.Advance(),
    c.Fire(BOWL),
    c.Hold(),
    c.Explain("rain"),
    c.Resume(),
    c.Extend(Millis(1)),
    c.Take(Millis(1)),
    c.Skip(),
    c.Insert("Tea", Millis(1)),
    c.Close(),
    c.ComeBack(Millis(1)),
    c.Hush(),
    c.Unhush(),
    c.Silence(Millis(1)),
    c.FadeAll(),
    c.SkipTrack(TrackId("tide"), ""),
]


@pytest.mark.parametrize("command", RUNDOWN_COMMANDS, ids=lambda x: type(x).__name__)
def test_nothing_runs_before_opening(command: c.Command) -> None:
    refused(Circle(), command, "The circle is not open yet: open it first.")


@pytest.mark.parametrize(
    "command", [x for x in RUNDOWN_COMMANDS if x not in (c.Hush(), c.FadeAll())], ids=lambda x: type(x).__name__
)
def test_nothing_runs_after_closing(command: c.Command) -> None:
    refused(after(c.Open(), c.Close()), command, "The circle is closed. Undo the close to go on.")


def test_after_closing_the_last_music_may_be_taken_down() -> None:
    circle = opened()
    circle.do(c.Close())
    closed = circle.state
    circle.later(2_000)
    circle.do(c.FadeAll())
    assert circle.state.sound == Heard(Playlist(), circle.now, Millis(8_000))
    circle.later(2_000)
    circle.do(c.FadeAll())
    assert circle.state.sound == Heard(Playlist(), circle.now, Millis(500))
    circle.do(c.Hush())
    assert circle.state.murmur.on
    assert (circle.state.run, circle.state.legs) == (closed.run, closed.legs)


DAY = 24 * 3_600_000
LENGTHS = "Give a length of more than nothing and at most a day."
REFUSALS: list[tuple[Sequence[c.Command], c.Command, str]] = [
    ([c.Open()], c.Open(), "The circle is open already."),
    ([c.Open(), c.Close()], c.Open(), "The circle is open already."),
    ([c.Open(), c.Jump(3)], c.Go(), "This is the last phase. Close the circle when everyone is ready."),
    ([c.Open(), c.Skip(), c.Skip()], c.Next(), "This is the last phase. Close the circle when everyone is ready."),
    ([c.Open()], c.Back(), "This is the first phase."),
    ([c.Open()], c.Jump(0), "There is no phase 0: this circle has phases 1 to 3."),
    ([c.Open()], c.Jump(4), "There is no phase 4: this circle has phases 1 to 3."),
    ([c.Open()], c.Advance(), "This phase does not go on by itself."),
    ([c.Open()], c.Fire(BOWL), "This cue is not waiting in the present phase."),
    ([c.Open(), c.Go()], c.Fire(BOWL), "This cue is not waiting in the present phase."),
    ([c.Open(), c.Hold()], c.Hold(), "The circle is held already."),
    ([c.Open(), c.Hold()], c.Explain(" "), "Say why the circle is held."),
    ([c.Open()], c.Explain("rain"), "The circle is not held."),
    ([c.Open()], c.Hold("air", PersonId("p9")), "This participant is not in this circle."),
    ([c.Open(), c.Hold()], c.Explain("air", PersonId("p9")), "This participant is not in this circle."),
    ([c.Open()], c.Resume(), "The circle is not held."),
    ([c.Open()], c.Extend(Millis(0)), LENGTHS),
    ([c.Open()], c.Extend(Millis(DAY + 1)), LENGTHS),
    ([c.Open()], c.Take(Millis(-1)), LENGTHS),
    ([c.Open(), c.Take(Millis(DAY))], c.Take(Millis(1)), "This phase has no time left to take."),
    ([c.Open(), c.Skip(), c.Skip()], c.Skip(), "No phase stands by: this is the last."),
    ([c.Open()], c.Insert("  ", Millis(60_000)), "A phase needs a name."),
    ([c.Open()], c.Insert("Tea", Millis(0)), LENGTHS),
    ([c.Open(), c.Hush()], c.Hush(), "The room is hushed already."),
    ([c.Open()], c.Unhush(), "The room is not hushed."),
    ([c.Open()], c.Silence(Millis(-1)), LENGTHS),
    (
        [],
        c.CallLook("noon"),
        "There is no look “noon”. Known: dark, ember, dusk, dawn, day, working.",
    ),
    ([], c.TakeLook(LookDesign("dusk", 0.3)), "The circle is not open yet: open it first."),
    ([c.Open()], c.TakeLook(LookDesign("dusk", 2)), "The level must be between 0 and 100 %, not 200 %"),
    (
        [c.Open(), c.TakeLook(LookDesign("dusk", 0.3))],
        c.TakeLook(LookDesign("dusk", 0.3)),
        "This circle has “dusk” as it is already.",
    ),
    ([], c.SetVolume(0.81), "The volume goes from 0 to 80 % in this room."),
    ([c.Open()], c.SetVolume(-0.01), "The volume goes from 0 to 80 % in this room."),
    ([c.Open()], c.SetVolume(float("nan")), "The volume goes from 0 to 80 % in this room."),
    ([c.Emergency()], c.Emergency(), "The emergency is called already."),
    ([], c.StandDown(), "There is no emergency to stand down from."),
    ([c.Emergency(PersonId("p2"))], c.Emergency(PersonId("p2")), "The emergency is called already."),
    ([], c.WholeRoom(), "There is no emergency. Press Emergency first."),
    ([c.Emergency()], c.NearLight(3), "No lamp is marked for mat 3. Use the light of the whole room."),
    ([], c.StartTimer(0, Millis(1)), "There are three timers: 1, 2 and 3."),
    ([], c.StopTimer(4), "There are three timers: 1, 2 and 3."),
    ([], c.StartTimer(1, Millis(-1)), LENGTHS),
    ([], c.Note(" \n"), "The note is empty."),
    ([c.Open()], c.Note("Who?", PersonId("p9")), "This participant is not in this circle."),
    ([], c.Strike(Stamp(1, DEVICE), "no"), "This record is not in this circle."),
    ([c.Note("a")], c.Strike(Stamp(1, DEVICE), " "), "Say why the record is wrong."),
    (
        [c.Note("a"), c.Strike(Stamp(1, DEVICE), "no")],
        c.Strike(Stamp(1, DEVICE), "no"),
        "This record is struck already.",
    ),
]


@pytest.mark.parametrize(("before", "command", "words"), REFUSALS)
def test_a_command_is_refused(before: Sequence[c.Command], command: c.Command, words: str) -> None:
    refused(after(*before), command, words)


def test_an_empty_rundown_does_not_open() -> None:
    refused(Circle(plan=Plan()), c.Open(), "The rundown is empty: add a phase on the Plan page first.")


@pytest.mark.parametrize("planned", [Millis(-5 * MINUTES), Millis(0), Millis(48 * 60 * MINUTES)])
def test_a_phase_that_no_circle_can_be_in_does_not_open(planned: Millis) -> None:
    wrong = Phase(PhaseId("tea"), "Tea", planned)
    words = "“Tea” needs a length of more than nothing and at most a day: see the Plan page."
    refused(Circle(Rundown((phase("Arrival", 1), wrong))), c.Open(), words)


# --- what depends on time ---


@pytest.mark.parametrize(
    ("pause", "fade"), [(0, 500), (1, 500), (10 * SECONDS, 500), (10 * SECONDS + 1, 8_000), (MINUTES, 8_000)]
)
def test_fade_all_is_slow_and_at_once_when_asked_again_within_ten_seconds(pause: int, fade: int) -> None:
    circle = opened()
    assert circle.do(c.FadeAll()) == (e.FadedAll(Millis(8_000)),)
    circle.later(pause)
    assert circle.do(c.FadeAll()) == (e.FadedAll(Millis(fade)),)


def test_fade_all_is_slow_where_the_one_before_comes_from_a_laptop_whose_clock_is_ahead() -> None:
    circle = opened()
    circle.later(5 * SECONDS)
    circle.do(c.FadeAll())
    circle.now = START
    assert circle.do(c.FadeAll()) == (e.FadedAll(Millis(8_000)),)


def test_music_between_two_fades_makes_the_second_slow_again() -> None:
    circle = opened()
    circle.do(c.FadeAll())
    circle.do(c.Go())
    assert circle.do(c.FadeAll()) == (e.FadedAll(Millis(8_000)),)


def test_a_phase_in_overtime_has_no_time_to_take() -> None:
    circle = opened()
    circle.later(15 * MINUTES)
    refused(circle, c.Take(Millis(1)), "This phase has no time left to take.")


def test_time_taken_is_counted_from_the_phase_clock_not_from_the_wall() -> None:
    circle = opened()
    circle.do(c.Hold())
    circle.later(30 * MINUTES)
    assert circle.do(c.Take(Millis(DAY))) == (e.Extended(Millis(-15 * MINUTES)),)


@pytest.mark.parametrize(
    ("pause", "by", "words"),
    [
        (0, MARA, ""),
        (30 * SECONDS, MARA, ""),
        (30 * SECONDS + 1, MARA, "30 seconds have passed. Strike the record instead, with a reason."),
        (
            0,
            Actor(MemberId("iris"), FACILITATOR),
            "Only its author may withdraw a record. Strike it instead, with a reason.",
        ),
    ],
)
def test_a_record_is_withdrawn_by_its_author_within_thirty_seconds(pause: int, by: Actor, words: str) -> None:
    circle = opened()
    circle.do(c.Note("Pale."))
    record = circle.entries[-1].stamp
    circle.later(pause)
    if words:
        refused(circle, c.Withdraw(record), words, by)
    else:
        assert circle.do(c.Withdraw(record), by) == (Struck(record, "withdrawn"),)


def test_a_record_is_struck_at_any_time_by_anyone_with_a_reason() -> None:
    circle = opened()
    circle.do(c.Note("Pale.", PersonId("p1")))
    record = circle.entries[-1].stamp
    circle.later(3 * 60 * MINUTES)
    struck = circle.do(c.Strike(record, " other mat "), Actor(MemberId("ann"), COORDINATOR))
    assert struck == (Struck(record, "other mat"),)


@pytest.mark.parametrize("about", [None, PersonId("p1")])
def test_what_is_right_is_written_in_the_place_of_what_is_struck(about: PersonId | None) -> None:
    circle = opened()
    circle.do(c.Note("Pale.", about))
    record = circle.entries[-1].stamp
    done = circle.do(c.Strike(record, "other word", " Paler. "))
    assert done == (Struck(record, "other word"), e.Noted("Paler.", about, record))


# --- phases and cues ---


def test_a_phase_put_in_stands_next_in_the_group_of_this_one() -> None:
    circle = opened(busy_rundown())
    (inserted,) = circle.do(c.Insert(" Tea ", Millis(5 * MINUTES)))
    tea = Phase(PhaseId("new-2"), "Tea", Millis(5 * MINUTES), group="Before")
    assert inserted == e.PhaseInserted(tea, PhaseId("arrival"))
    assert circle.do(c.Go()) == (e.PhaseEntered(tea.id),)


def test_back_passes_over_a_phase_that_was_left_out() -> None:
    circle = after(c.Open(), c.Go(), c.Back(), c.Skip(), c.Go())
    assert circle.do(c.Back())[0] == e.PhaseEntered(ARRIVAL, continues=True)


def test_a_phase_left_out_may_still_be_jumped_to() -> None:
    circle = after(c.Open(), c.Skip(), c.Jump(2))
    assert circle.state.leg.phase.id == PEAK
    assert not circle.state.leg.skipped


def test_going_on_by_itself_is_for_the_phases_that_do() -> None:
    circle = opened(Rundown((phase("One", 1, end=End.ADVANCE), phase("Two", 1))))
    circle.do(c.Hold())
    refused(circle, c.Advance(), "This phase does not go on by itself.", Actor())
    circle.do(c.Resume())
    assert circle.do(c.Advance(), Actor()) == (e.PhaseEntered(PhaseId("two")),)


def test_a_cue_on_go_with_a_pre_wait_is_called_and_waits() -> None:
    circle = after(c.Open(), c.Jump(3), rundown=busy_rundown())
    assert next_on_go(circle.state) == circle.state.leg.phase.cues[2]
    assert circle.do(c.Go()) == (e.CueFired(BOWL),)
    assert circle.do(c.Go()) == (e.CueCalled(CueId("lake")),)
    assert next_on_go(circle.state) == circle.state.leg.phase.cues[3], "GO would make it at once"
    assert circle.do(c.Fire(CueId("lake"))) == (e.CueFired(CueId("lake")),)
    assert next_on_go(circle.state) is None


def test_nothing_waits_for_go_in_a_circle_that_does_not_run() -> None:
    assert next_on_go(Session()) is None


@pytest.mark.parametrize("more", [{"armed": False}, {"trigger": OnGo()}, {"pre_wait": Millis(1)}])
def test_these_cues_do_not_fire_with_the_entry(more: dict[str, object]) -> None:
    plan = small_plan(Rundown((phase("One", 1, cue("x", Look("day"), **more)),)))
    assert Circle(plan=plan).do(c.Open()) == (e.Opened(plan), e.PhaseEntered(PhaseId("one")))


def test_the_same_music_in_two_phases_is_two_cues() -> None:
    tide = Music("tide", (TrackId("tide"),))
    circle = opened(Rundown((phase("One", 1, cue("a", tide)), phase("Two", 1, cue("b", tide)))))
    assert circle.do(c.Go()) == (e.PhaseEntered(PhaseId("two")), e.CueFired(CueId("b")))


def test_before_opening_the_room_obeys_the_plan_and_after_it_the_copy() -> None:
    circle = Circle()
    circle.do(c.Open())
    circle.plan = Plan()
    assert circle.do(c.CallLook("day"))
    assert circle.do(c.SetVolume(0.8))


def test_opening_copies_the_plan() -> None:
    circle = Circle()
    circle.do(c.Open())
    assert circle.state.plan.rundown == small_rundown()
    assert circle.state.opened == Instant(START)
