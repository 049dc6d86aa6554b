"""Enough of the team for the medicine in the room."""

from dataclasses import replace

import pytest

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied
from kapcircle.core.attending import OtherRole
from kapcircle.core.dose import DoseGiven, DoseOrdered
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant, MemberId, OtherId, PersonId, ProgrammeId
from kapcircle.core.programme import NO_PROGRAMME, Programme, RatioBand, Route
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.ratio import Ratio, band, ratio
from kapcircle.core.staffing import LeadAway, OnBreak, OtherHere, StaffHere
from kapcircle.core.vitals import Vitals
from tests.core.circles import Circle
from tests.made_up import START
from tests.safety.rooms import CALM, FINE, Day

P1, P2 = PersonId("p1"), PersonId("p2")
LEAD = Actor(MemberId("ilic"), Role.MEDICAL_LEAD)
BANDS = (RatioBand(2), RatioBand(6, 0.3), RatioBand(4, 0.6))
PROGRAMME = Programme(ProgrammeId("g1"), "Made up", ratio=BANDS)


def given(mg: float) -> DoseGiven:
    return DoseGiven(Route.IM, mg, "left deltoid", "L1", "Jonas", "Ana", "Wren", 1)


def room(*members: tuple[str, Role, bool]) -> Circle:
    circle = Day()
    for person in (P1, P2):
        for content in (Attended(Attendance.ARRIVED), FINE, replace(CALM, weight=None), Readied()):
            circle.do(c.Record(content, person))
    for name, role, counts in members:
        circle.do(c.Record(StaffHere(MemberId(name), name, role, counts=counts)))
    return circle


@pytest.mark.parametrize(
    ("largest", "people"), [(None, 2), (0.0, 6), (0.3, 6), (0.31, 4), (0.6, 4), (0.61, 2), (9.0, 2)]
)
def test_the_largest_dose_in_the_room_decides(largest: float | None, people: int) -> None:
    assert band(BANDS, largest).people == people


def test_above_every_band_the_strictest_holds() -> None:
    assert band((RatioBand(6, 0.3), RatioBand(4, 0.6)), 2.0).people == 4


def test_others_in_the_room_count_while_they_are_here_and_only_those_marked() -> None:
    circle = room(("ana", Role.COTHERAPIST, True))
    nila, ola = (OtherHere(OtherId(x), x, OtherRole.TRAINEE) for x in ("nila", "ola"))
    for said in (replace(nila, counts=True), ola):
        circle.do(c.Record(said))
    found = ratio(circle.state, PROGRAMME)
    assert found == Ratio(2, 1, 2, 1)
    assert found.who == "1 of the team and 1 other"
    circle.do(c.Record(replace(ola, counts=True)))
    assert ratio(circle.state, PROGRAMME) == Ratio(2, 1, 2, 2)
    assert Ratio(2, 1, 2, 2).who == "1 of the team and 2 others"
    circle.do(c.Record(replace(nila, counts=True, here=False)))
    assert ratio(circle.state, PROGRAMME) == Ratio(2, 1, 2, 1)
    assert not Ratio(6, 1, 2, 1).met
    assert Ratio(4, 1, 2, 1).met


def test_those_who_are_here_against_those_who_count() -> None:
    circle = room(("ana", Role.COTHERAPIST, True), ("trainee", Role.COTHERAPIST, False))
    assert ratio(circle.state, PROGRAMME) == Ratio(2, 1, 2)
    assert ratio(circle.state, PROGRAMME).met  # type: ignore[union-attr] # it has a table
    assert ratio(room().state, PROGRAMME) == Ratio(2, 0, 2)
    assert not Ratio(2, 0, 2).met
    assert ratio(circle.state, replace(NO_PROGRAMME, ratio=())) is None


def test_who_takes_no_medicine_needs_no_sitter_for_it() -> None:
    circle = room(("ana", Role.COTHERAPIST, True))
    circle.do(c.Record(NotToday(), P1))
    assert ratio(circle.state, PROGRAMME) == Ratio(1, 1, 2)


def test_on_a_break_or_away_nobody_counts() -> None:
    circle = room(("ana", Role.COTHERAPIST, True), ("ilic", Role.MEDICAL_LEAD, True))
    circle.do(c.Record(LeadAway(Instant(START + 5), "pager")))
    assert ratio(circle.state, PROGRAMME) == Ratio(2, 1, 2)
    circle.do(c.Record(OnBreak(MemberId("ana"), MemberId("ilic"))))
    assert ratio(circle.state, PROGRAMME) == Ratio(2, 0, 2)


def test_a_dose_is_read_per_kilogram_and_one_without_a_weight_is_not_known() -> None:
    circle = room(("ana", Role.COTHERAPIST, True))
    circle.do(c.Record(Vitals(weight=100.0), P1))
    circle.do(c.Record(DoseOrdered(Route.IM, 25.0, "Dr. Made Up"), P1), LEAD)
    assert ratio(circle.state, PROGRAMME) == Ratio(2, 1, 6)
    circle.do(c.Record(given(50.0), P1))
    assert ratio(circle.state, PROGRAMME) == Ratio(2, 1, 4)
    circle.do(c.Record(replace(given(10.0), mat=2), P2))
    assert ratio(circle.state, PROGRAMME) == Ratio(2, 1, 2)
