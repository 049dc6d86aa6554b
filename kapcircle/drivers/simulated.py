"""Lamps without hardware: remembers what they would show."""

from kapcircle.core.light import LampLevel


class Simulated:
    """A room that is always there. `levels` is what was last sent; empty once it is closed."""

    def __init__(self) -> None:
        self.levels: tuple[LampLevel, ...] = ()

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:  # noqa: ARG002 - nothing has to be refreshed
        self.levels = levels

    def answers(self) -> tuple[bool, str]:
        return True, ""

    def close(self) -> None:
        self.levels = ()
