"""What holds on every page of the whole program: targets a hand can hit, names for a screen reader, the way of Tab."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.core.session import commands as c
from kapcircle.ui.key import LOW, Key
from kapcircle.ui.program import Program
from tests.fakes import SilentRoom, house
from tests.made_up import small_rundown
from tests.ui.doors import FakeDoors

PAGES = ("Plan", "Circle", "People", "Music", "Review", "Settings")


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    kept = house(room=lambda _: SilentRoom())
    cohort = kept.planning.begin_cohort("Harbour")
    for alias in ("Wren", "Heron", "Ash"):
        kept.planning.enrol(cohort, alias)
    session = kept.planning.plan_session(cohort, "Medicine", None, small_rundown())
    made = Program(FakeDoors(), Path("/documents"))
    made.window.show()
    made.enter(kept)
    qtbot.waitUntil(made.window.isActiveWindow)
    made.sit(session)
    assert made.bridge is not None
    made.bridge.do(c.Open())
    made.bridge.tick()
    yield made
    made.end()
    made.window.close()
    made.window.deleteLater()


def stops(program: Program) -> list[QWidget]:
    """Everything in sight that Tab stops at."""
    QApplication.processEvents()
    tab = Qt.FocusPolicy.TabFocus
    found = [w for w in program.window.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & tab]
    return [w for w in found if w is not program.window.page]


@pytest.mark.parametrize("page", PAGES)
def test_every_target_can_be_hit_and_has_a_name(program: Program, page: str) -> None:
    program.window.turn_to(page)
    found = [w for w in stops(program) if not isinstance(w, QScrollArea)]
    assert len(found) > 5
    assert not [(type(w).__name__, w.accessibleName(), w.height()) for w in found if w.height() < LOW]
    assert not [type(w).__name__ for w in found if not w.accessibleName()]


def test_the_volume_is_a_slider_with_a_value_to_a_screen_reader(program: Program) -> None:
    (slider,) = [w for w in stops(program) if w.accessibleName() == "Master volume"]
    met = QAccessible.queryAccessibleInterface(slider)
    assert met.role() is QAccessible.Role.Slider
    assert met.valueInterface().currentValue() == 50


def test_tab_goes_from_the_page_to_the_names_of_the_pages_and_through_them_in_order(program: Program) -> None:
    window = program.window
    assert window.page is not None
    window.page.setFocus()
    met: list[str] = []
    while len(met) < 60 and (not met or window.focusWidget() is not window.page):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        at = window.focusWidget()
        met.append(at.text() if isinstance(at, Key) else at.accessibleName())
    names = [name for name in met if name in PAGES]
    assert names == list(PAGES), met
    first = met.index(names[0])
    assert met[first : first + len(PAGES)] == names, met
    assert met.index("GO") < first, met
