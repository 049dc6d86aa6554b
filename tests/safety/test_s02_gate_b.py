"""S2: the room may start. Who is present is ready, not taking medicine today, or sent home; the medical lead is there;
the ratio is met; the emergency equipment is signed. Who is absent keeps nobody waiting.
"""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied, SentHome
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, MemberId, Millis
from kapcircle.core.questions import DayQuestions
from kapcircle.core.roles import Role
from kapcircle.core.rundown import End, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.due import next_due, offered
from kapcircle.core.session.gates import room_gaps
from kapcircle.core.staffing import EquipmentSigned, LeadAway, OnBreak, RoomOverridden, StaffHere
from kapcircle.core.vitals import Vitals
from tests.core.circles import Circle
from tests.made_up import MINUTES, facts, phase
from tests.safety import rooms
from tests.safety.rooms import CALM, DOCTOR, FACILITATOR, FINE, LEAD, NURSE, P1, P2, P3, P4, PROGRAMME, Day, minutes
from tests.ui import gated
from tests.ui.recording import Hand
from tests.ui.scene import Stage

JONAS = StaffHere(MemberId("jonas"), "Jonas", Role.COTHERAPIST)
WAYS = (c.Go(), c.Next(), c.Jump(2))


def held(day: Circle, command: c.Command) -> str:
    before = day.state
    with pytest.raises(Refused) as refusal:
        day.do(command, FACILITATOR)
    assert day.state is before, "nothing has changed"
    return str(refusal.value)


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_s02_an_empty_house_names_every_gap(way: c.Command) -> None:
    day = Day()
    day.record(P1, Attended(Attendance.ARRIVED))
    words = held(day, way)
    assert words.splitlines() == [
        "The room waits.",
        "The medical lead is not here. Ask the medical lead to come into the room.",
        "Mat 1: neither ready nor “not today”. Complete Gate A, or record “not today” or “sent home”.",
        "Emergency equipment not signed: oxygen, AED. See that it is here and works, and sign for it.",
    ]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_s02_medicine_starts_when_all_is_well(way: c.Command) -> None:
    day = Day()
    day.team()
    day.arrives(P1, P2, P3)
    day.ready(P1)
    day.record(P2, NotToday("slept badly"))
    day.record(P3, SentHome("taxi"))
    day.do(way)
    assert day.state.leg.phase.name == "Dosing"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda day: day.record(None, replace(DOCTOR, here=False)), "medical lead is not here"),
        (lambda day: day.record(None, LeadAway(Instant(day.now + MINUTES), "pager")), "medical lead is not here"),
        (lambda day: day.record(None, replace(JONAS, counts=False)), "one for each 2"),
        (lambda day: day.arrives(P3), "Mat 3: neither ready"),
    ],
)
def test_s02_one_gap_is_enough(spoil: Any, words: str) -> None:
    day = Day()
    day.team()
    day.record(None, StaffHere(MemberId("mara"), "Mara", Role.FACILITATOR, here=False))
    day.arrives(P1, P2)
    day.ready(P1, P2)
    spoil(day)
    if words == "one for each 2":
        day.record(None, replace(DOCTOR, counts=False))
    assert words in held(day, c.Go())


def three_and_two() -> Day:
    """Three people who take medicine, and two of the team: the programme has one for each two."""
    day = Day()
    day.team()
    day.record(None, replace(JONAS, here=False))
    day.arrives(P1, P2, P3)
    day.ready(P1, P2, P3)
    return day


def test_s02_the_ratio_is_that_of_the_programme_to_the_person() -> None:
    day = three_and_two()
    day.arrives(P4)
    day.ready(P4)
    day.do(c.Go())
    short = three_and_two()
    short.record(None, StaffHere(MemberId("mara"), "Mara", Role.FACILITATOR, here=False))
    assert "3 with medicine and 1 of the team: one for each 2" in held(short, c.Go())


def test_s02_whoever_is_on_a_break_does_not_count() -> None:
    day = three_and_two()
    day.record(None, OnBreak(MemberId("mara"), MemberId("ilic")))
    assert "3 with medicine and 1 of the team: one for each 2" in held(day, c.Go())
    day.record(None, OnBreak(MemberId("mara"), MemberId("ilic"), back=True))
    day.do(c.Go())


def test_s02_a_lead_who_came_back_is_here() -> None:
    day = Day()
    day.team()
    day.record(None, LeadAway(Instant(day.now + MINUTES)))
    day.record(None, LeadAway(None))
    day.do(c.Go())


def test_s02_equipment_is_signed_also_where_the_programme_has_no_list() -> None:
    day = Day(replace(PROGRAMME, equipment=(), ratio=()))
    day.record(None, DOCTOR)
    assert "Emergency equipment not signed." in held(day, c.Go())
    day.record(None, EquipmentSigned(("all of it",)))
    day.do(c.Go())


def test_s02_no_clock_opens_the_gate() -> None:
    day = Day(rundown=Rundown((phase("Arrival", 1, end=End.ADVANCE), phase("Dosing", 5, medicine=True))))
    day.later(2 * MINUTES)
    assert day.state.leg.phase.name == "Arrival"
    assert next_due(day.state, day.now) is None
    (due,) = offered(day.state, day.now)
    assert due.command == c.Advance()
    assert "The room waits." in held(day, due.command)


def test_s02_a_circle_does_not_begin_with_medicine() -> None:
    circle = Circle(Rundown((phase("Dosing", 5, medicine=True),)))
    assert held(circle, c.Open()).startswith("“Dosing” gives medicine. Put one before it in which people arrive")


