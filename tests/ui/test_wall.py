"""The wall of small charts: who is where, what is drawn anew, what is seen when covered, and that it can be read."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from kapcircle.core.ids import PersonId
from kapcircle.ui.panels.wall import GAP, LEAST, NOBODY, Wall, grid
from kapcircle.views.trends import Trend
from tests.ui import trending
from tests.ui.scene import NAMES, texts
from tests.ui.seen import Written, contrast, ground

ROOM = (1366, 768 - 46)
"""What the head of the window leaves."""


@pytest.fixture
def wall(in_type: None) -> Iterator[Wall]:
    yield from hung()


def hung(palette: str = "room", scale: float = 1.0) -> Iterator[Wall]:
    trending.application(palette, scale)
    made = Wall(trending.utc)
    made.setContentsMargins(12, 12, 12, 12)
    made.resize(*ROOM)
    made.show()
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


def seen(wall: Wall, count: int) -> tuple[Trend, ...]:
    found = trending.people(count)
    wall.show_trends(found, None)
    QApplication.processEvents()
    return found


def redrawn(wall: Wall, act: Callable[[], object]) -> list[int]:
    """The mats whose charts were drawn anew."""
    wall.grab()
    before = [chart.drawn for chart in wall.charts]
    act()
    wall.grab()
    return [c.trend.mat for c, drawn in zip(wall.charts, before, strict=True) if c.drawn != drawn]


def measured(of: Trend, systolic: float) -> Trend:
    return replace(of, readings=(*of.readings[:-1], replace(of.readings[-1], systolic=systolic)))


def test_charts_hang_in_the_order_of_the_mats(wall: Wall) -> None:
    found = trending.people(9)
    wall.show_trends(tuple(reversed(found)), None)
    assert [chart.trend.mat for chart in wall.charts] == list(range(1, 10))
    places = [(chart.y(), chart.x()) for chart in wall.charts]
    assert places == sorted(places)


@pytest.mark.parametrize("people", [1, 2, 6, 7, 12, 16, 24, 40])
def test_everybody_is_seen_at_once_at_the_usual_size(wall: Wall, people: int) -> None:
    seen(wall, people)
    area = wall.findChild(QScrollArea)
    assert area is not None
    assert not area.verticalScrollBar().isVisible()
    for chart in wall.charts:
        assert wall.rect().contains(chart.mapTo(wall, chart.rect().topLeft()))
        assert wall.rect().contains(chart.mapTo(wall, chart.rect().bottomRight()))
        assert (chart.width(), chart.height()) >= LEAST


def test_where_there_is_no_room_the_smallest_charts_scroll() -> None:
    tight = grid(40, 600, 400)
    assert (tight.columns, tight.high) == (3, LEAST[1])
    assert tight.place(3) == (0, LEAST[1] + GAP)
    assert tight.columns * (tight.wide + GAP) - GAP <= 600
    assert grid(0, 600, 400).columns == 1
    assert grid(3, 100, 100).columns == 1


def test_only_the_chart_whose_trend_changed_is_drawn_anew(wall: Wall) -> None:
    found = list(seen(wall, 12))
    found[4] = measured(found[4], 126)
    assert redrawn(wall, lambda: wall.show_trends(found, None)) == [5]
    same = [replace(trend) for trend in found]
    assert redrawn(wall, lambda: wall.show_trends(same, None)) == []
    assert redrawn(wall, lambda: wall.show_trends(found, found[1].person)) == [2]


def test_a_value_beyond_the_axis_moves_the_axis_of_all(wall: Wall) -> None:
    found = list(seen(wall, 3))
    found[0] = measured(found[0], 199)
    assert redrawn(wall, lambda: wall.show_trends(found, None)) == [1, 2, 3]


def test_another_circle_hangs_other_charts(wall: Wall) -> None:
    seen(wall, 12)
    seen(wall, 3)
    assert [chart.trend.alias for chart in wall.charts] == list(NAMES[:3])


def test_the_arrow_keys_choose_and_the_edge_holds(wall: Wall) -> None:
    found = seen(wall, 12)
    told: list[PersonId] = []
    wall.chosen.connect(told.append)
    wall.charts[0].setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(QApplication.focusWidget() or wall, key)
    mats = [next(t.mat for t in found if t.person == person) for person in told]
    assert mats == [2, 6, 5, 4]
    QTest.keyClick(QApplication.focusWidget() or wall, Qt.Key.Key_A)
    assert len(told) == 4
    QTest.keyClick(QApplication.focusWidget() or wall, Qt.Key.Key_Return)
    assert told[-1] == found[3].person
    assert len(told) == 5


def test_the_chosen_chart_is_the_one_that_tab_reaches(wall: Wall) -> None:
    found = seen(wall, 6)
    wall.show_trends(found, found[3].person)
    reached = [c.trend.mat for c in wall.charts if c.focusPolicy() is Qt.FocusPolicy.TabFocus]
    assert reached == [4]
    assert wall.charts[3].accessibleDescription() == "chosen"


def test_a_press_chooses(wall: Wall) -> None:
    found = seen(wall, 6)
    told: list[PersonId] = []
    wall.chosen.connect(told.append)
    QTest.mouseClick(wall.charts[2], Qt.MouseButton.LeftButton)
    assert told == [found[2].person]


def test_a_step_without_anybody_goes_nowhere(wall: Wall) -> None:
    wall.step(1, 0)
    assert wall.charts == ()


def test_a_screen_reader_hears_who_it_is_and_the_last_reading(wall: Wall) -> None:
    seen(wall, 12)
    names = [chart.accessibleName() for chart in wall.charts]
    assert names[0].startswith("Wren, mat 1. 13:32, 92 min after the dose: 115/73, pulse 67, SpO2 98 %")
    assert names[6] == "Rowan, mat 7. No readings yet."
    assert "Outside your programme’s range signed by Dr Made-Up: SpO2." in names[4]
    assert "dashed line with rings" in wall.key.accessibleName()


def test_covered_there_are_mat_numbers_and_nothing_else(wall: Wall, written: list[Written]) -> None:
    found = seen(wall, 12)
    wall.show_trends(found, None, covered=True)
    written.clear()
    wall.grab()
    assert [w.words for w in written] == [str(i) for i in range(1, 13)]
    said = " ".join(texts(wall))
    assert not [name for name in NAMES[:12] if name in said]
    assert "115" not in said
    wall.show_trends(found, None, covered=False)
    assert "Wren" in " ".join(texts(wall))


def test_with_nobody_it_says_what_will_stand_here(wall: Wall) -> None:
    wall.show_trends((), None)
    assert NOBODY in list(texts(wall))
    assert not wall.key.isVisible()


def test_the_mouse_lights_the_edge_of_the_chart_it_is_on(wall: Wall) -> None:
    seen(wall, 2)
    chart = wall.charts[0]
    inside = QPointF(20, 20)

    def enter() -> None:
        QApplication.sendEvent(chart, QEnterEvent(inside, inside, inside))
        chart.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)

    assert redrawn(wall, enter) == [1]
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))


@pytest.mark.parametrize("people", [6, 40])
@pytest.mark.parametrize(("palette", "scale"), [("room", 1.0), ("desk", 1.0), ("night", 1.0), ("room", 1.5)])
def test_every_word_can_be_read(in_type: None, written: list[Written], palette: str, scale: float, people: int) -> None:
    for wall in hung(palette, scale):
        seen(wall, people)
        written.clear()
        image = wall.grab().toImage()
        found = [w for w in written if image.rect().contains(w.where)]
        assert len(found) > 20
        weak = [(w.words, round(contrast(w.colour, ground(image, w.where)), 2)) for w in found]
        assert [x for x in weak if x[1] < 4.5] == []
        assert min(w.size for w in found) >= 10 * scale
        assert not [w.words for w in found if w.cut]


def test_larger_text_makes_larger_charts(in_type: None) -> None:
    highs = []
    for scale in (1.0, 2.0):
        for wall in hung(scale=scale):
            seen(wall, 40)
            highs.append(wall.charts[0].height())
    assert highs[1] >= 1.9 * highs[0]
