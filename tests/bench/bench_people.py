"""Forty people at once: the ring as every second changes it, and their charts when a reading comes in."""

import math
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from kapcircle.ui.drawing import Drawing
from kapcircle.ui.panels.wall import Wall
from kapcircle.views.chart import DENSE, fields
from kapcircle.views.circle import Badge, SeatView
from kapcircle.views.painter import Box
from kapcircle.views.trend_axes import axes
from kapcircle.views.trend_lines import curves
from kapcircle.views.trends import Channel, Trend
from tests.bench.figure import Figure
from tests.ui import trending
from tests.ui.scene import SIZE, Scene

PEOPLE, TIMES = 40, 200
ROOM = (SIZE[0] - 24, SIZE[1] - 70)
"""What the head of the window leaves to a wall."""

Polyline = Sequence[QPointF]


class Lines(QWidget):
    """Nothing but polylines: the least that a chart on a QPainter can cost."""

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(*size)
        self.lines: list[Polyline] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
        for line in self.lines:
            painter.drawPolyline(line)
        painter.end()


def ring() -> Figure:
    """Every seat has another clock each second: all forty are drawn, and the ring is painted."""
    trending.application()
    scene = Scene(people=PEOPLE).running()
    shown = scene.page.ring
    views = [_busy(i, seat.view) for i, seat in enumerate(shown.seats)]

    def second(k: int) -> None:
        now = [replace(view, since_dose=(i * 7 + k) % 400 / 400) for i, view in enumerate(views)]
        shown.show_seats(now, views[3].person)
        QApplication.processEvents()

    measured = _p95(second)
    bare = _bare((shown.width(), shown.height()), [_arc(i) for i in range(PEOPLE)])
    scene.end()
    QApplication.processEvents()
    return Figure("seat ring, 40 people, a second's update, p95", measured, "ms", 16, bare, "40 bare polylines")


def reading() -> Figure:
    """One reading more: only that person's chart is drawn."""
    wall, trends = _wall()

    def comes(k: int) -> None:
        i = k * 7 % PEOPLE
        trends[i] = _measured(trends[i], k)
        wall.show_trends(trends, None)
        QApplication.processEvents()

    measured = _p95(comes)
    bare = _bare(_size(wall), _polylines(wall)[:4])
    _clear(wall)
    return Figure("wall of 40 charts, one person's update, p95", measured, "ms", 16, bare, "4 bare polylines")


def wall() -> Figure:
    """A reading more of everybody: the whole wall is drawn."""
    shown, trends = _wall()

    def come(k: int) -> None:
        trends[:] = [_measured(trend, k) for trend in trends]
        shown.show_trends(trends, None)
        QApplication.processEvents()

    measured = _p95(come)
    lines = _polylines(shown)
    bare = _bare(_size(shown), lines)
    _clear(shown)
    return Figure("wall of 40 charts, the whole wall, p95", measured, "ms", 80, bare, f"{len(lines)} bare polylines")


def _busy(i: int, view: SeatView) -> SeatView:
    badge = (Badge("alarm", "161/98"), Badge("due", "due 2"), Badge("unseen", "unseen 9"))[i % 3]
    return replace(view, reading="128/82", depth=i % 5, badge=badge if i % 4 == 0 else None, distress=i % 9 == 0)


def _wall() -> tuple[Wall, list[Trend]]:
    trending.application()
    made = Wall(trending.utc)
    made.resize(*ROOM)
    made.show()
    measured = trending.person(0).readings
    trends = [trend if trend.readings else replace(trend, readings=measured) for trend in trending.people(PEOPLE)]
    made.show_trends(trends, None)
    QApplication.processEvents()
    return made, trends


def _measured(trend: Trend, k: int) -> Trend:
    """The last reading is another one."""
    last = trend.readings[-1]
    return replace(trend, readings=(*trend.readings[:-1], replace(last, systolic=118 + k % 7, pulse=70 + k % 5)))


def _polylines(wall: Wall) -> list[Polyline]:
    """The curves of every chart, where the wall draws them."""
    found: list[Polyline] = []
    sheet = Drawing(QPainter(), wall)  # nothing is drawn, nor anything written in a dense chart
    shared = axes([chart.trend for chart in wall.charts])
    for chart in wall.charts:
        box = Box(chart.x() + 7, chart.y() + 24, chart.width() - 14, chart.height() - 30)
        upper, strip = fields(sheet, shared, box, DENSE)
        for curve in curves(chart.trend):
            field = strip if curve.channel is Channel.SPO2 else upper
            found += [[QPointF(*at) for at in field.at(piece)] for piece in curve.pieces]
    return found


def _arc(i: int) -> Polyline:
    x, y = 60.0 + i % 8 * 80, 60.0 + i // 8 * 80
    return [QPointF(x + 36 * math.cos(a / 10), y + 36 * math.sin(a / 10)) for a in range(60)]


def _bare(size: tuple[int, int], lines: list[Polyline]) -> float:
    widget = Lines(size)
    widget.lines = lines
    widget.show()
    QApplication.processEvents()
    measured = _p95(lambda _: widget.repaint())
    _clear(widget)
    return measured


def _size(widget: QWidget) -> tuple[int, int]:
    return widget.width(), widget.height()


def _clear(widget: QWidget) -> None:
    widget.close()
    widget.deleteLater()
    QApplication.processEvents()


def _p95(act: Callable[[int], object]) -> float:
    times = []
    for k in range(TIMES):
        began = time.perf_counter()
        act(k)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(times, n=20)[-1]
