"""A participant on the way to a session, on the page, and whoever is at the desk."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.facts import Actor
from kapcircle.core.person.state import Person
from kapcircle.core.practice import AddStaff
from kapcircle.core.roles import Role
from kapcircle.desk.house import PRACTICE
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import Choice
from kapcircle.ui.key import Key
from kapcircle.ui.panels.readying_panel import ReadyingPanel
from kapcircle.ui.signature_pad import SignaturePad
from tests import fakes
from tests.core import people as p
from tests.made_up import START
from tests.ui.hands import shown
from tests.ui.scene import NAMES


class Room:
    """A participant on the page, and whoever is at the desk."""

    def __init__(self, qtbot: QtBot, people: int = 2) -> None:
        self.house = fakes.house()
        self.house.desk.do((PRACTICE, AddStaff(p.ILIC.member, "Dr Ilić", Role.MEDICAL_LEAD)))
        self.cohort = self.house.planning.begin_cohort("Harbour")
        self.people = [self.house.planning.enrol(self.cohort, alias) for alias in NAMES[:people]]
        self.wren = self.people[0]
        self.session = self.house.planning.plan_session(self.cohort, "Medicine", p.SESSION_DAY)
        self.house.readying.programme_of = lambda _: p.PROGRAMME
        self.bridge = Bridge(self.house, lambda _: 0)
        self.page = ReadyingPanel(self.bridge)
        qtbot.addWidget(self.page)
        self.page.resize(1240, 900)
        self.page.show()
        self.page.show_person(self.wren)

    def act(self, actor: Actor) -> None:
        self.house.desk.actor = actor
        self.bridge.switched.emit()

    def press(self, name: str) -> None:
        """Press a key by the name that a screen reader says."""
        QApplication.processEvents()
        (key,) = [k for k in self.page.findChildren(Key) if k.accessibleName() == name and k.isVisibleTo(self.page)]
        key.click()

    @property
    def person(self) -> Person:
        return self.house.readying.person(self.wren)

    @property
    def papers(self) -> dict[str, bytes]:
        papers = self.house.fittings.papers
        assert isinstance(papers, fakes.FakePapers)
        return papers.files

    def says(self) -> str:
        QApplication.processEvents()
        return shown(self.page)

    def consent(self) -> None:
        """Wren has said yes to the treatment."""
        self.house.readying.consent(
            self.wren, p.TREATMENT, (True, True), START, yes=True, typed="Wren", witness="Jonas"
        )

    def end(self) -> None:
        """Leave nothing behind."""
        for dialog in self.page.window().findChildren(QDialog):
            dialog.reject()
        self.bridge.deleteLater()


def over(room: Room, kind: type[QDialog]) -> QDialog:
    """The dialog that lies over the page."""
    QApplication.processEvents()
    (found,) = [x for x in room.page.window().findChildren(kind) if x.isVisible()]
    return found


def choose(root: QWidget, name: str, value: object) -> None:
    (choice,) = [x for x in root.findChildren(Choice) if x.accessibleName() == name]
    choice.setCurrentIndex(choice._values.index(value))


def draw(pad: SignaturePad, *points: tuple[int, int]) -> None:
    """A stroke with the pen."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[0]))
    for x, y in points[1:]:  # QTest moves a mouse without its button
        at, left = QPointF(x, y), Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        move = QMouseEvent(QEvent.Type.MouseMove, at, pad.mapToGlobal(at), Qt.MouseButton.NoButton, left, none)
        QApplication.sendEvent(pad, move)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))


WAVE = ((40, 80), (120, 30), (300, 90))
