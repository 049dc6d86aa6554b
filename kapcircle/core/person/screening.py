"""Screening and clearance: what was asked and answered, what a prescriber decided on it, and until when that holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import Instant, Millis, ProgrammeId
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.person.records import Kept, keep, latest, not_ahead, strike, to_strike
from kapcircle.core.programme import ScreeningItem
from kapcircle.core.roles import CLINICAL, Role

LEAD = frozenset({Role.MEDICAL_LEAD})


class Said(Enum):
    """The answer to a question of the screening."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "not known"


class Verdict(Enum):
    """What an answer means for medicine, before anybody has looked at it."""

    CLEAR = "clear"
    REVIEW = "review"
    EXCLUDED = "excluded"
    HARD = "excluded, without override"


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as it was asked, and what was said; `excepted`: its exception holds, and `words` say why."""

    item: ScreeningItem
    said: Said
    words: str = ""
    excepted: bool = False


def verdict(answer: Answer) -> Verdict:
    """What an answer means. What is not known is looked at, and so is an exception that is said to hold."""
    match answer.said:
        case Said.NO:
            return Verdict.CLEAR
        case Said.YES if answer.item.hard:
            return Verdict.HARD
        case Said.YES if answer.item.excludes and not answer.excepted:
            return Verdict.EXCLUDED
        case _:
            return Verdict.REVIEW


@dataclass(frozen=True, slots=True)
class RecordScreening:
    """Write a form down; it holds for `lasts` from `on`."""

    programme: ProgrammeId
    version: int
    answers: tuple[Answer, ...]
    on: Instant
    lasts: Millis


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Decide on an answer of the form that stands: whether it speaks against medicine or not."""

    key: str
    fits: bool
    words: str


@dataclass(frozen=True, slots=True)
class RecordClearance:
    """Write a prescriber's clearance down; `outside`: one who is not at this desk."""

    prescriber: str
    outside: bool
    on: Instant
    expires: Instant
    limits: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawClearance:
    """The clearance holds no longer."""

    reason: str


@dataclass(frozen=True, slots=True)
class StrikeScreening:
    """Mark a form, a decision or a clearance as wrong."""

    record: Stamp
    reason: str


Command = RecordScreening | ReviewItem | RecordClearance | WithdrawClearance | StrikeScreening


@dataclass(frozen=True, slots=True)
class Screened:
    """A form, with the questions as they were asked."""

    programme: ProgrammeId
    version: int
    answers: tuple[Answer, ...]
    on: Instant
    expires: Instant


@dataclass(frozen=True, slots=True)
class ItemReviewed:
    """A prescriber decided on an answer of the form `form`."""

    form: Stamp
    key: str
    fits: bool
    words: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """A prescriber said that the person may be given medicine, within `limits`."""

    prescriber: str
    outside: bool
    on: Instant
    expires: Instant
    limits: str = ""


@dataclass(frozen=True, slots=True)
class ClearanceWithdrawn:
    """The clearance held no longer."""

    reason: str


Event = Screened | ItemReviewed | Cleared | ClearanceWithdrawn | Struck


@dataclass(frozen=True)
class Screening:
    """All forms, decisions and clearances, in the order in which they were recorded."""

    forms: tuple[Kept[Screened], ...] = ()
    reviews: tuple[Kept[ItemReviewed], ...] = ()
    clearances: tuple[Kept[Cleared | ClearanceWithdrawn], ...] = ()

    @property
    def form(self) -> Kept[Screened] | None:
        """The form that stands."""
        return latest(self.forms)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was answered in it."""
        return () if self.form is None else self.form.what.answers

    @property
    def clearance(self) -> Cleared | None:
        """The clearance that was given last, unless it was withdrawn since."""
        last = latest(self.clearances)
        return last.what if last is not None and isinstance(last.what, Cleared) else None

    def decision(self, key: str) -> ItemReviewed | None:
        """What was decided last on an answer of the form that stands."""
        form = self.form
        of = [x for x in self.reviews if form is not None and (x.what.form, x.what.key) == (form.stamp, key)]
        last = latest(of)
        return None if last is None else last.what

    def keys(self, wanted: Verdict) -> tuple[str, ...]:
        """The questions whose answers mean this now, with what was decided on them."""
        return tuple(x.item.key for x in self.answers if self.stands(x) is wanted)

    def stands(self, answer: Answer) -> Verdict:
        """What an answer of the form that stands means now."""
        first, decided = verdict(answer), self.decision(answer.item.key)
        if first is not Verdict.REVIEW or decided is None:
            return first
        return Verdict.CLEAR if decided.fits else Verdict.EXCLUDED


def decide(s: Screening, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens, or raise Refused with nothing changed."""
    match command:
        case RecordScreening():
            return (_screened(s, command, facts),)
        case ReviewItem(key, fits, words):
            require(facts, LEAD, "Deciding on an answer")
            return (ItemReviewed(_reviewed(s, key, words), key, fits, words.strip()),)
        case RecordClearance():
            return (_cleared(command, facts),)
        case WithdrawClearance(reason):
            require(facts, CLINICAL, "Withdrawing a clearance")
            if s.clearance is None:
                raise Refused("There is no clearance to withdraw.")
            return (ClearanceWithdrawn(_words(reason, "Say why the clearance is withdrawn.")),)
        case StrikeScreening(record, reason):
            return (_struck(s, record, reason, facts),)
        case _:
            assert_never(command)


