"""The wall: a small chart of every person in mat order, all on the same axes, so that one glance compares them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from kapcircle.core.ids import PersonId
from kapcircle.ui import typeface as t
from kapcircle.ui.drawing import Drawing
from kapcircle.ui.forms import column
from kapcircle.ui.label import Label
from kapcircle.ui.panel import see_through
from kapcircle.ui.panels.small_chart import SmallChart
from kapcircle.ui.picture import Picture
from kapcircle.ui.tabs import lead_first
from kapcircle.ui.theme import Tone
from kapcircle.views.chart_key import draw_key, key_words
from kapcircle.views.painter import NOTE, Box
from kapcircle.views.times import Zone
from kapcircle.views.trend_axes import axes
from kapcircle.views.trends import Trend

GAP, BAR = 8, 12
LEAST = (160, 100)
"""No chart is smaller, at a text size of 100 %: its head still says mat, alias and the latest pressure."""

BROAD = 1.75
"""A chart reads best about so much wider than high."""

NOBODY = "Nobody is in this circle yet. Charts stand here, one for each person, in the order of the mats."


@dataclass(frozen=True, slots=True)
class Grid:
    """So many columns of charts of this size; they scroll where they are higher than the room."""

    columns: int
    wide: int
    high: int

    def place(self, i: int) -> tuple[int, int]:
        """Where the chart of this index begins."""
        return i % self.columns * (self.wide + GAP), i // self.columns * (self.high + GAP)


def grid(count: int, wide: int, high: int, least: tuple[int, int] = LEAST) -> Grid:
    """The grid that shows every chart at once, as large as can be; where none does, the smallest charts, scrolled."""
    found = [_filled(count, columns, wide, high) for columns in range(1, max(1, count) + 1)]
    fitting = [g for g in found if g.wide >= least[0] and g.high >= least[1]]
    if fitting:
        return max(fitting, key=_worth)
    columns = max(1, min(count, (wide - BAR + GAP) // (least[0] + GAP)))
    return Grid(columns, (wide - BAR + GAP) // columns - GAP, least[1])


def _filled(count: int, columns: int, wide: int, high: int) -> Grid:
    rows = -(-max(1, count) // columns)
    return Grid(columns, (wide + GAP) // columns - GAP, (high + GAP) // rows - GAP)


def _worth(g: Grid) -> float:
    """The area that a chart of the best shape has in there."""
    return min(g.wide, g.high * BROAD) * min(g.high, g.wide / BROAD)


class Wall(QWidget):
    """Shows trends; `chosen` tells whose chart was chosen. Only what another trend has is drawn anew."""

    chosen = Signal(object)
    opened = Signal(object)
    """Whose chart wants to be seen large: it was pressed, by hand or by Enter."""

    def __init__(self, zone: Zone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone, self._who = zone, PersonId("")
        self._charts: list[SmallChart] = []
        self._grid = Grid(1, *LEAST)
        self.setAccessibleName("Vitals of everybody")
        self.key = Key()
        self._room = QWidget()
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._room)
        see_through(self._scroll)
        self._empty = Label(NOBODY, Tone.SECOND)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = column(self.key, self._empty, self._scroll, spacing=GAP)
        self._column.setStretch(1, 1)
        self._column.setStretch(2, 1)
        self.setLayout(self._column)

    @property
    def charts(self) -> tuple[SmallChart, ...]:
        """The charts in mat order."""
        return tuple(self._charts)

    def show_trends(self, trends: Sequence[Trend], chosen: PersonId | None, covered: bool = False) -> None:
        """Show these; `chosen` is the person who is attended to. Covered, only mat numbers are seen."""
        in_order = sorted(trends, key=lambda trend: trend.mat)
        if [c.trend.person for c in self._charts] != [trend.person for trend in in_order]:
            self._hang(in_order)
        shared = axes(in_order)
        for chart, trend in zip(self._charts, in_order, strict=True):
            chart.show_trend(trend, shared, chosen=trend.person == chosen, covered=covered)
        self._invite(chosen)
        self.key.setVisible(bool(in_order) and not covered)
        self._empty.setVisible(not in_order)
        self._scroll.setVisible(bool(in_order))
        self._lay()

    def focus(self) -> None:
        """Put the focus on the chosen chart, else on the first."""
        chart = next((c for c in self._charts if c.trend.person == self._who), None)
        if chart is not None:
            chart.setFocus(Qt.FocusReason.TabFocusReason)

    def step(self, across: int, down: int) -> None:
        """Choose the chart beside, or the one in the next row."""
        people = [chart.trend.person for chart in self._charts]
        if not people:
            return
        at = people.index(self._who) if self._who in people else 0
        to = at + across + down * self._grid.columns
        if 0 <= to < len(people):
            self._look_at(self._charts[to])

    def _open(self, chart: SmallChart) -> None:
        self._look_at(chart)
        self.opened.emit(chart.trend.person)

    def _look_at(self, chart: SmallChart) -> None:
        self.chosen.emit(chart.trend.person)
        self._invite(chart.trend.person)
        chart.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(chart, 0, GAP)

    def _invite(self, who: PersonId | None) -> None:
        """One chart is reached by Tab: the chosen one, else the first."""
        people = [chart.trend.person for chart in self._charts]
        self._who = who if who is not None and who in people else people[0] if people else PersonId("")
        for chart in self._charts:
            wanted = chart.trend.person == self._who
            chart.setFocusPolicy(Qt.FocusPolicy.TabFocus if wanted else Qt.FocusPolicy.NoFocus)

    def _hang(self, trends: Sequence[Trend]) -> None:
        for chart in self._charts:
            chart.hide()
            chart.deleteLater()
        self._charts = [SmallChart(trend, self._zone, self._room) for trend in trends]
        for chart in self._charts:
            chart.moved.connect(self.step)
            chart.clicked.connect(lambda _=False, chart=chart: self._open(chart))
            chart.show()
        lead_first(self, self._charts)

    def _lay(self) -> None:
        """Place the charts, once the parts above them have taken their room."""
        self._column.activate()
        self._place()

    def _place(self) -> None:
        scale = t.scale()
        least = (int(LEAST[0] * scale), int(LEAST[1] * scale))
        room = self._scroll.size()
        self._grid = grid(len(self._charts), room.width(), room.height(), least)
        for i, chart in enumerate(self._charts):
            chart.setGeometry(*self._grid.place(i), self._grid.wide, self._grid.high)
        rows = -(-len(self._charts) // self._grid.columns)
        self._room.resize(
            self._grid.columns * (self._grid.wide + GAP) - GAP, max(0, rows * (self._grid.high + GAP) - GAP)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()

    def showEvent(self, event: QEvent) -> None:
        self._lay()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._place()
        super().changeEvent(event)


class Key(QWidget):
    """Which line is what: each with its stroke and its mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = Picture()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Key to the charts: {key_words()}")

    def sizeHint(self) -> QSize:
        return QSize(200, int(20 * t.scale()))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, None, self._draw)

    def _draw(self, painter: QPainter) -> None:
        draw_key(Drawing(painter, self), Box(2, 0, self.width() - 4, self.height()), NOTE)
