"""Fades that a lamp makes by itself: it is told a target and a duration once, and the duration is never startling."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

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


HOUSE = Guard()


@dataclass(frozen=True, slots=True)
class Leg:
    """Be thus by `ends`, in seconds of the clock that was asked with."""

    to: LampLevel
    ends: float


@dataclass(slots=True)
class _Glide:
    way: Way
    since: float
    lasts: float
    legs: int
    told: int = 0

    def part(self, now: float) -> float:
        return min(1.0, max(0.0, (now - self.since) / self.lasts))

    def leg(self, number: int) -> Leg:
        return Leg(self.way.at(number / self.legs), self.since + self.lasts * number / self.legs)

    def underway(self, now: float) -> int:
        """The number of the leg, from 1."""
        return min(self.legs, int(self.part(now) * self.legs) + 1)


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
        asked = max(fade, SHORTEST) / 1000
        for found in ways(known, levels):
            lamp = found.end.lamp
            least = self._gentle(found) if lamp in self._glides else self._from_anywhere(found.end)
            lasts = max(asked, least)
            self._glides[lamp] = _Glide(found, now, lasts, _legs(found, lasts) if lamp in self._glides else 1)

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

    def _gentle(self, found: Way) -> float:
        """Seconds that a steady fade takes at least: the guard bounds what is perceived of it as a whole, and the light
        given off where it rises most steeply.
        """
        lights = [_lights(found.at(n / SAMPLES)) for n in range(SAMPLES + 1)]
        steepest = max(b - a for x, y in pairwise(lights) for a, b in zip(x, y, strict=True))
        whole = [lightness(b) - lightness(a) for a, b in zip(lights[0], lights[-1], strict=True)]
        return max(SAMPLES * steepest / self._rise, max(whole) / self._rise, -min(whole) / self._guard.fall)

    def _from_anywhere(self, to: LampLevel) -> float:
        """The same for a lamp that may be dark, or at its brightest."""
        dark = way(LampLevel(to.lamp, 0.0, to.colour), to)
        return max(self._gentle(dark), 1 / self._guard.fall)


def _lights(shown: LampLevel) -> tuple[float, ...]:
    return (*emission(shown), luminance(shown.level))


def _legs(found: Way, lasts: float) -> int:
    """In how many legs a lamp keeps to the way of its colour."""
    colours = found.colours
    if colours is None or min(colours.tint.pure, colours.to.pure) < NEUTRAL:
        return 1
    return max(1, min(math.ceil(abs(colours.turn) / BEND), int(lasts / SHORTEST_LEG)))
