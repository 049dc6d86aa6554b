"""Planned against actual, phase by phase, of a circle that runs or is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kapcircle.core.ids import MINUTE, Instant, Millis, PhaseId
from kapcircle.core.log import Entry
from kapcircle.core.session.state import Leg, Run, Session
from kapcircle.core.session.timing import leg_actual, leg_held
from kapcircle.views.times import Zone, date, exact

Cell = str | float | None

HEADER = ("Phase", "Group", "Planned min", "Date", "Entered", "Left", "Actual min", "Held min", "Over min", "Remark")


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


def sheet(s: Session, now: Instant, zone: Zone) -> tuple[tuple[Cell, ...], ...]:
    """The review as rows of a table, the header first; lengths in minutes, hours local."""
    body = [
        (
            line.name,
            line.group,
            _minutes(line.planned),
            None if line.entered is None else date(line.entered, zone),
            _hour(line.entered, zone),
            _hour(line.left, zone),
            _minutes(line.actual),
            _minutes(line.held),
            _minutes(line.over),
            line.remark,
        )
        for line in review(s, now)
    ]
    whole = total(s, now)
    planned, *spent = map(_minutes, (whole.planned, whole.actual, whole.held, whole.over))
    return (HEADER, *body, ("Whole circle", "", planned, None, None, None, *spent, ""))


def _minutes(length: Millis | None) -> float | None:
    return None if length is None else round(length / MINUTE, 2)


def _hour(at: Instant | None, zone: Zone) -> str | None:
    return None if at is None else exact(at, zone)
