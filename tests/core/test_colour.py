import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core.colour import (
    NEUTRAL,
    OPPOSITE,
    Light,
    Tint,
    between,
    hue_of,
    light_of,
    normal,
    of_hue,
    oklab,
    way_round,
)

AMBER, BLUE, RED, GREEN = (1.0, 0.5, 0.0), (0.0, 0.2, 1.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)
WHITE = (1.0, 1.0, 1.0)
PART = st.sampled_from([0.0, 1.0]) | st.floats(0.001, 1)
LIGHT = st.tuples(PART, PART, PART).filter(any)

# Lightness, a and b of sRGB's primaries by the published matrices, to four places.
KNOWN = [
    (WHITE, 1.0, 0.0, 0.0),
    (RED, 0.6280, 0.2249, 0.1258),
    (GREEN, 0.8664, -0.2339, 0.1795),
    ((0.0, 0.0, 1.0), 0.4520, -0.0325, -0.3115),
]


@pytest.mark.parametrize(("light", "bright", "a", "b"), KNOWN)
def test_oklab_is_what_was_published(light: Light, bright: float, a: float, b: float) -> None:
    found, tint = oklab(light)
    assert (found, tint.a * found, tint.b * found) == pytest.approx((bright, a, b), abs=1e-4)


@given(LIGHT)
def test_light_and_tint_are_each_the_other_way_round(light: Light) -> None:
    assert light_of(*oklab(light)) == pytest.approx(light, abs=2e-6)


@given(LIGHT, st.floats(0.01, 1))
def test_dimming_changes_no_tint(light: Light, dimmed: float) -> None:
    red, green, blue = light
    tint, other = oklab(light)[1], oklab((red * dimmed, green * dimmed, blue * dimmed))[1]
    assert (tint.a, tint.b) == pytest.approx((other.a, other.b), abs=1e-9)


@given(st.floats(0.05, 1), st.floats(0, 1), st.floats(0, 360))
def test_light_that_no_lamp_can_give_is_as_bright_all_the_same(bright: float, pure: float, hue: float) -> None:
    angle = math.radians(hue)
    light = light_of(bright, Tint(pure * math.cos(angle), pure * math.sin(angle)))
    assert all(0 <= part <= 1 for part in light)
    assert oklab(light)[0] == pytest.approx(bright, abs=1e-5)


@settings(max_examples=300, deadline=None)
@given(LIGHT, LIGHT)
def test_a_way_has_no_bright_and_no_grey_middle(start: Light, end: Light) -> None:
    way = between(start, end)
    seen = [way.at(n / 40) for n in range(41)]
    assert seen[0] == pytest.approx(start, abs=2e-6)
    assert seen[-1] == pytest.approx(end, abs=2e-6)
    assert all(0 <= part <= 1 for light in seen for part in light)
    found = [oklab(light) for light in seen]
    direction = 1 if found[-1][0] > found[0][0] else -1
    assert all(direction * (b - a) >= -1e-6 for (a, _), (b, _) in pairwise(found))
    least = min(bright * tint.pure for bright, tint in (found[0], found[-1]))
    for light, (bright, tint) in zip(seen, found, strict=True):
        purest = min(light) < 1e-6 or max(light) > 1 - 1e-4
        assert purest or bright * tint.pure >= least - NEUTRAL * bright - 1e-5, "as pure as ends, or as a lamp can be"


def test_amber_goes_to_blue_by_rose_and_violet_and_red_to_green_by_a_yellow_that_is_not_brighter() -> None:
    hues = [oklab(between(AMBER, BLUE).at(n / 20))[1].hue for n in range(21)]
    assert not any(100 < hue < 240 for hue in hues), "no green"
    middle = oklab(between(RED, GREEN).at(0.5))[0]
    assert oklab(RED)[0] < middle < oklab(GREEN)[0]
    mixed = oklab((1.0, 1.0, 0.0))[0]
    assert mixed > oklab(GREEN)[0] + 0.1, "what red and green together would be"


def test_white_goes_to_a_colour_without_passing_another() -> None:
    hues = [oklab(between(WHITE, BLUE).at(n / 20))[1].hue for n in range(1, 21)]
    assert max(hues) - min(hues) < 5


@pytest.mark.parametrize(
    ("start", "end", "turn"),
    [
        (10, 100, 90),
        (100, 10, -90),
        (350, 20, 30),
        (20, 350, -30),
        (84, 257, -187),  # amber and blue: nearly opposite, by red
        (257, 84, 187),
        (80, 265, -175),
        (119, 299, -180),
        (299, 119, 180),
    ],
)
def test_hue_turns_the_shorter_way_and_between_opposites_by_red(start: float, end: float, turn: float) -> None:
    assert way_round(start, end) == pytest.approx(turn)


@given(st.floats(0, 359.9), st.floats(0, 359.9))
def test_the_way_back_is_the_same_way(start: float, end: float) -> None:
    there, back = way_round(start, end), way_round(end, start)
    assert there == pytest.approx(-back, abs=1e-6) or abs(abs(there) - 180) < OPPOSITE + 1e-6
    assert (start + there - end + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)


@given(st.floats(0, 359.9), st.floats(0.05, 1))
def test_hue_and_saturation_are_found_again_in_the_colour_they_make(hue: float, saturation: float) -> None:
    made = of_hue(hue, saturation)
    assert max(made) == 1
    assert min(made) >= 0
    found, pure = hue_of(made)
    assert abs((found - hue + 180) % 360 - 180) < 0.5
    assert pure == pytest.approx(saturation, abs=0.01)


def test_without_saturation_every_hue_is_white_and_with_all_of_it_a_channel_is_dark() -> None:
    assert of_hue(200, 0) == pytest.approx(WHITE, abs=1e-3)
    assert min(of_hue(200, 1)) == pytest.approx(0, abs=1e-4)
    assert hue_of(RED) == pytest.approx((29.2, 1.0), abs=0.1)


def test_a_colour_has_one_as_its_largest_part_and_none_below_nothing() -> None:
    assert normal((0.5, 0.25, -0.1)) == (1.0, 0.5, 0.0)
