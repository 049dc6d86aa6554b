"""A person's plan of practices: as lines, as paper, and as a calendar that says nothing of whom or what it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kapcircle.core.boosters import STOP, Booster, Slot
from kapcircle.core.ids import MINUTE, Instant, Millis
from kapcircle.core.person.boosting import BoostersPlanned, Boosting, PracticeDone
from kapcircle.views.times import Zone, date, hour, moment, weekday


@dataclass(frozen=True, slots=True)
class PracticeSheet:
    """A plan as it is printed: when what, and each practice once."""

    circle: str
    alias: str
    rows: tuple[tuple[str, str, str], ...]
    practices: tuple[Booster, ...]
    stop: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """An entry of a calendar. Its `uid` is the same in every form of the plan."""

    uid: str
    summary: str
    at: Instant
    lasts: Millis
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """A calendar file: made `at`, in the how-manieth form, for clocks in the time zone of this name."""

    at: Instant
    sequence: int
    zone: str
    appointments: tuple[Appointment, ...]


def practice_sheet(
    circle: str, alias: str, plan: BoostersPlanned, boosters: Mapping[str, Booster], zone: Zone
) -> PracticeSheet:
    """A plan for paper; of a practice that is not shipped any more only the title is left."""
    ordered = _in_order(plan.slots)
    rows = tuple((f"{weekday(x.at, zone)} {date(x.at, zone)}", hour(x.at, zone), _named(x)) for x in ordered)
    wanted = dict.fromkeys(x.booster for x in plan.slots)
    return PracticeSheet(circle, alias, rows, tuple(boosters[x] for x in wanted if x in boosters), stop(plan.call))


def _named(slot: Slot) -> str:
    return f"{slot.title}, {slot.minutes // MINUTE} min"


def stop(call: str) -> str:
    """What stands under each practice."""
    return f"{STOP} {call}"


def calendar_sheet(plan: BoostersPlanned, at: Instant, zone: str) -> CalendarSheet:
    """A plan as a calendar: what was taken out of it is called off."""
    kept = [_appointment(plan, x, f"Practice {i}") for i, x in enumerate(_in_order(plan.slots), 1)]
    gone = [_appointment(plan, x, "Practice", cancelled=True) for x in plan.gone]
    return CalendarSheet(at, plan.sequence, zone, (*kept, *gone))


def _in_order(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    return tuple(sorted(slots, key=lambda x: x.at))


def _appointment(plan: BoostersPlanned, slot: Slot, summary: str, *, cancelled: bool = False) -> Appointment:
    return Appointment(f"{plan.id}-{slot.number}@kapcircle", summary, slot.at, slot.minutes, cancelled)


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A practice of the plan and what became of it."""

    slot: Slot
    shape: str
    title: str
    words: str
    open: bool


def practice_lines(
    s: Boosting, plan: BoostersPlanned, now: Instant, zone: Zone, *, details: bool
) -> tuple[PracticeLine, ...]:
    """A line for each practice, in order of time; without `details` by its number, and without what was said of it."""
    ordered = enumerate(_in_order(plan.slots), 1)
    return tuple(_line(s, plan, n, x, (now, zone), details=details) for n, x in ordered)


def _line(
    s: Boosting, plan: BoostersPlanned, number: int, slot: Slot, now: tuple[Instant, Zone], *, details: bool
) -> PracticeLine:
    title = f"{number}  {slot.title}" if details else f"Practice {number}"
    outcome, at = s.outcome(plan.session, slot.number), moment(slot.at, now[1])
    if outcome is None:
        shape = "○" if slot.at > now[0] else "▲"
        return PracticeLine(slot, shape, title, f"{at}, {slot.minutes // MINUTE} min", open=True)
    shape, became = ("✓", "done") if isinstance(outcome.what, PracticeDone) else ("·", "not done")
    said = f": {outcome.what.words}" if outcome.what.words and details else ""
    return PracticeLine(slot, shape, title, f"{at}, {became}{said}", open=False)


def practice_count(s: Boosting, plan: BoostersPlanned) -> str:
    """How many were done, without what they were."""
    known = [x for slot in plan.slots if (x := s.outcome(plan.session, slot.number)) is not None]
    done = sum(isinstance(x.what, PracticeDone) for x in known)
    return f"{done} of {len(plan.slots)} done, {len(known) - done} not done"
