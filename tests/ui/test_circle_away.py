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
