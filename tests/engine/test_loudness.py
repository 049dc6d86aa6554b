"""Loudness agrees with the test signals of the standard, and the gain brings a recording to that of the house."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from kapcircle.core.errors import KnownError
from kapcircle.engine.loudness import MOST_RISES, Meter, examine
from tests.engine.sounds import FORMATS, RATE, Samples, noise, write


def sine(*parts: tuple[float, float], pitch: float = 1000) -> Samples:
    """In a row: seconds at so many dB of full scale, the same on both sides."""
    level = np.concatenate([np.full(round(seconds * RATE), 10 ** (db / 20)) for seconds, db in parts])
    wave = level * np.sin(2 * np.pi * pitch * np.arange(len(level)) / RATE)
    return np.asarray(np.stack([wave, wave], axis=1), np.float32)


def loudness(samples: Samples, piece: int = 50_000) -> float:
    meter = Meter()
    for at in range(0, len(samples), piece):
        meter.add(samples[at : at + piece])
    return meter.loudness()


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (((20, -23),), -23),
        (((20, -33),), -33),
        (((10, -36), (60, -23), (10, -36)), -23),
        (((10, -72), (10, -36), (60, -23), (10, -36), (10, -72)), -23),
        (((20, -26), (20.1, -20), (20, -26)), -23),
    ],
)
def test_the_minimum_requirements_of_ebu_mode(parts: tuple[tuple[float, float], ...], wanted: float) -> None:
    """EBU Tech 3341, cases 1 to 5: within 0.1 LU."""
    assert loudness(sine(*parts)) == pytest.approx(wanted, abs=0.1)


def test_long_silence_does_not_open_the_gate_for_what_is_soft() -> None:
    assert loudness(sine((10, -20), (10, -36), (100, -80))) == pytest.approx(-20, abs=0.1)


def test_pieces_make_no_difference() -> None:
    sound = noise(7)
    assert loudness(sound, 777) == pytest.approx(loudness(sound, 10**6), abs=1e-6)


def test_low_pitch_counts_for_less() -> None:
    assert loudness(sine((10, -23), pitch=40)) < -26


def test_silence_has_no_loudness() -> None:
    assert loudness(np.zeros((RATE, 2), np.float32)) == -np.inf


def test_what_is_shorter_than_a_block_is_measured_as_one() -> None:
    assert loudness(sine((0.25, -23))) == pytest.approx(-23, abs=0.3)
    assert loudness(np.zeros((0, 2), np.float32)) == -np.inf


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_recording_is_examined_in_every_format(tmp_path: Path, suffix: str) -> None:
    sound = noise(3)
    seen = examine(write(tmp_path / f"a.{suffix}", sound))
    assert seen.length == pytest.approx(3000, abs=20)
    assert seen.loudness == pytest.approx(loudness(sound), abs=0.5)
    assert (seen.sample_rate, seen.channels) == (RATE, 2)
    assert seen.sound == examine(tmp_path / f"a.{suffix}").sound


@pytest.mark.parametrize("suffix", ["flac", "mp3"])
def test_half_a_file_is_named_with_the_place_where_it_ends(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"cut.{suffix}", noise(8))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(KnownError, match=rf"^cut\.{suffix} ends at [34]\.\d s, before it should"):
        examine(path)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_recording_with_samples_that_are_no_numbers_is_refused(tmp_path: Path, bad: float) -> None:
    samples = noise(3)
    samples[RATE] = bad
    soundfile.write(tmp_path / "bad.wav", samples, RATE, subtype="FLOAT")
    with pytest.raises(KnownError, match=r"^bad\.wav holds samples that are no numbers\. Export it again"):
        examine(tmp_path / "bad.wav")


@pytest.mark.parametrize(("kept", "subtype"), [("wav", "PCM_24"), ("flac", "PCM_16"), ("aiff", "PCM_24")])
def test_the_same_sound_is_known_in_another_container(tmp_path: Path, kept: str, subtype: str) -> None:
    sixteen = np.round(noise(3) * 32767) / 32768
    soundfile.write(tmp_path / "a.wav", sixteen, RATE, subtype="PCM_16")
    soundfile.write(tmp_path / f"b.{kept}", sixteen, RATE, subtype=subtype)
    soundfile.write(tmp_path / "c.wav", sixteen * 0.5, RATE, subtype="PCM_24")
    sound = examine(tmp_path / "a.wav").sound
    assert examine(tmp_path / f"b.{kept}").sound == sound
    assert examine(tmp_path / "c.wav").sound != sound


def test_whoever_listens_is_told_how_far_it_is_and_may_end_it(tmp_path: Path) -> None:
    path, told = write(tmp_path / "a.flac", noise(9)), list[float]()
    examine(path, told.append)
    assert told == sorted(told)
    assert (len(told), told[-1]) == (5, 1.0)

    def enough(share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        examine(path, enough)


def rises(*parts: tuple[float, float], gain: float = 0.0) -> list[tuple[int, float]]:
    """Where a tone of so many seconds at so many dB startles: when, and by how many LU."""
    meter = Meter()
    meter.add(sine(*parts))
    return [(rise.at, rise.by) for rise in meter.rises(gain)]


def test_a_sudden_rise_is_named_with_its_moment_and_its_size() -> None:
    ((at, by),) = rises((61.3, -40), (20, -20))
    assert at == 61_300
    assert by == pytest.approx(20, abs=0.2)


@pytest.mark.parametrize(("db", "found"), [(11.5, 0), (12.5, 1)])
def test_a_rise_of_12_lu_within_400_ms_is_where_it_begins_to_startle(db: float, found: int) -> None:
    assert len(rises((10, -40), (10, -40 + db))) == found


def test_a_swell_of_the_same_size_that_takes_its_time_is_none() -> None:
    steps = [(0.05, -40 + 20 * n / 40) for n in range(40)]
    assert rises((10, -40), *steps, (10, -20)) == []


def test_out_of_silence_it_is_the_rise_above_what_a_room_hears() -> None:
    assert rises((5, -120), (10, -40)) == []
    ((at, by),) = rises((5, -120), (10, -30))
    assert at == 5000
    assert by == pytest.approx(20, abs=0.2)


def test_what_nobody_hears_startles_nobody_unless_it_is_lifted() -> None:
    assert rises((10, -90), (10, -55)) == []
    ((at, by),) = rises((10, -90), (10, -45), gain=12)
    assert at == 10_000
    assert by == pytest.approx(17, abs=0.2)


def test_a_recording_that_begins_at_once_is_faded_in_by_whoever_plays_it() -> None:
    assert rises((30, -20)) == []


def test_drums_from_beginning_to_end_are_told_by_their_largest() -> None:
    beats = [(0.5, -120), (0.5, -30)] * 80
    found = rises((1, -120), *beats, (0.5, -120), (0.5, -10))
    assert len(found) == MOST_RISES
    assert found == sorted(found)
    assert max(by for _, by in found) == found[-1][1]
