"""Every key can be changed, and none so that it is lost, means two things, or is typed by accident."""

import pytest
from PySide6.QtWidgets import QApplication

from kapcircle.ui.actions import ACTIONS, Keymap, Where
from kapcircle.ui.keys_sheet import KeysSheet
from kapcircle.ui.preferences import Preferences
from tests.ui.scene import Stage


def choose(sheet: KeysSheet, title: str) -> None:
    """Put the cursor on the row of an action."""
    row = next(i for i in range(sheet.table.rowCount()) if sheet.table.index(i, 1).data() == title)
    sheet.list.selectRow(row)


def test_a_key_can_be_changed_and_is_kept(stage: Stage) -> None:
    kept: dict[str, str] = {}
    scene = stage().running()
    scene.preferences._keep = lambda name, value: kept.update({name: value})
    sheet = scene.page.keys
    scene.press("F1", scene.page)
    choose(sheet, "Hush, and back")
    scene.press("Return")
    scene.press("F9")
    assert sheet.isVisible()
    assert "already" in sheet.catch.text()
    assert scene.session.emergency is None, "a key that is being chosen does nothing"
    scene.press("Z")
    assert kept == {"key hush": "Z"}
    scene.press("Esc")
    hushed = []
    for key in ("M", "Z"):
        scene.press(key)
        hushed.append(scene.session.murmur.on)
    assert hushed == [False, True]
    assert scene.page.room.keys["hush"].accessibleDescription() == "Key Z"


def test_every_action_is_listed_and_no_key_means_two(stage: Stage) -> None:
    scene = stage().running()
    scene.press("F1", scene.page)
    table = scene.page.keys.table
    assert {table.index(i, 1).data() for i in range(table.rowCount())} == {a.title for a in ACTIONS.values()}
    keys = [key for action in ACTIONS.values() for key in action.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_several_keys_are_in_sight_at_every_text_size(stage: Stage, scale: float) -> None:
    scene = stage(scale=scale).running()
    scene.press("F1", scene.page)
    shown = scene.page.keys.list
    QApplication.processEvents()
    assert shown.viewport().height() >= 4 * shown.rowHeight(0)


@pytest.mark.usefixtures("in_type")
def test_the_overview_of_keys_is_read_whole(stage: Stage) -> None:
    scene = stage().running()
    scene.press("F1", scene.page)
    shown = scene.page.keys.list
    columns = range(shown.model().columnCount())
    assert sum(shown.columnWidth(n) for n in columns) <= shown.viewport().width()
    assert [n for n in columns if shown.columnWidth(n) < shown.sizeHintForColumn(n)] == []


@pytest.mark.parametrize("name", [name for name, action in ACTIONS.items() if action.where is not Where.PAGE])
@pytest.mark.parametrize("key", ["E", "Shift+E", "Space", "Ctrl+C", "Left", "Shift+Left"])
def test_what_works_in_a_field_is_no_key_that_one_may_type_there(name: str, key: str) -> None:
    keymap = Keymap(Preferences())
    assert "works while you type" in keymap.change(name, key)
    assert keymap.keys(name) == ACTIONS[name].keys


@pytest.mark.parametrize("name", ["hush", "emergency"])
@pytest.mark.parametrize("key", ["Tab", "Shift+Backtab", "Return", "Enter", "Esc", ""])
def test_some_keys_are_what_they_are(name: str, key: str) -> None:
    assert Keymap(Preferences()).change(name, key)


@pytest.mark.parametrize(
    ("name", "key"), [("emergency", "F8"), ("emergency", "Ctrl+E"), ("hush", "Z"), ("quit", "Alt+Q")]
)
def test_these_will_do(name: str, key: str) -> None:
    keymap = Keymap(Preferences())
    assert keymap.change(name, key) == ""
    found = keymap.action(key)
    assert found is not None
    assert found.name == name


def test_a_letter_with_shift_may_have_a_deed_of_its_own() -> None:
    keymap = Keymap(Preferences())
    assert keymap.change("silence", "Shift+H") == ""
    assert [found.name for key in ("H", "Shift+H") if (found := keymap.meant(key))] == ["hold", "silence"]


def test_a_letter_that_was_kept_for_an_emergency_is_not_its_key() -> None:
    assert Keymap(Preferences({"key emergency": "E"})).keys("emergency") == ("F9",)


def test_a_key_that_another_has_now_is_not_given_back(stage: Stage) -> None:
    scene = stage().running()
    keymap, sheet = scene.page.keymap, scene.page.keys
    assert keymap.change("hush", "Z") == ""
    assert keymap.change("silence", "M") == ""
    scene.press("F1", scene.page)
    choose(sheet, "Hush, and back")
    scene.press("Delete")
    assert "M is already “Silence”." in sheet.catch.text()
    assert keymap.keys("hush") == ("Z",)
    choose(sheet, "Silence")
    scene.press("Delete")
    choose(sheet, "Hush, and back")
    scene.press("Delete")
    assert (keymap.keys("silence"), keymap.keys("hush")) == (("S",), ("M",))
    assert not sheet.catch.isVisible()


def test_the_row_that_is_changed_stays_in_sight(stage: Stage) -> None:
    scene = stage(scale=1.5).running()
    scene.press("F1", scene.page)
    sheet = scene.page.keys
    QApplication.processEvents()
    choose(sheet, tuple(ACTIONS.values())[-1].title)
    QApplication.processEvents()
    scene.press("Return")
    QApplication.processEvents()
    row = sheet.list.visualRect(sheet.list.currentIndex())
    assert sheet.catch.isVisible()
    assert sheet.list.viewport().rect().contains(row.center())
