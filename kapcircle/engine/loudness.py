"""How loud a recording is, and the gain that brings it to the loudness of the house (ITU-R BS.1770-4, EBU R 128)."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.engine.reader import Frames, Reader
from kapcircle.engine.settings import RATE, millis

HOUSE_LUFS = -23.0
"""Target loudness (EBU R 128, 2020)."""
PEAK = -1.0
"""Highest permitted peak in dB of full scale (EBU R 128, 2020)."""
_STEP = RATE // 10
"""Gating blocks of 400 ms overlap by 75 % (BS.1770-4): four steps make a block."""
MOST = 12.0
"""No recording is lifted by more dB than this, or a faint one would bring its hiss: programme setting."""
_ABSOLUTE, _RELATIVE = -70.0, 10.0
"""Gates: LUFS, and LU below the mean of what passed the first (BS.1770-4)."""
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""K-weighting at 48 kHz: BS.1770-4, tables 1 and 2, numerators and denominators."""
_TAPS = 1 << 12
"""Frames after which the high pass has died away to less than 1e-8."""
_PIECE = 7 * _TAPS
_SPAN = 8 * _TAPS
"""Overlap-add: a piece and its echo, in frames; small enough for a processor's cache."""
_SECONDS = 2.0
PARTS = 160
"""Into so many a recording is divided to show how it swells."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Examined:
    """`loudness` in LUFS as played in stereo (-inf: silent), `peak` in dB of full scale, `gain` in dB for the house,
    `shape` as a `Track` has it.
    """

    length: Millis
    loudness: float
    peak: float
    gain: float
    sample_rate: int
    channels: int
    shape: str


def examine(path: Path) -> Examined:
    """Listen to a whole recording, piece by piece. Raises KnownError if it cannot be read to its end."""
    reader = Reader(str(path))
    try:
        meter = Meter()
        while len(chunk := reader.read(_SECONDS)):
            meter.add(chunk)
        if reader.early or not meter.frames:
            raise KnownError(f"{path.name} ends at {meter.frames / RATE:.1f} s, before it should. Copy it again")
        if reader.spoilt:
            raise KnownError(f"{path.name} holds samples that are no numbers. Export it again as 24-bit WAV or FLAC")
        loudness, peak = meter.loudness(), meter.peak()
        gain = house_gain(loudness, peak)
        return Examined(millis(meter.frames), loudness, peak, gain, reader.rate, reader.channels, meter.shape())
    finally:
        reader.close()


def house_gain(loudness: float, peak: float) -> float:
    """The gain in dB towards the loudness of the house, as far as peaks permit; silence is left alone."""
    return min(HOUSE_LUFS - loudness, PEAK - peak, MOST) if math.isfinite(loudness) else 0.0


class Meter:
    """Integrated loudness of stereo at 48 kHz, fed piece by piece."""

    def __init__(self) -> None:
        self.frames = 0
        self._peak = 0.0
        self._response = np.fft.rfft(_k_weighting(), _SPAN)
        self._tail: NDArray[np.floating] = np.zeros((2, _TAPS), np.float32)
        self._waiting = np.zeros((0, 2), np.float32)
        self._power = np.zeros(0)
        self._steps: list[NDArray[np.float64]] = []

    def add(self, chunk: Frames) -> None:
        self.frames += len(chunk)
        self._peak = max(self._peak, float(np.abs(chunk).max(initial=0.0)))
        waiting = np.concatenate([self._waiting, chunk])
        whole = len(waiting) // _PIECE * _PIECE
        for at in range(0, whole, _PIECE):
            self._weigh(waiting[at : at + _PIECE], _PIECE)
        self._waiting = waiting[whole:]

    def peak(self) -> float:
        """In dB of full scale; -inf for silence."""
        return 20 * math.log10(self._peak) if self._peak > 0 else -math.inf

    def loudness(self) -> float:
        """In LUFS; -inf for silence. Nothing is added after this."""
        steps = self._all_steps()
        if len(steps) < 4:
            steps = np.full(4, self._power.mean()) if len(self._power) else np.zeros(4)
        return _gated(np.convolve(steps, np.full(4, 0.25), "valid"))

    def shape(self) -> str:
        """How it swells, as a `Track` has it; nothing for silence. Nothing is added after this."""
        steps = self._all_steps()
        if not steps.any():
            return ""
        loud = _lufs(np.array([part.mean() for part in np.array_split(steps, min(PARTS, len(steps)))]))
        most = len(DIGITS) - 1
        return "".join(DIGITS[max(0, round(most + level))] for level in np.maximum(loud - loud.max(), -most))

    def _all_steps(self) -> NDArray[np.float64]:
        """The power of all there is, step by step."""
        left, self._waiting = self._waiting, self._waiting[:0]
        self._weigh(np.pad(left, ((0, _PIECE - len(left)), (0, 0))), len(left))
        return np.concatenate(self._steps)

    def _weigh(self, piece: Frames, keep: int) -> None:
        """Overlap-add convolution with the K-weighting, then the power of both channels, step by step."""
        both = np.fft.irfft(np.fft.rfft(np.ascontiguousarray(piece.T), _SPAN) * self._response, _SPAN)
        both[:, :_TAPS] += self._tail
        self._tail = both[:, _PIECE:]
        power = np.concatenate([self._power, (both[:, :keep] ** 2).sum(axis=0)])
        whole = len(power) // _STEP * _STEP
        self._steps.append(power[:whole].reshape(-1, _STEP).mean(axis=1))
        self._power = power[whole:]


def _gated(blocks: NDArray[np.float64]) -> float:
    """The loudness of the blocks that pass both gates."""
    heard = blocks[_lufs(blocks) > _ABSOLUTE]
    if not len(heard):
        return -math.inf
    return float(_lufs(heard[_lufs(heard) > _lufs(heard.mean()) - _RELATIVE].mean()))


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        return -0.691 + 10 * np.log10(power)


def _k_weighting() -> NDArray[np.float32]:
    """The impulse response of both filters in a row, through their transfer function: no recursion in Python."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(4 * _TAPS))
    transfer = np.ones_like(z)
    for above, below in (_SHELF, _HIGH_PASS):
        transfer *= np.polyval(above[::-1], z) / np.polyval(below[::-1], z)
    return np.asarray(np.fft.irfft(transfer)[:_TAPS], np.float32)
