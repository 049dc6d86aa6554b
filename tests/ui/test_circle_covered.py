"""Covered, the page keeps names, values and notes to itself."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import Millis
from kapcircle.core.session import commands as c
from kapcircle.ui.dialogs.dialog import Dialog
from tests.ui import hands
from tests.ui.scene import MINUTES, NAMES, Stage, press, texts


def test_covered_it_says_what_uncovers(stage: Stage) -> None:
    scene = stage().running()
    scene.press("F12", scene.page)
    assert "F12 and your passphrase show them again" in hands.shown(scene.page.notes)
    scene.bridge.uncover()
    scene.house.shift.admit(scene.house.desk.actor, "402917")
    scene.press("F12")
    assert "F12 and your PIN show them again" in hands.shown(scene.page.notes)


def test_a_covered_timer_has_a_number_and_keeps_its_name(stage: Stage) -> None:
    scene = stage().running()
    scene.do(c.StartTimer(1, Millis(5 * MINUTES), "Wren outside"))
    scene.press("F12", scene.page)
    scene.page.room.timers.keys[0].click()
    assert "wren" not in "\n".join(texts(scene.window)).lower()
    press(scene.page.ask, "Start anew")
    assert "wren" not in "\n".join(texts(scene.window)).lower()
    press(scene.page.ask, "Start")
    scene.bridge.uncover()
    assert scene.page.room.timers.keys[0].accessibleName().startswith("Wren outside")


def test_covered_it_shows_no_name_value_or_note_anywhere(stage: Stage) -> None:
    scene = stage(people=12).running()
    ash = scene.who("Ash")
    scene.page.choose(ash)
    scene.do(c.Note("humming with the music", ash))
    scene.do(c.Hold("Juniper needs air"))
    QTest.keyClicks(scene.page.notes.field, "half a note")
    scene.press("F12", scene.page)
    scene.pass_(2_000)
    said = "\n".join(texts(scene.window)).lower()
    for secret in (
        *NAMES[:12],
        "humming",
        "needs air",
        "half a note",
        "Harbour",
        "Medicine",
        "Nobody speaks",
        "Water.",
    ):
        assert secret.lower() not in said, secret
    assert "peak" in said
    assert [seat.accessibleName() for seat in scene.page.ring.seats][:2] == ["mat 1", "mat 2"]
    scene.bridge.uncover()
    assert "ash" in "\n".join(texts(scene.window)).lower()
    assert scene.page.notes.field.text() == "half a note"


def test_covered_the_circle_still_runs(stage: Stage) -> None:
    scene = stage().running()
    scene.press("F12", scene.page)
    scene.pass_(2_000)
    scene.press("Space")
    assert scene.session.prompt
    assert scene.session.prompt not in "\n".join(texts(scene.window))


def test_covered_a_prompt_that_stands_by_keeps_its_words_to_itself(stage: Stage) -> None:
    scene = stage().running()
    scene.press("F12", scene.page)
    said = "\n".join(texts(scene.window))
    assert "Strike" not in said
    assert "bowl" not in said
    assert "GO makes this cue" in said


def test_a_pin_uncovers(stage: Stage) -> None:
    scene = stage().running()
    scene.house.shift.admit(scene.house.desk.actor, "402917")
    scene.press("F12", scene.page)
    scene.press("F12")
    QTest.keyClicks(scene.window.focusWidget(), "111222")
    scene.press("Return")
    assert scene.bridge.covered
    assert any("4 tries left" in words for words in texts(scene.page.ask))
    assert scene.page.ask.keys[0].text() == "Uncover"
    scene.page.ask.fields[0].setText("402917")
    scene.press("Return")
    assert not scene.bridge.covered


def test_covering_puts_away_whatever_lies_over_the_page_with_what_was_typed_there(stage: Stage) -> None:
    scene = stage().running()
    Dialog("Another name for Ash", scene.window).open()
    scene.page.screens.appeared(scene.window.frameGeometry())
    QApplication.processEvents()
    assert not [x for x in scene.window.findChildren(Dialog) if x.isVisible()]
    scene.bridge.uncover()
    for open_it in ("Ctrl+K", "F1", "Ctrl+1"):
        scene.press(open_it, scene.page)
        if open_it == "Ctrl+K":
            QTest.keyClicks(scene.page.commands.line, "note ash is asleep")
        scene.press("F12")
        assert scene.bridge.covered
        assert not any(x.isVisible() for x in (scene.page.ask, scene.page.commands, scene.page.keys)), open_it
        scene.bridge.uncover()
    assert scene.page.commands.line.text() == ""


def test_covered_a_passphrase_that_is_typed_at_once_does_nothing_but_uncover(stage: Stage, qtbot: QtBot) -> None:
    scene = stage().running()
    begun = len(scene.log.entries)
    scene.house.fittings.keyring.known["harbour demo circle"] = scene.house.desk.actor  # type: ignore[attr-defined]
    scene.press("F12", scene.page)
    for letter in "harbour demo circle":
        scene.press("Space" if letter == " " else letter.upper())
    assert scene.page.ask.fields[0].text() == "harbour demo circle"
    assert scene.page.ask.fields[0].echoMode() is QLineEdit.EchoMode.Password
    assert scene.bridge.covered
    scene.press("Return")
    qtbot.waitUntil(lambda: not scene.bridge.covered)
    assert len(scene.log.entries) == begun


def test_covered_digits_begin_a_pin_and_letters_a_passphrase(stage: Stage) -> None:
    scene = stage().running()
    scene.house.shift.admit(scene.house.desk.actor, "123321")
    scene.press("F12", scene.page)
    scene.press("H")
    assert (scene.page.ask.accessibleName(), scene.page.ask.fields[0].text()) == ("Your passphrase", "h")
    scene.press("Esc")
    scene.press("Space")
    assert scene.session.prompt, "Space is GO again"
    for digit in "123321":
        scene.press(digit)
    assert not scene.bridge.covered
    assert not any(scene.session.timers)
