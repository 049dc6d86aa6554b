"""Vital signs: what was measured, or why it was not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kapcircle.core.errors import Refused
from kapcircle.core.picture import Value
from kapcircle.core.programme import UNITS, Measure
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


PLAUSIBLE = {
    Measure.SYSTOLIC: (40, 300),
    Measure.DIASTOLIC: (15, 220),
    Measure.PULSE: (20, 250),
    Measure.SPO2: (40, 100),
    Measure.RESPIRATION: (3, 70),
    Measure.TEMPERATURE: (28.0, 43.0),
    Measure.WEIGHT: (20, 400),
}
"""From and to: beyond these a figure is a slip of the hand, not a measurement: programme setting."""


def check_vitals(v: Vitals) -> None:
    """Raise Refused for what no cuff shows."""
    if all(v.value(measure) is None for measure in Measure):
        raise Refused("Type at least one value, as in 120/80 72 98.")
    if (v.systolic is None) is not (v.diastolic is None):
        raise Refused("A pressure has two figures, as in 120/80.")
    if v.systolic is not None and v.diastolic is not None and v.systolic <= v.diastolic:
        raise Refused(f"{v.systolic}/{v.diastolic}: the first figure must be above the second. Look at the cuff again.")
    for measure, (low, high) in PLAUSIBLE.items():
        figure = v.value(measure)
        if figure is not None and not low <= figure <= high:
            raise Refused(f"{measure.value} {figure:g} {UNITS[measure]} cannot be: look again ({low:g} to {high:g}).")


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
