"""The rooms of a practice, and which of them this laptop is in."""

from collections.abc import Mapping
from dataclasses import replace

from kapcircle.core.ids import LampId, RoomId, StreamId
from kapcircle.core.light import Lamp
from kapcircle.core.practice import Practice, SaveRoom
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.desk import Desk

ROOM = RoomId("room")
"""The room that a practice begins with."""

EIGHT_LAMPS = tuple(Lamp(LampId(f"lamp-{n}"), f"Lamp {n}", (n - 0.5) / 8) for n in range(1, 9))
FIRST = RoomPlan(ROOM, "Circle room", EIGHT_LAMPS, floor=0.02, ceiling=0.8)
"""Eight simulated lamps, until it is saved as it is."""

IN_USE = "room in use"
"""The name of the setting."""


class Rooms:
    """Every room has its own lamps, outputs and limits; the looks are those of the practice."""

    def __init__(self, desk: Desk, practice: StreamId) -> None:
        self._desk, self._practice = desk, practice
        self._in_use = RoomId(desk.settings().get(IN_USE, ROOM))

    @property
    def all(self) -> Mapping[RoomId, RoomPlan]:
        """Each by its id, the first one first."""
        state: Practice = self._desk.stream(self._practice).state
        return {ROOM: FIRST, **state.rooms}

    @property
    def here(self) -> RoomPlan:
        """The one that this laptop is in."""
        rooms = self.all
        return rooms.get(self._in_use) or rooms[ROOM]

    @property
    def others(self) -> tuple[RoomPlan, ...]:
        """All but that one."""
        here = self.here.id
        return tuple(room for room in self.all.values() if room.id != here)

    def use(self, room: RoomId) -> None:
        """This laptop is in that room from now on."""
        self._in_use = room
        self._desk.keep(IN_USE, room)

    def begin(self) -> None:
        """Another room, with the limits of this one and no lamp yet; this laptop is in it. Raises Refused."""
        taken = {x.name for x in self.all.values()}
        name = next(x for n in range(2, len(taken) + 3) if (x := f"Room {n}") not in taken)
        room = RoomPlan(RoomId(self._desk.fresh()), name, floor=self.here.floor, ceiling=self.here.ceiling)
        self._desk.do((self._practice, SaveRoom(room)))
        self.use(room.id)


def lines(room: RoomPlan) -> tuple[object, ...]:
    """What an engine is fitted with."""
    return room.id, room.output, room.second, room.addresses, room.patch, room.bulbs


def driven(room: RoomPlan) -> RoomPlan:
    """A room as a circle has it; what a lamp is for, and where on the plan it hangs, nobody sees in the room."""
    return replace(room, lamps=tuple(replace(lamp, place=0.0, depth=0.0, role="") for lamp in room.lamps))
