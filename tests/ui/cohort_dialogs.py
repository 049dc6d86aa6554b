"""A dialog on a cohort: opening one, and finding in it what a person would."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from kapcircle.core.cohort.state import Cohort
from kapcircle.core.ids import PersonId
from kapcircle.ui.cohort.plan_dialog import PlanDialog
from kapcircle.ui.listing import Listing
from kapcircle.ui.tick import Tick
from tests.ui.hands import press
from tests.ui.planning import Desk, dialog


def cohort(desk: Desk) -> Cohort:
    return desk.house.planning.cohort(desk.cohort)


def people(desk: Desk) -> list[PersonId]:
    return list(cohort(desk).mats)


def opened(desk: Desk, words: str, section: str) -> PlanDialog:
    press(desk.page, words)
    found = dialog(PlanDialog)
    assert isinstance(found, PlanDialog)
    press(found, section)
    found.activateWindow()
    assert QTest.qWaitForWindowActive(found)
    return found


def part(root: QWidget, kind: type[Any], name: str) -> Any:
    (found,) = [x for x in root.findChildren(kind) if x.accessibleName() == name and x.isVisibleTo(root)]
    return found


def tick(root: QWidget, words: str) -> Tick:
    (found,) = [x for x in root.findChildren(Tick) if x.text() == words and x.isVisibleTo(root)]
    return found


def pick(root: QWidget, name: str, words: str) -> None:
    """Choose by typing the first letters."""
    choice: QComboBox = part(root, QComboBox, name)
    choice.setFocus()
    QTest.keyClicks(choice, words)
    assert choice.currentText().startswith(words)


def choose(root: QWidget, name: str, words: str) -> None:
    """Click on the item of a list."""
    view: Listing = part(root, Listing, name)
    at = [x.name for x in view.items].index(words)
    view.scrollTo(index := view.model().index(at, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def items(root: QWidget, name: str) -> list[tuple[str, str, str]]:
    return [(x.name, x.under, x.beside) for x in part(root, Listing, name).items]
