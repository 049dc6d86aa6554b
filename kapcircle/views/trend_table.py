"""The readings of a person as rows, for those who read rather than look."""

from dataclasses import dataclass

from kapcircle.core.ids import MINUTE, Instant
from kapcircle.views.times import Zone, hour
from kapcircle.views.trend_axes import tick
from kapcircle.views.trend_words import UNMEASURED, short
from kapcircle.views.trends import Trend


@dataclass(frozen=True, slots=True)
class Row:
    """A reading. `outside` has the triangle of the chart and its word; `since` counts minutes from the dose."""

    key: tuple[Instant, int]
    clock: str
    since: str
    pressure: str
    pulse: str
    spo2: str
    note: str = ""


def rows(trend: Trend, zone: Zone) -> tuple[Row, ...]:
    """Every reading in the order it happened, the struck ones too."""
    found = []
    for i, r in enumerate(sorted(trend.readings, key=lambda r: r.at)):
        since = "" if trend.t0 is None else tick(round((r.at - trend.t0) / MINUTE))
        measured = r.systolic is not None or r.diastolic is not None
        pressure = f"{short(r.systolic)}/{short(r.diastolic)}" if measured else UNMEASURED
        note = "struck" if r.struck else "▲ outside" if r.outside else ""
        found.append(Row((r.at, i), hour(r.at, zone), since, pressure, short(r.pulse), short(r.spo2), note))
    return tuple(found)
