"""Lamps without hardware: remembers what they would show."""

from kapcircle.core.ids import Millis
from kapcircle.core.light import LampLevel


class Simulated:
    """A room that is always there. `levels` is what was last sent; empty once it is closed."""

    def __init__(self) -> None:
        self.levels: tuple[LampLevel, ...] = ()

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        """Each frame says where the lamps are."""

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:  # noqa: ARG002 - nothing has to be refreshed
        self.levels = levels

    def answers(self) -> tuple[bool, str]:
        return True, ""

    def close(self) -> None:
        self.levels = ()
