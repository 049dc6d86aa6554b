"""A hand on the music of a circle, heard through the engine in the time of a rehearsal.

Each recording rises slowly and never moves otherwise: its level tells the second that is heard.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kapcircle.core import words
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.looping import Leave, Section
from kapcircle.core.playlist import Track
from kapcircle.core.rundown import Music, OnGo, Rundown
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.desk import Desk
from kapcircle.desk.rehearsal import Rehearsal, SimulatedClock
from kapcircle.desk.stage import Setting, Stage
from tests.desk.nights import NAME
from tests.engine.sounds import RATE, Samples, write
from tests.engine.test_circle_heard import Sounding
from tests.fakes import FakePulse, house
from tests.made_up import DEVICE, LOOKS, MARA, START, TRACKS, cue, names, phase, small_plan
from tests.memory import MemoryLog

TIDE, SHORE, LAKE = (t.id for t in TRACKS)
SIDES = {"tide": 0, "shore": 1}
LOW, STEP = 0.1, 0.001
"""Full scale at the beginning, and by how much it rises in a second."""


def slope(seconds: float) -> Samples:
    return np.asarray(LOW + STEP * np.arange(round(seconds * RATE)) / RATE, np.float32)


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tide on the left, shore on the right, lake on the right upside down."""
    folder, none = tmp_path_factory.mktemp("media"), np.zeros(1, np.float32)
    for track in TRACKS:
        one = slope(track.length / 1000)
        other = np.broadcast_to(none, one.shape)
        sides = {"tide": (one, other), "shore": (other, one), "lake": (other, -one)}[track.id]
        write(folder / f"{track.id}.flac", np.stack(sides, axis=1))
    return folder


def heard(media: Path, script: str, music: Music | None = None, tracks: tuple[Track, ...] = TRACKS) -> Samples:
    """The sound of a circle whose first phase has music and is followed by one without."""
    first = cue("music", music or Music("all", (TIDE, SHORE), Millis(2_000)))
    more = cue("more", Music("lake", (LAKE,), Millis(2_000)), trigger=OnGo())
    rundown = Rundown((phase("One", 20, first), phase("Two", 20), phase("Three", 20, more)))
    clock, room = SimulatedClock(START), Sounding()
    plan = replace(small_plan(rundown), volume=0.8, tracks=tracks)
    desk = Desk(MemoryLog(), clock, DEVICE, names(), MARA)
    stage = Stage(room, Setting(house().room, LOOKS, str(media)))
    Rehearsal(Conductor(desk, NAME, stage, room, lambda: plan, FakePulse()), clock, room.pass_time).run(
        words.script(script)
    )
    room.engine.close()
    return np.concatenate(room.sound)


def second(got: Samples, side: int = 0) -> NDArray[np.float64]:
    """Which second of its recording is heard at each frame."""
    full = float(got[8 * RATE, 0] / (LOW + STEP * 8))  # the volume, once the music is up
    return np.asarray((np.abs(got[:, side]) / full - LOW) / STEP, np.float64)


def at(seconds: NDArray[np.float64], when: float) -> float:
    return float(seconds[round(when * RATE)])


def test_a_section_is_kept_until_go_and_left_at_the_end_of_its_pass(media: Path) -> None:
    where = second(heard(media, "00:00:00 open\n00:00:20 loop 0:30 0:40\n00:01:15 go\n00:01:50 close"))
    for when, place in ((25, 25), (39.9, 39.9), (40.1, 30.1), (59, 39), (69.9, 39.9), (75, 35), (79.9, 39.9)):
        assert at(where, when) == pytest.approx(place, abs=0.01)
    for when, place in ((80.1, 40.1), (90, 50), (105, 65)):
        assert at(where, when) == pytest.approx(place, abs=0.01)
    assert np.abs(np.diff(where[79 * RATE : 82 * RATE]) - 1 / RATE).max() < 1e-3, "no seam at all"


def test_go_fifty_milliseconds_before_the_end_of_a_pass_still_leaves_it(media: Path) -> None:
    where = second(heard(media, "00:00:00 open\n00:00:20 loop 0:30 0:40\n00:01:09.95 go\n00:01:50 close"))
    assert at(where, 75) == pytest.approx(45, abs=0.01)
    assert np.abs(np.diff(where[69 * RATE : 72 * RATE]) - 1 / RATE).max() < 1e-3


def test_a_section_that_is_left_at_once_crosses_by_amplitude_to_behind_it(media: Path) -> None:
    where = second(heard(media, "00:00:00 open\n00:00:20 loop 0:30 0:40 at once\n00:01:12 go\n00:01:50 close"))
    assert at(where, 71.9) == pytest.approx(31.9, abs=0.01)
    assert at(where, 73) == pytest.approx((33 + 41) / 2, abs=0.05), "half of each, in the middle"
    assert at(where, 74.1) == pytest.approx(42.1, abs=0.01)


def test_a_planned_section_is_resumed_where_it_is(media: Path) -> None:
    music = Music("tide", (TIDE,), Millis(2_000), Section(Millis(30_000), Millis(40_000), Leave.AT_THE_END))
    where = second(heard(media, "00:00:00 open\n00:01:15 fade-all\n00:01:16 undo\n00:02:00 close", music))
    assert at(where, 74) == pytest.approx(34, abs=0.01)
    assert at(where, 95) == pytest.approx(35, abs=0.05)


