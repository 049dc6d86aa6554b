"""The true peak is what a converter puts out between the samples, and what is passed over would not have changed it."""

import numpy as np
import pytest

from kapcircle.engine import peaks
from kapcircle.engine.peaks import TruePeak
from tests.engine.sounds import RATE, Samples, noise


def faded(wave: object) -> Samples:
    """On both sides, coming up and going within half a second: an edge would ring."""
    mono = np.asarray(wave, np.float64)
    edge = np.minimum(1, np.minimum(np.arange(len(mono)), np.arange(len(mono))[::-1]) / (RATE / 2))
    return np.repeat((mono * np.sin(np.pi / 2 * edge) ** 2)[:, None], 2, axis=1).astype(np.float32)


def true_peak(samples: Samples, piece: int = 50_000) -> float:
    meter = TruePeak()
    for at in range(0, len(samples), piece):
        meter.add(samples[at : at + piece])
    return meter.decibels()


@pytest.mark.parametrize(("pitch", "phase"), [(RATE / 4, 45), (RATE / 4, 0), (RATE / 6, 60), (RATE / 3, 30), (997, 0)])
def test_a_tone_peaks_where_no_sample_does(pitch: float, phase: float) -> None:
    """EBU Tech 3341, cases 15 to 19, in kind: within +0.2 and -0.4 dB, here closer."""
    wave = 0.5 * np.sin(2 * np.pi * pitch * np.arange(3 * RATE) / RATE + np.radians(phase))
    assert true_peak(faded(wave)) == pytest.approx(-6.02, abs=0.1)


def test_a_tone_between_its_samples_is_3_db_over_them() -> None:
    wave = faded(0.5 * np.sin(np.pi / 2 * np.arange(3 * RATE) + np.pi / 4))
    assert 20 * np.log10(np.abs(wave).max()) == pytest.approx(-9.03, abs=0.01)
    assert true_peak(wave) == pytest.approx(-6.02, abs=0.05)


@pytest.mark.parametrize("piece", [1, 23, 777, 10**6])
def test_pieces_make_no_difference(piece: int) -> None:
    sound = noise(0.2, level=0.3)
    assert true_peak(sound, piece) == pytest.approx(true_peak(sound), abs=1e-6)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("level", [0.02, 0.3])
def test_what_is_passed_over_would_not_have_been_higher(
    seed: int, level: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = noise(3, seed, level)
    sound[: len(sound) // 2] *= np.float32(0.7)
    quick = true_peak(sound)
    monkeypatch.setattr(peaks, "_bounds", lambda _: (1e9, 1e9))
    assert quick == pytest.approx(true_peak(sound), abs=1e-9)


def test_the_last_sample_counts() -> None:
    sound = np.zeros((1000, 2), np.float32)
    sound[-1, 1] = -0.5
    assert true_peak(sound) == pytest.approx(-6.02, abs=0.01)


def test_silence_has_no_peak() -> None:
    assert true_peak(np.zeros((RATE, 2), np.float32)) == -np.inf
