"""Contacts with a person between sessions: made, tried in vain, or closed without one. Each stands until struck."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from kapcircle.core.aftercare import NEXT_DAY
from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import Instant, StreamId
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.person import typed
from kapcircle.core.person.records import Kept, keep, not_ahead, standing, strike, to_strike
from kapcircle.core.picture import Row
from kapcircle.core.roles import CLINICAL, Role


class Means(Enum):
    """How somebody was reached."""

    PHONE = "by phone"
    IN_PERSON = "in person"
    VIDEO = "by video"
    MESSAGE = "by message"


@dataclass(frozen=True, slots=True)
class RecordContact:
    """Somebody was spoken to. `due` is the key of the contact that it settles, which is due `since` then; empty:
    another contact, called by its `name`. `safety` is the answer to the practice's own question, None: not asked.
    """

    due: str
    name: str
    means: Means
    who: str
    on: Instant
    words: str = ""
    safety: bool | None = None
    told: str = ""
    since: Instant | None = None


@dataclass(frozen=True, slots=True)
class RecordMissed:
    """Somebody was tried and not reached: what is due stays due."""

    due: str
    name: str
    means: Means
    who: str
    on: Instant
    words: str = ""


@dataclass(frozen=True, slots=True)
class CloseContact:
    """No contact is sought any longer for what is due, for a reason."""

    due: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class StrikeContact:
    """Mark a contact as wrong: what it settled is due again."""

    record: Stamp
    reason: str


Command = RecordContact | RecordMissed | CloseContact | StrikeContact


@dataclass(frozen=True, slots=True)
class ContactMade:
    """Somebody was spoken to, by whom, what was said, and what was answered to the safety question and told whom."""

    due: str
    name: str
    means: Means
    who: str
    words: str = ""
    safety: bool | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class ContactMissed:
    """Somebody was tried and not reached."""

    due: str
    name: str
    means: Means
    who: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ContactClosed:
    """No contact is sought any longer for this."""

    due: str
    name: str
    words: str


Record = ContactMade | ContactMissed | ContactClosed
Event = Record | Struck

OUTCOMES: Mapping[type, str] = {ContactMade: "made", ContactMissed: "missed", ContactClosed: "closed"}
"""How the tables call each of them."""


@dataclass(frozen=True)
class Care:
    """All contacts, in the order in which they were recorded."""

    records: tuple[Kept[Record], ...] = ()

    def settles(self, due: str) -> Kept[Record] | None:
        """What settled a contact that was due."""
        found = (x for x in standing(self.records) if x.what.due == due and not isinstance(x.what, ContactMissed))
        return next(found, None)

    def tried(self, due: str) -> int:
        """How often somebody was tried in vain."""
        return sum(isinstance(x.what, ContactMissed) and x.what.due == due for x in standing(self.records))


def decide(s: Care, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens, or raise Refused with nothing changed."""
    match command:
        case RecordContact():
            require(facts, frozenset(Role), "Recording a contact")
            _open(s, command.due)
            return (_made(command, facts.now),)
        case RecordMissed(due, name, means, who, on, words):
            require(facts, frozenset(Role), "Recording a contact")
            _open(s, due)
            not_ahead(on, facts.now)
            return (ContactMissed(due, _named(name), means, _who(who), typed.prose(words, "Words")),)
        case CloseContact(due, name, reason):
            require(facts, CLINICAL, "Closing what is due without a contact")
            _open(s, due)
            if not due or not reason.strip():
                raise Refused("Say why no contact is sought any longer. It stays on the record.")
            return (ContactClosed(due, _named(name), typed.prose(reason, "Reason")),)
        case StrikeContact(record, reason):
            require(facts, CLINICAL, "Striking a contact")
            to_strike(s.records, record, reason)
            return (Struck(record, reason.strip()),)
        case _:
            assert_never(command)


def _made(x: RecordContact, now: Instant) -> ContactMade:
    on, words, told = not_ahead(x.on, now), typed.prose(x.words, "Words"), typed.line(x.told, "Told to")
    if x.since is not None and on < x.since:
        raise Refused("This was before the contact was due. Write it down as another contact; this one stays due.")
    if x.safety and not told:
        raise Refused("The answer to the safety question was yes: name the licensed clinician who was told.")
    if x.safety is None and x.due.startswith(NEXT_DAY) and not words:
        raise Refused("Ask the safety question on the next day, or say in a few words why it was not asked.")
    return ContactMade(x.due, _named(x.name), x.means, _who(x.who), words, x.safety, told)


def _open(s: Care, due: str) -> None:
    if due and s.settles(due) is not None:
        raise Refused("This contact is settled already. Write down another contact, or strike the one that is wrong.")


def _named(name: str) -> str:
    if not (kept := typed.line(name, "What for")):
        raise Refused("Say in a word what the contact is for.")
    return kept


def _who(who: str) -> str:
    if not (kept := typed.line(who, "Who")):
        raise Refused("Name who made the contact.")
    return kept


def evolve(s: Care, entry: Entry[Event]) -> Care:
    """The contacts after `entry`."""
    match entry.event:
        case ContactMade() | ContactMissed() | ContactClosed():
            return replace(s, records=keep(s.records, entry))
        case Struck() as struck:
            return replace(s, records=strike(s.records, struck))
        case _:
            assert_never(entry.event)


def parts(s: Care) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"care": s.records} if s.records else {}


def rows(stream: StreamId, s: Care, _: str) -> tuple[Row, ...]:
    """A row for each contact: that it was, and never what was said."""
    person = ("person", stream.partition(":")[2])
    return tuple(
        Row(
            stream,
            "contact",
            (person, ("tick", x.stamp.tick), ("device", x.stamp.device)),
            {
                "at": x.at,
                "by": x.by,
                "due": x.what.due,
                "outcome": OUTCOMES[type(x.what)],
                "struck": x.struck or None,
            },
        )
        for x in s.records
    )
