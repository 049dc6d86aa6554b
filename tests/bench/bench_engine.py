"""Sound: how soon a GO is heard, how level a crossfade is, how soon a dead engine is replaced, what rest costs."""

import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import numpy as np

from kapcircle.core.ids import Millis
from kapcircle.core.looping import Loop
from kapcircle.desk.orders import Play
from kapcircle.engine.devices import Render
from kapcircle.engine.engine import Engine
from tests.bench.figure import Figure
from tests.engine.sounds import RATE, Samples, decibels, heard, noise, play, recording, write

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


def crossfade() -> Figure:
    """Largest deviation in dB from the level of one track, in a crossfade and in that track alone."""
    with tempfile.TemporaryDirectory() as name:
        level, alone = crossfade_power(Path(name))
    return Figure("crossfade of two uncorrelated tracks: power", level, "dB", 0.5, alone, "one of them alone")


def seam() -> Figure:
    """Largest residual of full scale in a sine whose section of whole periods is passed, and in one that loops whole.

    The limit is one step of the 24 bit file.
    """
    with tempfile.TemporaryDirectory() as name:
        track = recording(write(Path(name) / "sine.flac", sine(10)), 10)
        section = residual(replace(play(track), loop=Loop(Millis(3_000), Millis(8_000))))
        return Figure("seam of a section: residual", section * 1e6, "ppm", 0.12, residual(play(track)) * 1e6, "whole")


def sine(seconds: float) -> Samples:
    one = 0.5 * np.sin(2 * np.pi * 441 * np.arange(round(seconds * RATE)) / RATE)
    return np.asarray(np.repeat(one[:, None], 2, axis=1), np.float32)


def residual(wanted: Play) -> float:
    """From where the guard has let it up, over several seams."""
    engine = Engine()
    engine.tell(wanted)
    got = heard(engine, 40)[5 * RATE :]
    engine.close()
    return float(np.abs(got - sine(40)[5 * RATE :]).max())


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
