"""Lamps and looks: how bright and how warm each lamp should be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kapcircle.core.ids import LampId

Colour = tuple[float, float, float]
"""Red, green, blue, linear, 0 to 1, the largest of them 1."""

WARM: Colour = (1.0, 0.55, 0.2)


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light in the room; `place` 0 to 1 across the room from left to right, for the picture on the page."""

    id: LampId
    name: str
    place: float = 0.5


@dataclass(frozen=True, slots=True)
class LookDesign:
    """How a look is made: one level for all lamps, and others where they differ. Levels are perceived brightness."""

    name: str
    level: float
    colour: Colour = WARM
    levels: Mapping[LampId, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LampLevel:
    """What one lamp should show: perceived brightness 0 to 1, and its colour."""

    lamp: LampId
    level: float
    colour: Colour = WARM


def levels(design: LookDesign, lamps: tuple[Lamp, ...], *, lift: float, floor: float) -> tuple[LampLevel, ...]:
    """The lamps under a look, raised by `lift`, never under `floor` (both in parts of full)."""
    return tuple(
        LampLevel(lamp.id, min(1.0, max(floor, design.levels.get(lamp.id, design.level) + lift)), design.colour)
        for lamp in lamps
    )
