"""A pedal or pad that is no keyboard: what it says is a key of its own in the table of keys."""

from collections.abc import Callable, Sequence
from typing import Protocol

Heard = Callable[[str, bool], object]
"""Called with what was pressed, by the name that the table of keys has for it, and whether it is down or up again."""


class Remote(Protocol):
    """Follows the one device that was chosen, and no other."""

    def devices(self) -> Sequence[str]:
        """The devices there are now, by name; slow. Raises KnownError where this program cannot look, and says why."""

    def follow(self, device: str, heard: Heard) -> None:
        """Call `heard` in a thread of its own for what this device says, also when it was away and is back."""

    def trouble(self) -> str:
        """Why nothing is heard; empty while it is, or while none is followed."""

    def leave(self) -> None:
        """Hear nothing any more."""