def test_a_nudge_crosses_over_two_seconds_by_amplitude(media: Path) -> None:
    where = second(heard(media, "00:00:00 open\n00:00:20 nudge 10\n00:00:30 nudge -5\n00:00:50 close"))
    assert at(where, 20.5) == pytest.approx(20.5 + 10 * 0.25, abs=0.05)
    assert at(where, 22.1) == pytest.approx(32.1, abs=0.01)
    assert at(where, 32.1) == pytest.approx(37.1, abs=0.01)
    assert np.abs(np.diff(where[19 * RATE : 34 * RATE])).max() < 6 * 10 / 2 / RATE


def test_a_nudge_out_of_quiet_music_into_loud_rises_as_slowly_as_the_guard_would(tmp_path: Path) -> None:
    """Tide is thirty decibels louder from its second minute on; the gain of neither place would say so."""
    quiet, loud = np.full(60 * RATE, 0.01, np.float32), np.full(120 * RATE, 0.3, np.float32)
    for name in (TIDE, SHORE):
        write(tmp_path / f"{name}.flac", np.repeat(np.concatenate([quiet, loud])[:, None], 2, axis=1))
    tracks = tuple(replace(x, shape="5" * 6 + "z" * 12) for x in TRACKS)
    got = heard(tmp_path, "00:00:00 open\n00:00:20 nudge 60\n00:00:50 close", tracks=tracks)[:, 0]
    level = 20 * np.log10(np.abs(got[19 * RATE : 45 * RATE : RATE // 10]))
    assert level[-1] - level[0] == pytest.approx(20 * np.log10(30), abs=0.1)
    assert (level[10:] - level[:-10]).max() <= 12.1, "in any second"


@pytest.mark.parametrize("deed", ["nudge 60", "loop 1:40 1:50", "seek 1:40"])
def test_undo_brings_back_what_was_heard_over_ten_seconds(media: Path, deed: str) -> None:
    where = second(heard(media, f"00:00:00 open\n00:00:20 {deed}\n00:00:40 undo\n00:01:10 close"))
    assert at(where, 50.2) == pytest.approx(50.2, abs=0.02)
    now = at(where, 39.9) - 39.9
    if deed != "loop 1:40 1:50":  # that lies ahead: nothing has been heard of it yet
        assert at(where, 45) - 45 == pytest.approx(now / 2, abs=0.5), "half-way after five seconds"


def test_many_nudges_one_after_the_other_never_jump(media: Path) -> None:
    many = "".join(f"00:00:{20 + n * 0.3:05.2f} nudge 10\n" for n in range(8))
    got = heard(media, f"00:00:00 open\n{many}00:00:50 close")
    assert at(second(got), 40) == pytest.approx(120, abs=0.02)
    assert np.abs(np.diff(got[18 * RATE :, 0])).max() < 0.4 / (0.5 * RATE), "nothing is shorter than half a second"


def test_many_nudges_one_after_the_other_never_rise_faster_than_the_guard_lets_them(tmp_path: Path) -> None:
    write(tmp_path / "tide.flac", np.full((180 * RATE, 2), 0.25, np.float32))
    many = "".join(f"00:00:{20 + n * 0.3:05.2f} nudge 10\n" for n in range(8))
    script = f"00:00:00 open\n{many}00:00:28 loop\n00:00:29 leave-loop at once\n00:00:30 undo\n00:00:50 close"
    got = heard(tmp_path, script, Music("tide", (TIDE,), Millis(2_000)))[8 * RATE : 50 * RATE, 0]
    level = 20 * np.log10(got / got[0])
    assert level.max() < 0.01
    assert level.min() > -0.1, "nor does it dip"
    assert (level[RATE // 10 :] - level[: -RATE // 10]).max() <= 1.2 + 0.01


def test_another_track_next_leaves_what_sounds_untouched(media: Path) -> None:
    script = "00:00:00 open\n00:02:30 {}\n00:03:30 close"
    music = Music("all", (TIDE, SHORE, LAKE), Millis(4_000))
    plain, chosen = (heard(media, script.format(x), music) for x in ("note Calm.", "play-next Lake"))
    assert np.array_equal(plain[: 176 * RATE], chosen[: 176 * RATE])
    assert plain[200 * RATE, 1] > 0.05
    assert chosen[200 * RATE, 1] == pytest.approx(-plain[200 * RATE, 1], abs=1e-3)


def test_a_nudge_beyond_the_end_is_the_next_tracks_beginning(media: Path) -> None:
    got = heard(media, "00:00:00 open\n00:02:50 nudge 10\n00:03:30 close")
    assert at(second(got, side=1), 173) == pytest.approx(3, abs=0.05)
    assert np.abs(got[173 * RATE :, 0]).max() < 1e-4


def test_a_track_with_cue_points_is_heard_between_them(media: Path) -> None:
    tide = replace(TRACKS[0], begins=Millis(20_000), ends=Millis(50_000))
    rundown = Rundown((phase("One", 20, cue("x", Music("tide", (TrackId("tide"),), Millis(2_000)))),))
    clock, room = SimulatedClock(START), Sounding()
    plan = replace(small_plan(rundown), tracks=(tide,), volume=0.8)
    stage = Stage(room, Setting(house().room, LOOKS, str(media)))
    desk = Desk(MemoryLog(), clock, DEVICE, names(), MARA)
    conductor = Conductor(desk, NAME, stage, room, lambda: plan, FakePulse())
    Rehearsal(conductor, clock, room.pass_time).run(words.script("00:00:00 open\n00:01:10 close"))
    room.engine.close()
    got = np.concatenate(room.sound)[:, 0]
    full = float(got[8 * RATE] / (LOW + STEP * 28))
    where = np.asarray((got / full - LOW) / STEP, np.float64)
    for when in (10, 27.9, 30.1, 55.9, 65):  # alone, it crosses into itself: a lap is 2 s shorter than what is heard
        assert at(where, when) == pytest.approx(20 + when % 28, abs=0.01)
