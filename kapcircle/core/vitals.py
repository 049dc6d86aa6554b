"""Vital signs: what was measured, or why it was not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kapcircle.core.errors import Refused
from kapcircle.core.picture import Value
from kapcircle.core.programme import Measure
from kapcircle.core.record import About, Kind
from kapcircle.core.roles import CLINICAL

FIELDS = {x: x.name.lower() for x in Measure}
"""What each measure is called among the fields of a reading, and in its table."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """One reading: pressures in mmHg, pulse and respiration per minute, SpO2 in %, °C, kg. None: not measured."""

    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    spo2: int | None = None
    respiration: int | None = None
    temperature: float | None = None
    weight: float | None = None

    def value(self, measure: Measure) -> float | None:
        """One of the measures."""
        found: float | None = getattr(self, FIELDS[measure])
        return found


class WhyNot(Enum):
    """Why a check was not taken."""

    DECLINED = "declined"
    ASLEEP = "asleep, not to be woken"
    CUFF = "cuff failed"
    BUSY = "busy with somebody else"


@dataclass(frozen=True, slots=True)
class VitalsNotTaken:
    """A check that was due was not made: it is settled, and the next one is planned."""

    why: WhyNot
    words: str = ""


def check_vitals(v: Vitals) -> None:
    """Raise Refused for what no cuff shows."""
    if all(v.value(measure) is None for measure in Measure):
        raise Refused("Type at least one value, as in 120/80 72 98.")
    if (v.systolic is None) is not (v.diastolic is None):
        raise Refused("A pressure has two figures, as in 120/80.")
    if v.systolic is not None and v.diastolic is not None and v.systolic <= v.diastolic:
        raise Refused(f"{v.systolic}/{v.diastolic}: the first figure must be above the second. Look at the cuff again.")


def _values(v: Vitals) -> Mapping[str, Value]:
    return {"not_taken": None, **{FIELDS[x]: v.value(x) for x in Measure}}


def _not_taken(v: VitalsNotTaken) -> Mapping[str, Value]:
    return {"not_taken": f"{v.why.value} {v.words}".strip(), **{FIELDS[x]: None for x in Measure}}


VITALS = Kind(
    Vitals, "session_vitals", "Vitals", CLINICAL, About.PERSON, _values, check_vitals, withdrawn=True, moves=True
)
NOT_TAKEN = Kind(
    VitalsNotTaken, "session_vitals", "Vitals not taken", CLINICAL, About.PERSON, _not_taken, withdrawn=True, moves=True
)
