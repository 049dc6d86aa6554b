"""What a key held down may do: the same press counts once, and GO once a second."""

from kapcircle.core.ids import Instant, Millis

BETWEEN = Millis(1_000)
"""Least time without a press before the next GO: programme setting."""

BOUNCE_MS = 20
"""A key down again this soon was never let go of: X11 tells a held key as pairs of release and press that follow
each other within a millisecond, and does not always say that they are repeats. No finger is that fast."""

HOLD_MS, SHORT_MS = 1_500, 400
"""How long a key is held for an emergency, and up to where it was only pressed: programme settings."""

HELD_DOWN = "Let go of the key first"
TOO_SOON = "Wait a second"
MOVED_ON = "It went on by itself just now"


class Fingers:
    """Tells a press from the repeats of a key that is still down. Times are those of the events, in milliseconds."""

    def __init__(self) -> None:
        self._lifted: dict[int, int] = {}

    def press(self, key: int, at: int, *, repeated: bool = False) -> bool:
        """Whether this is a press of its own; an event without a time (0) is told by its flag alone."""
        lifted = self._lifted.get(key, 0)
        bounced = lifted > 0 and 0 <= at - lifted < BOUNCE_MS
        return not (repeated or bounced)

    def release(self, key: int, at: int) -> None:
        """The key seems to be up."""
        self._lifted[key] = at


class GoGuard:
    """Belongs to the key on the keyboard and on the page; a command by name needs no guard."""

    def __init__(self) -> None:
        self._down = False
        self._last: Instant | None = None

    def press(self, now: Instant, *, repeated: bool = False, moved_on: Instant | None = None) -> str:
        """Why this press does nothing; empty when it goes. Each press, refused or not, begins the second anew.

        `moved_on` is when the circle went on by itself: the finger that meant that very step comes too late to stop.
        """
        held = repeated or self._down
        soon = self._last is not None and now - self._last < BETWEEN
        beaten = moved_on is not None and now - moved_on < BETWEEN
        self._down, self._last = True, now
        return HELD_DOWN if held else TOO_SOON if soon else MOVED_ON if beaten else ""

    def release(self) -> None:
        """The key is up again, or nobody can know whether it is."""
        self._down = False
