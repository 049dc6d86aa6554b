"""What a cohort is called, and the programme that it follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from kapcircle.core.changed import replace
from kapcircle.core.cohort.words import named
from kapcircle.core.facts import Facts
from kapcircle.core.ids import ProgrammeId, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Row


@dataclass(frozen=True, slots=True)
class NameCohort:
    """Give the cohort its name."""

    name: str


@dataclass(frozen=True, slots=True)
class FollowProgramme:
    """Let the cohort follow this programme."""

    programme: ProgrammeId


Command = NameCohort | FollowProgramme


@dataclass(frozen=True, slots=True)
class CohortNamed:
    """The cohort has this name."""

    name: str


@dataclass(frozen=True, slots=True)
class ProgrammeFollowed:
    """The cohort follows this programme."""

    programme: ProgrammeId


Event = CohortNamed | ProgrammeFollowed


@dataclass(frozen=True, slots=True)
class About:
    """A cohort by its name."""

    name: str = ""
    programme: ProgrammeId | None = None


def decide(s: About, command: Command, _: Facts) -> tuple[Event, ...]:
    """What happens to the cohort, or raise Refused with nothing changed."""
    match command:
        case NameCohort(name):
            return (CohortNamed(named(name, "cohort")),)
        case FollowProgramme(programme):
            return () if programme == s.programme else (ProgrammeFollowed(programme),)
        case _:
            assert_never(command)


def evolve(s: About, entry: Entry[Event]) -> About:
    """What it is called after `entry`."""
    match entry.event:
        case CohortNamed(name):
            return replace(s, name=name)
        case ProgrammeFollowed(programme):
            return replace(s, programme=programme)
        case _:
            assert_never(entry.event)


def parts(s: About) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"about": s}


def rows(stream: StreamId, s: About, _: str) -> tuple[Row, ...]:
    """The rows of one part."""
    key = (("cohort", stream.partition(":")[2]),)
    return (Row(stream, "cohort", key, {"name": s.name, "programme": s.programme}),)
