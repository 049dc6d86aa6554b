"""What a room is fitted with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kapcircle.desk.ports import LightDriver
from kapcircle.engine.devices import OpenDevice
from kapcircle.engine.settings import HOUSE, SoundSettings


@dataclass(frozen=True, slots=True)
class Fitting:
    """Recipes: the things themselves are made in the engine's process.

    `output` begins to play, `light` reaches the lamps, `second` plays the same on another output; each must survive
    pickling (a class or a function, or a partial of one).
    """

    output: OpenDevice
    light: Callable[[], LightDriver]
    light_name: str = "simulated"
    lock: Path | None = None
    settings: SoundSettings = HOUSE
    second: OpenDevice | None = None
