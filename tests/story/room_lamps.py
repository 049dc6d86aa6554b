"""The lamps of the room of the story, its forty looks, and where its light goes."""

import numpy as np

from kapcircle.core.ids import LampId, RoomId
from kapcircle.core.light import Lamp, LookDesign
from kapcircle.core.rooms import Bulb, PatchRow, RoomPlan
from tests.story import light_judge as light

DIMMERS = tuple(LampId(f"dimmer-{n}") for n in range(1, 9))
WASH, PANEL, ALTAR = LampId("wash"), LampId("panel"), LampId("altar-spot")
DOOR, SHELF = LampId("door"), LampId("shelf")
LINES = {
    **{lamp: light.Dimmer(1, 2 * n + 1) for n, lamp in enumerate(DIMMERS)},
    ALTAR: light.Dimmer(2, 21),
}
COLOURED = (light.Coloured(1, 101, white=True), light.Coloured(2, 1))


def _looks() -> dict[str, LookDesign]:
    """Forty, each at least 0.05 from the one before in every lamp, and far enough from full for the guard to rest."""
    chance = np.random.default_rng(40)
    made = {"dark": LookDesign("dark", 0.0), "working": LookDesign("working", 1.0)}
    before = dict.fromkeys((*LINES, WASH, DOOR), 0.0)
    for n in range(40):
        levels = {}
        for lamp, was in before.items():
            choices = [x for x in np.arange(0.06, 0.56, 0.01) if 0.05 <= abs(x - was) <= 0.4]
            levels[lamp] = round(float(chance.choice(choices)), 3)
        hue = [round(float(x), 3) for x in chance.uniform(0.0, 1.0, 3)]
        hue = [round(x / max(hue), 3) for x in hue]
        name = f"look {n + 1:02}"
        made[name] = LookDesign(
            name, levels[WASH], levels={**levels, SHELF: levels[DOOR]}, colours={WASH: (hue[0], hue[1], hue[2])}
        )
        before = levels
    return made


LOOKS = _looks()


def room_plan(host: str = "", broker: int = 0, output: str = "") -> RoomPlan:
    """The room: eight dimmers and a wash in universe 1, a panel and a spot in universe 2, two bulbs behind a broker."""
    lamps = [*DIMMERS, WASH, PANEL, ALTAR, *((DOOR, SHELF) if broker else ())]
    patch = (
        *(PatchRow(lamp, where.universe, where.channel, "level16") for lamp, where in LINES.items()),
        PatchRow(WASH, 1, 101, "rgbw16"),
        PatchRow(PANEL, 2, 1, "rgb16"),
    )
    line = f"mqtt:127.0.0.1:{broker}"
    return RoomPlan(
        RoomId("room"),
        "The room of the story",
        tuple(Lamp(lamp, lamp.replace("-", " ").capitalize(), n / 20) for n, lamp in enumerate(lamps)),
        output=output,
        light=f"sacn:{host}:1" if host else "simulated",
        patch=patch,
        lines=(line,) if broker else (),
        bulbs=tuple(Bulb(lamp, line, lamp, "zigbee2mqtt white") for lamp in (DOOR, SHELF)) if broker else (),
    )
