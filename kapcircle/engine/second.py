"""A second output carries the same mix: headphones, or a player that stands by. It has a process of its own.

PortAudio knows the cards that there were when it began, and begins anew only when nothing plays: two outputs in one
process could not come and go without a gap in each other.
"""

import multiprocessing
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Event, Thread

import numpy as np
from numpy.typing import NDArray

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Output, Reopen, SecondVolume, Tone
from kapcircle.engine.devices import OpenDevice, outputs
from kapcircle.engine.follower import Follower
from kapcircle.engine.outlet import Outlet
from kapcircle.engine.reader import Frames
from kapcircle.engine.settings import SoundSettings
from kapcircle.engine.settled import keep_loaded, settle_in

Told = Reopen | SecondVolume | Tone
Piece = bytes
"""Frames of three channels, float32: left, right, and the power gain that was applied."""

_WAITING = 200
"""Pieces that may wait to be sent: some two seconds, and then the oldest are lost."""
_TURN = 0.05
"""Seconds between two looks around."""
_AGAIN = 5.0
"""Seconds until a process that has ended is begun again."""
_CLOSING = Millis(200)
"""The fade of what is left when it ends."""


class Second:
    """Feeds the second output, and never waits for it. Begins a process; `close` ends it."""

    def __init__(self, open_device: OpenDevice, say: Callable[[Output], None], settings: SoundSettings) -> None:
        multiprocessing.current_process().daemon = False  # the engine may have a child; it ends with the engine's pipe
        self._recipe, self._say, self._settings = open_device, say, settings
        self._volume = SecondVolume(0.0)
        self._pieces: deque[Piece | Told] = deque(maxlen=_WAITING)
        self._over = Event()
        self._process, self._pipe = self._begin()
        self._began = time.monotonic()
        self._thread = Thread(target=self._run, name="second output", daemon=True)
        self._thread.start()

    def feed(self, out: Frames, power: NDArray[np.float64]) -> None:
        """The mix, as it is rendered."""
        self._pieces.append(np.column_stack([out, power]).astype(np.float32).tobytes())

    def tell(self, order: Told) -> None:
        """Be thus, on this output."""
        if isinstance(order, SecondVolume):
            self._volume = order
        self._pieces.append(order)

    def close(self) -> None:
        """It fades what is left, and ends."""
        self._over.set()
        self._thread.join(1.0)
        self._pipe.close()
        self._process.join(2.0)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _begin(self) -> tuple[SpawnProcess, "Connection[Piece | Told, Output]"]:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        arguments = (theirs, self._recipe, self._settings)
        process = context.Process(target=live, args=arguments, name="kapcircle-second", daemon=True)
        process.start()
        theirs.close()
        return process, ours

    def _run(self) -> None:
        while not self._over.wait(_TURN / 5):
            try:
                self._talk()
            except (EOFError, OSError):
                self._again()

    def _talk(self) -> None:
        while self._pieces:
            self._pipe.send(self._pieces.popleft())
        while self._pipe.poll():
            self._say(self._pipe.recv())

    def _again(self) -> None:
        """Another process, after a while, as loud as the one before."""
        self._say(Output(None, "its part of the engine has ended and is started again"))
        self._over.wait(max(0.0, self._began + _AGAIN - time.monotonic()))
        self._pipe.close()
        self._process.kill()
        self._process.join()
        if not self._over.is_set():
            self._process, self._pipe = self._begin()
            self._began = time.monotonic()
            self._pieces.append(self._volume)


def live(pipe: "Connection[Output, Piece | Told]", open_device: OpenDevice, settings: SoundSettings) -> None:
    """What the process runs: follow the mix until the engine at the other end is gone."""
    settle_in()
    keep_loaded()
    follower = Follower(settings)
    said: deque[Output] = deque()
    outlet = Outlet(follower, open_device, said.append, outputs, settings)
    with suppress(EOFError, OSError):
        while not outlet.broken:
            while said:
                pipe.send(said.popleft())
            if pipe.poll(_TURN):
                _take(pipe.recv(), follower, outlet)
    follower.volume(0.0, _CLOSING)
    time.sleep(_CLOSING / 1000)
    outlet.close()


def _take(came: Piece | Told, follower: Follower, outlet: Outlet) -> None:
    match came:
        case bytes():
            follower.put(np.frombuffer(came, np.float32).reshape(-1, 3))
        case SecondVolume(level, fade):
            follower.volume(level, fade)
        case Tone():
            follower.tone()
        case Reopen():
            outlet.reopen()
