"""Sound decoded ahead: one side reads the file, the other takes frames and never waits."""

from collections import deque

import numpy as np

from kapcircle.engine.reader import Frames, Reader
from kapcircle.engine.settings import RATE

AHEAD = 10 * RATE
"""Frames decoded before they are needed: a stick may sleep, and a file that ends early is known in time to fade."""


class Stream:
    """One recording, buffered. `fill` belongs to one thread, `take` to another; neither locks."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._chunks: deque[Frames] = deque()
        self._written = self._taken = 0
        self.finished = False
        """Nothing more will come than is there."""
        self.early = False
        """The file ended before it should."""

    @property
    def ready(self) -> int:
        """Frames that can be taken now."""
        return self._written - self._taken

    def fill(self) -> bool:
        """Decode a little more; False when enough is there, or the end."""
        if self.finished or self.ready >= AHEAD:
            return False
        chunk = self._reader.read()
        if len(chunk):
            self._chunks.append(chunk)
            self._written += len(chunk)
        else:
            self.early, self.finished = self._reader.early, True
        return True

    def take(self, n: int) -> Frames:
        """The next `n` frames, or as many as there are."""
        out = np.empty((min(n, self.ready), 2), np.float32)
        at = 0
        while at < len(out):
            chunk = self._chunks[0]
            part = chunk[: len(out) - at]
            out[at : at + len(part)] = part
            at += len(part)
            if len(part) == len(chunk):
                self._chunks.popleft()
            else:
                self._chunks[0] = chunk[len(part) :]
        self._taken += at
        return out

    def close(self) -> None:
        self._reader.close()
