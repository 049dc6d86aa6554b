"""What a key does when another window has it: a dialog, a list that is folded out, the window of the second screen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.front import Front
from kapcircle.ui.text import Entry
from tests.ui.scene import Scene, Stage

K, SHIFT, CONTROL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def a_dialog(scene: Scene) -> QWidget:
    dialog = Dialog("Something else", scene.window)
    field = Entry()
    dialog.body.addWidget(field)
    dialog.open()
    field.setFocus()
    return field


def a_list(scene: Scene) -> QWidget:
    box = QComboBox(scene.window)
    box.addItems(["Template", "Sheet"])
    box.show()
    box.showPopup()
    return box.view()


def the_second_screen(scene: Scene) -> QWidget:
    return Front(scene.bridge, scene.page)


PLACES = [a_dialog, a_list, the_second_screen]


@pytest.mark.parametrize("place", PLACES)
def test_what_cannot_wait_is_heard_in_every_window(stage: Stage, place: Callable[[Scene], QWidget]) -> None:
    scene = stage().running()
    for key, mark in ((K.Key_F9, lambda: scene.session.emergency), (K.Key_F12, lambda: scene.bridge.covered)):
        QTest.keyClick(place(scene), key)
        assert mark(), key


@pytest.mark.parametrize("place", PLACES)
def test_go_and_fade_all_are_heard_in_every_window_too(stage: Stage, place: Callable[[Scene], QWidget]) -> None:
    scene = stage().running()
    QTest.keyClick(place(scene), K.Key_F8, SHIFT)
    assert scene.session.faded is not None
    QTest.keyClick(place(scene), K.Key_Return, CONTROL)
    assert scene.session.prompt == "Strike the bowl once."


def test_other_keys_are_the_dialogs_own(stage: Stage) -> None:
    scene = stage().running()
    field = a_dialog(scene)
    assert isinstance(field, Entry)
    QTest.keyClicks(field, "hm ")
    QTest.keyClick(field, K.Key_F2)
    assert field.text() == "hm "
    assert not any((scene.session.holding, scene.session.murmur.on, scene.page.reading))


def test_the_window_of_the_second_screen_takes_no_keys_and_what_reaches_it_is_for_the_page(stage: Stage) -> None:
    scene = stage().running()
    front = the_second_screen(scene)
    front.show()
    assert front.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert front.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    QTest.keyClick(front, K.Key_Space)
    assert scene.session.prompt == "Strike the bowl once."
    QTest.keyClick(front, K.Key_M)
    assert scene.session.murmur.on
