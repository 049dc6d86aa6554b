"""Drawing charts on paper: the painter port over a canvas of PDF, whose y grows upwards from the foot of the page."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from kapcircle.core.light import Colour
from kapcircle.views.painter import CORNERS, OPEN, Align, Box, Ink, Point, Shape, Stroke, Type, shown

INKS = {
    Ink.TEXT: "#000000",
    Ink.SECOND: "#333333",
    Ink.THIRD: "#555555",
    Ink.LINE: "#cccccc",
    Ink.PANEL: "#ffffff",
    Ink.BAND: "#f0f0f0",
    Ink.RIBBON: "#000000",
    Ink.ACCENT: "#333333",
    Ink.COMING: "#2b4c6f",
    Ink.IN_ORDER: "#2f5a3a",
    Ink.ALARM: "#9a3324",
}
"""On white, dark enough for a printer without colours: shapes and strokes tell the lines apart."""

RIBBON, GLOW = 0.07, 0.5
PART = 0.72
"""A size on paper, in points, of one on screen, in pixels: 10.5 becomes 7.6."""


class Canvas(Protocol):
    """What is used of a canvas; reportlab's is one."""

    def setStrokeColor(self, colour: Any) -> None: ...  # noqa: N802 - the canvas has these names

    def setFillColor(self, colour: Any) -> None: ...  # noqa: N802 - the canvas has these names

    def setFillAlpha(self, alpha: float) -> None: ...  # noqa: N802 - the canvas has these names

    def setLineWidth(self, width: float) -> None: ...  # noqa: N802 - the canvas has these names

    def setDash(self, pattern: list[float]) -> None: ...  # noqa: N802 - the canvas has these names

    def setFont(self, name: str, size: float) -> None: ...  # noqa: N802 - the canvas has these names

    def beginPath(self) -> Any: ...  # noqa: N802 - the canvas has these names

    def drawPath(self, path: Any, stroke: int = 1, fill: int = 0) -> None: ...  # noqa: N802 - the canvas has these names

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None: ...

    def rect(self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0) -> None: ...

    def circle(self, x: float, y: float, radius: float, stroke: int = 1, fill: int = 0) -> None: ...

    def drawString(self, x: float, y: float, text: str) -> None: ...  # noqa: N802 - the canvas has these names

    def stringWidth(self, text: str, name: str, size: float) -> float: ...  # noqa: N802 - the canvas has these names


class Paper:
    """A sheet of `high` points. `colour` makes what the canvas takes of `#rrggbb`; `fonts` are plain and strong."""

    def __init__(
        self,
        canvas: Canvas,
        high: float,
        colour: Callable[[str], Any],
        fonts: tuple[str, str] = ("Helvetica", "Helvetica-Bold"),
    ) -> None:
        self._canvas, self._high, self._fonts = canvas, high, fonts
        self._inks = {ink: colour(words) for ink, words in INKS.items()}
        self._colour = colour

    def line(self, start: Point, end: Point, stroke: Stroke) -> None:
        self._stroke(stroke)
        self._canvas.line(start.x, self._up(start.y), end.x, self._up(end.y))

    def polyline(self, points: Sequence[Point], stroke: Stroke) -> None:
        self._stroke(stroke)
        self._canvas.drawPath(self._path(points, closed=False), stroke=1, fill=0)

    def area(self, points: Sequence[Point], ink: Ink) -> None:
        """Fill what these points enclose."""
        self._canvas.setFillColor(self._inks[ink])
        self._canvas.setFillAlpha(RIBBON if ink is Ink.RIBBON else 1.0)
        self._canvas.drawPath(self._path(points, closed=True), stroke=0, fill=1)
        self._canvas.setFillAlpha(1.0)

    def rect(self, box: Box, ink: Ink) -> None:
        """Fill a rectangle."""
        self._canvas.setFillColor(self._inks[ink])
        self._canvas.rect(box.x, self._up(box.low), box.wide, box.high, stroke=0, fill=1)

    def glow(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill what these points enclose with a colour of light."""
        self._canvas.setFillColor(self._colour("#{:02x}{:02x}{:02x}".format(*shown(colour))))
        self._canvas.setFillAlpha(GLOW)
        self._canvas.drawPath(self._path(points, closed=True), stroke=0, fill=1)
        self._canvas.setFillAlpha(1.0)

    def marks(self, shape: Shape, points: Sequence[Point], radius: float, ink: Ink) -> None:
        """The same shape at many places; open ones are filled with the white of the paper."""
        self._stroke(Stroke(ink, max(0.7, radius * 0.35)))
        self._canvas.setFillColor(self._inks[Ink.PANEL if shape in OPEN else ink])
        for point in points:
            self._mark(shape, point, radius)

    def _mark(self, shape: Shape, at: Point, r: float) -> None:
        match shape:
            case Shape.DISC | Shape.RING:
                self._canvas.circle(at.x, self._up(at.y), r, stroke=1, fill=1)
            case Shape.CROSS:
                for way in (-1, 1):
                    self._canvas.line(at.x - r, self._up(at.y - r * way), at.x + r, self._up(at.y + r * way))
            case _:
                corners = [Point(at.x + x * r, at.y + y * r) for x, y in CORNERS[shape]]
                self._canvas.drawPath(self._path(corners, closed=True), stroke=1, fill=1)

    def text(self, box: Box, words: str, ink: Ink, kind: Type, align: Align = Align.LEFT) -> None:
        """One line in the middle of the box's height, shortened with an ellipsis where it does not fit."""
        words = self._fitting(_written(words), box.wide, kind)
        wide = self.width(words, kind)
        x = {Align.LEFT: box.x, Align.CENTRE: box.x + (box.wide - wide) / 2, Align.RIGHT: box.right - wide}[align]
        self._canvas.setFillColor(self._inks[ink])
        self._canvas.setFont(self._font(kind), kind.size * PART)
        self._canvas.drawString(x, self._up(box.y + box.high / 2) - kind.size * PART * 0.35, words)

    def width(self, words: str, kind: Type) -> float:
        """How wide a line of text would be."""
        return self._canvas.stringWidth(_written(words), self._font(kind), kind.size * PART)

    def height(self, kind: Type) -> float:
        """How high a line of text is."""
        return kind.size * PART * 1.2

    def _fitting(self, words: str, wide: float, kind: Type) -> str:
        if self.width(words, kind) <= wide + 0.01:
            return words
        cut = words
        while cut and self.width(f"{cut}…", kind) > wide:
            cut = cut[:-1]
        return f"{cut.rstrip()}…" if cut else ""

    def _font(self, kind: Type) -> str:
        return self._fonts[kind.strong]

    def _stroke(self, stroke: Stroke) -> None:
        wide = stroke.width * PART
        self._canvas.setStrokeColor(self._inks[stroke.ink])
        self._canvas.setLineWidth(wide)
        self._canvas.setDash([part * wide for part in stroke.dash])

    def _path(self, points: Sequence[Point], *, closed: bool) -> Any:
        path = self._canvas.beginPath()
        path.moveTo(points[0].x, self._up(points[0].y))
        for point in points[1:]:
            path.lineTo(point.x, self._up(point.y))
        if closed:
            path.close()
        return path

    def _up(self, y: float) -> float:
        return self._high - y


def _written(words: str) -> str:
    """The fonts that every reader of PDF has know no minus, but a dash of its width."""
    return words.replace("−", "–")
