"""From the wall to one person's chart and back, by hand and by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.ids import PersonId
from kapcircle.ui.panels.trends import BACK, TrendsPanel
from tests.ui import hands, trending
from tests.ui.scene import texts


@pytest.fixture
def panel(in_type: None) -> Iterator[TrendsPanel]:
    trending.application()
    made = TrendsPanel(trending.utc)
    made.resize(1340, 700)
    made.show()
    made.activateWindow()
    made.show_trends(trending.people(12), PersonId("p0"))
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_by_keyboard_to_a_person_through_their_readings_and_back(panel: TrendsPanel) -> None:
    told: list[PersonId] = []
    panel.chosen.connect(told.append)
    panel.wall.focus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert panel.large
    assert told[-1] == PersonId("p1")
    assert panel.chart.words.startswith("13:32")
    press(Qt.Key.Key_Left)
    assert panel.chart.words.startswith("13:04")
    press(Qt.Key.Key_Escape)
    assert panel.wall.isVisible()
    assert panel.wall.charts[1].hasFocus()


def test_by_hand(panel: TrendsPanel) -> None:
    QTest.mouseClick(panel.wall.charts[4], Qt.MouseButton.LeftButton)
    assert "Lark" in list(texts(panel))
    hands.press(panel, BACK)
    assert not panel.large


def test_what_comes_in_is_shown_on_whichever_is_in_sight(panel: TrendsPanel) -> None:
    panel.show_large(PersonId("p4"))
    panel.show_trends(trending.people(12, until=45), PersonId("p4"))
    assert panel.chart.words.startswith("12:44")
    panel.show_all()
    assert panel.wall.charts[4].trend == trending.people(12, until=45)[4]


def test_covered_both_are_covered(panel: TrendsPanel) -> None:
    panel.show_large(PersonId("p4"))
    panel.show_trends(trending.people(12), PersonId("p4"), covered=True)
    assert "Lark" not in " ".join(texts(panel))
    assert not any("Wren" in chart.accessibleName() for chart in panel.wall.charts)  # not in sight, and covered too
    panel.show_all()
    said = " ".join(texts(panel))
    assert "Wren" not in said
    assert "115" not in said
