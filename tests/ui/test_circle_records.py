"""Every form at the seat: what the hand types, what is read back, what stands in the log."""

from dataclasses import replace

import pytest

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.checkin import CheckIn
from kapcircle.core.dose import DoseGiven, DoseOrdered, MedicineGiven
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, ProgrammeId
from kapcircle.core.incident import Incident, Relation, Severity
from kapcircle.core.leaving import LeftUnseen
from kapcircle.core.observation import Depth, Observed, Preset, Touch, TouchAgreed
from kapcircle.core.programme import DoseRange, Programme, Route
from kapcircle.core.questions import DayQuestions
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.vitals import Vitals
from tests.core.caring import SIGNED, limits
from tests.made_up import MARA
from tests.ui import hands
from tests.ui.recording import Hand
from tests.ui.scene import MINUTES, Scene, Stage, press, texts

LEAD, LEADS = Actor(MemberId("kay"), Role.MEDICAL_LEAD), "830164"
PROGRAMME = Programme(
    ProgrammeId("made-up"), "Made-up", limits=limits(), doses=(DoseRange(Route.IM, 0.5, 1.5),), signed=SIGNED
)


@pytest.fixture
def scene(stage: Stage) -> Scene:
    """Twelve people; Mara at the desk, Dr Kay with a PIN."""
    made = stage(people=12).running()
    for actor, name in ((MARA, "Mara Lind"), (LEAD, "Jo Kay")):
        assert actor.role is not None
        made.house.staff.add(actor.member, name, actor.role)
    made.house.shift.admit(LEAD, LEADS)
    return made


@pytest.fixture
def hand(scene: Scene) -> Hand:
    return Hand(scene)


def follow(scene: Scene, programme: Programme) -> None:
    """Let the circle have opened with this programme."""
    assert scene.bridge.circle is not None
    stream = scene.house.desk.stream(scene.bridge.circle.name)
    for n, entry in enumerate(stream.entries):
        if isinstance(entry.event, e.Opened):
            opened = replace(entry.event, plan=replace(entry.event.plan, programme=programme))
            stream.entries[n] = entry._replace(event=opened)
    scene.house.desk._streams[scene.bridge.circle.name] = type(stream)(stream.name, list(stream.entries))
    scene.page.refresh()


def contents(hand: Hand, alias: str) -> list[object]:
    return [x.content for x in hand.records(alias) if x.struck is None]


def test_a_check_in_is_five_digits_and_a_word(hand: Hand) -> None:
    hand.types("12C75X6-calm")
    assert hand.reads_back == (
        "Mat 12, Yarrow: check-in: mood 7, energy 5, safety 10, body 6, calm, by ML, now"
    )
    hand.types("\r")
    assert contents(hand, "Yarrow") == [CheckIn(7, 5, 10, 6, None, "calm")]
    assert hand.strokes == 13


def test_who_passes_says_nothing_else(scene: Scene, hand: Hand) -> None:
    hand.types("12C7")
    hand.types("P\r")
    assert contents(hand, "Yarrow") == [CheckIn(passed=True)]


def test_an_observation_is_a_depth_and_a_distress(hand: Hand) -> None:
    hand.types("3O24\r")
    assert contents(hand, "Ash") == [Observed(Depth.INWARD, 4)]
    assert hand.strokes == 5


@pytest.mark.parametrize(
    ("key", "preset"),
    [
        ("C", Preset.CRYING),
        ("V", Preset.VOMITING),
        ("K", Preset.COLD),
        ("W", Preset.WATER),
        ("B", Preset.RESTROOM_BACK),
        ("P", Preset.PHONE),
    ],
)
def test_what_is_seen_often_is_one_key(hand: Hand, key: str, preset: Preset) -> None:
    hand.types(f"3O{key}\r")
    assert contents(hand, "Ash") == [Observed(preset=preset)]


