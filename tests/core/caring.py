"""People in a circle, for tests of what is due and what wants eyes: records at minutes from START, on seats of a
programme whose limits are signed by a made-up medical lead.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.dose import DoseGiven, DoseOrdered
from kapcircle.core.facts import Plan
from kapcircle.core.ids import CommandId, Device, Instant, MemberId, PersonId, ProgrammeId
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.programme import Limit, Measure, Moment, Programme, Route, Signed, Urgency
from kapcircle.core.session import events as e
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.schedule import State, Task, gives_medicine, tasks
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.vitals import Vitals
from tests.made_up import DEVICE, MARA, MINUTES, START, small_plan

P1 = PersonId("p1")
CALM, HIGH = Vitals(122, 78, 70, 98), Vitals(161, 98, 92, 97)


def limits() -> tuple[Limit, ...]:
    """Made-up limits: a table to test with, and no advice."""
    return (
        Limit(Measure.SYSTOLIC, Moment.BEFORE, Urgency.TELL, high=140),
        Limit(Measure.DIASTOLIC, Moment.BEFORE, Urgency.TELL, high=90),
        Limit(Measure.SYSTOLIC, Moment.AFTER, Urgency.TELL, high=160),
        Limit(Measure.DIASTOLIC, Moment.AFTER, Urgency.TELL, high=100),
        Limit(Measure.SYSTOLIC, Moment.AFTER, Urgency.NOW, high=180),
        Limit(Measure.SPO2, Moment.AFTER, Urgency.TELL, low=94),
    )


SIGNED = Signed(MemberId("lead"), "Dr Made-up", Instant(START - 8 * 24 * 60 * MINUTES))
UNSIGNED = Programme(ProgrammeId("made-up"), "Made-up programme", limits=limits())
PROGRAMME = replace(UNSIGNED, signed=SIGNED)


def dose(route: Route = Route.IM, mg: float = 50, mat: int = 1, **more: Any) -> DoseGiven:
    return DoseGiven(route, mg, "left deltoid", "L1", "MM", "JK", "Wren", mat, **more)


class Ward:
    """A circle whose records are written down without asking whether they may be. Times are minutes from START."""

    def __init__(self, programme: Programme = PROGRAMME, plan: Plan | None = None) -> None:
        self.state = Session()
        self.entries: list[Entry[Any]] = []
        plan = replace(plan or small_plan(), programme=programme)
        self.fold(0, e.Opened(plan))
        self.fold(0, e.PhaseEntered(plan.rundown.phases[0].id))

    def fold(
        self,
        minute: float,
        event: Any,
        *,
        written: float | None = None,
        by: MemberId = MARA.member,
        device: Device = DEVICE,
    ) -> Stamp:
        stamp = Stamp(len(self.entries) + 1, device)
        happened = Instant(START + round(minute * MINUTES))
        at = happened if written is None else Instant(START + round(written * MINUTES))
        entry = Entry(stamp, at, happened, 60, by, CommandId(f"c{stamp.tick}"), event)
        self.entries.append(entry)
        self.state = evolve(self.state, entry)
        return stamp

    def record(self, minute: float, content: Any, who: PersonId | None = P1, **more: Any) -> Stamp:
        return self.fold(minute, e.Recorded(content, who), **more)

    def strike(self, stamp: Stamp, minute: float = 0) -> None:
        self.fold(minute, Struck(stamp, "wrong"))

    def seat(self, who: PersonId = P1) -> Seat:
        return self.state.seats[who]


def at(minute: float) -> Instant:
    return Instant(START + round(minute * MINUTES))


def due_list(s: Session, now: Instant) -> tuple[Task, ...]:
    """Every check that is still open, of everybody, in order of when it is due."""
    programme, medicine = s.plan.programme, gives_medicine(s)
    found = [x for seat in s.seats.values() for x in tasks(seat, programme, now, medicine=medicine)]
    open_ = (x for x in found if x.state in {State.COMING, State.DUE, State.LATE})
    return tuple(sorted(open_, key=lambda x: x.due))


def dosed(*records: tuple[float, Any], programme: Programme = PROGRAMME, route: Route = Route.IM) -> Ward:
    """The first person arrived an hour before their dose, which was at minute 0; then these."""
    ward = Ward(programme)
    ward.record(-60, Attended(Attendance.ARRIVED))
    ward.record(-30, CALM)
    ward.record(0, dose(route))
    for minute, content in records:
        ward.record(minute, content)
    return ward


def crowd(people: int, millis: int) -> tuple[Session, Instant]:
    """So many people, dosed a minute and a half after one another by turns of route, with records ever since."""
    mats = tuple((PersonId(f"p{n}"), n) for n in range(1, people + 1))
    ward = Ward(plan=replace(small_plan(), mats=mats))
    for n, (who, mat) in enumerate(mats):
        start, route = n * 1.5, Route.SUBLINGUAL if n % 3 == 0 else Route.IM
        ward.record(-60, Attended(Attendance.ARRIVED), who)
        ward.record(-50, DoseOrdered(route, 50, "Dr Made-up"), who)
        ward.record(-20, CALM, who)
        ward.record(start, dose(route, mat=mat), who)
        for k, minute in enumerate(range(8, millis // MINUTES - round(start) - 20, 12)):
            ward.record(start + minute, HIGH if (n, k) == (3, 2) else CALM if k % 2 else Observed(Depth.INWARD), who)
    return ward.state, Instant(START + millis)