def _words(words: str, otherwise: str) -> str:
    if not words.strip():
        raise Refused(otherwise)
    return words.strip()


def _screened(s: Screening, command: RecordScreening, facts: Facts) -> Screened:
    hard = s.keys(Verdict.HARD)
    require(facts, LEAD if hard else CLINICAL, "Screening again after an exclusion" if hard else "Screening")
    if not command.answers:
        raise Refused("The programme of this cohort has no screening questions. Add them to the programme first.")
    if command.lasts <= 0:
        raise Refused("The programme does not say how long a screening holds. Set it in the programme first.")
    for answer in command.answers:
        _check(answer)
    on = not_ahead(command.on, facts.now)
    return Screened(command.programme, command.version, command.answers, on, Instant(on + command.lasts))


def _check(answer: Answer) -> None:
    if answer.excepted and (not answer.item.unless or answer.said is not Said.YES):
        raise Refused(f"“{answer.item.question}”: this answer has no exception.")
    if answer.excepted and not answer.words.strip():
        raise Refused(f"“{answer.item.question}”: say in a few words why the exception holds.")


def _reviewed(s: Screening, key: str, words: str) -> Stamp:
    answer = next((x for x in s.answers if x.item.key == key), None)
    if s.form is None or answer is None:
        raise Refused("This question is not in the screening that stands.")
    if verdict(answer) is not Verdict.REVIEW:
        raise Refused("This answer asks for no review.")
    if answer.item.hard:
        raise Refused(f"“{answer.item.question}” is not decided by review: answer it yes or no in a new screening.")
    _words(words, "Say in a few words what the decision rests on.")
    return s.form.stamp


def _cleared(command: RecordClearance, facts: Facts) -> Cleared:
    require(facts, CLINICAL if command.outside else LEAD, "Recording a clearance")
    prescriber = _words(command.prescriber, "Name the prescriber who gave the clearance.")
    on = not_ahead(command.on, facts.now)
    if command.expires <= on:
        raise Refused("The clearance ends before it begins. Give a later day until which it holds.")
    return Cleared(prescriber, command.outside, on, command.expires, command.limits.strip())


def _struck(s: Screening, record: Stamp, reason: str, facts: Facts) -> Struck:
    """What a medical lead decided, and what excludes, is not struck by another role."""
    found = to_strike((*s.forms, *s.reviews, *s.clearances), record, reason)
    form = isinstance(found.what, Screened) and not any(verdict(x) is Verdict.HARD for x in found.what.answers)
    given = isinstance(found.what, Cleared)
    require(facts, CLINICAL if form or given else LEAD, "Striking this record")
    return Struck(record, reason.strip())


def evolve(s: Screening, entry: Entry[Event]) -> Screening:
    """Screening and clearance after `entry`."""
    match entry.event:
        case Screened():
            return replace(s, forms=keep(s.forms, entry))
        case ItemReviewed():
            return replace(s, reviews=keep(s.reviews, entry))
        case Cleared() | ClearanceWithdrawn():
            return replace(s, clearances=keep(s.clearances, entry))
        case Struck() as struck:
            forms, reviews = strike(s.forms, struck), strike(s.reviews, struck)
            return replace(s, forms=forms, reviews=reviews, clearances=strike(s.clearances, struck))
        case _:
            assert_never(entry.event)


def parts(_: Screening) -> Mapping[str, object]:
    """It has no rows of its own: lists show how ready a person is."""
    return {}
