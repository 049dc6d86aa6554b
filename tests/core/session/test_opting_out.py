"""Not today, for good, and home: said once, and followed, never undone."""

import pytest

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied, SentHome
from kapcircle.core.ids import PersonId
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.session.presence import presence
from tests.core.circles import Circle, refused
from tests.safety.rooms import CALM, FINE, Day

P1 = PersonId("p1")


def out(content: NotToday) -> Circle:
    circle = Day()
    circle.do(c.Record(Attended(Attendance.ARRIVED), P1))
    circle.do(c.Record(content, P1))
    return circle


@pytest.mark.parametrize("content", [NotToday(), NotToday("slept badly"), NotToday(stops=True)])
def test_whoever_takes_no_medicine_is_still_here(content: NotToday) -> None:
    circle = out(content)
    seat = circle.state.seats[P1]
    assert people.not_today(seat) == content
    assert people.ready(seat) is None
    assert people.here(seat)
    assert presence(circle.state)[0].stays


def test_a_reason_that_is_said_later_follows() -> None:
    circle = out(NotToday())
    circle.do(c.Record(NotToday("slept badly"), P1))
    assert people.not_today(circle.state.seats[P1]) == NotToday("slept badly")


def test_not_today_is_followed_by_ready_and_not_withdrawn() -> None:
    circle = out(NotToday())
    record = circle.state.seats[P1].records[-1].stamp
    refused(circle, c.Withdraw(record), "Not today: this is never withdrawn. Strike it, with a reason.")
    for content in (FINE, CALM, Readied()):
        circle.do(c.Record(content, P1))
    assert people.not_today(circle.state.seats[P1]) is None
    assert people.ready(circle.state.seats[P1]) == Readied()


def test_who_has_stopped_is_not_made_ready_again() -> None:
    circle = out(NotToday(stops=True))
    for content in (FINE, CALM):
        circle.do(c.Record(content, P1))
    words = "Not ready yet.\nHas ended their part in the medicine sessions. This is their decision."
    refused(circle, c.Record(Readied(), P1), words)
    circle.do(c.Record(NotToday("and no more today"), P1))
    assert people.stopped(circle.state.seats[P1]) == NotToday(stops=True)
    refused(circle, c.Record(Readied(), P1), words)
    assert people.not_today(circle.state.seats[P1]) == NotToday(stops=True)


def test_who_is_sent_home_is_here_no_more() -> None:
    circle = out(NotToday())
    circle.do(c.Record(SentHome("taxi"), P1))
    assert not people.here(circle.state.seats[P1])
    assert people.sent_home(circle.state.seats[P1])