def test_who_goes_out_goes_with_somebody(scene: Scene, hand: Hand) -> None:
    hand.types("3OO")
    field = hands.field(scene.page.form, "with whom")
    field.setFocus()
    hand.types("2")
    assert "with Jo Kay" in hand.reads_back
    hand.types("\r")
    assert contents(hand, "Ash") == [Observed(preset=Preset.RESTROOM_OUT, accompanied="Jo Kay")]


def test_sedation_is_there_only_when_it_is_asked_for(scene: Scene, hand: Hand) -> None:
    hand.types("3O2")
    assert "RASS" not in [x.accessibleName() for x in scene.page.form.parts.values() if x.isVisible()]
    hand.types("R")
    scene.page.form.parts["rass"].setFocus()
    hand.types("-2\r")
    assert contents(hand, "Ash") == [Observed(Depth.INWARD, rass=-2)]
    hand.types("3OM")
    scene.page.form.parts["moaas"].setFocus()
    hand.types("7\r")
    assert "MOAA/S goes from 0 to 5." in hand.shown


def test_not_responding_as_expected_is_asked_once_more(hand: Hand) -> None:
    hand.types("3O4\r")
    assert contents(hand, "Ash") == []
    hand.types("\r")
    assert contents(hand, "Ash") == [Observed(Depth.UNEXPECTED)]


def test_touch_is_narrowed_and_never_widened(scene: Scene, hand: Hand) -> None:
    hand.types("3TH\r")
    hand.types("3TS")
    assert "Now: hand. In a session touch is narrowed and never widened." in hand.shown
    hand.types("\r")
    assert contents(hand, "Ash") == [TouchAgreed(Touch.HAND)]
    hand.types("N")
    hand.types("\r")
    assert contents(hand, "Ash") == [TouchAgreed(Touch.HAND), TouchAgreed(Touch.NONE)]


def test_the_questions_of_the_day_need_their_two_answers(scene: Scene, hand: Hand) -> None:
    hand.types("3Q\r")
    assert "how the safety question was answered" in hand.shown
    hand.types("NF\r")
    assert contents(hand, "Ash") == [DayQuestions(safety=False, fasted=True)]


def test_a_yes_is_told_to_somebody_and_asked_once_more(scene: Scene, hand: Hand) -> None:
    hand.types("3QY")
    hand.types("\r")
    assert "name who was told" in hand.shown
    hand.types("2")
    scene.press("Tab")
    hand.types("sits with Jo Kay")
    scene.press("Tab")
    hand.types("E\r")
    assert contents(hand, "Ash") == []
    hand.types("\r")
    assert contents(hand, "Ash") == [DayQuestions(True, "Jo Kay", "sits with Jo Kay", fasted=False)]


def test_an_incident_is_a_digit_and_three_letters(hand: Hand) -> None:
    hand.types("3I4MU\r")
    assert "whether it is over" in hand.shown
    hand.types("R\r")
    assert contents(hand, "Ash") == [Incident("fall", Severity.MILD, Relation.UNRELATED, "", True)]


def test_an_incident_of_the_circle_needs_nobody(scene: Scene, hand: Hand) -> None:
    hand.types("I8")
    scene.page.form.parts["other"].setFocus()
    hand.types("fire alarm next door")
    scene.page.form.parts["severity"].setFocus()
    hand.types("NUX\r")
    (record,) = scene.session.records
    assert record.content == Incident("fire alarm next door", Severity.NEAR_MISS, Relation.UNRELATED)


def fill_dose(scene: Scene, hand: Hand, mg: str = "60", mat: str = "3") -> None:
    """As a hand would after `3DG`."""
    hand.types(f"I{mg}")
    for words in ("left deltoid", "A12", "1", "2", mat):
        scene.press("Tab")
        hand.types(words)


GIVEN = DoseGiven(Route.IM, 60, "left deltoid", "A12", "Mara Lind", "Jo Kay", "Ash", 3)


