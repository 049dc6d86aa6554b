"""A signature as it was drawn: strokes, each the points that the pen went through, as parts of the pad's width and
height (0 to 1).
"""

import json
from itertools import pairwise
from math import dist

Point = tuple[float, float]
Strokes = tuple[tuple[Point, ...], ...]

LEAST = 0.1
"""How far the pen goes at least, in parts of the pad: less is a slip, not a signature."""


def signed(strokes: Strokes) -> bool:
    """Whether somebody has drawn more than a dot."""
    return sum(dist(a, b) for stroke in strokes for a, b in pairwise(stroke)) >= LEAST


def to_bytes(strokes: Strokes) -> bytes:
    """The strokes as they are kept: the same strokes are always the same bytes."""
    cells = [[[round(_within(x), 4), round(_within(y), 4)] for x, y in stroke] for stroke in strokes]
    return json.dumps(cells, separators=(",", ":")).encode()


def from_bytes(body: bytes) -> Strokes:
    """The strokes that were kept."""
    return tuple(tuple((float(x), float(y)) for x, y in stroke) for stroke in json.loads(body))


def _within(part: float) -> float:
    return min(max(part, 0.0), 1.0)
