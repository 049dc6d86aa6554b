"""How fast a whole circle is rendered to a file: its music decoded, mixed and written, its light faded."""

import contextlib
import io
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from kapcircle.__main__ import main
from tests.app.listening import csv_sheet
from tests.bench.figure import Figure
from tests.engine.sounds import RATE, noise, write

HOUR = 3_600.0
"""Seconds of the circle that is rendered."""
TIMES = 30.0
"""How much faster than the circle it must at least go: programme setting."""
MINUTES = 5
"""Of a recording."""
PARTS = (("Arrival", "dusk"), ("Deep", "ember"), ("Still deep", "day"), ("Return", "dawn"))


def render() -> Figure:
    """Seconds for an hour, beside those of a bare decode of the same recordings into a file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sheet = hour(folder)
        began = time.perf_counter()
        decoded(folder)
        bare = time.perf_counter() - began
        began = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            rehearsed(folder, sheet)
        took = time.perf_counter() - began
    return Figure(
        "render of an hour of a circle, sound and light", took, "s", HOUR / TIMES, bare, "s, a bare decode and write"
    )


def hour(folder: Path) -> Path:
    """Four phases of a quarter of an hour, each with three recordings of five minutes and a look that fades."""
    music = noise(MINUTES * 60, rate=44_100)
    for phase, _ in PARTS:
        (folder / phase).mkdir()
        for part in "abc":
            music = np.roll(music, len(music) // 5, axis=0)
            write(folder / phase / f"{part}.flac", music, 44_100)
    rows = ((phase, 3 * MINUTES, "", "", phase, 10, look, 600) for phase, look in PARTS)
    return csv_sheet(folder / "plan.csv", *rows)


def rehearsed(folder: Path, sheet: Path) -> None:
    """Raises AssertionError where the circle is not whole."""
    out = folder / "out.wav"
    options = ["--rundown", sheet, "--media", folder, "--light", "simulated", "--speed", "max", "--sound-file", out]
    status = main(["rehearse", *map(str, options)])
    frames = soundfile.info(out).frames if out.exists() else 0
    assert (status, frames >= HOUR * RATE) == (0, True), "a figure of half a circle would be worse than none"


def decoded(folder: Path) -> None:
    """Every recording once, block by block into a file."""
    with soundfile.SoundFile(folder / "bare.wav", "w", 44_100, 2, "PCM_24") as out:
        for file in sorted(folder.glob("*/*.flac")):
            for block in soundfile.blocks(file, 65_536, dtype="float32"):
                out.write(block)
