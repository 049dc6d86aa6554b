"""The patch: which lamp hangs on which channels of which universe, and how its light is written there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId
from kapcircle.core.light import Colour, LampLevel, emission, luminance
from kapcircle.core.rooms import CHANNELS, UNIVERSES, PatchRow
from kapcircle.drivers.white import COLD_WHITE, WARM_WHITE, cold_share, kelvin


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of lamp: `parts` values 0 to 1 in the order of its channels, each of `octets` channels, coarse first."""

    parts: int
    octets: int
    mix: Callable[[LampLevel], tuple[float, ...]]

    @property
    def channels(self) -> int:
        return self.parts * self.octets


WHITE_3000: Colour = (1.0, 0.65, 0.26)
"""The colour of a warm white emitter, about 3000 K, as linear sRGB: programme setting."""

AMBER: Colour = (1.0, 0.35, 0.0)
"""The colour of an amber emitter, about 590 nm, as near as sRGB comes to it: programme setting."""


def _level(shown: LampLevel) -> tuple[float, ...]:
    return (luminance(shown.level),)


def _warm_cold(shown: LampLevel) -> tuple[float, ...]:
    """A warm and a cold emitter that share the light by colour temperature."""
    cold, light = cold_share(kelvin(shown.colour)), luminance(shown.level)
    return (light * (1 - cold), light * cold)


def _temperature(shown: LampLevel) -> tuple[float, ...]:
    """A dimmer, and a colour temperature from warm to cold, even in kelvin."""
    return (luminance(shown.level), (kelvin(shown.colour) - WARM_WHITE) / (COLD_WHITE - WARM_WHITE))


def _dimmed(shown: LampLevel) -> tuple[float, ...]:
    """A dimmer, and red, green and blue of which the strongest is full."""
    most = max(shown.colour)
    red, green, blue = shown.colour
    return (min(1.0, luminance(shown.level) * most), red / most, green / most, blue / most)


def _beside(fourth: Colour) -> Callable[[LampLevel], tuple[float, ...]]:
    """A fourth emitter that takes over as much of the light as is of its colour: red, green and blue have the rest."""

    def mix(shown: LampLevel) -> tuple[float, ...]:
        light = emission(shown)
        share = min(part / own for part, own in zip(light, fourth, strict=True) if own)
        return (*(max(0.0, part - share * own) for part, own in zip(light, fourth, strict=True)), share)

    return mix


_MIXES: dict[str, tuple[int, Callable[[LampLevel], tuple[float, ...]]]] = {
    "level": (1, _level),
    "rgb": (3, emission),
    "warmcold": (2, _warm_cold),
    "rgbw": (4, _beside((1.0, 1.0, 1.0))),
    "rgbww": (4, _beside(WHITE_3000)),
    "rgba": (4, _beside(AMBER)),
    "cct": (2, _temperature),
    "dimrgb": (4, _dimmed),
}

KINDS: dict[str, Kind] = {
    f"{name}{8 * octets}": Kind(parts, octets, mix) for name, (parts, mix) in _MIXES.items() for octets in (1, 2)
}
"""Levels are light, not brightness: the curve of a dimmer is set to linear. `rgbw` has a cold white emitter, `rgbww` a
warm one, `rgba` an amber one; `cct` a dimmer and a colour temperature; `dimrgb` a dimmer before its colours.
"""


def encode(levels: Iterable[LampLevel], patch: Iterable[PatchRow]) -> dict[int, bytes]:
    """The 512 slots of each universe in a checked patch. Lamps without a level are dark; levels without a row are left
    out.
    """
    shown = {x.lamp: x for x in levels}
    slots: dict[int, bytearray] = {}
    for row in patch:
        universe = slots.setdefault(row.universe, bytearray(512))
        if lamp := shown.get(row.lamp):
            kind = KINDS[row.kind]
            full = 256**kind.octets - 1
            octets = b"".join(round(part * full).to_bytes(kind.octets, "big") for part in kind.mix(lamp))
            universe[row.channel - 1 : row.channel - 1 + len(octets)] = octets
    return {universe: bytes(octets) for universe, octets in slots.items()}


def check_patch(patch: Iterable[PatchRow]) -> tuple[PatchRow, ...]:
    """The rows as they are. Raises KnownError naming lamp and channel: unknown kind, out of range, or overlap."""
    taken: dict[tuple[int, int], LampId] = {}
    rows = tuple(patch)
    for row in rows:
        where = f"Lamp {row.lamp}, universe {row.universe}, channel {row.channel}"
        for channel in _channels(row, where):
            if other := taken.get((row.universe, channel)):
                raise KnownError(f"{where}: channel {channel} is already taken by lamp {other}. Move one of them.")
            taken[row.universe, channel] = row.lamp
    return rows


def _channels(row: PatchRow, where: str) -> range:
    if row.kind not in KINDS:
        raise KnownError(f"{where}: kind {row.kind!r} is not known. Use one of {', '.join(KINDS)}.")
    if row.universe not in UNIVERSES:
        raise KnownError(f"{where}: a universe is a number from 1 to 63999.")
    taken = range(row.channel, row.channel + KINDS[row.kind].channels)
    if taken[0] not in CHANNELS or taken[-1] not in CHANNELS:
        raise KnownError(f"{where}: {row.kind} takes channels {taken[0]} to {taken[-1]}, and there are only 1 to 512.")
    return taken
