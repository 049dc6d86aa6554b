"""What a device draws from: silence until it is opened, then the mix, which rises softly where nobody heard it."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kapcircle.core.ids import Millis
from kapcircle.desk.clock import slept
from kapcircle.engine.fades import Ramp, Shape
from kapcircle.engine.guard import Guard
from kapcircle.engine.reader import Frames
from kapcircle.engine.settings import SoundSettings, frames

_NAP = 1.0
"""Seconds of sleep after which the room is used to silence."""


class Source(Protocol):
    """What makes sound: the engine, or what follows it to another output."""

    @property
    def power(self) -> NDArray[np.float64]:
        """The power gain that was applied to each frame of the last render."""

    def render(self, n: int) -> Frames:
        """The next `n` frames."""


class Tap:
    """Two devices never drain a source at once: until it is `open` it gives silence and takes no time.

    Whoever listens here has heard nothing so far, and nothing while the machine slept: what sounds rises by the guard,
    and over `rise` at least.
    """

    def __init__(self, source: Source, settings: SoundSettings, rise: Millis = Millis(0)) -> None:
        self._source, self._guard = source, Guard(settings.rise, settings.quiet)
        self._ramp = Ramp(0.0 if rise else 1.0)
        self._ramp.to(1.0, frames(rise), Shape.POWER)
        self._slept, self._soft = slept(), True
        self._shortest = frames(settings.shortest)
        self._end: Ramp | None = None
        self.open = False
        self.leaves = False
        """Set when its device is to be closed: what sounds fades first, for nothing is ever cut."""

    def __call__(self, n: int) -> Frames:
        if not self.open:
            return np.zeros((n, 2), np.float32)
        if (asleep := slept()) - self._slept > _NAP:
            self._slept = asleep
            self._guard.silence()
            self._soft = True
        out = self._source.render(n)
        out = self._softly(out) if self._soft else out
        return self._fading(out) if self.leaves else out

    @property
    def rises(self) -> bool:
        """What sounds has not come up to what it should be yet."""
        return self._soft

    @property
    def down(self) -> bool:
        """It has faded: nothing is heard of it any more."""
        return self._end is not None and not self._end.left

    def _fading(self, out: Frames) -> Frames:
        if self._end is None:
            self._end = Ramp(1.0)
            self._end.to(0.0, self._shortest, Shape.LOUDNESS)
        return out * np.asarray(self._end.take(len(out)), np.float32).reshape(-1, 1)

    def _softly(self, out: Frames) -> Frames:
        """Less than it is, until it is allowed to be all that it is; from then on it is left alone."""
        gain, power = self._ramp.take(len(out)), self._source.power
        held = self._guard.bound(power * gain**2, len(out))
        self._soft = bool(self._ramp.left) or not isinstance(held, float)
        return out * np.asarray(gain * held, np.float32).reshape(-1, 1)
