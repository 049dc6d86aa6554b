"""What was written by hand, read line by line."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied, SentHome
from kapcircle.core.attending import OtherRole
from kapcircle.core.checkin import CheckIn
from kapcircle.core.dose import DoseGiven, DoseOrdered, DoseSigned, MedicineGiven
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, MemberId, OtherId
from kapcircle.core.incident import Incident, Relation, Severity
from kapcircle.core.leaving import (
    Aldrete,
    Discharged,
    EscortTrouble,
    LeftAgainstAdvice,
    LeftUnseen,
    ReadyToLeave,
    Transferred,
)
from kapcircle.core.notes import Note
from kapcircle.core.observation import Depth, Observed, Touch, TouchAgreed
from kapcircle.core.programme import Route
from kapcircle.core.questions import DayQuestions
from kapcircle.core.roles import Role
from kapcircle.core.session.contents import KINDS as RECORDS
from kapcircle.core.song import Answer, SongAsked, Why
from kapcircle.core.staffing import (
    Covering,
    EquipmentSigned,
    HandedOver,
    LeadAway,
    OnBreak,
    OtherHere,
    RoomOverridden,
    RoundBegan,
    RoundEnded,
    StaffHere,
)
from kapcircle.core.vitals import Vitals, VitalsNotTaken, WhyNot
from kapcircle.views.from_paper import KINDS, seat_of, taken_at
from kapcircle.views.paper_lines import Sheet
from tests.made_up import MINUTES, START

JONAS, JO = (StaffHere(MemberId(x.lower()), x, Role.COTHERAPIST) for x in ("Jonas Lind", "Jo"))
IRA = OtherHere(OtherId("ira"), "Ira", OtherRole.INTERPRETER)
WREN = Sheet("Wren", 3, (JONAS, JO, IRA), ("oxygen", "AED"))
ALL_WELL = Discharged(Aldrete(2, 2, 2, 2, 1), True, True, True, 1, True, "sister", True, True, True, ("JK", "DI"))


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("vitals", "120/80 72 98", Vitals(120, 80, 72, 98)),
        ("not taken", "asleep", VitalsNotTaken(WhyNot.ASLEEP)),
        ("not taken", "Cuff", VitalsNotTaken(WhyNot.CUFF)),
        ("observed", "deep 3 hums, and smiles", Observed(Depth.DEEP, 3, words="hums, and smiles")),
        ("observed", "inward", Observed(Depth.INWARD)),
        ("observed", "not responding as expected", Observed(Depth.UNEXPECTED)),
        ("observed", "4", Observed(distress=4)),
        ("observed", "smiles 3 times", Observed(words="smiles 3 times")),
        ("observed", "", Observed()),
        ("check-in", "6 5 - 7 6 warm and wide", CheckIn(6, 5, None, 7, 6, "warm and wide")),
        ("check-in", "6", CheckIn(6)),
        ("check-in", "warm", CheckIn(word="warm")),
        ("check-in", "1 2 3 4 5 6", CheckIn(1, 2, 3, 4, 5, "6")),
        ("check-in", "Pass", CheckIn(passed=True)),
        ("ordered", "50 IM; Dr. Ilić", DoseOrdered(Route.IM, 50.0, "Dr. Ilić")),
        (
            "given",
            "62,5 mg im; left deltoid; L1; Jonas; Ana",
            DoseGiven(Route.IM, 62.5, "left deltoid", "L1", "Jonas", "Ana", "Wren", 3),
        ),
        ("given", "100 sl; tongue", DoseGiven(Route.SUBLINGUAL, 100.0, "tongue", "", "", "", "Wren", 3)),
        ("medicine", "Oxygen; 2 l/min", MedicineGiven("Oxygen", "2 l/min")),
        ("medicine", "Oxygen; 2 l/min; mask; Jonas", MedicineGiven("Oxygen", "2 l/min", "mask", "Jonas")),
        ("attended", "Left  early; went home", Attended(Attendance.LEFT_EARLY, "went home")),
        ("attended", "arrived", Attended(Attendance.ARRIVED)),
        ("note", "words; as they are", Note("words; as they are")),
        ("questions", "No; fasted", DayQuestions(False)),
        (
            "questions",
            "yes; eaten; none; Invented 5 mg; 4 h; no; Jonas; goes on, with him beside",
            DayQuestions(True, "Jonas", "goes on, with him beside", "none", "Invented 5 mg", False, "4 h", "no"),
        ),
        ("touch", "None", TouchAgreed(Touch.NONE)),
        ("touch", "ask each time", TouchAgreed(Touch.ASK)),
        ("touch", "hand", TouchAgreed(Touch.HAND)),
        ("touch", "a hand or a shoulder", TouchAgreed(Touch.SHOULDER)),
        ("before", "ready", Readied()),
        ("before", "Not today; slept badly", NotToday("slept badly")),
        ("before", "stops", NotToday("", stops=True)),
        ("before", "sent home; taxi", SentHome("taxi")),
        ("incident", "fall; mild; unrel", Incident("fall", Severity.MILD, Relation.UNRELATED)),
        (
            "incident",
            "phone rang; near; not known; put away; resolved",
            Incident("phone rang", Severity.NEAR_MISS, Relation.UNKNOWN, "put away", True),
        ),
        ("song", "the flute; not known; talked", SongAsked("the flute", Why.UNKNOWN, Answer.TALKED)),
        ("song", "Tide; the music; later", SongAsked("Tide", Why.NOT_RIGHT, Answer.LATER)),
        ("incident", "fall; severe; possibly; ice; open", Incident("fall", Severity.SEVERE, Relation.POSSIBLE, "ice")),
        ("could go", "", ReadyToLeave()),
        ("discharged", "2 2 2 2 1; 1; sister; JK; DI; all", ALL_WELL),
        (
            "discharged",
            "2,2,2,2,1; 1; -; JK; DI; All but steady, driving",
            replace(ALL_WELL, escort="", steady=False, driving=False),
        ),
        ("against", "stay an hour; Jonas", LeftAgainstAdvice("stay an hour", "Jonas")),
        ("transferred", "hospital; ambulance; sheet", Transferred("hospital", "ambulance", "sheet")),
        ("unseen", " Jonas ", LeftUnseen("Jonas")),
        ("escort", "late; second contact called", EscortTrouble("late", "second contact called")),
        ("team", "jonas; here", JONAS),
        ("team", "Jo; gone", replace(JO, here=False)),
        ("team", "ira; gone", replace(IRA, here=False)),
        ("equipment", "all", EquipmentSigned(("oxygen", "AED"))),
        ("equipment", "oxygen, suction", EquipmentSigned(("oxygen", "suction"))),
    ],
)
def test_a_line_means_what_stands_on_the_sheet(kind: str, typed: str, meant: Any) -> None:
    assert KINDS[kind].read(typed, WREN) == meant


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("vitals", "80/120/3", "“80/120/3”: the pressure has two figures"),
        ("not taken", "", "Type why, as in declined, asleep, cuff, busy"),
        ("not taken", "unwilling", "Type why"),
        ("ordered", "50 IM", "Type mg and route; prescriber, with ; between them"),
        ("ordered", "fifty IM; Dr. Ilić", "“fifty IM”: type mg and route, as in 50 IM"),
        ("ordered", "50; Dr. Ilić", "type mg and route"),
        ("ordered", "50 nasal; Dr. Ilić", "type mg and route"),
        ("given", "50 IM; a; b; c; d; e", "Type mg and route; site; lot; given by; seen by"),
        ("medicine", "; 2 l/min", "Type what; how much; how; given by"),
        ("attended", "somewhere", "Type arrived, late, left early, absent, excused, left; then words"),
        ("attended", "", "Type how they attended"),
        ("questions", "no", "Type safety question, yes or no; fasted or eaten"),
        ("questions", "maybe; fasted", "“maybe”: type yes or no"),
        ("questions", "no; water", "“water”: type fasted or eaten"),
        ("touch", "", "Type none, ask, hand or shoulder"),
        ("touch", "back", "Type none, ask, hand or shoulder"),
        ("before", "well", "Type ready, not today, stops"),
        ("song", "Tide; because; later", "Type why as a wish, to avoid something, the music was not right, not known"),
        ("song", "Tide; a wish", "Type which song; why; what was done"),
        ("incident", "fall; mild", "Type what happened; how severe; how related"),
        ("incident", "fall; m; unrelated", "Type how severe it was as near miss, mild, moderate, severe"),
        ("incident", "fall; mild; perhaps", "Type how it is related as unrelated, possibly related"),
        ("incident", "fall; mild; unrelated; ice; yes", "“yes”: type resolved or open"),
        ("discharged", "2 2 2 2 2; 1; sister; JK; DI", "all, or all but what has no tick, with ; between them"),
        ("discharged", "2 2 2 2; 1; sister; JK; DI; all", "Type the five figures of the Aldrete score"),
        ("discharged", "2 2 2 2 2; calm; sister; JK; DI; all", "then the distress, as in 3"),
        ("discharged", "2 2 2 2 2; 1; sister; JK; DI; some", "Type all, or all but what has no tick: aftercare"),
        ("discharged", "2 2 2 2 2; 1; sister; JK; DI; all but shoes", "Type all, or all but what has no tick"),
        ("against", "stay", "Type what they were told; by whom"),
        ("transferred", "hospital", "Type where to; by whom"),
        ("escort", "late", "Type what was wrong; what was done"),
        ("team", "Ana; here", "“Ana” is nobody on the sheet"),
        ("team", "J; here", "“J” is more than one on the sheet"),
        ("team", "Jo; perhaps", "type here or gone"),
        ("equipment", " ", "Type what was seen"),
    ],
)
def test_what_cannot_be_meant_says_how_it_is_typed(kind: str, typed: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        KINDS[kind].read(typed, WREN)
    assert words in str(refusal.value)


def test_every_kind_is_one_of_the_records_and_its_example_can_be_typed() -> None:
    for kind in KINDS.values():
        usage = "Jo; here" if kind.key == "team" else kind.usage
        assert type(kind.read(usage, WREN)) in RECORDS
        assert kind.says
        assert not kind.says.endswith("."), "the sheet ends the sentence"


def test_all_of_no_equipment_is_said_in_words() -> None:
    with pytest.raises(Refused, match="Type what was seen to be here"):
        KINDS["equipment"].read("all", Sheet())


AT_THE_DESK = {
    DoseSigned,
    Acknowledged,
    Covering,
    OnBreak,
    LeadAway,
    HandedOver,
    RoomOverridden,
    RoundBegan,
    RoundEnded,
}
"""What has no place on the sheets of the pack: answers to the program, a PIN, cover, and rounds."""


def test_whatever_else_is_recorded_of_a_day_can_be_entered() -> None:
    said = {type(KINDS[key].read(typed, WREN)) for key, typed in (("before", "not today"), ("before", "sent home"))} | {
        type(kind.read("Jo; here" if kind.key == "team" else kind.usage, WREN)) for kind in KINDS.values()
    }
    said.add(type(KINDS["team"].read("Ira; here", WREN)))
    assert said == set(RECORDS) - AT_THE_DESK


def zone(_: Instant) -> int:
    return 60


@pytest.mark.parametrize(
    ("typed", "after"),
    [("09:00", 0), ("9.05", 5), ("10:30", 90), ("08:30", -30), ("05:00", -240), ("04:59", 24 * 60 - 241)],
)
def test_a_time_of_day_is_that_of_the_sessions_day(typed: str, after: int) -> None:
    opened, now = Instant(START), Instant(START + 48 * 60 * MINUTES)
    assert taken_at(typed, opened, now, zone) == START + after * MINUTES


def test_a_session_that_ran_past_midnight() -> None:
    opened = Instant(START + 14 * 60 * MINUTES)  # 23:00 there
    assert taken_at("00:30", opened, Instant(opened + 10 * 60 * MINUTES), zone) == opened + 90 * MINUTES


@pytest.mark.parametrize("typed", ["", "now", "14", "14:5", "24:00", "12:60", "-5", "1:2:3"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is no time: type it as on the paper"):
        taken_at(typed, Instant(START), Instant(START), zone)


def test_what_has_not_come_yet_is_refused() -> None:
    with pytest.raises(Refused, match="09:01 has not come yet"):
        taken_at("09:01", Instant(START), Instant(START), zone)


def test_who_sat_on_a_mat() -> None:
    seats = {1: "wren", 12: "ash"}
    assert seat_of(" 12 ", seats) == "ash"
    assert seat_of("", seats) is None
    for typed in ("3", "x"):
        with pytest.raises(Refused, match=f"Nobody sat on mat {typed}. In this session are mats 1, 12."):
            seat_of(typed, seats)
