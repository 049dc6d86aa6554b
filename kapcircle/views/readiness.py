"""The readiness board: people in rows, what may be missing in columns. Who may read which words is decided here."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from kapcircle.core.gates import Gap
from kapcircle.core.ids import DAY, Instant, Millis, PersonId
from kapcircle.core.roles import CLINICAL, Role
from kapcircle.views.gaps import OPEN

AHEAD = Millis(14 * DAY)
"""From two weeks before a session what is missing should be asked for: programme setting."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person on the way to a session, and what they lack."""

    person: PersonId
    alias: str
    mat: int
    gaps: tuple[Gap, ...]


class Sign(Enum):
    """A shape and a word for a cell."""

    READY = ("✓", "yes")
    MISSING = ("▲", "open")
    HARD = ("■", "needed")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its title, and what belongs under it."""

    title: str
    about: frozenset[str]


def _heading(title: str, *about: str) -> Heading:
    return Heading(title, frozenset(about))


COMMON = (
    _heading("Consents", "consent"),
    _heading("Preparation", "preparation"),
    _heading("Ride, escort", "ride", "escort"),
    _heading("Contact", "contact"),
)

DETAILED = (
    _heading("Screening", "screening", "exclusion", "review", "status", "stopped"),
    _heading("Clearance", "clearance"),
    _heading("Safety", "safety"),
    *COMMON,
)

PLAIN = (
    _heading("Taking part", "status", "stopped"),
    _heading("Clinical", "screening", "exclusion", "review", "clearance", "safety"),
    *COMMON,
)
"""What a coordinator sees: one column says whether anything clinical is open, and not what."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether anything is missing here, and how much."""

    sign: Sign
    lacking: int

    @property
    def text(self) -> str:
        """A shape and a word."""
        shape, word = self.sign.value
        return f"{shape} {word}" if self.lacking < 2 else f"{shape} {word}, {self.lacking}"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a person lacks, as this role may read it, and what to ask whom."""

    words: str
    ask: str
    hard: bool


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A person on the board."""

    key: PersonId
    alias: str
    mat: int
    cells: tuple[Cell, ...]
    lines: tuple[Line, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing is missing but what is asked on the day."""
        return not self.lines


def sees_details(role: Role | None) -> bool:
    """Whether this role reads what a gap is about, and not only that there is one."""
    return role in CLINICAL


def headings(role: Role | None) -> tuple[Heading, ...]:
    """The columns for this role."""
    return DETAILED if sees_details(role) else PLAIN


def board(people: Sequence[Candidate], role: Role | None) -> tuple[BoardRow, ...]:
    """The rows for this role, in the order of the mats."""
    return tuple(_row(each, role) for each in sorted(people, key=lambda x: x.mat))


def _row(each: Candidate, role: Role | None) -> BoardRow:
    cells = tuple(_cell(heading, each.gaps, sees_details(role)) for heading in headings(role))
    return BoardRow(each.person, each.alias, each.mat, cells, lines(each.gaps, role))


def _cell(heading: Heading, gaps: tuple[Gap, ...], details: bool) -> Cell:
    """How many and how grave is clinical detail where the gap is clinical."""
    here = [gap for gap in gaps if gap.about in heading.about]
    if not here:
        return Cell(Sign.READY, 0)
    if not details and any(gap.about in PLAIN[1].about for gap in here):
        return Cell(Sign.MISSING, 1)
    return Cell(Sign.HARD if any(gap.hard for gap in here) else Sign.MISSING, len(here))


def lines(gaps: tuple[Gap, ...], role: Role | None) -> tuple[Line, ...]:
    """What a person lacks, as this role may read it."""
    if sees_details(role):
        return tuple(Line(gap.words, gap.ask, gap.hard) for gap in gaps)
    open_ = [gap for gap in gaps if gap.about in PLAIN[1].about]
    rest = tuple(Line(gap.words, gap.ask, gap.hard) for gap in gaps if gap not in open_)
    return (Line(OPEN.words, OPEN.ask, OPEN.hard), *rest) if open_ else rest


def head(rows: Sequence[BoardRow], day: Instant | None, now: Instant) -> str:
    """How many are ready, and how long there is."""
    ready = sum(row.ready for row in rows)
    return f"{ready} of {len(rows)} ready. {_when(day, now)}"


def _when(day: Instant | None, now: Instant) -> str:
    if day is None:
        return "The session has no hour yet: today is looked at."
    days = (day - now) // DAY
    if day <= now:
        return "The session was to begin already."
    if day - now > AHEAD:
        return f"{days} days to go: what is missing should be asked for from two weeks before."
    return "Less than a day to go." if days == 0 else f"{days} {'day' if days == 1 else 'days'} to go."
