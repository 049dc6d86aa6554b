"""Where seats stand: in one ring to sixteen, in two beyond that, in a grid in mat order where no ring has room."""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt

MOST_IN_ONE = 16
GAP = 4.0
"""Least room between two seats, and between a seat and the clock, in pixels."""

STEPS = 720


@dataclass(frozen=True, slots=True)
class Ellipse:
    """Half axes of a ring around the middle of its area."""

    rx: float
    ry: float

    @property
    def round(self) -> float:
        """Length once round, near enough to place seats (Ramanujan 1914)."""
        a, b = self.rx, self.ry
        return pi * (3 * (a + b) - sqrt((3 * a + b) * (a + 3 * b)))


@dataclass(frozen=True, slots=True)
class Places:
    """Middles of the seats in mat order, their diameter, the rings drawn through them, and the clock's diameter.

    `grid` seats stand below the clock, in an area that may be higher than the window.
    """

    middles: tuple[tuple[float, float], ...]
    seat: float
    rings: tuple[Ellipse, ...]
    clock: float
    grid: bool = False
    height: float = 0.0


def places(count: int, width: float, height: float, seat: float, least_clock: float) -> Places:
    """Seats of diameter `seat` (a fifth smaller if need be) around a clock of at least `least_clock`."""
    for size in (seat, seat * 0.93, seat * 0.86, seat * 0.8):
        for rings in (1,) if count <= MOST_IN_ONE else (2, 1):
            found = _rings(count, width, height, size, least_clock, rings)
            if found is not None:
                return found
    return _grid(count, width, height, seat, least_clock)


def _rings(count: int, width: float, height: float, seat: float, least: float, rings: int) -> Places | None:
    outer = Ellipse((width - seat) / 2, (height - seat) / 2)
    if rings == 1:
        outer = Ellipse(min(outer.rx, outer.ry * 1.06), outer.ry) if count <= MOST_IN_ONE else outer
        kept: tuple[Ellipse, ...] = (outer,)
    else:
        inner = Ellipse(outer.rx - seat - GAP, outer.ry - seat - GAP)
        kept = (outer, inner)
    last = kept[-1]
    clock = 2 * min(last.rx, last.ry) - seat - 4 * GAP
    if clock < least:
        return None
    shares = _shares(count, kept)
    roomy = all(ring.round >= share * (seat + GAP) for ring, share in zip(kept, shares, strict=True))
    if not roomy:
        return None
    middles = _interleaved(count, kept, shares)
    moved = tuple((width / 2 + x, height / 2 + y) for x, y in middles)
    return Places(moved, seat, kept, min(clock, 300 * max(1.0, least / 230)), height=height)


def _shares(count: int, rings: tuple[Ellipse, ...]) -> tuple[int, ...]:
    if len(rings) == 1:
        return (count,)
    outer = round(count * rings[0].round / (rings[0].round + rings[1].round))
    return outer, count - outer


def _interleaved(count: int, rings: tuple[Ellipse, ...], shares: tuple[int, ...]) -> list[tuple[float, float]]:
    """Mats follow one another round the room, whichever ring they stand in."""
    spots = []
    for ring, share in zip(rings, shares, strict=True):
        shift = 0.0 if ring is rings[0] else 0.5
        spots += [((i + shift) / share, point) for i, point in enumerate(around(ring, share, shift))]
    spots.sort(key=lambda spot: spot[0])
    return [point for _, point in spots[:count]]


def around(ring: Ellipse, count: int, shift: float = 0.0) -> list[tuple[float, float]]:
    """`count` points at equal distance along a ring, clockwise from its top; `shift` in parts of that distance."""
    points = [(ring.rx * sin(2 * pi * i / STEPS), -ring.ry * cos(2 * pi * i / STEPS)) for i in range(STEPS + 1)]
    lengths = [0.0]
    for (x0, y0), (x1, y1) in pairwise(points):
        lengths.append(lengths[-1] + hypot(x1 - x0, y1 - y0))
    found, i = [], 0
    for n in range(count):
        want = lengths[-1] * ((n + shift) % count) / count
        i = next(k for k in range(STEPS) if lengths[k + 1] >= want)
        part = (want - lengths[i]) / (lengths[i + 1] - lengths[i])
        (x0, y0), (x1, y1) = points[i], points[i + 1]
        found.append((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part))
    return found


def _grid(count: int, width: float, height: float, seat: float, least: float) -> Places:
    across = max(1, int((width - GAP) // (seat + GAP)))
    rows = -(-count // across)
    clock = max(least, min(height - rows * (seat + GAP) - 2 * GAP, 300 * max(1.0, least / 230)))
    clock = min(clock, height, width)
    across = min(across, count) or 1
    left = (width - across * (seat + GAP)) / 2 + (seat + GAP) / 2
    middles = tuple(
        (left + (n % across) * (seat + GAP), (n // across) * (seat + GAP) + (seat + GAP) / 2) for n in range(count)
    )
    return Places(middles, seat, (), clock, grid=True, height=rows * (seat + GAP))
