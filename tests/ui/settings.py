"""A Settings page on a house, and hands for it."""

from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.practice import AddStaff
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.house import PRACTICE
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.listing import Listing
from kapcircle.ui.pages.settings import SettingsPage
from kapcircle.ui.preferences import Preferences
from tests.fakes import house
from tests.made_up import MARA


class Fitted:
    """A Settings page on a house."""

    def __init__(self, qtbot: QtBot) -> None:
        self.house = house()
        self.house.desk.do((PRACTICE, AddStaff(MARA.member, "Mara", Role.FACILITATOR)))
        self.bridge = Bridge(self.house, lambda _: 60)
        self.kept = Preferences(self.house.desk.settings(), self.house.desk.keep)
        self.page = SettingsPage(self.bridge, self.kept)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 700)
        self.page.show()
        self.page.refresh()
        qtbot.waitUntil(lambda: "USB Speaker" in self.options("Sound output"))

    @property
    def room(self) -> RoomPlan:
        return self.house.room

    def box(self, name: str) -> QComboBox:
        (found,) = [x for x in self.page.findChildren(QComboBox) if x.accessibleName() == name]
        return found

    def options(self, name: str) -> list[str]:
        box = self.box(name)
        return [box.itemText(i) for i in range(box.count())]

    def pick(self, name: str, words: str) -> None:
        box = self.box(name)
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())

    def names(self, name: str) -> list[str]:
        (found,) = [x for x in self.page.findChildren(Listing) if x.accessibleName() == name]
        return [item.name for item in found.items]


def dialog(kind: type[QWidget]) -> QWidget:
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found


def lies_whole(form: QWidget) -> bool:
    """Whether every word has the height that it needs, and no field or word lies over another."""
    QApplication.processEvents()
    words = [x for x in form.findChildren(QLabel) if x.isVisible()]
    parts = [x for x in (*words, *form.findChildren(QLineEdit)) if x.isVisible()]
    places = [QRect(x.mapTo(form, QPoint()), x.size()) for x in parts]
    apart = not [0 for one, other in combinations(places, 2) if one.intersects(other)]
    return apart and all(x.height() >= x.heightForWidth(x.width()) for x in words)
