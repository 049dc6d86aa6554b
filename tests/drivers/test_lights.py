from dataclasses import dataclass, field, replace
from uuid import UUID

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId, Millis, RoomId
from kapcircle.core.light import Lamp, LampLevel
from kapcircle.core.rooms import Bulb, PatchRow, RoomPlan
from kapcircle.desk.secrets import Secret
from kapcircle.drivers import lights, sacn
from kapcircle.drivers.hue import Hue
from kapcircle.drivers.lights import check_lights, open_lights
from kapcircle.drivers.mqtt import Mqtt
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
    [
        ("candle", "candle: no light is driven so. Write simulated, or sacn:HOST"),
        ("sacn:x", "sacn:x: write sacn:HOST"),
        ("hue", "hue: write hue:BRIDGE"),
        ("hue:10.0.0.2:x", "hue:10.0.0.2:x: the port after the last colon"),
    ],
)
def test_an_address_without_a_driver_is_refused(light: str, said: str) -> None:
    with pytest.raises(KnownError, match=said):
        open_lights(replace(ROOM, light=light), CID)


def test_lamps_without_a_channel_are_named() -> None:
    nine = open_lights(replace(ROOM, light="sacn:127.0.0.1:7"), CID)
    assert nine.answers() == (False, "no channel, so dark: Lamp 9. Give each lamp its channel in the settings.")
    eight = open_lights(replace(ROOM, light="sacn:127.0.0.1:7", lamps=LAMPS[:8]), CID)
    assert eight.answers() == (True, "")


# --- several lines ---

HUB = "mqtt:127.0.0.1:9"
BULBS = tuple(Bulb(LAMPS[n].id, HUB, f"bulb {n}", "zigbee2mqtt") for n in (0, 8))
BOTH = replace(ROOM, light="sacn:127.0.0.1:7", lines=(HUB,), bulbs=BULBS)


@dataclass
class Line:
    """A line that writes down what it is told."""

    room: RoomPlan
    secret: Secret
    said: tuple[bool, str] = (True, "")
    told: list[object] = field(default_factory=list)

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        self.told.append(([x.lamp for x in levels], fade, emergency))

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        self.told.append([x.lamp for x in levels])

    def answers(self) -> tuple[bool, str]:
        return self.said

    def close(self) -> None:
        self.told.append("closed")


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[Line]:
    made: list[Line] = []

    def opened(room: RoomPlan, cid: UUID, secret: Secret) -> Line:
        made.append(Line(room, secret))
        return made[-1]

    monkeypatch.setattr(lights, "DRIVERS", tuple(replace(x, open=opened) for x in lights.DRIVERS))
    return made


def test_each_lamp_is_reached_where_it_hangs(lines: list[Line]) -> None:
    driver = open_lights(BOTH, CID, {HUB: Secret("circle", "word")})
    dmx, hub = lines
    assert (dmx.secret, hub.secret) == (Secret(), Secret("circle", "word"))
    assert [x.id for x in hub.room.lamps] == ["lamp-1", "lamp-9"]
    assert [x.id for x in dmx.room.lamps] == [f"lamp-{n}" for n in range(2, 9)]
    shown = (LampLevel(LAMPS[0].id, 0.5), LampLevel(LAMPS[1].id, 0.5))
    driver.aim(shown, Millis(500), emergency=True)
    driver.send(shown, still=False)
    driver.close()
    assert dmx.told == [(["lamp-2"], 500, True), ["lamp-2"], "closed"]
    assert hub.told == [(["lamp-1"], 500, True), ["lamp-1"], "closed"]


def test_a_line_that_does_not_answer_is_named_and_so_is_the_other(lines: list[Line]) -> None:
    driver = open_lights(BOTH, CID)
    assert driver.answers() == (True, "")
    lines[1].said = (False, "Altar does not answer: switched off?")
    assert driver.answers() == (False, "Altar does not answer: switched off?")
    lines[0].said = (False, "The receiver is away.")
    assert driver.answers() == (False, "The receiver is away. Altar does not answer: switched off?")


