"""What is open, line by line."""

from kapcircle.core.attendance import Attendance, Attended, NotToday
from kapcircle.core.checkin import CheckIn
from kapcircle.core.ids import Instant, MemberId, Millis
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import Covering, LeadAway, OnBreak, RoundBegan, StaffHere
from kapcircle.core.vitals import Vitals
from kapcircle.views.handover import open_items
from tests.core.circles import busy_rundown, opened
from tests.made_up import MINUTES, phase
from tests.safety.rooms import P1, P2, P3, P4, Day, minutes

ANA, BEN = MemberId("ana"), MemberId("ben")


def items(circle: Day) -> tuple[str, ...]:
    return open_items(circle.state, circle.now, lambda _: 60, str.title)


def test_a_quiet_circle_has_only_whom_nobody_has_recorded() -> None:
    day = Day(rundown=Rundown((phase("Arrival", 30),)))
    assert items(day) == ("Mats 1–4: not recorded as here or away.",)
    for person in (P1, P2, P3, P4):
        day.record(person, Attended(Attendance.ABSENT))
    assert items(day) == ()


def test_all_that_is_open_stands_there_by_mat_and_without_a_participants_name() -> None:
    day = Day()
    day.start(P1, P2)
    day.dose(P1)
    day.record(P2, NotToday())
    for member, name in ((ANA, "Ana"), (BEN, "Ben")):
        day.record(None, StaffHere(member, name, Role.COTHERAPIST))
    day.record(None, Covering(ANA, (P1,)))
    day.record(None, OnBreak(ANA, BEN))
    day.record(None, LeadAway(Instant(day.now + 10 * MINUTES), "pager"))
    day.record(None, RoundBegan(Millis(0)))
    day.record(P1, CheckIn(7))
    day.do(c.Hold("air", P2))
    day.do(c.Emergency())
    day.do(c.StartTimer(1, Millis(5 * MINUTES), "Wren outside"))
    day.do(c.StartTimer(2, Millis(MINUTES)))
    day.do(c.StartTimer(3, Millis(0)))
    day.later(2 * MINUTES)
    assert items(day) == (
        "Emergency since 09:00.",
        "The circle is held for mat 2.",
        "A round of check-ins is under way: 1 of 4.",
        "Mat 1: dose: the second signature is still to come, 2 min.",
        "Nobody looks after mat 2.",
        "Ana is on a break, Ben has mat 1.",
        "The medical lead is away until 09:10, pager.",
        "Mat 1: had medicine, not left yet.",
        "Mat 2: no medicine today.",
        "Mats 3, 4: not recorded as here or away.",
        "Timer 1: 3:00 left.",
        "Timer 2: 1:00 over.",
        "Timer 3: 2:00 so far.",
    )
    day.do(c.Resume())
    day.do(c.Hold())
    assert "The circle is held." in items(day)


def test_cues_that_are_late_are_counted() -> None:
    circle = opened(busy_rundown())
    circle.do(c.Next())
    circle.sleeps(40_000)
    said = open_items(circle.state, circle.now, lambda _: 60, str)
    assert said[0] == "2 cues are late and not made."
    circle.do(c.Next())
    circle.sleeps(6_000)
    assert open_items(circle.state, circle.now, lambda _: 60, str)[0] == "1 cue is late and not made."


def test_a_break_without_people_is_nobodys_matter() -> None:
    day = Day()
    for member in (ANA, BEN):
        day.record(None, StaffHere(member, member, Role.COTHERAPIST))
    day.record(None, OnBreak(ANA, BEN))
    assert not any("break" in item for item in items(day))


def test_what_wants_eyes_is_handed_over_with_its_mat_and_no_name() -> None:
    day = Day()
    day.start(P1, P2)
    day.dose(P1)
    day.dose(P2)
    day.sleeps(minutes(17))
    day.record(P1, Vitals(171, 99, 90, 97))
    said = open_items(day.state, day.now, lambda _: 0, str)
    assert any(x.startswith("Mat 1: 171/99, outside") for x in said)
    assert any(x.startswith("Mat 2: vitals T+15") for x in said)
