"""A script drives the room: each command is heard as it should be, in the file that was written."""

from pathlib import Path

import numpy as np
import pytest

from kapcircle.core.session.phases import CLOSE_FADE
from tests.app.listening import Rehearsed, csv_sheet, gains, jumps, rehearse, steepest, tone_file

pytestmark = pytest.mark.slow

PITCH = 400.0
USUAL = -6.0
"""dB: half the volume."""

SCRIPT = """\
# everything that can be said, once at least
00:00:00 open
00:00:30 hush
00:00:45 unhush
00:01:10 silence 20
00:02:00 volume 25
00:02:10 volume 50%
00:02:20 fade-all
00:02:24 fade-all
00:02:40 undo
00:02:41 undo
00:03:10 emergency
00:03:30 stand-down
00:03:50 look ember
00:03:51 cover
00:03:52 uncover
00:03:53 timer 1 90
00:03:54 timer 2 up by the door
00:03:55 timer 1 off
00:03:56 note a made-up line
00:04:00 hold tea
00:04:10 resume
00:04:11 extend 60
00:04:12 take 1:00
00:04:13 insert Walk outside 2.5
00:04:20 skip
00:04:30 next
00:04:40 back
00:04:41 jump 1
00:04:42 stay
00:05:00 go
00:05:30 close
00:09:00 go
"""


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    folder = tmp_path_factory.mktemp("night")
    tone_file(folder / "tone.wav", PITCH, 75)
    sheet = csv_sheet(folder / "night.csv", ("One", 10, "", "", "tone.wav", 5), ("Two", 5), ("Three", 5))
    return rehearse(folder, sheet, script=SCRIPT)


@pytest.fixture(scope="module")
def gain(night: Rehearsed) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return gains(night, {PITCH: float(night.levels(PITCH)[200:250].mean())})


Gain = np.ndarray[tuple[int], np.dtype[np.float64]]


def at(gain: Gain, second: float) -> float:
    """The gain in the middle of the tenth of a second that begins then."""
    return float(gain[round(second * 10)])


@pytest.mark.parametrize(
    ("second", "wanted"),
    [
        (29, USUAL),
        (32.1, USUAL - 18),
        (44.9, USUAL - 18),
        (58, USUAL),
        (69.9, USUAL),
        (102.5, USUAL),
        (120.6, 20 * np.log10(0.25)),
        (129.9, 20 * np.log10(0.25)),
        (132, USUAL),
        (139.9, USUAL),
        (173, USUAL),
        (189.9, USUAL),
        (194.1, USUAL - 18),
        (209.9, USUAL - 18),
        (272, USUAL),
        (329.9, USUAL),
    ],
)
def test_the_level_is_as_the_script_says(gain: Gain, second: float, wanted: float) -> None:
    assert at(gain, second) == pytest.approx(wanted, abs=0.2)


def test_hush_goes_down_in_two_seconds_and_comes_back_over_twelve(gain: Gain) -> None:
    down, back = gain[300:321], gain[450:570]
    assert (np.diff(down) < 0).all()
    assert (np.diff(back) > 0).all()
    assert at(gain, 51) < USUAL - 4, "slowly"


def test_an_emergency_goes_down_in_four_seconds_and_comes_back_over_a_minute(gain: Gain) -> None:
    down, back = gain[1900:1941], gain[2100:2700]
    assert (np.diff(down) < 0).all()
    assert (np.diff(back) > 0).all()
    assert at(gain, 222) < USUAL - 6, "after the time of a hush it is still on its way"


def test_a_silence_lasts_as_long_as_asked_and_what_played_goes_on(gain: Gain, night: Rehearsed) -> None:
    assert (np.diff(gain[700:750]) < 0).all(), "over the crossfade of the music"
    assert night.loudness()[751:900].max() == 0
    assert (np.diff(gain[901:1000]) > 0).all()


def test_fade_all_is_slow_and_a_second_one_is_fast_but_no_cut(gain: Gain, night: Rehearsed) -> None:
    slow = gain[1400:1440]
    assert (np.diff(slow) < 0).all()
    assert slow[-1] > USUAL - 12, "8 s would not be over by now"
    fast = gain[1440:1446]
    assert fast[3] > -60
    assert night.loudness()[1446:1600].max() == 0


def test_undo_of_both_brings_the_music_back_over_more_than_ten_seconds(gain: Gain) -> None:
    rise = gain[1612:1700]
    assert (np.diff(rise) >= 0).all()
    assert rise[40] < USUAL - 2
    assert at(gain, 171) < USUAL - 1
    assert at(gain, 173.1) == pytest.approx(USUAL, abs=0.2)


def test_after_the_close_the_music_fades_and_nothing_more_is_obeyed(gain: Gain, night: Rehearsed) -> None:
    assert (np.diff(gain[3301:3490]) < 0).all()
    assert len(night.sound) == (330 + CLOSE_FADE // 1000) * 48_000


def test_nothing_startles_and_nothing_clicks(gain: Gain, night: Rehearsed) -> None:
    assert steepest(gain) < 12.2
    assert jumps(night.sound, PITCH) < 1.3


def test_time_is_told_as_it_went(night: Rehearsed) -> None:
    phases = {p["name"]: p for p in night.report["phases"]}
    assert list(phases) == ["One", "Walk outside", "Two", "Three"]
    assert phases["Walk outside"] == {
        "name": "Walk outside", "planned_ms": 150_000, "entered_ms": None, "actual_ms": 0, "over_ms": 0,
    }  # fmt: skip
    assert phases["One"]["actual_ms"] == 270_000 + 20_000
    assert phases["Two"]["actual_ms"] == 10_000 + 30_000
    assert sum(p["actual_ms"] for p in phases.values()) == 330_000
    assert night.report["closed"] is True


def test_what_is_refused_is_a_notice_with_its_line(night: Rehearsed) -> None:
    assert night.status == 0
    (said,) = night.report["notices"]
    assert said.startswith("Script line 30: The circle has not moved on by itself")


def test_a_script_may_begin_with_the_mark_that_editors_leave(tmp_path: Path) -> None:
    sheet = csv_sheet(tmp_path / "plan.csv", ("One", 10))
    assert rehearse(tmp_path, sheet, script="\ufeff00:00:05 close\n").report["phases"][0]["actual_ms"] == 5_000


def test_a_script_without_a_close_goes_on_for_a_minute(tmp_path: Path) -> None:
    tone_file(tmp_path / "tone.wav", PITCH, 20)
    sheet = csv_sheet(tmp_path / "plan.csv", ("One", 10, "", "", "tone.wav", 5))
    heard = rehearse(tmp_path, sheet, script="0:00:05 look ember\n")
    assert heard.report["closed"] is False
    assert len(heard.sound) == 65 * 48_000
    assert heard.report["phases"][0]["actual_ms"] == 65_000
    assert heard.loudness()[-1] > 0
