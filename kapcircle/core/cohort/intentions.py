"""What people bring to a session, in one line each: shared with the circle only where they say so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import PersonId, SessionId, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Row

LONGEST = 200
"""Characters of an intention: a line to be read aloud in one breath or two. Programme setting."""


@dataclass(frozen=True, slots=True)
class SetIntention:
    """A person's intention for a session; no words take it back."""

    person: PersonId
    session: SessionId
    words: str
    shared: bool = False


Command = SetIntention


@dataclass(frozen=True, slots=True)
class IntentionSet:
    """A person has this intention for a session."""

    person: PersonId
    session: SessionId
    words: str
    shared: bool = False


Event = IntentionSet


@dataclass(frozen=True, slots=True)
class Intention:
    """One line, and whether the circle may hear it."""

    words: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Intentions:
    """By session and person."""

    of: Mapping[tuple[SessionId, PersonId], Intention] = field(default_factory=dict)

    def shared(self, session: SessionId) -> Mapping[PersonId, str]:
        """What the circle may hear at a session."""
        return {who: x.words for (where, who), x in self.of.items() if where == session and x.shared}


def decide(_: Intentions, command: Command, __: Facts) -> tuple[Event, ...]:
    """What becomes of an intention, or raise Refused with nothing changed."""
    words = " ".join(command.words.split())
    if len(words) > LONGEST:
        raise Refused(f"An intention is one line: at most {LONGEST} characters.")
    return (IntentionSet(command.person, command.session, words, command.shared),)


def evolve(s: Intentions, entry: Entry[Event]) -> Intentions:
    """The intentions after `entry`."""
    event, key = entry.event, (entry.event.session, entry.event.person)
    if not event.words:
        return replace(s, of={k: v for k, v in s.of.items() if k != key})
    return replace(s, of={**s.of, key: Intention(event.words, event.shared)})


def parts(s: Intentions) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"intentions": s.of}


def rows(stream: StreamId, s: Intentions, _: str) -> tuple[Row, ...]:
    """The rows of one part."""
    return tuple(
        Row(
            stream,
            "intention",
            (("session", session), ("person", person)),
            {"text": x.words, "shared": int(x.shared)},
        )
        for (session, person), x in s.of.items()
    )