def test_a_dose_is_two_people_a_mat_and_a_second_look(scene: Scene, hand: Hand) -> None:
    hand.types("3DG")
    assert set(hand.raws.values()) == {""}, "never a default, a proposal or a copy"
    fill_dose(scene, hand)
    assert "Ash" in hands.shown(scene.page.form.parts["mat"])
    assert hand.reads_back == (
        "Mat 3, Ash: given: 60 mg IM, left deltoid, lot A12, by Mara Lind, seen by Jo Kay, "
        "no weight recorded today, by ML, now"
    )
    hand.types("\r")
    assert (contents(hand, "Ash"), "No order is recorded" in hand.shown) == ([], True)
    hand.types("\r")
    assert contents(hand, "Ash") == [GIVEN]
    hand.types("3DG")
    assert set(hand.raws.values()) == {""}, "nor of the last one"


def test_milligrams_by_weight_are_read_back_from_what_was_measured(scene: Scene, hand: Hand) -> None:
    hand.types("3V- - - - - 75\r")
    hand.types("3DG")
    fill_dose(scene, hand)
    assert "0.80 mg/kg of 75 kg" in hand.reads_back


def test_another_mat_is_another_person(scene: Scene, hand: Hand) -> None:
    hand.types("3DG")
    fill_dose(scene, hand, mat="4")
    assert "Juniper" in hands.shown(scene.page.form.parts["mat"])
    hand.types("\r\r\r")
    assert (contents(hand, "Ash"), contents(hand, "Juniper")) == ([], [])
    assert "You typed mat 4, and this form is for mat 3, Ash. Look again." in hand.shown


def test_one_person_is_not_two(scene: Scene, hand: Hand) -> None:
    hand.types("3DG")
    hand.types("I60")
    for words in ("left deltoid", "", "1", "Mara Lind", "3"):
        scene.press("Tab")
        hand.types(words)
    hand.types("\r\r")
    assert (contents(hand, "Ash"), "the witness is another" in hand.shown) == ([], True)


def test_outside_the_programmes_range_and_not_as_ordered_say_check_the_order_and_no_more(
    scene: Scene, hand: Hand
) -> None:
    follow(scene, PROGRAMME)
    scene.do(c.Record(Vitals(weight=70), scene.who("Ash")))
    assert scene.bridge.circle is not None
    scene.bridge.circle.do(c.Record(DoseOrdered(Route.IM, 60, "Jo Kay"), scene.who("Ash")), LEAD)
    hand.types("3DG")
    fill_dose(scene, hand, mg="160")
    hand.types("\r")
    asked = "Not as ordered: check the order; Outside the programme’s range: check the order; Read it aloud"
    assert asked in hand.shown
    assert "60 mg" not in hand.shown.replace("160 mg", ""), "what was ordered is not proposed"
    hand.types("\r")
    (_, order, given) = hand.records("Ash")
    assert (given.content.outside_range, given.content.order) == (True, order.stamp)
    assert given.marks == ("recorded outside gate: not marked ready",)


def test_the_same_dose_twice_is_asked(scene: Scene, hand: Hand) -> None:
    for _ in range(2):
        hand.types("3DG")
        fill_dose(scene, hand)
        hand.types("\r")
        if contents(hand, "Ash"):
            assert "Possible double entry: the same stands at" in hand.shown
        hand.types("\r")
    assert contents(hand, "Ash") == [GIVEN, GIVEN], "both stand"


def test_an_order_is_the_medical_leads_and_asks_for_their_pin(scene: Scene, hand: Hand) -> None:
    hand.types("3DO")
    hand.types("S60.5")
    scene.press("Tab")
    hand.types("2\r\r")
    assert (contents(hand, "Ash"), "This is signed by the medical lead" in hand.shown) == ([], True)
    hand.types("1" + LEADS)
    hand.types("\r\r")
    assert contents(hand, "Ash") == [DoseOrdered(Route.SUBLINGUAL, 60.5, "Jo Kay")]
    assert (hand.records("Ash")[0].by, scene.house.desk.actor) == (LEAD.member, MARA)


