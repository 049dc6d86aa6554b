"""The startle guard: whatever is asked, the power that the program applies never rises fast."""

import math

import numpy as np

from kapcircle.engine.fades import Gain
from kapcircle.engine.settings import RATE


class Guard:
    """Bounds the rise of a power gain to `rise` dB a second above `quiet` dB. Falls are free."""

    def __init__(self, rise: float = 12.0, quiet: float = -40.0) -> None:
        self._step = rise / RATE
        self._quiet = quiet
        self._last = -math.inf

    def silence(self) -> None:
        """Nothing was heard until now: the next sound rises from quiet."""
        self._last = -math.inf

    def bound(self, power: Gain, n: int) -> Gain:
        """Amplitude factors, at most 1, that keep `power` (asked for over the next `n` frames) within the law."""
        db = _db(power)
        if isinstance(db, float) and db <= max(self._last, self._quiet):
            self._last = db
            return 1.0
        wanted = np.broadcast_to(db, (n,))
        climb = np.arange(1, n + 1) * self._step
        lowest = np.minimum.accumulate(np.maximum(wanted, self._quiet) - climb)
        allowed = climb + np.minimum(max(self._last, self._quiet), lowest)
        over = np.maximum(wanted - allowed, 0.0)
        over[over < 1e-9] = 0.0  # rounding of a sum that is level
        self._last = float(wanted[-1] - over[-1])
        return np.asarray(10.0 ** (over / -20)) if over.any() else 1.0


def _db(power: Gain) -> Gain:
    if isinstance(power, float):
        return 10 * math.log10(power) if power > 0 else -math.inf
    with np.errstate(divide="ignore"):
        return np.asarray(10 * np.log10(power))
