"""What the lamps showed last, for the engine that comes next: none goes dark, and none jumps, when a process dies."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel
from kapcircle.desk.aside import Aside
from kapcircle.desk.ports import LightDriver

HOLD = 1.5
"""Seconds for which a note holds. Receivers keep the levels of a source that fell silent for 2.5 s (ANSI E1.31-2018,
6.7.1), and the last packet may be 0.9 s older than the note.
"""

LAST = 0.5
"""Seconds that letting go of the lamps waits for a note that is being written."""

MOVING, STILL = 0.05, 0.5
"""Seconds between notes, in a fade and outside one."""


class Afterglow:
    """A note of levels beside the lock file. Without a file nothing is noted, and every engine begins in the dark.

    `light` names the lamps that the note is about; `clock` is the machine's, the same for every process.
    """

    def __init__(self, file: Path | None, light: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._file, self._light, self._clock = file, light, clock
        self._noted_at, self._was_still = -STILL, False
        self._aside = Aside("afterglow")

    def levels(self) -> tuple[LampLevel, ...]:
        """What these lamps show now, if another engine has just said so; else nothing is known and they are dark."""
        if self._file is None:
            return ()
        with suppress(OSError, ValueError, TypeError, KeyError):
            note = json.loads(self._file.read_text("utf-8"))
            if note["light"] == self._light and 0 <= self._clock() - note["at"] <= HOLD:
                return tuple(LampLevel(LampId(lamp), level, (r, g, b)) for lamp, level, (r, g, b) in note["levels"])
        return ()

    def note(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        """Have the levels written down if it is time to; no frame waits for the disk."""
        now = self._clock()
        news = still and not self._was_still
        if self._file is None or (now - self._noted_at < (STILL if still else MOVING) and not news):
            return
        self._noted_at, self._was_still = now, still
        self._aside.do(partial(self._write, self._file, levels, now))

    def _write(self, file: Path, levels: tuple[LampLevel, ...], at: float) -> None:
        rows = [(x.lamp, x.level, x.colour) for x in levels]
        fresh = file.with_suffix(".new")
        with suppress(OSError):  # a folder that has gone away: the next engine begins in the dark
            fresh.write_text(json.dumps({"light": self._light, "at": at, "levels": rows}), "utf-8")
            fresh.replace(file)

    def written(self, within: float) -> None:
        """Wait until what was noted is on the disk, or so many seconds."""
        self._aside.wait(within)

    def forget(self) -> None:
        """The lamps were let go of."""
        if self._file is not None:
            self.written(LAST)
            with suppress(OSError):
                self._file.unlink(missing_ok=True)


class Glowing:
    """A light driver that leaves a note of what it sends."""

    def __init__(self, driver: LightDriver, glow: Afterglow) -> None:
        self._driver, self._glow = driver, glow

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        self._driver.aim(levels, fade, emergency)

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        self._driver.send(levels, still)
        self._glow.note(levels, still)

    def answers(self) -> tuple[bool, str]:
        return self._driver.answers()

    def close(self) -> None:
        self._driver.close()
        self._glow.forget()
