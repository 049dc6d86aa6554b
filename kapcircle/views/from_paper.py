"""What was written on paper, read again line by line: of which kind, at what time of the session's day, which values.

A line says as much as the sheet of the paper pack has room for. What is refused says what is wrong with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.checkin import SCALES, CheckIn
from kapcircle.core.dose import DoseGiven, DoseOrdered, MedicineGiven
from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, MINUTE, Instant, Millis
from kapcircle.core.notes import Note
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.programme import Route
from kapcircle.core.typed.vitals_line import parse_vitals
from kapcircle.core.vitals import VitalsNotTaken, WhyNot
from kapcircle.views.times import Zone

BEFORE = Millis(4 * 60 * MINUTE)
"""So long before the opening a day on paper may begin: of the form."""

ROUTES = {"im": Route.IM, "sl": Route.SUBLINGUAL, "sublingual": Route.SUBLINGUAL, "oral": Route.ORAL, "iv": Route.IV}
SIDE = ";"
"""What stands between the parts of a line."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a line is about, as they were confirmed on the sheet; None stands for the circle."""

    alias: str
    mat: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of line: what it is called, how it is typed, and how it is read."""

    key: str
    title: str
    usage: str
    read: Callable[[str, Who | None], Any]


def _parts(text: str, names: tuple[str, ...], least: int) -> list[str]:
    """The parts of a line, in the order of their names; those that may be left out are empty."""
    parts = [part.strip() for part in text.split(SIDE)]
    if len(parts) > len(names) or len(parts) < least or not all(parts[:least]):
        raise Refused(f"Type {f'{SIDE} '.join(names)}, with {SIDE} between them.")
    return [*parts, *[""] * (len(names) - len(parts))]


def _not_taken(text: str, _: Who | None) -> VitalsNotTaken:
    typed = text.strip().casefold()
    found = [why for why in WhyNot if typed and why.value.startswith(typed.split()[0].rstrip(","))]
    if len(found) != 1:
        raise Refused(f"Type why, as in {', '.join(why.value.split()[0].rstrip(',') for why in WhyNot)}.")
    return VitalsNotTaken(found[0])


def _observed(text: str, _: Who | None) -> Observed:
    """A depth first, if one was written down, then the distress, then words."""
    words = text.split()
    depth = next((x for x in Depth if words and x.value.split()[0] == words[0].casefold().rstrip(",")), None)
    rest = words[len(depth.value.split()) :] if depth is not None else words
    distress = int(rest[0]) if rest and rest[0].isascii() and rest[0].isdigit() else None
    said = rest if distress is None else rest[1:]
    return Observed(depth, distress, words=" ".join(said))


def _check_in(text: str, _: Who | None) -> CheckIn:
    words = text.split()
    if [word.casefold() for word in words] == ["pass"]:
        return CheckIn(passed=True)
    figures: dict[str, int] = {}
    while words and len(figures) < len(SCALES) and ((words[0].isascii() and words[0].isdigit()) or words[0] == "-"):
        scale, figure = SCALES[len(figures)], words.pop(0)
        figures[scale] = -1 if figure == "-" else int(figure)
    told = {scale: figure for scale, figure in figures.items() if figure >= 0}
    return CheckIn(word=" ".join(words), **told)  # type: ignore[arg-type] # the five scales are whole numbers


def _amount(text: str) -> tuple[float, Route]:
    """`50 IM`."""
    words = text.casefold().replace("mg", " ").split()
    if len(words) == 2 and words[1] in ROUTES:
        try:
            return float(words[0].replace(",", ".")), ROUTES[words[1]]
        except ValueError:
            pass
    raise Refused(f"“{text}”: type mg and route, as in 50 IM or 100 sublingual.")


def _ordered(text: str, _: Who | None) -> DoseOrdered:
    amount, prescriber = _parts(text, ("mg and route", "prescriber"), 2)
    mg, route = _amount(amount)
    return DoseOrdered(route, mg, prescriber)


def _given(text: str, who: Who | None) -> DoseGiven:
    names = ("mg and route", "site", "lot", "given by", "seen by")
    amount, site, lot, by, seen = _parts(text, names, 2)
    mg, route = _amount(amount)
    sheet = who or Who("", 0)
    return DoseGiven(route, mg, site, lot, by, seen, sheet.alias, sheet.mat)


def _medicine(text: str, _: Who | None) -> MedicineGiven:
    name, amount, route, by = _parts(text, ("what", "how much", "how", "given by"), 2)
    return MedicineGiven(name, amount, route, by)


def _attended(text: str, _: Who | None) -> Attended:
    status, words = _parts(text, ("how they attended", "words"), 1)
    typed = " ".join(status.casefold().split())
    found = next((x for x in Attendance if x.value == typed), None)
    if found is None:
        raise Refused(f"Type {', '.join(x.value for x in Attendance)}; then words, after {SIDE}.")
    return Attended(found, words)


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("vitals", "Vital signs", "120/80 72 98", lambda text, _: parse_vitals(text)),
        Kind("not taken", "Vital signs not taken", "asleep", _not_taken),
        Kind("observed", "Observation", "deep 3 hums quietly", _observed),
        Kind("check-in", "Check-in", "6 5 8 7 6 warm", _check_in),
        Kind("ordered", "Dose ordered", "50 IM; prescriber", _ordered),
        Kind("given", "Dose given", "50 IM; left deltoid; lot; given by; seen by", _given),
        Kind("medicine", "Other medicine", "Oxygen; 2 l/min; mask; given by", _medicine),
        Kind("attended", "Attendance", "arrived", _attended),
        Kind("note", "Note", "words", lambda text, _: Note(text)),
    )
}


def taken_at(text: str, opened: Instant, now: Instant, zone: Zone) -> Instant:
    """When a time of day on paper was: the first one from some hours before the opening on. Raises Refused."""
    hours, _, minutes = text.strip().replace(".", ":").partition(":")
    if not (hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit() and len(minutes) == 2):
        raise Refused(f"“{text.strip()}” is no time: type it as on the paper, 14:05.")
    hour, minute = int(hours), int(minutes)
    if hour > 23 or minute > 59:
        raise Refused(f"“{text.strip()}” is no time: type it as on the paper, 14:05.")
    first = opened - BEFORE
    local = (first // MINUTE + zone(Instant(first))) % (DAY // MINUTE)
    ahead = (hour * 60 + minute - local) % (DAY // MINUTE)
    at = Instant((first // MINUTE + ahead) * MINUTE)
    if at > now:
        raise Refused(f"{text.strip()} has not come yet: type the time at which it happened.")
    return at


def seat_of(text: str, seats: Mapping[int, Any]) -> Any:
    """Who sits on the mat of this number; None, where no number is typed, for the circle. Raises Refused."""
    typed = text.strip()
    if not typed:
        return None
    found = seats.get(int(typed)) if typed.isascii() and typed.isdigit() else None
    if found is None:
        raise Refused(f"Nobody sat on mat {typed}. In this session are mats {', '.join(map(str, sorted(seats)))}.")
    return found
