"""How the ear weighs pitches (K-weighting, ITU-R BS.1770-4), as products of matrices: numpy has no recursion.

The two filters in a row are one linear system with four states. A block of frames answers for itself by one matrix, and
what the filters still remember of all blocks before it is added by another.
"""

import numpy as np
from numpy.typing import NDArray

BLOCK = 48
_ROWS = 100
STEP = _ROWS * BLOCK
"""Blocks of so many frames are weighed a step of 100 ms at a time: larger products of matrices OpenBLAS would share out
among threads that wait for each other, and for a processor that has something better to do.
"""
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""K-weighting at 48 kHz: BS.1770-4, tables 1 and 2, numerators and denominators."""
_ORDER = 4
_LONG = 4096
"""Frames after which the high pass has died away to less than 1e-8."""
_FORGOTTEN = 1e-12
"""What is remembered of a block, as a share, that no figure shows any more."""

Sound = NDArray[np.float32]
Memory = NDArray[np.float64]


class Weighting:
    """Weighs stereo at 48 kHz, whose pieces follow each other."""

    def __init__(self) -> None:
        answer, drive, self._recall, self._fade = _matrices()
        self._at_once = np.concatenate([answer, drive], axis=1).astype(np.float32)
        self._memory: Memory = np.zeros((2, _ORDER))

    def weigh(self, piece: Sound) -> Sound:
        """The next frames, shape (n, 2) with n a multiple of STEP, as they count; shape (2, n)."""
        out = np.ascontiguousarray(piece.T).reshape(-1, _ROWS, BLOCK) @ self._at_once
        states = self._states(out[..., BLOCK:].astype(np.float64).reshape(2, -1, _ORDER))
        out[..., :BLOCK] += states.astype(np.float32).reshape(-1, _ROWS, _ORDER) @ self._recall
        return np.asarray(out[..., :BLOCK].reshape(2, -1), np.float32)

    def _states(self, drive: Memory) -> Memory:
        """What is remembered where each block begins: a running sum that fades, taken by doubling."""
        drive[:, 0] += self._memory @ self._fade
        step, fade = 1, self._fade
        while step < drive.shape[1] and np.abs(fade).max() > _FORGOTTEN:
            drive[:, step:] += drive[:, :-step] @ fade
            step, fade = 2 * step, fade @ fade
        before = np.concatenate([self._memory[:, None], drive[:, :-1]], axis=1)
        self._memory = drive[:, -1].copy()
        return before


def _matrices() -> tuple[Memory, Memory, Sound, Memory]:
    """From a block's frames to its answer and to what it leaves behind; from what was left to what is heard of it in a
    block, and to what is left of it after. All are for rows from the left.
    """
    above, below = np.polymul(_SHELF[0], _HIGH_PASS[0]), np.polymul(_SHELF[1], _HIGH_PASS[1])
    step = np.zeros((_ORDER, _ORDER))
    step[:, 0], step[:-1, 1:] = -below[1:], np.eye(_ORDER - 1)  # transposed direct form II
    step, enter, leave = _even(step, above[1:] - below[1:] * above[0])
    powers = [np.linalg.matrix_power(step, n) for n in range(BLOCK + 1)]
    recall = np.stack([leave @ power for power in powers[:BLOCK]])
    response = np.concatenate([above[:1], recall[: BLOCK - 1] @ enter])
    answer = np.stack([np.concatenate([np.zeros(n), response[: BLOCK - n]]) for n in range(BLOCK)])
    drive = np.stack([powers[BLOCK - 1 - n] @ enter for n in range(BLOCK)])
    return answer, drive, np.asarray(recall.T, np.float32), powers[BLOCK].T


def _even(step: Memory, enter: Memory) -> tuple[Memory, Memory, Memory]:
    """The same system with states that are heard equally loud: large ones that cancel out would cost digits."""
    heard = [np.eye(_ORDER)[0]]
    while len(heard) < _LONG:
        heard.append(heard[-1] @ step)
    even = np.linalg.qr(np.stack(heard), mode="r")
    back = np.linalg.inv(even)
    return even @ step @ back, even @ enter, back[0]
