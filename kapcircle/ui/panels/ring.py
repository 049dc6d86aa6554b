"""Where seats stand: in one ring to sixteen, in two beyond that, in rows in mat order where no ring has room."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt

MOST_IN_ONE = 16
GAP = 4.0
"""Least room between two seats, and between a seat and the clock, in pixels."""

STEPS = 720

SMALLER = (1.0, 0.93, 0.86, 0.8, 0.77)
"""A seat that has no room is tried so much smaller, before the ring is given up."""

LARGER = (2.0, 1.85, 1.7, 1.55, 1.4, 1.3, 1.2, 1.1)
"""In a large window seats and clock grow together; how far is tried from the largest on."""

AIR = 1.3
"""A larger seat keeps this part of its diameter to the next one."""

BAR = 12.0
"""Room beside the rows for what scrolls them."""

MOST_CLOCK = 1.3
"""The clock takes no more than this part of its least, so that the seats keep air around it."""

DISC = 0.375
"""Half the diameter of the disc in a seat, in parts of the diameter of the seat."""

WIDEST = 2.2
"""A seat in a row is no wider than this part of what its words need."""


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
    """Middles of the seats in mat order, how wide and high each is, the rings through them, and the clock's diameter.

    In `rows` seats lie flat below the clock, in an area that may be higher than the window.
    """

    middles: tuple[tuple[float, float], ...]
    seat: tuple[float, float]
    rings: tuple[Ellipse, ...]
    clock: float
    height: float

    @property
    def rows(self) -> bool:
        """Whether no ring has room."""
        return not self.rings


def places(
    count: int,
    width: float,
    height: float,
    seat: float,
    least_clock: float,
    flat: tuple[float, float] = (104.0, 36.0),
    wings: float = 0.0,
) -> Places:
    """Seats of diameter `seat`, larger or smaller with the room, around a clock of at least `least_clock`.

    `flat` is the least width and the height of a seat that lies in a row, `wings` the room that a seat in a ring
    has for a long name or a badge left and right of its diameter.
    """
    for part in (*LARGER, *SMALLER):
        least, step = least_clock * max(1.0, part), seat * part * AIR if part > 1 else seat * part + GAP
        for rings in (1,) if count <= MOST_IN_ONE else (2, 1):
            found = _rings(count, (width, height), seat * part, step, least, rings, wings)
            if found is not None:
                return found
    return _in_rows(count, width, height, flat, least_clock)


def _rings(
    count: int, room: tuple[float, float], seat: float, step: float, least: float, rings: int, wings: float
) -> Places | None:
    width, height = room
    outer = Ellipse((width - seat) / 2 - wings, (height - seat) / 2)
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
    roomy = all(ring.round >= share * step for ring, share in zip(kept, shares, strict=True))
    if not roomy:
        return None
    middles = _interleaved(count, kept, shares)
    moved = tuple((width / 2 + x, height / 2 + y) for x, y in middles)
    return Places(moved, (seat, seat), kept, min(clock, MOST_CLOCK * least), height)


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


def _in_rows(count: int, width: float, height: float, flat: tuple[float, float], least: float) -> Places:
    """As many beside one another as their words allow, so that the clock keeps what it can."""
    (narrow, high), room = flat, width - 2 * BAR
    across = min(count, max(1, int((room + GAP) // (narrow + GAP)))) or 1
    lines = -(-count // across)
    below = lines * (high + GAP) - GAP
    clock = min(max(least, height - below - GAP), width, height)
    wide = min((room + GAP) / across - GAP, WIDEST * narrow)
    left = (width - across * (wide + GAP) + GAP + wide) / 2
    middles = tuple((left + (n % across) * (wide + GAP), (n // across) * (high + GAP) + high / 2) for n in range(count))
    return Places(middles, (wide, high), (), clock, below)


def crowded(middles: Sequence[tuple[float, float]], seat: float, word: tuple[float, float]) -> bool:
    """Whether a badge of the width and height of `word`, at the head or foot of a seat of diameter `seat`, would lie
    over the disc of another.
    """
    (wide, high), disc = word, seat * DISC
    for x, y in middles:
        for a, b in middles:
            beside = max(0.0, abs(x - a) - wide / 2)
            below = max(0.0, abs(abs(y - b) - (seat - high) / 2) - high / 2)
            if (x, y) != (a, b) and hypot(beside, below) < disc:
                return True
    return False
