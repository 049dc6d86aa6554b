from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant, Millis, SessionId
from kapcircle.core.practice import AddStaff
from kapcircle.core.rundown import Rundown, Silence
from kapcircle.core.session import commands as c
from kapcircle.core.vitals import Vitals
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import PRACTICE
from kapcircle.ui import typeface
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.drawing import Drawing
from kapcircle.ui.grid import Grid
from kapcircle.ui.listing import Listing
from kapcircle.ui.pages.review import Review
from kapcircle.ui.panels.sounded import KEYS, SoundedFrame, SoundedPanel
from kapcircle.ui.panels.trends import TrendsPanel
from kapcircle.views.sounded import Sounded
from kapcircle.views.sounded_chart import field_of
from tests.fakes import house
from tests.made_up import MARA, cue, phase, small_rundown
from tests.memory import FakeClock
from tests.ui.hands import press, shown

MINUTE = 60_000


class Reviewed:
    """A Review page on a house."""

    def __init__(self, qtbot: QtBot, mara: str) -> None:
        self.clock = FakeClock()
        self.house = house(clock=self.clock)
        assert MARA.role is not None
        self.house.desk.do((PRACTICE, AddStaff(MARA.member, mara, MARA.role)))
        self.cohort = self.house.planning.begin_cohort("Harbour")
        self.bridge = Bridge(self.house, lambda _: 60)
        self.failures: list[str] = []
        self.bridge.failed.connect(self.failures.append)
        self.page = Review(self.bridge)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 700)
        self.page.show()

    def open(self, name: str = "Medicine") -> tuple[SessionId, Conductor]:
        session = self.house.planning.plan_session(self.cohort, name, None, small_rundown())
        circle = self.house.circle(session)
        circle.do(c.Open())
        return session, circle

    def after(self, minutes: float, circle: Conductor, command: c.Command) -> None:
        self.clock.pass_(int(minutes * MINUTE))
        circle.do(command)

    def cells(self, name: str) -> list[list[str]]:
        (grid,) = [g for g in self.page.findChildren(Grid) if g.accessibleName() == name]
        model = grid.model()
        return [
            [str(model.index(r, k).data() or "") for k in range(model.columnCount())] for r in range(model.rowCount())
        ]


@pytest.fixture
def mara() -> str:
    """The name of who is at the desk."""
    return "Mara"


@pytest.fixture
def desk(qtbot: QtBot, mara: str) -> Iterator[Reviewed]:
    made = Reviewed(qtbot, mara)
    yield made
    made.house.get_up()
    made.bridge.deleteLater()


def test_before_the_first_circle_the_page_says_what_will_stand_here(desk: Reviewed) -> None:
    desk.page.refresh()
    assert "No circle yet" in shown(desk.page)


def test_planned_against_actual_of_a_circle_that_is_over(desk: Reviewed) -> None:
    _, circle = desk.open()
    desk.after(17, circle, c.Next())
    desk.after(30, circle, c.Next())
    desk.after(20, circle, c.Close())
    desk.page.refresh()
    table = desk.cells("Planned against actual")
    assert [row[1:4] for row in table] == [
        ["Arrival", "15:00", "17:00"],
        ["Peak", "40:00", "30:00"],
        ["Return", "20:00", "20:00"],
    ]
    assert [row[5] for row in table] == ["+2:00", "−10:00", "0:00"]
    assert "planned 1 h 15 · actual 1 h 07" in shown(desk.page)
    assert "−8:00" in shown(desk.page)


def test_a_short_hold_is_not_said_to_be_none(desk: Reviewed) -> None:
    _, circle = desk.open()
    desk.after(1, circle, c.Hold())
    desk.after(29 / 60, circle, c.Resume())
    desk.after(2, circle, c.Close())
    desk.page.refresh()
    assert "held 29 s" in shown(desk.page)


def test_a_circle_that_runs_goes_on_counting(desk: Reviewed) -> None:
    desk.open()
    desk.page.refresh()
    desk.clock.pass_(5 * MINUTE)
    desk.bridge.ticked.emit()
    assert desk.cells("Planned against actual")[0][3] == "5:00"
    assert "running" in shown(desk.page)


