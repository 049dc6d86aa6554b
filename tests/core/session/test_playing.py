"""A hand on the music of a circle; tide is 180 s long, shore 240, lake 300; crossfade 10."""

from dataclasses import replace

import pytest

from kapcircle.core.heard import here, section
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.log import Entry, effective
from kapcircle.core.looping import Leave, Section
from kapcircle.core.rundown import AtOffset, End, Look, Music, OnGo, Prompt, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.playing import choices
from kapcircle.core.session.state import Session
from kapcircle.core.swelling import across
from kapcircle.core.undo import candidate
from tests.core.circles import SECONDS, Circle, opened, refused
from tests.made_up import DEVICE, TRACKS, cue, entries, phase, small_plan

TIDE, SHORE, LAKE = (t.id for t in TRACKS)
ALL = Music("all", (TIDE, SHORE), Millis(10_000))


def playing(*more: object, music: Music = ALL, end: End = End.HOLD) -> Circle:
    """A circle in its first phase, with music; then a phase with nothing in it, and one with other music."""
    cues = (cue("music", music), *(cue(f"cue {n}", x, trigger=OnGo()) for n, x in enumerate(more)))
    other = cue("other", Music("lake", (LAKE,)))
    return opened(Rundown((phase("One", 20, *cues, end=end), phase("Two", 20), phase("Three", 20, other))))


def place(circle: Circle) -> tuple[str, float]:
    lead = here(circle.state.sound, circle.now)
    assert lead is not None
    return lead.track.id, lead.position / SECONDS


def kept(circle: Circle) -> tuple[float, float] | None:
    found = section(circle.state.sound, circle.now)
    return None if found is None else (found.begin / SECONDS, found.end / SECONDS)


def loop(begin: float, end: float, leave: Leave = Leave.AT_THE_END) -> c.LoopSection:
    return c.LoopSection(Millis(round(begin * SECONDS)), Millis(round(end * SECONDS)), leave)


NUDGE_ON, NUDGE_BACK = c.Nudge(Millis(10_000)), c.Nudge(Millis(-10_000))


@pytest.mark.parametrize("command", [c.LoopSection(), c.LeaveLoop(), c.Seek(Millis(0)), NUDGE_ON, c.ChooseNext("lake")])
def test_without_music_there_is_nothing_to_keep_or_move(command: c.Command) -> None:
    refused(opened(Rundown((phase("One", 5, cue("x", Look("dusk"))),))), command, "No music plays just now.")
    for quiet in (c.Silence(Millis(0)), c.FadeAll()):
        circle = playing()
        circle.later(20_000)
        circle.do(quiet)
        refused(circle, command, "No music plays just now.")


def test_a_section_is_kept_until_go() -> None:
    circle = playing()
    circle.later(40_000)
    (event,) = circle.do(loop(30, 60))
    assert event == e.SectionLooped(Section(Millis(30_000), Millis(60_000), track=TIDE))
    circle.later(600_000)
    assert (place(circle), kept(circle)) == (("tide", 40), (30, 60))
    assert [type(x) for x in circle.do(c.Go())] == [e.PhaseEntered, e.LoopLeft]
    circle.later(20_000)
    assert (place(circle), kept(circle)) == (("tide", 60), None)


def test_a_section_that_is_left_at_once_is_behind_at_go() -> None:
    circle = playing()
    circle.do(loop(30, 60, Leave.AT_ONCE))
    circle.later(600_000)
    circle.do(c.Next())
    assert (place(circle), circle.state.sound.fade) == (("tide", 60), 2_000)


def test_go_into_other_music_is_the_way_out_too() -> None:
    circle = playing()
    circle.do(loop(30, 60))
    circle.later(600_000)
    assert [type(x) for x in circle.do(c.Jump(3))] == [e.PhaseEntered, e.LoopLeft, e.CueFired]
    assert (place(circle), kept(circle)) == (("lake", 0), None)


@pytest.mark.parametrize("wait", [0, 5_000])
def test_a_cue_on_go_is_a_go(wait: int) -> None:
    cues = (cue("m", ALL), cue("bowl", Prompt("Strike the bowl."), trigger=OnGo(), pre_wait=Millis(wait)))
    circle = opened(Rundown((phase("One", 20, *cues),)))
    circle.do(loop(30, 60))
    circle.later(100_000)
    assert {type(x) for x in circle.do(c.Go())} == {e.CueCalled if wait else e.CueFired, e.LoopLeft}
    circle.later(30_000)
    assert kept(circle) is None


def test_what_is_no_go_leaves_the_section_alone() -> None:
    circle = playing(Prompt("Breathe."))
    circle.do(c.Go())
    circle.do(c.Next())
    circle.do(loop(30, 60))
    for command in (c.Back(), c.Hush(), c.CallLook("dusk"), c.Hold()):
        circle.do(command)
    circle.later(600_000)
    assert kept(circle) == (30, 60)


