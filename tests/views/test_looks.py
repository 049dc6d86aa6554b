"""Looks and the plan of the room, as eyes see them."""

from dataclasses import replace

import pytest

from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import WARM, Lamp, LookDesign
from kapcircle.core.rooms import RoomPlan
from kapcircle.views import looks as v
from tests.core.circles import opened

ONE, TWO = LampId("1"), LampId("2")
BLUE = (0.0, 0.2, 1.0)
ROOM = RoomPlan(RoomId("r"), "Room", (Lamp(ONE, "Left", 0.2, (1, 2), 0.9, "key"), Lamp(TWO, "Right", 0.8)), floor=0.05)
DUSK = LookDesign("dusk", 0.3, WARM, {ONE: 0.6}, {TWO: BLUE})


def test_a_lamp_is_shown_as_it_would_be_in_the_room() -> None:
    left, right = v.spots(ROOM, replace(DUSK, level=0.01))
    assert (left.level, right.level) == (0.6, 0.05), "never under the floor"
    assert right.colour[2] > right.colour[0]
    assert (left.alone, right.alone) == (True, True)
    assert left.words == "Left, key, 60 %, 20 % from the left, 90 % from the front, near mat 1, 2"
    assert right.words == "Right, 5 %, 80 % from the left, 50 % from the front"


def test_mats_lie_where_they_lay_or_round_the_middle_and_those_without_a_lamp_are_told() -> None:
    s = replace(opened().state, laid={3: (0.1, 0.9)})
    mats = v.mats_of(s, ROOM)
    assert [mat.number for mat in mats] == [1, 2, 3, 4]
    assert (mats[0].x, mats[0].y) == pytest.approx((0.5, 0.18))
    assert (mats[2].x, mats[2].y) == (0.1, 0.9)
    assert v.without_lamp(mats).startswith("No lamp is near mat 3, 4:")
    assert v.without_lamp(mats[:2]) == ""
    assert v.mats_of(replace(s, seats={}, laid={}), ROOM) == ()


def test_roles_in_use_come_before_those_that_are_usual() -> None:
    assert v.roles_in_use((Lamp(ONE, "a", role="hearth"), Lamp(TWO, "b", role="key"))) == (
        *("hearth", "key"),
        *("corner", "altar", "exit"),
    )


@pytest.mark.parametrize(
    ("own", "shipped", "edited", "words"),
    [
        (False, True, False, "30 %, shipped"),
        (True, True, False, "30 %, changed by you"),
        (True, False, False, "30 %, yours"),
        (True, False, True, "30 %, not saved"),
    ],
)
def test_what_stands_under_a_look(own: bool, shipped: bool, edited: bool, words: str) -> None:
    assert v.under(DUSK, own=own, shipped=shipped, edited=edited) == words


def test_lamps_of_another_room_are_told() -> None:
    assert v.about_strangers(DUSK, ROOM) == ""
    one = replace(ROOM, lamps=ROOM.lamps[:1])
    assert "one lamp that this room does not have" in v.about_strangers(DUSK, one)
    assert "2 lamps that" in v.about_strangers(DUSK, replace(ROOM, lamps=()))


def test_a_hand_on_all_lamps_sets_all_and_on_some_only_those() -> None:
    assert v.with_level(DUSK, (), 0.5) == replace(DUSK, level=0.5, levels={})
    assert v.with_level(DUSK, {TWO}, 0.5).levels == {ONE: 0.6, TWO: 0.5}
    assert v.with_colour(DUSK, (), BLUE) == replace(DUSK, colour=BLUE, colours={})
    assert v.with_colour(DUSK, {ONE}, WARM).colours == {ONE: WARM, TWO: BLUE}
    assert v.as_the_look(DUSK, {ONE, TWO}) == LookDesign("dusk", 0.3)
    assert (v.level_of(DUSK, ()), v.level_of(DUSK, {ONE, TWO})) == (0.3, 0.6)
    assert (v.colour_of(DUSK, ()), v.colour_of(DUSK, {TWO})) == (WARM, BLUE)
