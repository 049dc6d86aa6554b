"""Keeps the sound going somewhere: watches the card, says when it is lost, and takes it again when it is back."""

import time
from collections.abc import Callable
from threading import Event, Thread

import numpy as np

from kapcircle.core.errors import KnownError
from kapcircle.desk.orders import Output
from kapcircle.engine.devices import Device, NullClock, OpenDevice, Render
from kapcircle.engine.engine import Engine
from kapcircle.engine.reader import Frames

_STALLED = 0.5
"""Seconds without a frame after which a card counts as lost."""
_AGAIN = 5.0
"""Seconds between two attempts to open the card."""
_LOOK = 0.1


class _Tap:
    """A render function that gives silence until it is opened: two devices never drain the engine at once."""

    def __init__(self, render: Render) -> None:
        self._render = render
        self.open = False

    def __call__(self, n: int) -> Frames:
        return self._render(n) if self.open else np.zeros((n, 2), np.float32)


class Outlet:
    """Opens the card that was chosen, never another; a clock stands in while it is away."""

    def __init__(self, engine: Engine, open_device: OpenDevice, say: Callable[[Output], None]) -> None:
        self._engine, self._open, self._say = engine, open_device, say
        self._stop = Event()
        self._device: Device | None = None
        self._seen, self._moved, self._tried, self._why = -1, 0.0, 0.0, ""
        self._thread = Thread(target=self._run, name="outlet", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join(2 * _STALLED)
        if self._device is not None:
            _close(self._device)

    def _run(self) -> None:
        self._try_card()
        while not self._stop.wait(_LOOK):
            self._watch(time.monotonic())

    def _watch(self, now: float) -> None:
        device = self._device
        if device is None or device.frames == self._seen:
            if now - self._moved > _STALLED:
                self._lose(device)
        else:
            self._seen, self._moved = device.frames, now
        if device is not None and device.name is None and now - self._tried > _AGAIN:
            self._try_card()

    def _lose(self, device: Device | None) -> None:
        if device is not None:
            _close(device)
            self._stand_in(f"the output {device.name} has stopped")

    def _try_card(self) -> None:
        self._tried = time.monotonic()
        tap = _Tap(self._engine.render)
        try:
            card = self._open(tap)
        except KnownError as why:
            self._stand_in(str(why))
            return
        if self._device is not None:
            _close(self._device)
        self._engine.unheard()
        self._take(card)
        tap.open = True
        self._say(Output(card.name, "" if card.name else "time runs without sound"))

    def _stand_in(self, why: str) -> None:
        if self._device is None or self._device.name is not None:
            self._take(NullClock(self._engine.render))
        if why != self._why:
            self._why = why
            self._say(Output(None, why))

    def _take(self, device: Device) -> None:
        self._device, self._seen, self._moved = device, -1, time.monotonic()
        if device.name is not None:
            self._why = ""


def _close(device: Device) -> None:
    """A driver whose server has died may never return: it is left behind."""
    closing = Thread(target=device.close, name="closing", daemon=True)
    closing.start()
    closing.join(1.0)
