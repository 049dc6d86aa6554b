"""Lamps behind a played Hue bridge: told once, gently, by name, never more than it can take."""

import logging
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core.fading import way
from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import Colour, LampLevel, emission, lightness, luminance
from kapcircle.desk.secrets import Secret
from kapcircle.drivers import hue, hue_way, telling
from kapcircle.drivers.hue import BUDGET, Hue, Pace
from kapcircle.drivers.hue_address import Bridge, HungThere
from kapcircle.drivers.hue_pairing import pair
from tests.drivers.bridges import ID, KEY, PlayedBridge, Told, bridge, group, light

pytestmark = pytest.mark.alone

AMBER: Colour = (1.0, 0.5, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)


def played(lamps: int = 2, **words: object) -> PlayedBridge:
    return PlayedBridge([light(n, f"bulb {n}") for n in range(1, lamps + 1)], **words)  # type: ignore[arg-type]


def hung(*numbers: int) -> list[HungThere]:
    return [HungThere(LampId(str(n)), f"Lamp {n}", f"bulb {n}") for n in numbers]


def lamp(number: int, level: float, colour: Colour = AMBER) -> LampLevel:
    return LampLevel(LampId(str(number)), level, colour)


def paired(there: PlayedBridge) -> Secret:
    there.pressed = True
    return pair(there.address, lambda _: None)


@contextmanager
def driver(there: PlayedBridge, lamps: Sequence[HungThere] | None = None, *, dark: str = "") -> Iterator[Hue]:
    every = hung(*range(1, len(there.lights) + 1)) if lamps is None else lamps
    with closing(Hue(there.bridge, every, paired(there), dark=dark)) as made:
        until(lambda: made._linked)
        yield made


def until(true: Callable[[], object], patience: float = 10.0) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def while_framed(made: Hue, true: Callable[[], object]) -> None:
    """Wait, while the engine's frames go on."""

    def framed() -> object:
        made.send((), still=True)
        return true()

    until(framed)


def frames(made: Hue, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        made.send((), still=False)
        time.sleep(0.01)


def keeps_the_rule(told: Sequence[Told]) -> bool:
    """In any second at most ten lamps or one group, by the clock of whoever is told."""
    for n, first in enumerate(told):
        near = [x for x in told[n:] if x.at < first.at + 1.0]
        groups = [x for x in near if x.what.startswith("grouped_light")]
        if len(near) > (1 if groups else 10):
            return False
    return True


def test_one_message_has_target_and_duration() -> None:
    with bridge(played()) as there, driver(there) as made:
        made.aim((lamp(1, 0.5), lamp(2, 0.0)), Millis(90_000), False)
        until(lambda: len(there.told) == 2)
        (first,), (second,) = there.of(1), there.of(2)
    assert first.words == {
        "on": {"on": True},
        "dimming": {"brightness": 50.0},
        "color": {"xy": {"x": 0.4767, "y": 0.4597}},
        "dynamics": {"duration": pytest.approx(90_000, abs=200)},
    }
    assert second.words == {"on": {"on": False}, "dynamics": {"duration": pytest.approx(90_000, abs=200)}}


def test_no_lamp_is_ever_told_to_jump_and_on_is_said_once() -> None:
    with bridge(played(1)) as there, driver(there) as made:
        made.aim((lamp(1, 1.0),), Millis(0), False)
        until(lambda: there.told)
        assert there.told[0].seconds > 9, "nobody knows where it is"
        made.aim((lamp(1, 0.9),), Millis(0), False)
        until(lambda: len(there.told) == 2)
        assert "on" not in there.told[1].words
        made.aim((lamp(1, 0.0),), Millis(0), False)
        until(lambda: len(there.told) == 3)
        made.aim((lamp(1, 0.1),), Millis(0), False)
        until(lambda: len(there.told) == 4)
        assert there.told[3].words["on"] == {"on": True}


def test_fast_cues_keep_to_what_the_bridge_takes_and_the_newest_wins() -> None:
    with bridge(played(15)) as there, driver(there) as made:
        for n in range(1, 31):
            made.aim(tuple(lamp(x, (n + x) / 60) for x in range(1, 16)), Millis(500), False)
            frames(made, 0.1)
        until(lambda: not made._due())
        frames(made, 0.3)
        assert keeps_the_rule(there.told)
        for x in range(1, 16):
            assert there.of(x)[-1].words["dimming"]["brightness"] == pytest.approx(100 * (30 + x) / 60, abs=0.1)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.4), st.sampled_from([1, BUDGET])), max_size=60))
def test_in_any_second_there_are_ten_lamps_or_one_group(wants: list[tuple[float, int]]) -> None:
    pace, now, told = Pace(), 0.0, list[Told]()
    for wait, weight in wants:
        now += wait
        if pace.allows(weight, now):
            pace.spend(weight, now)
            told.append(Told(now, "light" if weight == 1 else "grouped_light", {}))
    assert keeps_the_rule(told)


