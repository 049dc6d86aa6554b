import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapcircle import places
from kapcircle.core.ids import MemberId
from kapcircle.core.practice import AddStaff
from kapcircle.core.roles import Role
from kapcircle.desk.house import PRACTICE
from kapcircle.ui import ink, typeface
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.panels.clock import Clock
from kapcircle.ui.panels.programmes import ProgrammesDialog
from kapcircle.ui.picture import Draw, Picture
from tests.ui import hands
from tests.ui.entered import Entered
from tests.ui.planning import Desk
from tests.ui.programme_sheet import Sheet
from tests.ui.recording import Hand, staffed
from tests.ui.scene import Scene
from tests.ui.seen import Written
from tests.ui.settings import Fitted
from tests.ui.shelf import LAKE, OLD, TIDE, Shelf


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Callable[..., Scene]]:
    """Makes scenes, and clears them away."""
    made: list[Scene] = []

    def make(**how: Any) -> Scene:
        made.append(Scene(**how))
        return made[-1]

    yield make
    for scene in made:
        scene.end()


@pytest.fixture
def scene(stage: Callable[..., Scene]) -> Scene:
    """A circle of twelve under way; Mara Lind is at the desk, Jo Kay, the medical lead, has a PIN."""
    return staffed(stage(people=12))


@pytest.fixture
def hand(scene: Scene) -> Hand:
    """Types at that circle."""
    return Hand(scene)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.bridge.deleteLater()


@pytest.fixture
def in_type(qtbot: QtBot) -> Iterator[None]:
    """The typeface that people see."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.font()
    typeface.set_type(app, typeface.load(places.resources() / "fonts"))
    yield
    app.setFont(before)
    app.setStyleSheet("")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Written]:
    """Everything that painted parts write."""
    found: list[Written] = []
    plain = ink.write

    def spy(painter: QPainter, rect: QRectF, words: str, colour: QColor, font: QFont, *rest: Any) -> QRectF:
        went = plain(painter, rect, words, colour, font, *rest)
        if words.strip():
            size = QFontInfo(font).pixelSize()
            where = painter.deviceTransform().mapRect(went).toRect()
            found.append(Written(words, where, QColor(colour), size, rect.height() < QFontMetricsF(font).height() - 1))
        return went

    def straight(_: Picture, widget: QWidget, state: object, draw: Draw) -> None:
        painter = QPainter(widget)
        draw(painter)
        painter.end()

    monkeypatch.setattr(Picture, "show", straight)
    monkeypatch.setattr(Picture, "lay", lambda _, painter, widget, state, draw: draw(painter))
    monkeypatch.setattr(Clock, "paintEvent", lambda clock, _: straight(Picture(), clock, None, clock._draw))
    for name, module in list(sys.modules.items()):
        if name.startswith("kapcircle.ui") and getattr(module, "write", None) is plain:
            monkeypatch.setattr(module, "write", spy)
    return found


@pytest.fixture
def entered(qtbot: QtBot) -> Iterator[Entered]:
    made = Entered(qtbot)
    yield made
    made.program.end()
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def sheet(desk: Desk) -> Iterator[Sheet]:
    made = Sheet(desk)
    yield made
    for lying in [x for x in QApplication.topLevelWidgets() if isinstance(x, ProgrammesDialog)]:
        lying.reject()


@pytest.fixture
def begun(sheet: Sheet) -> Sheet:
    """One programme, saved once by the facilitator."""
    sheet.open()
    sheet.begin()
    hands.press(sheet.root, "Save as version 1")
    return sheet


@pytest.fixture
def harbour(desk: Desk) -> Desk:
    """Wren and Heron, and two members of staff."""
    for member, name, role in (("m1", "Mara", Role.FACILITATOR), ("m2", "Jonas", Role.COTHERAPIST)):
        desk.house.desk.do((PRACTICE, AddStaff(MemberId(member), name, role)))
    for alias in ("Wren", "Heron"):
        desk.house.planning.enrol(desk.cohort, alias)
    return desk


@pytest.fixture
def dialogs_close(qtbot: QtBot) -> Iterator[None]:
    """Dialogs that a test leaves open are closed."""
    yield
    for left in [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()]:
        left.reject()
        left.reject()


@pytest.fixture
def fitted(qtbot: QtBot) -> Iterator[Fitted]:
    made = Fitted(qtbot)
    yield made
    made.bridge.deleteLater()


@pytest.fixture
def shelf(entered: Entered) -> Shelf:
    """The Music page with three recordings."""
    return Shelf(entered, TIDE, LAKE, OLD)
