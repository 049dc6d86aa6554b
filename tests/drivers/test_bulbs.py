import json

import pytest

from kapcircle.core.ids import LampId
from kapcircle.core.light import WARM, Colour, LampLevel
from kapcircle.drivers.bulbs import BULB_KINDS, Topics

WHITE: Colour = (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("kind", "level", "colour", "words"),
    [
        ("zigbee2mqtt", 1.0, WHITE, {"state": "ON", "brightness": 254, "color": {"x": 0.3127, "y": 0.329}}),
        ("zigbee2mqtt", 0.5, (0.0, 1.0, 0.0), {"state": "ON", "brightness": 127, "color": {"x": 0.3, "y": 0.6}}),
        ("zigbee2mqtt", 0.001, WHITE, {"state": "ON", "brightness": 1, "color": {"x": 0.3127, "y": 0.329}}),
        ("zigbee2mqtt", 0.0, WHITE, {"state": "OFF"}),
        ("zigbee2mqtt white", 0.5, WARM, {"state": "ON", "brightness": 127, "color_temp": 301}),
        ("zigbee2mqtt white", 0.0, WARM, {"state": "OFF"}),
        (
            "Home Assistant",
            1.0,
            (1.0, 0.5, 0.0),
            {"state": "ON", "brightness": 255, "color": {"r": 255, "g": 188, "b": 0}},
        ),
        ("Home Assistant white", 0.2, WHITE, {"state": "ON", "brightness": 51, "color_temp": 154}),
    ],
)
def test_each_kind_has_its_words(kind: str, level: float, colour: Colour, words: dict[str, object]) -> None:
    said = json.loads(BULB_KINDS[kind].message(LampLevel(LampId("1"), level, colour), 1.23))
    assert said == {**words, "transition": 1.3}, "never shorter than asked"


def test_each_kind_has_its_topics() -> None:
    assert BULB_KINDS["zigbee2mqtt"].topics("hall/door") == Topics(
        "zigbee2mqtt/hall/door/set", "zigbee2mqtt/hall/door", "zigbee2mqtt/hall/door/availability"
    )
    assert BULB_KINDS["Home Assistant"].topics("mqtt_json_light_1/set") == Topics(
        "mqtt_json_light_1/set", "mqtt_json_light_1"
    )
    assert BULB_KINDS["Home Assistant white"].topics("esp/light/door/command") == Topics(
        "esp/light/door/command", "esp/light/door/state"
    )
