"""Looks as data: reading those that are shipped, or that a practice has made."""

import json
from collections.abc import Mapping
from reprlib import repr as brief

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId
from kapcircle.core.light import WARM, Colour, LookDesign
from kapcircle.core.tracks import one_line

KEYS = frozenset({"name", "level", "colour", "levels", "colours"})


def read_looks(files: Mapping[str, str]) -> dict[str, LookDesign]:
    """Looks by name, the darkest first, from JSON texts by file name. Raises KnownError naming file and key."""
    designs: dict[str, LookDesign] = {}
    for file, text in files.items():
        try:
            design = read_look(json.loads(text), file)
        except ValueError as error:
            raise KnownError(f"{file} is not JSON: {error}") from error
        if design.name in designs:
            raise KnownError(f"{file}: name: there is already a look called {design.name!r}.")
        designs[design.name] = design
    return dict(sorted(designs.items(), key=lambda item: (item[1].level, item[0])))


def read_look(data: object, file: str) -> LookDesign:
    """A look from `{"name", "level", "colour", "levels", "colours"}`; levels are perceived brightness 0 to 1, a colour
    is linear red, green, blue with 1 as its largest. Raises KnownError naming file and key.
    """
    if not isinstance(data, dict):
        raise KnownError(f"{file}: a look is an object with {', '.join(sorted(KEYS))}.")
    if unknown := sorted(set(data) - KEYS):
        raise KnownError(f"{file}: {unknown[0]}: not known. A look has {', '.join(sorted(KEYS))}.")
    return LookDesign(
        _name(data.get("name"), f"{file}: name"),
        part(data.get("level"), f"{file}: level"),
        _colour(data.get("colour", WARM), f"{file}: colour"),
        _levels(data.get("levels", {}), f"{file}: levels"),
        _colours(data.get("colours", {}), f"{file}: colours"),
    )


def _name(value: object, where: str) -> str:
    if not isinstance(value, str) or not (name := one_line(value)):
        raise KnownError(f"{where}: must be a word, not {brief(value)}.")
    return name


def part(value: object, where: str) -> float:
    """A number from 0 to 1. Raises KnownError that says `where` it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise KnownError(f"{where}: must be a number from 0 to 1, not {brief(value)}.")
    return float(value)


def _colour(value: object, where: str) -> Colour:
    match value:
        case [red, green, blue]:
            colour = (part(red, where), part(green, where), part(blue, where))
        case _:
            raise KnownError(f"{where}: must be three numbers, red, green and blue, not {brief(value)}.")
    if max(colour) != 1:
        raise KnownError(f"{where}: the largest of the three must be 1, not {max(colour):g}.")
    return colour


def _levels(value: object, where: str) -> dict[LampId, float]:
    if not isinstance(value, dict):
        raise KnownError(f"{where}: must be a level for each lamp's id, not {brief(value)}.")
    return {LampId(str(lamp)): part(level, f"{where}: {lamp}") for lamp, level in value.items()}


def _colours(value: object, where: str) -> dict[LampId, Colour]:
    if not isinstance(value, dict):
        raise KnownError(f"{where}: must be a colour for each lamp's id, not {brief(value)}.")
    return {LampId(str(lamp)): _colour(colour, f"{where}: {lamp}") for lamp, colour in value.items()}
