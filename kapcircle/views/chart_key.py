"""The key to the charts: which line is what, told by stroke and mark."""

from kapcircle.views.chart import DOSED, LIMIT, STYLES
from kapcircle.views.painter import Box, Ink, Painter, Point, Shape, Stroke, Type
from kapcircle.views.trend_words import NAMES
from kapcircle.views.trends import Channel

SAMPLE, AIR, MARK = 26.0, 20.0, 0.19

EXPLAINED: tuple[tuple[str, Stroke | None, Shape | None, Ink], ...] = (
    *((NAMES[c], STYLES[c].stroke, STYLES[c].shape, STYLES[c].stroke.ink) for c in Channel),
    ("dose", DOSED, Shape.ARROW, Ink.ACCENT),
    ("signed limit", LIMIT, None, Ink.THIRD),
    ("outside it", None, Shape.TRIANGLE, Ink.ALARM),
)
"""Words, the stroke of the line, the shape of the mark, its ink."""

LOOKS = {
    Channel.SYSTOLIC: "solid line with discs",
    Channel.DIASTOLIC: "dashed line with rings",
    Channel.PULSE: "dotted line with squares",
    Channel.SPO2: "strip of its own, with diamonds",
}


def draw_key(p: Painter, box: Box, kind: Type, air: float = AIR) -> None:
    """Draw the key along a line, as much of it as has room, with so much between its words."""
    x, y, radius = box.x, box.y + box.high / 2, p.height(kind) * MARK
    for words, stroke, shape, ink in EXPLAINED:
        sample = SAMPLE if stroke is not None else 2 * radius
        wide = p.width(words, kind)
        if x + sample + 6 + wide > box.right:
            return
        if stroke is not None:
            p.line(Point(x, y), Point(x + sample, y), stroke)
        if shape is not None:
            p.marks(shape, [Point(x + sample / 2, y)], radius, ink)
        p.text(Box(x + sample + 6, box.y, wide + 1, box.high), words, Ink.SECOND, kind)
        x += sample + 6 + wide + air


def key_words() -> str:
    """The same for those who hear it."""
    lines = [f"{NAMES[channel]} {look}" for channel, look in LOOKS.items()]
    return ", ".join([*lines, "outside the signed range a triangle"])
