"""`python -m tests.ui.soaking SECONDS`: readings come in without a pause, and every chart is painted each time.

Says how often a chart was drawn, and by how much the references to None fell: a binding that loses one at each override
of a C++ virtual ends the process after some thousand paintings, or, where None is never let go of, does no harm.
"""

import sys
import time
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from kapcircle.ui.panels.trend_chart import TrendChart
from kapcircle.ui.panels.wall import Wall
from kapcircle.views.trends import Trend
from tests.ui import trending


def soak(seconds: float) -> tuple[int, int]:
    """How often a chart was drawn, and how many references to None were lost meanwhile."""
    app = trending.application()
    wall, chart = Wall(trending.utc), TrendChart(trending.utc)
    for widget in (wall, chart):
        widget.resize(1366, 722)
        widget.show()
    trends = list(trending.people(40))
    _show(wall, chart, trends, 0)
    before, end, k = sys.getrefcount(None), time.monotonic() + seconds, 0
    while time.monotonic() < end:
        trends = [_another(trend, k) for trend in trends]
        _show(wall, chart, trends, k)
        chart.step(-1 if k % 2 else 1)
        app.processEvents()
        k += 1
    drawn = sum(small.drawn for small in wall.charts)
    lost = before - sys.getrefcount(None)
    for widget in (wall, chart):
        widget.close()
        widget.deleteLater()
    app.processEvents()
    return drawn, lost


def _show(wall: Wall, chart: TrendChart, trends: list[Trend], k: int) -> None:
    who = trends[k % len(trends)].person
    wall.show_trends(trends, who)
    chart.show_trends(trends, who)
    QApplication.processEvents()


def _another(trend: Trend, k: int) -> Trend:
    if not trend.readings:
        return trend
    last = replace(trend.readings[-1], systolic=110 + k % 30, pulse=60 + k % 20)
    return replace(trend, readings=(*trend.readings[:-1], last))


if __name__ == "__main__":
    print(*soak(float(sys.argv[1])))
