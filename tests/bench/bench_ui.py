"""The Circle page: how long a repaint takes with 24 seats, and how long each second costs."""

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kapcircle.core.session import commands as c
from tests.bench.figure import Figure
from tests.ui.scene import SIZE, Scene

TIMES = 200
SEATS = 24


def repaint() -> Figure:
    whole, each_second, pixmap = circle_page()
    beside = f"one full-page pixmap; a second that passes {each_second:.1f}"
    return Figure("Circle page repaint, 24 seats, p95", whole, "ms", 16, pixmap, beside)


def circle_page(times: int = TIMES) -> tuple[float, float, float]:
    """95th percentiles in ms: the whole page painted anew, what a passing second costs with its painting, and one
    pixmap of the page's size drawn to the window.
    """
    app = QApplication.instance() or QApplication([])
    scene = Scene(people=SEATS).running()
    scene.do(c.Go())
    scene.page.choose(scene.who("Ash"))
    app.processEvents()
    whole = [_timed(scene.window.repaint) for _ in range(times)]
    second = [_timed(lambda: _a_second(scene)) for _ in range(times)]
    plain = Pixmap(scene.window.grab())
    plain.show()
    app.processEvents()
    pixmap = [_timed(plain.repaint) for _ in range(times)]
    plain.close()
    scene.end()
    app.processEvents()
    return _p95(whole), _p95(second), _p95(pixmap)


class Pixmap(QWidget):
    """Draws one picture as large as the window."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self.resize(*SIZE)
        self._picture = picture

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(QRect(0, 0, *SIZE), self._picture)
        painter.end()


def _a_second(scene: Scene) -> None:
    scene.clock.pass_(1_000)
    scene.bridge.tick()
    QApplication.processEvents()


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
