"""A form that is open while the circle goes on around it: another alarm, another mat, a cover, the end."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.session import commands as c
from kapcircle.core.vitals import Vitals
from tests.ui import hands
from tests.ui.recording import GIVEN, Hand, contents, follow, staffed
from tests.ui.scene import Scene, Stage


def test_an_answer_to_one_reading_is_not_taken_for_another_that_came_meanwhile(scene: Scene, hand: Hand) -> None:
    follow(scene)
    scene.do(c.Record(GIVEN, scene.who("Ash")))
    scene.do(c.Record(Vitals(165, 95), scene.who("Ash")))
    hand.types("3Asat down, told")
    scene.pass_(2_000)
    scene.do(c.Record(Vitals(190, 115), scene.who("Ash")))
    scene.pass_(2_000)
    hand.types("\r")
    assert "Something else waits now: read above what this answers" in hand.shown
    assert "190/115 at" in hand.shown
    assert not [x for x in contents(hand, "Ash") if isinstance(x, Acknowledged)]
    hand.types("\r")
    assert contents(hand, "Ash")[-1] == Acknowledged(hand.records("Ash")[2].stamp, "sat down, told")


def test_whoever_changes_mats_while_a_form_is_open_is_still_the_one_it_is_about(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80")
    scene.do(c.TakeSeat(scene.who("Ash"), 7))
    assert hand.reads_back.startswith("Mat 7, Ash: 120/80")
    hand.types("\r")
    assert (contents(hand, "Ash"), contents(hand, "Rowan")) == ([Vitals(120, 80)], [])


def test_a_dose_confirmed_on_the_old_mat_is_confirmed_anew(scene: Scene, hand: Hand) -> None:
    hand.types("3DGI60")
    for words in ("left deltoid", "A12", "1", "2", "3"):
        scene.press("Tab")
        hand.types(words)
    scene.do(c.TakeSeat(scene.who("Ash"), 7))
    hand.types("\r\r")
    assert "You typed mat 3, and this form is for mat 7, Ash. Look again." in hand.shown
    assert contents(hand, "Ash") == contents(hand, "Rowan") == []


def test_a_cover_takes_the_form_away_and_its_words_are_there_again(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80")
    scene.press("F12")
    assert "120/80" not in hands.shown(scene.window)
    scene.bridge.uncover()
    scene.press("V")
    assert hand.reads_back.startswith("Mat 3, Ash: 120/80")


def test_a_form_that_is_open_when_the_circle_ends_is_still_written(scene: Scene, hand: Hand) -> None:
    """What was done is always recorded: gates and ends hold only what is still to be done."""
    hand.types("3V120/80")
    scene.do(c.Close())
    hand.types("\r")
    assert contents(hand, "Ash") == [Vitals(120, 80)]


def test_a_letter_that_is_held_down_is_no_figure(scene: Scene, hand: Hand) -> None:
    hand.types("3V120/80")
    for repeated in (False, True, True):
        kind, plain = QEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(scene.focus, QKeyEvent(kind, Qt.Key.Key_K, plain, "k", repeated))
    assert hand.raws == {"line": "120/80"}


@pytest.mark.parametrize("people", [6, 40])
def test_where_the_hand_is_stays_in_sight_with_what_is_said_to_it(stage: Stage, people: int) -> None:
    scene = staffed(stage(people=people))
    hand = Hand(scene)
    hand.types("3DGI60")
    for words in ("left deltoid", "A12", "1", "2", "3"):
        scene.press("Tab")
        hand.types(words)
    hand.types("\r")
    QApplication.processEvents()
    said = scene.page.form.parts["mat"]
    top = said.mapTo(scene.page.form._scroll, said.rect().topLeft()).y()
    assert (top >= 0, top + said.height() <= scene.page.form._scroll.height()) == (True, True)
