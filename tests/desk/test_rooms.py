"""The rooms of a practice: which one the laptop is in, what a circle does about it, and looks from one to another."""

from dataclasses import replace

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import Lamp, LookDesign
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.session import commands as c
from kapcircle.desk.house import House
from kapcircle.desk.rooms import ROOM
from tests.fakes import SilentRoom, house
from tests.made_up import START, small_rundown
from tests.memory import MemoryLog

HALL = RoomPlan(RoomId("hall"), "Hall", (Lamp(LampId("a"), "A", 0.2, role="key"), Lamp(LampId("b"), "B", 0.8)))


@pytest.fixture
def here(log: MemoryLog) -> House:
    """In the room that it began with; there is a hall besides."""
    made = house(log)
    made.save_room(replace(HALL, fallback="Hall, offline"))
    return made


def test_the_laptop_is_in_one_of_them_also_after_a_restart(here: House, log: MemoryLog) -> None:
    assert (here.room.id, [x.name for x in here.rooms.others]) == (ROOM, ["Hall"])
    here.go_to(HALL.id)
    assert house(log).room.name == "Hall"
    here.go_to(ROOM)
    assert len(house(log).room.lamps) == 8


def test_a_new_one_has_the_limits_of_this_and_no_lamp_yet(here: House) -> None:
    here.save_room(replace(here.room, floor=0.1, ceiling=0.6))
    here.go_to(None)
    here.go_to(None)
    assert [x.name for x in here.rooms.all.values()] == ["Circle room", "Hall", "Room 2", "Room 3"]
    assert (here.room.name, here.room.lamps, here.room.floor, here.room.ceiling) == ("Room 3", (), 0.1, 0.6)


def test_a_circle_that_runs_stays_in_its_room_and_one_that_waits_moves_over(log: MemoryLog) -> None:
    room = SilentRoom()
    here = house(log, room=lambda _: room)
    here.save_room(HALL)
    session = here.planning.plan_session(here.planning.begin_cohort("Spring"), "Night", START, small_rundown())
    circle = here.circle(session)
    circle.begin()
    here.go_to(HALL.id)
    assert [x.name for x in room.refitted] == ["Hall"], "also where its lines have the same addresses"
    circle.do(c.Open())
    with pytest.raises(Refused, match="it stays in its room"):
        here.go_to(ROOM)
    assert here.room.id == HALL.id
    circle.do(c.Close())
    here.go_to(ROOM)
    assert here.room.id == ROOM


def test_the_return_card_names_what_a_phone_plays_in_this_room(here: House) -> None:
    session = here.planning.plan_session(here.planning.begin_cohort("Spring"), "Night", START, small_rundown())
    assert here.paperwork.show(session, lambda _: 0).fallback == ""
    here.go_to(HALL.id)
    assert here.paperwork.show(session, lambda _: 0).fallback == "Hall, offline"


def test_looks_come_from_another_room_by_role_and_what_they_are_there_stays(here: House) -> None:
    first = here.room.lamps[0].id
    here.looks.save_room(replace(here.room, lamps=(replace(here.room.lamps[0], role="Key"), *here.room.lamps[1:])))
    here.looks.save(LookDesign("moss", 0.2, levels={LampId("a"): 0.9, LampId("b"): 0.4, here.room.lamps[1].id: 0.7}))
    copied = here.looks.of_room(HALL)
    here.looks.take_in(copied.designs)
    assert here.looks.all["moss"].levels == {"a": 0.9, "b": 0.4, first: 0.9}
    here.go_to(HALL.id)
    here.looks.write("hall.json")
    here.go_to(ROOM)
    here.looks.save(replace(here.looks.all["moss"], levels={LampId("b"): 0.1}), "moss")
    here.looks.take_in(here.looks.read("hall.json").designs)
    assert here.looks.all["moss"].levels == {"b": 0.1, first: 0.9}, "a file, too"


def test_two_rooms_have_two_names(here: House) -> None:
    with pytest.raises(Refused, match="already a room called “hall”"):
        here.save_room(replace(here.room, name="hall"))
    here.save_room(replace(HALL, floor=0.3))
    assert here.rooms.all[HALL.id].floor == 0.3
