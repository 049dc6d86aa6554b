import json

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId
from kapcircle.core.light import WARM, LookDesign
from kapcircle.core.looks import read_look, read_looks
from kapcircle.places import resources


def test_the_shipped_looks_are_all_there_and_grow_brighter() -> None:
    looks = read_looks({x.name: x.read_text("utf-8") for x in (resources() / "looks").glob("*.json")})
    assert list(looks) == ["dark", "ember", "dusk", "dawn", "day", "working"]
    assert looks["dark"].level == 0
    brightness = [look.level for look in looks.values()]
    assert brightness == sorted(set(brightness))
    blue = [look.colour[2] for look in list(looks.values())[1:]]
    assert blue == sorted(blue), "the dimmer the warmer"


def test_a_look_has_warm_lamps_unless_it_says_so_and_levels_of_its_own() -> None:
    assert read_look({"name": " altar ", "level": 0, "levels": {"3": 0.2}}, "altar.json") == LookDesign(
        "altar", 0.0, WARM, {LampId("3"): 0.2}
    )


def test_a_look_may_have_a_colour_for_each_lamp() -> None:
    look = read_look({"name": "sea", "level": 0.3, "colours": {"3": [0, 0.2, 1]}}, "sea.json")
    assert look == LookDesign("sea", 0.3, WARM, {}, {LampId("3"): (0.0, 0.2, 1.0)})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "x.json: a look is an object"),
        ({"level": 0.5}, "x.json: name: must be a word, not None"),
        ({"name": "  ", "level": 0.5}, "x.json: name: must be a word"),
        ({"name": "a"}, "x.json: level: must be a number from 0 to 1, not None"),
        ({"name": "a", "level": 1.5}, "x.json: level: must be a number from 0 to 1, not 1.5"),
        ({"name": "a", "level": True}, "x.json: level: must be a number from 0 to 1, not True"),
        ({"name": "a", "level": float("nan")}, "x.json: level: must be a number from 0 to 1, not nan"),
        ({"name": "a", "level": 1, "color": [1, 1, 1]}, "x.json: color: not known"),
        ({"name": "a", "level": 1, "colour": [1, 1]}, "x.json: colour: must be three numbers"),
        ({"name": "a", "level": 1, "colour": [1, 2, 0]}, "x.json: colour: must be a number from 0 to 1, not 2"),
        ({"name": "a", "level": 1, "colour": [0.5, 0, 0]}, "x.json: colour: the largest of the three must be 1"),
        ({"name": "a", "level": 1, "levels": [1]}, "x.json: levels: must be a level for each lamp"),
        ({"name": "a", "level": 1, "colours": [1]}, "x.json: colours: must be a colour for each lamp's id, not [1]"),
        ({"name": "a", "level": 1, "colours": {"7": [1, 2]}}, "x.json: colours: 7: must be three numbers"),
        ({"name": "a", "level": 1, "levels": {"7": -1}}, "x.json: levels: 7: must be a number from 0 to 1, not -1"),
    ],
)
def test_a_bad_look_is_refused_with_its_file_and_key(data: object, said: str) -> None:
    with pytest.raises(KnownError) as refused:
        read_look(data, "x.json")
    assert said in str(refused.value)


def test_a_file_that_is_not_json_is_named() -> None:
    with pytest.raises(KnownError, match=r"^broken\.json is not JSON"):
        read_looks({"broken.json": "{"})


def test_two_looks_of_one_name_are_refused() -> None:
    look = json.dumps({"name": "dusk", "level": 0.3})
    with pytest.raises(KnownError, match=r"^b\.json: name: there is already a look called 'dusk'"):
        read_looks({"a.json": look, "b.json": look})
