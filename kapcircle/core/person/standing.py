"""Where a participant stands, from the first enquiry to the end: kept as history, each status followed by the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import Instant, MemberId, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.person import typed
from kapcircle.core.picture import Row, Value
from kapcircle.core.roles import Role


class Status(Enum):
    """In the order in which most people come by them."""

    ENQUIRED = "enquired"
    SCREENED = "screened"
    ENROLLED = "enrolled"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Say where the participant stands from `since` on (None: from now), and why if there is more to say."""

    status: Status
    reason: str = ""
    since: Instant | None = None


Command = SetStatus


@dataclass(frozen=True, slots=True)
class StatusSet:
    """The participant stands there since then."""

    status: Status
    since: Instant
    reason: str = ""


Event = StatusSet


@dataclass(frozen=True, slots=True)
class Stood:
    """A line of the history, and who wrote it down."""

    status: Status
    since: Instant
    reason: str
    by: MemberId


@dataclass(frozen=True, slots=True)
class Standing:
    """The history by the time from which each status holds; what was written later comes after at the same time."""

    history: tuple[Stood, ...] = ()

    @property
    def status(self) -> Status | None:
        """Where the participant stands now; None while nobody has said."""
        return self.history[-1].status if self.history else None


def decide(s: Standing, command: Command, facts: Facts) -> tuple[Event, ...]:
    """Where the participant stands, or raise Refused with nothing changed."""
    require(facts, frozenset(Role), "Changing where a participant stands")
    since = facts.now if command.since is None else command.since
    if since > facts.now:
        raise Refused("A status begins today or earlier: what is to come is not so yet.")
    if s.status is command.status and s.history[-1].since <= since:
        raise Refused(f"The participant is {command.status.value} already.")
    return (StatusSet(command.status, since, typed.line(command.reason, "Reason")),)


def evolve(s: Standing, entry: Entry[Event]) -> Standing:
    """The history with one line more."""
    event = entry.event
    stood = Stood(event.status, event.since, event.reason, entry.by)
    return Standing(tuple(sorted((*s.history, stood), key=lambda x: x.since)))


def parts(s: Standing) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"standing": s} if s.history else {}


def rows(stream: StreamId, s: Standing, _: str) -> tuple[Row, ...]:
    """A row for each line of the history; the last one is where the participant stands now."""
    person = stream.partition(":")[2]
    last = len(s.history) - 1
    return tuple(
        Row(stream, "person_status", (("person", person), ("number", number)), _values(stood, number == last))
        for number, stood in enumerate(s.history)
    )


def _values(stood: Stood, current: bool) -> Mapping[str, Value]:
    return {
        "status": stood.status.value,
        "since": stood.since,
        "reason": stood.reason,
        "by": stood.by,
        "current": int(current),
    }
