"""The axes of charts: ranges that grow by whole steps and never jump, time in minutes since a person's own dose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from kapcircle.core.ids import MINUTE, Instant
from kapcircle.views.times import Zone, hour
from kapcircle.views.trends import Channel, Trend


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, with a line and a figure at every multiple of `step`."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """Where the lines are."""
        first, last = ceil(self.low / self.step), floor(self.high / self.step)
        return tuple(i * self.step for i in range(first, last + 1))

    def part(self, value: float) -> float:
        """How far up a value lies, from 0 to 1; what lies beyond stays at the edge."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


PRESSURE = Range(40, 180, 40)
"""What pressures and pulse of adults at rest lie in, so that a quiet hour moves no axis: of drawing, no limit."""

SPO2 = Range(88, 100, 4)
"""The same for SpO2."""

GROWS = 20.0
"""Pressures and pulse beyond the range make it so much larger at a time; SpO2 by one of its steps."""

PART = 30
"""Minutes by which the time axis grows."""

FIRST, LAST, EARLIEST, LATEST = -30, 120, -120, 720
"""Minutes about the dose that are always shown, and the most that ever are."""

FINEST, COARSE = 8, 60
"""So many parts have a tick each; longer, every hour has one."""


@dataclass(frozen=True, slots=True)
class Axes:
    """Shared by all charts of a wall, so that one glance compares people: minutes about each one's own dose."""

    first: int = FIRST
    last: int = LAST
    pressure: Range = PRESSURE
    spo2: Range = SPO2

    def range_of(self, channel: Channel) -> Range:
        """The range a channel is drawn in."""
        return self.spo2 if channel is Channel.SPO2 else self.pressure

    @property
    def ticks(self) -> tuple[int, ...]:
        """Minutes that have a tick; 0 always is one."""
        step = PART if (self.last - self.first) // PART <= FINEST else COARSE
        return tuple(range(ceil(self.first / step) * step, self.last + 1, step))

    def part(self, minute: float) -> float:
        """How far right a minute lies, from 0 to 1; what lies beyond stays at the edge."""
        return min(1.0, max(0.0, (minute - self.first) / (self.last - self.first)))

    def holds(self, minute: float) -> bool:
        """Whether a minute is on the axis."""
        return self.first <= minute <= self.last


def origin(trend: Trend) -> Instant:
    """What minutes are counted from: the first dose, and before any dose a place that puts the first reading left."""
    if trend.t0 is not None:
        return trend.t0
    first = min((r.at for r in trend.readings), default=Instant(0))
    return Instant(first // (PART * MINUTE) * PART * MINUTE - FIRST * MINUTE)


def minute(trend: Trend, at: Instant) -> float:
    """Minutes since the person's own dose."""
    return (at - origin(trend)) / MINUTE


def axes(trends: Sequence[Trend]) -> Axes:
    """Axes that hold all of these; they differ from those of a moment ago by whole steps or not at all."""
    minutes = [(at - start) / MINUTE for t in trends for start in (origin(t),) for at in _moments(t)]
    pressures = _values(trends, (Channel.SYSTOLIC, Channel.DIASTOLIC, Channel.PULSE))
    return Axes(
        max(EARLIEST, _down(min(minutes, default=0.0), FIRST, PART)),
        min(LATEST, _up(max(minutes, default=0.0), LAST, PART)),
        Range(
            max(0, _down(min(pressures, default=PRESSURE.low), PRESSURE.low, GROWS)),
            _up(max(pressures, default=PRESSURE.high), PRESSURE.high, GROWS),
            PRESSURE.step,
        ),
        Range(
            max(0, _down(min(_values(trends, (Channel.SPO2,)), default=SPO2.low), SPO2.low, SPO2.step)),
            SPO2.high,
            SPO2.step,
        ),
    )


def _moments(trend: Trend) -> Iterable[Instant]:
    yield from (r.at for r in trend.readings)
    yield from (m.at for m in trend.marks)


def _values(trends: Sequence[Trend], channels: Sequence[Channel]) -> list[float]:
    """What these channels must have room for: readings that count, and signed limits."""
    names = [c.value for c in channels]
    counting = [r for t in trends for r in t.readings if not r.struck]
    found = [value for r in counting for name in names if (value := getattr(r, name)) is not None]
    return found + [limit.value for t in trends for limit in t.limits.lines if limit.channel in channels]


def _down(value: float, least: float, step: float) -> int:
    return int(least - max(0, ceil((least - value) / step)) * step)


def _up(value: float, most: float, step: float) -> int:
    return int(most + max(0, ceil((value - most) / step)) * step)


def tick(minute_: int) -> str:
    """How a minute about the dose is written: `−30`, `0`, `+90`."""
    return "0" if minute_ == 0 else f"{'−' if minute_ < 0 else '+'}{abs(minute_)}"


def clock(trend: Trend, minute_: float, zone: Zone) -> str:
    """The time of day at a minute of a person's axis."""
    return hour(Instant(origin(trend) + round(minute_ * MINUTE)), zone)
