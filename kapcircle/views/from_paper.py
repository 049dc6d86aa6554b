"""What was written on paper, read again line by line: which kind, at what time of its day, which values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, MINUTE, Instant, Millis
from kapcircle.core.leaving import LeftUnseen, ReadyToLeave
from kapcircle.core.notes import Note
from kapcircle.core.typed.vitals_line import parse_vitals
from kapcircle.views import paper_lines as lines
from kapcircle.views.paper_lines import Sheet
from kapcircle.views.times import Zone, by_the_clock

BEFORE = Millis(4 * 60 * MINUTE)
"""So long before the opening a day on paper may begin: of the form."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of line: what it is called, how it is typed, and how it is read. `says` names the parts of the line."""

    key: str
    title: str
    usage: str
    read: Callable[[str, Sheet], Any]
    says: str = ""


def _named(names: tuple[str, ...]) -> str:
    return f"{lines.SIDE} ".join(names)


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "vitals",
            "Vital signs",
            "120/80 72 98",
            lambda text, _: parse_vitals(text),
            "pressure pulse SpO2 respiration",
        ),
        Kind("not taken", "Vital signs not taken", "asleep", lines.not_taken, "declined, asleep, cuff or busy"),
        Kind("observed", "Observation", "deep 3 hums quietly", lines.observed, "depth distress words"),
        Kind("check-in", "Check-in", "6 5 8 7 6 warm", lines.check_in, "mood energy safety body connection word"),
        Kind("attended", "Attendance", "arrived", lines.attended, lines.ATTENDED),
        Kind(
            "questions",
            "Questions of the day",
            "no; fasted; none; as usual; 7 h; no",
            lines.questions,
            _named(lines.ASKED),
        ),
        Kind("touch", "Touch", "ask", lines.touch, "none, ask, hand or shoulder"),
        Kind("before", "Before medicine", "ready", lines.before, _named(lines.BEFORE)),
        Kind("ordered", "Dose ordered", "50 IM; prescriber", lines.ordered, _named(lines.ORDERED)),
        Kind("given", "Dose given", "50 IM; left deltoid; lot; given by; seen by", lines.given, _named(lines.GIVEN)),
        Kind("medicine", "Other medicine", "Oxygen; 2 l/min; mask; given by", lines.medicine, _named(lines.MEDICINE)),
        Kind(
            "incident",
            "Incident or near miss",
            "fall; mild; unrelated; ice; resolved",
            lines.incident,
            _named(lines.INCIDENT),
        ),
        Kind("song", "Song asked for", "the flute; a wish; played", lines.song, _named(lines.SONG)),
        Kind("could go", "Ready to leave", "", lambda *_: ReadyToLeave(), "the time alone"),
        Kind(
            "discharged", "Discharged", "2 2 2 2 2; 1; sister; JK; DI; all", lines.discharged, _named(lines.DISCHARGED)
        ),
        Kind("against", "Left against advice", "stay an hour; Jonas; sister", lines.against, _named(lines.AGAINST)),
        Kind("transferred", "Transferred", "hospital; ambulance; sheet", lines.transferred, _named(lines.TRANSFERRED)),
        Kind("unseen", "Left unseen", "who searches", lambda text, _: LeftUnseen(text.strip()), "who searches"),
        Kind("escort", "Escort", "late; second contact called", lines.escort, _named(lines.ESCORT)),
        Kind("team", "Team", "name; here", lines.team, _named(lines.TEAM)),
        Kind("equipment", "Emergency equipment signed", lines.ALL, lines.equipment, "what was seen, or all"),
        Kind("note", "Note", "words", lambda text, _: Note(text), "words"),
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
    at = by_the_clock(Instant((first // MINUTE + ahead) * MINUTE), Instant(first), zone)
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
