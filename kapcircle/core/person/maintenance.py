"""Another session after the programme: asked of the prescriber, who answers in words. KapCircle decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from kapcircle.core.aftercare import Held
from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import StreamId
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.person import typed
from kapcircle.core.person.records import Kept, keep, latest, standing, strike, to_strike
from kapcircle.core.picture import Row
from kapcircle.core.roles import CLINICAL, Role

PRESCRIBERS = frozenset({Role.MEDICAL_LEAD})


@dataclass(frozen=True, slots=True)
class RequestMaintenance:
    """Ask the prescriber for another session; `held` is what the request is held against."""

    words: str
    held: Held


@dataclass(frozen=True, slots=True)
class AnswerMaintenance:
    """The prescriber's answer to a request."""

    request: Stamp
    prescriber: str
    yes: bool
    words: str


@dataclass(frozen=True, slots=True)
class StrikeMaintenance:
    """Mark a request or an answer as wrong."""

    record: Stamp
    reason: str


Command = RequestMaintenance | AnswerMaintenance | StrikeMaintenance


@dataclass(frozen=True, slots=True)
class MaintenanceRequested:
    """The prescriber was asked for another session, and what the request was held against then."""

    words: str
    held: Held


@dataclass(frozen=True, slots=True)
class MaintenanceAnswered:
    """What the prescriber answered."""

    request: Stamp
    prescriber: str
    yes: bool
    words: str


Event = MaintenanceRequested | MaintenanceAnswered | Struck


@dataclass(frozen=True)
class Requests:
    """Requests and answers, in the order in which they were recorded."""

    asked: tuple[Kept[MaintenanceRequested], ...] = ()
    answers: tuple[Kept[MaintenanceAnswered], ...] = ()

    def answer(self, request: Stamp) -> Kept[MaintenanceAnswered] | None:
        """What was answered last to a request."""
        return latest([x for x in self.answers if x.what.request == request])


def decide(s: Requests, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What happens, or raise Refused with nothing changed."""
    match command:
        case RequestMaintenance(words, held):
            require(facts, CLINICAL, "A request to the prescriber")
            if any(s.answer(x.stamp) is None for x in standing(s.asked)):
                raise Refused("A request waits for the prescriber already. Strike it first if it was wrong.")
            return (MaintenanceRequested(_said(words, "Say in a few words what is asked for, and why."), held),)
        case AnswerMaintenance(request, prescriber, yes, words):
            require(facts, PRESCRIBERS, "Answering a request")
            if request not in {x.stamp for x in standing(s.asked)}:
                raise Refused("This request is not there, or is struck.")
            if s.answer(request) is not None:
                raise Refused("This request is answered. Strike the answer first, or ask again.")
            who = typed.line(_said(prescriber, "Name the prescriber who answers."), "Prescriber")
            return (MaintenanceAnswered(request, who, yes, _said(words, "Say in a few words what was decided.")),)
        case StrikeMaintenance(record, reason):
            found = to_strike((*s.asked, *s.answers), record, reason)
            answer = isinstance(found.what, MaintenanceAnswered)
            require(facts, PRESCRIBERS if answer else CLINICAL, "Striking this record")
            return (Struck(record, reason.strip()),)
        case _:
            assert_never(command)


def _said(words: str, otherwise: str) -> str:
    if not (kept := typed.prose(words, "Words")):
        raise Refused(otherwise)
    return kept


def evolve(s: Requests, entry: Entry[Event]) -> Requests:
    """Requests and answers after `entry`."""
    match entry.event:
        case MaintenanceRequested():
            return replace(s, asked=keep(s.asked, entry))
        case MaintenanceAnswered():
            return replace(s, answers=keep(s.answers, entry))
        case Struck() as struck:
            return replace(s, asked=strike(s.asked, struck), answers=strike(s.answers, struck))
        case _:
            assert_never(entry.event)


def parts(s: Requests) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"maintenance": s} if s.asked else {}


def rows(stream: StreamId, s: Requests, _: str) -> tuple[Row, ...]:
    """A row for each request that stands: when it was made, and when it was answered."""
    person = ("person", stream.partition(":")[2])
    return tuple(
        Row(
            stream,
            "maintenance_request",
            (person, ("tick", x.stamp.tick), ("device", x.stamp.device)),
            {"at": x.at, "answered": None if (answer := s.answer(x.stamp)) is None else answer.at},
        )
        for x in standing(s.asked)
    )
