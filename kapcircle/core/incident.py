"""Incidents and near misses: what went wrong or nearly did, and what was done."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.errors import Refused
from kapcircle.core.record import ANYBODY, About, Kind


class Severity(Enum):
    """As it was judged by whoever records it."""

    NEAR_MISS = "near miss"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Relation(Enum):
    """To the medicine or the session, as it was judged."""

    UNRELATED = "unrelated"
    POSSIBLE = "possibly related"
    PROBABLE = "probably related"
    UNKNOWN = "not known"


PRESETS = ("distress", "panic", "vomiting", "fall", "raised pressure", "wrong person", "equipment", "other")


@dataclass(frozen=True, slots=True)
class Incident:
    """Of a kind (one of PRESETS or other words), how severe, how related, what was done, whether it is over."""

    kind: str
    severity: Severity
    relation: Relation
    done: str = ""
    resolved: bool = False


def check_incident(x: Incident) -> None:
    """Raise Refused where it is not said what happened."""
    if not x.kind.strip():
        raise Refused("Say what happened.")


INCIDENT = Kind(
    Incident,
    "session_incident",
    "Incident",
    ANYBODY,
    About.EITHER,
    lambda x: {
        "kind": x.kind,
        "severity": x.severity.value,
        "relation": x.relation.value,
        "done": x.done,
        "resolved": int(x.resolved),
    },
    check_incident,
    moves=True,
)
