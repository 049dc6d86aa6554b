import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.ids import LampId
from kapcircle.core.light import WARM, Lamp, LampLevel, LookDesign, emission, levels, lightness, luminance

LEFT, RIGHT = Lamp(LampId("1"), "Left", 0.0), Lamp(LampId("2"), "Right", 1.0)

# L* and Y/Yn to eight places, from the standard's formula worked with fractions.
CIE = [(0, 0.0), (1, 0.00110706), (8, 0.00885645), (20, 0.02989052), (50, 0.18418652), (90, 0.76303354), (100, 1.0)]


@pytest.mark.parametrize(("star", "light"), CIE)
def test_perceived_brightness_is_that_of_cie_1976(star: int, light: float) -> None:
    assert luminance(star / 100) == pytest.approx(light, abs=1e-8)
    assert lightness(light) == pytest.approx(star / 100, abs=1e-6)


@given(st.floats(0, 1))
def test_light_and_brightness_are_each_the_other_way_round(level: float) -> None:
    assert lightness(luminance(level)) == pytest.approx(level, abs=1e-9)


@pytest.mark.parametrize(
    ("level", "others", "lift", "floor", "expected"),
    [
        (0.4, {}, 0.0, 0.0, (0.4, 0.4)),
        (0.4, {"2": 0.1}, 0.0, 0.0, (0.4, 0.1)),
        (0.4, {"2": 0.1}, 0.2, 0.0, (0.6, 0.3)),
        (0.0, {"2": 0.1}, 0.0, 0.05, (0.05, 0.1)),
        (0.9, {}, 0.3, 0.0, (1.0, 1.0)),
        (0.0, {}, 0.1, 0.05, (0.1, 0.1)),
    ],
)
def test_a_look_is_lifted_and_never_goes_under_the_floor(
    level: float, others: dict[str, float], lift: float, floor: float, expected: tuple[float, float]
) -> None:
    design = LookDesign("dusk", level, WARM, {LampId(k): v for k, v in others.items()})
    shown = levels(design, (LEFT, RIGHT), lift=lift, floor=floor)
    assert [x.lamp for x in shown] == ["1", "2"]
    assert [x.level for x in shown] == pytest.approx(expected)
    assert {x.colour for x in shown} == {WARM}


def test_a_lamp_gives_off_its_colour_in_the_light_of_its_level() -> None:
    assert emission(LampLevel(LampId("1"), 0.5, (1.0, 0.5, 0.0))) == pytest.approx((0.18418652, 0.09209326, 0.0))


def test_a_lamp_may_have_a_colour_of_its_own_in_a_look() -> None:
    blue = (0.0, 0.2, 1.0)
    design = LookDesign("dusk", 0.4, WARM, colours={RIGHT.id: blue})
    assert [x.colour for x in levels(design, (LEFT, RIGHT), lift=0.1, floor=0.0)] == [WARM, blue]
