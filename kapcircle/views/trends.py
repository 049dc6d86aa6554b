"""A person's vitals over a circle, as values: what was read, what was given and seen, and what the room did behind it.

Nothing here knows a session, a screen or a sheet of paper. Two trends that are equal look the same.
"""

from dataclasses import dataclass, replace
from enum import Enum

from kapcircle.core.ids import Instant, PersonId


class Channel(Enum):
    """What is drawn as a line. Pressures in mmHg, pulse per minute, SpO2 in per cent."""

    SYSTOLIC = "systolic"
    DIASTOLIC = "diastolic"
    PULSE = "pulse"
    SPO2 = "spo2"


@dataclass(frozen=True, slots=True)
class Reading:
    """One check of a person; None is what was not measured. Respiration is per minute, temperature in °C.

    `outside` names what lies outside the signed range, as the record of that reading says; a struck reading is kept in
    sight and belongs to no line.
    """

    at: Instant
    systolic: float | None = None
    diastolic: float | None = None
    pulse: float | None = None
    spo2: float | None = None
    respiration: float | None = None
    temperature: float | None = None
    outside: frozenset[str] = frozenset()
    struck: bool = False

    def value(self, channel: Channel) -> float | None:
        """What was measured of a channel."""
        found: float | None = getattr(self, channel.value)
        return found


DOSE, SEEN, NOT_TAKEN = "dose", "observation", "not taken"
"""Kinds of mark. A check that was not taken is a gap in every line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something of this person at an instant: a dose, an observation, a check that was not taken."""

    at: Instant
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Band:
    """A phase behind the lines; without an end it is still running."""

    name: str
    start: Instant
    end: Instant | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """A recording beneath the lines; without an end it is still heard."""

    title: str
    start: Instant
    end: Instant | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """An edge of the programme's range. Beyond it, above where `upper`, a reading is outside."""

    channel: Channel
    value: float
    upper: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """The edges that a medical lead signed, and whose signature it is. Unsigned ones are not given to a chart."""

    lines: tuple[Limit, ...] = ()
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """All that the chart of a person shows. `t0` is their own first dose."""

    person: PersonId
    alias: str
    mat: int
    readings: tuple[Reading, ...] = ()
    marks: tuple[Mark, ...] = ()
    bands: tuple[Band, ...] = ()
    strips: tuple[Strip, ...] = ()
    limits: Limits = Limits()
    t0: Instant | None = None

    @property
    def valid(self) -> tuple[Reading, ...]:
        """The readings that count, in the order in which they happened."""
        return tuple(sorted((r for r in self.readings if not r.struck), key=lambda r: r.at))

    @property
    def latest(self) -> Reading | None:
        """The last one of them."""
        return max((r for r in self.readings if not r.struck), key=lambda r: r.at, default=None)

    @property
    def behind(self) -> "Trend":
        """What lies behind the lines, and says by which minute they are drawn: it stays when a reading comes."""
        first = () if self.t0 is not None else tuple(sorted(self.readings, key=lambda r: r.at)[:1])
        doses = tuple(m for m in self.marks if m.kind == DOSE)
        return replace(self, alias="", readings=first, marks=doses, strips=())