def test_a_lamp_that_hangs_on_no_line_is_named(lines: list[Line]) -> None:
    room = replace(BOTH, patch=(PatchRow(LAMPS[1].id, 1, 1, "rgb8"),), lamps=(*LAMPS[:3], LAMPS[8]))
    _, why = open_lights(room, CID).answers()
    assert why == "no channel or bulb, so dark: Lamp 3. Give each lamp its channel or bulb in the settings."
    assert [x.id for x in lines[0].room.lamps] == ["lamp-2"]


def test_a_broker_alone_names_the_lamps_that_have_no_bulb() -> None:
    room = replace(ROOM, light=HUB, lamps=LAMPS[:2], bulbs=BULBS[:1])
    driver = open_lights(room, CID)
    assert isinstance(driver, Mqtt)
    assert driver._dark == "no bulb, so dark: Lamp 2. Give each lamp its bulb in the settings."
    driver.close()


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (
            replace(BOTH, bulbs=(replace(BULBS[0], kind="candle"),)),
            "bulb 0: kind 'candle' is not known. Use one of zig",
        ),
        (replace(BOTH, bulbs=(replace(BULBS[0], line=BOTH.light),)), "bulb 0: there are no bulbs at sacn:127.0.0.1:7"),
        (replace(BOTH, bulbs=(replace(BULBS[0], name="#"),)), "#: a bulb's name has neither [+] nor #"),
        (replace(BOTH, bulbs=(replace(BULBS[0], name="x" * 1001),)), "xx…: a bulb's name has at most 1000 letters"),
        (
            replace(BOTH, bulbs=(replace(BULBS[0], kind="Hue"),)),
            "bulb 0: at mqtt:127.0.0.1:9 there is no bulb of kind Hue",
        ),
        (replace(BOTH, lines=("sacn:127.0.0.1:8",), bulbs=()), "Channels are on one line"),
        (replace(BOTH, lines=("mqtt:x:y",), bulbs=()), "mqtt:x:y: the port after"),
        (replace(BOTH, patch=(PatchRow(LAMPS[1].id, 1, 1, "candle"),)), "kind 'candle' is not known"),
    ],
)
def test_what_cannot_be_used_is_named(room: RoomPlan, said: str) -> None:
    with pytest.raises(KnownError, match=said):
        check_lights(room)


def test_only_a_bridge_is_paired_and_asked_for_its_lamps() -> None:
    with pytest.raises(KnownError, match="nothing there is paired by a button"):
        lights.pair("sacn:multicast:1", lambda _: None)
    assert lights.found("sacn:multicast:1", Secret()) == ()
    with pytest.raises(KnownError, match="write hue:BRIDGE"):
        lights.pair("hue:", lambda _: None)
    with pytest.raises(KnownError, match="write hue:BRIDGE"):
        lights.found("hue:", Secret())


def test_lamps_of_a_bridge_may_have_any_name_and_one_without_is_named() -> None:
    bridge = "hue:192.0.2.10"
    room = replace(ROOM, light=bridge, lamps=LAMPS[:2], bulbs=(Bulb(LAMPS[0].id, bridge, "Altar #1 + 2", "Hue"),))
    driver = open_lights(room, CID)
    assert isinstance(driver, Hue)
    assert driver._dark == "no bulb, so dark: Lamp 2. Give each lamp its bulb in the settings."
    driver.close()


def test_every_line_to_real_lamps_says_where_it_is_chosen_that_it_was_not_tried_on_hardware() -> None:
    said = {x.lighting.scheme: x.lighting.note for x in lights.DRIVERS if x.lighting.driven}
    assert set(said) == {"sacn", "mqtt", "mqtts", "hue"}
    assert [scheme for scheme, note in said.items() if "Not tried on hardware" not in note] == []
