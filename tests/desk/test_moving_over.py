"""Another output or other lamps in the middle of a circle: sound and light move over, and nothing else does."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import Lamp
from kapcircle.core.rooms import PatchRow, RoomPlan
from kapcircle.core.session import commands as c
from kapcircle.desk.house import House
from kapcircle.desk.orders import Master, Play, SecondVolume, Show
from tests.fakes import SilentRoom, house
from tests.made_up import small_rundown
from tests.memory import MemoryLog


@pytest.fixture
def sitting() -> tuple[House, SilentRoom]:
    room = SilentRoom()
    made = house(MemoryLog(), room=lambda _: room)
    session = made.planning.plan_session(made.planning.begin_cohort("Harbour"), "Medicine", None, small_rundown())
    circle = made.circle(session)
    circle.begin()
    circle.do(c.Open())
    room.told.clear()
    return made, room


@pytest.mark.parametrize(
    "other",
    [
        {"output": "Speakers of the small room"},
        {"second": "Headphones"},
        {"light": "sacn:desk:1"},
        {"patch": (PatchRow(LampId("lamp-1"), 1, 5, "level16"),)},
    ],
)
def test_another_output_or_line_to_the_lamps_is_moved_to_at_once(
    sitting: tuple[House, SilentRoom], other: dict[str, Any]
) -> None:
    house, room = sitting
    changed = replace(house.room, **other)
    house.save_room(changed)
    assert room.refitted == [changed]
    assert not [x for x in room.told if isinstance(x, Play)], "the engine asks itself for what it was asked for"


def test_another_floor_or_ceiling_needs_no_other_engine(sitting: tuple[House, SilentRoom]) -> None:
    house, room = sitting
    house.save_room(replace(house.room, floor=0.3, ceiling=0.2))
    assert room.refitted == []
    shown = next(x for x in room.told if isinstance(x, Show))
    assert {lamp.level for lamp in shown.levels} == {0.3}
    assert next(x for x in room.told if isinstance(x, Master)).level == 0.2


def test_another_volume_of_the_second_output_is_told_and_needs_no_other_engine(
    sitting: tuple[House, SilentRoom],
) -> None:
    house, room = sitting
    house.save_room(replace(house.room, second="Headphones"))
    room.refitted.clear()
    house.save_room(replace(house.room, second_volume=0.3))
    assert room.refitted == []
    assert [x for x in room.told if isinstance(x, SecondVolume)][-1] == SecondVolume(0.3, Millis(400))


def test_a_lamp_more_is_lit_with_the_others(sitting: tuple[House, SilentRoom]) -> None:
    house, room = sitting
    ninth = Lamp(LampId("lamp-9"), "Lamp 9", 0.9)
    house.save_room(replace(house.room, lamps=(*house.room.lamps, ninth)))
    shown = next(x for x in room.told if isinstance(x, Show))
    assert {lamp.lamp for lamp in shown.levels} >= {"lamp-1", "lamp-9"}


def test_nothing_moves_where_nothing_changed_or_nobody_sits(sitting: tuple[House, SilentRoom]) -> None:
    house, room = sitting
    house.save_room(house.room)
    assert (room.refitted, room.told) == ([], [])
    house.get_up()
    house.save_room(RoomPlan(house.room.id, "Circle room", house.room.lamps, output="Elsewhere"))
    assert room.refitted == []
