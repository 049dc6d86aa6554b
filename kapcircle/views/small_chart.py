"""One of many small charts: mat and alias, the latest figures each beside its mark, and the chart below them."""

from kapcircle.views.chart import DENSE, ROOMY, STYLES, draw_behind, draw_lines
from kapcircle.views.painter import BODY, NAME, NOTE, Align, Box, Ink, Painter, Point, Shape, Type
from kapcircle.views.times import Zone, hour
from kapcircle.views.trend_axes import Axes
from kapcircle.views.trend_words import NONE, Figure, figures
from kapcircle.views.trends import Channel, Reading, Trend

PAD = 10.0
AIRY = (250.0, 150.0)
"""From this size on a chart has figures at its axes and a line of its own for the latest ones."""

MARK, AIR = 0.215, 6.0
"""Radius of a mark beside a figure, in lines of text, and air between two figures."""

OUTSIDE = "outside"
STRONG = Type(BODY.size, strong=True)


def airy(box: Box, scale: float) -> bool:
    """Whether there is room to write at the axes, with type `scale` times as large."""
    return box.wide >= AIRY[0] * scale and box.high >= AIRY[1] * scale


def draw_small_behind(p: Painter, trend: Trend, axes: Axes, box: Box, zone: Zone, scale: float = 1.0) -> None:
    """Draw what lies behind the lines, of somebody who has readings."""
    roomy = airy(box, scale)
    draw_behind(p, trend, axes, _plot(p, box, roomy=roomy), zone, ROOMY if roomy else DENSE)


def draw_small_over(p: Painter, trend: Trend, axes: Axes, box: Box, zone: Zone, scale: float = 1.0) -> None:
    """Draw whose chart it is, the latest figures and the lines."""
    roomy = airy(box, scale)
    inner, plot = _inner(box, roomy=roomy), _plot(p, box, roomy=roomy)
    head = Box(inner.x, inner.y, inner.wide, p.height(NAME))
    _who(p, trend, head, zone, roomy=roomy)
    top = head.low + 2
    if trend.latest is None:
        p.text(Box(inner.x, top, inner.wide, inner.low - top), NONE, Ink.SECOND, NOTE, Align.CENTRE)
        return
    if roomy:
        _figures(p, trend.latest, Box(inner.x, top, inner.wide, p.height(BODY)))
    draw_lines(p, trend, axes, plot, ROOMY if roomy else DENSE)


def _inner(box: Box, *, roomy: bool) -> Box:
    pad = PAD if roomy else PAD * 0.7
    return Box(box.x + pad, box.y + pad * 0.6, box.wide - 2 * pad, box.high - pad * 1.4)


def _plot(p: Painter, box: Box, *, roomy: bool) -> Box:
    """What the head, and the line of the latest figures where there is one, leave to the chart."""
    inner = _inner(box, roomy=roomy)
    top = inner.y + p.height(NAME) + 4 + (p.height(BODY) + 4 if roomy else 0)
    return Box(inner.x, top, inner.wide, inner.low - top)


def draw_covered(p: Painter, mat: int, box: Box) -> None:
    """A chart whose values are nobody's business now: the mat number and nothing else."""
    p.text(box, str(mat), Ink.SECOND, Type(22), Align.CENTRE)


def _who(p: Painter, trend: Trend, head: Box, zone: Zone, *, roomy: bool) -> None:
    """Mat number and alias; at the right when the last reading was, or where there is little room what it was."""
    kind = NAME if roomy else STRONG
    name = head.x + p.width("00", kind) + 7
    p.text(head, str(trend.mat), Ink.SECOND, kind)
    right = head.right
    if trend.latest is not None and roomy:
        when = hour(trend.latest.at, zone)
        right -= p.width(when, NOTE) + 1
        p.text(Box(right, head.y, head.right - right + 1, head.high), when, Ink.SECOND, NOTE)
    elif trend.latest is not None:
        least = name + p.width(trend.alias, kind) + AIR
        right = _short(p, figures(trend.latest), head, least)
    p.text(Box(name, head.y, right - name - AIR, head.high), trend.alias, Ink.TEXT, kind)


def _short(p: Painter, found: tuple[Figure, ...], head: Box, least: float) -> float:
    """`128/82 76 97` at the right, a triangle before what lies outside; returns where it begins.

    Where not all of it has room beside the name, SpO2 is left out and then the pulse, if they lie inside.
    """
    shown = list(found)
    for channel in (Channel.SPO2, Channel.PULSE):
        if head.right - sum(_wide(p, figure) for figure in shown) < least:
            shown = [f for f in shown if f.outside or f.channel is not channel]
    right, radius = head.right, p.height(NOTE) * MARK
    for figure in reversed(shown):
        right -= _wide(p, figure)
        ink = Ink.ALARM if figure.outside else STYLES[figure.channel].stroke.ink
        x = right + (0 if figure.channel is Channel.DIASTOLIC else AIR)
        if figure.outside:
            p.marks(Shape.TRIANGLE, [Point(x + radius, head.y + head.high / 2)], radius * 0.8, Ink.ALARM)
            x += 2 * radius + 3
        kind = STRONG if figure.outside else NOTE
        words = _with_stroke(figure)
        p.text(Box(x, head.y, p.width(words, kind) + 1, head.high), words, ink, kind)
    return right


def _wide(p: Painter, figure: Figure) -> float:
    """What a figure takes with the air before it, and with the triangle if it lies outside."""
    wide = p.width(_with_stroke(figure), STRONG if figure.outside else NOTE)
    sign = 2 * p.height(NOTE) * MARK + 3 if figure.outside else 0
    return wide + sign + (0 if figure.channel is Channel.DIASTOLIC else AIR)


def _with_stroke(figure: Figure) -> str:
    return f"{figure.words}/" if figure.channel is Channel.SYSTOLIC else figure.words


def _figures(p: Painter, latest: Reading, line: Box) -> None:
    """Each figure after the mark of its line: the figures are the key to the chart."""
    x, middle, radius = line.x, line.y + line.high / 2, p.height(NOTE) * MARK
    for figure in figures(latest):
        style = STYLES[figure.channel]
        shape = Shape.TRIANGLE if figure.outside else style.shape
        ink = Ink.ALARM if figure.outside else style.stroke.ink
        p.marks(shape, [Point(x + radius, middle)], radius, ink)
        x += 2 * radius + 5
        words = f"{figure.words} %" if figure.channel is Channel.SPO2 and figure.words.isdigit() else figure.words
        wide = p.width(words, STRONG)
        p.text(Box(x, line.y, wide + 1, line.high), words, ink if figure.outside else Ink.TEXT, STRONG)
        x += wide + (8 if figure.channel is Channel.SYSTOLIC else 14)
    if latest.outside and x + p.width(OUTSIDE, NOTE) < line.right:
        p.text(Box(x, line.y, line.right - x, line.high), OUTSIDE, Ink.ALARM, NOTE, Align.RIGHT)
