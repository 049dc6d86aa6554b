"""Fades of light: from where each lamp is to where it should be, never fast enough to startle."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kapcircle.core.colour import Between, Light, between
from kapcircle.core.ids import Millis
from kapcircle.core.light import LampLevel, emission, lightness, luminance

SHORTEST = Millis(500)
"""Even a fade of no length takes this long: programme setting."""

DARK = 1e-12
"""Light that nobody sees: its colour is no colour to begin from."""

LONGEST_FRAME = 0.1
"""Seconds of change in one frame at most: a laptop that stalled does not make up for it by a jump."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The startle guard: how fast light may change, in parts of full a second (programme settings).

    A rise is bounded twice, as light given off and as perceived brightness, in each of red, green and blue, and in the
    light of a lamp without colours. A fall is bounded as perceived brightness.
    """

    rise: float = 0.25
    emergency: float = 0.4
    fall: float = 2.0


@dataclass(frozen=True, slots=True)
class Show:
    """What was asked for last: levels, reached after `fade` seconds."""

    levels: tuple[LampLevel, ...]
    fade: float
    emergency: bool


@dataclass(frozen=True, slots=True)
class Way:
    """The way of one lamp: its level goes evenly from begin to end, and so does what an eye sees of its colour."""

    begin: LampLevel
    end: LampLevel
    colours: Between | None

    def at(self, part: float) -> LampLevel:
        """The lamp after `part` of the way, 0 to 1."""
        return self.where(part, part)

    def where(self, part: float, coloured: float) -> LampLevel:
        """The lamp when its colour has gone another part of its way than its level."""
        if self.colours is None:
            return LampLevel(self.end.lamp, self.level(part), self.end.colour)
        if part == coloured in {0, 1}:
            return self.end if part else self.begin
        level = self.level(part)
        light = luminance(level)
        red, green, blue = self.light(coloured)
        return LampLevel(self.end.lamp, level, (red / light, green / light, blue / light))

    def level(self, part: float) -> float:
        """The level after `part` of the way."""
        if part >= 1:
            return self.end.level
        return self.begin.level + (self.end.level - self.begin.level) * part

    def light(self, part: float) -> Light:
        """Red, green and blue after `part` of the way."""
        if self.colours is None or part in {0, 1}:
            return emission(self.at(part))
        return self.colours.at(part)


def way(begin: LampLevel, end: LampLevel) -> Way:
    """From one to the other: out of the dark, and into it, in one colour."""
    if luminance(begin.level) < DARK:
        return Way(LampLevel(end.lamp, begin.level, end.colour), end, None)
    if luminance(end.level) < DARK:
        return Way(begin, LampLevel(end.lamp, end.level, begin.colour), None)
    same = begin.colour == end.colour
    return Way(begin, end, None if same else between(emission(begin), emission(end)))


@dataclass(slots=True)
class _Walk:
    """How far something is along the way; `gone` is the part of it behind it, `now` the light there."""

    light: Callable[[float], Sequence[float]]
    now: Sequence[float]
    gone: float = 0.0
    stride: float = 1.0
    """The part of the way that the frame before took."""

    def advance(self, reach: float, rise: float, fall: float) -> None:
        """Go on to `reach`, or as far as light may change in one frame."""
        if self.gone >= 1:
            return
        gone, then = self.gone, self.light(reach)
        if not _gentle(self.now, then, rise, fall):
            reach, then = self._farthest(reach, rise, fall)
        self.now, self.gone, self.stride = then, reach, reach - gone

    def _farthest(self, reach: float, rise: float, fall: float) -> tuple[float, Sequence[float]]:
        """As far as is gentle: mostly about as far as the frame before went, and looked for there first."""
        low, high, there, halvings = self.gone, reach, self.now, 14
        near = low + 2 * self.stride
        if low < near < reach and not _gentle(self.now, self.light(near), rise, fall):
            high, halvings = near, 10
        for _ in range(halvings):
            middle = (low + high) / 2
            light = self.light(middle)
            if _gentle(self.now, light, rise, fall):
                low, there = middle, light
            else:
                high = middle
        return low, there


class _Going:
    """One lamp on its way. The guard holds colour back by itself: a lamp that has none stays on its line."""

    def __init__(self, way: Way, gone: float = 0.0) -> None:
        self._way = way
        self._level = _Walk(self._alone, self._alone(gone), gone)
        self._colour = self._level if way.colours is None else _Walk(way.light, way.light(gone), gone)
        self.now = way.at(gone)

    def _alone(self, part: float) -> Sequence[float]:
        """The light that only the level decides."""
        light = luminance(self._way.level(part))
        if self._way.colours is not None:
            return (light,)
        return (light, *(light * x for x in self._way.end.colour if x > 1))

    @property
    def arrived(self) -> bool:
        return self._level.gone >= 1 and self._colour.gone >= 1

    def advance(self, reach: float, rise: float, fall: float) -> None:
        """Go on to `reach`, or as far as light may change in one frame."""
        self._level.advance(reach, rise, fall)
        if self._colour is not self._level:
            self._colour.advance(reach, rise, fall)
        self.now = self._way.where(self._level.gone, self._colour.gone)


class Fading:
    """Where the light is, frame by frame. Begins with what lamps are known to show already, else in the dark.

    Has no clock and no thread; `show` may be called from another thread than `frame`.
    """

    def __init__(self, guard: Guard = Guard(), start: tuple[LampLevel, ...] = ()) -> None:
        self._guard = guard
        self._asked = self._begun = Show(start, 0.5, emergency=False)
        self._age = 0.0
        self._going = [_Going(way(x, x), 1.0) for x in start]

    def show(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool = False) -> None:
        """Be thus after `fade`, beginning from where the light is. Lamps that are not named go dark."""
        self._asked = Show(levels, max(fade, SHORTEST) / 1000, emergency)

    def frame(self, elapsed: float) -> tuple[LampLevel, ...]:
        """The light now, `elapsed` seconds after the frame before. A fade begins with the frame after it is asked."""
        asked = self._asked
        if asked is not self._begun:
            self._begun, self._age = asked, 0.0
            self._going = [_Going(x) for x in ways(self._now(), asked.levels)]
        else:
            self._age += max(elapsed, 0.0)
        step = min(max(elapsed, 0.0), LONGEST_FRAME)
        rise = step * (self._guard.emergency if asked.emergency else self._guard.rise)
        for lamp in self._going:
            if not lamp.arrived:
                lamp.advance(min(1.0, self._age / asked.fade), rise, step * self._guard.fall)
        return self._now()

    @property
    def begun(self) -> Show:
        """What the light is on its way to: it changes with the first frame after `show`."""
        return self._begun

    def still(self) -> bool:
        """True when every lamp is where it should be."""
        return self._asked is self._begun and all(lamp.arrived for lamp in self._going)

    def _now(self) -> tuple[LampLevel, ...]:
        return tuple(lamp.now for lamp in self._going)


def ways(now: Iterable[LampLevel], wanted: Iterable[LampLevel]) -> list[Way]:
    """A way for each lamp, dark ones included: what is not named goes dark."""
    begin = {x.lamp: x for x in now}
    end = {x.lamp: x for x in wanted}
    return [
        way(
            begin.get(lamp) or LampLevel(lamp, 0.0, end[lamp].colour),
            end.get(lamp) or LampLevel(lamp, 0.0, begin[lamp].colour),
        )
        for lamp in begin | end
    ]


def _gentle(before: Sequence[float], after: Sequence[float], rise: float, fall: float) -> bool:
    """Whether light may go from one to the other when it may rise and fall so much (parts of full)."""
    return all(
        (now - was <= rise and lightness(now) - lightness(was) <= rise)
        if now > was
        else lightness(was) - lightness(now) <= fall
        for was, now in zip(before, after, strict=True)
    )
