"""Seats where their mats were laid by hand: never over one another, never over the clock."""

from collections.abc import Mapping
from dataclasses import replace
from math import cos, hypot, pi, sin

from kapcircle.ui.panels.ring import GAP, Places

Point = tuple[float, float]

ROUNDS = 240
"""How often seats are moved apart before it is said that there is no room for them where they were laid."""

NEAR = 0.97
"""Part of their diameter that two seats keep between their middles: their edges hold air."""

REST = 0.05
"""A move by less than this, in pixels, is none."""


def laid(
    ring: Places, wanted: Mapping[int, Point], width: float, height: float, least_clock: float, wings: float = 0.0
) -> Places:
    """The ring with some seats where they are wanted: by their number in the order of the mats, across and down the
    room, each from 0 to 1. Those that would lie over others, or over the clock, are moved no further than they must;
    where that leaves no room, each lies on the nearest place of the ring. The clock gives way down to `least_clock`.
    `wings` is what a seat needs left and right of its diameter.
    """
    if not wanted or ring.rows:
        return ring
    ring = replace(ring, clock=min(ring.clock, least_clock))
    room = _Room(ring, width, height, wings)
    points = list(ring.middles)
    for i, (x, y) in wanted.items():
        points[i] = room.inside((x * width, y * height))
    apart = room.apart(points)
    return replace(ring, middles=tuple(apart if apart is not None else _snapped(ring.middles, points, wanted)))


class _Room:
    """The area of the ring, its clock in the middle."""

    def __init__(self, ring: Places, width: float, height: float, wings: float) -> None:
        self.width, self.height, self._wings = width, height, wings
        self.all = range(len(ring.middles))
        self._seat = ring.seat[0]
        self._middle = (width / 2, height / 2)
        self._clock = (ring.clock + self._seat) / 2 - GAP

    def inside(self, point: Point) -> Point:
        """The nearest place at which a seat is in sight as a whole."""
        half = self._seat / 2
        side = half + self._wings
        return min(max(point[0], side), self.width - side), min(max(point[1], half), self.height - half)

    def apart(self, points: list[Point]) -> list[Point] | None:
        """The same points moved off one another and off the clock; None where that does not come to rest."""
        points = list(points)
        for _ in range(ROUNDS):
            if self._moved(points) < REST:
                return points
        return points if self._good(points) else None

    def _moved(self, points: list[Point]) -> float:
        """Move each pair that is too near, and each seat on the clock; returns the farthest move."""
        most = 0.0
        for i in self.all:
            for k in range(i):
                most = max(most, self._part(points, i, k))
            most = max(most, self._off_clock(points, i))
        return most

    def _part(self, points: list[Point], i: int, k: int) -> float:
        (x, y), (a, b) = points[i], points[k]
        away = hypot(x - a, y - b)
        lacks = self._seat * NEAR - away
        if lacks <= REST:
            return 0.0
        across, down = ((x - a) / away, (y - b) / away) if away else (cos(i * 2 * pi / 7), sin(i * 2 * pi / 7))
        step = lacks / 2 + REST
        points[i] = self.inside((x + across * step, y + down * step))
        points[k] = self.inside((a - across * step, b - down * step))
        return step

    def _off_clock(self, points: list[Point], i: int) -> float:
        (x, y), (a, b) = points[i], self._middle
        away = hypot(x - a, y - b)
        lacks = self._clock - away
        if lacks <= REST:
            return 0.0
        across, down = ((x - a) / away, (y - b) / away) if away else (0.0, 1.0)
        points[i] = self.inside((x + across * (lacks + REST), y + down * (lacks + REST)))
        return lacks

    def _good(self, points: list[Point]) -> bool:
        """Whether what is left of the moves is too little to be seen."""
        apart = all(
            hypot(points[i][0] - points[k][0], points[i][1] - points[k][1]) >= self._seat * (NEAR - 0.04)
            for i in self.all
            for k in range(i)
        )
        return apart and all(hypot(x - self._middle[0], y - self._middle[1]) >= self._clock - GAP for x, y in points)


def _snapped(places: tuple[Point, ...], points: list[Point], wanted: Mapping[int, Point]) -> list[Point]:
    """Each on the free place nearest to where it would lie, those first that were laid by hand."""
    free, found = list(places), dict.fromkeys(range(len(points)), (0.0, 0.0))
    for i in sorted(found, key=lambda i: (i not in wanted, i)):
        x, y = points[i]
        found[i] = min(free, key=lambda at: hypot(at[0] - x, at[1] - y))
        free.remove(found[i])
    return [found[i] for i in range(len(points))]
