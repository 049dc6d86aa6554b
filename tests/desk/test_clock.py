"""The one real clock, with the laptop's clocks in the hands of the test."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from kapcircle.core.ids import Instant
from kapcircle.desk import clock
from kapcircle.desk.clock import SystemClock

HOUR_S = 3_600.0


@dataclass
class Laptop:
    """Its time of day, and the counter that goes on through sleep."""

    wall: float = 1_800_000_000.0
    counter: float = 50.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.counter += seconds


@pytest.fixture
def laptop(monkeypatch: pytest.MonkeyPatch) -> Laptop:
    fake = Laptop()
    monkeypatch.setattr(time, "time", lambda: fake.wall)
    monkeypatch.setattr(clock, "_count", lambda: fake.counter)
    return fake


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_it_begins_with_the_laptops_time_and_goes_on_with_its_counter(laptop: Laptop) -> None:
    shown = SystemClock()
    assert shown.now() == 1_800_000_000_000
    laptop.passes(0.25)
    assert shown.now() == 1_800_000_000_250


@pytest.mark.parametrize("correction", [-HOUR_S, HOUR_S, -86_400.0])
def test_a_correction_in_mid_session_moves_nothing(laptop: Laptop, correction: float) -> None:
    shown = SystemClock()
    laptop.passes(10)
    laptop.wall += correction
    laptop.passes(5)
    assert shown.now() == 1_800_000_015_000


def test_it_counts_through_three_hours_of_sleep(laptop: Laptop) -> None:
    shown = SystemClock()
    laptop.passes(3 * HOUR_S)
    assert shown.now() == 1_800_010_800_000


def test_after_a_restart_it_starts_no_earlier_than_what_is_written(laptop: Laptop) -> None:
    written = SystemClock().now()
    laptop.wall -= HOUR_S
    again = SystemClock(written)
    assert again.now() == written
    laptop.passes(1)
    assert again.now() == written + 1_000


def test_a_floor_behind_it_changes_nothing(laptop: Laptop) -> None:
    shown = SystemClock(Instant(5))
    shown.raise_to(Instant(7))
    assert shown.now() == 1_800_000_000_000


def test_it_is_raised_to_what_is_found_later(laptop: Laptop) -> None:
    shown = SystemClock()
    laptop.passes(HOUR_S)
    shown.raise_to(Instant(1_800_003_660_000))
    assert shown.now() == 1_800_003_660_000
    laptop.passes(1)
    assert shown.now() == 1_800_003_661_000


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process can be set on Unix alone")
@pytest.mark.parametrize(
    ("wall", "before", "after"),
    [
        (1_774_745_999.0, 60, 120),  # 29 March 2026, 01:59:59 in Berlin: an hour is left out
        (1_792_889_999.0, 120, 60),  # 25 October 2026, 02:59:59: an hour comes twice
        (1_798_757_999.0, 60, 60),  # 31 December 2026, 23:59:59
    ],
)
def test_the_zone_changes_and_the_time_does_not_jump(
    laptop: Laptop, zone: None, wall: float, before: int, after: int
) -> None:
    laptop.wall = wall
    shown = SystemClock()
    start = shown.now()
    assert shown.zone() == before
    laptop.passes(2)
    assert (shown.zone(), shown.now() - start) == (after, 2_000)


def test_the_real_counter_counts() -> None:
    shown = SystemClock()
    first = shown.now()
    time.sleep(0.02)
    assert 15 <= shown.now() - first < 5_000


def test_sleep_is_what_the_clock_counts_more_than_the_machine_was_awake(monkeypatch: pytest.MonkeyPatch) -> None:
    awake = time.monotonic()
    monkeypatch.setattr(clock, "_count", lambda: awake + 90.0)
    monkeypatch.setattr(time, "monotonic", lambda: awake)
    assert clock.slept() == pytest.approx(90.0)


@pytest.mark.parametrize(
    ("has", "asked"),
    [
        ({"CLOCK_BOOTTIME": 7, "CLOCK_MONOTONIC_RAW": 4}, 7),
        ({"CLOCK_MONOTONIC_RAW": 4}, 4),
        ({}, None),
    ],
    ids=["Linux", "macOS", "Windows"],
)
def test_the_counter_is_one_that_goes_on_through_sleep(
    monkeypatch: pytest.MonkeyPatch, has: dict[str, int], asked: int | None
) -> None:
    system = SimpleNamespace(monotonic=lambda: -1.0, clock_gettime=float, **has)
    monkeypatch.setattr(clock, "time", system)
    assert clock._count() == (-1.0 if asked is None else asked)
