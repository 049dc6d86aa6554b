"""What a record says, in one line: the same words in the trail of a person, on the timeline, read back and on paper."""

from collections.abc import Callable
from typing import Any

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attended, NotToday, Readied, SentHome
from kapcircle.core.checkin import SCALES, CheckIn
from kapcircle.core.dose import DoseGiven, DoseOrdered, DoseSigned, MedicineGiven
from kapcircle.core.ids import MemberId
from kapcircle.core.incident import Incident
from kapcircle.core.leaving import (
    Discharged,
    EscortTrouble,
    LeftAgainstAdvice,
    LeftUnseen,
    ReadyToLeave,
    Transferred,
)
from kapcircle.core.notes import Note
from kapcircle.core.observation import Observed, TouchAgreed
from kapcircle.core.questions import DayQuestions
from kapcircle.core.record import Record
from kapcircle.core.session.signatures import second
from kapcircle.core.session.state import Seat
from kapcircle.core.song import SongAsked
from kapcircle.core.staffing import (
    Covering,
    EquipmentSigned,
    HandedOver,
    LeadAway,
    OnBreak,
    OtherHere,
    RoomOverridden,
    RoundBegan,
    RoundEnded,
    StaffHere,
)
from kapcircle.core.vitals import Vitals, VitalsNotTaken


def words_of(content: Any) -> str:
    """A record in words."""
    for say in (_measured, _given, _seen, _present, _leaving, _team):
        if (said := say(content)) is not None:
            return said
    return content.text if isinstance(content, Note) else type(content).__name__


def _measured(content: Any) -> str | None:
    match content:
        case Vitals():
            return reading(content)
        case VitalsNotTaken(why, words):
            return f"vitals not taken: {why.value}{_and(words)}"
        case Acknowledged(_, done, told):
            return f"acknowledged: {done}{_and(told)}"
    return None


def reading(v: Vitals) -> str:
    """`120/80, pulse 72, SpO2 98 %`: what was measured, in the order in which it is typed."""
    said = [
        f"{v.systolic}/{v.diastolic}" if v.systolic is not None else "",
        f"pulse {v.pulse}" if v.pulse is not None else "",
        f"SpO2 {v.spo2} %" if v.spo2 is not None else "",
        f"respiration {v.respiration}" if v.respiration is not None else "",
        f"{v.temperature:g} °C" if v.temperature is not None else "",
        f"{v.weight:g} kg" if v.weight is not None else "",
    ]
    return ", ".join(each for each in said if each)


def _given(content: Any) -> str | None:
    match content:
        case DoseOrdered(route, mg, prescriber):
            more = f"{_first(content)}{_and(content.words)}"
            return f"{_supplement(content)}ordered: {mg:g} mg {route.value}, {prescriber}{more}"
        case DoseGiven(route, mg, site, lot):
            lot = f", lot {lot}" if lot else ""
            by = f"{content.given_by}, seen by {content.witness}"
            return f"{_supplement(content)}given: {mg:g} mg {route.value}, {site}{lot}, by {by}{_first(content)}"
        case DoseSigned(_, why_not):
            return f"a dose without its second signature: {why_not}" if why_not else "signed a dose as the second"
        case MedicineGiven(name, amount, route, by, witness):
            seen = f"{f', by {by}' if by else ''}{f', seen by {witness}' if witness else ''}"
            return f"given: {name} {amount}{_and(route)}{seen}{_and(content.words)}"
    return None


def signature(seat: Seat | None, record: Record, name: Callable[[MemberId], str]) -> str:
    """How the second signature of a dose stands, `name` naming who signed; nothing for any other record."""
    if seat is None or record.struck is not None or not isinstance(record.content, DoseGiven):
        return ""
    found = second(seat, record)
    if found is None:
        return "second signature still to come"
    why = found.content.why_not
    return f"no second signature: {why}" if why else f"second signature {name(found.by)}"


def _first(content: DoseOrdered | DoseGiven) -> str:
    return ", first time at this route" if content.first else ""


def _supplement(content: DoseOrdered | DoseGiven) -> str:
    return "supplement " if content.supplement else ""


