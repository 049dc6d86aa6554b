"""The demo: whoever sits down at it finds a team, two pods, and everybody ready but one; and can walk the day."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kapcircle.app import demo
from kapcircle.core.attendance import Attendance, Attended, Readied
from kapcircle.core.dose import DoseGiven
from kapcircle.core.errors import Refused
from kapcircle.core.ids import PersonId, SessionId
from kapcircle.core.leaving import Transferred
from kapcircle.core.programme import Route, SessionKind
from kapcircle.core.questions import DayQuestions
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from kapcircle.core.staffing import EquipmentSigned, StaffHere
from kapcircle.core.vitals import Vitals
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from tests.fakes import SilentRoom
from tests.memory import FakeClock

Made = tuple[House, SessionId]
MINUTES = 60_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """It takes seconds, so all look at the same."""
    house, session = demo.build(tmp_path_factory.mktemp("demo"), clock=FakeClock(), room=lambda _: SilentRoom())
    yield house, session
    house.shut()


@pytest.mark.slow
def test_everybody_is_ready_but_one_who_lacks_two_things(made: Made) -> None:
    house, session = made
    lacks = {x.alias: [gap.words for gap in x.gaps] for x in house.readying.board(session)}
    assert lacks.pop("Plover") == ["No clearance", "No ride home"]
    assert len(lacks) == 11
    assert not any(lacks.values()), lacks


@pytest.mark.slow
def test_there_are_two_pods_of_six_and_a_team_that_is_plainly_made_up(made: Made) -> None:
    house, session = made
    cohort, planned = house.planning.planned(session)
    plan = house.opening.plan(session)
    state = house.planning.cohort(cohort)
    sizes = [list(state.roster.pod_of.values()).count(pod) for pod in state.pods]
    assert (planned.kind, sizes, len(plan.team)) == (SessionKind.MEDICINE, [6, 6], 5)
    assert all("(made up)" in who.name for who in house.staff.members.values())
    assert house.planning.group.cautions(cohort) == ()


@pytest.mark.slow
def test_a_newcomer_walks_from_the_arrival_to_a_dose(made: Made) -> None:
    """What the README's first circle says, as commands of whoever is at the desk."""
    house, session = made
    circle, (first, *_) = house.circle(session), [person for person, _ in house.opening.plan(session).mats]
    circle.begin()
    circle.do(c.Open())
    while "Dosing" not in _next_of(circle):
        circle.do(c.Go())
    circle.do(c.Go())  # the bowl, before the medicine
    with pytest.raises(Refused, match="The medical lead is not here"):
        circle.do(c.Go())
    for member, who in house.staff.members.items():
        circle.do(c.Record(StaffHere(member, who.name, who.role)))
    circle.do(c.Record(EquipmentSigned(circle.session.plan.programme.equipment)))
    _arrive(circle, first)
    circle.do(c.Record(Readied(), first))
    circle.do(c.Go())
    given = DoseGiven(Route.IM, 50.0, "left deltoid", "made up", "Jonas", "Nina", "Wren", 1)
    circle.do(c.Record(given, first))
    assert circle.session.seats[first].records[-1].marks == ()
    circle.do(c.Record(Transferred("a made-up hospital", "a made-up ambulance"), first))
    circle.do(c.Close())
    again = demo.newest(house, Path("unused"))
    assert again != session
    assert house.session(again).run is Run.WAITING
    assert [x.alias for x in house.readying.board(again) if x.gaps] == ["Plover"]


def _next_of(circle: Conductor) -> str:
    legs = [leg.phase.name for leg in circle.session.legs if not leg.visits]
    return legs[0]


def _arrive(circle: Conductor, person: PersonId) -> None:
    for content in (
        Attended(Attendance.ARRIVED),
        DayQuestions(safety=False),
        Vitals(118, 76, 68, 98, weight=70.0),
    ):
        circle.do(c.Record(content, person))
