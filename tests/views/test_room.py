from dataclasses import replace

import pytest

from kapcircle.core.avoiding import Avoids
from kapcircle.core.ids import CueId, Instant, LampId, Millis, PhaseId
from kapcircle.core.light import Lamp, LampLevel
from kapcircle.core.looping import Leave, Section
from kapcircle.core.rundown import Look, Music, Rundown
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Session
from kapcircle.views.room import MusicView, heights, light, music, timers
from tests.made_up import MINUTES, START, TRACKS, cue, folded, phase, small_plan

M = MINUTES
ONE, TWO = (t.id for t in TRACKS[:2])
SHORT = Millis(10_000)


def run(*events: tuple[int, object], tracks: tuple[object, ...] = (ONE, TWO)) -> Session:
    day = Rundown(
        (
            phase("Peak", 40, cue("tide", Music("Tide", tracks, SHORT)), cue("ember", Look("ember", Millis(60_000)))),  # type: ignore[arg-type]
            phase("Return", 20, cue("lake", Music("Far shore", (TRACKS[2].id,)))),
        )
    )
    begin = ((0, e.Opened(small_plan(day))), (0, e.PhaseEntered(day.phases[0].id)))
    fired = tuple((0, e.CueFired(q.id)) for q in day.phases[0].cues)
    return folded(*begin, *fired, *events)


def at(s: Session, millis: int) -> MusicView:
    return music(s, Instant(START + millis))


def test_where_the_music_is_and_what_comes_next() -> None:
    shown = at(run(), M)
    assert (shown.title, shown.passed, shown.rest) == ("Tide", "1:00", "2:00")
    assert shown.part == pytest.approx(1 / 3)
    assert shown.then == "Shore in 1:50, then Far shore at GO"
    assert at(run(), 3 * M).title == "Shore"


def test_one_track_loops() -> None:
    shown = at(run(tracks=(ONE,)), 4 * M)
    assert (shown.title, shown.passed, shown.then) == ("Tide", "1:00", "then Far shore at GO, loops until then")


KEPT = e.SectionLooped(Section(Millis(M), Millis(2 * M), track=ONE))


def test_a_section_is_said_and_drawn() -> None:
    shown = at(run((M, KEPT)), 10 * M + 1_000)
    assert (shown.passed, shown.then) == ("1:01", "loops 1:00–2:00 until GO, then Far shore at GO")
    assert shown.loop is not None
    assert shown.loop == pytest.approx((1 / 3, 2 / 3))
    shown = at(run((M, KEPT), (10 * M, e.LoopLeft(Leave.AT_THE_END))), 10 * M + 1_000)
    assert shown.then == "plays on in 0:59, then Far shore at GO"
    shown = at(run((M, KEPT), (10 * M, e.LoopLeft(Leave.AT_THE_END))), 11 * M)
    assert (shown.loop, shown.passed) == (None, "2:00")


def test_of_a_section_whose_passes_begin_with_a_sudden_rise_it_is_said_calmly() -> None:
    tide = replace(TRACKS[0], shape="zzzfff")
    plan = replace(small_plan(Rundown((phase("One", 9, cue("x", Music("Tide", (ONE,)))),))), tracks=(tide,))
    begun = ((0, e.Opened(plan)), (0, e.PhaseEntered(PhaseId("one"))), (0, e.CueFired(CueId("x"))))
    s = folded(*begun, (M, KEPT))
    assert at(s, 10 * M).then == "loops 1:00–2:00 until GO (its beginning is 20 dB louder than its end)"


@pytest.mark.parametrize(("tracks", "words"), [((ONE, TWO), ", then Shore"), ((ONE,), "")])
def test_behind_a_section_comes_the_next_track_where_go_brings_none(tracks: tuple[object, ...], words: str) -> None:
    s = run((M, KEPT), (M, e.PhaseEntered(PhaseId("return"))), tracks=tracks)
    assert at(s, 10 * M).then == "loops 1:00–2:00 until GO" + words


def test_of_a_track_with_cue_points_what_is_heard_is_shown() -> None:
    tide = replace(TRACKS[0], begins=Millis(M), ends=Millis(2 * M), shape="000zzz000")
    plan = replace(small_plan(Rundown((phase("One", 9, cue("x", Music("Tide", (ONE,)))),))), tracks=(tide,))
    s = folded((0, e.Opened(plan)), (0, e.PhaseEntered(PhaseId("one"))), (0, e.CueFired(CueId("x"))))
    shown = at(s, 30_000)
    assert (shown.passed, shown.rest, shown.shape, shown.lasts) == ("0:30", "0:30", (1.0, 1.0, 1.0), M)
    assert [shown.at(part) for part in (-1, 0.5, 0.999, 2)] == [0, 30_000, 59_000, M]


