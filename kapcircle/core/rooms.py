"""A room of the practice: its lamps, how dim and how loud it may be, and where its sound and light go."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kapcircle.core.errors import Refused
from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import Lamp

UNIVERSES = range(1, 64_000)
"""Universes that carry levels (ANSI E1.31-2018, 6.2.7)."""

CHANNELS = range(1, 513)
"""Slots of a universe, counted as people do, from 1 (ANSI E1.11)."""


@dataclass(frozen=True, slots=True)
class PatchRow:
    """Where a lamp hangs on the line: `channel` is its first, `kind` says how many follow and what they mean."""

    lamp: LampId
    universe: int
    channel: int
    kind: str


@dataclass(frozen=True, slots=True)
class Bulb:
    """A lamp that is told by messages: the address of its line, what it is called there, and its kind."""

    lamp: LampId
    line: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """A room as the practice knows it.

    `floor` is the least light in any look (perceived, 0 to 1), `ceiling` the most the master volume may be (amplitude,
    0 to 1). `output` names the sound device, empty for the system's own; `second` names an output that carries the same
    sound, empty for none, at `second_volume` (amplitude, 0 to 1) of it. `light` is the address of a driver, `lines` are
    those of others beside it; `patch` says which lamps hang on channels, `bulbs` which are told by messages.
    """

    id: RoomId
    name: str
    lamps: tuple[Lamp, ...] = ()
    floor: float = 0.0
    ceiling: float = 1.0
    output: str = ""
    light: str = "simulated"
    patch: tuple[PatchRow, ...] = ()
    fallback: str = ""
    """What a phone would play if the laptop failed: the name of a playlist on it."""
    second: str = ""
    second_volume: float = 1.0
    lines: tuple[str, ...] = ()
    bulbs: tuple[Bulb, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """All lines to the lamps."""
        return (self.light, *self.lines)


def check_room(room: RoomPlan) -> None:
    """Raises Refused with all that is wrong with a room."""
    if wrong := list(_wrong(room)):
        raise Refused("; ".join(wrong))


def rehearsal_patch(lamps: Sequence[LampId], universe: int) -> tuple[PatchRow, ...]:
    """The first eight lamps as 16-bit levels on channels 1 and 2, 3 and 4, to 15 and 16."""
    return tuple(PatchRow(lamp, universe, 2 * n + 1, "level16") for n, lamp in enumerate(lamps[:8]))


def _wrong(room: RoomPlan) -> Iterator[str]:
    if not room.name.strip():
        yield "The room needs a name"
    figures = {
        "The light floor": room.floor,
        "The volume ceiling": room.ceiling,
        "The volume of the second output": room.second_volume,
    }
    for name, value in figures.items():
        if not 0 <= value <= 1:
            yield f"{name} must be between 0 and 100 %, not {100 * value:.0f} %"
    if room.second and room.second == room.output:
        yield f"The second output must be another than the first, which is {room.output}"
    yield from (f"Two lamps are called {name}" for name in _twice(lamp.name for lamp in room.lamps))
    yield from (f"Two lamps have the id {lamp}" for lamp in _twice(lamp.id for lamp in room.lamps))
    for lamp in room.lamps:
        if not lamp.name.strip():
            yield f"Lamp {lamp.id} needs a name"
        if not 0 <= lamp.place <= 1:
            yield f"{lamp.name} must stand between 0 (left) and 1 (right), not at {lamp.place:g}"
        if not 0 <= lamp.depth <= 1:
            yield f"{lamp.name} must hang between 0 (front) and 1 (back), not at {lamp.depth:g}"
    yield from (f"Two lines go to {line}" for line in _twice(room.addresses))
    yield from _wrong_rows(room)
    yield from _wrong_bulbs(room)


def _wrong_rows(room: RoomPlan) -> Iterator[str]:
    names = {lamp.id: lamp.name for lamp in room.lamps}
    for row in room.patch:
        if row.lamp not in names:
            yield f"The patch names a lamp that the room does not have: {row.lamp}"
        lamp = names.get(row.lamp, row.lamp)
        if row.universe not in UNIVERSES:
            yield f"{lamp}: universe {row.universe} is not between 1 and 63999"
        if row.channel not in CHANNELS:
            yield f"{lamp}: channel {row.channel} is not between 1 and 512"


def _wrong_bulbs(room: RoomPlan) -> Iterator[str]:
    names = {lamp.id: lamp.name for lamp in room.lamps}
    for bulb in room.bulbs:
        lamp = names.get(bulb.lamp, bulb.lamp)
        if bulb.lamp not in names:
            yield f"A bulb belongs to a lamp that the room does not have: {bulb.lamp}"
        if bulb.line not in room.addresses:
            yield f"{lamp}: its bulb hangs on a line that the room does not have: {bulb.line}"
        if not bulb.name.strip():
            yield f"{lamp}: its bulb needs the name that it has there"
    bulbs = Counter(bulb.lamp for bulb in room.bulbs)
    yield from (f"{names.get(lamp, lamp)} has two bulbs" for lamp, count in bulbs.items() if count > 1)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
