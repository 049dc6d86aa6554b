"""Which figures of a reading are asked once more before they are saved: a slip of the hand looks like this too.

No judgement of health: every bound is a programme setting, wide enough for the figures of a usual day.
"""

from kapcircle.core.programme import UNITS, Measure
from kapcircle.core.vitals import Vitals

USUAL = {
    Measure.SYSTOLIC: (90, 180),
    Measure.DIASTOLIC: (50, 110),
    Measure.PULSE: (45, 130),
    Measure.SPO2: (92, 100),
    Measure.RESPIRATION: (8, 30),
    Measure.TEMPERATURE: (35.0, 38.5),
    Measure.WEIGHT: (40, 150),
}
"""From and to, both usual: programme setting."""

LEAST_APART = 15
"""mmHg between the two figures of a pressure: programme setting."""

LEAPS = {Measure.SYSTOLIC: 40, Measure.PULSE: 50, Measure.WEIGHT: 5}
"""More than this from the reading before looks like a slip, or like another person: programme setting."""


def unusual(v: Vitals, before: Vitals | None = None) -> tuple[str, ...]:
    """Each figure to look at again, in words; `before` is the last one that stands for this person."""
    found = [f"{_said(measure, figure)} is unusual" for measure, figure in _measured(v) if not _usual(measure, figure)]
    if v.systolic is not None and v.diastolic is not None and v.systolic - v.diastolic < LEAST_APART:
        found.append(f"{v.systolic}/{v.diastolic} lie close together")
    return (*found, *(_leaps(v, before) if before else ()))


def _measured(v: Vitals) -> list[tuple[Measure, float]]:
    figures = [(measure, v.value(measure)) for measure in Measure]
    return [(measure, figure) for measure, figure in figures if figure is not None]


def _usual(measure: Measure, figure: float) -> bool:
    low, high = USUAL[measure]
    return low <= figure <= high


def _leaps(v: Vitals, before: Vitals) -> list[str]:
    found = []
    for measure, most in LEAPS.items():
        now, was = v.value(measure), before.value(measure)
        if now is not None and was is not None and abs(now - was) > most:
            found.append(f"{_said(measure, now)}, {was:g} before")
    return found


def _said(measure: Measure, figure: float) -> str:
    return f"{measure.value} {figure:g} {UNITS[measure]}"
