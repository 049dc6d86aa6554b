"""Pedals, remotes and pads go through the table of keys."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from kapcircle.ui.actions import ACTIONS, HELD, Keymap, Where, unfit_pedal
from kapcircle.ui.dialogs.midi import MidiDialog
from kapcircle.ui.preferences import Preferences
from tests.ui.feet import Foot, called_for, learned, pad, press
from tests.ui.scene import Scene, Stage, texts


def choose(scene: Scene, title: str) -> None:
    sheet = scene.page.keys
    row = next(i for i in range(sheet.table.rowCount()) if sheet.table.index(i, 1).data() == title)
    sheet.list.selectRow(row)


# the table


@pytest.mark.parametrize("key", ["PgDown", "F6", "Shift+F5", "Media Play", "Volume Up", "F13", "MIDI note 60"])
@pytest.mark.parametrize("name", ["go always", "emergency", HELD, "hush"])
def test_what_pedals_send_and_no_text_needs_may_do_anything(name: str, key: str) -> None:
    assert unfit_pedal(ACTIONS[name], key) == ""


@pytest.mark.parametrize("key", ["B", ".", "Left", "Space", "Home", "Shift+B", "Backspace", "Return", "Esc", "Tab", ""])
@pytest.mark.parametrize("name", [name for name, action in ACTIONS.items() if action.where is Where.EVERYWHERE])
def test_a_pedal_that_types_does_nothing_that_works_in_a_field(name: str, key: str) -> None:
    assert unfit_pedal(ACTIONS[name], key)
    assert Keymap(Preferences(learned(**{name.replace(" ", "_"): key}))).learned(name) == ()


def test_own_key_and_pedals_all_do_it_and_the_own_one_is_shown() -> None:
    keymap = Keymap(Preferences())
    assert [keymap.learn("go", key) for key in ("Media Play", "PgDown", "Media Play")] == ["", "", ""]
    assert keymap.keys("go") == ("Space", "Media Play", "PgDown")
    assert keymap.shown("go") == "Space"
    assert [found.name for key in keymap.keys("go") if (found := keymap.action(key))] == ["go"] * 3
    keymap.forget("go")
    assert keymap.keys("go") == ("Space",)


def test_what_a_presenter_sends_is_taken_from_an_action_that_has_another_key() -> None:
    keymap = Keymap(Preferences())
    assert keymap.learn("go", "PgDown") == ""
    assert keymap.keys("less 5") == ("Ctrl+-",)
    assert keymap.shown("less 5") == "Ctrl+-"
    assert keymap.give_back("less 5") == ""
    assert keymap.learn("hush", "PgDown") == "PgDown is already the pedal of “GO”. Delete it there first."


def test_the_only_key_of_another_action_is_not_taken() -> None:
    keymap = Keymap(Preferences())
    assert (
        keymap.learn("go", "B") == "B is the only key of “The team, and who covers whom”. Give that another key first."
    )
    assert keymap.change("team", "Z") == ""
    assert keymap.learn("go", "B") == ""
    assert keymap.change("silence", "B") == "B is already “GO”."


def test_a_key_to_hold_may_do_something_else_when_it_is_pressed() -> None:
    keymap = Keymap(Preferences())
    assert keymap.learn("go", "F6") == ""
    assert keymap.learn(HELD, "F6") == ""
    found = keymap.action("F6")
    assert found is not None
    assert (found.name, keymap.holds("F6"), keymap.holds("F9")) == ("go", True, False)
    assert keymap.shown(HELD) == "F6"


# learning it


def test_a_pedal_is_learned_by_pressing_it_and_forgotten_by_delete(stage: Stage) -> None:
    scene = stage().running()
    sheet = scene.page.keys
    scene.press("F1", scene.page)
    choose(scene, "Hush, and back")
    scene.press("Ins")
    assert "Press the pedal for “Hush, and back” now." in sheet.catch.text()
    scene.press("B")
    assert "B is the only key of" in sheet.catch.text()
    scene.press("PgUp")
    row = sheet.list.currentIndex().row()
    assert sheet.table.index(row, 0).data() == "M, +1"
    assert "Pedals: PgUp" in "\n".join(texts(sheet))
    scene.press("Esc")
    scene.press("PgUp")
    assert scene.session.murmur.on
    scene.press("F1", scene.page)
    choose(scene, "Hush, and back")
    scene.press("Delete")
    scene.press("Esc")
    scene.press("PgUp")
    assert scene.session.murmur.on, "it gives five minutes again"


def test_enter_on_the_key_to_hold_learns_it_and_escape_leaves_it(stage: Stage) -> None:
    scene = stage().running()
    scene.press("F1", scene.page)
    for key, after in (("Esc", ()), ("Media Play", ("Media Play",))):
        choose(scene, "Emergency, by holding it down")
        scene.press("Return")
        assert "1.5 s of it call the emergency" in scene.page.keys.catch.text()
        scene.press(key)
        assert scene.page.keymap.learned(HELD) == after
    assert not called_for(scene)


# GO


def test_a_pedal_that_is_held_or_pressed_twice_goes_once(stage: Stage, qtbot: QtBot) -> None:
    scene = stage(kept=learned(go="PgDown"))
    scene.running()
    scene.press("Space", scene.page)  # the bowl
    scene.pass_(2_000)
    foot, at = Foot(scene, "PgDown"), scene.session.at
    foot.down()
    foot.hold(qtbot, 300, flagged=False)
    foot.up()
    assert scene.session.at == at + 1
    foot.down()
    foot.up()
    assert scene.session.at == at + 1, "within a second it is the same wish"
    scene.pass_(2_000)
    foot.down()
    assert scene.session.at == at + 2
    foot.up()


def test_go_by_a_pedal_that_types_nothing_works_while_a_note_is_typed(stage: Stage) -> None:
    scene = stage(kept=learned(go_always="PgDown")).running()
    scene.press("Space", scene.page)
    scene.pass_(2_000)
    at = scene.session.at
    scene.press("N")
    QTest.keyClicks(scene.focus, "calm")
    scene.press("PgDown")
    assert scene.session.at == at + 1
    assert scene.page.notes.field.text() == "calm"


# a pad that is no keyboard


def test_before_opening_it_is_said_that_a_chosen_pad_is_not_heard(stage: Stage) -> None:
    scene = stage(kept={"midi device": "Pad 4"})
    look = scene.house.preflight(scene.planned)
    assert "Pedal" not in {check.name for check in look()}
    pad(scene).away = "Pad 4 is not there."
    (said,) = [check for check in look() if check.name == "Pedal"]
    assert (said.good, said.words) == (False, "Pad 4 is not there.")


def test_no_device_is_followed_that_nobody_chose(stage: Stage) -> None:
    assert pad(stage()).followed == ""
    scene = stage(kept={"midi device": "Pad 4"})
    assert pad(scene).followed == "Pad 4"
    scene.preferences.set("midi device", "")
    assert pad(scene).followed == ""


def test_a_note_of_a_pad_is_learned_like_a_key_and_goes(stage: Stage) -> None:
    scene = stage(kept={"midi device": "Pad 4"}).running()
    scene.press("F1", scene.page)
    choose(scene, "GO")
    scene.press("Ins")
    press(scene, "MIDI note 60")
    assert scene.page.keymap.learned("go") == ("MIDI note 60",)
    scene.press("Esc")
    scene.press("Space", scene.page)
    at = scene.session.at
    for step in (1, 1, 2):
        press(scene, "MIDI note 60")
        assert scene.session.at <= at + step, "twice within a second it goes once"
        scene.pass_(600)
    scene.pass_(1_000)
    press(scene, "MIDI note 60")
    assert scene.session.at > at


def test_a_pad_does_not_disturb_what_is_asked_but_calls_an_emergency(stage: Stage) -> None:
    kept = {"midi device": "Pad 4", **learned(go="MIDI note 60", emergency="MIDI note 61", hush="MIDI note 62")}
    scene = stage(kept=kept).running()
    scene.press("S", scene.page)
    at = scene.session.at
    press(scene, "MIDI note 60")
    press(scene, "MIDI note 62")
    press(scene, "MIDI note 63")
    assert (scene.session.at, scene.session.murmur.on) == (at, False)
    press(scene, "MIDI note 61")
    assert called_for(scene)


def test_with_the_house_the_pad_is_let_go_of(stage: Stage) -> None:
    scene = stage(kept={"midi device": "Pad 4"})
    scene.bridge.leaving.emit()
    assert pad(scene).followed == ""


@pytest.mark.usefixtures("dialogs_close")
def test_the_device_is_chosen_in_a_sheet_that_says_it_is_untried(stage: Stage, qtbot: QtBot) -> None:
    scene = stage()
    sheet = MidiDialog(scene.bridge, scene.preferences, scene.window)
    sheet.open()
    (box,) = sheet.findChildren(QComboBox)
    qtbot.waitUntil(lambda: box.count() == 3, timeout=2_000)
    assert "Not tried on hardware" in "\n".join(texts(sheet))
    box.setCurrentIndex(box.findText("Keys 25"))
    box.activated.emit(box.currentIndex())
    assert scene.preferences.get("midi device") == "Keys 25"
    assert pad(scene).followed == "Keys 25"


@pytest.mark.usefixtures("dialogs_close")
def test_without_the_packages_the_sheet_says_what_to_install(stage: Stage, qtbot: QtBot) -> None:
    scene = stage()
    pad(scene).away = "MIDI needs two more packages: pip install kapcircle[midi]"
    sheet = MidiDialog(scene.bridge, scene.preferences, scene.window)
    sheet.open()
    qtbot.waitUntil(lambda: any("pip install" in x.text() for x in sheet.findChildren(QLabel)), timeout=2_000)


def test_where_pedals_are_learned_it_is_said_that_none_was_tried(stage: Stage) -> None:
    scene = stage()
    scene.press("F1", scene.page)
    assert "not tried on hardware" in "\n".join(texts(scene.page.keys))
