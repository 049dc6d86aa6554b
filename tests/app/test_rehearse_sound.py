"""What a rehearsal plays, measured in the file that it wrote."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from openpyxl import Workbook

from tests.app.listening import (
    HEADER,
    Rehearsed,
    crossing,
    csv_sheet,
    decibels,
    gains,
    jumps,
    rehearse,
    steepest,
    tone_file,
)
from tests.engine.sounds import noise, write

pytestmark = pytest.mark.slow

PITCHES = {"flac": 210.0, "ogg": 330.0, "mp3": 470.0, "wav": 590.0, "opus": 710.0, "aiff": 830.0}
"""Prime to each other as far as ears go: no harmonic of one is another."""

LENGTHS = {"opus": 75}
"""Seconds, if not 30: the encoder at hand spoils the last 4 ms of a piece, and a loop would let them be heard."""


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    """Six formats at three rates, from a workbook, with GO at each planned end."""
    folder = tmp_path_factory.mktemp("evening")
    rates = {"mp3": 44_100, "aiff": 24_000}
    for suffix, pitch in PITCHES.items():
        within = "deep/" if suffix in {"ogg", "mp3"} else ""
        tone_file(
            folder / f"media/{within}{suffix}.{suffix}", pitch, LENGTHS.get(suffix, 30), rates.get(suffix, 48_000)
        )
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        HEADER,
        ("Arrival", 1, "offer", "", "flac.flac", 5, "dusk", 20),
        ("Deep", 2, "hold", "", "deep", 6, "ember", 60),
        ("Quiet", 0.5, "offer", "", "silence", 4, "", ""),
        ("Return", 1, "advance", "", "wav.wav", 8, "dawn", 30),
        ("Share", 1, "offer", "", "opus.opus", 12, "", ""),
        ("Bowls", 0.5, "offer", "", "aiff.aiff", 3, "day", ""),
    ):
        sheet.append(row)
    book.save(folder / "evening.xlsx")
    return rehearse(folder, folder / "evening.xlsx", "--media", str(folder / "media"))


STEADY = {"flac": 40, "ogg": 96, "mp3": 72, "wav": 255, "opus": 305, "aiff": 352}
"""When each is heard alone, in seconds."""


def plateau(heard: Rehearsed, suffix: str) -> float:
    at = STEADY[suffix] * 10
    return float(heard.levels(PITCHES[suffix])[at : at + 30].mean())


def test_it_is_done_as_planned(evening: Rehearsed) -> None:
    assert evening.status == 0
    assert set(evening.report) == {"phases", "cues", "closed", "notices"}
    assert (evening.report["closed"], evening.report["notices"]) == (True, [])
    entered = [(p["name"], p["planned_ms"], p["entered_ms"], p["actual_ms"]) for p in evening.report["phases"]]
    assert entered == [
        ("Arrival", 60_000, 0, 60_000),
        ("Deep", 120_000, 60_000, 120_000),
        ("Quiet", 30_000, 180_000, 30_000),
        ("Return", 60_000, 210_000, 60_000),
        ("Share", 60_000, 270_000, 60_000),
        ("Bowls", 30_000, 330_000, 30_000),
    ]
    assert [set(x) for x in evening.report["cues"]] == [{"name", "kind", "due_ms", "made_ms"}] * 10
    assert {x["kind"] for x in evening.report["cues"]} == {"music", "silence", "look"}
    assert all(x["made_ms"] == x["due_ms"] for x in evening.report["cues"])


@pytest.mark.parametrize("suffix", PITCHES)
def test_each_format_is_heard_at_the_house_loudness(evening: Rehearsed, suffix: str) -> None:
    at = STEADY[suffix] * 10
    level = evening.levels(PITCHES[suffix])[at : at + 30]
    others = np.sum([evening.levels(p)[at : at + 30] for s, p in PITCHES.items() if s != suffix], axis=0)
    assert np.ptp(decibels(level)) < 0.1
    assert decibels(others).max() < decibels(level).min() - 50


@pytest.mark.parametrize(
    ("out", "into", "phase", "length"),
    [("flac", "mp3", "Deep", 6), ("wav", "opus", "Share", 12), ("opus", "aiff", "Bowls", 3)],
)
def test_a_crossfade_begins_at_its_cue_and_lasts_as_asked(
    evening: Rehearsed, out: str, into: str, phase: str, length: float
) -> None:
    cue = evening.entered(phase)
    began, took = crossing(evening, PITCHES[into], plateau(evening, into), cue, length)
    assert began == pytest.approx(cue, abs=0.05)
    assert took == pytest.approx(length, abs=0.05)
    old = evening.levels(PITCHES[out])
    first, last = round(cue * 10), round((cue + length) * 10)
    assert decibels(old[first - 10 : first]).min() == pytest.approx(decibels(old[first - 10]), abs=0.1)
    assert decibels(old[last + 1 : last + 20]).max() < decibels(old[first - 10]) - 60


def test_in_a_crossfade_the_power_is_level(evening: Rehearsed) -> None:
    gain = gains(evening, {PITCHES[x]: plateau(evening, x) for x in PITCHES})
    for phase, length in (("Deep", 6), ("Share", 12), ("Bowls", 3)):
        at = round(evening.entered(phase) * 10)
        assert np.abs(gain[at - 10 : at + length * 10 + 10] - gain[at - 20]).max() < 0.5, phase


def test_a_playlist_crosses_at_the_end_of_each_track_and_loops(evening: Rehearsed) -> None:
    """Two tracks of 30 s that overlap by 6: the second from 24 s on, the first again from 48."""
    for suffix, begins in (("ogg", (24, 72)), ("mp3", (48, 96))):
        for after in begins:
            began, took = crossing(evening, PITCHES[suffix], plateau(evening, suffix), 60 + after, 6)
            assert began == pytest.approx(60 + after, abs=0.05)
            assert took == pytest.approx(6, abs=0.05)


def test_silence_is_silent(evening: Rehearsed) -> None:
    assert np.abs(evening.sound[186 * 48_000 : 210 * 48_000]).max() == 0
    fading = decibels(evening.loudness()[1800:1840])
    assert (np.diff(fading) < 0).all()
    assert fading[-1] > -100, "not before its time"


def test_nothing_startles_and_nothing_clicks(evening: Rehearsed) -> None:
    gain = gains(evening, {PITCHES[x]: plateau(evening, x) for x in PITCHES})
    assert steepest(gain) < 12.2
    assert steepest(gain) > 9, "out of silence it comes as fast as it may"
    assert jumps(evening.sound, max(PITCHES.values())) < 1.3


def test_after_the_end_all_fades_to_nothing(evening: Rehearsed) -> None:
    tail = decibels(evening.loudness()[3600:])
    assert 3 < len(tail) / 10 < 30
    assert (np.diff(tail) <= 0).all()
    assert tail[-1] < tail[0] - 40


def test_two_recordings_of_noise_cross_at_one_power(tmp_path: Path) -> None:
    for n in (1, 2):
        write(tmp_path / f"{n}.flac", noise(60, seed=n))
    sheet = csv_sheet(tmp_path / "plan.csv", ("A", 0.5, "", "", "1.flac", 5), ("B", 0.5, "", "", "2.flac", 10))
    heard = rehearse(tmp_path, sheet)
    seconds = heard.loudness()[200:450].reshape(-1, 10)
    power = 10 * np.log10((seconds**2).mean(axis=1))
    assert np.abs(power - power[:8].mean()).max() < 0.5
    alone = np.array([write_level(tmp_path / f"{n}.flac") for n in (1, 2)])
    assert alone[0] == pytest.approx(alone[1], rel=0.05), "else this would prove nothing"


def write_level(path: Path) -> float:
    return float(np.sqrt((soundfile.read(path)[0] ** 2).mean()))