def test_a_room_that_shows_one_thing_is_told_at_once() -> None:
    there = played(12, rooms=[group(1, "device", *range(1, 11))], zones=[group(2, "light", 1, 2)])
    with bridge(there), driver(there) as made:
        made.aim(tuple(lamp(n, 0.3) for n in range(1, 13)), Millis(5_000), False)
        frames(made, 2.5)
        assert [x.what for x in there.told] == ["grouped_light/group-1", "light/light-11", "light/light-12"]
        assert keeps_the_rule(there.told)
        made.aim(tuple(lamp(n, 0.3 + n / 100) for n in range(1, 11)), Millis(5_000), False)
        frames(made, 2.0)
        assert not [x for x in there.told[3:] if x.what.startswith("grouped")]


def test_a_group_with_a_lamp_that_is_not_ours_is_left_alone() -> None:
    there = played(12, rooms=[group(1, "device", *range(1, 13))])
    with bridge(there), driver(there, hung(*range(1, 12))) as made:
        made.aim(tuple(lamp(n, 0.3) for n in range(1, 12)), Millis(5_000), False)
        frames(made, 2.0)
        assert len(there.told) == 11


def from_dark(told: Told) -> float:
    """Seconds that the guard gives to what is told, as it is perceived."""
    return float(told.words["dimming"]["brightness"]) / 100 / 0.25


def steepest(told: Sequence[Told], begin: float, step: float = 1 / 50) -> float:
    """How fast the light of one lamp rises at most, in parts of full a second, when it does as it is told, steadily."""
    here, most = lamp(1, begin, WHITE), 0.0
    for one, following in pairwise([*told, Told(told[-1].at + told[-1].seconds + 1, "", {})]):
        level = one.words["dimming"]["brightness"] / 100 if "dimming" in one.words else 0.0
        goes, whole = way(here, lamp(1, level, WHITE)), following.at - one.at
        seen = [goes.at(min(1.0, n * step / one.seconds)) for n in range(int(whole / step) + 1)]
        lights = [(lightness(emission(x)[0]), emission(x)[0], luminance(x.level)) for x in seen]
        most = max([most, *(b - a for x, y in pairwise(lights) for a, b in zip(x, y, strict=True))])
        here = goes.at(min(1.0, whole / one.seconds))
    return most / step


@pytest.mark.slow
@pytest.mark.parametrize("slow", [0.0, 0.15])
def test_a_lamp_that_has_to_wait_does_not_hurry_afterwards(slow: float) -> None:
    """Lamp 1 is played by what it was told, as it was told: late and often anew, and never faster than the guard."""
    with bridge(played(14)) as there, driver(there) as made:
        made.aim(tuple(lamp(n, 0.0) for n in range(1, 15)), Millis(0), False)
        until(lambda: len(there.told) == 14)
        frames(made, 1.2)
        there.told.clear()
        there.slow = slow
        for level in (0.4, 0.2, 1.0):
            made.aim(tuple(lamp(15 - n, level - 0.01 * n, WHITE) for n in range(1, 15)), Millis(500), False)
            frames(made, 1.3)
        until(lambda: not made._due(), 15)
        frames(made, 4.0)
        until(lambda: not made._due(), 15)
        assert keeps_the_rule(there.told)
        assert len(there.of(1)) > 3
        assert steepest(there.of(1), 0.0) <= 0.25 * 1.02


def test_a_busy_bridge_has_a_rest_and_is_told_then() -> None:
    with bridge(played(1, busy=1)) as there, driver(there) as made:
        made.aim((lamp(1, 0.2),), Millis(1_000), False)
        until(lambda: len(there.told) == 2)
        assert there.told[1].at - there.told[0].at > 0.9
        assert made.answers() == (True, "")


def test_a_lamp_that_is_not_reached_is_named_and_told_gently_when_it_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hue, "POLL", 0.3)
    with bridge(played(2)) as there, driver(there) as made:
        made.aim((lamp(1, 0.8), lamp(2, 0.2)), Millis(1_000), False)
        until(lambda: len(there.told) == 2)
        there.lost.add("device-1")
        until(lambda: not made.answers()[0])
        assert made.answers() == (False, "Lamp 1 does not answer: switched off?")
        made.aim((lamp(1, 0.8), lamp(2, 0.3)), Millis(1_000), False)
        until(lambda: len(there.of(2)) == 2)
        before = len(there.of(1))
        there.lost.clear()
        made.send((), still=True)
        while_framed(made, lambda: made.answers()[0] and len(there.of(1)) > before)
        back = there.of(1)[-1]
        assert back.words["on"] == {"on": True}
        assert back.seconds >= from_dark(back), "it may come back dark"


def test_a_lamp_that_did_not_hear_is_named_at_once() -> None:
    with bridge(played(1)) as there, driver(there) as made:
        there.lost.add("device-1")
        made.aim((lamp(1, 0.8),), Millis(1_000), False)
        until(lambda: not made.answers()[0])
        assert made.answers()[1] == "Lamp 1 does not answer: switched off?"


