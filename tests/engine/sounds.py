"""Made-up recordings, and an engine that can be asked to sound them."""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from kapcircle.core.ids import Millis, TrackId
from kapcircle.desk.orders import Play, Recording
from kapcircle.engine.engine import Engine

RATE = 48_000
FORMATS = {
    "wav": "PCM_24",
    "flac": "PCM_24",
    "aiff": "PCM_16",
    "mp3": "MPEG_LAYER_III",
    "ogg": "VORBIS",
    "opus": "OPUS",
}
Samples = NDArray[np.float32]


def write(path: Path, samples: Samples, rate: int = RATE) -> Path:
    """In the format that the suffix says; piece by piece, since libsndfile's Vorbis encoder fails on long pieces."""
    suffix = path.suffix[1:]
    kind = "OGG" if suffix == "opus" else suffix.upper()
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    with soundfile.SoundFile(path, "w", rate, channels, FORMATS[suffix], format=kind) as file:
        for at in range(0, len(samples), 8192):
            file.write(samples[at : at + 8192])
    return path


def constant(left: float, right: float, seconds: float) -> Samples:
    return np.tile(np.array([left, right], np.float32), (int(seconds * RATE), 1))


def noise(seconds: float, seed: int = 0, level: float = 0.1, rate: int = RATE) -> Samples:
    """Soft below 6 kHz, so that a lossy format keeps it recognisable."""
    white = np.random.default_rng(seed).standard_normal((int(seconds * rate), 2))
    spectrum = np.fft.rfft(white, axis=0)
    pitch = np.fft.rfftfreq(len(white), 1 / rate)
    spectrum[(pitch < 200) | (pitch > 6000)] = 0
    soft = np.fft.irfft(spectrum, len(white), axis=0)
    return np.asarray(level * soft / soft.std(), np.float32)


def recording(path: Path, seconds: float, name: str = "", gain: float = 0.0) -> Recording:
    return Recording(TrackId(name or path.stem), str(path), Millis(round(seconds * 1000)), gain)


def play(*recordings: Recording, into: float = 0, fade: float = 0, overlap: float = 0) -> Play:
    into, fade, overlap = (round(x * 1000) for x in (into, fade, overlap))
    return Play(recordings, Millis(into), Millis(fade), Millis(overlap))


def heard(engine: Engine, seconds: float, block: int = 4800) -> Samples:
    """The next seconds, in blocks."""
    left, out = round(seconds * RATE), []
    while left:
        out.append(engine.render(min(block, left)))
        left -= len(out[-1])
    return np.concatenate(out)


def decibels(samples: Samples) -> float:
    """Mean power of stereo."""
    return float(10 * np.log10((samples.astype(np.float64) ** 2).sum(axis=1).mean() + 1e-20))


def apart(got: Samples, wanted: object) -> float:
    """The largest difference."""
    return float(np.abs(got - np.asarray(wanted)).max())
