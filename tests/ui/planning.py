"""A Plan page on a house with one planned session."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.catalogue import AddTrack
from kapcircle.core.ids import Instant, PhaseId
from kapcircle.core.rundown import Rundown
from kapcircle.desk.house import PRACTICE, House
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.listing import Listing
from kapcircle.ui.pages.plan import Plan
from kapcircle.ui.panels.phase_table import PhaseTable
from tests.fakes import house
from tests.made_up import START, TRACKS, small_rundown


class Desk:
    """A Plan page on a house with one planned session."""

    def __init__(self, qtbot: QtBot, rundown: Rundown | None = None) -> None:
        self.house: House = house()
        for track in TRACKS:
            self.house.desk.do((PRACTICE, AddTrack(track)))
        self.cohort = self.house.planning.begin_cohort("Harbour")
        plan = small_rundown() if rundown is None else rundown
        self.session = self.house.planning.plan_session(self.cohort, "Medicine", Instant(START + 3_600_000), plan)
        self.bridge = Bridge(self.house, lambda _: 60)
        self.refusals: list[str] = []
        self.bridge.refused.connect(self.refusals.append)
        self.page = Plan(self.bridge)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 700)
        self.page.show()
        self.page.refresh()
        (self.table,) = self.page.findChildren(PhaseTable)

    @property
    def rundown(self) -> Rundown:
        return self.house.planning.cohort(self.cohort).sessions[self.session].rundown

    @property
    def names(self) -> list[str]:
        return [p.name for p in self.rundown.phases]

    def choose(self, *names: str) -> None:
        self.page._editor.choose(frozenset(PhaseId(n.lower()) for n in names))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.table.setFocus()
        QTest.keyClick(self.table, key, modifier)


def dialog(kind: type[QWidget]) -> QWidget:
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found


def editor(table: PhaseTable) -> QWidget:
    (found,) = table.viewport().findChildren(QLineEdit)
    return found


def listing(desk: Desk, name: str) -> Listing:
    (found,) = [x for x in desk.page.findChildren(Listing) if x.accessibleName() == name]
    return found


def choose_person(desk: Desk, alias: str) -> None:
    """Click on a participant of the list."""
    people = listing(desk, "Participants")
    at = [x.name for x in people.items].index(alias)
    people.scrollTo(index := people.model().index(at, 0))
    QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=people.visualRect(index).center())
