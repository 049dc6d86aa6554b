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


def all_legs(made: Gliding, fade: int, *shown: LampLevel, emergency: bool = False, now: float = 0.0) -> list[Leg]:
    """What is told over the next minute, looked at as often as frames come."""
    legs = told(made, fade, *shown, now=now, emergency=emergency)
    for n in range(1, 44 * 60):
        legs += made.due(now + n / 44)
    return legs


@pytest.mark.parametrize(
    ("start", "end", "emergency", "legs", "least"),
    [
        (0.0, 0.2, False, 1, 1.2 * 0.2 / 0.25),  # so dim, the eye decides
        (0.2, 0.0, False, 1, 0.5),  # a fade of no length takes half a second
        (1.0, 0.0, False, 1, 1.2 * 0.5),
        # Light rises the more steeply the brighter it is: 1.59 times as fast as the eye has it at 75 %, 2.59 at full.
        (0.0, 1.0, False, 4, 1.2 * (0.25 + 0.25 + 0.386 + 0.635) / 0.25),
        (0.0, 1.0, True, 4, 1.2 * (0.25 + 0.25 + 0.386 + 0.635) / 0.4),
    ],
)
def test_a_short_fade_takes_as_long_as_the_guard_says(
    start: float, end: float, emergency: bool, legs: int, least: float
) -> None:
    found = all_legs(gliding(lamp(start)), 0, lamp(end), emergency=emergency)
    assert len(found) == legs
    assert found[-1].to.level == end
    assert found[-1].ends == pytest.approx(least, rel=0.02)


def test_a_fade_between_the_two_is_stretched() -> None:
    found = all_legs(gliding(lamp(0.0)), 8_000, lamp(1.0))
    assert len(found) == 4
    assert found[-1].ends == pytest.approx(8.0)


@settings(max_examples=200, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 20_000), st.floats(0, 30), st.floats(0, 1), st.booleans())
def test_no_lamp_that_fades_steadily_startles_even_when_it_is_told_anew_on_the_way(
    start: float, end: float, fade: int, after: float, other: float, emergency: bool
) -> None:
    """A lamp is played that does as it is told, at once and steadily."""
    made, rate, step = gliding(lamp(start)), 0.4 if emergency else 0.25, 1 / 50
    made.show((lamp(end),), Millis(fade), emergency, 0.0)
    level, target, ends, again = start, start, 0.0, False
    for n in range(int((after + 12) / step)):
        now = n * step
        if now >= after and not again:
            again = True
            made.show((lamp(other),), Millis(0), emergency, now)
        for leg in made.due(now):
            target, ends = leg.to.level, leg.ends
        left = max(ends - now, step)
        then = level + (target - level) * min(1.0, step / left)
        assert then - level <= rate * step + 1e-9
        assert luminance(then) - luminance(level) <= rate * step + 1e-9
        assert level - then <= Guard().fall * step + 1e-9
        level = then
    assert level == pytest.approx(other, abs=1e-6)


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
    assert leg.ends - 20.0 == pytest.approx(1.2 * 1.755 * 0.8 / 0.25, rel=0.05)
    told(made, 90_000, lamp(0.4), now=30.0)
    assert made.again(DOOR, 40.0) == Leg(lamp(0.4), 120.0)


def test_every_channel_counts() -> None:
    leg = all_legs(gliding(lamp(0.8, AMBER)), 0, lamp(0.8, BLUE))[-1]
    rise = emission(lamp(0.8, BLUE))[2]
    assert leg.ends >= lightness(rise) / 0.25 - 1e-9


def bright(shown: LampLevel) -> float:
    return lightness(max(emission(shown)))


@pytest.mark.parametrize("after", [0.5, 1.0, 1.5, 2.0, 3.0, 4.0])
@pytest.mark.parametrize(("first", "second"), [(0.8, 0.3), (0.2, 0.8), (0.5, 0.5)])
def test_a_colour_fade_that_is_taken_back_on_its_way_brings_no_bulb_back_too_fast(
    first: float, second: float, after: float
) -> None:
    """A bulb goes evenly from where it is told to where it is told, and so not quite as the way of its colour goes."""
    made, amber = gliding(lamp(first, AMBER)), lamp(first, AMBER)
    start, goal, begins, ends, fastest = bright(amber), bright(amber), -1.0, 0.0, 0.0

    def place(now: float) -> float:
        return start + (goal - start) * min(1.0, (now - begins) / (ends - begins))

    for n in range(1200):
        now = n / 100
        if now in (0.0, after):
            made.show((amber if now else lamp(second, BLUE),), Millis(0 if now else 6_000), emergency=False, now=now)
        for leg in made.due(now):
            start, begins = place(now), now
            goal, ends = bright(leg.to), leg.ends
            fastest = max(fastest, (goal - start) / (ends - begins))
    assert fastest <= Guard().rise
    assert place(12.0) == pytest.approx(bright(amber))


def test_a_fade_that_is_told_late_takes_as_long_as_one_from_there() -> None:
    made = gliding(lamp(0.2))
    assert made.least(lamp(0.4), lamp(0.2)) == told(made, 0, lamp(0.4))[0].ends
    assert made.least(lamp(0.4), lamp(0.39)) < 0.3
    assert made.least(lamp(0.0)) == 0.5, "it may be full"
    assert made.least(lamp(0.4)) >= 1.2 * 0.4 / 0.25, "it may be dark"