def _seen(content: Any) -> str | None:
    match content:
        case CheckIn(passed=True):
            return "check-in: passed"
        case CheckIn():
            scales = [f"{x} {getattr(content, x)}" for x in SCALES if getattr(content, x) is not None]
            return f"check-in: {', '.join((*scales, *filter(None, [content.word])))}"
        case Observed():
            return _observed(content)
        case TouchAgreed(touch):
            return f"touch: {touch.value}"
        case DayQuestions():
            return f"questions of the day: {_safety(content)}"
        case Incident(kind, severity, relation, done):
            over = "resolved" if content.resolved else "not resolved yet"
            return f"{severity.value}, {kind}, {relation.value}{_and(done)}, {over}"
        case SongAsked(what, why, done, not_again, title, no_lyrics):
            again = f", not again: {title}" if not_again is not None else ""
            return f"song “{what}”: {why.value}, {done.value}{again}{', no words in music' if no_lyrics else ''}"
    return None


def _safety(x: DayQuestions) -> str:
    return f"safety {'yes, told ' + x.told if x.safety else 'no'}"


def questions(x: DayQuestions) -> str:
    """The questions of the day with every answer: read back before they are saved, and on the report."""
    return f"questions of the day: {answers(x)}"


def answers(x: DayQuestions) -> str:
    """All that was said on the day: for the gate of a person and the record, and for no list that others see."""
    decided = f", decided: {x.decision}" if x.decision else ", no decision recorded" if x.safety else ""
    said = (f"{_safety(x)}{decided}", f"fasted {'yes' if x.fasted else 'no'}")
    more = {"substances": x.substances, "medication": x.medication, "sleep": x.sleep, "pregnancy": x.pregnancy}
    return "; ".join((*said, *(f"{name} {words}" for name, words in more.items() if words)))


def _observed(x: Observed) -> str:
    said = [
        x.depth.value if x.depth else "",
        f"distress {x.distress}" if x.distress is not None else "",
        f"MOAA/S {x.moaas}" if x.moaas is not None else "",
        f"RASS {x.rass:+d}" if x.rass is not None else "",
        x.preset.value if x.preset else "",
        f"with {x.accompanied}" if x.accompanied else "",
        x.words,
    ]
    return ", ".join(each for each in said if each)


def _present(content: Any) -> str | None:
    match content:
        case Attended(status, words):
            return f"{status.value}{_and(words)}"
        case Readied(overridden, reason):
            return f"ready, overridden: {'; '.join(overridden)} ({reason})" if overridden else "ready"
        case NotToday(reason, stops):
            return f"{'stops their part in the medicine sessions' if stops else 'not today'}{_and(reason)}"
        case SentHome(how):
            return f"sent home{_and(how)}"
    return None


def _leaving(content: Any) -> str | None:
    match content:
        case ReadyToLeave():
            return "ready to leave"
        case Discharged(aldrete):
            why = f"overridden: {'; '.join(content.overridden)} ({content.reason})" if content.overridden else ""
            by = " and ".join(content.initials)
            return f"discharged with {content.escort}, Aldrete {aldrete.total}, signed {by}{_and(why)}"
        case LeftAgainstAdvice(told, by, called):
            return f"left against advice: told {told}, by {by}{f', called {called}' if called else ''}"
        case Transferred(where, by, handover):
            return f"transferred to {where}, by {by}{_and(handover)}"
        case LeftUnseen(searches):
            return f"left unseen: {searches} searches"
        case EscortTrouble(what, done):
            return f"escort {what}: {done}"
    return None


def _team(content: Any) -> str | None:
    match content:
        case StaffHere(_, name, role, here):
            return f"{name}, {role.value}, {'is here' if here else 'has gone'}"
        case OtherHere(_, name, role, here, counts):
            counted = ", counts in the ratio" if here and counts else ""
            return f"{name}, {role.value}, {'is here' if here else 'has gone'}{counted}"
        case Covering(_, people):
            return f"covers {len(people)} {'person' if len(people) == 1 else 'people'}"
        case OnBreak(back=back):
            return "back from a break" if back else "on a break, covered"
        case LeadAway(until, reached):
            return f"medical lead {'back' if until is None else 'away'}{_and(reached)}"
        case HandedOver(_, _, still):
            return f"handed over with {len(still)} open"
        case EquipmentSigned(items):
            return f"equipment signed: {', '.join(items)}"
        case RoomOverridden(gaps, reason):
            return f"gate overridden: {'; '.join(gaps)} ({reason})"
        case RoundBegan():
            return "round began"
        case RoundEnded():
            return "round over"
    return None


def _and(words: str) -> str:
    return f", {words}" if words else ""
