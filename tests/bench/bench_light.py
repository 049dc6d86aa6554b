"""Light frames while the window is busy: how late the engine's process is, beside a process that only sleeps."""

import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from kapcircle.core.colour import light_of, oklab
from kapcircle.core.fading import Fading
from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Show
from kapcircle.engine.devices import NullClock
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.frames import FRAME
from kapcircle.engine.room import EngineRoom
from tests.bench.figure import Figure

BURST, PAUSE = 0.2, 0.05
"""Seconds in which the window's process does nothing but count, and between them."""

AMBER, BLUE = (1.0, 0.5, 0.0), (0.0, 0.2, 1.0)

EIGHT = tuple(LampLevel(LampId(f"lamp-{n}"), 1.0) for n in range(1, 9))


class Stopwatch:
    """A light driver that writes down when the frames of a fade came; lamps shine before an engine is asked for one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._times: list[float] = []

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        pass

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        if not still:
            self._times.append(time.monotonic())

    def answers(self) -> tuple[bool, str]:
        return True, ""

    def close(self) -> None:
        self._file.write_text(json.dumps(self._times))


def light() -> Figure:
    ours, bare = light_frames()
    what = "44 Hz light frames, window in 200 ms bursts: p99"
    return Figure(what, ours, "ms", 1.2, bare, "a bare sleeper beside it", times=True)


def fade() -> Figure:
    """A frame of a fade in colour, reckoned for 40 lamps: of 22.7 ms, beside as many conversions there and back."""
    ours, bare = _timed(_frame_of(40)), _timed(_conversions(40))
    return Figure("one frame of 40 lamps in a fade of colour: p99", ours, "ms", 5, bare, "40 bare conversions")


def _frame_of(lamps: int) -> Callable[[], object]:
    names = [LampId(str(n)) for n in range(lamps)]
    fading = Fading(start=tuple(LampLevel(x, 0.2, AMBER) for x in names))
    fading.show(tuple(LampLevel(x, 0.6, BLUE) for x in names), Millis(90_000))
    return partial(fading.frame, FRAME)


def _conversions(lamps: int) -> Callable[[], object]:
    return lambda: [light_of(*oklab(AMBER)) for _ in range(lamps)]


def _timed(act: Callable[[], object]) -> float:
    """99th percentile over 400 times, in ms of the processor."""
    times = []
    for _ in range(400):
        began = time.thread_time()
        act()
        times.append(1000 * (time.thread_time() - began))
    return statistics.quantiles(times, n=100)[98]


def light_frames(seconds: float = 20.0) -> tuple[float, float]:
    """99th percentile of the interval between frames, in ms: of the engine in a fade, and of a bare sleeper.

    Both run at once, so that whatever else the machine does burdens them alike.
    """
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = Path(folder) / "ours", Path(folder) / "bare"
        room = EngineRoom(Fitting(NullClock, partial(Stopwatch, ours)))
        room.tell(Show(EIGHT, Millis(1_800_000)))
        while not room.reports():
            time.sleep(0.01)
        sleeper = multiprocessing.get_context("spawn").Process(target=_sleep, args=(seconds, bare))
        sleeper.start()
        _busy(seconds)
        sleeper.join()
        sleeper.close()
        room.close().join()
        return p99(ours), p99(bare)


def p99(file: Path) -> float:
    """The 99th percentile of the intervals between the times in a file, in ms."""
    times: list[float] = json.loads(file.read_text())
    return 1000 * statistics.quantiles((b - a for a, b in pairwise(times)), n=100)[98]


def _busy(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        until = time.monotonic() + BURST
        while time.monotonic() < until:
            pass
        time.sleep(PAUSE)


def _sleep(seconds: float, file: Path) -> None:
    times = [time.monotonic()]
    due = times[0]
    while times[-1] < times[0] + seconds:
        due += FRAME
        time.sleep(max(0.0, due - time.monotonic()))
        times.append(time.monotonic())
    file.write_text(json.dumps(times))
