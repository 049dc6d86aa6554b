"""The column of the chosen one: how they are, their letters, and the trail in which records are put right."""

from kapcircle.core.observation import Depth, Observed
from kapcircle.core.vitals import Vitals
from tests.ui import hands
from tests.ui.recording import Hand, contents, fill_dose, follow
from tests.ui.scene import MINUTES, Scene, press, texts


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


def test_the_trail_shows_everything_and_w_moves_the_chosen_record(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80\r")
    scene.pass_(MINUTES)
    hand.types("3O2\r")
    scene.pass_(MINUTES)
    said = [row.text for row in scene.page.trailing.rows()]
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
    assert [row.link for row in scene.page.trailing.rows()] == ["strike"]


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
    follow(scene)
    hand.types("3V- - - - - 75\r")
    hand.types("3TA\r")
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r\r")
    scene.press("Esc")
    scene.pass_(27 * MINUTES)
    hand.types("3V150/95 80\r")
    said = hands.shown(scene.page.notes)
    assert "touch: ask" in said
    assert "IM at 09:25, T+27" in said
    assert "150/95, pulse 80, at 09:52" in said
    assert scene.page.notes.waiting.isVisible() is False
    hand.types("3V170/105 80\r\r")
    assert "outside 160/100. Tell the medical lead." in hands.shown(scene.page.notes)
    press(scene.page.notes, "acknowledge")
    assert scene.page.form.form is not None
    assert scene.page.form.form.title == "Acknowledge"


def test_the_letters_of_the_chosen_one_are_keys_too(scene: Scene, hand: Hand) -> None:
    assert not scene.page.notes.letters.isVisible()
    hand.types("3\r")
    press(scene.page.notes.letters, "vitals")
    hand.types("120/80\r")
    assert contents(hand, "Ash") == [Vitals(120, 80)]
    assert "W wrong person" in scene.page.notes.letters._others.toolTip()


def test_a_row_of_who_needs_eyes_leads_to_the_form(scene: Scene, hand: Hand) -> None:
    follow(scene)
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r\r")
    scene.pass_(16 * MINUTES)
    scene.page.choose(None)
    press(scene.page.eyes, "Record vitals")
    assert (scene.page.who, "VITALS" in hand.shown) == (scene.who("Ash"), True)
