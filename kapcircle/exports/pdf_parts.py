"""What is drawn on paper by itself: boxes to tick, charts, a signature; and parts that stay together."""

from collections.abc import Callable

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether

from kapcircle.core.signature import Strokes
from kapcircle.exports.paper import Paper
from kapcircle.views.painter import Box, Painter
from kapcircle.views.paper_chart import draw_page
from kapcircle.views.sounded import Sounded
from kapcircle.views.sounded_chart import draw_sounded
from kapcircle.views.times import Zone
from kapcircle.views.trend_axes import axes
from kapcircle.views.trends import Trend

PLAIN, BOLD = "Inter", "Inter-SemiBold"
INK, QUIET, LINE = HexColor("#2a2722"), HexColor("#5b554b"), HexColor("#b9b1a4")
"""Text, second text and lines of the desk palette; the line darker, to be seen on paper."""

AFTER = 6
"""Points between a table or a chart and what comes after it; at the end of a page they ask for no other page."""

CHART, SOUNDED = 110 * mm, 95 * mm
"""How high a chart of vital signs is, and the picture of sound and light."""


class Kept(KeepTogether):
    """What fits on no page begins where it is: a page without it would be left half empty."""

    def __init__(self, parts: list[Flowable], page: float) -> None:
        """`page` is the height that a page has for them."""
        super().__init__(parts)
        self._parts, self._page = parts, page

    def split(self, *room: float) -> list[Flowable]:
        self.wrap(*room)
        high: float = self._H  # type: ignore[attr-defined] # what `wrap` measured
        return list(self._parts) if high > self._page else super().split(*room)


class Tick(Flowable):
    """An empty box."""

    def wrap(self, *_: float) -> tuple[float, float]:
        return 9, 12

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.7)
        canvas.rect(0.5, 1.5, 8, 8)


class Wide(Flowable):
    """A picture as wide as the page."""

    spaceAfter = AFTER  # noqa: N815 - reportlab's name

    def __init__(self, wide: float, high: float, draw: Callable[[Painter, Box], None]) -> None:
        """Sizes in points; `draw` draws it into a box."""
        super().__init__()
        self._box, self._draw = Box(0, 0, wide, high), draw

    def wrap(self, *_: float) -> tuple[float, float]:
        return self._box.wide, self._box.high

    def draw(self) -> None:
        self._draw(Paper(self.canv, self._box.high, HexColor, (PLAIN, BOLD)), self._box)
        self.canv.setDash([])


def vitals(trend: Trend, zone: Zone, wide: float) -> Flowable:
    """A chart of vital signs."""
    return Wide(wide, CHART, lambda sheet, box: draw_page(sheet, trend, axes([trend]), box, zone))


def sounded(picture: Sounded, zone: Zone, wide: float) -> Flowable:
    """What was heard and seen."""
    return Wide(wide, SOUNDED, lambda sheet, box: draw_sounded(sheet, picture, box, zone))


class Signature(Flowable):
    """Strokes over a line."""

    def __init__(self, strokes: Strokes) -> None:
        super().__init__()
        self._strokes = strokes
        self.width, self.height = 80 * mm, 30 * mm

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height + 4

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(0, 2, self.width, 2)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.2)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for stroke in self._strokes:
            path = canvas.beginPath()
            points = [(x * self.width, 4 + (1 - y) * self.height) for x, y in stroke]
            path.moveTo(*points[0])
            for x, y in points[1:] or points:
                path.lineTo(x, y)
            canvas.drawPath(path)
