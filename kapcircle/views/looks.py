"""Looks and the plan of the room as eyes see them, and what a hand on the editor makes of a look. Pure."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kapcircle.core.ids import LampId
from kapcircle.core.light import Colour, Lamp, LampLevel, LookDesign, emission, levels
from kapcircle.core.looks_kept import strangers
from kapcircle.core.mats import mats_text
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.session.state import Session
from kapcircle.views.room import in_the_dark

RING = 0.32
"""How far from the middle of the plan mats lie that nobody laid by hand, in parts of the room."""

ROLES = ("key", "corner", "altar", "exit")
"""Offered before any is in use."""

Kept = TypeVar("Kept")

Chosen = Collection[LampId]
"""Lamps that a hand has chosen; none stands for all of them."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A lamp on the plan: where it hangs, what it shows, and the colour to draw it with. `alone`: it differs."""

    lamp: LampId
    name: str
    role: str
    place: float
    depth: float
    level: float
    colour: Colour
    mats: tuple[int, ...]
    alone: bool

    @property
    def words(self) -> str:
        """The lamp as a sentence."""
        near = f"near mat {mats_text(self.mats)}" if self.mats else ""
        where = f"{percent(self.place)} from the left, {percent(self.depth)} from the front"
        said = (self.name, self.role, percent(self.level), where, near)
        return ", ".join(x for x in said if x)


@dataclass(frozen=True, slots=True)
class Mat:
    """A mat of the circle before, faintly: across and down the plan. `near`: some lamp is marked for it."""

    number: int
    x: float
    y: float
    near: bool


def percent(part: float) -> str:
    """A part in per cent, as people write it."""
    return f"{round(100 * part)} %"


def spots(room: RoomPlan, design: LookDesign) -> tuple[Spot, ...]:
    """Every lamp of the room under a look, as it would be: never under the floor."""
    shown = levels(design, room.lamps, lift=0.0, floor=room.floor)
    own = {*design.levels, *design.colours}
    return tuple(
        Spot(
            lamp.id,
            lamp.name,
            lamp.role,
            lamp.place,
            lamp.depth,
            level.level,
            drawn(level),
            lamp.mats,
            lamp.id in own,
        )
        for lamp, level in zip(room.lamps, shown, strict=True)
    )


def drawn(level: LampLevel) -> Colour:
    """The light to draw a lamp with; a dim one as an eye that is used to the dark has it."""
    return emission(replace(level, level=in_the_dark(level.level)))


def mats_of(s: Session, room: RoomPlan) -> tuple[Mat, ...]:
    """The mats of a circle where they lay: by hand, else round the middle in their order."""
    lit = {mat for lamp in room.lamps for mat in lamp.mats}
    numbers = sorted({seat.mat for seat in s.seats.values()} | set(s.laid))
    found = []
    for n, number in enumerate(numbers):
        turn = 2 * math.pi * n / len(numbers)
        x, y = s.laid.get(number, (0.5 + RING * math.sin(turn), 0.5 - RING * math.cos(turn)))
        found.append(Mat(number, x, y, number in lit))
    return tuple(found)


def without_lamp(mats: Sequence[Mat]) -> str:
    """Which mats no lamp is marked for, in a sentence; nothing where each has one, or none is known."""
    dark = tuple(mat.number for mat in mats if not mat.near)
    if not dark:
        return ""
    return f"No lamp is near mat {mats_text(dark)}: in an emergency only the whole room can be lit there."


def roles_in_use(lamps: Sequence[Lamp]) -> tuple[str, ...]:
    """What lamps are for, as it was typed here, then what is offered before that."""
    used = dict.fromkeys(lamp.role for lamp in lamps if lamp.role)
    return tuple(dict.fromkeys((*used, *ROLES)))


def under(design: LookDesign, *, own: bool, shipped: bool, edited: bool) -> str:
    """What stands under a look's name on the list."""
    kept = "yours" if own and not shipped else "changed by you" if own else "shipped"
    return f"{percent(design.level)}, " + ("not saved" if edited else kept)


def about_strangers(design: LookDesign, room: RoomPlan) -> str:
    """That a look names lamps which the room does not have; nothing where it names none."""
    count = len(strangers(design, room))
    lamps = "one lamp" if count == 1 else f"{count} lamps"
    return f"It also holds {lamps} that this room does not have. They are kept." if count else ""


# what a hand on the editor makes of a look


def level_of(design: LookDesign, chosen: Chosen) -> float:
    """The level of the chosen lamps, the brightest where they differ."""
    return max((design.levels.get(lamp, design.level) for lamp in chosen), default=design.level)


def colour_of(design: LookDesign, chosen: Chosen) -> Colour:
    """The colour of the first of the chosen lamps."""
    return next((design.colours.get(lamp, design.colour) for lamp in sorted(chosen)), design.colour)


def with_level(design: LookDesign, chosen: Chosen, level: float) -> LookDesign:
    """The chosen lamps at a level of their own; with none chosen all of them, whatever they had."""
    if not chosen:
        return replace(design, level=level, levels={})
    return replace(design, levels={**design.levels, **dict.fromkeys(chosen, level)})


def with_colour(design: LookDesign, chosen: Chosen, colour: Colour) -> LookDesign:
    """The chosen lamps in a colour of their own; with none chosen all of them."""
    if not chosen:
        return replace(design, colour=colour, colours={})
    return replace(design, colours={**design.colours, **dict.fromkeys(chosen, colour)})


def as_the_look(design: LookDesign, chosen: Chosen) -> LookDesign:
    """The chosen lamps as the whole look again."""
    return replace(design, levels=_but(design.levels, chosen), colours=_but(design.colours, chosen))


def _but(values: Mapping[LampId, Kept], chosen: Chosen) -> dict[LampId, Kept]:
    return {lamp: value for lamp, value in values.items() if lamp not in chosen}
