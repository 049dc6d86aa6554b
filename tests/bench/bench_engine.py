"""Sound: how soon a GO is heard, how level a crossfade is, how soon a dead engine is replaced, what rest costs."""

import os
import signal
import statistics
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event, Thread

import numpy as np
import psutil

from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Beat, Show
from kapcircle.drivers.simulated import Simulated
from kapcircle.engine.devices import NullClock, Render
from kapcircle.engine.engine import Engine
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom
from tests.bench.figure import Figure
from tests.engine.sounds import RATE, constant, decibels, heard, noise, play, recording, write

BLOCK = 480
"""Frames: 10 ms, what the engine asks of a card."""


class Witness:
    """A card that writes down when a side is first heard."""

    def __init__(self, render: Render, file: Path) -> None:
        self.frames = 0
        self.name: str | None = "witness"
        self._render, self._file, self._stop = render, file, Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        due, before = time.monotonic(), np.zeros(2, bool)
        with self._file.open("a", buffering=1) as out:
            while not self._stop.wait(max(0.0, due - time.monotonic())):
                now = np.abs(self._render(BLOCK)).max(axis=0) > 0
                if (now & ~before).any():
                    print(time.monotonic(), file=out)
                before = now
                self.frames += BLOCK
                due += BLOCK / RATE

    def close(self) -> None:
        self._stop.set()
        self._thread.join()


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        late, usual = go_to_sound(folder)
        yield Figure(
            "GO to the first changed sample, p99", late, "ms", 30.0, usual, "its median; without the card's own"
        )
        level, alone = crossfade_power(folder)
        yield Figure("crossfade of two uncorrelated tracks: power", level, "dB", 0.5, alone, "one of them alone")
        yield Figure(
            "killed engine to the next one's first sample, p50", respawn(folder), "ms", 1000.0, None, "five kills"
        )
        yield Figure("idle CPU, engine with music and light", idle_cpu(folder), "%", 5.0, None, "of one core")


def go_to_sound(folder: Path, times: int = 100) -> tuple[float, float]:
    """99th percentile and median in ms from `tell` to the block in which the new music is first heard."""
    sides = [
        recording(write(folder / f"side-{n}.flac", constant(*pair, 60)), 60)
        for n, pair in enumerate(((0.2, 0), (0, 0.2)))
    ]
    file = folder / "heard"
    room = EngineRoom(Fitting(partial(Witness, file=file), Simulated))
    _wait_for_beat(room)
    took = []
    for n in range(times):
        before = _count(file)
        told = time.monotonic()
        room.tell(play(sides[n % 2], fade=0.5))
        while _count(file) == before:
            time.sleep(0.002)
        took.append(1000 * (float(file.read_text().split()[-1]) - told))
        time.sleep(0.6)
    room.close()
    return statistics.quantiles(took, n=100)[98], statistics.median(took)


def crossfade_power(folder: Path) -> tuple[float, float]:
    """Largest deviation in dB from the level before, over windows of 250 ms: in a crossfade of 10 s, and without."""
    one, two = (recording(write(folder / f"noise-{seed}.flac", noise(40, seed)), 40) for seed in (1, 2))
    engine = Engine()
    engine.tell(play(one))
    heard(engine, 5)
    alone = [decibels(x) for x in np.array_split(heard(engine, 10), 40)]
    engine.tell(play(two, fade=10))
    across = [decibels(x) for x in np.array_split(heard(engine, 10), 40)]
    engine.close()
    level = statistics.mean(alone)
    return max(abs(x - level) for x in across), max(abs(x - level) for x in alone)


def respawn(folder: Path, times: int = 5) -> float:
    """Median of the ms from the death of an engine to the first block of the next."""
    track = recording(write(folder / "again.flac", constant(0.2, 0, 60)), 60)
    took = []
    for n in range(times):
        file = folder / f"respawn-{n}"
        room = EngineRoom(Fitting(partial(Witness, file=file), Simulated))
        room.tell(play(track))
        while not _count(file):
            time.sleep(0.01)
        died = time.monotonic()
        os.kill(room.pid or 0, signal.SIGKILL)
        while _count(file) < 2:
            time.sleep(0.002)
        room.close()
        took.append(1000 * (float(file.read_text().split()[-1]) - died))
    return statistics.median(took)


def idle_cpu(folder: Path, seconds: float = 10.0) -> float:
    """Per cent of a core that the engine takes while one track sounds and eight lamps are still."""
    track = recording(write(folder / "idle.flac", noise(60)), 60)
    room = EngineRoom(Fitting(NullClock, Simulated))
    room.tell(play(track))
    room.tell(Show(tuple(LampLevel(LampId(str(n)), 0.5) for n in range(8)), Millis(500)))
    _wait_for_beat(room)
    time.sleep(3)
    process = psutil.Process(room.pid)
    before = process.cpu_times()
    time.sleep(seconds)
    after = process.cpu_times()
    room.close()
    return 100 * (after.user + after.system - before.user - before.system) / seconds


def _wait_for_beat(room: EngineRoom) -> None:
    while not any(isinstance(r, Beat) for r in room.reports()):
        time.sleep(0.01)


def _count(file: Path) -> int:
    return file.read_text().count("\n") if file.exists() else 0
