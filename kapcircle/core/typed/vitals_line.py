"""One reading on one line: `120/80 72 98 14 36.6 70`, in that order; `-` for what was not measured."""

from collections.abc import Callable
from dataclasses import dataclass

from kapcircle.core.errors import Refused
from kapcircle.core.programme import UNITS, Measure
from kapcircle.core.vitals import Vitals

ORDER = "pressure, pulse, SpO2, respiration, temperature, weight"
BLANK = "-"
HOW = "as in 120/80 72 98"


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the line after the pressure: which measure stands there, and how its figure is read."""

    measure: Measure
    figure: Callable[[str], float]


def _decimal(text: str) -> float:
    whole, _, parts = text.replace(",", ".").partition(".")
    if not _digits(whole) or (parts and not _digits(parts)):
        raise ValueError(text)
    return float(f"{whole}.{parts or 0}")


def _whole(text: str) -> float:
    if not _digits(text):
        raise ValueError(text)
    return int(text)


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


PLACES = (
    _Place(Measure.PULSE, _whole),
    _Place(Measure.SPO2, _whole),
    _Place(Measure.RESPIRATION, _whole),
    _Place(Measure.TEMPERATURE, _decimal),
    _Place(Measure.WEIGHT, _decimal),
)


def parse_vitals(line: str) -> Vitals:
    """The reading that a line says. Raises Refused naming the place that is wrong; nothing is guessed."""
    pressure, *others = line.split() or [BLANK]
    if len(others) > len(PLACES):
        raise Refused(f"“{others[len(PLACES)]}” is one figure too many. The order is {ORDER}.")
    systolic, diastolic = _pressure(pressure)
    found = {p.measure.name.lower(): _read(p, text) for p, text in zip(PLACES, others, strict=False) if text != BLANK}
    return Vitals(systolic, diastolic, **found)  # type: ignore[arg-type] # whole numbers where whole ones are meant


def _pressure(text: str) -> tuple[int | None, int | None]:
    if text == BLANK:
        return None, None
    upper, slash, lower = text.partition("/")
    if not slash:
        raise Refused(f"“{text}”: the pressure comes first, with two figures, {HOW}; - if it was not measured.")
    try:
        return int(_whole(upper)), int(_whole(lower))
    except ValueError:
        raise Refused(f"“{text}”: the pressure has two figures, {HOW}.") from None


def _read(place: _Place, text: str) -> float:
    try:
        return place.figure(text)
    except ValueError:
        name = place.measure.value
        raise Refused(f"“{text}” is no {name} ({UNITS[place.measure]}). The order is {ORDER}; - for none.") from None


def line_of(v: Vitals) -> str:
    """What to type for a reading."""
    pressure = BLANK if v.systolic is None else f"{v.systolic}/{v.diastolic}"
    figures = [v.value(place.measure) for place in PLACES]
    said = [pressure, *(BLANK if figure is None else f"{figure:g}" for figure in figures)]
    while said and said[-1] == BLANK:
        said.pop()
    return " ".join(said)
