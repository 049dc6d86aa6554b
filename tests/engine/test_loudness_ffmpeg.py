"""Loudness and true peak agree with ffmpeg's `ebur128`, which was written by others from the same standard."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from kapcircle.engine.loudness import examine
from tests.engine.sounds import noise

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not on this machine"),
]

Wave = NDArray[np.float64]


def seconds(length: float, rate: int) -> Wave:
    return np.arange(round(length * rate)) / rate


def soft_edges(wave: Wave, rate: int) -> Wave:
    """Half a second each way: a resampler rings at an edge, each in a way of its own."""
    at = np.arange(len(wave))
    edge = np.minimum(1, np.minimum(at, at[::-1]) / (rate / 2))
    return wave * (edge if wave.ndim == 1 else edge[:, None])


def speech(rate: int) -> Wave:
    """Bursts of a few hundred milliseconds with pauses between, as of somebody who speaks."""
    time, random = seconds(20, rate), np.random.default_rng(3)
    bursts = np.repeat(random.random(len(time) // (rate // 4) + 1) > 0.4, rate // 4)[: len(time)]
    voice = sum(np.sin(2 * np.pi * 130 * k * time) / k for k in range(1, 20))
    return np.asarray(0.15 * voice * np.convolve(bursts, np.ones(rate // 50) / (rate // 50), "same"))


def gated(rate: int) -> Wave:
    level = np.concatenate([np.full(rate * n, 10 ** (db / 20)) for n, db in ((8, -45), (10, -20), (12, -60), (6, -28))])
    return np.asarray(level * np.sin(2 * np.pi * 440 * np.arange(len(level)) / rate))


def swelling(rate: int) -> Wave:
    time = seconds(40, rate)
    return np.asarray(np.sin(2 * np.pi * 220 * time) * 0.5 * np.sin(np.pi * time / 40) ** 4)


def clipped(rate: int) -> Wave:
    return np.clip(np.asarray(noise(12, 4, 0.4, rate), np.float64), -0.6, 0.6)


def sides(rate: int) -> Wave:
    """Loud on the left, soft on the right, and another pitch."""
    time = seconds(15, rate)
    return np.stack([0.5 * np.sin(2 * np.pi * 300 * time), 0.05 * np.sin(2 * np.pi * 5000 * time)], axis=1)


FILES: dict[str, tuple[int, Callable[[int], Wave]]] = {
    "sine": (48_000, lambda rate: 0.3 * np.sin(2 * np.pi * 997 * seconds(20, rate))),
    "noise": (48_000, lambda rate: np.asarray(noise(20, 1, 0.1, rate), np.float64)),
    "speech-like bursts": (48_000, speech),
    "soft passages under the gate": (48_000, gated),
    "a long swell": (48_000, swelling),
    "mono": (48_000, lambda rate: np.asarray(noise(15, 2, 0.05, rate)[:, :1], np.float64)),
    "44.1 kHz": (44_100, lambda rate: np.asarray(noise(15, 5, 0.1, rate), np.float64)),
    "96 kHz": (96_000, lambda rate: np.asarray(noise(15, 6, 0.1, rate), np.float64)),
    "very short": (48_000, lambda rate: 0.2 * np.sin(2 * np.pi * 500 * seconds(1.5, rate))),
    "clipped": (48_000, clipped),
    "two sides": (48_000, sides),
    "a tone between its samples": (48_000, lambda rate: 0.4 * np.sin(np.pi / 2 * np.arange(10 * rate) + np.pi / 4)),
    "deep": (48_000, lambda rate: 0.6 * np.sin(2 * np.pi * 35 * seconds(15, rate))),
}


def by_ffmpeg(path: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP; a mono file as two loudspeakers play it."""
    both = "aformat=channel_layouts=stereo" if soundfile.info(path).channels == 2 else "pan=stereo|c0=c0|c1=c0"
    command = ["ffmpeg", "-nostdin", "-nostats", "-i", str(path), "-af", f"{both},ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stderr
    summary = said[said.rindex("Summary:") :]
    loud, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert loud is not None
    assert peak is not None
    return float(loud[1]), float(peak[1])


@pytest.mark.parametrize("name", FILES)
def test_it_agrees_with_ffmpeg(tmp_path: Path, name: str) -> None:
    rate, make = FILES[name]
    path = tmp_path / "made.wav"
    soundfile.write(path, soft_edges(make(rate), rate), rate, subtype="PCM_24")
    seen, (loud, peak) = examine(path), by_ffmpeg(path)
    assert seen.loudness == pytest.approx(loud, abs=0.2)
    assert seen.peak == pytest.approx(peak, abs=0.3)
