from kapcircle.core.ids import CohortId, SessionId
from kapcircle.core.session import commands as c
from kapcircle.desk.house import House
from tests.fakes import house
from tests.made_up import START, small_rundown
from tests.memory import FakeClock


def opened(home: House, clock: FakeClock, cohort: CohortId, name: str, *, close: bool) -> SessionId:
    session = home.planning.plan_session(cohort, name, None, small_rundown())
    circle = home.circle(session)
    circle.do(c.Open())
    clock.pass_(60_000)
    if close:
        circle.do(c.Close())
    clock.pass_(60_000)
    return session


def test_circles_are_listed_the_latest_first_and_one_only_planned_is_none() -> None:
    clock = FakeClock()
    home = house(clock=clock)
    cohort = home.planning.begin_cohort("Harbour")
    first = opened(home, clock, cohort, "One", close=True)
    second = opened(home, clock, cohort, "Two", close=False)
    home.planning.plan_session(cohort, "Three", None)
    latest, earlier = home.circles()
    assert (latest.session, latest.name, latest.cohort, latest.closed) == (second, "Two", "Harbour", None)
    assert (earlier.session, earlier.opened, earlier.closed) == (first, START, START + 60_000)


def test_a_circle_whose_session_was_taken_off_the_calendar_stays() -> None:
    clock = FakeClock()
    home = house(clock=clock)
    cohort = home.planning.begin_cohort("Harbour")
    session = opened(home, clock, cohort, "One", close=True)
    home.planning.drop_session(cohort, session)
    (left,) = home.circles()
    assert left.name == "A session taken off the calendar"
