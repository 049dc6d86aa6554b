"""Fades of light: from where each lamp is to where it should be, never fast enough to startle."""

from collections.abc import Iterable
from dataclasses import dataclass

from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import Colour, LampLevel, emission, lightness

SHORTEST = Millis(500)
"""Even a fade of no length takes this long: programme setting."""

LONGEST_FRAME = 0.1
"""Seconds of change in one frame at most: a laptop that stalled does not make up for it by a jump."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The startle guard: how fast light may change, in parts of full a second (programme settings).

    A rise is bounded twice, as light given off and as perceived brightness, in each of red, green and blue.
    A fall is bounded as perceived brightness.
    """

    rise: float = 0.25
    emergency: float = 0.4
    fall: float = 2.0


@dataclass(frozen=True, slots=True)
class _Show:
    levels: tuple[LampLevel, ...]
    fade: float
    emergency: bool


@dataclass(slots=True)
class _Way:
    """One lamp on its way; `gone` is the part of the way behind it."""

    begin: LampLevel
    end: LampLevel
    gone: float = 0.0

    def at(self, part: float) -> LampLevel:
        if part >= 1:
            return self.end
        level = self.begin.level + (self.end.level - self.begin.level) * part
        return LampLevel(self.end.lamp, level, _mix(self.begin.colour, self.end.colour, part))

    def advance(self, reach: float, rise: float, fall: float) -> None:
        """Go on to `reach`, or as far as light may change in one frame."""
        before = emission(self.at(self.gone))
        if _gentle(before, emission(self.at(reach)), rise, fall):
            self.gone = reach
            return
        low, high = self.gone, reach
        for _ in range(24):  # a 24th halving is finer than a 16-bit step
            middle = (low + high) / 2
            if _gentle(before, emission(self.at(middle)), rise, fall):
                low = middle
            else:
                high = middle
        self.gone = low


class Fading:
    """Where the light is, frame by frame. Begins with what lamps are known to show already, else in the dark.

    Has no clock and no thread; `show` may be called from another thread than `frame`.
    """

    def __init__(self, guard: Guard = Guard(), start: tuple[LampLevel, ...] = ()) -> None:
        self._guard = guard
        self._asked = self._begun = _Show(start, 0.5, emergency=False)
        self._age = 0.0
        self._ways = {x.lamp: _Way(x, x, 1.0) for x in start}

    def show(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool = False) -> None:
        """Be thus after `fade`, beginning from where the light is. Lamps that are not named go dark."""
        self._asked = _Show(levels, max(fade, SHORTEST) / 1000, emergency)

    def frame(self, elapsed: float) -> tuple[LampLevel, ...]:
        """The light now, `elapsed` seconds after the frame before. A fade begins with the frame after it is asked."""
        asked = self._asked
        if asked is not self._begun:
            self._begun, self._age = asked, 0.0
            self._ways = _ways(self._now(), asked.levels)
        else:
            self._age += max(elapsed, 0.0)
        step = min(max(elapsed, 0.0), LONGEST_FRAME)
        rise = step * (self._guard.emergency if asked.emergency else self._guard.rise)
        for way in self._ways.values():
            if way.gone < 1:
                way.advance(min(1.0, self._age / asked.fade), rise, step * self._guard.fall)
        return self._now()

    def still(self) -> bool:
        """True when every lamp is where it should be."""
        return self._asked is self._begun and all(way.gone >= 1 for way in self._ways.values())

    def _now(self) -> tuple[LampLevel, ...]:
        return tuple(way.at(way.gone) for way in self._ways.values())


def _ways(now: Iterable[LampLevel], wanted: Iterable[LampLevel]) -> dict[LampId, _Way]:
    """A way for each lamp, dark ones included: a lamp comes out of the dark, and goes into it, in one colour."""
    begin = {x.lamp: x for x in now}
    end = {x.lamp: x for x in wanted}
    ways = {}
    for lamp in begin | end:
        to = end.get(lamp) or LampLevel(lamp, 0.0, begin[lamp].colour)
        at = begin.get(lamp) or LampLevel(lamp, 0.0, to.colour)
        if at.level <= 0:
            at = LampLevel(lamp, 0.0, to.colour)
        elif to.level <= 0:
            to = LampLevel(lamp, 0.0, at.colour)
        ways[lamp] = _Way(at, to)
    return ways


def _mix(a: Colour, b: Colour, part: float) -> Colour:
    if a == b:
        return a
    red, green, blue = (x + (y - x) * part for x, y in zip(a, b, strict=True))
    most = max(red, green, blue)
    return (red / most, green / most, blue / most)


def _gentle(before: Colour, after: Colour, rise: float, fall: float) -> bool:
    """Whether light may go from one to the other when it may rise and fall so much (parts of full)."""
    return all(
        (now - was <= rise and lightness(now) - lightness(was) <= rise)
        if now > was
        else lightness(was) - lightness(now) <= fall
        for was, now in zip(before, after, strict=True)
    )
