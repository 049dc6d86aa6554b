"""Loudness agrees with the test signals of the standard, and the gain brings a recording to that of the house."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from kapcircle.core.errors import KnownError
from kapcircle.engine.loudness import Meter, examine, house_gain
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


def test_silence_has_no_loudness_and_no_gain() -> None:
    assert loudness(np.zeros((RATE, 2), np.float32)) == -np.inf
    assert house_gain(-np.inf, -np.inf) == 0


@pytest.mark.parametrize(("loud", "peak", "gain"), [(-16, -0.5, -7), (-30, -12, 7), (-30, -4, 3), (-60, -50, 12)])
def test_the_gain_aims_at_the_house_and_never_lets_peaks_clip(loud: float, peak: float, gain: float) -> None:
    assert house_gain(loud, peak) == gain


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_recording_is_examined_in_every_format(tmp_path: Path, suffix: str) -> None:
    sound = noise(3)
    seen = examine(write(tmp_path / f"a.{suffix}", sound))
    assert seen.length == pytest.approx(3000, abs=20)
    assert seen.loudness == pytest.approx(loudness(sound), abs=0.5)
    assert (seen.sample_rate, seen.channels) == (RATE, 2)
    assert seen.gain == house_gain(seen.loudness, seen.peak)


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
