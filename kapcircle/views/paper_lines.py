"""A line as it stands on the sheets of the paper pack, read as the record that it is.

It says as much as the sheet has room for. What is refused says how it is typed.
"""

from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied, SentHome
from kapcircle.core.checkin import SCALES, CheckIn
from kapcircle.core.dose import DoseGiven, DoseOrdered, MedicineGiven
from kapcircle.core.errors import Refused
from kapcircle.core.incident import Incident, Relation, Severity
from kapcircle.core.leaving import (
    Aldrete,
    Discharged,
    EscortTrouble,
    LeftAgainstAdvice,
    Transferred,
)
from kapcircle.core.observation import Depth, Observed, Touch, TouchAgreed
from kapcircle.core.programme import Route
from kapcircle.core.questions import DayQuestions
from kapcircle.core.song import Answer, SongAsked, Why
from kapcircle.core.staffing import EquipmentSigned, OtherHere, StaffHere
from kapcircle.core.vitals import VitalsNotTaken, WhyNot

ROUTES = {"im": Route.IM, "sl": Route.SUBLINGUAL, "sublingual": Route.SUBLINGUAL, "oral": Route.ORAL, "iv": Route.IV}
SIDE = ";"
"""What stands between the parts of a line."""

ALL, NOTHING = "all", "-"
"""What is typed for everything on a list, and in a part where the sheet says nothing."""

ATTENDED = ", ".join(x.value for x in Attendance)
GIVEN = ("mg and route", "site", "lot", "given by", "seen by")
ORDERED = ("mg and route", "prescriber")
MEDICINE = ("what", "how much", "how", "given by")
ASKED = (
    "safety question, yes or no",
    "fasted or eaten",
    "substances",
    "medication",
    "sleep",
    "pregnancy",
    "who was told of a yes",
    "what they decided",
)
SONG = ("which song", "why", "what was done")
INCIDENT = ("what happened", "how severe", "how related", "what was done", "resolved or open")
DISCHARGED = (
    "Aldrete, five figures",
    "distress",
    "escort (- for nobody)",
    "initials",
    "initials",
    "all, or all but what has no tick",
)
BEFORE = ("ready, not today, stops or sent home", "words")
AGAINST = ("what they were told", "by whom", "who was called")
TRANSFERRED = ("where to", "by whom", "what was handed over")
ESCORT = ("what was wrong", "what was done")
TEAM = ("who of the team, or another in the room", "here or gone")

SEEN_TO = frozenset({"oriented", "steady", "nausea", "safety", "belongings", "aftercare", "driving"})
TOUCHES = {
    Touch.NONE: {"none", Touch.NONE.value},
    Touch.ASK: {"ask", Touch.ASK.value},
    Touch.HAND: {"hand", Touch.HAND.value},
    Touch.SHOULDER: {"shoulder", Touch.SHOULDER.value},
}


