"""A chart for a page: with its words, and beneath it doses, observations and music over the same time, and its key."""

from kapcircle.views.chart import FULL, KINDS, SEEN, draw_chart, fields
from kapcircle.views.chart_key import draw_key
from kapcircle.views.lanes import lanes
from kapcircle.views.painter import FINE, NOTE, Align, Box, Ink, Painter, Point
from kapcircle.views.times import Zone
from kapcircle.views.trend_axes import Axes, minute
from kapcircle.views.trend_lines import strips
from kapcircle.views.trends import Mark, Trend

LANES, AIR, GAP = 4, 8.0, 4.0


def draw_page(p: Painter, trend: Trend, axes: Axes, box: Box, zone: Zone) -> None:
    """Draw all that is known of a person's vitals into a box."""
    line = p.height(NOTE) + GAP
    marks = sorted(trend.marks, key=lambda mark: mark.at)
    deep = (min(LANES, len(marks)) + bool(trend.strips) + 1) * line
    upper = Box(box.x, box.y, box.wide, box.high - deep)
    draw_chart(p, trend, axes, upper, zone, FULL)
    field, _ = fields(p, axes, upper, FULL)
    room = Box(field.box.x, upper.low + GAP, field.box.wide, box.low - upper.low)
    used = _marks(p, trend, axes, room, marks)
    if trend.strips:
        _music(p, trend, axes, Box(room.x, room.y + used * line, room.wide, line - GAP))
    draw_key(p, Box(box.x, room.y + (used + bool(trend.strips)) * line, box.wide, line), FINE, AIR)


def _marks(p: Painter, trend: Trend, axes: Axes, room: Box, marks: list[Mark]) -> int:
    """Each under its moment, with its words where they have room, before it at the right edge; returns how many lines
    that took.
    """
    line, radius = p.height(NOTE) + GAP, p.height(NOTE) * 0.22
    places = [room.x + axes.part(minute(trend, mark.at)) * room.wide for mark in marks]
    words = [mark.words or mark.kind for mark in marks]
    lefts = [_beside(x, p.width(said, NOTE) + 1, 2 * radius, room) for x, said in zip(places, words, strict=True)]
    spans = [
        (min(x, left), max(x, left + p.width(said, NOTE)) + radius + AIR)
        for x, left, said in zip(places, lefts, words, strict=True)
    ]
    order = sorted(range(len(marks)), key=lambda n: spans[n])
    found = dict(zip(order, lanes([spans[n] for n in order], LANES), strict=True))
    for n, mark in enumerate(marks):
        (shape, ink), lane = KINDS.get(mark.kind, SEEN), found[n]
        y = room.y + (lane or 0) * line
        p.marks(shape, [Point(places[n], y + line / 2)], radius, ink)
        if lane is not None:
            p.text(Box(lefts[n], y, max(0.0, room.right - lefts[n]), line), words[n], Ink.SECOND, NOTE)
    return max([lane + 1 for lane in found.values() if lane is not None], default=0)


def _beside(x: float, wide: float, off: float, room: Box) -> float:
    """Where words of a mark begin: after it, or where they would be cut short there and not before it, before it."""
    return x - off - wide if x + off + wide > room.right and x - off - wide >= room.x else x + off


def _music(p: Painter, trend: Trend, axes: Axes, room: Box) -> None:
    for strip in strips(trend, axes):
        left, right = (room.x + axes.part(m) * room.wide for m in (strip.first, strip.last))
        p.rect(Box(left, room.y, right - left - 1.5, room.high), Ink.BAND)
        p.text(Box(left + 3, room.y, max(0.0, right - left - 6), room.high), strip.words, Ink.TEXT, NOTE, Align.LEFT)
