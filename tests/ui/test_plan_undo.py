"""Undo and redo on the Plan page: of what was done since the vault was opened, and of nothing else."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.ui.bridge import Bridge
from kapcircle.ui.pages.plan import Plan
from kapcircle.ui.window import Window
from tests.fakes import house
from tests.memory import MemoryLog
from tests.ui.hands import field, press, shown, type_in
from tests.ui.planning import Desk, choose_person

K = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_undo_takes_back_and_redo_brings_back(desk: Desk) -> None:
    desk.choose("Peak")
    desk.press(K.Key_Delete)
    desk.press(K.Key_Z, CONTROL)
    assert desk.names == ["Arrival", "Peak", "Return"]
    desk.press(K.Key_Z, CONTROL | SHIFT)
    assert desk.names == ["Arrival", "Return"]


def test_in_a_field_undo_takes_back_text_first_and_then_the_plan(desk: Desk) -> None:
    desk.choose("Peak")
    desk.press(K.Key_Delete)
    desk.choose("Arrival")
    name = field(desk.page, "Phase")
    name.setFocus()
    QTest.keyClicks(name, "x")
    QTest.keyClick(name, K.Key_Z, CONTROL)
    assert name.text() == "Arrival"
    assert desk.names == ["Arrival", "Return"]
    QTest.keyClick(name, K.Key_Z, CONTROL)
    assert desk.names == ["Arrival", "Peak", "Return"]


def test_an_alias_that_was_typed_is_what_undo_takes_back(desk: Desk) -> None:
    type_in(desk.page, "Alias", "Wren", enter=True)
    type_in(desk.page, "Name of the cohort", "Lakeside", enter=True)
    choose_person(desk, "Wren")
    type_in(desk.page, "Alias", "Heron", enter=True)
    alias = field(desk.page, "Alias")
    QTest.keyClick(alias, K.Key_Z, CONTROL)
    (person,) = desk.house.planning.cohort(desk.cohort).mats
    assert (desk.house.planning.alias(person), alias.text()) == ("Wren", "Wren")
    assert desk.house.planning.cohort(desk.cohort).name == "Lakeside"
    QTest.keyClick(alias, K.Key_Z, CONTROL | SHIFT)
    assert desk.house.planning.alias(person) == "Heron"


def test_undo_goes_to_where_the_change_was(desk: Desk) -> None:
    press(desk.page, "Add session")
    type_in(desk.page, "Name of the session", "Integration", enter=True)
    other = desk.house.planning.begin_cohort("Lakeside")
    desk.page.choose_cohort(desk.cohort)
    desk.page.choose_session(desk.session)
    for _ in range(2):
        QTest.keyClick(desk.page, K.Key_Z, CONTROL)
    assert other not in {cohort for cohort, _ in desk.house.planning.cohorts()}
    assert field(desk.page, "Name of the session").text() == "New session"


def test_a_key_held_down_takes_back_one_thing(desk: Desk) -> None:
    desk.choose("Peak")
    desk.press(K.Key_Delete)
    desk.press(K.Key_Delete)
    for repeats in (False, True, True, True):
        QApplication.sendEvent(desk.table, QKeyEvent(QEvent.Type.KeyPress, K.Key_Z, CONTROL, "", repeats))
    assert desk.names == ["Arrival", "Return"]


class Opened:
    """The Plan page in its window, in a vault that holds these cohorts."""

    def __init__(self, qtbot: QtBot, *cohorts: str) -> None:
        log = MemoryLog()
        for name in cohorts:
            house(log).planning.begin_cohort(name)
        self.planning = (home := house(log)).planning
        self.bridge = Bridge(home)
        self.window = Window()
        qtbot.addWidget(self.window)
        self.window.follow(self.bridge)
        self.window.show_pages([Plan(self.bridge)], "Plan")
        self.window.show()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def names(self) -> list[str]:
        return [name for _, name in self.planning.cohorts()]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
        QTest.keyClick(self.focus, key, modifier)

    @property
    def focus(self) -> QWidget:
        """What has the focus, else the window."""
        has: QWidget | None = self.window.focusWidget()
        return self.window if has is None else has


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[..., Opened]]:
    made: list[Opened] = []

    def make(*cohorts: str) -> Opened:
        made.append(Opened(qtbot, *cohorts))
        return made[-1]

    yield make
    for one in made:
        one.bridge.deleteLater()


def test_undo_ends_at_what_was_there_when_the_vault_was_opened(opened: Callable[..., Opened]) -> None:
    at = opened("Harbour")
    press(at.window, "Plan a session")
    type_in(at.window, "Name of the cohort", "Lakeside", enter=True)
    for _ in range(4):
        at.press(K.Key_Z)
    assert at.names == ["Harbour"]
    assert "No session yet" in shown(at.window)
    assert "nothing to undo" in at.window.status.words
    for _ in range(2):
        at.press(K.Key_Z, CONTROL | SHIFT)
    assert at.names == ["Lakeside"]
    assert "An empty rundown" in shown(at.window)


@pytest.mark.parametrize("older", [("Harbour",), ()])
def test_a_cohort_begun_in_this_visit_comes_back_by_redo(opened: Callable[..., Opened], older: tuple[str, ...]) -> None:
    at = opened(*older)
    if older:
        press(at.window, "New")
    else:
        at.press(K.Key_Return, Qt.KeyboardModifier.NoModifier)
    QTest.keyClicks(at.focus, "Lakeside")
    at.press(K.Key_Return, Qt.KeyboardModifier.NoModifier)
    for _ in range(2):
        at.press(K.Key_Z)
    assert at.names == list(older)
    for _ in range(2):
        at.press(K.Key_Z, CONTROL | SHIFT)
    assert at.names == [*older, "Lakeside"]
    assert field(at.window, "Name of the cohort").text() == "Lakeside"