def test_the_clocks_own_go_is_one() -> None:
    circle = playing(end=End.ADVANCE)
    circle.do(loop(30, 60))
    circle.later(21 * 60_000)
    assert (circle.state.leg.phase.name, kept(circle)) == ("Two", None)


def test_a_planned_section_begins_with_its_music() -> None:
    circle = playing(music=Music("tide", (TIDE,), loop=Section(Millis(30_000), Millis(60_000))))
    circle.later(600_000)
    assert (place(circle), kept(circle)) == (("tide", 30), (30, 60))


def test_one_key_keeps_what_was_heard_just_now() -> None:
    circle = playing()
    circle.later(100_000)
    circle.do(c.LoopSection())
    assert (place(circle), kept(circle)) == (("tide", 100), (44, 104))
    loop_ = circle.state.sound.loop
    assert loop_ is not None
    assert loop_.seam == 2_000  # nobody chose its ends by ear


def test_where_its_beginning_is_louder_than_its_end_the_seam_is_wider() -> None:
    """From 44 s on it is loud, where a hand says “stay here” it is thirty decibels softer."""
    swells = tuple(replace(x, shape="z" * 5 + "5" * 5) for x in TRACKS)
    plan = replace(small_plan(Rundown((phase("One", 20, cue("music", ALL)),))), tracks=swells)
    circle = Circle(plan=plan)
    circle.do(c.Open())
    circle.later(100_000)
    circle.do(c.LoopSection())
    loop_ = circle.state.sound.loop
    assert loop_ is not None
    assert loop_.seam == across(swells[0], Millis(100_000), swells[0], Millis(44_000)) > 8_000
    assert kept(circle) == (44, 102 + loop_.seam / SECONDS), "the seam begins when the engine has opened the file again"


@pytest.mark.parametrize(("after", "found"), [(3, (2, 30)), (168, (112, 170)), (173, (2, 30)), (170 + 227, (171, 230))])
def test_one_key_at_the_edges_of_a_track(after: float, found: tuple[float, float]) -> None:
    circle = playing()
    circle.later(after * SECONDS)
    circle.do(c.LoopSection())
    assert kept(circle) == found


def test_one_key_in_a_long_crossfade_keeps_what_comes_after_it() -> None:
    circle = playing(music=Music("all", (TIDE, SHORE), Millis(90_000)))
    circle.later(95_000)
    circle.do(c.LoopSection())
    assert kept(circle) == (2, 92)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (loop(30, 33), "A section lasts at least 4 s. Choose its beginning and its end."),
        (loop(30, 20), "A section lasts at least 4 s. Choose its beginning and its end."),
        (loop(168, 180), "There is no room for this section: the next track joins in at 0:02:50."),
        (c.LeaveLoop(), "The music is not kept in a section."),
        (c.Seek(Millis(180_000)), "This track is 0:03:00 long: choose a place within it."),
        (c.Seek(Millis(-1)), "This track is 0:03:00 long: choose a place within it."),
        (c.ChooseNext("Tide"), "“Tide” plays now. Choose another."),
        (c.ChooseNext("shore"), "“Shore” comes next already."),
        (c.ChooseNext("Dune"), "There is no track “Dune” to put next. There are: Tide, Shore."),
        (c.ChooseNext("3"), "There is no track “3” to put next. There are: Tide, Shore."),
    ],
)
def test_what_cannot_be_done_says_why(command: c.Command, words: str) -> None:
    circle = playing()
    circle.later(20_000)
    refused(circle, command, words)


def test_a_hand_leaves_a_section_and_then_at_once() -> None:
    circle = playing()
    circle.do(loop(30, 60))
    circle.later(100_000)
    assert circle.do(c.LeaveLoop()) == (e.LoopLeft(Leave.AT_THE_END),)
    refused(circle, c.LeaveLoop(), "The music leaves its section already, at the end of this pass.")
    assert circle.do(c.LeaveLoop(Leave.AT_ONCE)) == (e.LoopLeft(Leave.AT_ONCE),)
    assert place(circle) == ("tide", 60)
    assert circle.do(c.Go()) == (e.PhaseEntered(circle.state.legs[1].phase.id),)


def test_go_leaves_only_once() -> None:
    circle = playing()
    circle.do(loop(30, 60))
    circle.later(100_000)
    circle.do(c.LeaveLoop())
    assert [type(x) for x in circle.do(c.Go())] == [e.PhaseEntered]


