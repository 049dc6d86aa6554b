"""The lamps of an engine, and whose they are. They come first: what decodes takes a while to load, and the lamps of an
engine that has died are known for a second and a half.
"""

from contextlib import suppress
from threading import Event

from kapcircle.core.errors import KnownError
from kapcircle.desk.ports import LightDriver
from kapcircle.engine.afterglow import Afterglow, Glowing
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.frames import run_frames
from kapcircle.engine.light import Fader
from kapcircle.engine.minded import minded
from kapcircle.engine.tenancy import Tenancy
from kapcircle.engine.unlit import Unlit

_LOOK = 0.1
"""Seconds between two looks at the lock."""
_GRACE = 1.0
"""Seconds that the last frame, and the last look, may take."""


class Shining:
    """Goes on with what the lamps show, as its fader is told, until it is closed or another engine signs for them."""

    def __init__(self, fitting: Fitting) -> None:
        glow = Afterglow(fitting.lock and fitting.lock.with_suffix(".light"), fitting.light_name)
        self.found = glow.levels()
        """What the lamps showed when it began, as far as that was known."""
        self.fader = Fader(start=self.found)
        self.passed_on = Event()
        """Set once another engine has the lamps."""
        self.failed: Exception | None = None
        """What nobody foresaw in a thread of the lamps: whoever runs the engine ends it."""
        self.follows = False
        """Whether another engine had the lamps, and never signed off."""
        self._driver = _lamps(fitting, glow)
        self._over = Event()
        self._tenancy = Tenancy(fitting.lock)
        light = minded("light", self._shine, self._fail)
        with suppress(OSError):  # a folder that has gone away: nobody can be told, and nobody is there
            self.follows = self._tenancy.take()
        self._threads = [light, minded("lock", self._look, self._fail)]

    def answers(self) -> tuple[bool, str]:
        """Whether the lamps answer, and what is to be said of them."""
        return self._driver.answers()

    def close(self) -> None:
        """Let go of the lamps."""
        self._over.set()
        for thread in self._threads:
            thread.join(_GRACE)

    def _fail(self, why: Exception) -> None:
        self.failed = why

    def _shine(self) -> None:
        """The lamps pass to the next engine as they are: two sources at once would flicker."""
        run_frames(self.fader, self._driver, lambda: self._over.is_set() or self.passed_on.is_set())
        if not self.passed_on.is_set():
            self._driver.close()

    def _look(self) -> None:
        """Has a thread of its own: the folder of the lock may lie where a look takes seconds."""
        while not self._over.wait(_LOOK):
            if self._tenancy.lost():
                self.passed_on.set()
        self._tenancy.leave()


def _lamps(fitting: Fitting, glow: Afterglow) -> LightDriver:
    try:
        return Glowing(fitting.light(), glow)
    except KnownError as why:
        return Unlit(str(why))
