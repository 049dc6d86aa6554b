"""What is drawn on paper by itself: boxes to tick, charts, a signature; and parts that stay together."""

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether

from kapcircle.core.signature import Strokes
from kapcircle.exports.paper import Paper
from kapcircle.views.painter import Box
from kapcircle.views.paper_chart import draw_page
from kapcircle.views.sounded import Sounded as Picture
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


class Vitals(Flowable):
    """A chart as wide as the page."""

    spaceAfter = AFTER  # noqa: N815 - reportlab's name

    def __init__(self, trend: Trend, zone: Zone, wide: float) -> None:
        super().__init__()
        self._trend, self._zone, self._wide = trend, zone, wide

    def wrap(self, *_: float) -> tuple[float, float]:
        return self._wide, CHART

    def draw(self) -> None:
        sheet = Paper(self.canv, CHART, HexColor, (PLAIN, BOLD))
        draw_page(sheet, self._trend, axes([self._trend]), Box(0, 0, self._wide, CHART), self._zone)
        self.canv.setDash([])


class Sounded(Flowable):
    """What was heard and seen, as wide as the page."""

    spaceAfter = AFTER  # noqa: N815 - reportlab's name

    def __init__(self, picture: Picture, zone: Zone, wide: float) -> None:
        super().__init__()
        self._picture, self._zone, self._wide = picture, zone, wide

    def wrap(self, *_: float) -> tuple[float, float]:
        return self._wide, SOUNDED

    def draw(self) -> None:
        sheet = Paper(self.canv, SOUNDED, HexColor, (PLAIN, BOLD))
        draw_sounded(sheet, self._picture, Box(0, 0, self._wide, SOUNDED), self._zone)
        self.canv.setDash([])


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
