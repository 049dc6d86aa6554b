"""Lamps that cannot be driven as their room has them."""

from kapcircle.core.ids import Millis
from kapcircle.core.light import LampLevel


class Unlit:
    """A light driver for nothing: the sound goes on, and whoever asks is told why it is dark."""

    def __init__(self, why: str) -> None:
        self._why = why

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        """Nobody sees it."""

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        """Nobody sees it."""

    def answers(self) -> tuple[bool, str]:
        return False, self._why

    def close(self) -> None:
        """There is nothing to let go of."""
