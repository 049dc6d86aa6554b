"""Who is here today, from when to when, and what they take part in."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.record import ANYBODY, About, Kind
from kapcircle.core.roles import CLINICAL

STOPS = "stops"
"""In the table: who has ended their part in the medicine sessions, this one and those that come."""


class Attendance(Enum):
    """How a person attends a session."""

    ARRIVED = "arrived"
    LATE = "late"
    LEFT_EARLY = "left early"
    ABSENT = "absent"
    EXCUSED = "excused"
    LEFT = "left"
    """At the end, without medicine: who had medicine leaves through the gate, or in another of the ways of leaving."""


@dataclass(frozen=True, slots=True)
class Attended:
    """From when it happened, they attend so."""

    status: Attendance
    words: str = ""


@dataclass(frozen=True, slots=True)
class Readied:
    """Ready for medicine today. `overridden` are the gaps that the medical lead lets stand, and why: on the record."""

    overridden: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotToday:
    """Here, and not taking medicine today. `stops`: they end their part in the programme's medicine sessions."""

    reason: str = ""
    stops: bool = False


@dataclass(frozen=True, slots=True)
class SentHome:
    """Sent home, and how they get there."""

    how: str = ""


ATTENDED = Kind(
    Attended,
    "session_attendance",
    "Attendance",
    ANYBODY,
    About.PERSON,
    lambda x: {"status": x.status.value, "words": x.words},
    withdrawn=True,
    moves=True,
)
READIED = Kind(
    Readied,
    "session_attendance",
    "Ready",
    CLINICAL,
    About.PERSON,
    lambda x: {"status": "ready", "words": "; ".join((*x.overridden, x.reason)) if x.overridden else ""},
)
NOT_TODAY = Kind(
    NotToday,
    "session_attendance",
    "Not today",
    ANYBODY,
    About.PERSON,
    lambda x: {"status": STOPS if x.stops else "not today", "words": x.reason},
)
SENT_HOME = Kind(
    SentHome,
    "session_attendance",
    "Sent home",
    CLINICAL,
    About.PERSON,
    lambda x: {"status": "sent home", "words": x.how},
)
