"""S17: everyone who is here always has a sitter, or it is said that nobody looks after them; a break needs a taker."""

import pytest

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, MemberId
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.team import Lack, cover_gaps, team
from kapcircle.core.staffing import Covering, LeadAway, OnBreak, StaffHere
from tests.made_up import MINUTES
from tests.safety.rooms import NURSE, P1, P2, Day
from tests.ui.attending import ANA, BEN, arrive, here, staffed
from tests.ui.scene import Stage, eyes

ONE, TWO = MemberId("jonas"), MemberId("mara")


def covered() -> Day:
    day = Day()
    day.start(P1, P2)
    day.record(None, Covering(ONE, (P1, P2)))
    assert cover_gaps(day.state, day.now) == ()
    return day


@pytest.mark.parametrize(
    "gap", ["a newcomer", "the sitter goes", "the taker goes", "the lead stays away", "the cover was struck"]
)
def test_s17_no_gap_is_silent(gap: str) -> None:
    day = covered()
    match gap:
        case "a newcomer":
            day.record(MemberId("p3"), Attended(Attendance.ARRIVED))  # type: ignore[arg-type] # an id all the same
        case "the sitter goes":
            day.record(None, StaffHere(ONE, "Jonas", Role.COTHERAPIST, here=False))
        case "the taker goes":
            day.record(None, OnBreak(ONE, TWO))
            assert cover_gaps(day.state, day.now) == ()
            day.record(None, StaffHere(TWO, "Mara", Role.FACILITATOR, here=False))
        case "the lead stays away":
            day.record(None, LeadAway(Instant(day.now + 10 * MINUTES), "pager"))
            day.later(10 * MINUTES)
            assert cover_gaps(day.state, day.now) == ()
            day.later(1)
        case "the cover was struck":
            day.do(c.Strike(day.state.records[-1].stamp, "it was Mara"), NURSE)
    found = cover_gaps(day.state, day.now)
    lacks = {"the taker goes": Lack.TAKER, "the lead stays away": Lack.LEAD}
    assert [x.lack for x in found] == [lacks.get(gap, Lack.SITTER)]


def test_s17_a_break_without_a_taker_is_refused() -> None:
    day = covered()
    for taker in (ONE, MemberId("ilic")):
        if taker != ONE:
            day.record(None, StaffHere(taker, "Dr. Made Up", Role.MEDICAL_LEAD, here=False))
        with pytest.raises(Refused):
            day.record(None, OnBreak(ONE, taker))
        assert team(day.state).sitter_of(P1) == ONE


def test_s17_every_seat_says_who_sits_there_and_what_is_missing_wants_eyes(stage: Stage) -> None:
    scene = staffed(stage(people=12))
    arrive(scene)
    here(scene, ANA, BEN)
    people = [seat.person for seat in scene.session.seats.values()]
    scene.do(c.Record(Covering(ANA.member, tuple(people[:11]))))
    scene.pass_(1_000)
    views = [seat.view for seat in scene.page.ring.seats]
    assert [x.sitter for x in views] == ["AN"] * 11 + ["—"]
    assert "nobody covers" in views[11].spoken
    assert any("Nobody looks after mat 12." in row for row in eyes(scene))
    scene.do(c.Record(Covering(BEN.member, (people[11],))))
    scene.pass_(1_000)
    assert not any("looks after" in row for row in eyes(scene))
    scene.do(c.Record(OnBreak(ANA.member, BEN.member)))
    scene.pass_(1_000)
    assert {seat.view.sitter for seat in scene.page.ring.seats} == {"BO"}
