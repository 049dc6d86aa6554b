import time
from itertools import pairwise

import pytest

from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel
from kapcircle.engine.frames import FRAME, following, run_frames
from kapcircle.engine.light import Fader


class Clock:
    """Time that passes only in sleep, and in frames that take long."""

    def __init__(self) -> None:
        self.now = 1000.0

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.now += seconds


class Lamps:
    def __init__(self, clock: Clock, stalls: dict[int, float] | None = None) -> None:
        self.clock = clock
        self.stalls = stalls or {}
        self.times: list[float] = []
        self.stills: list[bool] = []
        self.levels: list[float] = []

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        self.times.append(self.clock.now)
        self.stills.append(still)
        self.levels += [x.level for x in levels]
        self.clock.now += self.stalls.get(len(self.times), 0.001)

    def answers(self) -> tuple[bool, str]:
        return True, ""

    def close(self) -> None:
        raise AssertionError("the driver is left open")


def fading() -> Fader:
    """On its way for half an hour."""
    fader = Fader()
    fader.show((LampLevel(LampId("1"), 1.0),), Millis(1_800_000))
    return fader


def run(stalls: dict[int, float] | None = None, seconds: float = 10.0, fader: Fader | None = None) -> Lamps:
    clock = Clock()
    lamps = Lamps(clock, stalls)
    run_frames(fader or fading(), lamps, lambda: clock.now >= 1000 + seconds, clock.read, clock.sleep)
    return lamps


def test_44_frames_a_second_without_drift() -> None:
    times = run(seconds=9.99).times
    assert len(times) == 440
    assert all(at == pytest.approx(1000 + n * FRAME, abs=1e-6) for n, at in enumerate(times))


def test_nobody_waits_for_a_light_that_is_still() -> None:
    times = run(seconds=9.99, fader=Fader()).times
    assert len(times) == 147
    assert all(at == pytest.approx(1000 + 3 * n * FRAME, abs=1e-6) for n, at in enumerate(times))


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
