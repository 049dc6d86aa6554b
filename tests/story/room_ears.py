"""Those who sit in the room: ears at the outputs of a sound server, eyes on its universes, and a post for its bulbs."""

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np

from tests.drivers.ola import Frame as Seen
from tests.drivers.ola import Olad
from tests.engine.sound_server import Server
from tests.story.light_judge import Frame
from tests.story.room_judge import RATE, Samples

FRAME = 8
"""Bytes: two channels of float32."""
PIECE = RATE // 20 * FRAME


class Ear:
    """Writes down what goes to an output, from now until `stop`; what was heard when is on the machine's clock."""

    def __init__(self, name: str, file: Path | None) -> None:
        """Without a file it only hears how loud it was at most."""
        self._file = file
        self.peak = 0.0
        self._begins: list[float] = []
        command = ["parec", "-d", f"{name}.monitor", "--format=float32le", f"--rate={RATE}", "--channels=2"]
        self._process = subprocess.Popen([*command, "--latency-msec=20"], stdout=subprocess.PIPE)
        self._thread = threading.Thread(target=self._run, name=f"ear {name}")
        self._thread.start()

    def _run(self) -> None:
        taken, pipe = 0, self._process.stdout
        assert pipe is not None
        with ExitStack() as stack:
            out = None if self._file is None else stack.enter_context(self._file.open("wb"))
            while piece := pipe.read(PIECE):
                taken += len(piece)
                self._begins.append(time.monotonic() - taken / FRAME / RATE)
                if out is not None:
                    out.write(piece)
                else:
                    self.peak = max(
                        self.peak, float(np.abs(np.frombuffer(piece[: len(piece) // 4 * 4], np.float32)).max())
                    )

    @property
    def began(self) -> float:
        """By the middle of all pieces: a server gives a new ear two seconds at once, and lets it wait for the next."""
        return float(np.median(self._begins))

    def stop(self) -> None:
        self._process.terminate()
        self._thread.join()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def pieces(file: Path) -> Iterator[Samples]:
    """What an ear has written down."""
    written = np.memmap(file, np.float32, "r")
    whole = written[: len(written) // 2 * 2].reshape(-1, 2)
    for at in range(0, len(whole), 10 * RATE):
        yield np.asarray(whole[at : at + 10 * RATE])


class Ears:
    """At an output that comes and goes, and at another where nothing should ever be heard."""

    def __init__(self, server: Server, folder: Path, name: str, other: str) -> None:
        self._server, self._folder, self._name = server, folder, name
        self._takes: list[tuple[Ear, Path]] = []
        # a server takes ears along when its own choice changes: so that stays what it is
        subprocess.run(["pactl", "set-default-source", f"{other}.monitor"], check=True)
        self._other = Ear(other, None)
        self.listen()

    def listen(self) -> None:
        file = self._folder / f"take-{len(self._takes)}.f32"
        self._takes.append((Ear(self._name, file), file))

    def rest(self) -> None:
        self._takes[-1][0].stop()

    def stop(self) -> None:
        for ear in (*(x for x, _ in self._takes), self._other):
            ear.stop()

    @property
    def elsewhere(self) -> float:
        """The loudest that was heard at the other output."""
        return self._other.peak

    @property
    def takes(self) -> list[tuple[float, Path]]:
        """When each recording began, on the machine's clock, and its file."""
        return [(ear.began, file) for ear, file in self._takes]


@contextmanager
def watching(receiver: Olad) -> Iterator[list[Seen]]:
    """All frames that olad hands on, as they come."""
    seen: list[Seen] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            if (frame := receiver.frame(0.2)) is not None:
                seen.append(Seen(frame.at, frame.universe, frame.slots[:110]))

    thread = threading.Thread(target=look, name="eyes")
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def since(seen: list[Seen], opened: float) -> list[Frame]:
    """In the time of the circle."""
    return [Frame(x.at - opened, x.universe, x.slots) for x in seen]
