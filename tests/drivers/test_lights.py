from dataclasses import replace
from uuid import UUID

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import Lamp, LampLevel
from kapcircle.core.rooms import PatchRow, RoomPlan
from kapcircle.drivers import sacn
from kapcircle.drivers.lights import open_lights
from kapcircle.drivers.simulated import Simulated
from tests.drivers import e131

CID = UUID("00000000-0000-4000-8000-00000000c1d0")
LAMPS = tuple(Lamp(LampId(f"lamp-{n}"), f"Lamp {n}") for n in range(1, 10))
ROOM = RoomPlan(RoomId("r"), "Garden room", LAMPS)


def sent(room: RoomPlan, monkeypatch: pytest.MonkeyPatch) -> e131.Data:
    """What a receiver gets from a room whose ninth lamp is dark and whose others are full."""
    with e131.receiver() as line:
        monkeypatch.setattr(sacn, "PORT", line.getsockname()[1])
        driver = open_lights(room, CID)
        driver.send(tuple(LampLevel(lamp.id, 1.0) for lamp in LAMPS[:8]), still=False)
        got = e131.read(line.recv(2048))
        driver.close()
        return got


def test_a_room_is_simulated_unless_it_says_so() -> None:
    assert isinstance(open_lights(ROOM, CID), Simulated)


def test_a_room_without_a_patch_has_the_rehearsal_patch(monkeypatch: pytest.MonkeyPatch) -> None:
    got = sent(replace(ROOM, light="sacn:127.0.0.1:7"), monkeypatch)
    assert (got.universe, got.cid) == (7, CID)
    assert got.slots == b"\xff" * 16 + bytes(496)


def test_a_room_with_a_patch_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    room = replace(ROOM, light="sacn:127.0.0.1:7", patch=(PatchRow(LAMPS[0].id, 9, 512, "level8"),))
    got = sent(room, monkeypatch)
    assert (got.universe, got.slots) == (9, bytes(511) + b"\xff")


@pytest.mark.parametrize(
    ("light", "said"),
    [("hue", "hue: no light is driven so. Write simulated, or sacn:HOST"), ("sacn:x", "sacn:x: write sacn:HOST")],
)
def test_an_address_without_a_driver_is_refused(light: str, said: str) -> None:
    with pytest.raises(KnownError, match=said):
        open_lights(replace(ROOM, light=light), CID)


def test_lamps_without_a_channel_are_named() -> None:
    nine = open_lights(replace(ROOM, light="sacn:127.0.0.1:7"), CID)
    assert nine.answers() == (False, "no channel, so dark: Lamp 9. Give each lamp its channel in the settings.")
    eight = open_lights(replace(ROOM, light="sacn:127.0.0.1:7", lamps=LAMPS[:8]), CID)
    assert eight.answers() == (True, "")
