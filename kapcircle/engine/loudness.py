"""How loud a recording is, where it startles, and how high it peaks (ITU-R BS.1770-4, EBU R 128)."""

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kapcircle.core.catalogue import HOUSE_LUFS, gain_towards
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.tracks import SuddenRise
from kapcircle.desk.heed import Heed
from kapcircle.engine.peaks import TruePeak
from kapcircle.engine.reader import Frames, Reader
from kapcircle.engine.settings import RATE, millis
from kapcircle.engine.weighting import STEP, Weighting

_BLOCK = 4
"""Gating blocks of 400 ms overlap by 75 % (BS.1770-4): four steps make a block."""
_ABSOLUTE, _RELATIVE = -70.0, 10.0
"""Gates: LUFS, and LU below the mean of what passed the first (BS.1770-4)."""
SUDDEN = 12.0
"""More LU than this from one block to the next may startle: programme setting, as the guard has it for a second."""
AUDIBLE = -50.0
"""Softer than this, in LUFS as played in the house, a room hears nothing: programme setting."""
MOST_RISES = 50
"""Of more sudden rises the largest are kept: it is music that drums from beginning to end."""
_SECONDS = 2.0
PARTS = 160
"""Into so many a recording is divided to show how it swells."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Examined:
    """`loudness` in LUFS as played in stereo (-inf: silent), true `peak` in dBTP, `shape` as a `Track` has it, `sound`
    the hash of what is heard: it is the same in every container that loses nothing.
    """

    length: Millis
    loudness: float
    peak: float
    sample_rate: int
    channels: int
    shape: str
    rises: tuple[SuddenRise, ...]
    sound: str


def examine(path: Path, heed: Heed = lambda _: None) -> Examined:
    """Listen to a whole recording, piece by piece. Raises KnownError if it cannot be read to its end."""
    reader = Reader(str(path))
    try:
        meter, peak, heard = Meter(), TruePeak(), hashlib.sha256()
        while len(chunk := reader.read(_SECONDS)):
            meter.add(chunk)
            peak.add(chunk)
            heard.update(np.ascontiguousarray(chunk, "<f4").data)
            heed(min(1.0, meter.frames / max(1, reader.length)))
        if not (reader.early or meter.frames):
            raise KnownError(f"{path.name} holds no sound: it is 0 seconds long. Export it again")
        if reader.early:
            raise KnownError(f"{path.name} ends at {meter.frames / RATE:.1f} s, before it should. Copy it again")
        if reader.spoilt:
            raise KnownError(f"{path.name} holds samples that are no numbers. Export it again as 24-bit WAV or FLAC")
        loudness, highest = meter.loudness(), peak.decibels()
        rises = meter.rises(gain_towards(HOUSE_LUFS, loudness, highest))
        sound = heard.hexdigest()
        length, shape = millis(meter.frames), meter.shape()
        return Examined(length, loudness, highest, reader.rate, reader.channels, shape, rises, sound)
    finally:
        reader.close()


class Meter:
    """Loudness of stereo at 48 kHz, fed piece by piece."""

    def __init__(self) -> None:
        self.frames = 0
        self._weighting = Weighting()
        self._waiting = np.zeros((0, 2), np.float32)
        self._steps: list[NDArray[np.float32]] = []

    def add(self, chunk: Frames) -> None:
        self.frames += len(chunk)
        waiting = np.concatenate([self._waiting, chunk]) if len(self._waiting) else chunk
        whole = len(waiting) // STEP * STEP
        if whole:
            self._steps.append(self._weigh(waiting[:whole]))
        self._waiting = waiting[whole:].copy()

    def loudness(self) -> float:
        """Integrated, in LUFS; -inf for silence. Nothing is added after this."""
        return _gated(self._blocks())

    def rises(self, gain: float) -> tuple[SuddenRise, ...]:
        """Where it becomes louder by more than SUDDEN within 0.4 s, at `gain` dB as it is played in the house.

        The loudness of 400 ms is held against that of the 400 ms before, every 100 ms; what is softer than AUDIBLE
        counts as AUDIBLE, so that it is a rise out of silence that is measured and not the depth of that silence. Of
        moments that follow each other within 0.4 s the largest rise stands for all. Silence before the first sample
        is none: there the guard and the crossfade hold. Nothing is added after this.
        """
        loud = np.maximum(_lufs(self._blocks()) + gain, AUDIBLE)
        by = loud[_BLOCK:] - loud[:-_BLOCK]
        found: list[int] = []
        for at in np.flatnonzero(by > SUDDEN):
            if found and at - found[-1] <= _BLOCK:
                found[-1] = max(found[-1], int(at), key=lambda x: (by[x], -x))
            else:
                found.append(int(at))
        largest = sorted(sorted(found, key=lambda x: -by[x])[:MOST_RISES])
        return tuple(SuddenRise(Millis((at + _BLOCK) * 100), round(float(by[at]), 1)) for at in largest)

    def shape(self) -> str:
        """How it swells, as a `Track` has it; nothing for silence. Nothing is added after this."""
        steps = self._all_steps()
        if not steps.any():
            return ""
        loud = _lufs(np.array([part.mean() for part in np.array_split(steps, min(PARTS, len(steps)))]))
        most = len(DIGITS) - 1
        return "".join(DIGITS[max(0, round(most + level))] for level in np.maximum(loud - loud.max(), -most))

    def _blocks(self) -> NDArray[np.float64]:
        """The power of every 400 ms; all of it together where it is shorter."""
        steps, whole = self._all_steps(), self.frames // STEP
        if whole < _BLOCK:
            return np.full(1, steps.sum() * STEP / max(1, self.frames))
        return np.convolve(steps[:whole], np.full(_BLOCK, 1 / _BLOCK), "valid")

    def _all_steps(self) -> NDArray[np.float64]:
        """The power of all there is, step by step; the last may be filled up with silence."""
        if len(self._waiting):
            self._steps.append(self._weigh(np.pad(self._waiting, ((0, STEP - len(self._waiting)), (0, 0)))))
            self._waiting = self._waiting[:0]
        return np.concatenate([np.zeros(0), *self._steps])

    def _weigh(self, piece: Frames) -> NDArray[np.float32]:
        """The power of both channels, step by step."""
        steps = self._weighting.weigh(piece).reshape(2, -1, STEP)
        return np.asarray(np.einsum("csf,csf->s", steps, steps) / STEP, np.float32)


def _gated(blocks: NDArray[np.float64]) -> float:
    """The loudness of the blocks that pass both gates."""
    heard = blocks[_lufs(blocks) > _ABSOLUTE]
    if not len(heard):
        return -math.inf
    return float(_lufs(heard[_lufs(heard) > _lufs(heard.mean()) - _RELATIVE].mean()))


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        return -0.691 + 10 * np.log10(power)
