"""A sign of life beside the vault, so that a crash can be told from a pause: an instant and a length, no names."""

import time
from contextlib import suppress
from functools import partial
from pathlib import Path

from kapcircle.core.ids import Instant, Millis
from kapcircle.desk.aside import Aside

EVERY = 0.5
"""Seconds, of the machine and not of the circle: a rehearsal at full speed wears no disk out."""


class PulseFile:
    """Rewrites one small file twice a second. Not worth waiting for a disk: written aside, never flushed, no error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written = -EVERY
        self._last, self._owed = _read(path)
        self._aside = Aside("pulse")

    def beat(self, now: Instant, owed: Millis) -> None:
        """Somebody sits at the desk, and has not answered yet for so much time away."""
        if (clock := time.monotonic()) - self._written >= EVERY:
            self._written = clock
            self._aside.do(partial(self._write, now, owed))

    def _write(self, now: Instant, owed: Millis) -> None:
        with suppress(OSError):
            self._path.write_text(f"{now:015d} {owed:015d}", "ascii")

    def written(self, within: float) -> None:
        """Wait until the last beat is in the file, or so many seconds."""
        self._aside.wait(within)

    def last(self) -> Instant | None:
        """When somebody last did, before this program started."""
        return self._last

    def owed(self) -> Millis:
        """How much time away nobody had answered for then."""
        return self._owed


def _read(path: Path) -> tuple[Instant | None, Millis]:
    try:
        last, *owed = map(int, path.read_text("ascii").split())
        return Instant(last), Millis(sum(owed))
    except (OSError, ValueError):
        return None, Millis(0)
