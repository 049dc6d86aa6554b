"""S3: only the medical lead overrides, with a reason, on the record; some gaps have no override."""

from dataclasses import replace

import pytest

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.leaving import Aldrete
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import EquipmentSigned, RoomOverridden
from kapcircle.views.session_report import sections
from tests.safety.rooms import CALM, DOCTOR, FACILITATOR, FINE, LEAD, LEAVES, NURSE, P1, P2, P3, Day
from tests.views.medicine_day import told

UNSIGNED = "Emergency equipment not signed: AED"
EIGHT = "Aldrete 8, and the programme asks for 9"


def short_of_an_aed() -> Day:
    day = Day()
    day.record(None, DOCTOR)
    day.record(None, EquipmentSigned(("oxygen",)))
    return day


def test_s03_the_medical_lead_lets_a_gap_stand_with_a_reason() -> None:
    day = short_of_an_aed()
    day.record(None, RoomOverridden((UNSIGNED,), "The AED of the house next door is here."), LEAD)
    day.do(c.Go(), FACILITATOR)
    assert day.state.leg.phase.name == "Dosing"


@pytest.mark.parametrize("actor", [FACILITATOR, NURSE])
def test_s03_nobody_else_does(actor: Actor) -> None:
    day = short_of_an_aed()
    with pytest.raises(Refused, match="this is for the medical lead"):
        day.record(None, RoomOverridden((UNSIGNED,), "It will be fine."), actor)


def test_s03_not_without_a_reason() -> None:
    with pytest.raises(Refused, match="Say why the room may start so"):
        short_of_an_aed().record(None, RoomOverridden((UNSIGNED,), "  "), LEAD)


def test_s03_not_by_other_words_than_those_of_the_gap() -> None:
    with pytest.raises(Refused, match=UNSIGNED):
        short_of_an_aed().record(None, RoomOverridden(("whatever comes",), "reason"), LEAD)


def test_s03_what_is_missing_later_is_not_let_stand() -> None:
    day = short_of_an_aed()
    day.record(None, RoomOverridden((UNSIGNED,), "next door"), LEAD)
    day.record(P1, Attended(Attendance.ARRIVED))
    with pytest.raises(Refused, match="Mat 1: neither ready"):
        day.do(c.Go())


def test_s03_what_was_let_stand_for_one_is_not_let_stand_for_who_sits_on_that_mat_later() -> None:
    day = Day()
    day.team()
    day.arrives(P1, P2)
    words = "Mat 2: neither ready nor “not today”"
    with pytest.raises(Refused, match="Mat 1: neither ready"):
        day.record(None, RoomOverridden((words,), "comes in for the circle alone"), LEAD)
    day.ready(P1)
    day.record(None, RoomOverridden((words,), "comes in for the circle alone"), LEAD)
    day.record(P2, NotToday())
    day.arrives(P3)
    day.do(c.TakeSeat(P3, 2))
    with pytest.raises(Refused, match=words):
        day.do(c.Go())
    day.later(1)
    day.record(None, RoomOverridden((words,), "so does this one"), LEAD)
    day.do(c.Go())


def test_s03_no_medical_lead_has_no_override() -> None:
    day = Day()
    day.record(None, EquipmentSigned(("oxygen", "AED")))
    with pytest.raises(Refused, match="The medical lead is not here"):
        day.record(None, RoomOverridden(("The medical lead is not here",), "on the phone"), LEAD)


def test_s03_a_person_is_made_ready_over_a_gap_by_the_medical_lead_alone() -> None:
    day = Day()
    day.record(P1, Attended(Attendance.ARRIVED))
    day.record(P1, FINE)
    over = Readied(("No pressure, pulse, SpO2 within 60 min",), "cuff failed; taken by hand")
    with pytest.raises(Refused, match=r"Not ready yet\. Only the medical lead overrides"):
        day.record(P1, over, NURSE)
    with pytest.raises(Refused, match="An override needs a reason"):
        day.record(P1, Readied(over.overridden, " "), LEAD)
    day.record(P1, over, LEAD)
    assert day.contents(P1, Readied) == [over]


def test_s03_every_override_stands_on_the_report_with_its_reason_and_who_it_was() -> None:
    day = short_of_an_aed()
    day.record(None, RoomOverridden((UNSIGNED,), "next door"), LEAD)
    day.record(P1, Attended(Attendance.ARRIVED))
    day.record(P1, FINE)
    day.record(P1, Readied(("No pressure, pulse, SpO2 within 60 min",), "taken by hand"), LEAD)
    day.do(c.Go())
    day.record(P1, CALM)
    day.record(P1, replace(LEAVES, aldrete=Aldrete(2, 2, 2, 1, 1), overridden=(EIGHT,), reason="as on every day"), LEAD)
    (found,) = [x for x in sections(told(day)) if x.title == "Gates and overrides"]
    lines = [" | ".join(row[1:]) for row in found.rows]
    for who, gap, why in (
        ("circle", UNSIGNED, "next door"),
        ("1 Wren", "No pressure, pulse, SpO2 within 60 min", "taken by hand"),
        ("1 Wren", EIGHT, "as on every day"),
    ):
        (line,) = [x for x in lines if gap in x]
        assert line.startswith(who)
        assert why in line
        assert line.endswith("Dr. Ilić (made up)")


def test_s03_who_ended_their_part_is_made_ready_by_nobody() -> None:
    day = Day()
    day.arrives(P1)
    day.record(P1, NotToday("enough", stops=True))
    with pytest.raises(Refused, match="Has ended their part in the medicine sessions"):
        day.record(P1, Readied(("Has ended their part in the medicine sessions",), "changed their mind"), LEAD)
