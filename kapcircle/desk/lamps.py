"""What the lamps show, for the page: the same way that the engine goes, reckoned from what it was told."""

from kapcircle.core.fading import Fading
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Show

FRAME = 25
"""Milliseconds from one look at a fade to the next."""
FRAMES = 200
"""In a long fade, so many: half an hour takes no longer to reckon than some seconds."""


class Lamps:
    """Follows the fades that the engine was told, guard and all. Nobody need ask the engine."""

    def __init__(self) -> None:
        self._fading = Fading()
        self._now = self._by = Instant(0)
        self._step = FRAME
        self._told: Show | None = None

    def show(self, order: Show, now: Instant) -> None:
        """The engine is told this now. Until it says where it begins, let the lamps be there already."""
        self._told, known = order, self.at(now)
        self._by, self._step = Instant(now + order.fade), max(FRAME, order.fade // FRAMES)
        if not known:
            self._fading = Fading(start=order.levels)
            return
        self._set_out(order, order.fade)

    def begin(self, levels: tuple[LampLevel, ...], now: Instant) -> None:
        """An engine has just begun with these, dark where none is named, and has what was told last before it."""
        self._fading, self._now = Fading(start=levels), now
        if self._told is not None:
            self._set_out(self._told, Millis(max(self._by - now, 0)))

    def _set_out(self, order: Show, fade: Millis) -> None:
        self._fading.show(order.levels, fade, order.emergency)
        self._fading.frame(0.0)

    def at(self, now: Instant) -> tuple[LampLevel, ...]:
        """What they show at this instant, none before that of the last question."""
        while now > self._now and not self._fading.still():
            step = min(self._step, now - self._now)
            self._fading.frame(step / 1000)
            self._now = Instant(self._now + step)
        self._now = max(now, self._now)
        return self._fading.frame(0.0)

    def rest(self, now: Instant) -> Millis:
        """How long they are still on their way; where the guard holds them back beyond that, a moment."""
        return Millis(max(self._by - now, 0 if self._fading.still() else 1))
