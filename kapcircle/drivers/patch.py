"""The patch: which lamp hangs on which channels of which universe, and how its light is written there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId
from kapcircle.core.light import WARM, LampLevel, emission
from kapcircle.core.rooms import CHANNELS, UNIVERSES, PatchRow


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of lamp: `parts` values 0 to 1 in the order of its channels, each of `octets` channels, coarse first."""

    parts: int
    octets: int
    mix: Callable[[LampLevel], tuple[float, ...]]

    @property
    def channels(self) -> int:
        return self.parts * self.octets


def _level(shown: LampLevel) -> tuple[float, ...]:
    return (max(emission(shown)),)


def _warm_cold(shown: LampLevel) -> tuple[float, ...]:
    """A warm and a cold emitter that share the light: all warm at WARM's share of blue, all cold at white."""
    cold = min(1.0, max(0.0, (shown.colour[2] - WARM[2]) / (1 - WARM[2])))
    light = max(emission(shown))
    return (light * (1 - cold), light * cold)


KINDS: dict[str, Kind] = {
    "level8": Kind(1, 1, _level),
    "level16": Kind(1, 2, _level),
    "rgb8": Kind(3, 1, emission),
    "rgb16": Kind(3, 2, emission),
    "warmcold8": Kind(2, 1, _warm_cold),
    "warmcold16": Kind(2, 2, _warm_cold),
}
"""Levels are light, not brightness: the curve of a dimmer is set to linear."""


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