def test_other_medicine_and_oxygen_are_words(scene: Scene, hand: Hand) -> None:
    hand.types("3DM")
    hand.types("ondansetron")
    scene.press("Tab")
    hand.types("4 mg\r\r")
    hand.types("3DX")
    hand.types("2 L/min\r\r")
    assert contents(hand, "Ash") == [MedicineGiven("ondansetron", "4 mg"), MedicineGiven("oxygen", "2 L/min")]


def test_what_is_outside_the_signed_range_is_acknowledged_by_a(scene: Scene, hand: Hand) -> None:
    follow(scene, PROGRAMME)
    hand.types("3V150/95 80\r")
    (reading,) = hand.records("Ash")
    hand.types("A")
    assert "150/95, outside your programme’s range" in hand.shown
    hand.types("\r")
    assert "Say what was done" in hand.shown
    hand.types("sat down, told")
    scene.press("Tab")
    hand.types("2\r")
    assert contents(hand, "Ash")[-1] == Acknowledged(reading.stamp, "sat down, told", "Jo Kay")
    hand.types("A")
    assert "Nothing of theirs waits" in hand.shown


def test_the_wrong_person_is_two_keys_and_a_number(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80 72")
    scene.press("Tab")
    hand.types("-7\r")
    (was,) = hand.records("Ash")
    scene.pass_(MINUTES)
    hand.types("3W")
    assert "120/80, pulse 72, at " in hand.shown
    hand.types("12")
    assert "Yarrow" in hand.shown
    hand.types("\r")
    (struck,), (right,) = hand.records("Ash"), hand.records("Yarrow")
    assert struck.struck == "wrong person: mat 3, moved to mat 12"
    assert (right.content, right.happened, right.replaces) == (was.content, was.happened, was.stamp)


def test_nothing_moves_where_nothing_may(scene: Scene, hand: Hand) -> None:
    hand.types("3W")
    assert "Nothing is recorded on this person" in scene.window.status.words
    hand.types("3V120/80\r")
    hand.types("3W3\r")
    assert "It stands on this person already" in hand.shown
    hand.types("\b9")
    scene.press("Ctrl+Del")
    hand.types("55\r")
    assert "Nobody sits on mat 55" in hand.shown


def test_a_note_needs_a_number_and_n(scene: Scene, hand: Hand) -> None:
    hand.types("12Nhums along\r")
    assert [x.text for x in scene.session.seats[scene.who("Yarrow")].lines] == ["hums along"]


def test_the_trail_shows_everything_and_w_moves_the_chosen_record(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80\r")
    scene.pass_(MINUTES)
    hand.types("3O2\r")
    scene.pass_(MINUTES)
    said = [row.text for row in scene.page.rows()]
    assert said == ["inward", "120/80"]
    older = scene.page.notes.trail._lines[1]
    assert older.link is not None
    older.link.setFocus()
    assert older.accessibleDescription() == "chosen"
    hand.types("W7\r")
    assert (contents(hand, "Ash"), contents(hand, "Rowan")) == ([Observed(Depth.INWARD)], [Vitals(120, 80)])
    assert any("struck: wrong person" in words for words in texts(scene.page.notes))


def test_a_record_is_withdrawn_while_it_is_fresh_and_then_only_struck(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80\r")
    press(scene.page.notes, "withdraw")
    assert hand.records("Ash")[0].struck == "withdrawn"
    hand.types("3V120/80\r")
    scene.pass_(31_000)
    press(scene.page.notes, "strike")
    hand.types("\r")
    assert "Say why the record is wrong." in hands.shown(scene.page.ask)
    hand.types("cuff slipped\r")
    assert hand.records("Ash")[1].struck == "cuff slipped"


def test_a_dose_is_never_withdrawn(scene: Scene, hand: Hand) -> None:
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r\r")
    assert [row.link for row in scene.page.rows()] == ["strike"]


def test_what_is_right_opens_the_same_form_and_both_stand(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80 72 98\r")
    (was,) = hand.records("Ash")
    scene.pass_(5 * MINUTES)
    press(scene.page.notes, "strike")
    hand.types("misread")
    press(scene.page.ask, "Put it right")
    assert hand.raws == {"why": "misread", "line": "120/80 72 98"}
    assert "Vitals, put right".upper() in hand.shown
    hand.types("\b7\r")
    struck, right = hand.records("Ash")
    assert (struck.struck, right.content, right.replaces) == ("misread", Vitals(120, 80, 72, 97), was.stamp)
    assert right.happened == was.happened


def test_a_dose_that_was_wrong_is_typed_anew(scene: Scene, hand: Hand) -> None:
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r\r")
    press(scene.page.notes, "strike")
    hand.types("wrong lot")
    press(scene.page.ask, "Put it right")
    assert {name: raw for name, raw in hand.raws.items() if raw} == {"why": "wrong lot"}, "never a copy"


def test_the_column_of_the_chosen_one_says_how_they_are(scene: Scene, hand: Hand) -> None:
    follow(scene, PROGRAMME)
    hand.types("3V- - - - - 75\r")
    hand.types("3TA\r")
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r\r")
    scene.pass_(27 * MINUTES)
    hand.types("3V150/95 80\r")
    said = hands.shown(scene.page.notes)
    assert "touch: ask" in said
    assert "IM at 09:25, T+27" in said
    assert "150/95, pulse 80, at 09:52" in said
    assert scene.page.notes.waiting.isVisible() is False
    hand.types("3V170/105 80\r\r")
    assert "▲ 170/105, outside your programme’s range (160/100, set by" in hands.shown(scene.page.notes)
    press(scene.page.notes, "acknowledge")
    assert scene.page.form.form is not None
    assert scene.page.form.form.title == "Acknowledge"


def test_the_letters_of_the_chosen_one_are_keys_too(scene: Scene, hand: Hand) -> None:
    assert not scene.page.notes.letters.isVisible()
    hand.types("3\r")
    press(scene.page.notes.letters, "vitals")
    hand.types("120/80\r")
    assert contents(hand, "Ash") == [Vitals(120, 80)]
    assert "W wrong person" in hands.shown(scene.page.notes.letters).replace("\N{NO-BREAK SPACE}", " ")


def test_who_is_not_here_any_more_is_asked_about(scene: Scene, hand: Hand) -> None:
    scene.do(c.Record(LeftUnseen("Mara looks for them"), scene.who("Ash")))
    hand.types("3V120/80\r")
    assert (len(hand.records("Ash")), "Ash: left unseen" in hand.shown) == (1, True)
    hand.types("\r")
    assert len(hand.records("Ash")) == 2


def test_a_row_of_who_needs_eyes_leads_to_the_form(scene: Scene, hand: Hand) -> None:
    follow(scene, PROGRAMME)
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r\r")
    scene.pass_(16 * MINUTES)
    scene.page.choose(None)
    press(scene.page.eyes, "Record vitals")
    assert (scene.page.who, "VITALS" in hand.shown) == (scene.who("Ash"), True)


def test_another_who_takes_the_desk_signs_what_is_still_open(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80")
    assert scene.bridge.switch(LEAD.member, LEADS) == ""
    assert hand.reads_back.endswith("by JK, now")


def test_a_form_of_another_circle_is_put_away(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80")
    scene.bridge.seated.emit()
    assert not scene.page.form.isVisible()


def test_in_reading_mode_what_is_read_back_is_large(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80")
    before = scene.page.form._back.font().pointSizeF()
    scene.press("F2")
    assert scene.page.form._back.font().pointSizeF() > before
    scene.press("F2")
    assert scene.page.form._back.font().pointSizeF() == before


def test_by_name_too(scene: Scene, hand: Hand) -> None:
    scene.press("Ctrl+K")
    hand.types("vitals 3\r")
    assert hand.shown.startswith("3")
    scene.press("Esc")
    scene.press("Ctrl+K")
    hand.types("vitals 77\r")
    assert "Nobody sits on mat 77." in hands.shown(scene.page.commands)