def test_the_timeline_tells_every_moment_and_can_be_narrowed(desk: Reviewed) -> None:
    _, circle = desk.open()
    desk.after(1, circle, c.Note("humming with the music"))
    desk.after(1, circle, c.Hold("late guest"))
    desk.page.refresh()
    lines = desk.cells("What happened")
    assert ["09:00:00", "▸", "Entered Arrival", "Mara"] in lines
    assert ["09:02:00", "‖", "Held: late guest", "Mara"] in lines
    kinds = desk.page._timeline._kind
    kinds.setCurrentIndex(kinds.findText("Notes"))
    kinds.activated.emit(kinds.currentIndex())
    assert [row[2] for row in desk.cells("What happened")] == ["humming with the music"]


def test_a_long_note_is_read_whole_where_it_is_chosen(desk: Reviewed) -> None:
    _, circle = desk.open()
    words = "a long note " * 30
    desk.after(1, circle, c.Note(words))
    desk.page.refresh()
    grid = desk.page._timeline.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert words.strip() in shown(desk.page)


def test_circles_stand_the_latest_first_and_each_can_be_chosen(desk: Reviewed) -> None:
    _, circle = desk.open("One")
    desk.after(3, circle, c.Close())
    desk.clock.pass_(MINUTE)
    desk.open("Two")
    desk.page.refresh()
    (circles,) = desk.page.findChildren(Listing)
    assert [item.name for item in circles.items] == ["Two", "One"]
    assert circles.items[0].under.endswith("running")
    circles.setFocus()
    QTest.keyClick(circles, Qt.Key.Key_Down)
    assert desk.cells("Planned against actual")[0][3] == "3:00"


def test_the_page_follows_a_circle_while_it_is_seen(desk: Reviewed) -> None:
    _, circle = desk.open()
    desk.page.refresh()
    desk.after(1, circle, c.Note("all is well"))
    assert "all is well" in [row[2] for row in desk.cells("What happened")]


def cut(grid: Grid) -> list[str]:
    """The cells whose words do not fit."""
    model, wide = grid.model(), QFontMetricsF(typeface.face(weight=typeface.MEDIUM))
    cells = [
        (k, str(model.index(r, k).data() or "")) for r in range(model.rowCount()) for k in range(model.columnCount())
    ]
    lines = [(k, line) for k, words in cells for line in words.split("\n")]
    return [line for k, line in lines if wide.horizontalAdvance(line) > grid.columnWidth(k) - 16]


def in_sight(desk: Reviewed) -> list[Grid]:
    return [grid for grid in desk.page.findChildren(Grid) if grid.isVisible()]


@pytest.mark.usefixtures("in_type")
@pytest.mark.parametrize("mara", ["Mara (made up)"])
def test_nothing_usual_is_cut_on_a_small_laptop(desk: Reviewed) -> None:
    quiet = cue("quiet", Silence(None, Millis(12_000)))
    rundown = Rundown((phase("Medical check", 25, quiet), phase("Peak", 40)))
    session = desk.house.planning.plan_session(desk.cohort, "Medicine 2 of 3 · Pod A", None, rundown)
    circle = desk.house.circle(session)
    circle.do(c.Open())
    for command in (c.Next(), c.Back(), c.Next(), c.Back(), c.Close()):
        desk.after(75, circle, command)
    desk.page.refresh()
    QApplication.processEvents()
    assert [cut(grid) for grid in in_sight(desk)] == [[], []]
    assert any("entered 3 times" in row[1] for row in desk.cells("Planned against actual"))
    (circles,) = desk.page.findChildren(Listing)
    assert circles.width() >= circles.width_of_all()


