"""A medicine evening at a real desk over a log that outlives it: forty people, whose doses are minutes apart."""

from dataclasses import replace

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.dose import DoseGiven
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.programme import Route
from kapcircle.core.session import commands as c
from kapcircle.core.session.contents import Content
from kapcircle.core.session.schedule import Task
from kapcircle.core.session.state import Seat
from tests.core.caring import CALM, PROGRAMME, due_list
from tests.desk.nights import Night
from tests.made_up import MARA, MINUTES, small_plan

FORTY = tuple(PersonId(f"p{n}") for n in range(1, 41))
APART = Millis(90_000)


class Evening(Night):
    """`sit` takes the plan that this circle has; what is recorded goes through conductor, desk, rules and log."""

    def sit(self, actor: Actor = MARA) -> None:
        super().sit(actor)
        mats = tuple((who, n) for n, who in enumerate(FORTY, 1))
        plan = replace(small_plan(), mats=mats, programme=PROGRAMME)
        self.conductor._plan = lambda: plan

    def record(self, who: PersonId, content: Content, ago: float = 0) -> None:
        self.conductor.do(c.Record(content, who), happened=Instant(self.now - round(ago * MINUTES)))

    def dose(self, who: PersonId, route: Route = Route.IM, ago: float = 0) -> None:
        mat = self.session.seats[who].mat
        self.record(who, DoseGiven(route, 50, "left deltoid", "L1", "MM", "JK", "made up", mat), ago)

    def seat(self, who: PersonId) -> Seat:
        return self.session.seats[who]

    def due(self) -> tuple[Task, ...]:
        return due_list(self.session, self.now)


def staggered() -> Evening:
    """Everybody has a baseline; the doses follow one another, every third by another route."""
    evening = Evening()
    evening.do(c.Open())
    for who in FORTY:
        evening.record(who, Attended(Attendance.ARRIVED))
        evening.record(who, CALM)
    for n, who in enumerate(FORTY):
        evening.dose(who, Route.SUBLINGUAL if n % 3 == 2 else Route.IM)
        evening.passes(APART)
    return evening
