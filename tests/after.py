"""A cohort after its medicine session, for tests of what follows: of three people two had medicine."""

from dataclasses import replace

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.facts import Actor
from kapcircle.core.ids import DAY, Instant, Millis, PersonId, SessionId
from kapcircle.core.leaving import LeftAgainstAdvice
from kapcircle.core.programme import HOUR, FollowUpPoint, IntegrationWindow, Maintenance, SessionKind
from kapcircle.core.session import commands as c
from kapcircle.core.session.contents import Content
from kapcircle.desk.aftercare import Aftercare
from kapcircle.desk.house import House
from tests import fakes
from tests.core import people as p
from tests.core.caring import dose
from tests.made_up import MINUTES, START, small_programme, small_rundown
from tests.memory import FakeClock, MemoryLog

POINTS = (FollowUpPoint("Next day", DAY), FollowUpPoint("One month", Millis(30 * DAY)))
ALONE = IntegrationWindow(every=Millis(0))
"""The next day has the only contact in the window."""
STAFF = ((p.MARA, "Mara"), (p.ILIC, "Dr Ilić"), (p.ANA, "Ana"))


class After:
    """Wren had medicine at START and Heron 20 minutes later; Linden had none. Two days later is an integration meeting.

    The clock stands an hour after START.
    """

    def __init__(self, house: House | None = None, clock: FakeClock | None = None) -> None:
        self.log, self.clock = MemoryLog(), clock or FakeClock()
        self.house = house or fakes.house(self.log, self.clock)
        for actor, name in STAFF:
            assert actor.role is not None
            self.house.staff.add(actor.member, name, actor.role)
        planning = self.house.planning
        self.cohort = planning.begin_cohort("Harbour")
        self.wren, self.heron, self.linden = (planning.enrol(self.cohort, x) for x in ("Wren", "Heron", "Linden"))
        self.medicine = self.plan("Medicine 1", 0, SessionKind.MEDICINE)
        self.integration = self.plan("Integration 1", 48, SessionKind.INTEGRATION)
        rooms = self.house.programmes
        small = small_programme(self.house.desk.fresh())
        followed = replace(small, follow_ups=POINTS, maintenance=Maintenance(Millis(30 * DAY), 3), integration=ALONE)
        self.programme = rooms.save(followed)
        planning.course.follow(self.cohort, self.programme.id)
        self.hold(self.medicine, (self.wren, 0), (self.heron, 20))

    def plan(self, name: str, hours: float, kind: SessionKind) -> SessionId:
        """Put a session on the calendar, so many hours after START."""
        at = Instant(START + round(hours * HOUR))
        return self.house.planning.plan_session(self.cohort, name, at, small_rundown(), kind)

    def hold(self, session: SessionId, *doses: tuple[PersonId, float]) -> None:
        """Hold a session from now on: these are there, and have medicine so many minutes after its beginning."""
        begun, circle = self.clock.at, self.house.circle(session)
        circle.do(c.Open())
        for who, minutes in doses:
            circle.do(c.Record(Attended(Attendance.ARRIVED), who))
            self.clock.at = begun + round(minutes * MINUTES)
            alias, mat = self.house.planning.alias(who), circle.session.seats[who].mat
            circle.do(c.Record(replace(dose(), alias=alias, mat=mat), who))
        self.clock.at = begun + HOUR
        for who, _ in doses:
            circle.do(c.Record(LeftAgainstAdvice("Stay a little.", "Mara"), who))
        circle.do(c.Close())
        self.house.get_up()

    def record(self, session: SessionId, who: PersonId, content: Content) -> None:
        """Write something down in a session."""
        self.house.circle(session).do(c.Record(content, who))

    def at(self, hours: float) -> None:
        """So many hours after START."""
        self.clock.at = START + round(hours * HOUR)

    def act(self, actor: Actor) -> None:
        self.house.desk.actor = actor

    def again(self) -> House:
        """The same vault, opened anew: nothing is folded."""
        return fakes.house(self.log, self.clock)

    @property
    def aftercare(self) -> Aftercare:
        return self.house.aftercare

    @property
    def papers(self) -> dict[str, bytes]:
        papers = self.house.fittings.papers
        assert isinstance(papers, fakes.FakePapers)
        return papers.files
