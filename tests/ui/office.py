"""A Review page and a Plan page on a house with a session that was held, and one that is planned."""

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import Choice
from kapcircle.ui.pages.plan import Plan
from kapcircle.ui.pages.review import Review
from tests.desk.test_paperwork import Office


class Desk:
    """A Review page and a Plan page on an office."""

    def __init__(self, qtbot: QtBot) -> None:
        self.office = Office()
        self.bridge = Bridge(self.office.house, lambda _: 60)
        self.review, self.plan = Review(self.bridge), Plan(self.bridge)
        self.said: list[str] = []
        self.failed: list[str] = []
        self.bridge.failed.connect(self.failed.append)
        self.bridge.refused.connect(self.failed.append)
        for page in (self.review, self.plan):
            qtbot.addWidget(page)
            page.noticed.connect(self.said.append)
            page.resize(1366, 700)
            page.show()
            page.refresh()
        self.review.choose(self.office.held)

    def over(self, kind: type[Any]) -> Any:
        """The sheet of this kind over a page."""
        found = [x for page in (self.review, self.plan) for x in page.findChildren(kind) if x.isVisible()]
        (sheet,) = found
        return sheet

    @property
    def records(self) -> list[Any]:
        """What stands on Wren, the newest last."""
        return list(self.office.house.session(self.office.held).seats[self.office.wren].records)


def choose(sheet: QWidget, name: str, words: str) -> None:
    """Choose by the words that are read."""
    (choice,) = [x for x in sheet.findChildren(Choice) if x.accessibleName() == name]
    choice.setCurrentIndex(choice.findText(words))
