"""A recording as a stream of stereo frames at 48 kHz, decoded piece by piece and never read whole."""

import math
import os
import sys
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from kapcircle.core.errors import KnownError
from kapcircle.engine.settings import RATE

Frames = NDArray[np.float32]
"""Shape (n, 2), full scale 1."""

_SLACK = 0.1
"""Seconds by which a file may end before its header says so; encoders pad, and some count the padding."""

_RUN_UP = 0.05
"""Seconds that a resampler is given before the first frame that is wanted: it forgets where it began (its filter is a
few milliseconds long), and each frame is the one it would have been without a jump there.
"""

_HALF = 0.7071
_MATRIX = {
    3: ((1, 0), (0, 1), (_HALF, _HALF)),
    4: ((1, 0), (0, 1), (_HALF, 0), (0, _HALF)),
    5: ((1, 0), (0, 1), (_HALF, _HALF), (_HALF, 0), (0, _HALF)),
    6: ((1, 0), (0, 1), (_HALF, _HALF), (0, 0), (_HALF, 0), (0, _HALF)),
    8: ((1, 0), (0, 1), (_HALF, _HALF), (0, 0), (_HALF, 0), (0, _HALF), (_HALF, 0), (0, _HALF)),
}
"""Two loudspeakers out of many channels: ITU-R BS.775-3, annex 4; the low-frequency channel is left out."""


class Flow(soundfile.SoundFile):  # type: ignore[misc]  # it has no types
    """Decoded in one go: left to itself the library seeks after each piece, and an MP3 then begins anew, with gaps."""

    def __init__(self, path: Path) -> None:
        """Where a name is not spelled in the system's alphabet, as on an old stick, its bytes say which file it is."""
        super().__init__(str(path) if sys.platform == "win32" else os.fsencode(path))

    def seekable(self) -> bool:
        return False


class Reader:
    """One recording from `start` on, to its end or, looping, for ever from `begins` to its end.

    `start`, `until` and `begins` are in 48 kHz frames of the file; `until` cuts a recording short. Raises KnownError.
    """

    def __init__(
        self, path: str, start: int = 0, until: int | None = None, *, loop: bool = False, begins: int = 0
    ) -> None:
        self._name, self._loop = Path(path).name, loop
        try:
            if not Path(path).is_file():
                raise KnownError(f"{self._name} is missing. Put it back, or take it out of the playlist")
            self._file = Flow(Path(path))
            self._rate: int = self._file.samplerate
            self._end: int = self._file.frames if until is None else min(self._file.frames, self._source(until))
            self._begin: int = min(self._source(begins), self._end)
            source, self._skip = self._run_up(start)
            self._at = self._seek(source)
        except soundfile.SoundFileError as why:
            raise KnownError(f"{self._name} cannot be read as sound: {reason(why)}") from why
        except OSError as why:
            raise KnownError(
                f"{self._name} cannot be read ({why.strerror}). Check its disk, or take it out of the playlist"
            ) from why
        self._soxr = soxr.ResampleStream(self._rate, RATE, 2, dtype="float32") if self._rate != RATE else None
        self._mix = _matrix(self._file.channels)
        self.early = False
        """True once the file has ended before it should."""
        self.spoilt = False
        """True once a sample was no number; it is silent instead."""

    @property
    def length(self) -> int:
        """48 kHz frames from where the recording begins to its end, as its header has it."""
        return round((self._end - self._begin) * RATE / self._rate)

    @property
    def rate(self) -> int:
        return self._rate

    @property
    def channels(self) -> int:
        return int(self._file.channels)

    def read(self, seconds: float = 0.25) -> Frames:
        """About so many seconds more. None at all is the end."""
        while True:
            raw = self._raw(max(1, int(seconds * self._rate)))
            stereo = np.ascontiguousarray(raw @ self._mix if self._mix is not None else raw)
            if self._soxr is None:
                return stereo
            out: Frames = self._soxr.resample_chunk(stereo, last=not len(raw))
            if not len(raw):
                self._soxr.clear()
            left_out = min(self._skip, len(out))
            self._skip -= left_out
            if len(out) > left_out or not len(raw):
                return out[left_out:]

    def close(self) -> None:
        self._file.close()
        self._soxr = None  # what it holds is not Python's to collect

    def _raw(self, n: int) -> Frames:
        got = self._piece(min(n, self._end - self._at))
        if len(got) < n and not self._finished(len(got)):
            self._at = self._seek(self._begin)
            got = np.concatenate([got, self._piece(min(n - len(got), self._end - self._begin))])
        return got

    def _piece(self, n: int) -> Frames:
        try:
            got: Frames = self._file.read(n, dtype="float32", always_2d=True)
        except soundfile.SoundFileError:
            got = np.zeros((0, self._file.channels), np.float32)
        if not np.isfinite(got).all():
            self.spoilt = True
            np.nan_to_num(got, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
        if len(got) < n:
            self.early = (self._end - self._at - len(got)) / self._rate > _SLACK
            self._end = self._at + len(got)
        self._at += len(got)
        return got

    def _finished(self, got: int) -> bool:
        return not self._loop or self.early or (not got and self._end <= self._begin)

    def _run_up(self, start: int) -> tuple[int, int]:
        """From which source frame to read for `start`, and how many 48 kHz frames of that to leave out.

        Where the rates differ it is one that has a 48 kHz frame at the same instant.
        """
        if self._rate == RATE:
            return start, 0
        common = math.gcd(self._rate, RATE)
        step = RATE // common
        steps = max(0, start - int(_RUN_UP * RATE)) // step
        return steps * (self._rate // common), start - steps * step

    def _source(self, frames: int) -> int:
        return round(frames * self._rate / RATE)

    def _seek(self, to: int) -> int:
        return int(self._file.seek(min(to, self._end)))


def _matrix(channels: int) -> NDArray[np.float32] | None:
    """What turns `channels` into two; None leaves them as they are. Never louder than the loudest channel."""
    if channels == 2:
        return None
    rows = _MATRIX.get(channels) or [(1, 1) if channels == 1 else ((1, 0), (0, 1))[i % 2] for i in range(channels)]
    matrix = np.array(rows, np.float32)
    return np.asarray(matrix / max(1.0, matrix.sum(axis=0).max() if channels > 1 else 1.0), np.float32)


def reason(why: Exception) -> str:
    """The library's words without its path."""
    words = str(why).rpartition("': ")[2] or type(why).__name__
    if words.startswith("File does not exist"):  # its words for an MP3 without a single frame: whoever asks has looked
        words = "There is no sound in it"
    return words.rstrip(".") + ". Convert it to FLAC, or take it out of the playlist"
