"""Planned against actual, phase by phase, of a circle that runs or is over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kapcircle.core.ids import MINUTE, Instant, Millis, PhaseId
from kapcircle.core.log import Entry
from kapcircle.core.session.state import Leg, Run, Session
from kapcircle.core.session.timing import leg_actual, leg_held
from kapcircle.views.times import Zone, date, exact

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A phase as it was planned and as it went; lengths are None where it was never entered.

    `entered` is the first time it was, `left` the last; `stays` counts the returns to it.
    """

    key: PhaseId
    number: int
    name: str
    group: str
    planned: Millis
    entered: Instant | None
    left: Instant | None
    actual: Millis | None
    held: Millis | None
    over: Millis | None
    remark: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The circle as a whole: planned, actual, of which held, and over (below zero: under)."""

    planned: Millis
    actual: Millis
    held: Millis
    over: Millis


def review(s: Session, now: Instant) -> tuple[ReviewLine, ...]:
    """One line per phase, in the order of the plan, those inserted included."""
    return tuple(_line(s, number, leg, now) for number, leg in enumerate(s.legs, 1))


def _line(s: Session, number: int, leg: Leg, now: Instant) -> ReviewLine:
    phase, been = leg.phase, bool(leg.visits)
    actual = leg_actual(leg, now) if been else None
    return ReviewLine(
        phase.id,
        number,
        phase.name,
        phase.group,
        phase.planned,
        leg.visits[0].entered if been else None,
        leg.visits[-1].left if been else None,
        actual,
        leg_held(leg, now) if been else None,
        None if actual is None else Millis(actual - phase.planned),
        _remark(s, leg),
    )


def _remark(s: Session, leg: Leg) -> str:
    words = []
    if leg.inserted:
        words.append("inserted")
    if leg.skipped:
        words.append("left out")
    elif not leg.visits:
        words.append("to come" if s.run is Run.RUNNING else "not reached")
    elif leg.visits[-1].left is None:
        words.append("under way")
    if len(leg.visits) > 1:
        words.append(f"entered {len(leg.visits)} times")
    return ", ".join(words)


def total(s: Session, now: Instant) -> Sum:
    """The actuals together are the session: from its opening to its close."""
    actual = Millis(sum(leg_actual(leg, now) for leg in s.legs))
    planned = s.plan.rundown.planned
    return Sum(planned, actual, Millis(sum(leg_held(leg, now) for leg in s.legs)), Millis(actual - planned))


def zone_of(entries: Sequence[Entry[Any]], otherwise: int) -> Zone:
    """The zone at the desk as the log has it: the one of the last entry at or before an instant."""
    changes = [(x.at, x.zone) for i, x in enumerate(entries) if i == 0 or x.zone != entries[i - 1].zone]

    def zone(at: Instant) -> int:
        return next((zone for since, zone in reversed(changes) if since <= at), otherwise)

    return zone


def _minutes(length: Millis | None) -> float | None:
    return None if length is None else round(length / MINUTE, 2)


def _local(at: Instant | None, zone: Zone, words: Callable[[Instant, Zone], str]) -> str | None:
    return None if at is None else words(at, zone)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: what it says of a phase, and of the circle as a whole."""

    title: str
    of_line: Callable[[ReviewLine, Zone], Cell]
    of_total: Callable[[Sum], Cell] = lambda _: None


COLUMNS = (
    Column("Phase", lambda line, _: line.name, lambda _: "Whole circle"),
    Column("Group", lambda line, _: line.group),
    Column("Planned min", lambda line, _: _minutes(line.planned), lambda whole: _minutes(whole.planned)),
    Column("Date", lambda line, zone: _local(line.entered, zone, date)),
    Column("Entered", lambda line, zone: _local(line.entered, zone, exact)),
    Column("Left", lambda line, zone: _local(line.left, zone, exact)),
    Column("Actual min", lambda line, _: _minutes(line.actual), lambda whole: _minutes(whole.actual)),
    Column("Held min", lambda line, _: _minutes(line.held), lambda whole: _minutes(whole.held)),
    Column("Over min", lambda line, _: _minutes(line.over), lambda whole: _minutes(whole.over)),
    Column("Remark", lambda line, _: line.remark),
)


def sheet(s: Session, now: Instant, zone: Zone) -> tuple[tuple[Cell, ...], ...]:
    """The review as rows of a table, the header first; lengths in minutes, hours local."""
    whole = total(s, now)
    return (
        tuple(column.title for column in COLUMNS),
        *(tuple(column.of_line(line, zone) for column in COLUMNS) for line in review(s, now)),
        tuple(column.of_total(whole) for column in COLUMNS),
    )
