"""What charts are drawn with, on screen and on paper: a few shapes in roles of ink, y growing downwards.

Lengths are in pixels on screen and in points on paper. An adapter knows the medium; whoever draws knows only this.
"""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple, Protocol

from kapcircle.core.light import Colour


class Point(NamedTuple):
    x: float
    y: float


class Box(NamedTuple):
    """A rectangle by its left upper corner."""

    x: float
    y: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        return self.x + self.wide

    @property
    def low(self) -> float:
        """Its lower edge."""
        return self.y + self.high


class Ink(Enum):
    """What a colour is for. `BAND` and `RIBBON` are grounds: nothing is written in them."""

    TEXT = "text"
    SECOND = "second"
    THIRD = "third"
    LINE = "line"
    PANEL = "panel"
    BAND = "band"
    RIBBON = "ribbon"
    ACCENT = "accent"
    COMING = "coming"
    IN_ORDER = "in order"
    ALARM = "alarm"


class Shape(Enum):
    """A mark that can be told from every other without its colour."""

    DISC = "disc"
    RING = "ring"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    CROSS = "cross"
    ARROW = "arrow"


OPEN = (Shape.RING, Shape.DIAMOND)
"""These are filled with the ground, so that the line does not run through them."""

CORNERS: dict[Shape, tuple[tuple[float, float], ...]] = {
    Shape.SQUARE: ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    Shape.DIAMOND: ((0, -1.25), (1.1, 0), (0, 1.25), (-1.1, 0)),
    Shape.TRIANGLE: ((0, -1.5), (1.4, 1.0), (-1.4, 1.0)),
    Shape.ARROW: ((-1, -1), (1, -1), (0, 1)),
}
"""Shapes that have corners, of radius 1 about the origin. The others are a circle, and two strokes across."""


class Align(Enum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Stroke(NamedTuple):
    """`dash` counts in widths of the line: on, off, on, off."""

    ink: Ink
    width: float = 1.0
    dash: tuple[float, ...] = ()


class Type(NamedTuple):
    """A size at a text size of 100 %, and whether it is written strong."""

    size: float
    strong: bool = False


FINE, NOTE, BODY, NAME = Type(10.5), Type(12.0), Type(13.0), Type(15.0, strong=True)


class Painter(Protocol):
    """A sheet to draw on."""

    def line(self, start: Point, end: Point, stroke: Stroke) -> None: ...

    def polyline(self, points: Sequence[Point], stroke: Stroke) -> None: ...

    def area(self, points: Sequence[Point], ink: Ink) -> None:
        """Fill what these points enclose."""
        ...

    def rect(self, box: Box, ink: Ink) -> None:
        """Fill a rectangle."""
        ...

    def glow(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill what these points enclose with a colour of light, linear."""
        ...

    def marks(self, shape: Shape, points: Sequence[Point], radius: float, ink: Ink) -> None:
        """The same shape at many places at once; open ones are filled with the ground."""
        ...

    def text(self, box: Box, words: str, ink: Ink, kind: Type, align: Align = Align.LEFT) -> None:
        """One line in the middle of the box's height, shortened with an ellipsis where it does not fit."""
        ...

    def width(self, words: str, kind: Type) -> float:
        """How wide a line of text would be."""
        ...

    def height(self, kind: Type) -> float:
        """How high a line of text is."""
        ...


def shown(colour: Colour) -> tuple[int, int, int]:
    """A colour of light as a picture shows it, 0 to 255 each: the curve of sRGB (IEC 61966-2-1)."""
    curved = (12.92 * x if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055 for x in colour)
    red, green, blue = (round(255 * min(1.0, max(0.0, x))) for x in curved)
    return red, green, blue