E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Whom a line is about, as they were confirmed on the sheet, and what stands on the first page of the pack: the
    `staff` and the others in the room, each as they would come, and the emergency `equipment`.
    """

    alias: str = ""
    mat: int = 0
    staff: tuple[StaffHere | OtherHere, ...] = ()
    equipment: tuple[str, ...] = ()


def _parts(text: str, names: tuple[str, ...], least: int) -> list[str]:
    """The parts of a line, in the order of their names; those that may be left out are empty."""
    parts = [part.strip() for part in text.split(SIDE)]
    if len(parts) > len(names) or len(parts) < least or not all(parts[:least]):
        raise Refused(f"Type {f'{SIDE} '.join(names)}, with {SIDE} between them.")
    return [*parts, *[""] * (len(names) - len(parts))]


def not_taken(text: str, _: Sheet) -> VitalsNotTaken:
    """Why vital signs were not taken."""
    typed = text.strip().casefold()
    found = [why for why in WhyNot if typed and why.value.startswith(typed.split()[0].rstrip(","))]
    if len(found) != 1:
        raise Refused(f"Type why, as in {', '.join(why.value.split()[0].rstrip(',') for why in WhyNot)}.")
    return VitalsNotTaken(found[0])


def observed(text: str, _: Sheet) -> Observed:
    """A depth first, if one was written down, then the distress, then words."""
    words = text.split()
    depth = next((x for x in Depth if words and x.value.split()[0] == words[0].casefold().rstrip(",")), None)
    rest = words[len(depth.value.split()) :] if depth is not None else words
    distress = int(rest[0]) if rest and rest[0].isascii() and rest[0].isdigit() else None
    said = rest if distress is None else rest[1:]
    return Observed(depth, distress, words=" ".join(said))


def check_in(text: str, _: Sheet) -> CheckIn:
    """Up to five figures, - for one that was not said, then words; or pass."""
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


def ordered(text: str, _: Sheet) -> DoseOrdered:
    """What was ordered, and by whom."""
    amount, prescriber = _parts(text, ORDERED, 2)
    mg, route = _amount(amount)
    return DoseOrdered(route, mg, prescriber)


def given(text: str, sheet: Sheet) -> DoseGiven:
    """What was given, with both who stand for it."""
    amount, site, lot, by, seen = _parts(text, GIVEN, 2)
    mg, route = _amount(amount)
    return DoseGiven(route, mg, site, lot, by, seen, sheet.alias, sheet.mat)


def medicine(text: str, _: Sheet) -> MedicineGiven:
    """Any other medicine, or oxygen."""
    name, amount, route, by = _parts(text, MEDICINE, 2)
    return MedicineGiven(name, amount, route, by)


def attended(text: str, _: Sheet) -> Attended:
    """How they attended."""
    status, words = _parts(text, ("how they attended", "words"), 1)
    typed = " ".join(status.casefold().split())
    found = next((x for x in Attendance if x.value == typed), None)
    if found is None:
        raise Refused(f"Type {', '.join(x.value for x in Attendance)}; then words, after {SIDE}.")
    return Attended(found, words)


def _one(of: type[E], typed: str, what: str) -> E:
    """Of an enumeration the one whose word this is, or begins with it. Raises Refused."""
    wanted = " ".join(typed.casefold().split())
    exact = [x for x in of if x.value == wanted]
    found = exact or [x for x in of if wanted and str(x.value).startswith(wanted)]
    if len(found) != 1:
        raise Refused(f"Type {what} as {', '.join(str(x.value) for x in of)}.")
    return found[0]


def _either(typed: str, yes: str, no: str) -> bool:
    """One of two words. Raises Refused."""
    wanted = " ".join(typed.casefold().split())
    if wanted not in {yes, no}:
        raise Refused(f"“{typed}”: type {yes} or {no}.")
    return wanted == yes


def before(text: str, _: Sheet) -> Readied | NotToday | SentHome:
    """Ready for medicine, or not."""
    said, words = _parts(text, BEFORE, 1)
    match " ".join(said.casefold().split()):
        case "ready":
            return Readied()
        case "not today":
            return NotToday(words)
        case "stops":
            return NotToday(words, stops=True)
        case "sent home":
            return SentHome(words)
    raise Refused("Type ready, not today, stops (ends their part in the medicine sessions) or sent home; then words.")


def questions(text: str, _: Sheet) -> DayQuestions:
    """What was asked on the day."""
    safety, food, substances, medication, sleep, pregnancy, told, decided = _parts(text, ASKED, 2)
    fasted, yes = _either(food, "fasted", "eaten"), _either(safety, "yes", "no")
    return DayQuestions(yes, told, decided, substances, medication, fasted, sleep, pregnancy)


def touch(text: str, _: Sheet) -> TouchAgreed:
    """Which touch they agreed to."""
    wanted = " ".join(text.casefold().split())
    found = next((touch for touch, words in TOUCHES.items() if wanted in words), None)
    if found is None:
        raise Refused("Type none, ask, hand or shoulder: which touch they agree to from then on.")
    return TouchAgreed(found)


def incident(text: str, _: Sheet) -> Incident:
    """What went wrong, or nearly."""
    what, severe, related, done, over = _parts(text, INCIDENT, 3)
    severity, relation = _one(Severity, severe, "how severe it was"), _one(Relation, related, "how it is related")
    return Incident(what, severity, relation, done, bool(over) and _either(over, "resolved", "open"))


def song(text: str, _: Sheet) -> SongAsked:
    """What was asked for, why, and what was done."""
    what, why, done = _parts(text, SONG, 3)
    return SongAsked(what, _one(Why, why, "why"), _one(Answer, done, "what was done"))


def discharged(text: str, _: Sheet) -> Discharged:
    """As the sheet asks it; what is not ticked there is missing."""
    scores, distress, escort, first, second, ticked = _parts(text, DISCHARGED, len(DISCHARGED))
    figures = [int(x) for x in scores.replace(",", " ").split() if x.isascii() and x.isdigit()]
    if len(figures) != 5 or not (distress.isascii() and distress.isdigit()):
        raise Refused("Type the five figures of the Aldrete score, as in 2 2 2 2 2; then the distress, as in 3.")
    done = _ticked(ticked)
    seen = [name in done for name in ("oriented", "steady", "nausea", "safety", "belongings", "aftercare", "driving")]
    oriented, steady, nausea, safety, belongings, aftercare, driving = seen
    came = "" if escort == NOTHING else escort
    signed, score = (first, second), Aldrete(*figures)
    return Discharged(
        score, oriented, steady, nausea, int(distress), safety, came, belongings, aftercare, driving, signed
    )


def _ticked(text: str) -> frozenset[str]:
    """`all`, or `all but` what has no tick. Raises Refused."""
    whole, _, but = text.casefold().partition(" but ")
    missing = frozenset(filter(None, (x.strip() for x in but.split(","))))
    if whole.strip() != ALL or not missing <= SEEN_TO:
        raise Refused(f"Type all, or all but what has no tick: {', '.join(sorted(SEEN_TO))}.")
    return SEEN_TO - missing


def against(text: str, _: Sheet) -> LeftAgainstAdvice:
    """Who left against advice."""
    return LeftAgainstAdvice(*_parts(text, AGAINST, 2))


def transferred(text: str, _: Sheet) -> Transferred:
    """Who was transferred."""
    return Transferred(*_parts(text, TRANSFERRED, 2))


def escort(text: str, _: Sheet) -> EscortTrouble:
    """An escort who was late, or another."""
    return EscortTrouble(*_parts(text, ESCORT, 2))


def team(text: str, sheet: Sheet) -> StaffHere | OtherHere:
    """Who of the team, or of the others in the room, came or went."""
    name, here = _parts(text, TEAM, 2)
    wanted = name.casefold()
    exact = [x for x in sheet.staff if x.name.casefold() == wanted]
    found = exact or [x for x in sheet.staff if x.name.casefold().startswith(wanted)]
    if len(found) != 1:
        raise Refused(f"“{name}” is {'more than one' if found else 'nobody'} on the sheet: type the name as it stands.")
    return replace(found[0], here=_either(here, "here", "gone"))


def equipment(text: str, sheet: Sheet) -> EquipmentSigned:
    """What of the emergency equipment was seen."""
    typed = text.casefold().strip()
    items = sheet.equipment if typed == ALL else tuple(filter(None, (x.strip() for x in text.split(","))))
    if not items:
        raise Refused("Type what was seen to be here and to work, or all of what the programme names.")
    return EquipmentSigned(items)
