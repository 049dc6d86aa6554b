"""Lamps and looks: how bright and how warm each lamp should be, and what light that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kapcircle.core.ids import LampId

Colour = tuple[float, float, float]
"""Red, green, blue, linear, 0 to 1, the largest of them 1."""

WARM: Colour = (1.0, 0.55, 0.2)

WORKING = "working"
"""The look that an emergency calls."""

KAPPA = (29 / 3) ** 3
"""Slope of CIE L* near black (CIE 1976, ISO/CIE 11664-4)."""


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light in the room; `place` 0 to 1 across the room from left to right, and `depth` 0 to 1 from front to back,
    for the plan on the page. `mats` are those that it lights when somebody there needs it, `role` is what it is for
    (key, corner, altar, exit), in free words: by it looks are copied to another room.
    """

    id: LampId
    name: str
    place: float = 0.5
    mats: tuple[int, ...] = ()
    depth: float = 0.5
    role: str = ""


@dataclass(frozen=True, slots=True)
class LookDesign:
    """How a look is made: one level and one colour for all lamps, and others where they differ. Levels are perceived
    brightness.
    """

    name: str
    level: float
    colour: Colour = WARM
    levels: Mapping[LampId, float] = field(default_factory=dict)
    colours: Mapping[LampId, Colour] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LampLevel:
    """What one lamp should show: perceived brightness 0 to 1, and its colour.

    On the way between two colours the largest part of `colour` may be more or less than 1, so that the light is even to
    the eye; a lamp without colours has the light of its level alone.
    """

    lamp: LampId
    level: float
    colour: Colour = WARM


def levels(design: LookDesign, lamps: tuple[Lamp, ...], *, lift: float, floor: float) -> tuple[LampLevel, ...]:
    """The lamps under a look, raised by `lift`, never under `floor` (both in parts of full)."""
    return tuple(
        LampLevel(
            lamp.id,
            min(1.0, max(floor, design.levels.get(lamp.id, design.level) + lift)),
            design.colours.get(lamp.id, design.colour),
        )
        for lamp in lamps
    )


def luminance(level: float) -> float:
    """Light given off, in parts of full, that is perceived as `level`: CIE 1976 Y/Yn of L* = 100 x level.

    The inverse of `lightness`: half as bright to the eye is 18.4 % of the light.
    """
    return 100 * level / KAPPA if level <= 0.08 else ((100 * level + 16) / 116) ** 3


def lightness(light: float) -> float:
    """How bright `light` (parts of full) is perceived, 0 to 1: a hundredth of CIE 1976 L*."""
    return light * KAPPA / 100 if light <= 216 / 24389 else (116 * light ** (1 / 3) - 16) / 100


def emission(shown: LampLevel) -> Colour:
    """Red, green and blue light that the lamp gives off, linear, in parts of full."""
    light = luminance(shown.level)
    red, green, blue = shown.colour
    return (light * red, light * green, light * blue)
