"""Looks in a file, and back."""

import json
from typing import Any

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import WARM, Lamp, LookDesign
from kapcircle.core.looks_files import read_edited, read_room_looks, write_edited, write_room_looks
from kapcircle.core.rooms import RoomPlan

ROOM = RoomPlan(RoomId("r"), "Hall", (Lamp(LampId("1"), "Left", 0.2, (3,), 0.8, "key"), Lamp(LampId("2"), "Right")))
DUSK = LookDesign("dusk", 0.3, WARM, {LampId("1"): 0.5}, {LampId("2"): (0.0, 0.2, 1.0)})


def test_what_is_written_is_read_again_without_what_is_the_rooms_own() -> None:
    room, looks = read_room_looks(json.loads(json.dumps(write_room_looks(ROOM, (DUSK,)))), "hall.json")
    assert looks == (DUSK,)
    assert room.name == "Hall"
    assert room.lamps == (Lamp(LampId("1"), "Left", 0.2, depth=0.8, role="key"), ROOM.lamps[1])


def test_what_is_missing_of_a_lamp_is_empty_or_the_middle() -> None:
    room, _ = read_room_looks({"lamps": [{"id": "1"}], "looks": []}, "x")
    assert room.lamps == (Lamp(LampId("1"), ""),)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "x.json: these are no looks of a room: such a file has “lamps” and “looks”."),
        ({"lamps": []}, "x.json: these are no looks of a room: such a file has “lamps” and “looks”."),
        ({"lamps": {}, "looks": []}, "x.json: lamps: must be a list, not {}."),
        ({"lamps": [], "looks": 3}, "x.json: looks: must be a list, not 3."),
        ({"lamps": [4], "looks": []}, "x.json: lamp 1: must be an object with id, name, role, place, depth."),
        ({"lamps": [{"id": 4}], "looks": []}, "x.json: lamp 1: id: must be words, not 4."),
        ({"lamps": [{"place": True}], "looks": []}, "x.json: lamp 1: place: must be a number from 0 to 1, not True."),
        ({"lamps": [{"depth": 2}], "looks": []}, "x.json: lamp 1: depth: must be a number from 0 to 1, not 2."),
        ({"lamps": [{"depth": "a"}], "looks": []}, "x.json: lamp 1: depth: must be a number from 0 to 1, not 'a'."),
        ({"lamps": [], "looks": [{}]}, "x.json: look 1: name: must be a word, not None."),
    ],
)
def test_what_cannot_be_read_is_named(data: Any, words: str) -> None:
    with pytest.raises(KnownError) as error:
        read_room_looks(data, "x.json")
    assert str(error.value) == words


def test_what_was_edited_comes_back_as_it_was_left() -> None:
    renamed = LookDesign("late dusk", 0.25, WARM, {LampId("1"): 0.5}, {LampId("2"): (0.0, 0.2, 1.0)})
    edited = {"dusk": renamed, "day": LookDesign("day", 0.9)}
    assert read_edited(write_edited(edited)) == edited
    assert write_edited({}) == ""


def test_a_name_that_was_only_emptied_is_the_one_it_had() -> None:
    assert read_edited(write_edited({"dusk": LookDesign(" ", 0.25)})) == {"dusk": LookDesign("dusk", 0.25)}


@pytest.mark.parametrize("words", ["", "{", "[]", "3", '{"dusk": 3}', '{"dusk": {"name": "dusk", "level": 7}}'])
def test_what_cannot_be_read_was_never_saved_and_stops_nobody(words: str) -> None:
    assert read_edited(words) == {}


def test_one_that_cannot_be_read_takes_no_other_with_it() -> None:
    words = json.dumps({"a": 3, **json.loads(write_edited({"dusk": DUSK}))})
    assert read_edited(words) == {"dusk": DUSK}


def test_what_cannot_be_read_is_told_in_a_line_however_long_it_is() -> None:
    with pytest.raises(KnownError) as said:
        read_room_looks({"lamps": "x" * 100_000, "looks": []}, "hall.json")
    assert len(str(said.value)) < 100
    with pytest.raises(KnownError) as said:
        read_room_looks({"lamps": [], "looks": [{"name": "dusk", "level": "x" * 100_000}]}, "hall.json")
    assert len(str(said.value)) < 100


def test_what_is_no_letter_in_a_name_is_left_out_so_that_it_can_be_kept_and_shown() -> None:
    lamp = {"id": "1", "name": "Left\ud800", "role": "key\nlight"}
    room, looks = read_room_looks({"lamps": [lamp], "looks": [{"name": "du\x1bsk\udcff", "level": 0.3}]}, "hall.json")
    assert (room.lamps[0].name, room.lamps[0].role, looks[0].name) == ("Left", "key light", "du sk")
    with pytest.raises(KnownError, match="look 1: name: must be a word"):
        read_room_looks({"lamps": [], "looks": [{"name": "\ud800", "level": 0.3}]}, "hall.json")
