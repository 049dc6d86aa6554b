"""Safety flags: somebody said yes to the practice's own question about suicidal thoughts, or said something like it.

KapCircle records and reminds: a flag stands until a named, licensed clinician has decided on it. It assesses nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.person.records import Kept, keep, latest, standing, strike, to_strike
from kapcircle.core.roles import CLINICAL, Role


@dataclass(frozen=True, slots=True)
class FlagSafety:
    """Something was said that a licensed clinician should hear of."""

    words: str


@dataclass(frozen=True, slots=True)
class DecideSafety:
    """Write down what a licensed clinician decided on a flag; `proceed`: the person may go on in the programme."""

    flag: Stamp
    clinician: str
    decision: str
    proceed: bool


@dataclass(frozen=True, slots=True)
class StrikeSafety:
    """Mark a flag or a decision as wrong."""

    record: Stamp
    reason: str


Command = FlagSafety | DecideSafety | StrikeSafety


@dataclass(frozen=True, slots=True)
class SafetyFlagged:
    """Something was said that a licensed clinician should hear of."""

    words: str


@dataclass(frozen=True, slots=True)
class SafetyDecided:
    """What a licensed clinician decided on a flag."""

    flag: Stamp
    clinician: str
    decision: str
    proceed: bool


Event = SafetyFlagged | SafetyDecided | Struck


@dataclass(frozen=True)
class Safety:
    """Flags and decisions, in the order in which they were recorded."""

    flags: tuple[Kept[SafetyFlagged], ...] = ()
    decisions: tuple[Kept[SafetyDecided], ...] = ()

    def decision(self, flag: Stamp) -> SafetyDecided | None:
        """What was decided last on a flag."""
        last = latest([x for x in self.decisions if x.what.flag == flag])
        return None if last is None else last.what

    @property
    def open(self) -> tuple[Kept[SafetyFlagged], ...]:
        """The flags that nobody has decided on, or on which the decision was not to go on."""
        return tuple(x for x in standing(self.flags) if not ((d := self.decision(x.stamp)) is not None and d.proceed))


def decide(s: Safety, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens, or raise Refused with nothing changed."""
    match command:
        case FlagSafety(words):
            require(facts, frozenset(Role), "Raising a safety flag")
            if not words.strip():
                raise Refused("Say in a few words what was said.")
            return (SafetyFlagged(words.strip()),)
        case DecideSafety(flag, clinician, decision, proceed):
            require(facts, CLINICAL, "Recording a decision on a safety flag")
            if flag not in {x.stamp for x in standing(s.flags)}:
                raise Refused("This flag is not there, or is struck.")
            if not clinician.strip() or not decision.strip():
                raise Refused("Name the licensed clinician who decided, and what was decided.")
            return (SafetyDecided(flag, clinician.strip(), decision.strip(), proceed),)
        case StrikeSafety(record, reason):
            require(facts, frozenset({Role.MEDICAL_LEAD}), "Striking a safety flag")
            to_strike((*s.flags, *s.decisions), record, reason)
            return (Struck(record, reason.strip()),)
        case _:
            assert_never(command)


def evolve(s: Safety, entry: Entry[Event]) -> Safety:
    """Flags and decisions after `entry`."""
    match entry.event:
        case SafetyFlagged():
            return replace(s, flags=keep(s.flags, entry))
        case SafetyDecided():
            return replace(s, decisions=keep(s.decisions, entry))
        case Struck() as struck:
            return replace(s, flags=strike(s.flags, struck), decisions=strike(s.decisions, struck))
        case _:
            assert_never(entry.event)


def parts(_: Safety) -> Mapping[str, object]:
    """No list shows what was said: only that something waits, in how ready a person is."""
    return {}
