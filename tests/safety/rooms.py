"""A medicine day for tests of safety: a circle with people, a team, and a phase in which medicine is given."""

from dataclasses import replace
from typing import Any

from kapcircle.core.attendance import Attendance, Attended, Readied
from kapcircle.core.dose import DoseGiven
from kapcircle.core.facts import Actor
from kapcircle.core.ids import DAY, Instant, MemberId, Millis, PersonId, ProgrammeId
from kapcircle.core.leaving import Aldrete, Discharged
from kapcircle.core.programme import (
    ConsentText,
    DoseRange,
    Limit,
    Measure,
    Moment,
    Programme,
    RatioBand,
    Route,
    Signed,
    Urgency,
)
from kapcircle.core.questions import DayQuestions
from kapcircle.core.readiness import ConsentGiven, Readiness
from kapcircle.core.record import of
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import EquipmentSigned, StaffHere
from kapcircle.core.vitals import Vitals
from tests.core.circles import Circle
from tests.made_up import MARA, MINUTES, START, phase, small_plan

LEAD = Actor(MemberId("ilic"), Role.MEDICAL_LEAD)
NURSE = Actor(MemberId("jonas"), Role.COTHERAPIST)
DOCTOR = StaffHere(LEAD.member, "Dr. Ilić (made up)", Role.MEDICAL_LEAD)
P1, P2, P3, P4 = (PersonId(f"p{n}") for n in range(1, 5))

PROGRAMME = Programme(
    ProgrammeId("made-up"),
    "Made-up programme",
    limits=(
        Limit(Measure.SYSTOLIC, Moment.AFTER, Urgency.TELL, None, 160),
        Limit(Measure.DIASTOLIC, Moment.AFTER, Urgency.TELL, None, 100),
        Limit(Measure.SPO2, Moment.AFTER, Urgency.NOW, 92, None),
    ),
    doses=(DoseRange(Route.IM, 0.5, 1.0),),
    ratio=(RatioBand(2),),
    equipment=("oxygen", "AED"),
    consents=(ConsentText("treatment", "Taking part", 1, "Made up."),),
    signed=Signed(LEAD.member, "Dr. Ilić (made up)", START),
)

RUNDOWN = Rundown(
    (
        phase("Arrival", 30),
        phase("Dosing", 10, medicine=True),
        phase("Peak", 40),
        phase("Sharing", 30),
        phase("Discharge", 60),
    )
)

WELL = Readiness(
    status="enrolled",
    screened=START,
    screening_expires=Instant(START + 100 * DAY),
    cleared=START,
    cleared_by="Dr. Ilić (made up)",
    clearance_expires=Instant(START + 100 * DAY),
    consents=(ConsentGiven("treatment", 1, START),),
    preparations=1,
    ride="taxi",
    escort="Sister (made up)",
    escort_phone="0660 000",
    emergency_contact="Sister (made up)",
)
"""Somebody who lacks nothing but what is asked on the day."""

CALM = Vitals(120, 80, 72, 98, weight=70.0)
FINE = DayQuestions(False)
LEAVES = Discharged(
    Aldrete(2, 2, 2, 2, 2), True, True, True, 1, True, "Sister (made up)", True, True, True, ("JK", "DI")
)


class Day(Circle):
    """A circle with a programme; what the team does is one line each."""

    def __init__(self, programme: Programme = PROGRAMME, rundown: Rundown = RUNDOWN) -> None:
        super().__init__(plan=replace(small_plan(rundown), programme=programme))
        self.readiness = {person: WELL for person, _ in self.plan.mats}
        self.do(c.Open())

    def record(
        self, person: PersonId | None, content: Any, actor: Actor = NURSE, happened: int | None = None
    ) -> tuple[Any, ...]:
        """Somebody of the team records something."""
        return self.do(c.Record(content, person), actor, happened)

    def team(self) -> None:
        """A medical lead and two others are here, and the equipment is signed."""
        here = (("ilic", Role.MEDICAL_LEAD), ("mara", Role.FACILITATOR), ("jonas", Role.COTHERAPIST))
        for member, role in here:
            self.record(None, StaffHere(MemberId(member), member.title(), role))
        self.record(None, EquipmentSigned(PROGRAMME.equipment))

    def arrives(self, *people: PersonId) -> None:
        """They are here, were asked, and have a baseline."""
        for person in people:
            here: tuple[Any, ...] = (Attended(Attendance.ARRIVED), FINE, CALM)
            for content in here:
                self.record(person, content)

    def ready(self, *people: PersonId) -> None:
        """They pass Gate A."""
        for person in people:
            self.record(person, Readied())

    def start(self, *people: PersonId) -> None:
        """All is well, and medicine begins."""
        self.team()
        self.arrives(*people)
        self.ready(*people)
        self.do(c.Go())

    def dose(self, person: PersonId, mg: float = 50.0, happened: int | None = None, **more: Any) -> tuple[Any, ...]:
        """A dose is given."""
        seat = self.state.seats[person]
        given = DoseGiven(Route.IM, mg, "left deltoid", "L1", "Jonas", "Ana", "made up", seat.mat)
        return self.record(person, replace(given, **more), happened=happened)

    def contents(self, person: PersonId, kind: type[Any]) -> list[Any]:
        """What counts of a kind on a person."""
        return [content for _, content in of(self.state.seats[person].records, kind)]


def minutes(number: float) -> Millis:
    return Millis(int(number * MINUTES))


FACILITATOR = MARA
