"""Vital signs by one hand: a number, V, the figures, Enter; asked again where something is unusual."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import Instant
from kapcircle.core.session import commands as c
from kapcircle.core.vitals import Vitals, VitalsNotTaken, WhyNot
from kapcircle.views.times import hour
from tests.ui import hands
from tests.ui.recording import Hand, contents
from tests.ui.scene import MINUTES, Scene, Stage, texts


def test_a_reading_is_a_number_a_letter_the_figures_and_enter(stage: Stage) -> None:
    scene = stage(people=12).running()
    hand = Hand(scene)
    hand.types("12V120/80 72 98")
    assert hand.reads_back == "Mat 12, Yarrow: 120/80, pulse 72, SpO2 98 %, by facilitator, now"
    hand.types("\r")
    (record,) = hand.records("Yarrow")
    assert (record.content, record.happened) == (Vitals(120, 80, 72, 98), scene.bridge.now)
    assert (scene.page.form.isVisible(), scene.page.who) == (False, scene.who("Yarrow"))
    assert "Saved. Mat 12, Yarrow: 120/80" in scene.window.status.words


NO_TYPIST, SKILLED, LOOKING = 0.28, 0.20, 1.35
"""Seconds: a key under an average hand that is no typist's (40 words a minute), under an average skilled one (55), and
one mental preparation, as to read the next figures (Card, Moran & Newell 1980, Communications of the ACM 23:396-410).
"""


def test_twelve_people_take_a_practised_hand_less_than_a_minute(stage: Stage) -> None:
    """Readings that nothing is asked about, each of another mat; every key counts, and Shift where `/` needs it.

    The hand that types on without a look back needs no typist's speed; the one that looks at the figures of each person
    before it types them has to be practised.
    """
    scene = stage(people=12).running()
    hand = Hand(scene)
    for mat in range(1, 13):
        hand.types(f"{mat}v{118 + mat}/80 72 98\r")
    read = [content for seat in scene.page.ring.seats for content in contents(hand, seat.view.alias)]
    assert read == [Vitals(118 + mat, 80, 72, 98) for mat in range(1, 13)]
    assert hand.strokes == 183, "15 for each person, and one more for each mat of two figures"
    with_shift = hand.strokes + 12
    assert with_shift * NO_TYPIST < 60
    assert with_shift * SKILLED + 12 * LOOKING < 60
    assert 17 * NO_TYPIST < 5, "the longest of them"


def test_the_chosen_one_needs_no_number(stage: Stage) -> None:
    scene = stage().running()
    scene.page.choose(scene.who("Ash"))
    hand = Hand(scene)
    hand.types("V118/76 64\r")
    assert [x.content for x in hand.records("Ash")] == [Vitals(118, 76, 64)]


def test_what_is_unusual_is_asked_once_more_and_another_figure_anew(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    hand.types("3V190/80 72\r")
    assert (hand.records("Ash"), "systolic 190 mmHg is unusual" in hand.shown) == ([], True)
    hand.types(" 90\r")
    assert "SpO2 90 % is unusual" in hand.shown
    assert hand.records("Ash") == []
    hand.types("\r")
    assert [x.content for x in hand.records("Ash")] == [Vitals(190, 80, 72, 90)]


def test_what_cannot_be_is_never_saved(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    hand.types("3V80/120\r\r\r")
    assert (hand.records("Ash"), "must be above the second" in hand.shown) == ([], True)


def test_a_check_that_was_not_made_is_two_letters(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    hand.types("3VRA")
    assert hand.reads_back == "Mat 3, Ash: vitals not taken: asleep, not to be woken, by facilitator, now"
    hand.types("\r")
    assert [x.content for x in hand.records("Ash")] == [VitalsNotTaken(WhyNot.ASLEEP)]


def test_when_it_happened_is_typed_and_said(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    hand.types("3V120/80")
    scene.press("Tab")
    hand.types("-12")
    assert hand.reads_back.endswith("12 min late")
    hand.types("\r")
    assert hand.records("Ash")[0].happened == scene.bridge.now - 12 * MINUTES


def test_a_time_that_has_not_come_is_refused_in_the_form(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    hand.types("3V120/80")
    scene.press("Tab")
    hand.types(f"{hour(Instant(scene.bridge.now + 2 * MINUTES), scene.bridge.zone)}\r\r")
    assert (hand.records("Ash"), "has not come yet" in hand.shown) == ([], True)


def test_what_is_long_ago_is_asked_once_more(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    hand.types("3V120/80")
    scene.press("Tab")
    hand.types("-90\r")
    assert (hand.records("Ash"), "1 h 30 late" in hand.shown) == ([], True)
    hand.types("\r")
    assert hand.records("Ash")[0].happened == scene.bridge.now - 90 * MINUTES


def test_the_disk_refuses_and_everything_stays_in_the_form(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    scene.log.disk = "full"
    hand.types("3V120/80 72 98\r")
    assert "Not saved" in hand.shown
    assert scene.page.form.parts["line"].raw == "120/80 72 98"
    scene.log.mend()
    hand.types("\r")
    assert [x.content for x in hand.records("Ash")] == [Vitals(120, 80, 72, 98)]


def test_one_in_mid_write_stands_once_however_often_enter_is_pressed(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    scene.log.disk = "stuck"
    hand.types("3V120/80 72 98\r\r\r")
    assert "It will appear" in hand.shown
    scene.log.mend()
    scene.pass_(1_000)
    assert [x.content for x in hand.records("Ash")] == [Vitals(120, 80, 72, 98)]
    assert not scene.page.form.isVisible()


def test_esc_keeps_what_was_begun_and_another_person_sees_none_of_it(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    hand.types("3V120/80")
    scene.press("Esc")
    assert not scene.page.form.isVisible()
    hand.types("4V")
    assert (scene.page.form.parts["line"].raw, "Begun earlier" in hand.shown) == ("", False)
    scene.press("Esc")
    hand.types("3V")
    assert (scene.page.form.parts["line"].raw, "Begun earlier" in hand.shown) == ("120/80", True)
    scene.press("Ctrl+Del")
    assert (scene.page.form.parts["line"].raw, "Begun earlier" in hand.shown) == ("", False)


def test_a_half_filled_form_survives_a_crash(stage: Stage, qtbot: QtBot) -> None:
    scene = stage().running()
    hand = Hand(scene)
    hand.types("3V120/80 72")
    qtbot.waitUntil(lambda: bool(scene.log.half_typed))
    (name,) = scene.log.half_typed
    again = stage()
    again.log.half_typed = dict(scene.log.half_typed)
    again.running()
    hand = Hand(again)
    hand.types("3V")
    assert (again.page.form.parts["line"].raw, "Begun earlier" in hand.shown) == ("120/80 72", True)
    hand.types(" 98\r")
    assert [x.content for x in hand.records("Ash")] == [Vitals(120, 80, 72, 98)]
    QApplication.processEvents()
    assert name not in again.log.half_typed


def test_covered_nothing_of_it_is_in_sight_and_letters_are_no_commands(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    hand.types("3V120/80")
    scene.press("F12")
    assert not scene.page.form.isVisible()
    assert "120/80" not in "\n".join(texts(scene.page))
    hand.types("3")
    assert not scene.page.form.isVisible()
    assert scene.page.ask.isVisible(), "a digit is the beginning of a proof"


def test_the_circle_goes_on_while_a_form_is_filled_in(stage: Stage) -> None:
    scene = stage().running()
    hand = Hand(scene)
    hand.types("3V120/80")
    at = scene.session.at
    scene.press("Ctrl+Return")
    assert scene.session.at == at
    scene.press("F9")
    assert scene.session.emergency is not None
    assert (hand.reads_back.startswith("Mat 3, Ash"), scene.page.form.isVisible()) == (True, True)


def test_records_begin_when_the_circle_opens(stage: Stage) -> None:
    scene = stage()
    hand = Hand(scene)
    hand.types("3V")
    assert (scene.page.form.isVisible(), "Records begin when" in scene.window.status.words) == (False, True)
    scene.do(c.Open())
    scene.page.choose(None)
    hand.types("V")
    assert "Nobody is chosen" in scene.window.status.words
    assert not hands.shown(scene.page.form).startswith("Mat")


def named(scene: Scene) -> str:
    return scene.page.ring._number.accessibleName() if scene.page.ring._number.isVisible() else ""


def test_the_number_typed_so_far_is_shown_and_forgotten(stage: Stage) -> None:
    scene = stage(people=12).running()
    hand = Hand(scene)
    hand.types("1")
    assert named(scene) == "mat 1, Wren"
    hand.types("2")
    assert named(scene) == "mat 12, Yarrow"
    scene.press("Backspace")
    assert named(scene) == "mat 1, Wren"
    scene.pass_(3_900)
    assert named(scene) == "mat 1, Wren"
    scene.pass_(200)
    assert named(scene) == ""
    hand.types("12")
    scene.press("Esc")
    assert (named(scene), scene.page.who) == ("", None)


def test_enter_alone_chooses_and_a_wrong_number_says_so(stage: Stage) -> None:
    scene = stage(people=12).running()
    hand = Hand(scene)
    hand.types("12\r")
    assert scene.page.who == scene.who("Yarrow")
    hand.types("14V")
    assert (scene.window.status.words, scene.page.form.isVisible()) == ("Nobody sits on mat 14.", False)
    assert scene.page.who == scene.who("Yarrow")


def test_a_letter_of_the_show_ends_a_number_and_does_what_it_does(stage: Stage) -> None:
    scene = stage().running()
    Hand(scene).types("3H")
    assert (scene.session.holding, named(scene)) == (True, "")
