from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core.fading import Guard
from kapcircle.core.gliding import Gliding, Leg
from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import WARM, Colour, LampLevel, emission, lightness, luminance

AMBER: Colour = (1.0, 0.5, 0.0)
BLUE: Colour = (0.0, 0.2, 1.0)
DOOR, ALTAR = LampId("door"), LampId("altar")


def lamp(level: float, colour: Colour = WARM, name: LampId = DOOR) -> LampLevel:
    return LampLevel(name, level, colour)


def gliding(*shown: LampLevel) -> Gliding:
    """Lamps that have arrived there by 0 s."""
    made = Gliding()
    made.show(shown, Millis(0), emergency=False, now=-1000.0)
    assert len(list(made.due(-1000.0))) == len(shown)
    return made


def told(made: Gliding, fade: int, *shown: LampLevel, now: float = 0.0, emergency: bool = False) -> list[Leg]:
    made.show(shown, Millis(fade), emergency, now)
    return list(made.due(now))


def test_a_long_fade_is_told_once_with_its_end() -> None:
    made = gliding(lamp(0.2))
    assert told(made, 90_000, lamp(0.6)) == [Leg(lamp(0.6), 90.0)]
    assert not list(made.due(50.0))
    assert not list(made.due(90.0))


@pytest.mark.parametrize(
    ("start", "end", "emergency", "least"),
    [
        (0.0, 0.2, False, 0.2 / 0.25),  # so dim, the eye decides
        (0.2, 0.0, False, 0.5),  # a fade of no length takes half a second
        (1.0, 0.0, False, 0.5),
        (0.0, 1.0, False, 2.49 / 0.25),  # light rises most steeply at its end: 2.59 times as fast as the eye has it
        (0.0, 1.0, True, 2.49 / 0.4),
    ],
)
def test_a_short_fade_takes_as_long_as_the_guard_says(start: float, end: float, emergency: bool, least: float) -> None:
    (leg,) = told(gliding(lamp(start)), 0, lamp(end), emergency=emergency)
    assert leg.to.level == end
    assert leg.ends == pytest.approx(least, rel=0.02)


@settings(max_examples=200, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 20_000), st.floats(0, 30), st.floats(0, 1), st.booleans())
def test_no_lamp_that_fades_steadily_startles_even_when_it_is_told_anew_on_the_way(
    start: float, end: float, fade: int, after: float, other: float, emergency: bool
) -> None:
    made = gliding(lamp(start))
    rate = 0.4 if emergency else 0.25
    (first,) = told(made, fade, lamp(end), emergency=emergency)
    part = min(1.0, after / first.ends)
    there = start + (end - start) * part
    (second,) = told(made, 0, lamp(other), now=after, emergency=emergency)
    for begin, leg, since in ((start, first, 0.0), (there, second, after)):
        steps = [begin + (leg.to.level - begin) * n / 200 for n in range(201)]
        took = (leg.ends - since) / 200
        for a, b in pairwise(steps):
            assert b - a <= rate * took * 1.001 + 1e-9
            assert luminance(b) - luminance(a) <= rate * took * 1.05 + 1e-9
            assert a - b <= Guard().fall * took * 1.001 + 1e-9


def test_amber_goes_to_blue_in_legs_that_are_never_grey() -> None:
    made = gliding(lamp(0.5, AMBER))
    legs = told(made, 90_000, lamp(0.5, BLUE))
    for second in range(1, 91):
        legs += made.due(float(second))
    assert len(legs) == 5
    assert [leg.ends for leg in legs] == pytest.approx([18, 36, 54, 72, 90])
    assert legs[-1].to == lamp(0.5, BLUE)
    for leg in legs:
        most, least = max(leg.to.colour), min(leg.to.colour)
        assert least < 0.3 * most, "far from grey"


def test_a_fade_that_is_too_short_for_legs_goes_straight() -> None:
    (leg,) = told(gliding(lamp(0.2, AMBER)), 4_000, lamp(0.2, BLUE))
    assert leg.to.colour == BLUE


def test_a_warm_white_goes_to_white_straight() -> None:
    (leg,) = told(gliding(lamp(0.5, (1.0, 1.0, 1.0))), 90_000, lamp(0.5, BLUE))
    assert leg == Leg(lamp(0.5, BLUE), 90.0)


def test_a_lamp_that_is_no_longer_named_goes_dark_in_its_own_colour() -> None:
    made = gliding(lamp(0.5, BLUE), lamp(0.5, AMBER, ALTAR))
    legs = told(made, 8_000, lamp(0.5, BLUE))
    assert [(leg.to.lamp, leg.to.level, leg.to.colour) for leg in legs] == [(DOOR, 0.5, BLUE), (ALTAR, 0.0, AMBER)]


def test_a_lamp_that_was_never_told_anything_may_be_dark_or_bright() -> None:
    (rises,) = told(Gliding(), 0, lamp(1.0))
    assert rises.ends > 9.5
    (falls,) = told(Gliding(), 0, lamp(0.0))
    assert falls.ends == pytest.approx(0.5)


def test_a_lamp_that_was_away_is_told_again_and_rises_gently() -> None:
    made = gliding(lamp(0.8))
    assert made.again(ALTAR, 0.0) is None
    leg = made.again(DOOR, 20.0)
    assert leg is not None
    assert leg.to == lamp(0.8)
    assert leg.ends - 20.0 == pytest.approx(luminance(1.0) * 1.67 * 0.8 / 0.25, rel=0.1)
    told(made, 90_000, lamp(0.4), now=30.0)
    assert made.again(DOOR, 40.0) == Leg(lamp(0.4), 120.0)


def test_every_channel_counts() -> None:
    (leg,) = told(gliding(lamp(0.8, AMBER)), 0, lamp(0.8, BLUE))
    rise = emission(lamp(0.8, BLUE))[2]
    assert leg.ends >= lightness(rise) / 0.25 - 1e-9
