"""Keeps the sound going somewhere: watches the card, says when it is lost, and takes it again when it is back."""

import math
import time
from collections.abc import Callable, Sequence
from threading import Event, Thread

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Output, Return
from kapcircle.engine.devices import Device, NullClock, OpenDevice
from kapcircle.engine.settings import HOUSE, SoundSettings
from kapcircle.engine.tap import Source, Tap

_STALLED = 0.5
"""Seconds without a frame after which a card counts as lost."""
_WARM = 3.0
"""The same for a card that has just been opened: a sound server may fill its own buffer first."""
_AGAIN = 2.0
"""Seconds between two attempts to open the card, or two looks for one that has gone."""
_LOOK = 0.1
_BACK = 5.0
"""Seconds that are made up for when a card was lost, at most: longer than it takes to notice, less than is decoded."""
_DRAIN = 0.3
"""Seconds that a card is given to play the end of a fade before it is closed."""


class Outlet:
    """Opens the card that was chosen, never another; a clock stands in until it is there, and while it is away.

    One that has gone is taken again by itself within `settings.again`, and after that only when `reopen` is pressed:
    whether it is `there` is looked at meanwhile.
    """

    def __init__(
        self,
        source: Source,
        open_device: OpenDevice,
        say: Callable[[Output], None],
        there: Callable[[], Sequence[str]] = tuple,
        settings: SoundSettings = HOUSE,
    ) -> None:
        self._source, self._open, self._say = source, open_device, say
        self._there, self._settings = there, settings
        self._stop, self._pressed = Event(), Event()
        self._said: Output | None = None
        self._name: str | None = None
        self._why = ""
        self._gone_at = time.monotonic()
        self._look_at = self._since = self._moved = 0.0
        self._seen = -1
        self._tap: Tap | None = None
        """What the card draws from, if one is open."""
        self._down_at: float | None = None
        self._take(NullClock(source.render))
        self.broken = False
        """Not even a clock gets frames: the engine itself has failed."""
        self._thread = Thread(target=self._run, name="outlet", daemon=True)
        self._thread.start()

    def reopen(self) -> None:
        """Somebody asks for it: close what is open, and open it again; one that was away for long may come back.

        What sounds fades first. While it rises again it is on its way: another press does not send it back.
        """
        self._pressed.set()

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
        if self.broken:
            return
        if self._pressed.is_set():
            self._press(now)
        elif now >= self._look_at:
            self._again(now)

    def _press(self, now: float) -> None:
        tap = self._tap if self._seen > 0 else None
        if tap is not None and not self._faded(tap, now):
            return
        self._pressed.clear()
        self._let_go(now, "")
        self._try_card(now)

    def _faded(self, tap: Tap, now: float) -> bool:
        """Whether a card that takes frames may be closed; one that takes none is lost before long."""
        if tap.rises and not tap.leaves:
            self._pressed.clear()
            return False
        tap.leaves = True
        if self._down_at is None and tap.down:
            self._down_at = now
        return self._down_at is not None and now - self._down_at >= _DRAIN

    def _lose(self, device: Device, now: float) -> None:
        if device.name is None:
            self.broken = True
            return
        self._let_go(max(self._moved, now - _BACK), f"the output {device.name} has stopped")
        self._look_at = now + _AGAIN
        self._tell(Output(None, self._why, device.name))

    def _let_go(self, since: float, why: str) -> None:
        """A clock stands in for the card `since` it took its last frame: the music is where it would be with it. From
        here on it may come back by itself for a while.
        """
        self._gone_at, self._why = since, why
        if self._device.name is not None:
            _close(self._device)
            self._take(NullClock(self._source.render, since))

    def _again(self, now: float) -> None:
        """Open it; where it is too late for that, see whether it is there."""
        if not self._late(now):
            self._try_card(now)
            return
        self._look_at = now + _AGAIN
        there = self._name is not None and self._name in self._there()
        self._tell(Output(None, self._why, self._name or "", Return.OFFERED if there else Return.ON_PRESS))

    def _late(self, now: float) -> bool:
        """Whether it is too late to begin by itself: by now people lie in silence, or somebody has seen to it.

        A card that was never open may still be plugged in before there is music.
        """
        late = now - self._gone_at > self._settings.again / 1000
        return late and (self._name is not None or bool(self._source.power.any()))

    def _try_card(self, now: float) -> None:
        tap = Tap(self._source, self._settings, Millis(0) if self._name is None else self._settings.handover)
        try:
            card = self._same_again(self._open(tap))
        except KnownError as error:
            self._look_at = now + _AGAIN
            self._why = str(error) if self._name is None else self._why or str(error)
            self._tell(Output(None, self._why, self._name or ""))
            return
        self._look_at, self._name = math.inf, card.name
        _close(self._device)
        self._take(card)
        tap.open, self._tap = True, tap
        self._tell(Output(card.name, "" if card.name else "time runs without sound"))

    def _same_again(self, card: Device) -> Device:
        """What the system calls its own choice may be another card once the first is gone."""
        if self._name is not None and card.name != self._name:
            _close(card)
            raise KnownError(f"the output {self._name} is not there")
        return card

    def _tell(self, output: Output) -> None:
        if output != self._said:
            self._said = output
            self._say(output)

    def _take(self, device: Device) -> None:
        self._device, self._seen = device, -1
        self._tap = self._down_at = None
        self._since = self._moved = time.monotonic()


def _close(device: Device) -> None:
    """A driver whose server has died may never return: it is left behind."""
    closing = Thread(target=device.close, name="closing", daemon=True)
    closing.start()
    closing.join(1.0)
