"""Practices between sessions: the plan of a person after a session, and what was done of it or was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from kapcircle.core.boosters import Slot, numbered
from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import SessionId
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.person import typed
from kapcircle.core.person.records import Kept, keep, standing, strike, to_strike
from kapcircle.core.roles import CLINICAL, Role


@dataclass(frozen=True, slots=True)
class PlanBoosters:
    """Plan practices after a session, in place of those that were. `call`: whom to call when it is too much."""

    session: SessionId
    slots: tuple[Slot, ...]
    call: str


@dataclass(frozen=True, slots=True)
class RecordPractice:
    """A practice of the plan was done, or was not, and what was said of it."""

    session: SessionId
    number: int
    done: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class StrikePractice:
    """Mark as wrong what was recorded of a practice."""

    record: Stamp
    reason: str


Command = PlanBoosters | RecordPractice | StrikePractice


@dataclass(frozen=True, slots=True)
class BoostersPlanned:
    """The practices after a session: under the same `id` for good, in the how-manieth form, from 0. `gone` were planned
    before and are not any more.
    """

    session: SessionId
    id: str
    sequence: int
    slots: tuple[Slot, ...]
    gone: tuple[Slot, ...]
    call: str


@dataclass(frozen=True, slots=True)
class PracticeDone:
    """A practice was done."""

    session: SessionId
    number: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class PracticeSkipped:
    """A practice was not done."""

    session: SessionId
    number: int
    words: str = ""


Outcome = PracticeDone | PracticeSkipped
Event = BoostersPlanned | PracticeDone | PracticeSkipped | Struck


@dataclass(frozen=True)
class Boosting:
    """The plan after each session, and what became of its practices."""

    plans: Mapping[SessionId, BoostersPlanned] = field(default_factory=dict)
    outcomes: tuple[Kept[Outcome], ...] = ()

    def outcome(self, session: SessionId, number: int) -> Kept[Outcome] | None:
        """What became of a practice, if anybody has said."""
        mine = (x for x in standing(self.outcomes) if (x.what.session, x.what.number) == (session, number))
        return next(mine, None)


def decide(s: Boosting, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens, or raise Refused with nothing changed."""
    match command:
        case PlanBoosters():
            require(facts, CLINICAL, "Planning practices")
            return (_planned(s, command, facts.fresh),)
        case RecordPractice(session, number, done, words):
            require(facts, frozenset(Role), "Recording a practice")
            _known(s, session, number)
            kind = PracticeDone if done else PracticeSkipped
            return (kind(session, number, typed.line(words, "Words")),)
        case StrikePractice(record, reason):
            require(facts, CLINICAL, "Striking what was recorded of a practice")
            to_strike(s.outcomes, record, reason)
            return (Struck(record, reason.strip()),)
        case _:
            assert_never(command)


def _planned(s: Boosting, command: PlanBoosters, fresh: str) -> BoostersPlanned:
    call = typed.line(command.call, "Whom to call")
    if not call:
        raise Refused("Say whom to call when it is too much, with a number: it stands on every page of the plan.")
    if not command.slots:
        raise Refused("Choose at least one practice, and times for it.")
    was = s.plans.get(command.session)
    before = () if was is None else (*was.slots, *was.gone)
    slots = numbered(command.slots, before)
    kept = {x.number for x in slots}
    gone = tuple(x for x in before if x.number not in kept)
    if was is None:
        return BoostersPlanned(command.session, fresh, 0, slots, gone, call)
    return BoostersPlanned(command.session, was.id, was.sequence + 1, slots, gone, call)


def _known(s: Boosting, session: SessionId, number: int) -> None:
    plan = s.plans.get(session)
    if plan is None or number not in {x.number for x in plan.slots}:
        raise Refused("This practice is not in the plan any more.")
    if s.outcome(session, number) is not None:
        raise Refused("What became of this practice is recorded already. Strike that first, with the reason.")


def evolve(s: Boosting, entry: Entry[Event]) -> Boosting:
    """Plans and outcomes after `entry`."""
    match entry.event:
        case BoostersPlanned(session) as planned:
            return replace(s, plans={**s.plans, session: planned})
        case PracticeDone() | PracticeSkipped():
            return replace(s, outcomes=keep(s.outcomes, entry))
        case Struck() as struck:
            return replace(s, outcomes=strike(s.outcomes, struck))
        case _:
            assert_never(entry.event)


def parts(_: Boosting) -> Mapping[str, object]:
    """No list shows what a person practises."""
    return {}
