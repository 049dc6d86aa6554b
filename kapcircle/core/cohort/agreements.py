"""What the circle agreed on: every version of its text, and who said yes to which, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, assert_never

from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import Instant, PersonId, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Row


@dataclass(frozen=True, slots=True)
class WriteAgreements:
    """Write the text of the agreements anew; an older version stays as it was agreed to."""

    text: str


@dataclass(frozen=True, slots=True)
class SayYes:
    """A person says yes to the text as it is now, on that day; None: today."""

    person: PersonId
    at: Instant | None = None


Command = WriteAgreements | SayYes


@dataclass(frozen=True, slots=True)
class AgreementsWritten:
    """The agreements have this text, as this version."""

    version: int
    text: str


@dataclass(frozen=True, slots=True)
class AgreementsAccepted:
    """A person said yes to a version."""

    person: PersonId
    version: int
    at: Instant


Event = AgreementsWritten | AgreementsAccepted


class Text(NamedTuple):
    """A version of the agreements, and when it was written."""

    version: int
    words: str
    at: Instant


class Yes(NamedTuple):
    """To which version, and when."""

    version: int
    at: Instant


@dataclass(frozen=True, slots=True)
class Agreements:
    """All versions, the latest last; and what each person said yes to, in the order of saying it."""

    texts: tuple[Text, ...] = ()
    yes: Mapping[PersonId, tuple[Yes, ...]] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """The version that holds; 0 where none was written."""
        return self.texts[-1].version if self.texts else 0

    def said_yes(self, person: PersonId) -> Yes | None:
        """A person's yes to the version that holds; None while they have not given it."""
        return next((x for x in self.yes.get(person, ()) if x.version == self.version), None)


def decide(s: Agreements, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens to the agreements, or raise Refused with nothing changed."""
    match command:
        case WriteAgreements(text):
            return _written(s, text.strip())
        case SayYes(person, at):
            return _accepted(s, person, facts.now if at is None else at, facts)
        case _:
            assert_never(command)


def _written(s: Agreements, text: str) -> tuple[Event, ...]:
    """The next version is one that nobody has said yes to: also where writing one was undone."""
    if not text:
        raise Refused("Write what the circle agrees on.")
    if s.texts and s.texts[-1].words == text:
        return ()
    taken = (s.version, *(x.version for said in s.yes.values() for x in said))
    return (AgreementsWritten(max(taken) + 1, text),)


def _accepted(s: Agreements, person: PersonId, at: Instant, facts: Facts) -> tuple[Event, ...]:
    if not s.texts:
        raise Refused("Write the agreements first: there is nothing to say yes to.")
    if at > facts.now:
        raise Refused("Their yes lies in the future: give the day on which it was said.")
    return () if s.said_yes(person) is not None else (AgreementsAccepted(person, s.version, at),)


def evolve(s: Agreements, entry: Entry[Event]) -> Agreements:
    """The agreements after `entry`."""
    match entry.event:
        case AgreementsWritten(version, text):
            return replace(s, texts=(*s.texts, Text(version, text, entry.happened)))
        case AgreementsAccepted(person, version, at):
            return replace(s, yes={**s.yes, person: (*s.yes.get(person, ()), Yes(version, at))})
        case _:
            assert_never(entry.event)


def parts(s: Agreements) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"agreements:texts": s.texts, "agreements:yes": s.yes}


def rows(stream: StreamId, s: Agreements, part: str) -> tuple[Row, ...]:
    """The rows of one part."""
    cohort = ("cohort", stream.partition(":")[2])
    if part.partition(":")[2] == "texts":
        return tuple(
            Row(stream, "circle_agreements", (cohort, ("version", x.version)), {"text": x.words, "written": x.at})
            for x in s.texts
        )
    return tuple(
        Row(stream, "circle_yes", (cohort, ("person", person), ("version", x.version)), {"at": x.at})
        for person, said in s.yes.items()
        for x in said
    )
