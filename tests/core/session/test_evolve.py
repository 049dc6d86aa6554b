"""How a circle changes; what makes no sense any more has no effect."""

from dataclasses import replace
from typing import Any, get_args

import pytest

from kapcircle.core.facts import Plan
from kapcircle.core.ids import CommandId, CueId, Instant, MemberId, Millis, PersonId, PhaseId
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Entry, Stamp, Struck, Undone, Unknown
from kapcircle.core.looping import Leave, Section
from kapcircle.core.notes import Note
from kapcircle.core.outputs import Heard, Murmur, Seen
from kapcircle.core.playlist import Playlist
from kapcircle.core.record import Record
from kapcircle.core.rundown import Look, Music, OnGo, Prompt, Rundown, Silence
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.records import find_record
from kapcircle.core.session.state import Made, Quiet, Run, Session, Timer, Visit, Wait
from kapcircle.core.tracks import Quality
from kapcircle.core.vitals import Vitals
from tests.core.circles import SECONDS, Circle, busy_rundown, opened
from tests.made_up import DEVICE, MINUTES, START, TRACKS, cue, entries, folded, phase, small_plan

ARRIVAL, PEAK, RETURN = (PhaseId(x) for x in ("arrival", "peak", "return"))
OPENED = (0, e.Opened(small_plan()))
RUNS = (OPENED, (0, e.PhaseEntered(ARRIVAL)))
MUSIC = Playlist(TRACKS[:2], Millis(10_000))


def at(offset: int) -> Instant:
    return Instant(START + offset)


def test_opening() -> None:
    s = folded(*RUNS)
    assert (s.run, s.opened, s.at, s.leg.visits) == (Run.RUNNING, START, 0, (Visit(START),))
    assert [(seat.person, seat.mat) for seat in s.seats.values()] == [(f"p{n}", n) for n in (1, 2, 3, 4)]


def test_no_time_is_lost_where_another_laptop_wrote_between_opening_and_first_phase() -> None:
    s = folded(OPENED, (60_000, e.VolumeSet(0.3)), (0, e.PhaseEntered(ARRIVAL)))
    assert (s.opened, s.leg.visits) == (START, (Visit(START),))


def test_entering_leaves_the_phase_before_at_the_same_instant() -> None:
    s = folded(*RUNS, (9_000, e.PhaseEntered(PEAK)))
    assert [leg.visits for leg in s.legs] == [(Visit(START, at(9_000)),), (Visit(at(9_000)),), ()]


def test_a_hold_ends_with_its_phase() -> None:
    s = folded(*RUNS, (2_000, e.Held("rain")), (9_000, e.PhaseEntered(PEAK)))
    assert s.legs[0].visits == (Visit(START, at(9_000), held=Millis(7_000)),)
    assert (s.reason, s.holding) == ("", False)


def test_a_hold_and_its_reason() -> None:
    s = folded(*RUNS, (2_000, e.Held("rain")))
    assert (s.holding, s.reason, s.visit) == (True, "rain", Visit(START, held_since=at(2_000)))
    s = folded(*RUNS, (2_000, e.Held("rain")), (5_000, e.Resumed()), (6_000, e.Held()), (7_000, e.Resumed()))
    assert (s.holding, s.reason, s.visit) == (False, "", Visit(START, held=Millis(4_000), taken_up=Millis(3_000)))


def test_a_reason_that_is_said_later_is_that_of_the_hold_it_was_said_in() -> None:
    held = (*RUNS, (2_000, e.Held()), (5_000, e.Explained("rain")))
    s = folded(*held)
    assert (s.reason, s.visit) == ("rain", Visit(START, held_since=at(2_000)))
    s = folded(*held, (6_000, e.Resumed()), (7_000, e.Explained("late")), (8_000, e.Held()))
    assert s.reason == ""


@pytest.mark.parametrize("after", [e.Resumed(), e.PhaseEntered(PEAK), e.Closed()])
def test_a_circle_waits_for_a_person_as_long_as_it_is_held(after: Any) -> None:
    held = (*RUNS, (2_000, e.Held("air", PersonId("p1"))))
    assert folded(*held).waits_for == PersonId("p1")
    assert folded(*held, (3_000, e.Explained("air", PersonId("p2")))).waits_for == PersonId("p2")
    assert folded(*held, (3_000, after)).waits_for is None


