from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core.colour import oklab
from kapcircle.core.fading import DARK, Fading, Guard
from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import Colour, LampLevel, emission, lightness, luminance

FRAME = 1 / 44
Lights = tuple[float, ...]
AMBER: Colour = (1.0, 0.5, 0.0)
BLUE: Colour = (0.0, 0.2, 1.0)
NAMES = [LampId("1"), LampId("2")]


def lamp(level: float, colour: Colour = AMBER, name: str = "1") -> LampLevel:
    return LampLevel(LampId(name), level, colour)


def run(fader: Fading, seconds: float) -> list[LampLevel]:
    """The first lamp, frame by frame."""
    return [fader.frame(FRAME)[0] for _ in range(round(seconds / FRAME))]


def at(level: float, colour: Colour = AMBER) -> Fading:
    """A fader whose lamp 1 already stands there."""
    fader = Fading()
    fader.show((lamp(level, colour),), Millis(0))
    while not fader.still():
        fader.frame(FRAME)
    return fader


def test_it_begins_in_the_dark_with_nothing_to_do() -> None:
    fader = Fading()
    assert fader.still()
    assert fader.frame(FRAME) == ()


def test_it_goes_on_from_what_the_lamps_show_already() -> None:
    fader = Fading(start=(lamp(0.4, BLUE),))
    assert fader.still()
    assert fader.frame(FRAME) == (lamp(0.4, BLUE),)
    fader.show((lamp(0.6, BLUE),), Millis(4_000))
    seen = [x.level for x in run(fader, 4.1)]
    assert seen[0] == 0.4
    assert seen[round(2 / FRAME)] == pytest.approx(0.5, abs=1e-6)


def test_a_fade_is_linear_to_the_eye_and_ends_when_it_should() -> None:
    fader = Fading()
    fader.show((lamp(0.6),), Millis(20_000))
    seen = [x.level for x in run(fader, 20.1)]
    assert seen[0] == 0.0
    for part in (0.25, 0.5, 0.75):
        assert seen[round(part * 20 / FRAME)] == pytest.approx(0.6 * part, abs=1e-6)
    assert seen[round(20 / FRAME)] == pytest.approx(0.6, abs=1e-6)
    assert fader.frame(FRAME) == (lamp(0.6),)
    assert fader.still()


def test_it_is_still_only_between_shows() -> None:
    fader = at(0.2)
    fader.show((lamp(0.3),), Millis(1_000))
    assert not fader.still(), "asked, and not yet begun"
    run(fader, 0.9)
    assert not fader.still()
    run(fader, 0.2)
    assert fader.still()


def test_what_has_begun_is_known_with_its_first_frame() -> None:
    fader = Fading()
    before = fader.begun
    fader.show((lamp(0.3),), Millis(2_000), emergency=True)
    assert fader.begun is before
    fader.frame(FRAME)
    assert (fader.begun.levels, fader.begun.fade, fader.begun.emergency) == ((lamp(0.3),), 2.0, True)


def test_a_new_show_starts_from_where_the_light_is() -> None:
    fader = Fading()
    fader.show((lamp(0.8),), Millis(10_000))
    halfway = run(fader, 5)[-1]
    fader.show((lamp(0.0),), Millis(10_000))
    falling = run(fader, 10.1)
    assert falling[0] == halfway
    assert falling[0].level == pytest.approx(0.4, abs=0.01)
    assert all(a.level > b.level for a, b in pairwise(falling[:400]))
    assert falling[-1].level == 0.0


def test_the_same_show_again_with_the_rest_of_its_fade_changes_nothing() -> None:
    once, again = Fading(), Fading()
    once.show((lamp(0.6),), Millis(10_000))
    again.show((lamp(0.6),), Millis(10_000))
    run(once, 5)
    run(again, 5)
    again.show((lamp(0.6),), Millis(5_000))
    assert run(again, 3)[-1].level == pytest.approx(run(once, 3)[-1].level, abs=0.003)


def test_a_lamp_that_is_no_longer_named_goes_dark_in_its_own_colour() -> None:
    fader = at(0.5, BLUE)
    fader.show((lamp(0.5, AMBER, "2"),), Millis(1_000))
    assert all(x.colour == BLUE for x in run(fader, 1.2))
    assert fader.frame(FRAME)[0].level == 0.0


