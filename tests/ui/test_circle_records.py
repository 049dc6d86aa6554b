"""Every form at the seat: what the hand types, what is read back, what stands in the log."""

import pytest

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.checkin import CheckIn
from kapcircle.core.incident import Incident, Relation, Severity
from kapcircle.core.leaving import LeftUnseen
from kapcircle.core.observation import Depth, Observed, Preset, Touch, TouchAgreed
from kapcircle.core.questions import DayQuestions
from kapcircle.core.session import commands as c
from kapcircle.core.vitals import Vitals
from tests.ui import hands
from tests.ui.cared import dosed
from tests.ui.recording import LEAD, LEADS, Hand, contents, follow
from tests.ui.scene import Scene


def test_a_check_in_is_five_digits_and_a_word(hand: Hand) -> None:
    hand.types("12C75X6-calm")
    assert hand.reads_back == ("Mat 12, Yarrow: check-in: mood 7, energy 5, safety 10, body 6, calm, by ML, now")
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


def test_after_a_dose_who_goes_out_without_anybody_named_is_asked_once_more(scene: Scene, hand: Hand) -> None:
    who = scene.who("Ash")
    dosed(scene, who, 5)
    before = contents(hand, "Ash")
    hand.types("3OO\r")
    assert "Nobody is named who goes with them. Enter again saves it." in hand.shown
    assert contents(hand, "Ash") == before
    hand.types("\r")
    assert contents(hand, "Ash") == [*before, Observed(preset=Preset.RESTROOM_OUT)]


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
    assert "Now: a hand. In a session touch is narrowed and never widened." in hand.shown
    hand.types("\r")
    assert contents(hand, "Ash") == [TouchAgreed(Touch.HAND)]
    hand.types("N")
    hand.types("\r")
    assert contents(hand, "Ash") == [TouchAgreed(Touch.HAND), TouchAgreed(Touch.NONE)]


def test_the_questions_of_the_day_need_their_two_answers(scene: Scene, hand: Hand) -> None:
    hand.types("3Q\r")
    assert "how the safety question was answered" in hand.shown
    hand.types("NF")
    hand.types("none")
    assert "safety no; fasted yes; substances none, by ML" in hand.reads_back, "every answer is read back"
    hand.types("\r")
    assert contents(hand, "Ash") == [DayQuestions(safety=False, substances="none", fasted=True)]


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


def test_what_is_outside_the_signed_range_is_acknowledged_by_a(scene: Scene, hand: Hand) -> None:
    follow(scene)
    hand.types("3V150/95 80\r")
    (reading,) = hand.records("Ash")
    hand.types("A")
    assert "150/95 at 09:25, outside 140/90. Tell the medical lead." in hand.shown
    hand.types("\r")
    assert "Say what was done" in hand.shown
    hand.types("sat down, told")
    scene.press("Tab")
    hand.types("2\r")
    assert contents(hand, "Ash")[-1] == Acknowledged(reading.stamp, "sat down, told", "Jo Kay")
    assert not scene.page.form.isVisible(), "what is answered is done with"
    hand.types("A")
    assert "Nothing of theirs waits" in hand.shown


def test_a_note_needs_a_number_and_n(scene: Scene, hand: Hand) -> None:
    hand.types("12Nhums along\r")
    assert [x.text for x in scene.session.seats[scene.who("Yarrow")].lines] == ["hums along"]
    hand.types("3V120/80\r")
    assert contents(hand, "Ash") == [Vitals(120, 80)], "the next keys are no second note"
    assert len(hand.records("Yarrow")) == 1


def test_who_is_not_here_any_more_is_asked_about(scene: Scene, hand: Hand) -> None:
    scene.do(c.Record(LeftUnseen("Mara looks for them"), scene.who("Ash")))
    hand.types("3V120/80\r")
    assert (len(hand.records("Ash")), "Ash: left unseen" in hand.shown) == (1, True)
    hand.types("\r")
    assert len(hand.records("Ash")) == 2


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
