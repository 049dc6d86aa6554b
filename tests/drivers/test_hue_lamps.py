"""What a bridge says of its lamps, and what they are told: no bridge is asked."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.ids import LampId
from kapcircle.core.light import Colour, LampLevel
from kapcircle.drivers.hue_lamps import GAMUTS, duration, inside, read_away, read_groups, read_lights
from tests.drivers.bridges import group, light

AMBER: Colour = (1.0, 0.5, 0.0)
GREEN: Colour = (0.0, 1.0, 0.0)


def lamps(*said: dict[str, Any]) -> Any:
    return read_lights({"errors": [], "data": list(said)})


def shown(level: float, colour: Colour = AMBER) -> LampLevel:
    return LampLevel(LampId("a"), level, colour)


def test_each_lamp_is_told_what_it_can_show() -> None:
    coloured, white, plain = lamps(
        light(1, "Altar"), light(2, "Door", colour=False), light(3, "Hall", colour=False, white=False)
    )
    assert [x.can for x in (coloured, white, plain)] == ["colour, gamut C", "colour temperature", "dims"]
    said = coloured.words(shown(0.5))
    assert said["on"] == {"on": True}
    assert said["color"] == {"xy": {"x": 0.4767, "y": 0.4597}}
    assert said["dimming"] == {"brightness": 50.0}
    assert white.words(shown(0.5)) == {
        "on": {"on": True},
        "dimming": {"brightness": 50.0},
        "color_temperature": {"mirek": 353},
    }
    assert white.words(shown(0.5, (0.0, 0.2, 1.0)))["color_temperature"] == {"mirek": 154}
    assert plain.words(shown(0.5)) == {"on": {"on": True}, "dimming": {"brightness": 50.0}}
    for each in (coloured, white, plain):
        assert each.words(shown(0.0)) == {"on": {"on": False}}
        assert each.words(shown(0.0001))["dimming"] == {"brightness": 0.4}, "writing 0 is the lowest there is"


def test_a_lamp_says_its_own_gamut_or_its_type_or_none() -> None:
    said = light(1, "Altar")
    own, by_type, none = (dict(said["color"]) for _ in range(3))
    own["gamut"] = {"red": {"x": 0.6, "y": 0.3}, "green": {"x": 0.3, "y": 0.6}, "blue": {"x": 0.2, "y": 0.1}}
    del by_type["gamut"], none["gamut"]
    by_type["gamut_type"], none["gamut_type"] = "A", "other"
    first, second, third = lamps(said | {"color": own}, said | {"color": by_type}, said | {"color": none})
    assert first.gamut == ((0.6, 0.3), (0.3, 0.6), (0.2, 0.1))
    assert (second.gamut, second.can) == (GAMUTS["A"], "colour, gamut A")
    assert (third.gamut, third.can) == (None, "colour")


@pytest.mark.parametrize("gamut", GAMUTS)
@given(st.floats(0, 0.8), st.floats(0, 0.9))
def test_a_colour_goes_to_the_nearest_that_the_lamp_can_show(gamut: str, x: float, y: float) -> None:
    red, green, blue = corners = GAMUTS[gamut]
    found = inside((x, y), corners)
    around = [
        math.dist((x, y), (a[0] + (b[0] - a[0]) * n / 400, a[1] + (b[1] - a[1]) * n / 400))
        for a, b in ((red, green), (green, blue), (blue, red))
        for n in range(401)
    ]
    assert found == (x, y) or math.dist((x, y), found) <= min(around) + 1e-9
    assert math.dist(inside(found, corners), found) < 1e-9


def test_warm_white_is_within_and_a_green_is_brought_in() -> None:
    assert inside((0.4476, 0.4074), GAMUTS["B"]) == (0.4476, 0.4074), "a bulb of 2856 K"
    assert inside((0.3, 0.6), GAMUTS["B"]) != (0.3, 0.6)
    assert inside((0.17, 0.7), None) == (0.17, 0.7)


def test_ends_of_temperature_that_cannot_be_are_the_usual_ones() -> None:
    said = light(1, "Door", colour=False)
    said["color_temperature"]["mirek_schema"] = {"mirek_minimum": 0, "mirek_maximum": 65535}
    (lamp,) = lamps(said)
    assert lamp.mirek == (153, 500)
    del said["color_temperature"]["mirek_schema"]
    assert lamps(said)[0].mirek == (153, 500)


@pytest.mark.parametrize(("seconds", "millis"), [(0.1, 100), (1.01, 1100), (90.0, 90_000), (9000.0, 6_000_000)])
def test_a_duration_is_never_shorter_than_asked(seconds: float, millis: int) -> None:
    assert duration(seconds) == {"dynamics": {"duration": millis}}


def test_rooms_hold_devices_and_zones_hold_lamps() -> None:
    known = lamps(light(1, "Altar"), light(2, "Door"), light(3, "Hall"))
    rooms = {"data": [group(1, "device", 1, 2), group(2, "device", 9)]}
    zones = {"data": [group(3, "light", 2, 3), group(4, "light", 1) | {"services": []}]}
    found = read_groups(rooms, zones, known)
    assert {x.id: set(x.lights) for x in found} == {
        "group-1": {"light-1", "light-2"},
        "group-3": {"light-2", "light-3"},
    }


@pytest.mark.parametrize("said", [None, [], {"data": [{}]}, {"data": 3}])
def test_what_is_no_answer_is_a_value_error(said: Any) -> None:
    for read in (read_lights, lambda x: read_groups(x, x, ()), read_away):
        if said != []:
            with pytest.raises(ValueError, match="that is none"):
                read(said)
