"""A key or a pedal held down calls an emergency, and nothing less does."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.ui.guard import HOLD_MS
from kapcircle.ui.holding import WORDS
from tests.ui.feet import Foot, called_for, learned, pad, press
from tests.ui.scene import Stage, texts


@pytest.mark.parametrize("flagged", [True, False])
def test_held_long_enough_it_calls_the_emergency_once(stage: Stage, qtbot: QtBot, flagged: bool) -> None:
    scene = stage(kept=learned(emergency_held="F6")).running()
    called: list[str] = []
    plain = scene.page.deeds.call

    def call() -> None:
        called.append("called")
        plain()

    scene.page.deeds.call = call
    foot = Foot(scene, "F6")
    foot.down()
    foot.hold(qtbot, 800, flagged=flagged)
    assert not called_for(scene)
    assert scene.page._keyboard.holding.seen
    assert WORDS in "\n".join(texts(scene.window))
    foot.hold(qtbot, 1_400, flagged=flagged)
    assert called_for(scene)
    foot.up()
    qtbot.wait(100)
    assert called == ["called"]
    assert not scene.page._keyboard.holding.seen


def test_let_go_of_early_nothing_comes_of_it(stage: Stage, qtbot: QtBot) -> None:
    scene = stage(kept=learned(emergency_held="F6", hush="F6")).running()
    foot = Foot(scene, "F6")
    foot.down()
    foot.hold(qtbot, 900, flagged=True)
    foot.up()
    qtbot.wait(HOLD_MS)
    assert not called_for(scene)
    assert not scene.session.murmur.on, "too long to be a press, too short to be held"
    assert not scene.page._keyboard.holding.seen


def test_only_pressed_it_does_its_other_action(stage: Stage, qtbot: QtBot) -> None:
    scene = stage(kept=learned(emergency_held="F6", go_always="F6")).running()
    scene.press("Space", scene.page)
    at = scene.session.at
    foot = Foot(scene, "F6")
    for step in (1, 2):
        scene.pass_(2_000)
        foot.down()
        qtbot.wait(80)
        foot.up()
        qtbot.wait(100)
        assert scene.session.at == at + step
    assert not called_for(scene)


def test_without_another_action_a_press_of_it_does_nothing(stage: Stage, qtbot: QtBot) -> None:
    scene = stage(kept=learned(emergency_held="F6")).running()
    before = scene.session
    foot = Foot(scene, "F6")
    foot.down()
    foot.up()
    qtbot.wait(100)
    assert scene.session == before


def test_where_nobody_can_know_whether_it_is_still_down_nothing_comes_of_it(stage: Stage, qtbot: QtBot) -> None:
    scene = stage(kept=learned(emergency_held="F6")).running()
    foot = Foot(scene, "F6")
    foot.down()
    foot.hold(qtbot, 600, flagged=True)
    QApplication.sendEvent(scene.window, QEvent(QEvent.Type.WindowDeactivate))
    qtbot.wait(HOLD_MS)
    assert not called_for(scene)


def test_held_while_a_note_is_typed_it_works_and_types_nothing(stage: Stage, qtbot: QtBot) -> None:
    scene = stage(kept=learned(emergency_held="Media Play")).running()
    scene.press("N", scene.page)
    foot = Foot(scene, "Media Play")
    foot.down()
    foot.hold(qtbot, HOLD_MS + 300, flagged=True)
    foot.up()
    assert called_for(scene)


def test_a_pad_held_calls_an_emergency(stage: Stage, qtbot: QtBot) -> None:
    scene = stage(kept={"midi device": "Pad 4", **learned(emergency_held="MIDI controller 64")}).running()
    pad(scene).press("MIDI controller 64")
    qtbot.wait(HOLD_MS + 200)
    assert called_for(scene)
    pad(scene).press("MIDI controller 64", down=False)


def test_while_somebody_of_the_circle_has_the_laptop_only_an_emergency_is_called(stage: Stage, qtbot: QtBot) -> None:
    pedals = learned(emergency_held="F6\nMIDI note 61", go_always="F6\nMIDI note 60", hush="MIDI note 62")
    scene = stage(kept={"midi device": "Pad 4", **pedals}).running()
    scene.press("Space", scene.page)
    scene.pass_(2_000)
    scene.page.presence.turned.begin(scene.who("Heron"))
    qtbot.wait(50)
    before = scene.session
    foot = Foot(scene, "F6")
    foot.down()
    foot.up()
    for note in ("MIDI note 60", "MIDI note 62", "MIDI note 61"):
        press(scene, note)
    qtbot.wait(100)
    assert scene.session == before
    foot.down()
    foot.hold(qtbot, HOLD_MS + 300, flagged=True)
    foot.up()
    assert called_for(scene)
    assert scene.window.before is None, "the laptop is the team's again"
    assert scene.bridge.covered


def test_an_emergency_by_a_pad_takes_the_laptop_back(stage: Stage) -> None:
    scene = stage(kept={"midi device": "Pad 4", **learned(emergency="MIDI note 61")}).running()
    scene.page.presence.turned.begin(scene.who("Heron"))
    press(scene, "MIDI note 61")
    assert called_for(scene)
    assert scene.window.before is None
    assert scene.bridge.covered
