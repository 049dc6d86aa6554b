"""A trend as lines: points from reading to reading, broken where nothing was measured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kapcircle.core.ids import MINUTE, Instant, Millis
from kapcircle.views.trend_axes import Axes, minute, origin
from kapcircle.views.trends import NOT_TAKEN, Channel, Reading, Trend

SILENCE = Millis(60 * MINUTE)
"""Two values further apart are not joined: twice the half hour that the shipped schedule leaves between late checks
(programme setting). A line over more than that would claim what nobody saw.
"""


@dataclass(frozen=True, slots=True)
class Dot:
    """A measured value: minutes since the dose, the value, and whether it lies outside the signed range."""

    minute: float
    value: float
    outside: bool = False


Piece = tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """The unbroken pieces of one channel; a piece may be a single dot."""

    channel: Channel
    pieces: tuple[Piece, ...]

    @property
    def dots(self) -> tuple[Dot, ...]:
        """Every measured value."""
        return tuple(dot for piece in self.pieces for dot in piece)


def curves(trend: Trend) -> tuple[Curve, ...]:
    """A curve for each channel; one that was never measured has no pieces."""
    readings = trend.valid
    gaps = [m.at for m in trend.marks if m.kind == NOT_TAKEN]
    return tuple(Curve(channel, tuple(_pieces(trend, readings, channel, gaps))) for channel in Channel)


def _pieces(trend: Trend, readings: Sequence[Reading], channel: Channel, gaps: Sequence[Instant]) -> Iterable[Piece]:
    piece: list[Dot] = []
    before: Instant | None = None
    name, start = channel.value, origin(trend)
    for reading in readings:
        value: float | None = getattr(reading, name)
        if before is not None and piece and (value is None or _apart(before, reading.at, gaps)):
            yield tuple(piece)
            piece = []
        if value is not None:
            piece.append(Dot((reading.at - start) / MINUTE, value, name in reading.outside))
            before = reading.at
    if piece:
        yield tuple(piece)


def _apart(before: Instant, after: Instant, gaps: Sequence[Instant]) -> bool:
    return after - before > SILENCE or any(before < at < after for at in gaps)


def ribbons(systolic: Curve, diastolic: Curve) -> tuple[tuple[tuple[Dot, Dot], ...], ...]:
    """Where both pressures run unbroken: pairs of systolic and diastolic, the room between two lines that belong
    together.
    """
    low = {dot.minute: (dot, i) for i, piece in enumerate(diastolic.pieces) for dot in piece}
    found = []
    for piece in systolic.pieces:
        parts: dict[int, list[tuple[Dot, Dot]]] = {}
        for dot in piece:
            if dot.minute in low:
                below, i = low[dot.minute]
                parts.setdefault(i, []).append((dot, below))
        found += [tuple(part) for part in parts.values() if len(part) > 1]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From minute to minute, with its words: a phase behind the lines, or a recording beneath them."""

    first: float
    last: float
    words: str


def stretches(trend: Trend, axes: Axes, what: Iterable[tuple[str, Instant, Instant | None]]) -> tuple[Stretch, ...]:
    """What of these is on the axis; without an end it goes to the edge."""
    found = []
    for words, start, end in what:
        first = max(axes.first, minute(trend, start))
        last = axes.last if end is None else min(axes.last, minute(trend, end))
        if last > first:
            found.append(Stretch(first, last, words))
    return tuple(found)


def bands(trend: Trend, axes: Axes) -> tuple[Stretch, ...]:
    """The phases behind the lines."""
    return stretches(trend, axes, ((b.name, b.start, b.end) for b in trend.bands))


def strips(trend: Trend, axes: Axes) -> tuple[Stretch, ...]:
    """The recordings beneath them."""
    return stretches(trend, axes, ((s.title, s.start, s.end) for s in trend.strips))
