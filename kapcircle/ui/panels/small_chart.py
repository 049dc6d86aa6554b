"""A small chart of one person, painted when its trend, its axes or its look changes, and only shown otherwise."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.drawing import Drawing
from kapcircle.ui.ink import focus_ring
from kapcircle.ui.key import is_enter
from kapcircle.ui.keyboard import OWN_STEPS
from kapcircle.ui.panel import RADIUS
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.painter import Box
from kapcircle.views.small_chart import draw_covered, draw_small_behind, draw_small_over
from kapcircle.views.times import Zone
from kapcircle.views.trend_axes import Axes
from kapcircle.views.trend_words import spoken
from kapcircle.views.trends import Trend

MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class SmallChart(QAbstractButton):
    """One of the wall. Covered it shows the mat number, and says no more to anyone."""

    moved = Signal(int, int)
    """An arrow key was pressed: so many charts across, so many rows down."""

    def __init__(self, trend: Trend, zone: Zone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trend, self._axes, self._zone = trend, Axes(), zone
        self._chosen = self._covered = False
        self._picture, self._behind = Picture(), Picture()
        self.drawn = 0
        """How often it has been drawn anew."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty(OWN_STEPS, True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    @property
    def trend(self) -> Trend:
        """What it shows."""
        return self._trend

    def show_trend(self, trend: Trend, axes: Axes, *, chosen: bool, covered: bool) -> None:
        """Show this; nothing is painted when it is shown already."""
        same = self._trend is trend or self._trend == trend
        if same and (self._axes, self._chosen, self._covered) == (axes, chosen, covered):
            return
        self._trend, self._axes, self._chosen, self._covered = trend, axes, chosen, covered
        self._name()
        self.update()

    def _name(self) -> None:
        words = f"Mat {self._trend.mat}" if self._covered else spoken(self._trend, self._zone)
        self.setAccessibleName(words)
        self.setAccessibleDescription("chosen" if self._chosen else "")

    def sizeHint(self) -> QSize:
        return QSize(240, 160)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            self.moved.emit(*MOVES[Qt.Key(event.key())])
        elif is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        state = (self._trend, self._axes, self._chosen, self._covered, self.hasFocus(), self.underMouse())
        self._picture.show(self, state, self._draw)

    def _draw(self, painter: QPainter) -> None:
        self.drawn += 1
        box = Box(0, 0, self.width(), self.height())
        shown = None if self._covered or self._trend.latest is None else self._trend.behind
        state = (shown, self._axes, self._chosen, self.underMouse())
        self._behind.lay(painter, self, state, lambda below: self._draw_behind(below, shown, box))
        if self._covered:
            draw_covered(Drawing(painter, self), self._trend.mat, box)
        else:
            draw_small_over(Drawing(painter, self), self._trend, self._axes, box, self._zone, t.scale())
        if self.hasFocus():
            focus_ring(painter, self, RADIUS)

    def _draw_behind(self, painter: QPainter, shown: Trend | None, box: Box) -> None:
        edge = Tone.ACCENT if self._chosen else Tone.SECOND if self.underMouse() else Tone.LINE
        wide = 2 if self._chosen else 1
        painter.setBrush(colour(self, Tone.PANEL))
        painter.setPen(QPen(colour(self, edge), wide))
        inside = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(inside, RADIUS, RADIUS)
        if shown is not None:
            draw_small_behind(Drawing(painter, self), shown, self._axes, box, self._zone, t.scale())
