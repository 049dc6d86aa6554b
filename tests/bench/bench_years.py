"""A vault of ten years: how soon its Circle page is there, and how much memory both processes hold then."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.bench import ten_years
from tests.bench.figure import Figure

KEPT = Path(__file__).parents[2] / "build" / "bench"
"""Where the vault stays from run to run: to make it takes two minutes."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Medians in ms, memory in MB."""

    years: float
    bare: float
    memory: float


def unlock() -> Figure:
    """Unlocking to the first paint of the Circle page, and the same without the ten years."""
    found = opened()
    beside = "key, raw open, the page of an empty vault"
    return Figure("unlock to Circle page on a ten-year vault", found.years, "ms", 1.5, found.bare, beside, times=True)


def memory() -> Figure:
    """The window and its engine, as the system counts what they have to themselves and their shares of the rest."""
    return Figure("memory of both processes, ten-year vault", opened().memory, "MB", 350, None, "their PSS")


@cache
def opened(times: int = 7) -> Opened:
    """Both are measured in one process of its own, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "KAPCIRCLE_HOME": folder}
        command = [sys.executable, "-m", "tests.bench.opening", str(kept()), folder, str(times)]
        out = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return Opened(**json.loads(out.stdout))


def kept() -> Path:
    """The vault of ten years, made when it is not there."""
    path = KEPT / "Ten years.kapcircle"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        print("Making ten years of a made-up practice …", file=sys.stderr)
        with tempfile.TemporaryDirectory(dir=KEPT) as folder:
            made = ten_years.build(Path(folder), ten_years.history(), lambda words: print(words, file=sys.stderr))
            for file in sorted(made.parent.iterdir(), reverse=True):  # the vault itself last: with it all is there
                file.rename(KEPT / file.name)
    return path