def test_a_lamp_that_somebody_switched_off_comes_back_from_dark() -> None:
    with bridge(played(1)) as there, driver(there) as made:
        made.aim((lamp(1, 0.8),), Millis(0), False)
        until(lambda: there.told)
        there.soft_off.add("light-1")
        made.aim((lamp(1, 0.7),), Millis(0), False)
        until(lambda: len(there.told) == 3)
        frames(made, 0.3)
        assert len(there.told) == 3
        assert "on" not in there.told[1].words
        assert there.told[2].words["on"] == {"on": True}
        assert there.told[2].seconds >= from_dark(there.told[2])


def test_names_that_the_bridge_does_not_have_or_has_twice_are_said() -> None:
    there = PlayedBridge([light(1, "bulb 1"), light(2, "bulb 2"), light(3, "bulb 2")])
    with bridge(there), driver(there, hung(1, 2, 7), dark="no bulb, so dark: Hall.") as made:
        until(lambda: not made.answers()[0])
        assert made.answers()[1] == (
            "The bridge has no lamp called bulb 7. Choose it in the settings. "
            "The bridge has more than one lamp called bulb 2. Rename one in the Hue app. no bulb, so dark: Hall."
        )


def test_a_bridge_that_goes_and_comes_back_is_said_and_its_lamps_are_told_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hue, "POLL", 0.2)
    monkeypatch.setattr(hue, "BACK_OFF", (0.1, 0.3))
    there = played(1)
    with bridge(there), driver(there) as made:
        made.aim((lamp(1, 0.5),), Millis(0), False)
        until(lambda: there.told)
        answer, there.get = there.get, lambda _: (500, {"errors": []})  # type: ignore[method-assign,assignment]
        until(lambda: not made.answers()[0])
        assert made.answers()[1] == (
            "The Hue bridge at 127.0.0.1 does not answer as expected: bring it up to date in the Hue app."
        )
        there.get = answer  # type: ignore[method-assign]
        while_framed(made, lambda: len(there.told) == 2)
        assert there.told[1].seconds > 2
        there.get = lambda _: (503, {})  # type: ignore[method-assign,assignment]
        until(lambda: not made.answers()[0])
        assert "has too much to do" in made.answers()[1]


def test_a_lamp_that_was_taken_from_the_bridge_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hue, "BACK_OFF", (0.1, 0.3))
    there = played(2)
    with bridge(there), driver(there) as made:
        gone = there.lights.pop(0)
        made.aim((lamp(1, 0.5), lamp(2, 0.5)), Millis(0), False)
        until(lambda: "no lamp called bulb 1. Choose it" in made.answers()[1])
        assert gone["metadata"]["name"] == "bulb 1"
        while_framed(made, lambda: there.of(2))


def test_a_key_that_is_not_known_any_more_asks_for_pairing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    there = played(1)
    with bridge(there), driver(there) as made:
        there.key = "another"
        made.aim((lamp(1, 0.5),), Millis(0), False)
        until(lambda: not made.answers()[0])
        said = made.answers()[1]
        assert said == "The Hue bridge at 127.0.0.1 does not know this laptop any more: pair it again in the settings."
        shown = repr(made) + repr(made._talk) + repr(made._secret) + said + caplog.text
    assert KEY not in shown


def test_a_stranger_in_its_place_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    there = played(1)
    with bridge(there):
        secret, port = paired(there), there.port
    with bridge(played(1), port=port) as stranger, closing(Hue(stranger.bridge, hung(1), secret)) as made:
        made.aim((lamp(1, 0.5),), Millis(0), False)
        until(lambda: not made.answers()[0])
        assert "has another certificate than when it was paired" in made.answers()[1]
        assert (stranger.asked, stranger.keys) == ([], [])


def test_one_that_is_not_paired_or_not_there_is_said_and_never_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Hue(Bridge("127.0.0.1", 9), hung(1), Secret())) as made:
        made.aim((lamp(1, 0.5),), Millis(0), False)
        until(lambda: not made.answers()[0])
        assert made.answers()[1] == "The Hue bridge at 127.0.0.1 is not paired: pair it in the settings."
    monkeypatch.setattr(telling, "PATIENCE", 0.1)
    monkeypatch.setattr(hue_way, "PATIENCE", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        made = Hue(Bridge("127.0.0.1", deaf.getsockname()[1]), hung(1), Secret(ID, KEY, pin="ab"))
        begun = time.monotonic()
        for n in range(200):
            made.aim((lamp(1, n / 200),), Millis(0), False)
            made.send((), still=False)
        assert time.monotonic() - begun < 0.5
        until(lambda: not made.answers()[0])
        assert made.answers()[1] == "The Hue bridge at 127.0.0.1 does not answer: check its cable and its address."
        made.close()


def test_what_waits_is_told_before_it_closes_and_lamps_stay() -> None:
    with bridge(played(3)) as there:
        with driver(there) as made:
            made.aim(tuple(lamp(n, 0.2) for n in (1, 2, 3)), Millis(4_000), False)
        assert len(there.told) == 3
        assert all("dimming" in x.words for x in there.told)
