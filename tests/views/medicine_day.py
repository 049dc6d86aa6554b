"""A made-up medicine day with something of everything that a report tells."""

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attendance, Attended, NotToday
from kapcircle.core.checkin import CheckIn
from kapcircle.core.dose import DoseOrdered, MedicineGiven
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.incident import Incident, Relation, Severity
from kapcircle.core.leaving import Transferred
from kapcircle.core.log import Stamp
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.programme import Route
from kapcircle.core.session import commands as c
from kapcircle.core.vitals import Vitals
from kapcircle.views.account import Account, Known, account
from kapcircle.views.name_lint import Called
from tests.made_up import START
from tests.safety.rooms import CALM, LEAD, LEAVES, P1, P2, P3, P4, Day, minutes

CALLED = {
    P1: Called("Wren", (1,), ("Renate Beispiel", "Reni")),
    P2: Called("Heron", (2,), ("Beatrix Invented", "")),
    P3: Called("Ash", (3,), ("Anton Muster", "")),
    P4: Called("Juniper", (4,), ("Julia Probe", "")),
}
STAFF = {"mara": "Mara (made up)", "jonas": "Jonas (made up)", "ilic": "Dr. Ilić (made up)"}
HIGH = Vitals(172, 104, 96, 97)


def at(minute: float) -> Instant:
    """So many minutes after the opening."""
    return Instant(START + minutes(minute))


def last(day: Day) -> Stamp:
    """The entry that was written last."""
    return day.entries[-1].stamp


def medicine_day() -> Day:
    """Two with medicine, a raised pressure, a wrong person, an emergency, a transfer; one absent, one not today."""
    day = Day()
    day.start(P1, P2)
    day.record(P3, Attended(Attendance.ABSENT, "called in sick"))
    day.record(P4, Attended(Attendance.LATE, "train, came with Reni"))
    day.record(P4, NotToday("slept badly"))
    day.record(P1, DoseOrdered(Route.IM, 50.0, "Dr. Ilić", first=True), LEAD)
    day.do(c.Note("Candles lit. Beatrix asked for more blankets."))
    day.later(minutes(10))
    day.dose(P1, alias="Wren")
    day.later(minutes(2))
    day.dose(P2, 80.0, alias="Heron")
    day.later(minutes(13))
    day.record(P1, Observed(Depth.INWARD, distress=2, words="hums; looks towards Heron on mat 2"))
    day.record(P1, HIGH)
    alarm = last(day)
    day.record(P1, Acknowledged(alarm, "told the medical lead", "Dr. Ilić"))
    wrong = (day.record(P1, Vitals(111, 71, 66, 99)), last(day))[1]
    day.do(c.Move(wrong, P2))
    day.later(minutes(35))
    day.record(P1, CALM)
    day.record(P2, CheckIn(mood=6, word="warm"), happened=day.now - minutes(4))
    note = (day.do(c.Note("Weeps quietly, Juniper holds her hand", P2)), last(day))[1]
    day.do(c.Strike(note, "it was Ash", "Weeps quietly"))
    day.do(c.Hold("for Wren"))
    day.do(c.Emergency(P2))
    day.record(P2, MedicineGiven("Oxygen", "2 l/min", given_by="Jonas"))
    day.record(P2, Incident("fall", Severity.MILD, Relation.POSSIBLE, "helped up by Renate", resolved=True))
    day.do(c.StandDown())
    day.record(P2, Transferred("Harbour clinic (made up)", "ambulance", "all of it told"))
    day.later(minutes(70))
    day.record(P1, CALM)
    day.record(P1, Observed(Depth.PRESENT))
    day.record(P1, LEAVES)
    day.record(P4, Attended(Attendance.LEFT))
    day.do(c.Close())
    return day


def known(day: Day) -> Known:
    return Known("Harbour circle", CALLED, lambda x: STAFF[x], lambda _: 60, day.now)


def told(day: Day, only: PersonId | None = None) -> Account:
    return account(day.state, day.entries, known(day), only)
