"""A chart of vitals: pressures and pulse above, SpO2 on a strip of its own, phases behind. The same on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kapcircle.views.painter import FINE, NOTE, Align, Box, Ink, Painter, Point, Shape, Stroke, Type
from kapcircle.views.times import Zone
from kapcircle.views.trend_axes import Axes, clock, minute, tick
from kapcircle.views.trend_lines import Curve, Dot, Piece, Stretch, bands, curves, ribbons
from kapcircle.views.trend_words import limit_words
from kapcircle.views.trends import DOSE, NOT_TAKEN, Channel, Trend


@dataclass(frozen=True, slots=True)
class Style:
    """How a channel is told from the others without its colour: by its line and by its mark."""

    stroke: Stroke
    shape: Shape


STYLES = {
    Channel.SYSTOLIC: Style(Stroke(Ink.TEXT, 1.7), Shape.DISC),
    Channel.DIASTOLIC: Style(Stroke(Ink.TEXT, 1.3, (4.0, 2.5)), Shape.RING),
    Channel.PULSE: Style(Stroke(Ink.COMING, 1.5, (1.0, 2.0)), Shape.SQUARE),
    Channel.SPO2: Style(Stroke(Ink.IN_ORDER, 1.5, (7.0, 2.0, 1.0, 2.0)), Shape.DIAMOND),
}
GRID, DOSED, LIMIT = Stroke(Ink.LINE), Stroke(Ink.ACCENT, 1.0), Stroke(Ink.THIRD, 1.0, (8.0, 5.0))

KINDS = {DOSE: (Shape.ARROW, Ink.ACCENT), NOT_TAKEN: (Shape.CROSS, Ink.SECOND)}
"""How a mark of each kind is drawn; an observation is a disc."""

SEEN = (Shape.DISC, Ink.SECOND)

STRIP = 0.24
"""Part of the height that the strip of SpO2 takes."""

AIR, ARROW = 6.0, 0.27
SMALL_MARK, MARK = 0.16, 0.23
"""Radius of a mark on a dense chart, and on one with room, in heights of the smallest text: it grows with the text."""


@dataclass(frozen=True, slots=True)
class Look:
    """How much is written: `figures` at the axes, `names` of phases, `words` of limits; `mark` is a radius."""

    figures: bool = True
    names: bool = True
    words: bool = False
    mark: float = MARK
    kind: Type = FINE


DENSE = Look(figures=False, names=False, mark=SMALL_MARK)
ROOMY = Look()
FULL = Look(words=True, kind=NOTE)


@dataclass(frozen=True, slots=True)
class Field:
    """Where a channel is drawn: a box, and the axes it is measured on."""

    box: Box
    axes: Axes
    channel: Channel

    def x(self, minute_: float) -> float:
        return self.box.x + self.axes.part(minute_) * self.box.wide

    def y(self, value: float) -> float:
        return self.box.low - self.axes.range_of(self.channel).part(value) * self.box.high

    def at(self, dots: Iterable[Dot]) -> list[Point]:
        """Where dots lie: `x` and `y` of many, since a wall has thousands."""
        (left, _, wide, high), low, reach = self.box, self.box.low, self.axes.range_of(self.channel)
        first, last, least, most = self.axes.first, self.axes.last, reach.low, reach.high
        across, up = wide / (last - first), high / (most - least)
        return [
            Point(
                left + (min(last, max(first, dot.minute)) - first) * across,
                low - (min(most, max(least, dot.value)) - least) * up,
            )
            for dot in dots
        ]


def fields(p: Painter, axes: Axes, box: Box, look: Look) -> tuple[Field, Field]:
    """The room for pressures and pulse, and the strip for SpO2, with figures at the right and below."""
    right = p.width("180", look.kind) + 5 if look.figures else 0
    below = p.height(look.kind) + 2 if look.figures else 0
    strip = round((box.high - below) * STRIP)
    wide, high = box.wide - right, box.high - below - strip - AIR
    upper = Box(box.x, box.y, wide, high)
    return (
        Field(upper, axes, Channel.SYSTOLIC),
        Field(Box(box.x, upper.low + AIR, wide, strip), axes, Channel.SPO2),
    )


def draw_chart(p: Painter, trend: Trend, axes: Axes, box: Box, zone: Zone, look: Look = ROOMY) -> None:
    """Draw a trend into a box. What lies beyond the axes stays at their edge."""
    draw_behind(p, trend.behind, axes, box, zone, look)
    draw_lines(p, trend, axes, box, look)


def draw_behind(p: Painter, trend: Trend, axes: Axes, box: Box, zone: Zone, look: Look = ROOMY) -> None:
    """Draw what lies behind the lines: phases, the lines of the axes and their figures, doses and limits."""
    upper, strip = fields(p, axes, box, look)
    behind = bands(trend, axes)
    for field in (upper, strip):
        _ground(p, behind, field, look)
    if look.names:
        _names(p, behind, upper, look)
    if look.figures:
        _minutes(p, trend, strip, zone, look)
    _doses(p, trend, upper, strip)
    _limits(p, trend, (upper, strip), look)


def draw_lines(p: Painter, trend: Trend, axes: Axes, box: Box, look: Look = ROOMY) -> None:
    """Draw what was measured."""
    upper, strip = fields(p, axes, box, look)
    found = {curve.channel: curve for curve in curves(trend)}
    for ribbon in ribbons(found[Channel.SYSTOLIC], found[Channel.DIASTOLIC]):
        p.area(upper.at([*(high for high, _ in ribbon), *(low for _, low in reversed(ribbon))]), Ink.RIBBON)
    for channel in (Channel.SPO2, Channel.PULSE, Channel.DIASTOLIC, Channel.SYSTOLIC):
        _curve(p, found[channel], strip if channel is Channel.SPO2 else upper, look)


def _ground(p: Painter, behind: Sequence[Stretch], field: Field, look: Look) -> None:
    """Every second phase lies on a ground of its own; a line at each figure of the axis."""
    for i, band in enumerate(behind):
        left, right = field.x(band.first), field.x(band.last)
        if i % 2:
            p.rect(Box(left, field.box.y, right - left, field.box.high), Ink.BAND)
    high, last = p.height(look.kind), -1000.0
    for value in reversed(field.axes.range_of(field.channel).ticks):
        y = field.y(value)
        p.line(Point(field.box.x, y), Point(field.box.right, y), GRID)
        if look.figures and last + high * 0.9 < y < field.box.low - 1:
            p.text(Box(field.box.right + 5, y - high / 2, 60, high), f"{value:g}", Ink.THIRD, look.kind)
            last = y


def _names(p: Painter, behind: Sequence[Stretch], field: Field, look: Look) -> None:
    """The name of a phase at the top of its ground, where it has room for all of it above the first line."""
    high = p.height(look.kind)
    if field.y(field.axes.range_of(field.channel).ticks[-1]) < field.box.y + high:
        return
    for band in behind:
        left, right = field.x(band.first), field.x(band.last)
        if p.width(band.words, look.kind) + 8 <= right - left:
            p.text(Box(left + 4, field.box.y, right - left - 4, high), band.words, Ink.THIRD, look.kind)


def _minutes(p: Painter, trend: Trend, field: Field, zone: Zone, look: Look) -> None:
    """Minutes about the dose under the lines, at the dose itself the time of day; before any dose the time of day."""
    high = p.height(look.kind)
    given = trend.t0 is not None
    zero = f"dose {clock(trend, 0, zone)}"
    hours = {m: f" · {clock(trend, m, zone)}" if look.words else "" for m in field.axes.ticks}
    words = {m: (zero if m == 0 else tick(m) + hours[m]) if given else clock(trend, m, zone) for m in hours}
    taken: list[tuple[float, float]] = []
    for m in sorted(words, key=lambda m: (m != 0, m)):
        wide = p.width(words[m], look.kind)
        middle = field.x(m)
        left = min(max(field.box.x, middle - wide / 2), field.box.right - wide)
        if any(left < last + 8 and left + wide + 8 > first for first, last in taken):
            continue
        taken.append((left, left + wide))
        ink = Ink.SECOND if m == 0 and given else Ink.THIRD
        p.text(Box(left, field.box.low + 2, wide + 2, high), words[m], ink, look.kind)


def _doses(p: Painter, trend: Trend, upper: Field, strip: Field) -> None:
    """A line through both at each dose, with an arrow upon it."""
    tips = []
    for at in {m.at for m in trend.marks if m.kind == DOSE} | ({trend.t0} if trend.t0 is not None else set()):
        if upper.axes.holds(minute(trend, at)):
            x = upper.x(minute(trend, at))
            p.line(Point(x, upper.box.y), Point(x, strip.box.low), DOSED)
            tips.append(Point(x, upper.box.y + 1))
    p.marks(Shape.ARROW, sorted(tips), p.height(FINE) * ARROW, Ink.ACCENT)


def _limits(p: Painter, trend: Trend, fields_: Iterable[Field], look: Look) -> None:
    for field in fields_:
        for limit in trend.limits.lines:
            if (limit.channel is Channel.SPO2) is not (field.channel is Channel.SPO2):
                continue
            y, high = field.y(limit.value), p.height(look.kind)
            p.line(Point(field.box.x, y), Point(field.box.right, y), LIMIT)
            if look.words:
                room = Box(field.box.x + 4, y - high if limit.upper else y, field.box.wide - 8, high)
                p.text(room, limit_words(limit, trend.limits), Ink.SECOND, look.kind, Align.RIGHT)


def _curve(p: Painter, curve: Curve, field: Field, look: Look) -> None:
    style = STYLES[curve.channel]
    for piece in curve.pieces:
        _piece(p, piece, field, style)
    inside = field.at(dot for dot in curve.dots if not dot.outside)
    radius = p.height(FINE) * look.mark
    p.marks(style.shape, inside, radius, style.stroke.ink)
    outside = field.at(dot for dot in curve.dots if dot.outside)
    p.marks(Shape.TRIANGLE, outside, radius * 1.25, Ink.ALARM)


def _piece(p: Painter, piece: Piece, field: Field, style: Style) -> None:
    if len(piece) > 1:
        p.polyline(field.at(piece), style.stroke)
