"""Every kind of record: what cannot be meant is refused in words, and what was meant stands in its table."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core import (
    alarms,
    attendance,
    checkin,
    dose,
    incident,
    leaving,
    notes,
    observation,
    questions,
    song,
    staffing,
    vitals,
)
from kapcircle.core.attending import OtherRole
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Device, Instant, MemberId, OtherId, PersonId, TrackId, kind_of, stream_of
from kapcircle.core.log import Stamp
from kapcircle.core.programme import NO_PROGRAMME, Measure, Route, Signed
from kapcircle.core.record import About, Record, latest, of, valid
from kapcircle.core.roles import Role
from kapcircle.core.session.contents import KINDS
from tests.core.caring import CALM

STAMP = Stamp(7, Device("laptop"))
GIVEN = dose.DoseGiven(Route.IM, 50, "left deltoid", "L1", "MM", "JK", "Wren", 1)
ORDERED = dose.DoseOrdered(Route.IM, 50, "Dr Made-up")
WELL = leaving.Aldrete(2, 2, 2, 2, 2)
DISCHARGED = leaving.Discharged(WELL, True, True, True, 0, True, "Jo", True, True, True, ("MM", "JK"))
INCIDENT = incident.Incident("fall", incident.Severity.MILD, incident.Relation.UNKNOWN)
FLUTE = song.SongAsked("the one with the flute", song.Why.AVOIDS, song.Answer.TALKED)
NO_VITALS = {x.name.lower(): None for x in Measure}

REFUSED: list[tuple[Any, str]] = [
    (vitals.Vitals(), "Type at least one value, as in 120/80 72 98."),
    (vitals.Vitals(systolic=120), "A pressure has two figures, as in 120/80."),
    (vitals.Vitals(diastolic=80), "A pressure has two figures, as in 120/80."),
    (vitals.Vitals(80, 120), "80/120: the first figure must be above the second. Look at the cuff again."),
    (vitals.Vitals(80, 80), "80/80: the first figure must be above the second. Look at the cuff again."),
    (alarms.Acknowledged(STAMP, "  "), "Say what was done, as in “told the medical lead”."),
    (replace(ORDERED, mg=0), "Type the dose in mg, above 0."),
    (replace(ORDERED, mg=float("nan")), "Type the dose in mg, above 0."),
    (replace(ORDERED, prescriber=" "), "Name the prescriber of the order."),
    (replace(GIVEN, mg=-1), "Type the dose in mg, above 0."),
    (replace(GIVEN, witness=""), "Two people stand for a dose: who gave it, and who saw it."),
    (replace(GIVEN, given_by=" "), "Two people stand for a dose: who gave it, and who saw it."),
    (replace(GIVEN, witness=" mm"), "Two people stand for a dose: the witness is another than who gave it."),
    (replace(GIVEN, site=""), "Say where it was given, as in “left deltoid” or “under the tongue”."),
    (dose.MedicineGiven("", "4 mg"), "Say what was given, and how much."),
    (dose.MedicineGiven("made up", " "), "Say what was given, and how much."),
    (checkin.CheckIn(), "Say one of the five from 0 to 10, or a word, or pass."),
    (checkin.CheckIn(word=" "), "Say one of the five from 0 to 10, or a word, or pass."),
    (checkin.CheckIn(mood=11), "Mood goes from 0 to 10, not 11."),
    (checkin.CheckIn(connection=-1), "Connection goes from 0 to 10, not -1."),
    (observation.Observed(), "Say what you see: a depth, a distress from 0 to 10, a preset, or words."),
    (observation.Observed(words=" "), "Say what you see: a depth, a distress from 0 to 10, a preset, or words."),
    (observation.Observed(distress=11), "Distress goes from 0 to 10, not 11."),
    (observation.Observed(moaas=6), "MOAA/S goes from 0 to 5, not 6."),
    (observation.Observed(rass=5), "RASS goes from -5 to +4, not 5."),
    (
        questions.DayQuestions(safety=True, told=" "),
        "A yes to the safety question is told to a clinician at once: name who was told.",
    ),
    (replace(INCIDENT, kind=""), "Say what happened."),
    (replace(FLUTE, what=" "), "Say which song, by its title or in their words."),
    (
        replace(DISCHARGED, aldrete=replace(WELL, circulation=3)),
        "Circulation scores 0, 1 or 2 (modified Aldrete), not 3.",
    ),
    (replace(DISCHARGED, initials=("MM", "mm ")), "Two of the team sign a discharge with their initials."),
    (replace(DISCHARGED, initials=("", "JK")), "Two of the team sign a discharge with their initials."),
    (leaving.LeftAgainstAdvice("", "MM"), "Say what they were told."),
    (leaving.LeftAgainstAdvice("to stay", " "), "Say who told them."),
    (leaving.Transferred("", "ambulance"), "Say where to."),
    (leaving.Transferred("hospital", ""), "Say by whom."),
    (leaving.LeftUnseen(""), "Say who searches."),
    (leaving.EscortTrouble("", "called"), "Say what is wrong."),
    (leaving.EscortTrouble("late", ""), "Say what is done."),
    (
        staffing.RoomOverridden(("ratio",), " "),
        "Say why the room may start so: the reason stands on the report.",
    ),
    (staffing.OnBreak(MemberId("m"), MemberId("m")), "A break needs another who takes over."),
]


@pytest.mark.parametrize(("content", "words"), REFUSED)
def test_what_cannot_be_meant_is_refused_in_words(content: Any, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        KINDS[type(content)].check(content)
    assert str(refusal.value) == words


VALUES: list[tuple[Any, dict[str, Any]]] = [
    (notes.Note("hm"), {"text": "hm"}),
    (
        vitals.Vitals(120, 80, 72, 98, 14, 36.6, 70.5),
        {
            "not_taken": None,
            "systolic": 120,
            "diastolic": 80,
            "pulse": 72,
            "spo2": 98,
            "respiration": 14,
            "temperature": 36.6,
            "weight": 70.5,
        },
    ),
    (vitals.VitalsNotTaken(vitals.WhyNot.CUFF), {"not_taken": "cuff failed", **NO_VITALS}),
    (
        vitals.VitalsNotTaken(vitals.WhyNot.BUSY, "for ten minutes"),
        {"not_taken": "busy with somebody else for ten minutes", **NO_VITALS},
    ),
    (
        alarms.Acknowledged(STAMP, "told", "Dr Made-up"),
        {"record_tick": 7, "record_device": "laptop", "done": "told", "told": "Dr Made-up"},
    ),
    (
        replace(ORDERED, first=True),
        {
            "what": "ordered",
            "route": "IM",
            "mg": 50,
            "supplement": 0,
            "first": 1,
            "prescriber": "Dr Made-up",
            "site": None,
            "lot": None,
            "given_by": None,
            "witness": None,
            "outside_range": None,
        },
    ),
    (
        replace(GIVEN, supplement=True, outside_range=True),
        {
            "what": "given",
            "route": "IM",
            "mg": 50,
            "supplement": 1,
            "first": 0,
            "prescriber": None,
            "site": "left deltoid",
            "lot": "L1",
            "given_by": "MM",
            "witness": "JK",
            "outside_range": 1,
        },
    ),
    (
        dose.MedicineGiven("made up", "4 mg", "oral", "MM", "JK", "nausea"),
        {
            "name": "made up",
            "amount": "4 mg",
            "route": "oral",
            "given_by": "MM",
            "witness": "JK",
            "words": "nausea",
        },
    ),
    (
        checkin.CheckIn(5, None, 7, passed=False, word="calm", own=True),
        {
            "mood": 5,
            "energy": None,
            "safety": 7,
            "body": None,
            "connection": None,
            "word": "calm",
            "passed": 0,
            "own": 1,
        },
    ),
    (
        observation.Observed(observation.Depth.DEEP, 3, 4, -2, observation.Preset.CRYING, "Jo", "held a hand"),
        {
            "depth": "deep",
            "distress": 3,
            "moaas": 4,
            "rass": -2,
            "preset": "crying",
            "accompanied": "Jo",
            "words": "held a hand",
        },
    ),
    (
        observation.Observed(words="humming"),
        {
            "depth": None,
            "distress": None,
            "moaas": None,
            "rass": None,
            "preset": None,
            "accompanied": "",
            "words": "humming",
        },
    ),
    (observation.TouchAgreed(observation.Touch.HAND), {"touch": "a hand"}),
    (attendance.Attended(attendance.Attendance.LATE, "bus"), {"status": "late", "words": "bus"}),
    (attendance.Readied(), {"status": "ready", "words": ""}),
    (attendance.Readied(("no ride",), "a friend comes"), {"status": "ready", "words": "no ride; a friend comes"}),
    (attendance.NotToday("tired"), {"status": "not today", "words": "tired"}),
    (attendance.NotToday(stops=True), {"status": "stops", "words": ""}),
    (attendance.SentHome("taxi"), {"status": "sent home", "words": "taxi"}),
    (
        questions.DayQuestions(True, "Dr Made-up", "stays", "none", "as listed", False, "well", "no"),
        {
            "safety": 1,
            "told": "Dr Made-up",
            "decision": "stays",
            "substances": "none",
            "medication": "as listed",
            "fasted": 0,
            "sleep": "well",
            "pregnancy": "no",
        },
    ),
    (
        replace(INCIDENT, resolved=True),
        {"kind": "fall", "severity": "mild", "relation": "not known", "done": "", "resolved": 1},
    ),
    (
        FLUTE,
        {
            "what": "the one with the flute",
            "why": "to avoid something",
            "done": "talked it through",
            "not_again": None,
            "no_lyrics": 0,
        },
    ),
    (replace(FLUTE, not_again=TrackId("t1"), title="Tide", no_lyrics=True), {"not_again": "t1", "no_lyrics": 1}),
    (leaving.ReadyToLeave(), {"way": "ready to leave", "words": ""}),
    (leaving.LeftUnseen("Jo"), {"way": "left unseen", "words": "searches: Jo"}),
    (
        leaving.LeftAgainstAdvice("to stay", "MM"),
        {"way": "left against advice", "words": "told: to stay; by: MM"},
    ),
    (
        staffing.StaffHere(MemberId("m"), "Mara", Role.FACILITATOR, here=False),
        {"what": "here", "member": "m", "words": "facilitator, gone"},
    ),
    (
        staffing.StaffHere(MemberId("m"), "Mara", Role.FACILITATOR),
        {"what": "here", "member": "m", "words": "facilitator"},
    ),
    (
        staffing.OtherHere(OtherId("o"), "Ira", OtherRole.INTERPRETER, counts=True),
        {"what": "other here", "member": None, "words": "Ira, interpreter"},
    ),
    (
        staffing.OtherHere(OtherId("o"), "Ola", OtherRole.OBSERVER, here=False),
        {"what": "other here", "member": None, "words": "Ola, observer, gone"},
    ),
    (
        staffing.Covering(MemberId("m"), (PersonId("p1"), PersonId("p2"))),
        {"what": "covers", "member": "m", "words": "p1, p2"},
    ),
    (
        staffing.OnBreak(MemberId("m"), MemberId("n"), back=True),
        {"what": "break", "member": "m", "words": "back"},
    ),
    (staffing.OnBreak(MemberId("m"), MemberId("n")), {"what": "break", "member": "m", "words": "n"}),
    (staffing.LeadAway(None), {"what": "lead away", "member": None, "words": "back "}),
    (staffing.LeadAway(Instant(5), "pager"), {"what": "lead away", "member": None, "words": "5 pager"}),
    (
        staffing.HandedOver(MemberId("m"), MemberId("n"), ("one", "two")),
        {"what": "handover", "member": "n", "words": "one; two"},
    ),
    (staffing.EquipmentSigned(("AED",)), {"what": "equipment", "member": None, "words": "AED"}),
    (
        staffing.RoomOverridden(("ratio",), "two are on their way"),
        {"what": "override", "member": None, "words": "ratio: two are on their way"},
    ),
    (staffing.RoundBegan(), {"what": "round", "member": None, "words": "0"}),
    (staffing.RoundEnded(), {"what": "round over", "member": None, "words": ""}),
]


@pytest.mark.parametrize(("content", "values"), VALUES)
def test_what_was_meant_passes_and_stands_in_its_table(content: Any, values: dict[str, Any]) -> None:
    kind = KINDS[type(content)]
    kind.check(content)
    found = dict(kind.values(content))
    assert {name: found[name] for name in values} == values


def test_a_discharge_has_all_of_it_in_words() -> None:
    kind = KINDS[leaving.Discharged]
    kind.check(DISCHARGED)
    found = kind.values(DISCHARGED)
    assert found["way"] == "discharged"
    for words in ("escort: Jo", "driving: True", "initials: ('MM', 'JK')"):
        assert words in str(found["words"])
    assert WELL.total == 10


@pytest.mark.parametrize(
    "content", [leaving.Transferred("hospital", "ambulance"), leaving.EscortTrouble("late", "second contact called")]
)
def test_what_is_said_in_full_passes(content: Any) -> None:
    KINDS[type(content)].check(content)


@pytest.mark.parametrize(
    "content",
    [
        vitals.Vitals(spo2=97),
        observation.Observed(rass=-5),
        observation.Observed(moaas=0),
        observation.Observed(distress=10),
        checkin.CheckIn(passed=True),
        checkin.CheckIn(word="open"),
        checkin.CheckIn(body=0),
        questions.DayQuestions(safety=False),
    ],
)
def test_little_is_enough(content: Any) -> None:
    KINDS[type(content)].check(content)


def test_the_fields_of_all_vitals_are_read_by_their_measure() -> None:
    reading = vitals.Vitals(120, 80, 72, 98, 14, 36.6, 70.5)
    assert [reading.value(x) for x in Measure] == [120, 80, 72, 98, 14, 36.6, 70.5]


def test_every_kind_says_whom_it_is_about_and_who_may() -> None:
    for content, kind in KINDS.items():
        assert kind.content is content
        assert kind.roles
        assert kind.words
        assert not (kind.moves and kind.about is About.CIRCLE), kind.words


def record(tick: int, happened: int, content: Any = None, struck: str | None = None) -> Record:
    return Record(Stamp(tick, Device("d")), Instant(0), Instant(happened), MemberId("m"), content, struck)


def test_records_count_by_when_they_happened_and_not_when_they_are_struck() -> None:
    late, first, same, gone = record(3, 9), record(1, 5), record(2, 5), record(4, 1, struck="wrong")
    assert valid([late, same, gone, first]) == (first, same, late)
    assert valid(valid([late, first])) == (first, late)


def test_of_a_kind_and_the_last_of_it() -> None:
    records = [record(1, 5, CALM), record(2, 3, notes.Note("hm")), record(3, 4, vitals.Vitals(pulse=60))]
    assert [x for _, x in of(records, vitals.Vitals)] == [vitals.Vitals(pulse=60), CALM]
    found = latest(records, vitals.Vitals)
    assert found is not None
    assert found[1] == CALM
    assert latest(records, dose.DoseGiven) is None
    assert records[1].text == "hm"


def test_a_programme_that_nobody_signed_does_not_act() -> None:
    assert not NO_PROGRAMME.limits_hold
    assert replace(NO_PROGRAMME, signed=Signed(MemberId("m"), "Dr Made-up", Instant(0))).limits_hold


def test_the_kind_of_a_stream_stands_before_its_colon() -> None:
    assert kind_of(stream_of("session", "s1")) == "session"
    assert stream_of("session", "s1") == "session:s1"
