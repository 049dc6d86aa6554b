"""A sign of life beside the vault, so that a crash can be told from a pause: one instant, no names."""

from contextlib import suppress
from pathlib import Path

from kapcircle.core.ids import Instant, Millis

EVERY = Millis(500)


class PulseFile:
    """Rewrites one small file twice a second. Not worth waiting for a disk: never flushed, never an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._beat = Instant(0)
        self._last = _read(path)

    def beat(self, now: Instant) -> None:
        """Somebody sits at the desk."""
        if now - self._beat >= EVERY:
            self._beat = now
            with suppress(OSError):
                self._path.write_text(f"{now:015d}", "ascii")

    def last(self) -> Instant | None:
        """When somebody last did, before this program started."""
        return self._last


def _read(path: Path) -> Instant | None:
    try:
        return Instant(int(path.read_text("ascii")))
    except (OSError, ValueError):
        return None
