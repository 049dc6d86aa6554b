"""What is printed, as values: a paper is a head and parts, and knows nothing of the format that it is written in."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.views.sounded import Sounded
from kapcircle.views.times import Zone
from kapcircle.views.trends import Trend


@dataclass(frozen=True, slots=True)
class Title:
    """What the paper is, or whom its next pages are about."""

    words: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What the next parts are about."""

    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    words: str


@dataclass(frozen=True, slots=True)
class Large:
    """What is read at arm's length."""

    words: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A table: names of its columns, rows, and the part of the page's width that each column has."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what is known under each; the names take this `share` of the page's width."""

    rows: tuple[tuple[str, str], ...]
    share: float = 0.28


@dataclass(frozen=True, slots=True)
class Blanks:
    """A table to be filled in by hand, in boxes: each row as high as a line of handwriting."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to be ticked by hand."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The vital signs of one person over the session."""

    trend: Trend
    zone: Zone


@dataclass(frozen=True, slots=True)
class Picture:
    """What was heard and seen in a circle, over its time."""

    picture: Sounded
    zone: Zone


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


@dataclass(frozen=True, slots=True)
class Together:
    """What no page should part, as long as a page has room for it."""

    parts: tuple["Part", ...]


Part = Title | Heading | Text | Large | Lines | Facts | Blanks | Ticks | Chart | Picture | NewPage | Together


class Size(Enum):
    """How large a page is: a whole one, or one of half that, which is written larger."""

    FULL = "A4"
    SMALL = "A5"


@dataclass(frozen=True, slots=True)
class Paper:
    """`circle`, `what` and `alias` (of a paper about one person) stand on every page."""

    circle: str
    what: str
    parts: tuple[Part, ...]
    alias: str = ""
    size: Size = Size.FULL


def lines(names: tuple[str, ...], widths: tuple[float, ...], rows: tuple[tuple[str, ...], ...], none: str) -> Part:
    """A table, or words where there is nothing to put in it."""
    return Lines(names, rows, widths) if rows else Text(none)


BLANK = "______________________________"


def written(words: str) -> str:
    """The words, or a line to write them on: no card is wrong by being empty."""
    return words.strip() or BLANK