@pytest.mark.parametrize(
    ("after", "command", "lands"),
    [
        (40, NUDGE_ON, ("tide", 50)),
        (40, NUDGE_BACK, ("tide", 30)),
        (4, NUDGE_BACK, ("tide", 0)),
        (165, NUDGE_ON, ("shore", 0)),
        (40, c.Seek(Millis(90_000)), ("tide", 90)),
        (40, c.Seek(Millis(179_000)), ("shore", 0)),
    ],
)
def test_another_place(after: int, command: c.Command, lands: tuple[str, float]) -> None:
    circle = playing()
    circle.later(after * SECONDS)
    circle.do(command)
    assert place(circle) == lands


@pytest.mark.parametrize(
    ("at", "by", "lands"), [(40, 10, 50), (55, 10, 35), (52, 7.99, 30), (55, 70, 35), (40, -20, 20), (31, -90, 0)]
)
def test_a_nudge_never_leads_out_of_a_section(at: float, by: float, lands: float) -> None:
    circle = playing()
    circle.do(loop(30, 60))
    circle.later((at + 30 * 20) * SECONDS)
    circle.do(c.Nudge(Millis(round(by * SECONDS))))
    assert (place(circle), kept(circle)) == (("tide", lands), (30, 60))


def test_on_the_way_out_of_a_section_a_nudge_is_one_as_ever() -> None:
    circle = playing()
    circle.do(loop(30, 60))
    circle.later(655_000)
    circle.do(c.LeaveLoop())
    circle.do(NUDGE_ON)
    assert (place(circle), kept(circle)) == (("tide", 65), None)


def test_what_may_come_next_is_of_the_playlist_and_of_the_phase() -> None:
    circle = playing(Music("lake", (LAKE, TrackId("gone"))))
    assert [t.id for t in choices(circle.state)] == ["tide", "shore", "lake"]
    circle.do(c.SkipTrack(LAKE, "damaged"))
    assert [t.id for t in choices(circle.state)] == ["tide", "shore"]
    circle.do(c.Next())
    assert [t.id for t in choices(circle.state)] == ["tide", "shore"]
    assert choices(Session()) == ()


@pytest.mark.parametrize("said", ["lake", " Lake ", "3"])
def test_another_track_next(said: str) -> None:
    circle = playing(Music("lake", (LAKE,)))
    circle.later(100_000)
    assert circle.do(c.ChooseNext(said)) == (e.NextChosen(TIDE, LAKE),)
    assert place(circle) == ("tide", 100)
    circle.later(75_000)
    assert place(circle) == ("lake", 5)


def test_too_late_for_another_track() -> None:
    circle = playing(Music("lake", (LAKE,)))
    circle.later(168_001)
    words = "Too late: the next track is about to join in. Choose again when it plays."
    refused(circle, c.ChooseNext("lake"), words)


def test_a_section_that_the_next_track_would_join_in_is_left_first() -> None:
    circle = playing(Music("lake", (LAKE,)), music=Music("tide", (TIDE,)))
    circle.do(loop(30, 179))
    words = "The section ends too late for “Lake” to join in. Leave the section first."
    refused(circle, c.ChooseNext("lake"), words)
    circle.do(loop(30, 60))
    circle.later(600_000)
    circle.do(c.ChooseNext("lake"))
    assert kept(circle) == (30, 60)


@pytest.mark.parametrize(
    "event", [e.NextChosen(TIDE, TrackId("gone")), e.NextChosen(SHORE, LAKE), e.Sought(LAKE, Millis(1))]
)
def test_what_is_no_more_true_has_no_effect(event: e.Event) -> None:
    circle = playing()
    circle.later(20_000)
    after = evolve(circle.state, entries([(20_000, event)])[0])
    assert after.sound == circle.state.sound


def undone(circle: Circle) -> list[Entry[e.Event]]:
    found = candidate(effective(circle.entries), DEVICE)
    assert found is not None
    return [x for x in circle.entries if x.command not in found.commands]


@pytest.mark.parametrize(
    "command", [loop(30, 60), c.LeaveLoop(), c.Go(), c.Seek(Millis(90_000)), NUDGE_ON, c.ChooseNext("lake")]
)
def test_undo_brings_back_what_was_heard(command: c.Command) -> None:
    circle = playing(Music("lake", (LAKE,)))
    circle.do(loop(20, 50))
    circle.later(100_000)
    was = circle.state.sound
    circle.do(command)
    assert circle.state.sound != was
    state = Session()
    for entry in undone(circle):
        state = evolve(state, entry)
    assert state.sound == was


def test_a_planned_section_is_of_one_phase_in_a_rundown_with_offsets() -> None:
    music = Music("all", (TIDE, SHORE), Millis(10_000), Section(Millis(30_000), Millis(60_000), track=SHORE))
    circle = opened(Rundown((phase("One", 20, cue("x", music, trigger=AtOffset(Millis(5_000)))),)))
    circle.later(600_000)
    assert (place(circle)[0], kept(circle)) == ("shore", (30, 60))
