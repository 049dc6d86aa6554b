"""The large chart of one person: the cursor and its words, the table, covered, and that it is loaded only when seen."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.ids import PersonId
from kapcircle.ui.panels.trend_chart import COVERED, KEYS, NOBODY, TrendChart
from kapcircle.ui.theme import DESK, dress
from kapcircle.views.trends import Trend
from tests.ui import trending
from tests.ui.scene import NAMES, texts
from tests.ui.seen import Written, contrast, ground, labels

LARK, ROWAN, JUNIPER = PersonId("p4"), PersonId("p6"), PersonId("p3")


@pytest.fixture
def chart(in_type: None) -> Iterator[TrendChart]:
    trending.application()
    made = TrendChart(trending.utc)
    made.resize(1340, 700)
    made.show()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


def shown(chart: TrendChart, who: PersonId | None = LARK, *, covered: bool = False) -> tuple[Trend, ...]:
    found = trending.people(12)
    chart.show_trends(found, who, covered)
    QTest.qWait(1)
    return found


def press(chart: TrendChart, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(chart.frame, key)


def plotted(chart: TrendChart) -> str:
    """Every word in the plots."""
    import pyqtgraph as pg

    assert chart.frame.plot is not None
    return " ".join(item.toPlainText() for item in chart.frame.plot.scene().items() if isinstance(item, pg.TextItem))


def test_what_draws_it_is_not_loaded_with_the_window() -> None:
    code = (
        "import sys, kapcircle.app.window, kapcircle.ui.pages.circle, kapcircle.ui.panels.trend_chart, "
        "kapcircle.ui.panels.wall; sys.exit('pyqtgraph' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_it_stands_on_the_last_reading_and_says_it(chart: TrendChart) -> None:
    shown(chart)
    assert chart.words == "13:36, 92 min after the dose: 114/74, pulse 83, SpO2 90 %, respiration 14."
    assert "▲ Outside your programme’s range signed by Dr Made-Up: SpO2." in list(texts(chart))
    assert chart.frame.accessibleName().startswith("Lark, mat 5. 13:36")
    assert chart.frame.accessibleDescription().endswith("Dr Made-Up: SpO2.")


def test_left_and_right_go_from_reading_to_reading(chart: TrendChart) -> None:
    shown(chart)
    press(chart, Qt.Key.Key_Left)
    assert chart.words.startswith("13:04, 60 min after the dose")
    assert KEYS in list(texts(chart))
    press(chart, Qt.Key.Key_Home)
    assert chart.words.startswith("11:24, 40 min before the dose")
    press(chart, Qt.Key.Key_Left)
    assert chart.words.startswith("11:24")
    press(chart, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert "Struck: it does not count." in list(texts(chart))
    press(chart, Qt.Key.Key_End, Qt.Key.Key_Right)
    assert chart.words.startswith("13:36")
    press(chart, Qt.Key.Key_A)
    assert chart.words.startswith("13:36")


def test_the_cursor_of_the_plots_goes_along(chart: TrendChart) -> None:
    shown(chart)
    plot = chart.frame.plot
    assert plot is not None
    press(chart, Qt.Key.Key_Home)
    assert {round(line.value()) for line in plot._cursors} == {-40}
    assert all(line.isVisible() for line in plot._cursors)


def test_a_row_of_the_table_moves_the_cursor_and_the_cursor_the_row(chart: TrendChart) -> None:
    shown(chart)
    chart.table.selectRow(0)
    assert chart.words.startswith("11:24")
    press(chart, Qt.Key.Key_Right)
    assert chart.table.currentIndex().row() == 1


def test_the_mouse_finds_the_nearest_reading(chart: TrendChart) -> None:
    shown(chart)
    plot = chart.frame.plot
    assert plot is not None
    where = plot.pressure.mapViewToScene(QPointF(31, 100))
    plot.scene().sigMouseMoved.emit(where)
    assert chart.words.startswith("12:36")
    plot.scene().sigMouseMoved.emit(QPointF(-50, -50))
    assert chart.words.startswith("12:36")


def test_on_the_last_reading_it_goes_on_with_the_next_elsewhere_it_stays(chart: TrendChart) -> None:
    found = list(shown(chart))
    late = replace(found[4].readings[0], at=trending.at(110), systolic=119)
    more = replace(found[4], readings=(*found[4].readings, late))
    chart.show_trends([*found[:4], more], LARK)
    assert chart.words.startswith("13:50")
    press(chart, Qt.Key.Key_Home)
    again = replace(more, readings=(*more.readings, replace(late, at=trending.at(115))))
    chart.show_trends([*found[:4], again], LARK)
    assert chart.words.startswith("11:24")


def test_doses_observations_phases_limits_and_music_are_named(chart: TrendChart) -> None:
    shown(chart)
    words = plotted(chart)
    for said in ("IM", "crying, hand held", "Peak", "Return", "systolic 160, Dr Made-Up", "Tide, slow", "Far shore"):
        assert said in words


def test_another_person_is_another_chart(chart: TrendChart) -> None:
    shown(chart)
    press(chart, Qt.Key.Key_Home)
    shown(chart, JUNIPER)
    assert chart.words.startswith("13:36, 93 min after the dose: 121/79")
    assert "humming with the music" in plotted(chart)


def test_covered_there_is_the_mat_number_and_nothing_else(chart: TrendChart) -> None:
    shown(chart)
    shown(chart, covered=True)
    said = " ".join(texts(chart))
    assert "Mat 5" in said
    assert COVERED in said
    assert not [name for name in NAMES[:12] if name in said]
    assert "114" not in said
    assert chart.frame.accessibleDescription() == ""
    assert chart.frame.plot is not None
    assert not chart.frame.plot.isVisible()
    shown(chart)
    assert chart.words.startswith("13:36")
    assert chart.frame.plot.isVisible()


def test_without_a_person_or_a_reading_it_says_so(chart: TrendChart) -> None:
    shown(chart, None)
    assert NOBODY in list(texts(chart))
    press(chart, Qt.Key.Key_Left)
    shown(chart, ROWAN)
    assert {"Rowan", "No readings yet"} <= set(texts(chart))


def test_a_narrow_one_leaves_the_table_out(chart: TrendChart) -> None:
    shown(chart)
    assert chart.table.isVisible()
    chart.resize(420, 500)
    assert not chart.table.isVisible()
    assert "systolic 160, Dr Made-Up" not in plotted(chart)


def test_before_any_dose_the_axis_is_the_time_of_day(chart: TrendChart) -> None:
    waiting = replace(trending.person(0), t0=None, marks=())
    chart.show_trends([waiting], waiting.person)
    QTest.qWait(1)
    assert "dose" not in " ".join(texts(chart.frame))
    assert chart.words.startswith("13:32: 115/73")


@pytest.mark.parametrize("palette", ["room", "desk", "night"])
def test_every_word_around_the_plots_can_be_read(chart: TrendChart, written: list[Written], palette: str) -> None:
    trending.application(palette)
    shown(chart)
    written.clear()
    image = chart.grab().toImage()
    found = [w for w in (*written, *labels(chart)) if image.rect().contains(w.where)]
    assert len(found) > 25
    weak = [(w.words, round(contrast(w.colour, ground(image, w.where)), 2)) for w in found]
    assert [x for x in weak if x[1] < 4.5] == []


def test_it_follows_palette_and_size_of_text(chart: TrendChart) -> None:
    shown(chart)
    plot, app = chart.frame.plot, QApplication.instance()
    assert plot is not None
    assert isinstance(app, QApplication)
    dress(app, DESK)
    QApplication.processEvents()
    assert plot.backgroundBrush().color().name() == DESK.panel
    before = plot.minutes.height()
    trending.application("desk", 1.5)
    QApplication.processEvents()
    assert plot.minutes.height() > before * 1.3


def test_the_mouse_neither_moves_the_axes_nor_opens_a_menu(chart: TrendChart) -> None:
    shown(chart)
    plot = chart.frame.plot
    assert plot is not None
    before = plot.pressure.viewRect()
    viewport, middle = plot.viewport(), plot.viewport().rect().center()
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=middle)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(viewport, middle + QPoint(80, 40))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle + QPoint(80, 40))
    wheel = QWheelEvent(
        QPointF(middle),
        QPointF(viewport.mapToGlobal(middle)),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, wheel)
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None
    assert plot.pressure.viewRect() == before
