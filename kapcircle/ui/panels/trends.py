"""Vitals of everybody, and of one person: the wall of small charts, and behind each the large one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QWidget

from kapcircle.core.ids import PersonId
from kapcircle.ui.forms import key
from kapcircle.ui.panel import see_through
from kapcircle.ui.panels.trend_chart import TrendChart
from kapcircle.ui.panels.wall import Wall
from kapcircle.views.times import Zone
from kapcircle.views.trends import Trend

BACK = "All charts"


class TrendsPanel(QWidget):
    """`chosen` tells whose chart was chosen. Enter shows it large; Esc, or its key, comes back to all of them."""

    chosen = Signal(object)
    seen = Signal()
    """It came into sight."""

    def __init__(self, zone: Zone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wall, self.chart = Wall(zone), TrendChart(zone)
        self._trends: tuple[Trend, ...] = ()
        self._who: PersonId | None = None
        self._covered = False
        self.chart.lead(key(BACK, self.show_all, "Esc"))
        self._large, self._stack = QScrollArea(), QStackedLayout(self)
        self._large.setWidget(self.chart)
        self._large.setWidgetResizable(True)
        self._large.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._large.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        see_through(self._large)
        for part in (self.wall, self._large):
            self._stack.addWidget(part)
        self.wall.chosen.connect(self._choose)
        self.wall.opened.connect(self.show_large)

    def show_trends(self, trends: Sequence[Trend], chosen: PersonId | None, covered: bool = False) -> None:
        """Show these; what is not in sight is brought up to date when it comes into sight, and covered at once."""
        self._trends, self._who, self._covered = tuple(trends), chosen, covered
        self._show()
        if covered:
            (self.wall if self.large else self.chart).show_trends(self._trends, chosen, covered)

    def show_large(self, who: PersonId) -> None:
        """Show one person's chart large."""
        self._who = who
        self._stack.setCurrentWidget(self._large)
        self._show()
        self.chart.frame.setFocus(Qt.FocusReason.TabFocusReason)

    def show_all(self) -> None:
        """Show everybody's, and go there."""
        self.gather()
        self.wall.focus()

    def gather(self) -> None:
        """Show everybody's, and leave the focus where it is."""
        self._stack.setCurrentWidget(self.wall)
        self._show()

    @property
    def large(self) -> bool:
        """Whether one person's chart is in sight."""
        return self._stack.currentWidget() is self._large

    def _show(self) -> None:
        part = self.chart if self.large else self.wall
        part.show_trends(self._trends, self._who, self._covered)

    def _choose(self, who: PersonId) -> None:
        self._who = who
        self._show()
        self.chosen.emit(who)

    def focus(self) -> None:
        """Put the focus on what is in sight."""
        if self.large:
            self.chart.frame.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.wall.focus()

    def showEvent(self, event: QEvent) -> None:
        self.seen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.large:
            self.show_all()
        else:
            super().keyPressEvent(event)