def test_closing_while_held() -> None:
    s = folded(*RUNS, (2_000, e.Held("rain")), (9_000, e.Closed()))
    assert (s.run, s.closed, s.holding) == (Run.OVER, at(9_000), False)
    assert s.visit == Visit(START, at(9_000), held=Millis(7_000))


def test_closing_lets_the_music_go_slowly_and_leaves_the_light() -> None:
    circle = opened()
    circle.do(c.Go())
    circle.do(c.Silence(Millis(0)))
    light = circle.state.light
    circle.do(c.Close())
    s = circle.state
    assert s.sound == Heard(Playlist(), START, Millis(20_000))
    assert (s.quiet, s.sounding, s.waits, s.light) == (None, None, (), light)


def test_an_emergency_outlasts_the_circle() -> None:
    circle = opened()
    circle.do(c.Emergency())
    circle.do(c.Close())
    assert circle.state.emergency == START
    circle.do(c.StandDown())
    assert circle.state.emergency is None


def test_leaving_out_and_putting_in() -> None:
    tea = phase("Tea", 5)
    s = folded(*RUNS, (1, e.PhaseSkipped(RETURN)), (2, e.PhaseInserted(tea, ARRIVAL)))
    assert [(leg.phase.id, leg.skipped, leg.inserted) for leg in s.legs] == [
        (ARRIVAL, False, False),
        ("tea", False, True),
        (PEAK, False, False),
        (RETURN, True, False),
    ]
    assert s.standby == 1


def test_extra_time_is_of_one_stay_and_goes_on_with_it() -> None:
    given = (*RUNS, (1_000, e.Extended(Millis(60_000))), (2_000, e.Extended(Millis(-10_000))))
    assert folded(*given).visit.extra == 50_000
    anew = folded(*given, (3_000, e.PhaseEntered(PEAK)), (9_000, e.PhaseEntered(ARRIVAL)))
    assert anew.visit == Visit(at(9_000))
    on = folded(*given, (3_000, e.PhaseEntered(PEAK)), (9_000, e.PhaseEntered(ARRIVAL, continues=True)))
    assert on.visit == Visit(at(9_000), carried=Millis(3_000), taken_up=Millis(3_000), extra=Millis(50_000))


def test_going_on_with_a_phase_nobody_was_in_begins_it() -> None:
    assert folded(*RUNS, (5, e.PhaseEntered(PEAK, continues=True))).visit == Visit(at(5))


# What makes no sense has no effect: the very same state comes back.
SENSELESS: list[tuple[tuple[tuple[int, Any], ...], e.Event]] = [
    ((), e.PhaseEntered(ARRIVAL)),
    ((), e.Held()),
    ((), e.Closed()),
    ((), e.PhaseSkipped(PEAK)),
    ((), e.PhaseInserted(phase("Tea", 5), ARRIVAL)),
    ((), e.CueFired(CueId("dusk"))),
    ((), e.CueCalled(CueId("dusk"))),
    ((OPENED,), e.Held()),
    ((OPENED,), e.Explained("rain")),
    ((OPENED,), e.Resumed()),
    ((OPENED,), e.Extended(Millis(1))),
    ((OPENED,), e.CameBack(Millis(1), counted=False)),
    ((OPENED,), e.CueCalled(CueId("dusk"))),
    ((OPENED,), e.CueFired(CueId("dusk"))),
    ((OPENED,), e.Closed()),
    (RUNS, e.Opened(Plan())),
    (RUNS, e.PhaseEntered(PhaseId("nowhere"))),
    (RUNS, e.Explained("rain")),
    (RUNS, e.Resumed()),
    ((*RUNS, (1, e.Held("a"))), e.Held("b")),
    ((*RUNS, (1, e.Held("a"))), e.CameBack(Millis(1), counted=False)),
    (RUNS, e.CameBack(Millis(1), counted=True)),
    (RUNS, e.CueFired(CueId("tide"))),
    (RUNS, e.CueCalled(CueId("bowl"))),
    (RUNS, e.PhaseSkipped(ARRIVAL)),
    (RUNS, e.PhaseSkipped(PhaseId("nowhere"))),
    (RUNS, e.PhaseInserted(phase("Tea", 5), PhaseId("nowhere"))),
    ((*RUNS, (1, e.PhaseEntered(PEAK))), e.PhaseInserted(phase("Tea", 5), ARRIVAL)),
    ((*RUNS, (1, e.Closed())), e.PhaseEntered(PEAK)),
    ((*RUNS, (1, e.Closed())), e.CueFired(CueId("dusk"))),
    ((*RUNS, (1, e.Closed())), e.Closed()),
    ((*RUNS, (1, e.EmergencyCalled())), e.EmergencyCalled()),
    ((*RUNS, (1, e.EmergencyCalled(PersonId("p1")))), e.EmergencyCalled(PersonId("p1"))),
    (RUNS, e.NearLit(3)),
    (RUNS, e.RoomLit()),
    (RUNS, e.TimerStarted(0, Millis(1))),
    (RUNS, e.TimerStopped(4)),
    (RUNS, Undone((CommandId("c1"),))),
    (RUNS, Struck(Stamp(99, DEVICE), "nothing there")),
    (RUNS, Unknown("Danced", "{}")),  # type: ignore[list-item] # kept for a newer program
]


