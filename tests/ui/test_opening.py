"""The circle opens by one way: whichever key asks for it, what should be right is asked first."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from kapcircle.core.session.state import Run
from kapcircle.desk.orders import Output, Tone
from kapcircle.ui.panels.preflight import CheckLine, Preflight
from kapcircle.views.circle import Eye
from tests.ui.hands import press, shown
from tests.ui.scene import Scene, Stage


def sheet(scene: Scene) -> Preflight:
    (found,) = [x for x in scene.window.findChildren(Preflight) if x.isVisible()]
    return found


def key(dialog: Preflight, code: Qt.Key) -> None:
    at = dialog.focusWidget()
    assert at is not None
    QTest.keyClick(at, code)


def waits(scene: Scene) -> bool:
    return scene.session.run is Run.WAITING


WAYS: dict[str, Callable[[Scene], object]] = {
    "Space": lambda scene: scene.press("Space", scene.page),
    "Ctrl+Enter": lambda scene: scene.press("Ctrl+Return", scene.page),
    "mouse": lambda scene: press(scene.page.standby, "Open"),
    "by name": lambda scene: scene.page.deeds.obey("open"),
    "GO by name": lambda scene: scene.page.deeds.obey("go"),
}


@pytest.mark.parametrize("way", WAYS)
def test_whichever_way_it_is_opened_what_should_be_right_is_asked_first(stage: Stage, way: str) -> None:
    scene = stage()
    WAYS[way](scene)
    assert waits(scene)
    press(sheet(scene), "Not now")
    assert waits(scene)
    scene.pass_(2_000)
    WAYS[way](scene)
    press(sheet(scene), "Open the circle")
    assert not waits(scene)
    assert [words for _, words in scene.session.reports] == ["Opened although: Sound heard: not tried."]


def test_space_opens_the_list_and_never_the_circle(stage: Stage) -> None:
    scene = stage()
    scene.room.says.append(Output("USB Speaker"))
    scene.press("Space", scene.page)
    dialog = sheet(scene)
    for _ in range(8):
        scene.pass_(2_000)
        key(dialog, Qt.Key.Key_Space)
        key(dialog, Qt.Key.Key_Tab)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (waits(scene), Tone() in scene.room.told) == (True, False)
    assert sheet(scene) is dialog, "GO from the list opens no second one"


def test_enter_all_the_way_opens_with_nothing_to_report(stage: Stage) -> None:
    scene = stage()
    scene.room.says.append(Output("USB Speaker"))
    scene.press("Space", scene.page)
    dialog = sheet(scene)
    scene.pass_(100)
    key(dialog, Qt.Key.Key_Return)
    press(dialog, "Yes")
    key(dialog, Qt.Key.Key_Return)
    assert (waits(scene), scene.session.reports) == (False, ())


def test_the_page_and_the_sheet_show_one_list(stage: Stage) -> None:
    scene = stage()
    scene.room.says.append(Output("USB Speaker"))
    scene.pass_(1_000)
    press(scene.page, "Test tone")
    scene.pass_(1_000)
    press(scene.page, "I heard it")
    scene.pass_(1_000)
    scene.press("Space", scene.page)
    lines = [x for x in sheet(scene).findChildren(CheckLine) if x.isVisibleTo(sheet(scene))]
    on_sheet = [(*x.accessibleName().split(": "), x.accessibleDescription()) for x in lines]
    *wants, in_order = [tuple(row.accessibleName().split(", ", 1)) for row in scene.page.eyes._rows]
    assert wants == [(name, words) for name, how, words in on_sheet if how != "good"]
    assert in_order == ("In order", ", ".join(name for name, how, _ in on_sheet if how == "good"))
    assert ("Sound heard", "good", "the tone was heard") in on_sheet
    press(sheet(scene), "Open the circle")
    assert scene.session.reports == ()


def test_what_was_heard_before_another_circle_is_asked_again(stage: Stage) -> None:
    scene = stage()
    scene.page.readiness.heard = True
    other = scene.house.planning.plan_session(scene.cohort, "Medicine 3 of 3", None, scene.session.plan.rundown)
    scene.bridge.sit_down(other)
    assert scene.page.readiness.heard is None


def test_covered_the_list_names_no_session(stage: Stage) -> None:
    scene = stage()
    scene.press("F12", scene.page)
    scene.press("Space")
    QApplication.processEvents()
    assert "Medicine" not in shown(sheet(scene))
    assert "Medicine" not in sheet(scene).accessibleName()


def test_no_check_is_squeezed_and_more_than_fit_are_looked_through(stage: Stage, qtbot: QtBot) -> None:
    scene = stage()
    scene.page.eyes.show_eyes([Eye(f"check:{n}", "unknown", f"Check {n}", "words " * 12) for n in range(9)], empty="")
    rows = scene.page.eyes._rows
    qtbot.waitUntil(lambda: all(row.height() >= row.heightForWidth(row.width()) for row in rows))
    area = scene.page.eyes.findChild(QScrollArea)
    assert area is not None
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert scene.page.notes.field.isVisible()
