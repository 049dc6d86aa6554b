"""A card and a lamp that write down what reaches them, for engines in processes of their own; and a window to kill."""

import os
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread

import numpy as np

from kapcircle.core.ids import LampId, Millis, TrackId
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Play, Recording, Show
from kapcircle.engine.devices import Render
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.room import EngineRoom
from kapcircle.engine.settings import SoundSettings

BLOCK = 960


@dataclass(frozen=True, slots=True)
class Line:
    """What a process let be heard at a time of the system's monotonic clock: amplitude, or light."""

    at: float
    pid: int
    value: float


class Recorder:
    """A card: takes a block each 20 ms and writes its amplitude."""

    def __init__(self, render: Render, file: Path) -> None:
        self.frames = 0
        self.name: str | None = "recorder"
        self._render, self._file, self._stop = render, file, Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        due = time.monotonic()
        with self._file.open("a", buffering=1) as out:
            while not self._stop.wait(max(0.0, due - time.monotonic())):
                block = self._render(BLOCK)
                print(time.monotonic(), os.getpid(), float(np.abs(block).max()), file=out)
                self.frames += BLOCK
                due += 0.02

    def close(self) -> None:
        self._stop.set()
        self._thread.join()


class Lamp:
    """Writes its level at each frame."""

    def __init__(self, file: Path) -> None:
        self._out = file.open("a", buffering=1)

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        pass

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        print(time.monotonic(), os.getpid(), levels[0].level if levels else 0.0, file=self._out)

    def answers(self) -> tuple[bool, str]:
        return True, ""

    def close(self) -> None:
        self._out.close()


class Faulty(Lamp):
    """Fails at its tenth frame, where nobody foresaw it; the next one does not."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._left = 10 if not file.with_suffix(".failed").exists() else -1

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        super().send(levels, still)
        self._left -= 1
        if self._left == 0:
            Path(self._out.name).with_suffix(".failed").touch()
            raise ZeroDivisionError


def lines(file: Path) -> list[Line]:
    """Complete lines only: the last may be half written."""
    whole = file.read_text().rpartition("\n")[0].split("\n") if file.exists() else []
    return [Line(float(a), int(b), float(c)) for a, b, c in (line.split() for line in whole if line)]


def fitting(folder: Path, settings: SoundSettings) -> Fitting:
    output, light = partial(Recorder, file=folder / "sound"), partial(Lamp, folder / "light")
    return Fitting(output, light, "lamp", folder / "lock", settings)


def orders(folder: Path) -> tuple[Play, Show]:
    track = Recording(TrackId("constant"), str(folder / "constant.wav"), Millis(60_000))
    return Play((track,), Millis(10_000), Millis(0)), Show((LampLevel(LampId("1"), 0.5),), Millis(500))


def window(folder: Path, alone: int) -> None:
    """Begins a room and waits to be killed."""
    settings = SoundSettings(rise=1000.0, alone=Millis(alone), dusk=Millis(1000), handover=Millis(1500))
    room = EngineRoom(fitting(folder, settings))
    for order in orders(folder):
        room.tell(order)
    print(room.pid, flush=True)
    time.sleep(60)


if __name__ == "__main__":
    window(Path(sys.argv[1]), int(sys.argv[2]))
