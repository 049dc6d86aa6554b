"""Light as a real receiver gets it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from statistics import median
from uuid import UUID

import pytest

from kapcircle.core.colour import oklab
from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import Colour, LampLevel, lightness
from kapcircle.core.rooms import PatchRow, rehearsal_patch
from kapcircle.drivers.sacn import PORT, Sacn, packet
from kapcircle.engine.frames import run_frames
from kapcircle.engine.light import Fader
from tests.drivers.ola import Frame, Olad, olad

pytestmark = pytest.mark.slow

CID = UUID("00000000-0000-4000-8000-00000000c1d0")
RIVAL = UUID("00000000-0000-4000-8000-0000000021a1")
LAMPS = [LampId(f"lamp-{n}") for n in range(1, 9)]
RED: Colour = (1.0, 0.5, 0.0)


@contextmanager
def running(fader: Fader, driver: Sacn) -> Iterator[threading.Event]:
    """Frames from a thread, as in the engine, until the event is set."""
    stop = threading.Event()
    thread = threading.Thread(target=run_frames, args=(fader, driver, stop.is_set))
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join()
        driver.close()


def frames(receiver: Olad, seconds: float) -> list[Frame]:
    end = time.monotonic() + seconds
    return [x for x in iter(lambda: receiver.frame(max(0.001, end - time.monotonic())), None) if x.at <= end]


def rival_wins(receiver: Olad, seconds: float) -> bool:
    """Another source, of lower priority, sends full light: olad takes it once ours has been given up."""
    end = time.monotonic() + seconds
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        for n in range(10_000):
            full = bytearray(packet(RIVAL, 1, n, b"\xff" * 512))
            full[108] = 50
            line.sendto(full, (receiver.host, PORT))
            time.sleep(0.1)
            if receiver.slots(1)[511] == 255:
                return True
            if time.monotonic() > end:
                return False
    raise AssertionError("the clock stands still")


def test_levels_of_8_and_16_bits_arrive_in_their_universes() -> None:
    patch = (
        *rehearsal_patch(LAMPS, 1),
        PatchRow(LAMPS[0], 300, 1, "level8"),
        PatchRow(LAMPS[1], 300, 509, "rgb8"),
        PatchRow(LAMPS[1], 300, 100, "rgb16"),
    )
    shown = [LampLevel(LAMPS[0], 0.5, RED), LampLevel(LAMPS[1], 1.0, RED), LampLevel(LAMPS[7], 0.08)]
    with olad(1, 300) as receiver, closing(Sacn(receiver.host, patch, CID)) as driver:
        driver.send(tuple(shown), still=True)
        assert {x.universe for x in (receiver.frame(), receiver.frame()) if x} == {1, 300}
        first, second = receiver.slots(1), receiver.slots(300)
    # 18.418652 % of 65535 is 0x2F27; of 255, 47. L* 8 is 0.885645 % of full light: 0x0244.
    assert first == b"\x2f\x27\xff\xff" + bytes(10) + b"\x02\x44" + bytes(496)
    assert second == b"\x2f" + bytes(98) + b"\xff\xff\x80\x00\0\0" + bytes(403) + b"\xff\x80\0" + b"\0"


def test_a_fade_arrives_at_44_frames_a_second_without_a_step() -> None:
    fader = Fader()
    with olad(1) as receiver, running(fader, Sacn(receiver.host, rehearsal_patch(LAMPS, 1), CID)):
        fader.show(tuple(LampLevel(lamp, 0.6) for lamp in LAMPS), Millis(4_000))
        got = frames(receiver, 3.9)
    assert 44 * 3.9 * 0.75 <= len(got) <= 44 * 3.9 + 2, "some may be left out on a busy machine, none may be added"
    assert median(b.at - a.at for a, b in pairwise(got)) == pytest.approx(1 / 44, rel=0.1)
    assert all(frame.slots[:16] == frame.slots[:2] * 8 for frame in got), "all lamps fade together"
    seen = [lightness(int.from_bytes(frame.slots[:2], "big") / 65_535) for frame in got]
    assert seen[0] == 0
    assert 0.55 < seen[-1] < 0.6
    assert all(0 <= b - a < 0.02 for a, b in pairwise(seen)), "an eye sees a step of about one L*, 0.01, if at once"
    assert len(set(seen[3:])) == len(seen[3:]), "each frame is a new level"


def test_colour_and_white_glide_in_two_universes_without_a_bright_or_a_grey_middle() -> None:
    """Two washes with a white emitter and a panel of warm and cold white, from amber to deep blue; a plain dimmer goes
    along on its line.
    """
    wash, panel, plain = LAMPS[:3]
    patch = (
        PatchRow(wash, 1, 1, "rgbw16"),
        PatchRow(panel, 300, 1, "warmcold16"),
        PatchRow(plain, 300, 5, "level16"),
    )
    names = (wash, panel, plain)
    fader = Fader(start=tuple(LampLevel(x, 0.5, (1.0, 0.5, 0.0)) for x in names))
    fader.show(tuple(LampLevel(x, 0.3, (0.0, 0.2, 1.0)) for x in names), Millis(4_000))
    with olad(1, 300) as receiver, running(fader, Sacn(receiver.host, patch, CID)):
        got = frames(receiver, 4.5)

    def words(universe: int, count: int) -> list[list[float]]:
        found = [x.slots for x in got if x.universe == universe]
        return [[int.from_bytes(x[2 * n : 2 * n + 2], "big") / 65_535 for n in range(count)] for x in found]

    light = [(r + w, g + w, b + w) for r, g, b, w in words(1, 4)]
    bright = [oklab(x)[0] for x in light]
    pure = [oklab(x)[1].pure for x in light]
    assert len(light) > 100
    assert all(b - a <= 1e-3 for a, b in pairwise(bright)), "no bright middle"
    assert min(pure) > 0.9 * min(pure[0], pure[-1]), "no grey middle"
    assert light[-1][2] > 5 * light[-1][0]
    warm, cold = zip(*(x[:2] for x in words(300, 3)), strict=True)
    assert warm[0] > 0.9 * (warm[0] + cold[0])
    assert cold[-1] > 0.9 * (warm[-1] + cold[-1])
    level = [x[2] for x in words(300, 3)]
    assert all(a >= b for a, b in pairwise(level))
    assert lightness(level[-1]) == pytest.approx(0.3, abs=1e-4)


def test_a_still_light_is_kept_alive_and_ends_with_its_driver() -> None:
    fader = Fader()
    with olad(1) as receiver:
        driver = Sacn(receiver.host, rehearsal_patch(LAMPS, 1), CID)
        fader.show((LampLevel(LAMPS[0], 0.1),), Millis(0))
        with running(fader, driver):
            time.sleep(1.2)
            level = receiver.slots(1)[:2]
            assert level == b"\x02\xe2", "1.126 % of full light"
            frames(receiver, 0.2)
            still = frames(receiver, 4.5)
            assert 4 <= len(still) <= 6
            assert {x.slots[:2] for x in still} == {level}
            assert not rival_wins(receiver, 4.0), "a source is given up after 2.5 s of silence"
            assert receiver.slots(1)[:2] == level
        assert rival_wins(receiver, 1.0), "a stream that was ended is given up at once"


def test_a_driver_that_only_falls_silent_is_given_up() -> None:
    with olad(1) as receiver, closing(Sacn(receiver.host, rehearsal_patch(LAMPS, 1), CID)) as driver:
        for _ in range(4):
            driver.send((LampLevel(LAMPS[0], 0.1),), still=True)
        assert not rival_wins(receiver, 1.0)
        assert rival_wins(receiver, 3.0)


def test_the_driver_finds_olad_again_after_it_was_away() -> None:
    with olad(1) as receiver:
        driver = Sacn(receiver.host, rehearsal_patch(LAMPS, 1), CID)
    fader = Fader()
    fader.show((LampLevel(LAMPS[0], 0.1),), Millis(0))
    with running(fader, driver):
        time.sleep(0.6)
        answers, why = driver.answers()
        assert not answers
        assert "does not take light data" in why
        with olad(1) as receiver:
            assert receiver.frame(4.0) is not None