@pytest.mark.usefixtures("in_type")
def test_in_large_text_the_moments_stand_below_the_phases(desk: Reviewed) -> None:
    desk.open()
    desk.page.refresh()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    beside = []
    for scale in (1.0, 1.5):
        typeface.set_type(app, app.font().family(), scale)
        QApplication.processEvents()
        phases, moments = (grid.mapTo(desk.page, grid.rect().topLeft()) for grid in in_sight(desk))
        beside.append(moments.x() > phases.x())
        for label in (desk.page._sums, desk.page._title):
            assert label.width() >= label.sizeHint().width(), "nor is what stands beside the keys cut"
    assert beside == [True, False]


def test_what_is_over_is_the_difference_of_what_is_read(desk: Reviewed) -> None:
    _, circle = desk.open()
    desk.after(0.09, circle, c.Close())
    desk.page.refresh()
    first = desk.cells("Planned against actual")[0]
    assert [first[k] for k in (2, 3, 5)] == ["15:00", "0:05", "−14:55"]


def written(desk: Reviewed, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    files: list[tuple[Any, ...]] = []
    monkeypatch.setattr(desk.house, "write_table", lambda path, rows: files.append((path, rows)))
    return files


def test_planned_against_actual_leaves_as_a_table(desk: Reviewed, monkeypatch: pytest.MonkeyPatch) -> None:
    _, circle = desk.open()
    desk.after(75, circle, c.Close())
    desk.page.refresh()
    files = written(desk, monkeypatch)
    said: list[str] = []
    desk.page.noticed.connect(said.append)
    desk.page.write("/stick/medicine.csv")
    assert said == ["medicine.csv is written."]
    ((path, rows),) = files
    assert path == "/stick/medicine.csv"
    assert rows[1][:6] == ("Arrival", "", 15.0, "2027-01-15", "09:00:00", "10:15:00")
    assert rows[-1][0] == "Whole circle"


def test_a_table_that_cannot_be_written_is_said(desk: Reviewed, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, rows: object) -> None:
        raise KnownError("medicine.csv cannot be written: no space left.")

    monkeypatch.setattr(desk.house, "write_table", refuse)
    desk.open()
    desk.page.refresh()
    said: list[str] = []
    desk.page.noticed.connect(said.append)
    desk.page.write("/stick/medicine.csv")
    assert not said
    assert desk.failures == ["medicine.csv cannot be written: no space left."]


def test_vitals_of_a_circle_that_is_over_stand_beside_its_timeline(desk: Reviewed) -> None:
    session, circle = with_vitals(desk)
    desk.page.choose(session)
    assert not desk.page.findChildren(TrendsPanel), "charts are made when they are first asked for"
    press(desk.page, "Vitals")
    (trends,) = desk.page.findChildren(TrendsPanel)
    assert [chart.trend.alias for chart in trends.wall.charts if chart.isVisible()] == ["Wren", "Heron"]
    assert "118/76" in trends.wall.charts[0].accessibleName()
    trends.wall.charts[0].click()
    assert trends.large
    assert trends.chart.words == "09:05: 118/76, pulse 70, SpO2 98 %.", "in the zone it was held in"
    QTest.keyClick(trends.chart.frame, Qt.Key.Key_Escape)
    assert trends.wall.isVisible()
    QTest.keyClick(trends.wall.charts[0], Qt.Key.Key_Escape)
    assert not trends.isVisible()
    assert desk.page._timeline.isVisible()
    assert circle.session.closed is not None


def test_another_circle_has_its_own_charts(desk: Reviewed) -> None:
    session, _ = with_vitals(desk)
    other, later = desk.open("Later")
    desk.after(1, later, c.Close())
    desk.page.choose(session)
    desk.page.turn()
    trends = desk.page.trends
    assert trends is not None
    trends.wall.charts[1].click()
    desk.page._circles.chosen.emit(other)
    assert not trends.large
    assert not any(chart.trend.readings for chart in trends.wall.charts)


def with_vitals(desk: Reviewed) -> tuple[SessionId, Conductor]:
    """A circle of two that is over; one of them was measured."""
    for alias in ("Wren", "Heron"):
        desk.house.planning.enrol(desk.cohort, alias)
    session, circle = desk.open()
    who = next(iter(circle.session.seats))
    desk.after(5, circle, c.Record(Vitals(118, 76, 70, 98), who))
    desk.after(5, circle, c.Close())
    return session, circle


# what was heard and seen


def sounded_of(desk: Reviewed) -> SoundedPanel:
    """A circle of 35 minutes with 20 of music, and its picture."""
    _, circle = desk.open()
    desk.after(15, circle, c.Go())
    desk.after(20, circle, c.Close())
    desk.page.refresh()
    QApplication.processEvents()
    return desk.page.sounded


def test_the_picture_is_gone_through_by_keys_and_says_each_moment(desk: Reviewed) -> None:
    panel = sounded_of(desk)
    assert panel.words == KEYS
    frame = panel.frame
    assert frame.accessibleName().startswith("Sound and light from 09:00 to 10:15.")
    frame.setFocus()
    said = []
    for key_ in ("Right", "Right", "Right", "Left", "Home", "Left", "End", "Right"):
        QTest.keyClick(frame, getattr(Qt.Key, f"Key_{key_}"))
        said.append(panel.words[:8])
    begins, peak = "09:00:00", "09:15:00"
    assert said == [begins, peak, peak, begins, begins, begins, peak, peak]
    assert frame.accessibleDescription() == panel.words
    QTest.keyClick(frame, Qt.Key.Key_Home)
    QTest.keyClick(frame, Qt.Key.Key_Right)
    assert "tide" in panel.words
    assert "Peak, 0:00 in" in panel.words


def points(frame: SoundedFrame, x: float) -> None:
    """The mouse is there."""
    at = QPointF(x, 40)
    kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    glob = QPointF(frame.mapToGlobal(at.toPoint()))
    event = QMouseEvent(kind, at, glob, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(frame, event)


def test_the_mouse_says_what_it_points_at_and_holds_to_what_is_near(desk: Reviewed) -> None:
    panel = sounded_of(desk)
    frame = panel.frame
    painter = QPainter()
    field = field_of(Drawing(painter, frame), frame.sounded, frame._box)
    for minute, said in ((15.1, "09:15:00"), (25, "09:25")):
        at = Instant(frame.sounded.first + int(minute * MINUTE))
        points(frame, field.x(at))
        assert panel.words.startswith(said)


def test_the_same_as_a_table_and_a_row_of_it_moves_the_cursor(desk: Reviewed) -> None:
    panel = sounded_of(desk)
    press(panel, "As a table")
    assert panel.table.isVisible()
    assert ["09:15:00", "phase", "Peak, 20:00, planned 40:00"] in desk.cells("Sound and light")
    panel.table.selectRow(len(desk.cells("Sound and light")) - 1)
    assert panel.frame.cursor_at == panel.frame.sounded.moments[-1]
    press(panel, "As a picture")
    assert panel.frame.isVisible()


def test_another_circle_has_its_own_picture_and_one_without_sound_is_there_too(desk: Reviewed) -> None:
    panel = sounded_of(desk)
    panel.frame.step(1)
    desk.open("Another")
    desk.page.refresh()
    desk.page.choose(desk.house.circles()[0].session)
    assert panel.words == KEYS
    assert panel.frame.cursor_at is None
    panel.frame.show_sounded(Sounded(), lambda _: 0, "")
    panel.frame.step(1)
    QTest.keyClick(panel.frame, Qt.Key.Key_End)
    points(panel.frame, 50)
    assert panel.frame.cursor_at is None


@pytest.mark.usefixtures("in_type")
def test_the_picture_grows_with_the_text(desk: Reviewed) -> None:
    panel, app = sounded_of(desk), QApplication.instance()
    assert isinstance(app, QApplication)
    was = panel.height()
    typeface.set_type(app, app.font().family(), 1.5)
    QApplication.processEvents()
    assert panel.minimumHeight() > was


def test_something_of_the_picture_is_drawn(desk: Reviewed) -> None:
    image = sounded_of(desk).frame.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 8
