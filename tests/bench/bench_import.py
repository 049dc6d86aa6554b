"""An hour of music into the library: copied, measured and hashed, beside a bare decode of the same file."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

from kapcircle.app.fit import heard, labelled
from kapcircle.engine.lossless import LOSSY, keep
from kapcircle.store.media import MediaFolder
from tests.bench.figure import Figure

RATE = 48_000
PIECE = 2 * RATE
"""Frames that are decoded at once, as the library does."""
MINUTES = 60


def bring_in() -> Figure:
    """`import` is a word of the language: the line is called by what is done."""
    with tempfile.TemporaryDirectory() as folder:
        hour = _hour(Path(folder) / "hour.flac")
        media = MediaFolder(Path(folder) / "media", keep, heard, labelled, LOSSY)
        bare = _timed(lambda: _decode(hour))
        ours = _timed(lambda: media.take_in(str(hour)))
    return Figure(f"import of {MINUTES} min of FLAC", ours, "s", 3.0, bare, "a bare decode of it", times=True)


def _hour(path: Path) -> Path:
    """A pad with some breath over it, which swells all the time: no two pieces are as loud."""
    random = np.random.default_rng(1)
    time = np.arange(PIECE) / RATE
    tone = sum(np.sin(2 * np.pi * pitch * time) for pitch in (110, 165, 220, 331))
    piece = np.stack([0.1 * tone + 0.01 * random.standard_normal(PIECE) for _ in range(2)], axis=1).astype(np.float32)
    with soundfile.SoundFile(path, "w", RATE, 2, "PCM_16", format="FLAC") as file:
        for at in range(MINUTES * 60 * RATE // PIECE):
            file.write(piece * np.float32(0.6 + 0.4 * np.sin(at / 17)))
    return path


def _decode(path: Path) -> None:
    with soundfile.SoundFile(path) as file:
        while len(file.read(PIECE, dtype="float32", always_2d=True)):
            pass


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
