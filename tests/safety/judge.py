"""What a log says of an instant of a medicine day, said once more the long way round, without a rule of the program."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied, SentHome
from kapcircle.core.dose import DoseGiven
from kapcircle.core.ids import Instant, MemberId, PersonId
from kapcircle.core.leaving import Discharged, LeftAgainstAdvice, LeftUnseen, Transferred
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.notes import Note
from kapcircle.core.questions import DayQuestions
from kapcircle.core.session import events as e
from kapcircle.core.staffing import EquipmentSigned, LeadAway, RoomOverridden, StaffHere
from kapcircle.core.vitals import Vitals
from tests.safety.rooms import LEAD, PROGRAMME

LEFT = (Discharged, LeftAgainstAdvice, Transferred, LeftUnseen)
COMES = (Attendance.ARRIVED, Attendance.LATE)


class Fact(NamedTuple):
    """A record as the log has it."""

    stamp: Stamp
    at: Instant
    happened: Instant
    by: MemberId
    person: PersonId | None
    content: Any
    marks: tuple[str, ...] = ()


def facts_of(entries: Iterable[Entry[Any]]) -> tuple[dict[Stamp, Fact], dict[Stamp, str]]:
    """Every record that was ever written, whatever was undone since; and why some of them are struck."""
    found: dict[Stamp, Fact] = {}
    struck: dict[Stamp, str] = {}
    for x in entries:
        match x.event:
            case e.Noted(text, person):
                found[x.stamp] = Fact(x.stamp, x.at, x.happened, x.by, person, Note(text))
            case e.Recorded(content, person, _, marks):
                found[x.stamp] = Fact(x.stamp, x.at, x.happened, x.by, person, content, marks)
            case Struck(record, reason):
                struck.setdefault(record, reason)
    return found, struck


class Judge:
    """What the log says of an instant, without a rule of the program's own."""

    def __init__(self, entries: Sequence[Entry[Any]]) -> None:
        every, struck = facts_of(entries)
        self.counted = sorted((x for x in every.values() if x.stamp not in struck), key=lambda x: (x.happened, x.stamp))
        self.mats: dict[PersonId, tuple[Instant, int]] = {}
        for x in entries:
            match x.event:
                case e.Opened(plan):
                    self.mats = {person: (Instant(0), mat) for person, mat in plan.mats}
                case e.SeatTaken(person, mat):
                    self.mats[person] = (x.happened, mat)

    def of(self, person: PersonId | None, *kinds: type) -> list[Fact]:
        return [x for x in self.counted if x.person == person and isinstance(x.content, kinds)]

    def gone(self, person: PersonId) -> bool:
        """Whether the last that was said of their coming and going is how they left."""
        said = [
            x
            for x in self.of(person, Attended, SentHome, *LEFT)
            if not isinstance(x.content, Attended) or x.content.status in COMES
        ]
        return bool(said) and isinstance(said[-1].content, LEFT)

    def here(self, person: PersonId) -> bool:
        said = self.of(person, Attended, SentHome, *LEFT)
        return bool(said) and isinstance(said[-1].content, Attended) and said[-1].content.status in COMES

    def inside(self) -> list[PersonId]:
        dosed = [person for person in self.mats if self.of(person, DoseGiven)]
        return [x for x in self.mats if dosed and (self.here(x) or (x in dosed and not self.gone(x)))]

    def let(self, words: str, since: Instant) -> bool:
        """Whether the medical lead let this stand, and meant whoever has been on that mat since then."""
        over = self.of(None, RoomOverridden)
        return any(words in x.content.gaps and x.by == LEAD.member and x.at > since for x in over)

    def unmet(self, known: dict[PersonId, Any]) -> list[str]:
        """Why medicine may not start now."""
        found = [] if self._lead() else ["no medical lead"]
        signed = {item for x in self.of(None, EquipmentSigned) for item in x.content.items}
        missing = [item for item in PROGRAMME.equipment if item not in signed]
        words = f"Emergency equipment not signed: {', '.join(missing)}"
        found += ["equipment"] if missing and not self.let(words, Instant(0)) else []
        for person, (since, mat) in self.mats.items():
            if self.here(person):
                found += [x for x in self._lacks(person, known[person]) if not self.let(f"Mat {mat}: {x}", since)]
        return found

    def _lead(self) -> bool:
        said = [x.content for x in self.of(None, StaffHere) if x.content.member == LEAD.member]
        away = [x.content for x in self.of(None, LeadAway)]
        return bool(said) and said[-1].here and not (away and away[-1].until is not None)

    def _lacks(self, person: PersonId, known: Any) -> list[str]:
        every = self.of(person, NotToday, Readied)
        said = [x for x in every if not any(mark.startswith("recorded outside gate") for mark in x.marks)]
        if not said:
            return ["neither ready nor “not today”"]
        last = said[-1]
        if isinstance(last.content, NotToday) or any(x.content.stops for x in self.of(person, NotToday)):
            return []
        on_paper = any(mark.startswith("on paper") for mark in last.marks)
        since = (last.happened if on_paper else last.at) - PROGRAMME.vitals.baseline
        asked = self.of(person, DayQuestions)
        lacks = {
            "Taking part: no consent": not known.consents,
            "No ride home": not known.ride,
            "No pressure, pulse, SpO2 within 60 min": all(x.happened < since for x in self.of(person, Vitals)),
            "Questions of the day not asked": not asked,
            "Yes to the safety question, and no clinician has decided": bool(asked) and asked[-1].content.safety,
        }
        return [words for words, lacking in lacks.items() if lacking and words not in last.content.overridden]
