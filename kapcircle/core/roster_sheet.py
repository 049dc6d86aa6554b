"""A list of people as an intake sheet has it: every row a newcomer, or named with what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kapcircle.core.cells import Grid, Line, blank
from kapcircle.core.errors import KnownError
from kapcircle.core.headings import Header, skipped, unknown
from kapcircle.core.ids import Instant
from kapcircle.core.mats import MOST_MATS
from kapcircle.core.newcomer import Newcomer
from kapcircle.core.person.identity import Names
from kapcircle.core.person.similar import plain, similar
from kapcircle.core.person.typed import FEWEST_DIGITS, dialled, same_number
from kapcircle.core.roster_header import CLINICAL_COLUMNS, ROSTER
from kapcircle.core.roster_row import NewcomerReading

MOST = 200
"""Rows of one sheet: a cohort has at most forty people, and mats are numbered to 99. Programme setting."""


PAIRS = 10
"""Pairs of aliases that are easily mixed up and are named; of more it is only said how many: of the page."""


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody whom the vault knows already, or an earlier row of the sheet: `who` says which, in words."""

    who: str
    names: Names = Names()
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a list of people is held against: everybody in the vault; aliases, mats and pods of the cohort.

    `clinical`: whether the one who imports may write down allergies and medication.
    """

    now: Instant
    people: tuple[Acquaintance, ...] = ()
    aliases: tuple[str, ...] = ()
    mats: frozenset[int] = frozenset()
    pods: tuple[str, ...] = ()
    clinical: bool = True


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row by the spreadsheet's number. With `problems` it is bad, and its newcomer is only what could be read;
    `refused` is what stands under the headings that are complained of.
    """

    number: int
    newcomer: Newcomer
    problems: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    def stands(self, *columns: str) -> str | None:
        """What stands under the first of these headings that is complained of; None where none of them is."""
        return next((words for column, words in self.refused if column in columns), None)


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of people found in a sheet, to be looked at before anybody is enrolled."""

    rows: tuple[RosterRow, ...]
    notices: tuple[str, ...] = ()
    not_taken: str = ""
    """What the sheet says and nobody gets, because whoever reads it may not write it; and whom to ask."""

    @property
    def good(self) -> tuple[Newcomer, ...]:
        """Who can be enrolled."""
        return tuple(row.newcomer for row in self.rows if not row.problems)

    @property
    def problems(self) -> tuple[str, ...]:
        """All that is wrong, row by row."""
        return tuple(words for row in self.rows for words in row.problems)


def read(grid: Grid, known: Known) -> Roster:
    """The people in a grid. KnownError where it is no list of people, or one without anybody."""
    header = ROSTER.find(grid.lines)
    body = [line for line in grid.lines if line.number > header.line.number and not all(map(blank, line.cells))]
    said = [reading for line in body if not (reading := _reading(grid, header, line, known)).blank]
    if not said:
        raise KnownError(f"There is nobody under the header in {header.line.where}.")
    if len(said) > MOST:  # before each is held against all the others
        raise KnownError(f"There are {len(said)} people in this sheet; {MOST} at most are read at once.")
    gathered = _Gathering(known, MOST_MATS - len(known.mats))
    for each in known.people:
        gathered.met.add(each)
    for reading in said:
        gathered.take(reading)
    rows = tuple(gathered.rows)
    left_out = tuple(unknown(header, body))
    notices = (*grid.notices, *skipped(ROSTER, grid, header, left_out), *_remarks(header))
    return Roster(rows, (*notices, *_alike(rows, known)), _not_taken(header, known))


def _reading(grid: Grid, header: Header, line: Line, known: Known) -> NewcomerReading:
    return NewcomerReading(
        grid, header, line, others=known.aliases, pods=known.pods, now=known.now, clinical=known.clinical
    )


class _Met:
    """Everybody by what may show that two are one, so that each row is held against a few and not against ten years."""

    def __init__(self) -> None:
        self._by: dict[tuple[str, str], list[Acquaintance]] = {}

    def add(self, x: Acquaintance) -> None:
        """Somebody more."""
        for trace in _traces(x):
            self._by.setdefault(trace, []).append(x)

    def near(self, x: Acquaintance) -> list[Acquaintance]:
        """Who has a trace in common, each once."""
        found = [other for trace in _traces(x) for other in self._by.get(trace, ())]
        return list({id(other): other for other in found}.values())


def _traces(x: Acquaintance) -> tuple[tuple[str, str], ...]:
    found = ("name", plain(x.names.legal)), ("phone", dialled(x.phone)[-FEWEST_DIGITS:]), ("email", x.email.casefold())
    return tuple(trace for trace in found if trace[1])


@dataclass(slots=True)
class _Gathering:
    """Row after row, each held against the vault and the rows before it. `room`: the mats that are left."""

    known: Known
    room: int
    rows: list[RosterRow] = field(default_factory=list)
    met: _Met = field(default_factory=_Met)
    aliases: dict[str, int] = field(default_factory=dict)
    mats: dict[int, int] = field(default_factory=dict)

    def take(self, reading: NewcomerReading) -> None:
        """Read a row, and complain of what is there twice."""
        newcomer, number = reading.newcomer(), reading.line.number
        before = self.aliases.setdefault(newcomer.alias.casefold(), number)
        if newcomer.alias and before != number:
            reading.complain_of(_naming(reading), f"“{newcomer.alias}” is the alias in row {before} already")
        if newcomer.mat is not None:
            self._seat(reading, newcomer.mat)
        here = Acquaintance(f"row {number}", newcomer.names, newcomer.contacts.phone, newcomer.contacts.email)
        for other in self.met.near(here):
            self._compare(reading, here, other)
        self.met.add(here)
        if not reading.problems and not self.room:
            reading.complain_of(_naming(reading), f"no mat is left in this cohort: they are numbered 1 to {MOST_MATS}")
        self.room -= not reading.problems
        self.rows.append(RosterRow(number, newcomer, tuple(reading.told()), reading.refused()))

    def _seat(self, reading: NewcomerReading, mat: int) -> None:
        before = self.mats.setdefault(mat, reading.line.number)
        if mat in self.known.mats:
            reading.complain_of("Mat", f"mat {mat} is taken in this cohort")
        elif before != reading.line.number:
            reading.complain_of("Mat", f"mat {mat} is taken by row {before}")

    def _compare(self, reading: NewcomerReading, here: Acquaintance, other: Acquaintance) -> None:
        """Complain once of the first thing by which the two may be one person."""
        columns = reading.header.columns
        if _one_person(here.names, other.names):
            column = next(x for x in ("Legal name", "First name", "Last name") if x in columns)
            told = here.names.birth_year and other.names.birth_year
            doubt = "" if told else "; a year of birth on both would tell them apart"
            reading.complain_of(column, f"the same name as {other.who}{doubt}")
        elif same_number(here.phone, other.phone):
            reading.complain_of("Phone", f"the same number as {other.who}")
        elif here.email and here.email.casefold() == other.email.casefold():
            reading.complain_of("E-mail", f"the same address as {other.who}")


def _one_person(one: Names, other: Names) -> bool:
    """Whether two may be one: of the same legal name, and not of two years of birth."""
    years = {one.birth_year, other.birth_year} - {None}
    return bool(one.legal) and plain(one.legal) == plain(other.legal) and len(years) < 2


def _naming(reading: NewcomerReading) -> str:
    return next(x for x in ("Alias", "Chosen name", "First name", "Legal name") if x in reading.header.columns)


def _remarks(header: Header) -> Iterator[str]:
    if "Alias" not in header.columns:
        yield "There is no column Alias: the chosen or first name stands in for it, and is what the room will see."


def _not_taken(header: Header, known: Known) -> str:
    lost = [column for column in CLINICAL_COLUMNS if column in header.columns]
    if not lost or known.clinical:
        return ""
    what = " and ".join(lost)
    whom = "Ask a facilitator, co-therapist or medical lead to enter them."
    return f"{what} will not be taken: your role may not write them. {whom}"


def _alike(rows: tuple[RosterRow, ...], known: Known) -> Iterator[str]:
    """Warnings of aliases that are easily mixed up, where one of the two is new."""
    new = list(dict.fromkeys(row.newcomer.alias for row in rows if not row.problems))
    pairs = [pair for pair in similar((*new, *known.aliases)) if {pair.one, pair.other} & set(new)]
    for pair in pairs[:PAIRS]:
        yield f"“{pair.one}” and “{pair.other}”: {pair.why}."
    if more := len(pairs[PAIRS:]):
        yield f"{more} more {'pair of aliases is' if more == 1 else 'pairs of aliases are'} easily mixed up."
