"""Trends of made-up people in as few words as a test needs."""

from kapcircle.core.ids import MINUTE, Instant, PersonId
from kapcircle.views.trends import Limits, Mark, Reading, Trend

NOON = Instant(1_781_352_000_000)
"""12:00 UTC."""


def utc(_: Instant) -> int:
    return 0


def at(minutes: float) -> Instant:
    """So many minutes after noon."""
    return Instant(NOON + round(minutes * MINUTE))


def reading(minutes: float, systolic: float | None = 120, diastolic: float | None = 80, **others: object) -> Reading:
    told: dict[str, object] = {"pulse": 72, "spo2": 98} | others
    return Reading(at(minutes), systolic, diastolic, **told)  # type: ignore[arg-type] # whatever the test tells


def trend(
    *readings: Reading,
    dose: float | None = 0,
    marks: tuple[Mark, ...] = (),
    limits: Limits | None = None,
    alias: str = "Wren",
    mat: int = 1,
) -> Trend:
    t0 = None if dose is None else at(dose)
    return Trend(PersonId(alias), alias, mat, readings, marks, limits=limits or Limits(), t0=t0)