def test_s02_to_come_back_to_medicine_is_no_new_start() -> None:
    day = Day()
    day.start(P1)
    day.do(c.Go())
    day.record(None, replace(DOCTOR, here=False))
    day.do(c.Back())
    assert day.state.leg.phase.name == "Dosing"
    assert "medical lead" in held(day, c.Jump(2)), "to begin it afresh is one"


def test_s02_what_was_done_is_recorded_whatever_the_gate_says() -> None:
    day = Day()
    (given,) = day.dose(P1, happened=day.now - Millis(MINUTES))
    assert given.marks == ("recorded outside gate: not marked ready",)


def started_over(content: Any) -> Day:
    """Two people are ready; then something is recorded of the first."""
    day = Day()
    day.team()
    day.arrives(P1, P2)
    day.ready(P1, P2)
    day.record(P1, content)
    return day


def test_s02_a_yes_to_the_safety_question_that_is_said_after_they_were_made_ready_holds_the_room() -> None:
    day = started_over(DayQuestions(True, "Jonas"))
    assert "Mat 1: Yes to the safety question, and no clinician has decided" in held(day, c.Go())
    day.record(P1, DayQuestions(True, "Jonas", "Dr. Ilić: may take part"))
    day.do(c.Go())


def test_s02_a_baseline_that_was_somebody_elses_holds_the_room() -> None:
    day = started_over(FINE)
    (wrong,) = (x.stamp for x in day.state.seats[P1].records if isinstance(x.content, Vitals))
    day.do(c.Move(wrong, P2), NURSE)
    assert "Mat 1: No pressure, pulse, SpO2 within 60 min" in held(day, c.Go())
    day.record(P1, CALM)
    day.do(c.Go())


def test_s02_a_baseline_that_was_in_time_is_not_asked_for_again() -> None:
    """The opening circle may be long: how old it is was looked at when they were made ready."""
    day = started_over(FINE)
    day.sleeps(minutes(75))
    day.do(c.Go())


def test_s02_a_baseline_that_the_medical_lead_let_stand_is_not_asked_for_by_another_name() -> None:
    day = Day()
    day.team()
    day.record(P1, Attended(Attendance.ARRIVED))
    day.record(P1, FINE)
    day.record(P1, Readied(("No pressure, pulse, SpO2 within 60 min",), "cuff failed; felt by hand"), LEAD)
    day.record(P1, Vitals(pulse=70))
    day.do(c.Go())


def test_s02_a_baseline_that_was_in_time_on_paper_was_in_time() -> None:
    day = Day()
    day.team()
    day.arrives(P1)
    day.sleeps(minutes(90))
    day.do(c.Record(Readied(), P1, "JK"), NURSE, day.now - minutes(80))
    day.do(c.Go())


def test_s02_ready_as_it_was_written_by_hand_outside_the_gate_opens_none() -> None:
    day = Day()
    day.team()
    day.record(P1, Attended(Attendance.ARRIVED))
    day.do(c.Record(Readied(), P1, "JK"), NURSE)
    assert "Mat 1: neither ready" in held(day, c.Go())


def test_s02_whoever_was_sent_home_and_comes_back_is_waited_for() -> None:
    day = Day()
    day.team()
    day.arrives(P1, P2)
    day.ready(P1)
    day.record(P2, SentHome("taxi"))
    assert room_gaps(day.state, facts(day.now)) == ()
    day.record(P2, Attended(Attendance.ARRIVED))
    assert "Mat 2: neither ready" in held(day, c.Go())


# at the page


def test_s02_go_says_what_is_missing_in_place_of_nothing(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    gated.come(scene, "Wren")
    scene.pass_(1_000)
    assert scene.page.standby.go.text() == "The room waits: 3"
    scene.press("Space", scene.page)
    said = Hand(scene).shown
    for words in ("The medical lead is not here", "Nobody overrides this.", "Mat 1: neither ready", "oxygen, AED"):
        assert words in said
    assert scene.session.leg.phase.name == "Arrival"
    Hand(scene).types("it will do\r")
    assert "Nobody overrides this: The medical lead is not here." in Hand(scene).shown


def test_s02_the_medical_lead_lets_it_stand_and_go_goes(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    gated.sign_in(scene)
    gated.write(scene, None, gated.TEAM[0])
    scene.press("Space", scene.page)
    hand = Hand(scene)
    hand.types("the kit of the house next door is here\r")
    assert "This is signed by the medical lead" in hand.shown
    hand.types("1" + gated.LEADS)
    hand.types("\r")
    assert isinstance(scene.session.records[-1].content, RoomOverridden)
    scene.pass_(6_000)
    assert scene.page.standby.go.text() == "GO"
    scene.press("Space", scene.page)
    assert scene.session.leg.phase.name == "Dosing"


def test_s02_what_is_settled_meanwhile_is_not_asked_any_more(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    scene.press("Space", scene.page)
    gated.team(scene)
    scene.pass_(1_000)
    assert "Nothing is missing any more." in Hand(scene).shown
    Hand(scene).types("\r")
    assert not any(isinstance(x.content, RoomOverridden) for x in scene.session.records)


def test_s02_covered_only_how_much_is_missing_is_said(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    scene.bridge.cover()
    scene.press("Space", scene.page)
    assert scene.page.form.isHidden()
    assert scene.window.status.words == "The room waits: 2. Uncover to see what is missing."


@pytest.mark.parametrize("how", [Attendance.ABSENT, Attendance.EXCUSED, Attendance.LEFT_EARLY, None])
def test_s02_whoever_is_not_here_keeps_nobody_waiting(how: Attendance | None) -> None:
    day = Day()
    day.team()
    day.arrives(P1)
    day.ready(P1)
    if how is not None:
        day.record(P2, Attended(how))
    day.do(c.Go())
    assert day.state.leg.phase.medicine
