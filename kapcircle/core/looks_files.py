"""Looks in a file of their own, with the lamps of the room that they were made in: to be copied into another room.

And those that were changed and are not saved, as words that are kept until they are.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from reprlib import repr as brief
from typing import Any

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import Lamp, LookDesign
from kapcircle.core.looks import part, read_look
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.tracks import one_line

WORDS, NUMBERS = ("id", "name", "role"), ("place", "depth")
"""What a lamp has in such a file; what is missing is empty, or the middle of the room."""


def write_room_looks(room: RoomPlan, designs: Sequence[LookDesign]) -> dict[str, Any]:
    """Looks and lamps as JSON has them. Mats and the patch stay behind: they are the room's own."""
    return {
        "room": room.name,
        "lamps": [{key: getattr(lamp, key) for key in (*WORDS, *NUMBERS)} for lamp in room.lamps],
        "looks": [_look(design) for design in designs],
    }


def _look(design: LookDesign) -> dict[str, Any]:
    return {
        "name": design.name,
        "level": design.level,
        "colour": list(design.colour),
        "levels": dict(design.levels),
        "colours": {lamp: list(colour) for lamp, colour in design.colours.items()},
    }


def read_room_looks(data: object, file: str) -> tuple[RoomPlan, tuple[LookDesign, ...]]:
    """The room, as far as it is told, and its looks. Raises KnownError naming file and key."""
    if not isinstance(data, dict) or not {"lamps", "looks"} <= set(data):
        raise KnownError(f"{file}: these are no looks of a room: such a file has “lamps” and “looks”.")
    lamps = [_lamp(x, f"{file}: lamp {n}") for n, x in enumerate(_several(data["lamps"], f"{file}: lamps"), 1)]
    looks = [read_look(x, f"{file}: look {n}") for n, x in enumerate(_several(data["looks"], f"{file}: looks"), 1)]
    return RoomPlan(RoomId("another"), str(data.get("room", "")), tuple(lamps)), tuple(looks)


def write_edited(designs: Mapping[str, LookDesign]) -> str:
    """Looks by the name that they are kept under, as edited, in JSON; nothing for none. One whose new name is not
    there yet has the name it had.
    """
    edited = {was: _look(x) | {"name": x.name if x.name.strip() else was} for was, x in designs.items()}
    return json.dumps(edited, ensure_ascii=False) if edited else ""


def read_edited(words: str) -> dict[str, LookDesign]:
    """What `write_edited` wrote. What cannot be read is left out: it was never saved, and stops nobody."""
    found: dict[str, LookDesign] = {}
    with suppress(ValueError, AttributeError):
        for was, data in json.loads(words).items():
            with suppress(KnownError):
                found[was] = read_look(data, was)
    return found


def _several(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise KnownError(f"{where}: must be a list, not {brief(value)}.")
    return value


def _lamp(value: object, where: str) -> Lamp:
    if not isinstance(value, Mapping):
        raise KnownError(f"{where}: must be an object with {', '.join((*WORDS, *NUMBERS))}.")
    id_, name, role = (_word(value.get(key, ""), f"{where}: {key}") for key in WORDS)
    place, depth = (part(value.get(key, 0.5), f"{where}: {key}") for key in NUMBERS)
    return Lamp(LampId(id_), name, place, depth=depth, role=role)


def _word(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise KnownError(f"{where}: must be words, not {brief(value)}.")
    return one_line(value)
