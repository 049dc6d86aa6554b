"""Consents: what was agreed to, in the version of the text that was read, and whether it was withdrawn since.

Nobody's silence is a yes. An answer, a signature and a withdrawal are never undone: they are followed, or struck.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import Digest, Instant, StreamId
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.person.records import Kept, keep, latest, not_ahead, strike, to_strike
from kapcircle.core.picture import Row
from kapcircle.core.programme import ConsentText
from kapcircle.core.roles import CLINICAL, Role


@dataclass(frozen=True, slots=True)
class AnswerConsent:
    """Write an answer down. `said_back` has a tick for each line of the text's teach-back.

    A yes is signed: `signature` names the strokes, or `typed` is the name in letters.
    """

    text: ConsentText
    yes: bool
    said_back: tuple[bool, ...]
    on: Instant
    signature: Digest = Digest("")
    typed: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    """The person takes a consent back."""

    kind: str
    on: Instant
    words: str = ""


@dataclass(frozen=True, slots=True)
class StrikeConsent:
    """Mark an answer or a withdrawal as wrong."""

    record: Stamp
    reason: str


Command = AnswerConsent | WithdrawConsent | StrikeConsent


@dataclass(frozen=True, slots=True)
class ConsentAnswered:
    """What was answered to which text, what was said back, and how it was signed."""

    text: ConsentText
    yes: bool
    said_back: tuple[bool, ...]
    on: Instant
    signature: Digest = Digest("")
    typed: str = ""
    witness: str = ""

    @property
    def kind(self) -> str:
        """What was agreed to, or not."""
        return self.text.kind


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """A consent was taken back."""

    kind: str
    on: Instant
    words: str = ""


Event = ConsentAnswered | ConsentWithdrawn | Struck
Record = ConsentAnswered | ConsentWithdrawn


@dataclass(frozen=True)
class Consents:
    """All answers and withdrawals, in the order in which they were recorded."""

    records: tuple[Kept[Record], ...] = ()

    def last(self, kind: str) -> Kept[Record] | None:
        """What was recorded last of a kind, and is not struck."""
        return latest([x for x in self.records if x.what.kind == kind])

    def given(self, kind: str) -> ConsentAnswered | None:
        """The yes that stands."""
        last = self.last(kind)
        what = None if last is None else last.what
        return what if isinstance(what, ConsentAnswered) and what.yes else None

    def signed(self, kind: str) -> ConsentAnswered | None:
        """The yes that was signed last, whether it stands or was followed: what was signed stays readable."""
        yes = [x for x in self.records if isinstance(x.what, ConsentAnswered) and x.what.kind == kind and x.what.yes]
        last = latest(yes)
        return last.what if last is not None and isinstance(last.what, ConsentAnswered) else None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that anything was recorded of, in the order in which they came."""
        return tuple(dict.fromkeys(x.what.kind for x in self.records))


def decide(s: Consents, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens, or raise Refused with nothing changed."""
    match command:
        case AnswerConsent():
            require(facts, frozenset(Role), "Recording a consent")
            return (_answered(command, facts),)
        case WithdrawConsent(kind, on, words):
            require(facts, frozenset(Role), "Recording a withdrawal")
            given = s.given(kind)
            if given is None:
                raise Refused("There is no consent of this kind to withdraw.")
            if on < given.on:
                raise Refused("The withdrawal is earlier than the consent. Give the day on which it was said.")
            return (ConsentWithdrawn(kind, not_ahead(on, facts.now), words.strip()),)
        case StrikeConsent(record, reason):
            require(facts, CLINICAL, "Striking a consent")
            to_strike(s.records, record, reason)
            return (Struck(record, reason.strip()),)
        case _:
            assert_never(command)


def _answered(command: AnswerConsent, facts: Facts) -> ConsentAnswered:
    text, typed, witness = command.text, command.typed.strip(), command.witness.strip()
    on = not_ahead(command.on, facts.now)
    if not command.yes:
        return ConsentAnswered(text, False, command.said_back, on, witness=witness)
    if len(command.said_back) != len(text.teach_back) or not all(command.said_back):
        raise Refused(f"“{text.title}”: tick each line once the person has said it back in their own words.")
    if not command.signature and not typed:
        raise Refused(f"“{text.title}”: a yes is signed, on the pad or by the typed name.")
    if not witness:
        raise Refused(f"“{text.title}”: name the witness who saw it signed.")
    if typed.casefold() == witness.casefold():
        raise Refused(f"“{text.title}”: the witness is another than who signs.")
    return ConsentAnswered(text, True, command.said_back, on, command.signature, typed, witness)


def evolve(s: Consents, entry: Entry[Event]) -> Consents:
    """The consents after `entry`."""
    match entry.event:
        case ConsentAnswered() | ConsentWithdrawn():
            return replace(s, records=keep(s.records, entry))
        case Struck() as struck:
            return replace(s, records=strike(s.records, struck))
        case _:
            assert_never(entry.event)


def parts(s: Consents) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {f"consents:{kind}": s.last(kind) for kind in s.kinds}


def rows(stream: StreamId, s: Consents, part: str) -> tuple[Row, ...]:
    """The rows of one part: what stands of a kind."""
    kind = part.partition(":")[2]
    last = s.last(kind)
    if last is None:
        return ()
    key = (("person", stream.partition(":")[2]), ("kind", kind))
    match last.what:
        case ConsentAnswered(text, yes, on=on):
            return (Row(stream, "consent", key, {"answer": "yes" if yes else "no", "version": text.version, "at": on}),)
        case ConsentWithdrawn(on=on):
            return (Row(stream, "consent", key, {"answer": "withdrawn", "version": None, "at": on}),)
        case _:
            assert_never(last.what)
