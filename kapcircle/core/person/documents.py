"""Documents of a person: what was attached, by the hash of its bytes; the bytes lie in the vault."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import Digest
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.person.records import Kept, keep, standing, strike, to_strike
from kapcircle.core.roles import CLINICAL, Role

MOST_BYTES = 20_000_000
"""20 MB: programme setting."""

LONGEST_NAME = 120


class DocumentKind(Enum):
    """What a document is."""

    CLEARANCE = "clearance letter"
    RECORD = "medical record"
    CONSENT = "consent on paper"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AttachDocument:
    """Keep a file with a person: its name, and how many bytes it has."""

    hash: Digest
    name: str
    kind: DocumentKind
    size: int


@dataclass(frozen=True, slots=True)
class StrikeDocument:
    """Mark a document as wrong: it stays readable."""

    record: Stamp
    reason: str


Command = AttachDocument | StrikeDocument


@dataclass(frozen=True, slots=True)
class DocumentAttached:
    """A file is kept with the person."""

    hash: Digest
    name: str
    kind: DocumentKind
    size: int


Event = DocumentAttached | Struck


@dataclass(frozen=True)
class Documents:
    """What was attached, in the order in which it came."""

    records: tuple[Kept[DocumentAttached], ...] = ()


def decide(s: Documents, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens, or raise Refused with nothing changed."""
    match command:
        case AttachDocument(digest, name, kind, size):
            require(facts, frozenset(Role), "Attaching a document")
            called = " ".join(name.split())
            if not called or len(called) > LONGEST_NAME:
                raise Refused(f"Give the document a name of at most {LONGEST_NAME} characters.")
            if not 0 < size <= MOST_BYTES:
                raise Refused(f"“{called}” has {size:,} bytes. A document has at least one, and at most 20 MB.")
            if any(x.what.hash == digest for x in standing(s.records)):
                raise Refused(f"“{called}” is attached already.")
            return (DocumentAttached(digest, called, kind, size),)
        case StrikeDocument(record, reason):
            require(facts, CLINICAL, "Striking a document")
            to_strike(s.records, record, reason)
            return (Struck(record, reason.strip()),)
        case _:
            assert_never(command)


def evolve(s: Documents, entry: Entry[Event]) -> Documents:
    """The documents after `entry`."""
    match entry.event:
        case DocumentAttached():
            return replace(s, records=keep(s.records, entry))
        case Struck() as struck:
            return replace(s, records=strike(s.records, struck))
        case _:
            assert_never(entry.event)


def parts(_: Documents) -> Mapping[str, object]:
    """No list shows documents across people."""
    return {}