@pytest.mark.parametrize(("before", "event"), SENSELESS)
def test_it_has_no_effect(before: tuple[tuple[int, Any], ...], event: e.Event) -> None:
    s = folded(*before)
    (late,) = entries([(5_000, event)])
    assert evolve(s, late) is s


def test_time_never_goes_back() -> None:
    s = folded(*RUNS, (9_000, e.VolumeSet(0.1)), (4_000, e.PhaseEntered(PEAK)), (2_000, e.Closed()))
    assert (s.time, s.legs[0].visits[0].left, s.closed) == (at(9_000), at(9_000), at(9_000))


def test_what_is_written_about_a_circle_does_not_move_its_time() -> None:
    s = folded(*RUNS, (9_000, e.Noted("a")), (9_000, e.Reported("b")), (4_000, e.Held()))
    assert s.time == at(4_000)
    assert s.visit.held_since == at(4_000)


# --- cues ---


def test_a_cue_is_kept_with_when_it_was_due_and_when_it_was_made() -> None:
    s = folded(*RUNS)
    late = Entry(
        Stamp(9, DEVICE), at(1_500), at(1_000), 0, MemberId("clock"), CommandId("x"), e.CueFired(CueId("dusk"))
    )
    assert evolve(s, late).leg.made == (Made(CueId("dusk"), at(1_000), at(1_500)),)
    early = late._replace(at=at(-5_000))
    assert evolve(s, early).leg.made == (Made(CueId("dusk"), at(1_000), at(1_000)),)


def test_each_content_changes_its_own_part() -> None:
    cues = (
        cue("music", Music("tide", (TRACKS[0].id, TRACKS[1].id), Millis(9_000)), trigger=OnGo()),
        cue("quiet", Silence(Millis(30_000), Millis(4_000)), trigger=OnGo()),
        cue("open", Silence(), trigger=OnGo()),
        cue("look", Look("ember", Millis(60_000)), trigger=OnGo()),
        cue("prompt", Prompt("Breathe."), trigger=OnGo()),
    )
    circle = opened(Rundown((phase("One", 1, *cues), phase("Two", 1))))
    before = circle.state
    circle.later(SECONDS)
    now = circle.now
    circle.do(c.Go())
    music = circle.state
    assert music.sound == Heard(Playlist(TRACKS[:2], Millis(9_000)), now, Millis(9_000))
    assert (music.sounding, music.light, music.murmur, music.quiet) == ("music", before.light, before.murmur, None)
    circle.do(c.Go())
    assert circle.state.quiet == Quiet(now, Instant(now + 30_000), Millis(4_000))
    assert circle.state.sound == music.sound
    circle.do(c.Go())
    assert circle.state.quiet == Quiet(now, None, Millis(10_000))
    circle.do(c.Go())
    assert circle.state.light == Seen("ember", now, Millis(60_000), was=before.light)
    circle.do(c.Go())
    spoken = circle.state
    assert (spoken.prompt, spoken.called) == ("Breathe.", ("music", "quiet", "open", "look", "prompt"))
    circle.do(c.Go())
    assert (circle.state.prompt, circle.state.called) == ("", ())


