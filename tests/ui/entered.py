"""The whole program on a house without a disk, a speaker or a lamp, entered on its Plan page."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapcircle.core.session.state import Session
from kapcircle.ui.panels.meanwhile import Meanwhile
from kapcircle.ui.program import Program
from tests.fakes import SilentRoom, house
from tests.made_up import small_rundown
from tests.memory import MemoryLog
from tests.ui.doors import FakeDoors
from tests.ui.hands import press, shown

CONTROL = Qt.KeyboardModifier.ControlModifier


class Entered:
    """A program on the Plan page of a house with one planned session."""

    def __init__(self, qtbot: QtBot) -> None:
        self.log = MemoryLog()
        self.rooms: list[SilentRoom] = []
        self.house = house(self.log, room=self._room)
        self.cohort = self.house.planning.begin_cohort("Harbour")
        self.session = self.house.planning.plan_session(self.cohort, "Medicine", None, small_rundown())
        self.program = Program(FakeDoors(), Path("/documents"))
        self.window = self.program.window
        self.window.show()
        self.program.enter(self.house)
        qtbot.waitUntil(self.window.isActiveWindow)

    def _room(self, _: object) -> SilentRoom:
        self.rooms.append(SilentRoom())
        return self.rooms[-1]

    @property
    def page(self) -> str:
        """The page that is shown."""
        assert self.window.page is not None
        return self.window.page.name

    @property
    def circle(self) -> Session:
        """The circle on the desk."""
        return self.house.session(self.session)

    @property
    def aside(self) -> Meanwhile:
        """What the header says of it on other pages."""
        (found,) = self.window.findChildren(Meanwhile)
        return found

    @property
    def said(self) -> str:
        """All in sight, with what lies over it."""
        return shown(self.window)

    def tick(self) -> None:
        """Let the window look at the disk again."""
        assert self.program.bridge is not None
        self.program.bridge.tick()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window, key, CONTROL)

    def is_open(self) -> bool:
        """Whether a vault is open."""
        return self.program.bridge is not None

    def open_circle(self) -> None:
        self.program.prepare(self.session)
        press(self.window, "Open the circle")
