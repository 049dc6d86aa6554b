"""Doses, orders, other medicine: empty at first, two people, a mat, and always a second look."""

import pytest

from kapcircle.core.dose import DoseOrdered, MedicineGiven
from kapcircle.core.programme import Route
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.vitals import Vitals
from tests.made_up import MARA, MINUTES
from tests.ui import hands
from tests.ui.recording import GIVEN, LEAD, LEADS, Hand, contents, fill_dose, follow, marked
from tests.ui.scene import Scene


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
    scene.press("Esc")
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


def test_one_person_has_one_name_however_it_is_typed(scene: Scene, hand: Hand) -> None:
    hand.types("3DGI60")
    for words in ("left deltoid", "", "jo", "JK", "3"):
        scene.press("Tab")
        hand.types(words)
    assert "Jo Kay" in hands.shown(scene.page.form.parts["witness"])
    hand.types("\r\r")
    assert (contents(hand, "Ash"), "the witness is another" in hand.shown) == ([], True)
    scene.page.form.parts["witness"].put("ml")
    hand.types("\r\r")
    (given,) = contents(hand, "Ash")
    assert (given.given_by, given.witness) == ("Jo Kay", "Mara Lind")  # type: ignore[attr-defined] # it is a dose


def test_outside_the_programmes_range_and_not_as_ordered_say_check_the_order_and_no_more(
    scene: Scene, hand: Hand
) -> None:
    follow(scene)
    scene.do(c.Record(Vitals(weight=70), scene.who("Ash")))
    assert scene.bridge.circle is not None
    scene.bridge.circle.do(c.Record(DoseOrdered(Route.IM, 60, "Jo Kay"), scene.who("Ash")), LEAD)
    hand.types("3DG")
    fill_dose(scene, hand, mg="160")
    hand.types("\r")
    asked = "Not as ordered: check the order. Outside the programme’s range: check the order. Read it aloud"
    assert asked in hand.shown
    assert "60 mg" not in hand.shown.replace("160 mg", ""), "what was ordered is not proposed"
    hand.types("\r")
    (_, order, given) = hand.records("Ash")
    assert (given.content.outside_range, given.content.order) == (True, order.stamp)
    assert given.marks == ("recorded outside gate: not marked ready",)


NOT_HERE = "Mara Lind gave it, and is not marked as here: check who it was"


def test_who_gave_it_and_is_not_marked_as_here_is_asked_about_and_recorded(scene: Scene, hand: Hand) -> None:
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r")
    assert (NOT_HERE in hand.shown, contents(hand, "Ash")) == (True, [])
    hand.types("\r")
    assert contents(hand, "Ash") == [GIVEN]


def test_whoever_was_here_as_it_was_given_is_not_asked_about(scene: Scene, hand: Hand) -> None:
    marked(scene, " mara lind")
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r")
    assert ("No order is recorded" in hand.shown, "gave it, and" in hand.shown) == (True, False)
    hand.types("\r")
    scene.press("Esc")
    scene.pass_(4 * MINUTES)
    marked(scene, here=False)
    hand.types("3DG")
    fill_dose(scene, hand)
    scene.page.form.when.setText("-2")
    hand.types("\r")
    assert ("No order is recorded" in hand.shown, "gave it, and" in hand.shown) == (True, False)
    scene.page.form.when.setText("")
    hand.types("\r")
    assert NOT_HERE in hand.shown, "they have gone since"


def test_who_gave_it_and_is_none_of_the_clinical_team_is_asked_about(scene: Scene, hand: Hand) -> None:
    marked(scene, role=Role.COORDINATOR)
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r")
    assert "Mara Lind gave it, and is here as coordinator: check who it was" in hand.shown
    hand.types("\r")
    assert contents(hand, "Ash") == [GIVEN]


def test_the_same_dose_twice_is_asked(scene: Scene, hand: Hand) -> None:
    for _ in range(2):
        hand.types("3DG")
        fill_dose(scene, hand)
        hand.types("\r")
        if contents(hand, "Ash"):
            assert "Possible double entry: the same stands at" in hand.shown
        hand.types("\r")
        scene.press("Esc")
    assert contents(hand, "Ash") == [GIVEN, GIVEN], "both stand"


def test_an_order_is_the_medical_leads_and_asks_for_their_pin(scene: Scene, hand: Hand) -> None:
    hand.types("3DO")
    hand.types("S60.5")
    scene.press("Tab")
    hand.types("2\r\r")
    assert (contents(hand, "Ash"), "This is signed by the medical lead" in hand.shown) == ([], True)
    hand.types("2" + LEADS)
    hand.types("\r\r")
    assert contents(hand, "Ash") == [DoseOrdered(Route.SUBLINGUAL, 60.5, "Jo Kay")]
    assert (hand.records("Ash")[0].by, scene.house.desk.actor) == (LEAD.member, MARA)


def test_other_medicine_and_oxygen_are_words(scene: Scene, hand: Hand) -> None:
    hand.types("3DM")
    hand.types("ondansetron")
    scene.press("Tab")
    hand.types("4 mg\r\r")
    hand.types("3DX")
    hand.types("2 L/min")
    for words in ("mask", "1", "2"):
        scene.press("Tab")
        hand.types(words)
    assert "given: oxygen 2 L/min, mask, by Mara Lind, seen by Jo Kay, by ML, now" in hand.reads_back
    hand.types("\r\r")
    oxygen = MedicineGiven("oxygen", "2 L/min", "mask", "Mara Lind", "Jo Kay")
    assert contents(hand, "Ash") == [MedicineGiven("ondansetron", "4 mg"), oxygen]


def test_a_dose_of_the_wrong_person_says_what_to_do_and_moves_nowhere(scene: Scene, hand: Hand) -> None:
    scene.do(c.Record(Vitals(120, 80, 72, 98), scene.who("Ash")))
    scene.do(c.Record(GIVEN, scene.who("Ash")))
    hand.types("3W")
    assert not scene.page.form.isVisible()
    assert "Strike it here, with a reason, and record it on the other person with its time" in scene.window.status.words
    assert contents(hand, "Ash")[-1] == GIVEN


@pytest.mark.parametrize("typed", ["²", "①", "0", "99"])
def test_what_is_no_number_of_the_staff_is_a_name_or_refused(scene: Scene, hand: Hand, typed: str) -> None:
    """A key of French keyboards writes ², which is a digit and no number."""
    hand.types("3DGI60")
    for words in ("left deltoid", "", "", "2", "3"):
        scene.press("Tab")
        hand.types(words)
    scene.page.form.parts["given by"].put(typed)
    hand.types("\r\r")
    if typed.isascii():
        assert (contents(hand, "Ash"), f"Nobody on the staff has the number {typed}" in hand.shown) == ([], True)
    else:
        assert len(contents(hand, "Ash")) == 1
