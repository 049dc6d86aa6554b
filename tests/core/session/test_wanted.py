"""What should be heard and seen."""

from dataclasses import replace

import pytest

from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.outputs import Heard, Murmur, Output, Seen
from kapcircle.core.playlist import Playlist
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Session
from kapcircle.core.session.wanted import silence_ends, wanted
from tests.core.circles import SECONDS, Circle, opened
from tests.made_up import MINUTES, START, TRACKS, small_plan

MUSIC = Heard(Playlist(TRACKS[:2], Millis(10_000)), START, Millis(10_000))
EMBER = Seen("ember", START, Millis(60_000), was=Seen("dusk", START, Millis(5_000), was=Seen()))


def at(offset: int) -> Instant:
    return Instant(START + offset)


def peak() -> Circle:
    circle = opened()
    circle.do(c.Go())
    return circle


def test_before_opening_the_room_is_dark_and_silent_at_the_planned_volume() -> None:
    assert wanted(Session(), START) == Output(volume=0.5)


def test_a_phase_is_heard_and_seen() -> None:
    circle = peak()
    assert wanted(circle.state, circle.now) == Output(MUSIC, EMBER, Murmur(), 0.5)


def test_what_is_wanted_of_music_and_light_does_not_change_with_time() -> None:
    circle = peak()
    first = wanted(circle.state, circle.now)
    assert wanted(circle.later(39 * MINUTES), circle.now) == first


@pytest.mark.parametrize(
    ("length", "after", "heard"),
    [
        (20_000, 0, Heard(Playlist(), at(5_000), Millis(10_000))),
        (20_000, 19_999, Heard(Playlist(), at(5_000), Millis(10_000))),
        # Back where it would be had it played on, slowly.
        (20_000, 20_000, Heard(MUSIC.playlist, START, Millis(12_000))),
        (20_000, 10 * MINUTES, Heard(MUSIC.playlist, START, Millis(12_000))),
        (0, 30 * MINUTES, Heard(Playlist(), at(5_000), Millis(10_000))),
    ],
)
def test_a_silence(length: int, after: int, heard: Heard) -> None:
    circle = peak()
    circle.later(5 * SECONDS)
    circle.do(c.Silence(Millis(length)))
    circle.later(after)
    out = wanted(circle.state, circle.now)
    assert out.sound == heard
    assert (out.light, out.murmur) == (EMBER, Murmur())


@pytest.mark.parametrize(
    ("commands", "after", "end"),
    [
        ([], 0, None),
        ([c.Silence(Millis(0))], 0, None),
        ([c.Silence(Millis(20_000))], 0, 20_000),
        ([c.Silence(Millis(20_000))], 20_000, None),
        ([c.Silence(Millis(20_000)), c.FadeAll()], 0, None),
        ([c.Silence(Millis(20_000)), c.Close()], 0, None),
    ],
)
def test_when_a_silence_ends(commands: list[c.Command], after: int, end: int | None) -> None:
    circle = peak()
    for command in commands:
        circle.do(command)
    circle.later(after)
    assert silence_ends(circle.state, circle.now) == (None if end is None else at(end))


def test_a_hush_lifts_the_light_a_little_and_leaves_the_music_where_it_is() -> None:
    circle = peak()
    circle.later(5 * SECONDS)
    circle.do(c.Hush())
    out = wanted(circle.state, circle.now)
    assert (out.sound, out.murmur) == (MUSIC, Murmur(True, at(5_000), Millis(2_000)))
    assert (out.light.look, out.light.since, out.light.lift) == ("ember", START, 0.08)
    circle.do(c.Unhush())
    out = wanted(circle.state, circle.now)
    assert (out.light, out.murmur) == (EMBER, Murmur(False, at(5_000), Millis(12_000)))


@pytest.mark.parametrize("before", [[], [c.Open(), c.Go()], [c.Open(), c.Go(), c.Hush()], [c.Open(), c.Close()]])
def test_an_emergency_lies_over_everything_and_takes_nothing_away(before: list[c.Command]) -> None:
    circle = Circle()
    for command in before:
        circle.do(command)
    calm = wanted(circle.state, circle.now)
    circle.later(5 * SECONDS)
    circle.do(c.Emergency())
    out = wanted(circle.state, circle.now)
    assert out.murmur == Murmur(True, at(5_000), Millis(4_000))
    assert out == replace(calm, murmur=out.murmur), "the light stays"
    circle.later(MINUTES)
    circle.do(c.WholeRoom())
    lit = wanted(circle.state, circle.now)
    assert lit.light == Seen("working", circle.now, Millis(3_000))
    assert lit.sound == Heard(Playlist(), circle.now, Millis(4_000))
    assert (lit.emergency, lit.near) == (True, None)
    circle.later(MINUTES)
    circle.do(c.StandDown())
    after = wanted(circle.state, circle.now)
    assert (after.light, after.emergency, after.near) == (calm.light, False, None)
    assert after.sound == replace(calm.sound, fade=Millis(60_000)), "music comes back as slowly as the light"
    assert after.murmur == Murmur(calm.murmur.on, circle.now, Millis(60_000))


def test_music_that_begins_after_an_emergency_begins_as_it_was_planned() -> None:
    circle = peak()
    circle.do(c.Emergency())
    circle.later(MINUTES)
    circle.do(c.StandDown())
    circle.later(MINUTES)
    circle.do(c.FadeAll())
    circle.do(c.Jump(2))
    assert wanted(circle.state, circle.now).sound.fade == Millis(10_000)


def test_light_near_a_mat_lies_over_the_look() -> None:
    circle = Circle(plan=replace(small_plan(), lit_mats=(3,)))
    circle.do(c.Open())
    circle.do(c.Emergency(PersonId("p3")))
    look = wanted(circle.state, circle.now).light
    circle.later(5 * SECONDS)
    circle.do(c.NearLight(3))
    near = wanted(circle.state, circle.now)
    assert (near.light, near.near, near.emergency) == (look, (circle.now, 3), True)
    circle.do(c.WholeRoom())
    assert wanted(circle.state, circle.now).near is None, "the whole room is lit"
    circle.do(c.StandDown())
    assert wanted(circle.state, circle.now).light == look


def test_a_look_called_in_an_emergency_is_seen_after_it() -> None:
    circle = peak()
    circle.do(c.Emergency())
    circle.do(c.WholeRoom())
    circle.do(c.CallLook("day"))
    assert wanted(circle.state, circle.now).light.look == "working"
    circle.do(c.StandDown())
    assert wanted(circle.state, circle.now).light.look == "day"


def test_after_closing_the_music_fades_out_and_the_light_stays() -> None:
    circle = peak()
    circle.later(MINUTES)
    circle.do(c.Close())
    assert wanted(circle.state, circle.now) == Output(
        Heard(Playlist(), at(MINUTES), Millis(20_000)), EMBER, Murmur(), 0.5
    )
