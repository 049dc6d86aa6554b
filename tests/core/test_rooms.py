from dataclasses import replace

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import Lamp
from kapcircle.core.rooms import Bulb, PatchRow, RoomPlan, check_room, rehearsal_patch

ONE = LampId("1")
ROOM = RoomPlan(
    RoomId("r"),
    "Garden room",
    (Lamp(ONE, "Left", 0.0), Lamp(LampId("2"), "Right", 1.0)),
    floor=0.05,
    ceiling=0.8,
    light="sacn:192.0.2.10:1",
    patch=(PatchRow(ONE, 1, 1, "level16"), PatchRow(LampId("2"), 63_999, 512, "level8")),
)


LINE = "mqtt:hub:1883"
BULB = Bulb(ONE, LINE, "left bulb", "zigbee2mqtt")


def test_a_good_room_passes() -> None:
    check_room(ROOM)
    check_room(replace(ROOM, lines=(LINE,), bulbs=(BULB,)))


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (replace(ROOM, name=" "), "The room needs a name"),
        (replace(ROOM, floor=-0.1), "The light floor must be between 0 and 100 %, not -10 %"),
        (replace(ROOM, ceiling=1.2), "The volume ceiling must be between 0 and 100 %, not 120 %"),
        (replace(ROOM, second_volume=1.5), "The volume of the second output must be between 0 and 100 %, not 150 %"),
        (replace(ROOM, output="USB", second="USB"), "The second output must be another than the first, which is USB"),
        (replace(ROOM, lamps=(*ROOM.lamps, Lamp(LampId("3"), "Left"))), "Two lamps are called Left"),
        (replace(ROOM, lamps=(*ROOM.lamps, Lamp(ONE, "Middle"))), "Two lamps have the id 1"),
        (replace(ROOM, lamps=(*ROOM.lamps, Lamp(LampId("3"), ""))), "Lamp 3 needs a name"),
        (replace(ROOM, lamps=(Lamp(ONE, "Left", 2.0),), patch=()), "Left must stand between 0 (left) and 1 (right)"),
        (
            replace(ROOM, lamps=(Lamp(ONE, "Left", depth=-1.0),), patch=()),
            "Left must hang between 0 (front) and 1 (back)",
        ),
        (replace(ROOM, patch=(PatchRow(LampId("9"), 1, 1, "level8"),)), "a lamp that the room does not have: 9"),
        (replace(ROOM, patch=(PatchRow(ONE, 0, 1, "level8"),)), "Left: universe 0 is not between 1 and 63999"),
        (replace(ROOM, patch=(PatchRow(ONE, 64_000, 1, "level8"),)), "Left: universe 64000 is not"),
        (replace(ROOM, patch=(PatchRow(ONE, 1, 513, "level8"),)), "Left: channel 513 is not between 1 and 512"),
        (replace(ROOM, lines=(ROOM.light,)), "Two lines go to sacn:192.0.2.10:1"),
        (replace(ROOM, lines=(LINE,), bulbs=(Bulb(LampId("9"), LINE, "b", "k"),)), "belongs to a lamp that the room"),
        (replace(ROOM, bulbs=(BULB,)), "Left: its bulb hangs on a line that the room does not have: mqtt:hub:1883"),
        (replace(ROOM, lines=(LINE,), bulbs=(replace(BULB, name=" "),)), "Left: its bulb needs the name that it has"),
        (replace(ROOM, lines=(LINE,), bulbs=(BULB, BULB)), "Left has two bulbs"),
    ],
)
def test_a_bad_room_is_refused_in_words(room: RoomPlan, said: str) -> None:
    with pytest.raises(Refused) as refused:
        check_room(room)
    assert said in str(refused.value)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(Refused, match="needs a name; The light floor"):
        check_room(replace(ROOM, name="", floor=2))


def test_the_rehearsal_patch_has_lamp_n_on_channels_2n_minus_1_and_2n() -> None:
    rows = rehearsal_patch([LampId(str(n)) for n in range(1, 11)], 7)
    assert [(x.lamp, x.channel) for x in rows] == [(str(n), 2 * n - 1) for n in range(1, 9)]
    assert {(x.universe, x.kind) for x in rows} == {(7, "level16")}
