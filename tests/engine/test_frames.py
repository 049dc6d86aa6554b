import math
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from threading import Timer
from uuid import UUID

import pytest

from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel
from kapcircle.core.rooms import rehearsal_patch
from kapcircle.drivers import sacn
from kapcircle.engine import frames
from kapcircle.engine.frames import FRAME, following, run_frames
from kapcircle.engine.light import Fader
from tests.drivers import e131

CID = UUID("00000000-0000-4000-8000-00000000c1d0")


class Clock:
    """Time that passes only in sleep, and in frames that take long."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.asks: list[tuple[float, Callable[[], None]]] = []

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.now += seconds

    def rest(self, seconds: float) -> bool:
        """Somebody asks for something, if that falls into this rest."""
        assert seconds >= 0
        at, _ = self.asks[0] if self.asks else (math.inf, None)
        if at > self.now + seconds:
            self.now += seconds
            return False
        self.now = max(self.now, at)
        self.asks.pop(0)[1]()
        return True


class Lamps:
    def __init__(self, clock: Clock, stalls: dict[int, float] | None = None) -> None:
        self.clock = clock
        self.stalls = stalls or {}
        self.times: list[float] = []
        self.stills: list[bool] = []
        self.levels: list[float] = []
        self.aims: list[tuple[int, tuple[LampLevel, ...], Millis, bool]] = []

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        self.aims.append((len(self.times), levels, fade, emergency))

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        self.times.append(self.clock.now)
        self.stills.append(still)
        self.levels += [x.level for x in levels]
        self.clock.now += self.stalls.get(len(self.times), 0.001)

    def answers(self) -> tuple[bool, str]:
        return True, ""

    def close(self) -> None:
        raise AssertionError("the driver is left open")


FULL = ((LampLevel(LampId("1"), 1.0),), Millis(1_800_000))


def fading() -> Fader:
    """On its way for half an hour."""
    fader = Fader()
    fader.show(*FULL)
    return fader


def run(
    stalls: dict[int, float] | None = None,
    seconds: float = 10.0,
    fader: Fader | None = None,
    asks: tuple[tuple[float, Callable[[], None]], ...] = (),
) -> Lamps:
    clock = Clock()
    clock.asks.extend((1000 + at, ask) for at, ask in asks)
    lamps = Lamps(clock, stalls)
    run_frames(fader or fading(), lamps, lambda: clock.now >= 1000 + seconds, clock.read, clock.sleep, clock.rest)
    return lamps


def test_44_frames_a_second_without_drift() -> None:
    times = run(seconds=9.99).times
    assert len(times) == 440
    assert all(at == pytest.approx(1000 + n * FRAME, abs=1e-6) for n, at in enumerate(times))


def test_nobody_waits_for_a_light_that_is_still() -> None:
    times = run(seconds=9.99, fader=Fader()).times
    assert len(times) == 147
    assert all(at == pytest.approx(1000 + 3 * n * FRAME, abs=1e-6) for n, at in enumerate(times))


@pytest.mark.parametrize("at", [2.0, 2.003, 2.02, 2.03, 2.06])
def test_a_fade_that_is_asked_for_in_a_rest_begins_on_the_next_beat(at: float) -> None:
    fader = Fader()
    lamps = run(seconds=4, fader=fader, asks=((at, partial(fader.show, *FULL)),))
    first = next(n for n, still in enumerate(lamps.stills) if not still)
    beats = (lamps.times[first] - 1000) / FRAME
    assert beats == pytest.approx(round(beats), abs=1e-6)
    assert 0 < lamps.times[first] - 1000 - at <= FRAME * 1.25
    assert all(b - a == pytest.approx(FRAME) for a, b in pairwise(lamps.times[first:]))


def test_where_a_fade_ends_is_told_once_before_its_first_frame() -> None:
    fader = Fader(start=(LampLevel(LampId("1"), 0.3),))
    low = (LampLevel(LampId("1"), 0.1),)
    high = (LampLevel(LampId("1"), 0.4),)
    asks = ((1.0, partial(fader.show, high, Millis(700))), (2.0, partial(fader.show, low, Millis(0), emergency=True)))
    aims = run(seconds=4, fader=fader, asks=asks).aims
    assert [x[1:] for x in aims] == [(high, Millis(700), False), (low, Millis(500), True)], (
        "and nothing of how it began"
    )
    assert 0 < aims[0][0] < aims[1][0]


def test_a_rest_however_long_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "RESTING", 1_000_000)
    fader, lamps = Fader(), Lamps(Clock())
    asked = Timer(0.1, fader.show, FULL)
    asked.start()
    run_frames(fader, lamps, lambda: False in lamps.stills)
    asked.join()
    assert lamps.stills[-1] is False


def test_a_still_light_is_kept_alive_on_the_beat_of_rest() -> None:
    """Receivers want a packet every 0.8 to 1.0 seconds (ANSI E1.31-2018, 6.6.2)."""
    with e131.receiver() as line, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sacn, "PORT", line.getsockname()[1])
        clock, sent = Clock(), list[float]()
        driver = sacn.Sacn("127.0.0.1", rehearsal_patch([LampId("1")], 1), CID, clock.read)

        def looked() -> bool:
            sent.extend(clock.now for _ in e131.drain(line))
            return clock.now >= 1030

        run_frames(Fader(), driver, looked, clock.read, clock.sleep, clock.rest)
        driver.close()
    late = [b - a for a, b in pairwise(x for x in sent if x > 1005)]
    assert len(late) > 20
    assert all(0.8 <= gap <= 1.0 for gap in late)


@pytest.mark.parametrize("stall", [0.03, 0.2, 5.0])
def test_after_a_stall_there_is_no_burst_and_the_beat_is_the_old_one(stall: float) -> None:
    times = run({100: stall}).times
    assert min(b - a for a, b in pairwise(times)) >= FRAME / 4 - 1e-9
    assert (times[-1] - 1000) / FRAME == pytest.approx(round((times[-1] - 1000) / FRAME), abs=1e-6)


def test_frames_that_always_take_too_long_still_leave_the_machine_room() -> None:
    times = run(dict.fromkeys(range(1000), 0.05)).times
    assert all(b - a == pytest.approx(3 * FRAME) for a, b in pairwise(times))


@pytest.mark.parametrize(
    ("late", "frames"), [(-0.5, 1), (0.0, 1), (0.7, 1), (0.8, 2), (1.7, 2), (1.8, 3), (100.2, 101)]
)
def test_the_next_deadline_is_a_quarter_of_a_frame_away_at_least(late: float, frames: int) -> None:
    assert following(50.0, 50.0 + late * FRAME) == pytest.approx(50 + frames * FRAME)


def test_a_fade_ends_on_time_though_frames_were_lost() -> None:
    fader = Fader()
    fader.show((LampLevel(LampId("1"), 0.5),), Millis(9_000))
    lamps = run({50: 2.0, 200: 0.5}, 9.1, fader)
    assert lamps.levels[-1] == 0.5
    assert lamps.stills[0] is False
    assert lamps.stills[-1] is True


def test_it_ends_when_told_to_in_real_time() -> None:
    end = time.monotonic() + 0.2
    lamps = Lamps(Clock())
    run_frames(fading(), lamps, lambda: time.monotonic() > end)
    assert 5 <= len(lamps.times) <= 11
