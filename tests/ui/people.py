"""The People page of a whole program: a cohort, some people of it, and hands."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from kapcircle.core.ids import PersonId
from kapcircle.core.person.state import Person
from kapcircle.ui.forms import Choice
from kapcircle.ui.panels.people_list import PeopleGrid, Search
from tests.ui.entered import Entered
from tests.ui.hands import press, shown

W = TypeVar("W", bound=QWidget)


class Registry:
    """A program turned to its People page, with these aliases in the cohort Harbour."""

    def __init__(self, entered: Entered, *aliases: str) -> None:
        self.entered, self.house, self.window = entered, entered.house, entered.window
        self.people = {alias: self.house.planning.enrol(entered.cohort, alias) for alias in aliases}
        self.window.turn_to("People")

    @property
    def grid(self) -> PeopleGrid:
        return the(self.window, PeopleGrid)

    @property
    def search(self) -> Search:
        return the(self.window, Search)

    @property
    def listed(self) -> list[str]:
        """The aliases on the list, from above."""
        model = self.grid.model()
        return [model.index(i, 0).data() for i in range(model.rowCount())] if self.grid.isVisible() else []

    def column(self, title: str) -> list[str]:
        """What stands in a column; nothing where it is hidden."""
        at = self.grid.titles.index(title)
        model = self.grid.model()
        return [] if self.grid.isColumnHidden(at) else [model.index(i, at).data() for i in range(model.rowCount())]

    def choose(self, alias: str) -> None:
        """Click on somebody."""
        index = self.grid.model().index(self.listed.index(alias), 0)
        self.grid.scrollTo(index)
        QTest.mouseClick(self.grid.viewport(), Qt.MouseButton.LeftButton, pos=self.grid.visualRect(index).center())

    def turn(self, section: str) -> None:
        """Press the key of a section."""
        press(self.window, section)
        QApplication.processEvents()

    def person(self, alias: str) -> Person:
        """What is kept of somebody who was enrolled under this alias."""
        return self.house.people.person(self.people[alias])

    def who(self, alias: str) -> PersonId:
        """Somebody by the alias they have now."""
        return next(x.key for x in self.house.people.listed() if x.alias == alias)

    def pick(self, name: str, words: str) -> None:
        """Choose in the field in sight of this name."""
        found = [x for x in self.window.findChildren(Choice) if x.accessibleName() == name and x.isVisible()]
        choice = found[-1]
        choice.setCurrentText(words)
        choice.activated.emit(choice.currentIndex())

    def write(self, name: str, words: str) -> None:
        """Type some lines, and leave the field."""
        (text,) = [x for x in self.window.findChildren(QPlainTextEdit) if x.accessibleName() == name and x.isVisible()]
        text.setFocus()
        text.selectAll()
        text.insertPlainText(words)
        self.search.setFocus()

    def key(self, key: Qt.Key, *, control: bool = False) -> None:
        """Press a key where the focus is."""
        how = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.window.focusWidget(), key, how)

    @property
    def said(self) -> str:
        """Every word in sight."""
        QApplication.processEvents()
        return shown(self.window)


def the(root: QWidget, kind: type[W]) -> W:
    """The only part of its kind."""
    (found,) = root.findChildren(kind)
    return found


def over(kind: type[W]) -> W:
    """The sheet of this kind that lies over the window."""
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found
