"""The highest peak of a recording between its samples too: what a converter puts out (ITU-R BS.1770-4, annex 2)."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

_OVER = 4
"""Oversampling: at 48 kHz four times (BS.1770-4, annex 2)."""
_TAPS = 24
"""Samples that a value between two of them is made of. The annex's own example has 12; with 24 we agree with ffmpeg."""
_KAISER = 6.0
"""Shape of the window over the sinc: side lobes 63 dB down (Kaiser's formula)."""
_BLOCK = 24
"""Frames whose values between are one product with a matrix."""
_ROWS = 64
"""Blocks in one product: small enough that OpenBLAS does it in this thread."""
_PART = 10 * _BLOCK
"""Frames that are looked at, or passed over, together."""

Sound = NDArray[np.float32]


class TruePeak:
    """The true peak of stereo at 48 kHz, fed piece by piece.

    What lies between samples is at most so many times the highest of them, and at most so much above it as they bend.
    A part that cannot reach what was found already is passed over; the result is the same as if none were.
    """

    def __init__(self) -> None:
        between = _between()
        self._reach, self._bend = _bounds(between)
        self._answer = np.zeros((_BLOCK + _TAPS - 1, _BLOCK * (_OVER - 1)), np.float32)
        for at in range(_BLOCK):
            self._answer[at : at + _TAPS, at * (_OVER - 1) : (at + 1) * (_OVER - 1)] = between.T
        self._left: Sound = np.zeros((_TAPS - 1, 2), np.float32)
        self._highest = 0.0

    def add(self, piece: Sound) -> None:
        """The next frames, shape (n, 2)."""
        self._highest = max(self._highest, _peak(piece))
        self._left = np.concatenate([self._left, piece])
        parts = (len(self._left) - _TAPS + 1) // _PART
        if parts > 0:
            if _peak(self._left) * self._reach > self._highest:
                self._look(np.ascontiguousarray(self._left[: parts * _PART + _TAPS - 1].T))
            self._left = self._left[parts * _PART :]

    def decibels(self) -> float:
        """In dBTP; -inf for silence. Nothing is added after this."""
        self.add(np.zeros((_PART + _TAPS, 2), np.float32))
        return 20 * math.log10(self._highest) if self._highest > 0 else -math.inf

    def _look(self, sides: Sound) -> None:
        """Look between the samples of the parts that may reach higher."""
        high, bent = _most(sides), _most(np.diff(sides, 2))
        may = np.minimum(high * self._reach, high + bent * self._bend) > self._highest
        for side, wanted in zip(sides, may, strict=True):
            first = np.add.outer(np.flatnonzero(wanted) * _PART, np.arange(0, _PART, _BLOCK)).ravel()
            if len(first):
                windows = sliding_window_view(side, _BLOCK + _TAPS - 1)
                rows = windows[np.pad(first, (0, -len(first) % _ROWS), "edge")]
                self._highest = max(self._highest, _peak(rows.reshape(-1, _ROWS, rows.shape[1]) @ self._answer))


def _peak(values: Sound) -> float:
    return max(float(values.max()), -float(values.min())) if values.size else 0.0


def _most(sides: Sound) -> NDArray[np.float32]:
    """The highest value of each part and of the samples after it on which its last values hang."""
    size, parts = np.abs(sides), sides.shape[1] // _PART
    most = size[:, : parts * _PART].reshape(2, parts, _PART).max(axis=2)
    after = size[:, parts * _PART :].max(axis=1, initial=0.0)
    return np.asarray(np.maximum(most, np.concatenate([most[:, 1:], after[:, None]], axis=1)), np.float32)


def _bounds(between: NDArray[np.float64]) -> tuple[float, float]:
    """How many times the highest sample a value between may be, and how many second differences above it.

    What a value differs by from the straight line between its two neighbours is a sum of second differences.
    """
    line = np.zeros_like(between)
    line[:, _TAPS // 2] = np.arange(1, _OVER) / _OVER
    line[:, _TAPS // 2 - 1] = 1 - line[:, _TAPS // 2]
    bends = np.cumsum(np.cumsum(between - line, axis=1), axis=1)
    return float(np.abs(between).sum(axis=1).max()), float(np.abs(bends).sum(axis=1).max())


def _between() -> NDArray[np.float64]:
    """What the values at a quarter, at half and at three quarters of the way are made of; a level stays as it is."""
    way = np.arange(1, _OVER)[:, None] / _OVER
    away = np.arange(_TAPS) - (_TAPS // 2 - 1) - way
    window = np.i0(_KAISER * np.sqrt(np.maximum(0, 1 - (away / (_TAPS / 2)) ** 2)))
    taps = np.sinc(away) * window
    taps /= taps.sum(axis=1, keepdims=True)
    slope = (taps * away).sum(axis=1)  # a straight line stays as straight as it was
    taps[:, _TAPS // 2 - 1] += slope
    taps[:, _TAPS // 2] -= slope
    return np.asarray(taps)
