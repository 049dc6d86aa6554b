"""How a circle ends: the last phase, the close and what comes after; and the window that is closed while it runs."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import Millis
from kapcircle.core.rundown import OnGo, Prompt, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.phases import CLOSE_FADE
from kapcircle.core.session.state import Run
from kapcircle.desk.house import GET_UP
from tests import made_up
from tests.ui.scene import MINUTES, Stage, clock, press, texts


def test_after_the_circle_nothing_of_it_goes_on(stage: Stage) -> None:
    scene = stage().running()
    scene.do(c.Hush())
    scene.do(c.StartTimer(1, Millis(5 * MINUTES), "vitals"))
    scene.do(c.Close())
    scene.pass_(1_000)
    room = scene.page.room
    assert room.keys["hush"].text() == "Hush"
    assert "murmur" not in room.music.accessibleDescription()
    assert room.timers.keys[0].accessibleName() == "Timer 1, not started"


def test_closing_the_window_in_a_circle_asks_first(stage: Stage) -> None:
    scene = stage().running()
    scene.window.close()
    assert scene.window.isVisible()
    assert f"Music and light fade over {GET_UP // 1000} seconds" in scene.page.ask.accessibleDescription()
    press(scene.page.ask, "Stay")
    assert scene.window.isVisible()
    scene.window.close()
    press(scene.page.ask, "Close the window")
    assert not scene.window.isVisible()


def test_closing_the_window_before_the_circle_asks_nothing(stage: Stage) -> None:
    scene = stage()
    scene.window.close()
    assert not scene.window.isVisible()


def test_the_last_phase_offers_to_close_the_circle(stage: Stage) -> None:
    scene = stage(rundown=Rundown((made_up.phase("Rest", 30),)))
    scene.do(c.Open())
    scene.press("Space", scene.page)
    assert scene.session.run is Run.RUNNING
    press(scene.page.ask, "Not yet")
    scene.pass_(1_000)
    press(scene.page.standby, "Close")
    assert f"The music fades over {CLOSE_FADE // 1000} seconds." in texts(scene.page.ask)
    press(scene.page.ask, "Close the circle")
    assert clock(scene).startswith("Circle closed")


def test_a_cue_on_go_in_the_last_phase_comes_before_the_close(stage: Stage) -> None:
    bowl = made_up.cue("bowl", Prompt("Strike the bowl once."), trigger=OnGo())
    scene = stage(rundown=Rundown((made_up.phase("Rest", 30, bowl),)))
    scene.do(c.Open())
    words = []
    for _ in range(2):
        words.append(scene.page.standby.go.text())
        scene.pass_(1_000)
        scene.press("Space", scene.page)
    assert (words, scene.session.prompt) == (["GO", "Close"], "Strike the bowl once.")
    assert scene.page.ask.accessibleName() == "Close the circle?"


def test_a_circle_that_is_over_leads_to_its_review_unless_names_are_covered(stage: Stage, qtbot: QtBot) -> None:
    scene = stage().running()
    scene.do(c.Close())
    with qtbot.waitSignal(scene.page.looking_back) as asked:
        press(scene.page.standby, "Review")
    assert asked.args == [scene.planned]
    scene.pass_(1_000)
    scene.press("F12", scene.page)
    with qtbot.assertNotEmitted(scene.page.looking_back):
        scene.press("Space")
    assert "Uncover them" in scene.window.status.words


def test_closing_the_circle_by_name_asks_first(stage: Stage) -> None:
    scene = stage().running()
    scene.press("Ctrl+K", scene.page)
    QTest.keyClicks(scene.page.commands.line, "close")
    scene.press("Return")
    assert scene.session.runs
    assert "Close the circle?" in scene.page.ask.accessibleName() + scene.page.ask.accessibleDescription()


def test_what_was_begun_and_not_saved_is_said_before_the_circle_closes(stage: Stage) -> None:
    scene = stage().running()
    scene.page.choose(scene.who("Heron"))
    scene.page.notes.field.setText("cold, wants")
    scene.page.choose(None)
    scene.press("Ctrl+K", scene.page)
    QTest.keyClicks(scene.page.commands.line, "close")
    scene.press("Return")
    assert "Something is begun and not saved (mat 2)." in scene.page.ask.accessibleDescription()