def test_a_fired_cue_waits_no_more() -> None:
    circle = opened(busy_rundown())
    circle.do(c.Jump(3))
    tide, hush = Wait(CueId("tide"), Millis(3_000)), Wait(CueId("hush"), Millis(62_000))
    assert list(circle.state.waits) == [tide, hush]
    circle.later(3 * SECONDS)
    assert list(circle.state.waits) == [hush]
    circle.do(c.Go())
    circle.do(c.Go())
    assert circle.state.waits[-1] == Wait(CueId("lake"), Millis(7_000))
    circle.later(4 * SECONDS)
    assert circle.state.called == ("tide", "bowl", "lake")


def test_music_leaves_out_what_nobody_has() -> None:
    circle = opened(busy_rundown())
    circle.do(c.Jump(3))
    circle.do(c.Go())
    circle.do(c.Go())
    circle.later(4 * SECONDS)
    assert circle.state.sound.playlist.tracks == (TRACKS[2],)


def test_new_music_ends_a_silence_and_forgets_a_fade() -> None:
    circle = opened()
    circle.do(c.FadeAll())
    circle.do(c.Silence(Millis(0)))
    quiet = circle.state
    assert (quiet.quiet, quiet.faded) == (Quiet(START, None, Millis(8_000)), START)
    circle.do(c.Go())
    assert (circle.state.quiet, circle.state.faded, circle.state.sounding) == (None, None, "tide")


# --- the room ---


def test_fade_all_ends_music_and_silence() -> None:
    circle = opened()
    circle.do(c.Go())
    circle.do(c.Silence(Millis(60_000)))
    circle.do(c.FadeAll())
    s = circle.state
    assert (s.sound, s.quiet, s.sounding, s.faded) == (Heard(Playlist(), START, Millis(8_000)), None, None, START)


def test_a_deliberate_silence_takes_the_crossfade_of_what_plays() -> None:
    circle = opened(Rundown((phase("One", 1, cue("x", Music("lake", (TRACKS[2].id,), Millis(7_000)))),)))
    circle.do(c.Silence(Millis(5_000)))
    assert circle.state.quiet == Quiet(START, at(5_000), Millis(7_000))


def test_hush_and_back() -> None:
    s = folded(*RUNS, (1_000, e.Hushed()))
    assert s.murmur == Murmur(on=True, since=at(1_000), fade=Millis(2_000))
    assert evolve(s, entries([(9_000, e.Unhushed())])[0]).murmur == Murmur(False, at(9_000), Millis(12_000))


@pytest.mark.parametrize(("hushed", "on"), [((), False), (((500, e.Hushed()),), True)])
def test_after_an_emergency_all_comes_back_slowly_to_what_it_was(hushed: tuple[tuple[int, Any], ...], on: bool) -> None:
    s = folded(*RUNS, *hushed, (1_000, e.EmergencyCalled()), (60_000, e.StoodDown()))
    assert s.murmur == Murmur(on, at(60_000), Millis(60_000))
    assert (s.emergency, s.stood) == (None, at(60_000))


def test_a_light_in_mid_fade_remembers_what_it_fades_from() -> None:
    first = folded((0, e.LookCalled("day", Millis(10_000))))
    assert first.light == Seen("day", START, Millis(10_000), was=Seen())
    second = evolve(first, entries([(4_000, e.LookCalled("dusk", Millis(5_000)))])[0])
    assert second.light == Seen("dusk", at(4_000), Millis(5_000), was=first.light)
    third = evolve(second, entries([(9_000, e.LookCalled("dawn", Millis(5_000)))])[0])
    assert third.light.was == replace(second.light, was=None)


def test_volume_is_the_plans_until_a_hand_sets_it() -> None:
    quiet = replace(small_plan(), volume=0.3)
    assert folded((0, e.Opened(quiet))).volume == 0.3
    assert folded((0, e.VolumeSet(0.7)), (1, e.Opened(quiet))).volume == 0.7
    assert folded((0, e.VolumeSet(0.0)), (1, e.Opened(quiet))).volume == 0.0


def test_timers_start_stop_and_outlive_the_opening() -> None:
    timer = Timer(START, Millis(60_000), "door")
    s = folded((0, e.TimerStarted(2, Millis(60_000), "door")), (1, e.Opened(small_plan())))
    assert s.timers == (None, timer, None)
    s = folded((0, e.TimerStarted(2, Millis(60_000))), (1, e.TimerStarted(3, Millis(0))), (2, e.TimerStopped(2)))
    assert s.timers == (None, None, Timer(at(2 - 1), Millis(0)))


