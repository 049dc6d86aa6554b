"""Back after the laptop was away, and notes that were half typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.session import commands as c
from kapcircle.desk import orders
from tests import made_up
from tests.ui import hands
from tests.ui.scene import MINUTES, Stage, eyes, press


def test_a_half_typed_note_stays_with_whom_it_was_begun_for(stage: Stage) -> None:
    scene = stage().running()
    wren, heron, field = scene.who("Wren"), scene.who("Heron"), scene.page.notes.field
    scene.page.choose(wren)
    QTest.keyClicks(field, "tears, hand he")
    assert "Note on Wren" in hands.shown(scene.page.notes)
    scene.page.choose(heron)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), scene.session.seats[heron].lines) == ("", ())
    scene.page.choose(wren)
    assert field.text() == "tears, hand he"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [line.text for line in scene.session.seats[wren].lines] == ["tears, hand he"]
    assert not scene.log.half_typed


def test_a_half_typed_note_stays_in_its_circle(stage: Stage) -> None:
    scene = stage().running()
    QTest.keyClicks(scene.page.notes.field, "the room is cold")
    scene.do(c.Close())
    other = scene.house.planning.plan_session(scene.cohort, "Medicine 3 of 3", None, made_up.small_rundown())
    scene.bridge.sit_down(other)
    assert scene.page.notes.field.text() == ""
    scene.bridge.sit_down(scene.planned)
    assert scene.page.notes.field.text() == "the room is cold"


@pytest.mark.parametrize(("answer", "into"), [("Yes, it counts", "10:42"), ("Yes, without it", "10:00")])
def test_back_after_the_laptop_was_away(stage: Stage, answer: str, into: str) -> None:
    scene = stage().running()
    scene.clock.pass_(42_000)
    scene.bridge.tick()
    assert eyes(scene)[0] == "Back again, You were in Peak, 10:00 in. The laptop was away for 0:42. Continue?"
    assert scene.session.run.value == "running"
    press(scene.page, answer)
    assert f"{into} in" in scene.page.rundown.accessibleDescription()
    assert not any("away" in row for row in eyes(scene))


def test_no_hand_meets_both_answers(stage: Stage) -> None:
    scene = stage().running()
    scene.clock.pass_(42_000)
    scene.bridge.tick()
    QApplication.processEvents()
    yes, without = (key.geometry() for key in scene.page.eyes.keys)
    assert without.left() - yes.right() > 8


def test_a_restart_in_mid_circle_asks_the_same(stage: Stage) -> None:
    scene = stage().running()
    scene.clock.pass_(42_000)
    scene.bridge.sit_down(scene.planned)
    assert any("Peak" in row and "0:42" in row for row in eyes(scene))
    assert isinstance(scene.room.told[-1], orders.Play | orders.Show | orders.Master | orders.Hush | orders.Rise)


def test_the_question_after_a_sleep_does_not_count_on(stage: Stage) -> None:
    scene = stage().running()
    scene.clock.pass_(42_000)
    scene.bridge.tick()
    asked = eyes(scene)[0]
    scene.pass_(3 * MINUTES)
    assert eyes(scene)[0] == asked
    press(scene.page, "Yes, without it")
    assert "13:00 in" in scene.page.rundown.accessibleDescription()


def test_the_question_stands_while_the_clock_is_held_afterwards(stage: Stage) -> None:
    scene = stage().running()
    scene.clock.pass_(42_000)
    scene.bridge.tick()
    asked = eyes(scene)[0]
    scene.do(c.Hold("a word"))
    scene.pass_(2 * MINUTES)
    assert eyes(scene)[0] == asked
    scene.do(c.Resume())
    assert eyes(scene)[0] == asked


def test_a_phase_that_was_held_did_not_move_while_the_laptop_was_away(stage: Stage) -> None:
    scene = stage().running()
    scene.do(c.Hold("a word"))
    scene.clock.pass_(42_000)
    scene.bridge.tick()
    assert any("You were in Peak, 10:00 in. The laptop was away for 0:42" in row for row in eyes(scene))


def test_whoever_goes_on_to_the_next_phase_is_not_asked_about_the_last_one(stage: Stage) -> None:
    scene = stage().running()
    scene.clock.pass_(42_000)
    scene.bridge.tick()
    scene.pass_(MINUTES)
    before = scene.session.leg.phase.name
    scene.do(c.Next())
    scene.pass_(2_000)
    assert scene.session.leg.phase.name != before
    assert not any("away" in row for row in eyes(scene))
    assert scene.bridge.away == 0


def test_the_letter_for_a_note_goes_on_with_a_begun_one(stage: Stage) -> None:
    scene = stage().running()
    scene.page.choose(scene.who("Wren"))
    scene.page.notes.field.setText("tears, ")
    scene.page.setFocus()
    scene.press("N")
    QTest.keyClicks(scene.focus, "hand held")
    assert scene.page.notes.field.text() == "tears, hand held"


def test_tab_reaches_the_question_after_a_sleep_first(stage: Stage) -> None:
    scene = stage().running()
    scene.clock.pass_(42_000)
    scene.bridge.tick()
    QApplication.processEvents()
    scene.page.setFocus()
    met = []
    for _ in range(2):
        scene.press("Tab")
        met.append(scene.focus.accessibleName())
    assert met == ["Yes, it counts: Back again", "Yes, without it: Back again"]
    scene.press("Return")
    assert scene.bridge.away == 0
