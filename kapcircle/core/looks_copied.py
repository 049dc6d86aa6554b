"""Looks taken from one room to another: each lamp shines as the one with the same role did there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kapcircle.core.ids import LampId
from kapcircle.core.light import Lamp, LookDesign
from kapcircle.core.rooms import RoomPlan


@dataclass(frozen=True, slots=True)
class Copied:
    """Looks as they are in the other room.

    `missing` are the roles of lamps that shine on their own in some look and that no lamp has here; `plain` are the
    names of lamps here whose role no lamp had there: they shine as each look does as a whole.
    """

    designs: tuple[LookDesign, ...]
    missing: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()


def copy_looks(designs: Sequence[LookDesign], from_room: RoomPlan, to_room: RoomPlan) -> Copied:
    """Looks of one room for another. Several lamps of a role are matched from left to right, by their part of the row:
    into a room with as many lamps of each role or more, and back, nothing is lost.
    """
    there, here = _by_role(from_room.lamps), _by_role(to_room.lamps)
    pairs = {
        lamp.id: _match(there[role], number, len(lamps)).id
        for role, lamps in here.items()
        if role in there
        for number, lamp in enumerate(lamps)
    }
    alone = {lamp for design in designs for lamp in {**design.levels, **design.colours}}
    missing = [lamps for role, lamps in there.items() if role not in here and alone & {x.id for x in lamps}]
    plain = tuple(lamp.name for lamp in to_room.lamps if lamp.id not in pairs)
    return Copied(tuple(_with(x, pairs) for x in designs), tuple(lamps[0].role for lamps in missing), plain)


def _with(design: LookDesign, pairs: dict[LampId, LampId]) -> LookDesign:
    levels = {here: design.levels[there] for here, there in pairs.items() if there in design.levels}
    colours = {here: design.colours[there] for here, there in pairs.items() if there in design.colours}
    return replace(design, levels=levels, colours=colours)


def _by_role(lamps: Sequence[Lamp]) -> dict[str, list[Lamp]]:
    """Lamps with a role, however it is written, from left to right."""
    found: dict[str, list[Lamp]] = {}
    for lamp in sorted(lamps, key=lambda x: (x.place, x.depth)):
        if role := lamp.role.strip().casefold():
            found.setdefault(role, []).append(lamp)
    return found


def _match(lamps: Sequence[Lamp], number: int, of: int) -> Lamp:
    """The lamp in the middle of the `number`-th part of a row."""
    return lamps[(2 * number + 1) * len(lamps) // (2 * of)]
