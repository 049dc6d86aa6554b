"""The light of the engine: asked for in one thread, given frame by frame in another."""

from threading import Event

from kapcircle.core.fading import Fading
from kapcircle.core.ids import Millis
from kapcircle.core.light import LampLevel


class Fader(Fading):
    """A fade that wakes whoever rests between frames."""

    def __init__(self, start: tuple[LampLevel, ...] = ()) -> None:
        super().__init__(start=start)
        self.asked = Event()
        """Set by `show`."""

    def show(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool = False) -> None:
        super().show(levels, fade, emergency)
        self.asked.set()
