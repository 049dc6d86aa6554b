"""Fades that a lamp makes by itself: it is told a target and a duration once, and the duration is never startling."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from kapcircle.core.colour import NEUTRAL
from kapcircle.core.fading import SHORTEST, Guard, Way, way, ways
from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel, emission, lightness, luminance

SAMPLES = 32
"""Steps in which a way is looked at: a lamp's own fade is steady, so the steepest of them decides."""

BEND = 45.0
"""Degrees of hue in one leg. A lamp goes straight from colour to colour, which from amber to blue leads by grey; in
legs it keeps to the way round: programme setting.
"""

SHORTEST_LEG = 3.0
"""Seconds; a fade that is shorter has fewer legs: programme setting."""


PIECES = 4
"""Into so many legs a way goes that has no time: a steady rise from dark to full would take almost twice as long as the
guard lets light take. Programme setting.
"""

EASE = 1.2
"""So much longer than the guard asks: a message is on its way for some hundredths of a second, and a lamp that begins
late must not hurry. Programme setting.
"""

LEAST = 0.1
"""Seconds that any leg takes: lamps know no shorter ones."""

HOUSE = Guard()


@dataclass(frozen=True, slots=True)
class Leg:
    """Be thus by `ends`, in seconds of the clock that was asked with."""

    to: LampLevel
    ends: float


@dataclass(slots=True)
class _Glide:
    """A lamp on its way, in legs: after each so much of the way is gone, and so many seconds. It began as bright as
    `begins`, which is not quite where the way begins if it was called off another way.
    """

    way: Way
    since: float
    stops: tuple[tuple[float, float], ...]
    begins: float
    told: int = 0

    def part(self, now: float) -> float:
        return self._place(now)[0]

    def off(self, now: float) -> float:
        """By how much a lamp that goes evenly from leg to leg is brighter or dimmer than its way is."""
        part, bright = self._place(now)
        return abs(bright - _bright(self.way.at(part)))

    def bright(self, now: float) -> float:
        """How bright it is perceived, if it goes evenly from leg to leg."""
        return self._place(now)[1]

    def _place(self, now: float) -> tuple[float, float]:
        gone, begun, bright = 0.0, 0.0, self.begins
        for part, ends in self.stops:
            to = _bright(self.way.at(part))
            if now < self.since + ends:
                share = max(0.0, now - self.since - begun) / (ends - begun)
                return gone + (part - gone) * share, bright + (to - bright) * share
            gone, begun, bright = part, ends, to
        return 1.0, bright

    def leg(self, number: int) -> Leg:
        part, ends = self.stops[number - 1]
        return Leg(self.way.at(part), self.since + ends)

    def underway(self, now: float) -> int:
        """The number of the leg, from 1."""
        return min(len(self.stops), 1 + sum(now >= self.since + ends for _, ends in self.stops))


class Gliding:
    """Where lamps are that were told to go somewhere. Of one that was never told anything, nobody knows.

    Has no clock: `now` is in seconds, and never goes back.
    """

    def __init__(self, guard: Guard = HOUSE) -> None:
        self._guard = guard
        self._rise = guard.rise
        self._glides: dict[LampId, _Glide] = {}

    def show(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool, now: float) -> None:
        """Be thus after `fade`, or as soon as the guard lets a steady fade be. Lamps that are not named go dark."""
        self._rise = self._guard.emergency if emergency else self._guard.rise
        known = [glide.way.at(glide.part(now)) for glide in self._glides.values()]
        off = {lamp: (glide.off(now), glide.bright(now)) for lamp, glide in self._glides.items()}
        asked = max(fade, SHORTEST) / 1000
        for found in ways(known, levels):
            lamp = found.end.lamp
            if lamp in off:
                stops, (astray, begins) = self._stops(found, asked), off[lamp]
                more = EASE * astray / self._rise
                stops = tuple((part, ends + more) for part, ends in stops)
            else:
                stops = ((1.0, max(asked, self._from_anywhere(found.end))),)
                begins = _bright(found.begin)
            self._glides[lamp] = _Glide(found, now, stops, begins)

    def due(self, now: float) -> Iterator[Leg]:
        """The legs that begin by now, each once."""
        for glide in self._glides.values():
            if (number := glide.underway(now)) > glide.told:
                glide.told = number
                yield glide.leg(number)

    def again(self, lamp: LampId, now: float) -> Leg | None:
        """The leg that a lamp should be on, for one of which nobody knows any more where it is: None if it was never
        told anything.
        """
        glide = self._glides.get(lamp)
        if glide is None:
            return None
        glide.told = glide.underway(now)
        leg = glide.leg(glide.told)
        return Leg(leg.to, max(leg.ends, now + self._from_anywhere(leg.to)))

    def least(self, to: LampLevel, begin: LampLevel | None = None) -> float:
        """Seconds that a steady fade takes at least, from where a lamp is, or from anywhere where nobody knows."""
        return self._from_anywhere(to) if begin is None else self._gentle(way(begin, to))

    def _stops(self, found: Way, asked: float) -> tuple[tuple[float, float], ...]:
        """Where a way has no time, it is gone in pieces, each as fast as the guard lets it be."""
        whole = self._gentle(found)
        if whole <= asked:
            legs = _legs(found, asked)
            return tuple((n / legs, asked * n / legs) for n in range(1, legs + 1))
        least = [self._gentle(found, n / PIECES, (n + 1) / PIECES) for n in range(PIECES)]
        if sum(least) >= whole:
            return ((1.0, whole),)
        stretch = max(1.0, asked / sum(least))
        return tuple(((n + 1) / PIECES, stretch * ends) for n, ends in enumerate(accumulate(least)))

    def _gentle(self, found: Way, begin: float = 0.0, end: float = 1.0) -> float:
        """Seconds that a steady fade takes at least, over a part of the way: the guard bounds what is perceived of it
        as a whole, and the light given off where it rises most steeply.
        """
        lights = [_lights(found.at(begin + (end - begin) * n / SAMPLES)) for n in range(SAMPLES + 1)]
        steepest = max(b - a for x, y in pairwise(lights) for a, b in zip(x, y, strict=True))
        whole = [lightness(b) - lightness(a) for a, b in zip(lights[0], lights[-1], strict=True)]
        least = max(SAMPLES * steepest / self._rise, max(whole) / self._rise, -min(whole) / self._guard.fall)
        return max(EASE * least, LEAST)

    def _from_anywhere(self, to: LampLevel) -> float:
        """The same for a lamp that may be dark, or at its brightest."""
        dark = way(LampLevel(to.lamp, 0.0, to.colour), to)
        return max(self._gentle(dark), 1 / self._guard.fall)


def _bright(shown: LampLevel) -> float:
    """What a bulb is told of brightness: that of its brightest colour, as perceived."""
    return lightness(max(emission(shown)))


def _lights(shown: LampLevel) -> tuple[float, ...]:
    return (*emission(shown), luminance(shown.level))


def _legs(found: Way, lasts: float) -> int:
    """In how many legs a lamp keeps to the way of its colour."""
    colours = found.colours
    if colours is None or min(colours.tint.pure, colours.to.pure) < NEUTRAL:
        return 1
    return max(1, min(math.ceil(abs(colours.turn) / BEND), int(lasts / SHORTEST_LEG)))
