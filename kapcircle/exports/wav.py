"""A WAV file of 24 bits that grows while it is played, beyond four gigabytes too."""

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kapcircle.core.errors import KnownError

CHANNELS, BYTES = 2, 3
FULL = 1 << 23
LARGEST = (1 << 32) - 1
"""Bytes that a WAV file can count. A longer one counts in a chunk of 64 bits (RF64: EBU Tech 3306, 4)."""

_HEAD = struct.Struct("<4sI4s 4sIQQQI 4sIHHIIHH 4sI")


class WavFile:
    """Takes stereo frames, full scale 1. Raises KnownError, naming the file, where the disk refuses."""

    def __init__(self, path: Path, rate: int) -> None:
        self._path, self._rate = path, rate
        self._bytes = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("wb", buffering=1 << 20)
        except OSError as error:
            raise self._refused(error) from error
        self._put(self._head())

    def write(self, frames: NDArray[np.float32]) -> None:
        """Append frames, shape (n, 2); what exceeds full scale is cut off."""
        whole = np.clip(np.rint(frames * np.float32(FULL)), -FULL, FULL - 1).astype("<i4")
        data = np.ascontiguousarray(whole).view(np.uint8).reshape(-1, 4)[:, :BYTES].tobytes()
        self._put(data)
        self._bytes += len(data)

    def close(self) -> None:
        """Write down how long it has become."""
        try:
            with self._file:
                self._file.seek(0)
                self._file.write(self._head())
        except OSError as error:
            raise self._refused(error) from error

    def _put(self, data: bytes) -> None:
        try:
            self._file.write(data)
        except OSError as error:
            raise self._refused(error) from error

    def _head(self) -> bytes:
        frame, riff = CHANNELS * BYTES, _HEAD.size - 8 + self._bytes
        large = riff > LARGEST
        return _HEAD.pack(
            b"RF64" if large else b"RIFF", min(riff, LARGEST), b"WAVE",
            b"ds64" if large else b"JUNK", 28, *((riff, self._bytes, self._bytes // frame) if large else (0, 0, 0)), 0,
            b"fmt ", 16, 1, CHANNELS, self._rate, self._rate * frame, frame, 8 * BYTES,
            b"data", LARGEST if large else self._bytes,
        )  # fmt: skip

    def _refused(self, error: OSError) -> KnownError:
        return KnownError(f"{self._path} cannot be written: {error.strerror}.")
