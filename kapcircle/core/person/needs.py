"""What a participant needs of us: a language, access, and what must not be overlooked in their care."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import StreamId
from kapcircle.core.log import Entry
from kapcircle.core.person import typed
from kapcircle.core.picture import Row, Value
from kapcircle.core.roles import CLINICAL, Role


@dataclass(frozen=True, slots=True)
class Access:
    """The language they speak best, whether an interpreter comes, and what the room must allow for."""

    language: str = ""
    interpreter: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class CareNotes:
    """Allergies, and present medication as they tell it, a line each. A record, and no list to prescribe from."""

    allergies: str = ""
    medication: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAccess:
    """Write down language and access."""

    access: Access


@dataclass(frozen=True, slots=True)
class SetCareNotes:
    """Write down allergies and medication."""

    notes: CareNotes


Command = SetAccess | SetCareNotes


@dataclass(frozen=True, slots=True)
class AccessSet:
    """The participant needs this to take part."""

    access: Access


@dataclass(frozen=True, slots=True)
class CareNotesSet:
    """These are the participant's allergies and medication."""

    notes: CareNotes


Event = AccessSet | CareNotesSet


@dataclass(frozen=True, slots=True)
class Needs:
    """What is needed."""

    access: Access = Access()
    notes: CareNotes = CareNotes()


def decide(_: Needs, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What is written down, or raise Refused with nothing changed."""
    match command:
        case SetAccess(access):
            require(facts, frozenset(Role), "Writing down language and access")
            return (AccessSet(checked(access)),)
        case SetCareNotes(notes):
            require(facts, CLINICAL, "Writing down allergies and medication")
            return (CareNotesSet(checked_notes(notes)),)
        case _:
            assert_never(command)


def checked(access: Access) -> Access:
    """Language and access as they are kept."""
    language, needs = typed.line(access.language, "Language", 60), typed.prose(access.needs, "Access needs")
    return Access(language, access.interpreter, needs)


def checked_notes(notes: CareNotes) -> CareNotes:
    """Allergies and medication as they are kept."""
    return CareNotes(typed.prose(notes.allergies, "Allergies"), typed.items(notes.medication, "Medication"))


def evolve(s: Needs, entry: Entry[Event]) -> Needs:
    """What is written down after `entry`."""
    match entry.event:
        case AccessSet(access):
            return replace(s, access=access)
        case CareNotesSet(notes):
            return replace(s, notes=notes)
        case _:
            assert_never(entry.event)


def parts(s: Needs) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change: nothing clinical is in a list."""
    return {"needs": s.access} if s.access != Access() else {}


def rows(stream: StreamId, s: Needs, _: str) -> tuple[Row, ...]:
    """The rows of one part."""
    language, interpreter = s.access.language, int(s.access.interpreter)
    values: dict[str, Value] = {"language": language, "interpreter": interpreter, "access": s.access.needs}
    return (Row(stream, "person_access", (("person", stream.partition(":")[2]),), values),)
