"""Keeps the sound going somewhere: watches the card, says when it is lost, and takes it again when it is back."""

import math
import time
from collections.abc import Callable
from threading import Event, Thread

import numpy as np

from kapcircle.core.errors import KnownError
from kapcircle.desk.clock import slept
from kapcircle.desk.orders import Output
from kapcircle.engine.devices import Device, NullClock, OpenDevice
from kapcircle.engine.engine import Engine
from kapcircle.engine.reader import Frames

_STALLED = 0.5
"""Seconds without a frame after which a card counts as lost."""
_WARM = 3.0
"""The same for a card that has just been opened: a sound server may fill its own buffer first."""
_AGAIN = 5.0
"""Seconds between two attempts to open the card."""
_LOOK = 0.1
_NAP = 1.0
"""Seconds of sleep after which the room is used to silence."""


class _Tap:
    """A render function that gives silence until it is opened: two devices never drain the engine at once. What was
    heard before the machine slept was long ago.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine, self._slept = engine, slept()
        self.open = False

    def __call__(self, n: int) -> Frames:
        if (asleep := slept()) - self._slept > _NAP:
            self._slept = asleep
            self._engine.unheard()
        return self._engine.render(n) if self.open else np.zeros((n, 2), np.float32)


class Outlet:
    """Opens the card that was chosen, never another; a clock stands in until it is there, and while it is away."""

    def __init__(self, engine: Engine, open_device: OpenDevice, say: Callable[[Output], None]) -> None:
        self._engine, self._open, self._say = engine, open_device, say
        self._stop = Event()
        self._why = ""
        self._name: str | None = None
        self._try_at = self._since = self._moved = 0.0
        self._seen = -1
        self._take(NullClock(engine.render))
        self.broken = False
        """Not even a clock gets frames: the engine itself has failed."""
        self._thread = Thread(target=self._run, name="outlet", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join(1.0)
        _close(self._device)

    def _run(self) -> None:
        self._look(time.monotonic())
        while not self._stop.wait(_LOOK):
            self._look(time.monotonic())

    def _look(self, now: float) -> None:
        device = self._device
        if device.frames != self._seen:
            self._seen, self._moved = device.frames, now
        elif now - self._moved > (_WARM if now - self._since < _WARM else _STALLED):
            self._lose(device, now)
        if now >= self._try_at and not self.broken:
            self._try_card(now)

    def _lose(self, device: Device, now: float) -> None:
        if device.name is None:
            self.broken = True
            return
        _close(device)
        self._take(NullClock(self._engine.render))
        self._try_at = now + _AGAIN
        self._complain(f"the output {device.name} has stopped")

    def _try_card(self, now: float) -> None:
        tap = _Tap(self._engine)
        try:
            card = self._same_again(self._open(tap))
        except KnownError as why:
            self._try_at = now + _AGAIN
            self._complain(str(why))
            return
        self._try_at, self._why, self._name = math.inf, "", card.name
        _close(self._device)
        self._engine.unheard()
        self._take(card)
        tap.open = True
        self._say(Output(card.name, "" if card.name else "time runs without sound"))

    def _same_again(self, card: Device) -> Device:
        """What the system calls its own choice may be another card once the first is gone."""
        if self._name is not None and card.name != self._name:
            _close(card)
            raise KnownError(f"the output {self._name} is not there")
        return card

    def _complain(self, why: str) -> None:
        if why != self._why:
            self._why = why
            self._say(Output(None, why))

    def _take(self, device: Device) -> None:
        self._device, self._seen = device, -1
        self._since = self._moved = time.monotonic()


def _close(device: Device) -> None:
    """A driver whose server has died may never return: it is left behind."""
    closing = Thread(target=device.close, name="closing", daemon=True)
    closing.start()
    closing.join(1.0)
