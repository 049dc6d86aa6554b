"""Gains that move: pure, exact to the frame, and never a jump when a move is interrupted."""

import math
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Gain = float | NDArray[np.float64]
"""An amplitude factor: one number while it rests, one per frame while it moves."""

SONE = 1 / 0.6
"""Loudness grows with the 0.6th power of amplitude (Stevens' law: 10 dB doubles it; ISO 532)."""


class Shape(Enum):
    """How a gain travels between two values. The opposite move of another gain makes the pair a crossfade."""

    POWER = "power"
    """Along a quarter circle: the powers of a pair sum to one. For two different recordings."""
    LINEAR = "linear"
    """Along a line: the amplitudes of a pair sum to one. For the same recording twice."""
    LOUDNESS = "loudness"
    """So that it sounds even. For moves out of, into or towards quiet."""


def curve(shape: Shape, begin: float, end: float, part: NDArray[np.float64]) -> NDArray[np.float64]:
    """The gains on the way from `begin` to `end`, both 0 to 1, at each `part` (0 to 1) of it."""
    match shape:
        case Shape.POWER:
            a, b = math.asin(begin), math.asin(end)
            return np.sin(a + (b - a) * part)
        case Shape.LINEAR:
            return begin + (end - begin) * part
        case Shape.LOUDNESS:
            a, b = begin ** (1 / SONE), end ** (1 / SONE)
            return np.asarray((a + (b - a) * part) ** SONE)


class Ramp:
    """A gain, 0 to 1, at rest or on its way."""

    def __init__(self, level: float = 0.0) -> None:
        self._begin = self._end = level
        self._shape = Shape.LINEAR
        self._gone = self._whole = 0

    @property
    def level(self) -> float:
        """The gain of the frame before."""
        if not self.left:
            return self._end
        return float(curve(self._shape, self._begin, self._end, np.array([self._gone / self._whole]))[0])

    @property
    def goal(self) -> float:
        """Where it goes, or rests."""
        return self._end

    @property
    def left(self) -> int:
        """Frames until it rests."""
        return self._whole - self._gone

    def to(self, goal: float, length: int, shape: Shape) -> None:
        """From where it is to `goal` in `length` frames; the frame that follows is already under way."""
        self._begin, self._end = self.level, min(1.0, max(0.0, goal))
        self._shape, self._gone, self._whole = shape, 0, length if self._begin != self._end else 0

    def take(self, n: int) -> Gain:
        """The gains of the next `n` frames."""
        if not self.left:
            return self._end
        part = np.minimum(np.arange(self._gone + 1, self._gone + n + 1) / self._whole, 1.0)
        self._gone = min(self._whole, self._gone + n)
        gains = curve(self._shape, self._begin, self._end, part)
        gains[part == 1.0] = self._end
        return gains


def amplitude(db: float) -> float:
    """The amplitude factor of a gain in dB."""
    return float(10 ** (db / 20))
