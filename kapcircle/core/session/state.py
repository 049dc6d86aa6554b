"""The state of one circle: a tree of frozen parts.

Those that change with every other entry have no slots: see `kapcircle.core.changed`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import wraps
from typing import TypeVar, TypeVarTuple

from kapcircle.core.facts import Plan
from kapcircle.core.ids import CueId, Instant, Millis, PersonId, TrackId
from kapcircle.core.notes import Note
from kapcircle.core.outputs import Heard, Murmur, Seen
from kapcircle.core.record import Counted, Record, valid
from kapcircle.core.rundown import Phase

T = TypeVar("T")
Given = TypeVarTuple("Given")


class Run(Enum):
    """How far the circle is."""

    WAITING = "waiting"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True)
class Visit:
    """One stay in a phase. `carried` is the running time of an earlier stay that this one goes on from, `taken_up` the
    running time at which a hand last set the clock going: by coming back, or after a hold.
    """

    entered: Instant
    left: Instant | None = None
    held: Millis = Millis(0)
    held_since: Instant | None = None
    extra: Millis = Millis(0)
    carried: Millis = Millis(0)
    taken_up: Millis = Millis(0)


@dataclass(frozen=True, slots=True)
class Made:
    """A cue that changed the room: when it was due, and when it was made."""

    cue: CueId
    due: Instant
    made: Instant


@dataclass(frozen=True)
class Leg:
    """A phase as it is run."""

    phase: Phase
    visits: tuple[Visit, ...] = ()
    made: tuple[Made, ...] = ()
    skipped: bool = False
    inserted: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """A cue that falls due by itself at `offset` of the phase's running time."""

    cue: CueId
    offset: Millis


@dataclass(frozen=True, slots=True)
class Quiet:
    """A deliberate silence; without `until` it lasts until the next music."""

    since: Instant
    until: Instant | None
    fade: Millis


@dataclass(frozen=True, slots=True)
class Timer:
    """An aux timer: counts down from `length`, or up when that is 0."""

    since: Instant
    length: Millis
    label: str = ""


@dataclass(frozen=True)
class Seat:
    """A participant in this circle: on which mat, and what was recorded about them.

    `mats` are the seats they took in the session itself, and when.
    """

    person: PersonId
    mat: int
    records: tuple[Record, ...] = ()
    mats: tuple[tuple[Instant, int], ...] = ()

    @property
    def counted(self) -> Counted:
        """The records that count, in order: made once, since much is read off them every second.

        It lies beside the records that it was made of, for a copy of this seat with other records takes it along.
        """
        kept: tuple[tuple[Record, ...], Counted] | None = self.__dict__.get("_counted")
        if kept is None or kept[0] is not self.records:
            kept = self.records, valid(self.records)
            self.__dict__["_counted"] = kept
        return kept[1]

    @property
    def lines(self) -> tuple[Record, ...]:
        """The notes."""
        return tuple(x for x in self.records if isinstance(x.content, Note))


def read_once(reading: Callable[[Seat, *Given], T]) -> Callable[[Seat, *Given], T]:
    """For a reading that goes by whose seat it is, by the records that count and by what else it is given: much is
    asked every second, and is another only after something was written. The last answer lies beside those records.
    """

    @wraps(reading)
    def read(seat: Seat, *given: *Given) -> T:
        of, kept = (seat.person, *given), seat.counted.read
        last: tuple[tuple[object, ...], T] | None = kept.get(reading)
        if last is None or last[0] != of:
            last = kept[reading] = of, reading(seat, *given)
        return last[1]

    return read


NO_TIMERS: tuple[Timer | None, ...] = (None, None, None)


@dataclass(frozen=True)
class Session:
    """A circle. `time` is the latest instant anything in it happened; `master` the volume that was set by hand."""

    plan: Plan = Plan()
    run: Run = Run.WAITING
    opened: Instant | None = None
    closed: Instant | None = None
    time: Instant = Instant(0)
    legs: tuple[Leg, ...] = ()
    at: int = -1
    waits: tuple[Wait, ...] = ()
    called: tuple[CueId, ...] = ()
    reason: str = ""
    waits_for: PersonId | None = None
    """Whom the circle is held for, if for one person."""
    prompt: str = ""
    sound: Heard = Heard()
    sounding: CueId | None = None
    """The cue that began the music."""
    before: tuple[Heard, CueId | None] | None = None
    """The music that this one followed, and its cue: it goes on where nothing of this one can be played."""
    broken: tuple[TrackId, ...] = ()
    quiet: Quiet | None = None
    light: Seen = Seen()
    murmur: Murmur = Murmur()
    master: float | None = None
    faded: Instant | None = None
    emergency: Instant | None = None
    emergency_for: PersonId | None = None
    near: tuple[Instant, int] | None = None
    """Since when the lamps near which mat are at working light."""
    lit: Instant | None = None
    """Since when the whole room is, and no music."""
    stood: Instant | None = None
    """When the last emergency was over."""
    timers: tuple[Timer | None, ...] = NO_TIMERS
    records: tuple[Record, ...] = ()
    """What is about the circle, or about nobody in particular."""
    seats: dict[PersonId, Seat] = field(default_factory=dict)
    laid: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Where mats were laid by hand, across and down the room, each from 0 to 1; others lie where the ring has them."""
    reports: tuple[tuple[Instant, str], ...] = ()
    """What the room said and what it left out, and when."""

    @property
    def lines(self) -> tuple[Record, ...]:
        """The notes about the circle."""
        return tuple(x for x in self.records if isinstance(x.content, Note))

    @property
    def volume(self) -> float:
        """The master volume, 0 to 1: as set by hand, else as planned."""
        return self.plan.volume if self.master is None else self.master

    @property
    def runs(self) -> bool:
        """Whether the circle is in a phase; from the opening to the close."""
        return self.run is Run.RUNNING and self.at >= 0

    @property
    def leg(self) -> Leg:
        """The phase the circle is in; only while it runs or is over."""
        return self.legs[self.at]

    @property
    def visit(self) -> Visit:
        """The present stay in the present phase."""
        return self.legs[self.at].visits[-1]

    @property
    def holding(self) -> bool:
        """Whether the phase clock stands still."""
        return self.runs and self.visit.held_since is not None

    @property
    def standby(self) -> int | None:
        """The place of the phase that comes next; None after the last."""
        return next((i for i in range(self.at + 1, len(self.legs)) if not self.legs[i].skipped), None)
