"""Who looks after whom: no silent gap."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, MemberId, Millis, PersonId
from kapcircle.core.leaving import LeftUnseen
from kapcircle.core.log import Stamp
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.people import here
from kapcircle.core.session.team import CoverGap, Lack, cover_gaps, lead_here, team
from kapcircle.core.staffing import Covering, EquipmentSigned, LeadAway, OnBreak, StaffHere
from tests.core.circles import Circle, opened, refused
from tests.made_up import DEVICE, MINUTES, START, entries

P1, P2, P3, P4 = (PersonId(f"p{n}") for n in range(1, 5))
ANA, BEN, ILIC = MemberId("ana"), MemberId("ben"), MemberId("ilic")


def here_(member: MemberId, role: Role = Role.COTHERAPIST, **more: Any) -> c.Record:
    return c.Record(StaffHere(member, member.title(), role, **more))


def covers(member: MemberId, *people: PersonId) -> c.Record:
    return c.Record(Covering(member, people))


def staffed() -> Circle:
    """Four people are here; Ana has the first two, Ben the others, and the medical lead is there."""
    circle = opened()
    for person in (P1, P2, P3, P4):
        circle.do(c.Record(Attended(Attendance.ARRIVED), person))
    for command in (here_(ANA), here_(BEN), here_(ILIC, Role.MEDICAL_LEAD), covers(ANA, P1, P2), covers(BEN, P3, P4)):
        circle.do(command)
    return circle


def gaps(circle: Circle) -> tuple[CoverGap, ...]:
    return cover_gaps(circle.state, circle.now)


def test_everyone_has_a_sitter_and_nothing_is_missing() -> None:
    circle = staffed()
    found = team(circle.state)
    assert [found.sitter_of(x) for x in (P1, P2, P3, P4)] == [ANA, ANA, BEN, BEN]
    assert found.people_of(BEN) == (P3, P4)
    assert [x.member for x in found.here] == [ANA, BEN, ILIC]
    assert gaps(circle) == ()


def test_whoever_takes_somebody_on_has_them_alone() -> None:
    circle = staffed()
    circle.do(covers(BEN, P2))
    assert team(circle.state).people_of(ANA) == (P1,)
    assert team(circle.state).sitter_of(P2) == BEN


def test_without_any_cover_all_who_are_here_stand_in_one_gap() -> None:
    circle = opened()
    assert gaps(circle) == ()
    circle.do(c.Record(Attended(Attendance.ARRIVED), P3))
    circle.do(c.Record(Attended(Attendance.LATE), P1))
    assert gaps(circle) == (CoverGap(Lack.SITTER, (P1, P3)),)
    circle.do(c.Record(LeftUnseen("Ana"), P1))
    assert gaps(circle) == (CoverGap(Lack.SITTER, (P3,)),)


def test_on_a_break_the_taker_has_them_and_back_again_they_have_their_own() -> None:
    circle = staffed()
    circle.do(c.Record(OnBreak(ANA, BEN)))
    assert team(circle.state).sitter_of(P1) == BEN
    assert team(circle.state).people_of(ANA) == (P1, P2)
    assert gaps(circle) == ()
    circle.do(c.Record(OnBreak(ANA, BEN, back=True)))
    assert team(circle.state).sitter_of(P1) == ANA


def test_a_break_whose_taker_goes_is_a_gap() -> None:
    circle = staffed()
    circle.later(MINUTES)
    circle.do(c.Record(OnBreak(ANA, BEN)))
    circle.do(here_(BEN, here=False))
    taker = CoverGap(Lack.TAKER, (P1, P2), ANA, Instant(START + MINUTES))
    assert gaps(circle) == (taker, CoverGap(Lack.SITTER, (P3, P4)))


def test_a_break_of_one_who_has_nobody_is_no_gap() -> None:
    circle = staffed()
    circle.do(c.Record(OnBreak(ILIC, BEN)))
    circle.do(here_(BEN, here=False))
    assert gaps(circle) == (CoverGap(Lack.SITTER, (P3, P4)),)


def test_whoever_goes_leaves_their_people_alone_and_comes_back_from_no_break() -> None:
    circle = staffed()
    circle.do(c.Record(OnBreak(ANA, BEN)))
    circle.do(here_(ANA, here=False))
    assert team(circle.state).sitter_of(P1) is None
    assert gaps(circle) == (CoverGap(Lack.SITTER, (P1, P2)),)
    circle.do(here_(ANA))
    assert gaps(circle) == ()


def test_whoever_covers_is_here_unless_it_is_said_that_they_have_gone() -> None:
    circle = opened()
    circle.do(covers(ANA, P1))
    assert team(circle.state).sitter_of(P1) == ANA
    assert team(circle.state).here == ()


def test_two_takers_of_one_another_cover_nobody() -> None:
    circle = staffed()
    circle.do(c.Record(OnBreak(ANA, BEN)))
    later = circle.state.records
    refused(circle, c.Record(OnBreak(BEN, ANA)), "Who takes over is on a break or has gone. Choose another.")
    assert circle.state.records is later
    circle.do(here_(MemberId("eva")))
    circle.do(c.Record(OnBreak(BEN, MemberId("eva"))))
    assert team(circle.state).sitter_of(P1) == MemberId("eva")
    assert team(circle.state).stands_in(ANA) == MemberId("eva")


@pytest.mark.parametrize("how", ["gone", "on a break"])
def test_nobody_takes_over_who_is_not_there(how: str) -> None:
    circle = staffed()
    circle.do(here_(BEN, here=False) if how == "gone" else c.Record(OnBreak(BEN, ILIC)))
    refused(circle, c.Record(OnBreak(ANA, BEN)), "Who takes over is on a break or has gone. Choose another.")


def test_a_break_that_nobody_is_on_does_not_end() -> None:
    refused(staffed(), c.Record(OnBreak(ANA, BEN, back=True)), "They are not on a break.")
    refused(staffed(), c.Record(OnBreak(ANA, ANA)), "A break needs another who takes over.")


def test_strangers_are_not_covered() -> None:
    words = "1 of these are not in this circle. Name mats that somebody sits on."
    refused(staffed(), covers(ANA, P1, PersonId("p9")), words)


def test_a_cycle_from_two_laptops_ends_with_nobody() -> None:
    """Each laptop refuses it alone; merged, it stands, and is said to be a gap."""
    circle = staffed()
    first = circle.do(c.Record(OnBreak(ANA, BEN)))
    circle.do(c.Strike(circle.state.records[-1].stamp, "not yet"))
    circle.do(c.Record(OnBreak(BEN, ANA)))
    (entry,) = entries([(0, first[0])])
    merged = evolve(circle.state, entry._replace(stamp=Stamp(999, DEVICE)))
    assert team(merged).sitter_of(P1) is None
    assert {x.lack for x in cover_gaps(merged, circle.now)} == {Lack.TAKER}


def test_the_medical_lead_is_here_until_they_are_away() -> None:
    circle = opened()
    assert not lead_here(circle.state, circle.now)
    circle.do(here_(ILIC, Role.MEDICAL_LEAD))
    assert lead_here(circle.state, circle.now)
    until = Instant(START + 15 * MINUTES)
    circle.do(c.Record(LeadAway(until, "pager")))
    assert not lead_here(circle.state, circle.now)
    circle.later(15 * MINUTES)
    assert gaps(circle) == ()
    circle.later(1)
    assert gaps(circle) == (CoverGap(Lack.LEAD, since=until),)
    circle.do(c.Record(LeadAway(None)))
    assert gaps(circle) == ()
    assert lead_here(circle.state, circle.now)
    circle.do(here_(ANA))
    circle.do(c.Record(OnBreak(ILIC, ANA)))
    assert not lead_here(circle.state, circle.now)


def test_the_equipment_is_signed_item_by_item() -> None:
    circle = opened()
    circle.do(c.Record(EquipmentSigned(("Oxygen",))))
    circle.do(c.Note("The suction is in the corridor."))
    circle.do(c.Record(EquipmentSigned(("Suction", "Oxygen"))))
    assert team(circle.state).signed == {"Oxygen", "Suction"}


MEMBERS = st.sampled_from([ANA, BEN, ILIC])
PEOPLE = st.sets(st.sampled_from([P1, P2, P3, P4]), min_size=1, max_size=4)
DEEDS = st.one_of(
    st.builds(lambda m, on: here_(m, here=on), MEMBERS, st.booleans()),
    st.builds(lambda m, xs: covers(m, *sorted(xs)), MEMBERS, PEOPLE),
    st.builds(lambda m, t, b: c.Record(OnBreak(m, t, b)), MEMBERS, MEMBERS, st.booleans()),
    st.builds(lambda p, a: c.Record(Attended(a), p), st.sampled_from([P1, P2, P3, P4]), st.sampled_from(Attendance)),
    st.builds(lambda n: c.Record(LeadAway(Instant(START + n) if n else None)), st.integers(0, 5)),
)


@given(st.lists(DEEDS, max_size=25))
def test_whoever_is_here_has_a_sitter_or_stands_in_exactly_one_gap(deeds: list[c.Record]) -> None:
    circle = opened()
    for deed in deeds:
        circle.now = Instant(circle.now + Millis(1))
        try:
            circle.do(deed)
        except Refused:
            continue
        found = team(circle.state)
        alone = [p for gap in gaps(circle) for p in gap.people]
        assert len(alone) == len(set(alone))
        inside = {seat.person for seat in circle.state.seats.values() if here(seat)}
        assert set(alone) == {person for person in inside if found.sitter_of(person) is None}
        sitters = {found.sitter_of(person) for person in inside} - {None}
        assert not sitters & set(found.breaks)
