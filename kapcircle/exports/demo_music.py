"""Music for the demo, made by arithmetic: pads, drones and bowls that belong to nobody, in six formats."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Shape (n, channels), full scale 1."""

_ROOT = 110.0
"""Hertz: all pieces share a root, so that any may cross into any other."""
_SWELL = 4.0
"""Seconds to come up, and to go."""
_PIECE = 8192
"""Frames written at once: libsndfile's Vorbis encoder fails on long pieces."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One recording: `pitches` as multiples of the root; mono or stereo at a rate of its own."""

    name: str
    suffix: str
    subtype: str
    seconds: float
    pitches: tuple[float, ...]
    make: Callable[[float, float, NDArray[np.float64]], NDArray[np.float64]]
    rate: int = 24_000
    channels: int = 2


def pad(pitch: float, side: float, time: NDArray[np.float64]) -> NDArray[np.float64]:
    """Soft partials that breathe; `side` detunes them so that left and right drift apart."""
    breath = 0.6 + 0.4 * np.sin(2 * np.pi * time / (11 + 5 * side + pitch / 97))
    wave = np.sin(2 * np.pi * pitch * (1 + 0.0007 * side) * time)
    return np.asarray(breath * (wave + 0.4 * (wave**2 - 0.5)))


def drone(pitch: float, side: float, time: NDArray[np.float64]) -> NDArray[np.float64]:
    """A fundamental and its beating neighbour."""
    low = np.sin(2 * np.pi * pitch / 2 * time) + np.sin(2 * np.pi * (pitch / 2 + 0.15 + 0.05 * side) * time)
    return np.asarray(low * (0.8 + 0.2 * np.sin(2 * np.pi * time / 17)) / 2)


def bowl(pitch: float, side: float, time: NDArray[np.float64]) -> NDArray[np.float64]:
    """Struck softly every nine seconds; inharmonic partials, each fading at its own pace."""
    since = (time + side + pitch / 73) % 9.0
    touch = 1 - np.exp(-since / 0.15)
    ring = sum(np.sin(2 * np.pi * pitch * k * time) * np.exp(-since * k / 4) / k for k in (1.0, 2.71, 4.95))
    return np.asarray(touch * ring * np.minimum(1, (9.0 - since) / 0.5))


PIECES = (
    Piece("01 Arriving", "flac", "PCM_16", 40, (1, 1.5), drone),
    Piece("02 Opening", "ogg", "VORBIS", 60, (1, 1.25, 1.5, 2), pad),
    Piece("03 Deepening", "opus", "OPUS", 70, (0.5, 1, 1.5), pad),
    Piece("04 Floating", "mp3", "MPEG_LAYER_III", 60, (1, 1.125, 1.5, 2.25), pad),
    Piece("05 Returning", "wav", "PCM_16", 40, (1, 2), drone, 16_000, 1),
    Piece("06 Bowls", "aiff", "PCM_16", 40, (2, 3), bowl, 16_000, 1),
)


def make(folder: Path) -> list[Path]:
    """Write all pieces into a folder, the same bytes' worth of sound each time. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(piece, folder / f"{piece.name}.{piece.suffix}") for piece in PIECES]


def samples(piece: Piece) -> Samples:
    """The piece as sound, at its own rate, peaks at half of full scale."""
    time = np.arange(int(piece.seconds * piece.rate)) / piece.rate
    edge = np.clip(np.minimum(time, piece.seconds - time) / _SWELL, 0, 1)
    sides = [
        sum(piece.make(_ROOT * pitch, side, time) for pitch in piece.pitches) for side in (0.0, 1.0)[: piece.channels]
    ]
    both = np.stack(sides, axis=1) * (np.sin(np.pi / 2 * edge) ** 2)[:, None]
    return np.asarray(0.5 * both / np.abs(both).max(), np.float32)


def _write(piece: Piece, path: Path) -> Path:
    kind = "OGG" if piece.suffix == "opus" else piece.suffix.upper()
    sound = samples(piece)
    with soundfile.SoundFile(path, "w", piece.rate, piece.channels, piece.subtype, format=kind) as file:
        for at in range(0, len(sound), _PIECE):
            file.write(sound[at : at + _PIECE])
    return path
