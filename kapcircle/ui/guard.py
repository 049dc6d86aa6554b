"""The guard of the GO key: a key held down, or pressed twice within a second, goes once."""

from kapcircle.core.ids import Instant, Millis

BETWEEN = Millis(1_000)
"""Least time between two GOs: programme setting."""

HELD_DOWN = "Let go of the key first"
TOO_SOON = "Wait a second"


class GoGuard:
    """Belongs to the key on the keyboard and on the page; a command by name needs no guard."""

    def __init__(self) -> None:
        self._down = False
        self._last: Instant | None = None

    def press(self, now: Instant, *, repeated: bool = False) -> str:
        """Why this press does nothing; empty when it goes."""
        if repeated or self._down:
            return HELD_DOWN
        self._down = True
        if self._last is not None and now - self._last < BETWEEN:
            return TOO_SOON
        self._last = now
        return ""

    def release(self) -> None:
        """The key is up again, or nobody can know whether it is."""
        self._down = False
