"""What people tell of a session, or of the whole at its end, in their own words; and whether they may be quoted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from kapcircle.core.changed import replace
from kapcircle.core.facts import Facts
from kapcircle.core.ids import Instant, PersonId, SessionId, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Row


class Quote(Enum):
    """Whether a person's words may be quoted: not unless they said so."""

    NO = "no"
    ANONYMOUS = "anonymous"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """A person's own words on a session; without one, on the whole. No words take them back."""

    person: PersonId
    session: SessionId | None
    words: str
    quote: Quote = Quote.NO


Command = GiveFeedback


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """A person said this of a session; without one, of the whole."""

    person: PersonId
    session: SessionId | None
    words: str
    quote: Quote = Quote.NO


Event = FeedbackGiven


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody's own words, when they were said, and whether they may be quoted."""

    words: str
    at: Instant
    quote: Quote = Quote.NO


@dataclass(frozen=True, slots=True)
class Feedback:
    """By session (None: the whole) and person."""

    told: Mapping[tuple[SessionId | None, PersonId], Told] = field(default_factory=dict)


def decide(_: Feedback, command: Command, __: Facts) -> tuple[Event, ...]:
    """What becomes of somebody's words."""
    return (FeedbackGiven(command.person, command.session, command.words.strip(), command.quote),)


def evolve(s: Feedback, entry: Entry[Event]) -> Feedback:
    """What was told after `entry`."""
    event, key = entry.event, (entry.event.session, entry.event.person)
    if not event.words:
        return replace(s, told={k: v for k, v in s.told.items() if k != key})
    return replace(s, told={**s.told, key: Told(event.words, entry.happened, event.quote)})


def parts(s: Feedback) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"feedback": s.told}


def rows(stream: StreamId, s: Feedback, _: str) -> tuple[Row, ...]:
    """The rows of one part; feedback on the whole has no session."""
    cohort = ("cohort", stream.partition(":")[2])
    return tuple(
        Row(
            stream,
            "feedback",
            (cohort, ("session", session or ""), ("person", person)),
            {"at": told.at, "text": told.words, "quote": told.quote.value},
        )
        for (session, person), told in s.told.items()
    )
