"""A long day of music: playlists, skips, hushes and volumes without end, and never a gap, nor more memory."""

import gc
import os
import random
from pathlib import Path

import numpy as np
import psutil
import pytest

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Hush, Master, Order, Play, Recording, Skipped
from kapcircle.engine.engine import Engine
from tests.engine.sounds import RATE, noise, play, recording, write

BLOCK = RATE // 10
"""Frames rendered at once."""
GAP = 480
"""Frames of nothing that would be heard as a gap: 10 ms."""
WARM_S = 600
"""Until then memory may grow: caches fill, and the allocator finds its size."""
MOST_MB = 5.0


def album(folder: Path) -> list[Recording]:
    """Recordings of odd lengths, through several decoders, at a rate that must be converted too."""
    found = []
    for number, suffix in enumerate(("flac", "wav", "ogg", "flac", "flac", "mp3")):
        seconds, rate = 41 + 7 * number, 44_100 if number % 2 else RATE
        file = write(folder / f"{number}.{suffix}", noise(seconds, number, rate=rate), rate)
        found.append(recording(file, seconds))
    return found


def orders(chance: random.Random, album: list[Recording], missing: Recording) -> tuple[Order, ...]:
    """What a restless hand asks for next; never silence."""
    match chance.randrange(6):
        case 0:
            return (Hush(on=True, fade=Millis(chance.choice((0, 2_000)))),)
        case 1:
            return (Hush(on=False, fade=Millis(4_000)),)
        case 2:
            return (Master(chance.uniform(0.1, 1.0), Millis(chance.choice((0, 400, 30_000)))),)
        case 3:
            return (Play((missing, *chance.sample(album, 2)), Millis(0), Millis(8_000), Millis(3_000)),)
        case _:
            tracks = chance.sample(album, chance.randint(1, 4))
            return (play(*tracks, into=chance.uniform(0, 500), fade=chance.choice((0, 1, 10)), overlap=2),)


def sounded(folder: Path, hours: float) -> tuple[float, float]:
    """Megabytes after the first ten minutes and at the end; not a gap on the way."""
    chance, songs = random.Random(4), album(folder)
    missing = recording(folder / "missing.flac", 60)
    engine, process = Engine(), psutil.Process(os.getpid())
    engine.tell(play(*songs, overlap=2))
    warm, asked_at = 0.0, 0
    for block in range(round(hours * 36_000)):
        if block == 10 * WARM_S:
            warm = _megabytes(process)
        if block >= asked_at:
            asked_at = block + chance.randint(5, 900)
            for order in orders(chance, songs, missing):
                engine.tell(order)
        heard = np.abs(engine.render(BLOCK)).reshape(-1, GAP, 2).max(axis=(1, 2))
        assert block < 5 or heard.min() > 0, f"a gap after {block / 10:.1f} s"
        assert all(r.track == missing.track for r in engine.reports() if isinstance(r, Skipped))
    end = _megabytes(process)
    engine.close()
    return warm, end


def _megabytes(process: psutil.Process) -> float:
    gc.collect()
    return float(process.memory_info().rss / 2**20)


@pytest.mark.slow
def test_a_quarter_of_an_hour_without_a_gap(tmp_path: Path) -> None:
    sounded(tmp_path, 0.25)


@pytest.mark.soak
def test_eight_hours_without_a_gap_in_memory_that_stays_flat(tmp_path: Path) -> None:
    warm, end = sounded(tmp_path, 8.0)
    print(f"{warm:.1f} MB after ten minutes, {end:.1f} MB after eight hours")
    assert end - warm < MOST_MB