def test_a_lamp_comes_out_of_the_dark_in_its_new_colour() -> None:
    fader = at(0.5, BLUE)
    fader.show((lamp(0.0, AMBER),), Millis(500))
    assert {x.colour for x in run(fader, 1)} == {BLUE}
    fader.show((lamp(0.5, AMBER),), Millis(2_000))
    assert {x.colour for x in run(fader, 2)} == {AMBER}


def test_a_fade_of_colour_leaves_the_level_alone() -> None:
    fader = at(0.5, AMBER)
    fader.show((lamp(0.5, BLUE),), Millis(8_000))
    seen = run(fader, 8.1)
    assert seen[0].colour == AMBER
    assert seen[-1].colour == BLUE
    assert {x.level for x in seen} == {0.5}, "a lamp without colours stays as it is"
    assert 0.2 < seen[len(seen) // 2].colour[2] < 1.2


@pytest.mark.parametrize("start", [1.0, 0.2])
@pytest.mark.parametrize(("fade", "least"), [(0, 0.45), (200, 0.45), (3_000, 2.9)])
def test_light_never_falls_at_once(start: float, fade: int, least: float) -> None:
    fader = at(start)
    fader.show((lamp(0.0),), Millis(fade))
    lit = [x for x in run(fader, fade / 1000 + 1) if x.level > 0]
    assert least <= len(lit) * FRAME <= max(fade / 1000, 0.5) + 0.1


@pytest.mark.parametrize(
    ("emergency", "expected"),
    # In the dark the eye leads: rate/s of perceived brightness to L* 56.08, whose light is 0.2408; then the light does.
    [(False, 0.5608 / 0.25 + 0.7592 / 0.25), (True, 0.5608 / 0.4 + 0.7592 / 0.4)],
)
def test_from_black_to_full_takes_as_long_as_the_guard_says(emergency: bool, expected: float) -> None:
    fader = Fading()
    fader.show((lamp(1.0),), Millis(0), emergency)
    frames = 0
    while not fader.still():
        fader.frame(FRAME)
        frames += 1
    assert frames * FRAME == pytest.approx(expected, abs=0.1)


def test_after_an_emergency_the_guard_is_as_strict_as_before() -> None:
    fader = Fading()
    fader.show((lamp(0.3),), Millis(0), emergency=True)
    run(fader, 2)
    fader.show((lamp(1.0),), Millis(0))
    seen = run(fader, 4)
    assert max(b.level - a.level for a, b in pairwise(seen)) <= 0.25 * FRAME + 1e-9


@pytest.mark.parametrize("stalled", [1.0, 60.0])
def test_a_stall_is_not_made_up_for_by_a_jump(stalled: float) -> None:
    fader = Fading()
    fader.show((lamp(1.0),), Millis(10_000))
    before = run(fader, 1)[-1].level
    after = fader.frame(stalled)[0].level
    assert 0 < after - before <= 0.025 + 1e-9
    bright = at(1.0)
    bright.show((lamp(0.0),), Millis(0))
    bright.frame(FRAME)
    assert 1 > bright.frame(stalled)[0].level >= 0.8 - 1e-9


def test_a_clock_that_goes_back_moves_nothing() -> None:
    fader = Fading()
    fader.show((lamp(1.0),), Millis(10_000))
    before = run(fader, 2)[-1]
    assert fader.frame(-5.0)[0] == before


def test_half_an_hour_has_no_step_that_an_eye_could_see() -> None:
    fader = Fading()
    fader.show((lamp(1.0),), Millis(30 * 60_000))
    seen = [round(65_535 * luminance(x.level)) for x in run(fader, 1801)]
    assert seen[0] == 0
    assert seen[-1] == 65_535
    assert all(a <= b for a, b in pairwise(seen))
    steps = [lightness(b / 65_535) - lightness(a / 65_535) for a, b in pairwise(seen)]
    assert max(steps) < 0.0003, "a thirtieth of one L*; an eye sees about one"


LEVEL = st.sampled_from([0.0, 0.02, 0.3, 1.0]) | st.floats(0, 1)
COLOUR = st.sampled_from([AMBER, BLUE, (1.0, 1.0, 1.0), (0.1, 1.0, 0.0), (1.0, 0.98, 0.97)])
SHOWN = st.lists(st.tuples(st.sampled_from(NAMES), LEVEL, COLOUR), max_size=2, unique_by=lambda x: x[0])
ORDERS = st.lists(
    st.tuples(
        SHOWN, st.sampled_from([0, 500, 4_000, 1_800_000]), st.booleans(), st.lists(st.floats(0, 0.3), max_size=25)
    ),
    max_size=6,
)


def changes(
    orders: list[tuple[list[tuple[LampId, float, Colour]], int, bool, list[float]]],
) -> Iterator[tuple[float, bool, Lights, Lights]]:
    """Length of the frame, emergency or not, and the light of a lamp before and after, for all lamps and frames."""
    fader, before = Fading(), dict.fromkeys(NAMES, (0.0, 0.0, 0.0, 0.0))
    for wanted, fade, emergency, frames in orders:
        fader.show(tuple(LampLevel(*x) for x in wanted), Millis(fade), emergency)
        for elapsed in (FRAME, *frames):
            after = before | {x.lamp: (*emission(x), luminance(x.level)) for x in fader.frame(elapsed)}
            yield from ((elapsed, emergency, before[name], after[name]) for name in NAMES)
            before = after


@settings(max_examples=150, deadline=None)
@given(ORDERS)
def test_no_sequence_of_shows_breaks_the_startle_guard(
    orders: list[tuple[list[tuple[LampId, float, Colour]], int, bool, list[float]]],
) -> None:
    for elapsed, emergency, before, after in changes(orders):
        most = (0.4 if emergency else 0.25) * min(elapsed, 0.1) + 1e-9
        for was, now in zip(before, after, strict=True):
            assert now - was <= most
            assert lightness(now) - lightness(was) <= most
            assert lightness(was) - lightness(now) <= 2.0 * min(elapsed, 0.1) + 1e-9


@settings(max_examples=60, deadline=None)
@given(LEVEL, LEVEL, st.integers(0, 10_000), COLOUR, COLOUR)
def test_a_fade_is_monotone_and_always_arrives(
    start: float, end: float, fade: int, colour: Colour, other: Colour
) -> None:
    fader = at(start, colour)
    fader.show((lamp(end, other),), Millis(fade))
    seen = [x.level for x in run(fader, max(0.5, fade / 1000) + 12)]
    direction = 1 if end > start else -1
    assert all(direction * (b - a) >= -1e-12 for a, b in pairwise(seen))
    assert fader.still()
    goes_dark = luminance(end) < DARK <= luminance(start)
    assert fader.frame(FRAME) == (lamp(end, colour if goes_dark else other),)


def test_the_guard_is_a_setting() -> None:
    fader = Fading(Guard(rise=0.05))
    fader.show((lamp(1.0),), Millis(0))
    assert run(fader, 4)[-1].level == pytest.approx(0.05 * 4, abs=0.01)


COLOURS = st.tuples(*[st.sampled_from([0.0, 1.0]) | st.floats(0, 1)] * 3).filter(any).map(lambda x: full(*x))


def full(red: float, green: float, blue: float) -> Colour:
    most = max(red, green, blue)
    return (red / most, green / most, blue / most)


@settings(max_examples=50, deadline=None)
@given(st.floats(0.05, 1), st.floats(0.05, 1), COLOURS, COLOURS)
def test_no_fade_passes_a_bright_or_a_dark_middle_and_none_is_stuck(
    start: float, end: float, colour: Colour, other: Colour
) -> None:
    """In OKLab's lightness, which is what an eye has of it; levels for lamps without colours are even beside that."""
    fader = Fading(start=(lamp(start, colour),))
    fader.show((lamp(end, other),), Millis(2_000))
    seen = run(fader, 2)
    while not fader.still() and len(seen) < 20 / FRAME:
        seen += run(fader, 1)
    assert fader.still(), "the guard alone takes at most some 6 s for each of two channels, one after the other"
    bright = [oklab(emission(x))[0] for x in seen]
    direction = 1 if bright[-1] > bright[0] else -1
    assert all(direction * (b - a) >= -1e-6 for a, b in pairwise(bright))
    assert all(0 <= part <= 1 + 1e-9 for x in seen for part in emission(x))


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), COLOURS, COLOURS, st.integers(10, 60))
def test_a_16_bit_level_stays_within_1_2_steps_of_its_line_whatever_the_colours_do(
    start: float, end: float, colour: Colour, other: Colour, seconds: int
) -> None:
    fader = Fading(start=(lamp(start, colour),))
    fader.show((lamp(end, other),), Millis(seconds * 1_000))
    shown = [luminance(x.level) * 65_535 for x in run(fader, seconds)]
    line = [65_535 * luminance(start + (end - start) * n * FRAME / seconds) for n in range(len(shown))]
    assert max(abs(round(a) - b) for a, b in zip(shown, line, strict=True)) <= 1.2