# --- notes ---


def test_notes_stand_with_the_circle_or_the_seat() -> None:
    circle = opened()
    circle.do(c.Note("Nine came."))
    circle.do(c.Note("Asleep.", PersonId("p2")))
    (line,) = circle.state.lines
    assert line == Record(circle.entries[-2].stamp, START, START, MemberId("mara"), Note("Nine came."))
    assert [x.text for x in circle.state.seats[PersonId("p2")].lines] == ["Asleep."]


def test_a_note_on_somebody_who_has_no_seat_is_kept_all_the_same() -> None:
    assert [x.text for x in folded((0, e.Noted("Early.", PersonId("p2")))).lines] == ["Early."]


def test_a_struck_note_keeps_its_words() -> None:
    circle = opened()
    for person in (None, PersonId("p2")):
        circle.do(c.Note("One.", person))
        record = circle.entries[-1].stamp
        circle.do(c.Note("Two.", person))
        circle.do(c.Strike(record, "wrong mat"))
        found = find_record(circle.state, record)
        assert found is not None
        about, line = found
        assert (about, line.text, line.struck) == (person, "One.", "wrong mat")
    lines = [*circle.state.lines, *circle.state.seats[PersonId("p2")].lines]
    assert [x.struck for x in lines if x.text == "Two."] == [None, None]


def test_reports_are_kept_with_their_hour() -> None:
    assert folded(*RUNS, (5_000, e.Reported("No sound."))).reports == ((at(5_000), "No sound."),)


def test_before_the_first_phase_the_first_stands_by() -> None:
    assert folded(OPENED).standby == 0
    assert not folded(OPENED).holding
    assert Circle().state.standby is None
    assert folded(*RUNS, (MINUTES, e.PhaseEntered(RETURN))).standby is None


def test_no_event_is_forgotten() -> None:
    """Each changes the circle when it comes at its time, but how loud it was."""
    night: list[Any] = [
        *(
            e.Noted("Early."),
            e.Opened(small_plan()),
            e.PhaseEntered(ARRIVAL),
            e.Held(),
            e.Explained("tea"),
            e.Resumed(),
        ),
        *(e.Extended(Millis(1_000)), e.CameBack(Millis(1), counted=False), e.PhaseInserted(phase("Tea", 1), ARRIVAL)),
        *(e.PhaseSkipped(RETURN), e.PhaseEntered(PEAK), e.CueCalled(CueId("bowl")), e.CueFired(CueId("tide"))),
        *(e.SectionLooped(Section(Millis(30_000), Millis(60_000), track=TRACKS[0].id)), e.LoopLeft(Leave.AT_THE_END)),
        *(e.Sought(TRACKS[0].id, Millis(90_000)), e.NextChosen(TRACKS[0].id, TRACKS[2].id)),
        e.Turned(Quality.GROUND, CueId("tide"), (TRACKS[1].id,), Millis(1), Millis(2)),
        *(e.TrackSkipped(TRACKS[0].id, "damaged"), e.Hushed(), e.Unhushed(), e.Silenced(None), e.FadedAll(Millis(500))),
        *(e.LookCalled("day", Millis(1)), e.VolumeSet(0.1), e.EmergencyCalled(), e.NearLit(3), e.RoomLit()),
        *(e.EmergencyCalled(PersonId("p1")), e.StoodDown()),
        *(e.TimerStarted(1, Millis(1)), e.TimerStopped(1), e.Reported("x"), Struck(Stamp(1, DEVICE), "x")),
        *(e.Recorded(Vitals(pulse=70), PersonId("p1")), e.SeatTaken(PersonId("p9"), 9)),
        *(e.SeatPlaced(PersonId("p1"), 0.5, 0.1), e.LaidAsRing(), e.LookTaken(LookDesign("day", 0.5)), e.Closed()),
    ]
    s = Session()
    for entry in entries(enumerate(night)):
        before, s = s, evolve(s, entry)
        assert replace(s, time=before.time) != before, entry.event
    assert {type(event) for event in night} == {*get_args(e.Event)} - {Undone, e.Sounded}