@pytest.mark.parametrize(
    ("event", "millis", "title"),
    [
        (e.Silenced(Millis(2 * M)), M + 60_000, "Silence, 1:00 left"),
        (e.Silenced(None), M + 60_000, "Silence until the next music"),
        (e.FadedAll(Millis(8_000)), M + 1_000, "Fading out, 0:07"),
        (e.FadedAll(Millis(8_000)), M + 8_000, "Faded out"),
        (e.Closed(), M + 1_000, "Fading out, 0:19"),
        (e.Closed(), M + 20_000, "No music"),
    ],
)
def test_quiet_has_a_name(event: object, millis: int, title: str) -> None:
    shown = at(run((M, event)), millis)
    assert (shown.title, shown.part) == (title, None)


def test_before_opening_there_is_no_music_and_the_planned_volume() -> None:
    shown = at(Session(plan=small_plan()), 0)
    assert (shown.title, shown.volume, shown.ceiling) == ("No music", 50, 80)
    assert at(Session(plan=small_plan(), master=0.0), 0).volume == 0


def test_hushed_is_said() -> None:
    shown = at(run((M, e.Hushed())), M)
    assert shown.hushed
    assert shown.spoken.startswith("Tide. Hushed. 1:00 played")


def test_the_volume_is_the_one_that_was_set() -> None:
    assert at(run((M, e.VolumeSet(0.31))), M).volume == 31


LAMPS = (Lamp(LampId("right"), "Right", 0.9), Lamp(LampId("left"), "Left", 0.1), Lamp(LampId("new"), "New", 0.5))
LEVELS = (LampLevel(LampId("right"), 0.08), LampLevel(LampId("left"), 0.12))


STEADY = Millis(0)


def test_lamps_from_left_to_right_with_the_look_in_words() -> None:
    shown = light(run(), Instant(START + 10 * M), LAMPS, LEVELS, STEADY)
    assert [lamp.name for lamp in shown.lamps] == ["Left", "Right"]
    assert (shown.words, shown.state) == ("ember 10 %", "steady")
    assert light(run(), Instant(START + 10_000), LAMPS, LEVELS, Millis(49_001)).state == "fading, 0:50 left"


def test_a_dim_lamp_is_drawn_brighter_than_it_is_and_a_dark_one_dark() -> None:
    levels = (LampLevel(LampId("right"), 0.08), LampLevel(LampId("left"), 0.0))
    dark, dim = light(run(), Instant(START), LAMPS, levels, STEADY).lamps
    assert max(dark.colour) == 0.0
    assert 0.03 < max(dim.colour) < 0.2
    full = light(run(), Instant(START), LAMPS, (LampLevel(LampId("left"), 1.0),), STEADY).lamps[0]
    assert max(full.colour) == pytest.approx(1.0)


def test_no_lamps() -> None:
    assert light(run(), Instant(START), (), (), STEADY).words == "ember 0 %"


def test_timers_down_up_over_and_unset() -> None:
    s = run((0, e.TimerStarted(1, Millis(5 * M), "vitals")), (0, e.TimerStarted(3, Millis(0))))
    down, unset, up = timers(s, Instant(START + 61_000))
    assert (down.label, down.reads, down.over) == ("vitals", "3:59", False)
    assert (unset.runs, unset.spoken) == (False, "Timer 2, not started")
    assert (up.label, up.reads) == ("Timer 3", "1:01")
    over = timers(s, Instant(START + 5 * M + 30_000))[0]
    assert (over.reads, over.spoken) == ("+0:30", "vitals, +0:30 over")


def test_ten_decibels_less_stand_half_as_high() -> None:
    assert heights("zp0") == (1.0, 0.5, 0.088)
    assert heights("") == ()


PEAK = phase("Peak", 40, cue("tide", Music("Tide", (ONE, TWO), SHORT)))
LAST_PHASE = (
    (0, e.Opened(small_plan(Rundown((PEAK,))))),
    (0, e.PhaseEntered(PEAK.id)),
    (0, e.CueFired(PEAK.cues[0].id)),
)


def test_what_somebody_here_avoids_is_marked_beside_what_is_heard_and_what_comes_next() -> None:
    tide, shore = Avoids((ONE,)), Avoids((TWO,))

    def told(millis: int, *avoids: Avoids, s: Session | None = None) -> tuple[str, str]:
        shown = music(s or run(), Instant(START + millis), avoids)
        return shown.state, shown.then

    assert told(M, Avoids()) == ("", "Shore in 1:50, then Far shore at GO")
    assert told(M, shore, shore) == ("", "Shore in 1:50, ▲ avoided by 2 people here, then Far shore at GO")
    assert told(M, tide)[0] == "▲ avoided by one person here"
    assert told(4 * M, tide, s=run(tracks=(ONE,)))[1] == "then Far shore at GO, loops until then"
    last = folded(*LAST_PHASE, (M, KEPT))
    kept = "loops 1:00–2:00 until GO"
    assert told(2 * M, shore, s=last)[1] == f"{kept}, then Shore, ▲ avoided by one person here"
    assert told(2 * M, shore, s=run((M, KEPT)))[1] == f"{kept}, then Far shore at GO"
