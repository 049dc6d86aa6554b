"""The large chart of one person: pressures, pulse and SpO2 over phases, with doses, observations and music beneath.

A cursor goes from reading to reading and says each one. Beside it stand the same readings as a table.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from kapcircle.core.ids import PersonId
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import column, row
from kapcircle.ui.grid import Grid
from kapcircle.ui.ink import focus_ring
from kapcircle.ui.keyboard import OWN_STEPS
from kapcircle.ui.label import Elided, Label
from kapcircle.ui.panel import RADIUS
from kapcircle.ui.panels.wall import Key
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.times import Zone
from kapcircle.views.trend_axes import axes, clock, minute
from kapcircle.views.trend_table import Row, rows
from kapcircle.views.trend_words import NONE, measured, remark, said, spoken
from kapcircle.views.trends import Reading, Trend

if TYPE_CHECKING:  # with its family it takes longer than the first page
    from kapcircle.ui.panels.trend_plot import TrendPlot

NOBODY = "Choose a person: their chart stands here."
COVERED = "Covered."
KEYS = "Left and right go from reading to reading."
COLUMNS = (
    Column("Hour", lambda x: x.clock, figure=True),
    Column("Min", lambda x: x.since, figure=True),
    Column("BP", lambda x: x.pressure, figure=True),
    Column("Pulse", lambda x: x.pulse, figure=True),
    Column("SpO2", lambda x: x.spo2, figure=True),
    Column("", lambda x: x.note),
)
WIDTHS = (56, 50, 76, 54, 54, 0)
TABLE, TABLED = 424, 1024
"""Width of the table, and the width from which on it stands beside the chart, at a text size of 100 %."""

LEAST = 230
"""Least height of the plots, at a text size of 100 %: with less room the chart scrolls."""

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class TrendChart(QWidget):
    """Shows the chosen person's trend. The plots are made when it is first looked at, after the rest."""

    def __init__(self, zone: Zone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._trend: Trend | None = None
        self._covered = False
        self._at: Reading | None = None
        self._followed = True
        self._who = Label("", size=t.LARGE, weight=t.SEMIBOLD)
        self._mat = Label("", Tone.SECOND, t.LARGE)
        self._dose = Elided("", Tone.SECOND)
        self._said = Elided("", Tone.TEXT, t.LEAD)
        self._under = Label(KEYS, Tone.THIRD, t.NOTE)
        self._key = Key()
        self._empty = Label(NOBODY, Tone.SECOND)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.frame = Frame(self)
        self.table = Grid("Readings", COLUMNS, WIDTHS, _ink)
        self.table.chosen.connect(self._chose)
        self._body = QWidget()
        left = column(self._key, self.frame, self._said, self._under, spacing=6)
        self._body.setLayout(row(left, self.table, spacing=16))
        self._stack = QStackedLayout()
        for part in (self._empty, self._body):
            self._stack.addWidget(part)
        self._head = row(self._mat, self._who, self._dose, None, spacing=12)
        whole = column(self._head, spacing=8)
        whole.addLayout(self._stack, 1)
        self.setLayout(whole)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make)
        self._shape()

    def lead(self, way: QWidget) -> None:
        """Put what leads away from here at the end of the first line."""
        way.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._head.addWidget(way)

    @property
    def at(self) -> Reading | None:
        """The reading under the cursor."""
        return self._at

    @property
    def words(self) -> str:
        """What the cursor says."""
        return self._said.text()

    def show_trends(self, trends: Sequence[Trend], chosen: PersonId | None, covered: bool = False) -> None:
        """Show the chosen one of these; covered, the mat number alone."""
        trend = next((x for x in trends if x.person == chosen), None)
        if covered == self._covered and (trend is self._trend or trend == self._trend):
            return
        other = trend is None or self._trend is None or trend.person != self._trend.person
        self._trend, self._covered = trend, covered
        if trend is not None and (other or self._followed or self._at not in trend.readings):
            self._at = trend.latest
        self._show()

    def step(self, by: int) -> None:
        """Go to the next reading, or the one before."""
        found = self._readings
        if found:
            now = found.index(self._at) if self._at in found else len(found) - 1
            self._go(found[min(len(found) - 1, max(0, now + by))])

    def _go(self, reading: Reading) -> None:
        """Put the cursor on a reading; on the last one it goes on with the next that comes in."""
        self._at = reading
        self._followed = self._trend is not None and reading == self._trend.latest
        self._say()

    @property
    def _readings(self) -> tuple[Reading, ...]:
        """What the cursor goes through: all that is in sight, struck ones too."""
        return () if self._trend is None else tuple(sorted(self._trend.readings, key=lambda r: r.at))

    # --- showing ---

    def _show(self) -> None:
        trend = None if self._covered else self._trend
        mat = "" if self._trend is None else str(self._trend.mat)
        self._mat.say(f"Mat {mat}" if self._covered and mat else mat)
        self._who.say("" if trend is None else trend.alias)
        given = trend is not None and trend.t0 is not None
        self._dose.say(f"first dose {clock(trend, 0, self._zone)}" if trend is not None and given else "")
        self._empty.say(COVERED if self._covered else NOBODY if trend is None else NONE)
        read = trend is not None and bool(trend.readings)
        self._stack.setCurrentWidget(self._body if read else self._empty)
        self.table.show_rows(() if trend is None else rows(trend, self._zone))
        self.frame.name(f"Mat {mat}" if trend is None and mat else "" if trend is None else spoken(trend, self._zone))
        self._draw()
        self._say()

    def _say(self) -> None:
        """What the reading under the cursor is: in words, on the line of the table, in the plots."""
        trend, at = None if self._covered else self._trend, self._at
        if trend is None or at is None:
            self._speak("", "", KEYS, Tone.THIRD)
        else:
            note = remark(trend, at)
            tone = Tone.THIRD if not note else Tone.SECOND if at.struck else Tone.ALARM
            under = f"▲ {note}" if tone is Tone.ALARM else note or KEYS
            self._speak(said(trend, at, self._zone), measured(trend, at, self._zone), under, tone)
            self._select(at)
        if self.frame.plot is not None:
            self.frame.plot.move_cursor(None if trend is None or at is None else minute(trend, at.at))

    def _speak(self, whole: str, words: str, under: str, tone: Tone) -> None:
        """Two lines that are always there, so that nothing jumps; and the whole for a screen reader."""
        self.frame.setAccessibleDescription(whole)
        self._said.say(words)
        self._under.say(under)
        self._under.set_tone(tone)

    def _select(self, reading: Reading) -> None:
        if reading in self._readings:
            blocked = self.table.blockSignals(True)
            self.table.selectRow(self._readings.index(reading))
            self.table.blockSignals(blocked)

    def _draw(self) -> None:
        if self.frame.plot is None or self._trend is None:
            return
        self.frame.plot.setVisible(not self._covered)
        if not self._covered:
            at = None if self._at is None else minute(self._trend, self._at.at)
            self.frame.plot.show_trend(self._trend, axes([self._trend]), at)

    def _make(self) -> None:
        """Make the plots: what draws them is loaded now, and not before."""
        from kapcircle.ui.panels.trend_plot import TrendPlot

        if self.frame.plot is None:
            plot = TrendPlot(self._zone)
            plot.pointed.connect(self._pointed)
            self.frame.hold(plot)
            self._draw()

    # --- hands ---

    def _chose(self, found: Row) -> None:
        at, i = found.key
        reading = self._readings[i] if i < len(self._readings) else None
        if reading is not None and reading.at == at:
            self._go(reading)

    def _pointed(self, at: float) -> None:
        trend = self._trend
        if trend is not None and trend.readings:
            nearest = min(self._readings, key=lambda r: abs(minute(trend, r.at) - at))
            if nearest != self._at:
                self._go(nearest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = Qt.Key(event.key())
        if pressed in STEPS:
            self.step(STEPS[pressed])
        elif pressed in ENDS and self._readings:
            self._go(self._readings[ENDS[pressed]])
        else:
            super().keyPressEvent(event)

    # --- room ---

    def showEvent(self, event: QEvent) -> None:
        if self.frame.plot is None:
            self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._shape()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._shape()

    def _shape(self) -> None:
        self.frame.setMinimumHeight(int(LEAST * t.scale()))
        self.table.setFixedWidth(int(TABLE * t.scale()))
        self.table.setVisible(self.width() >= TABLED * t.scale())


class Frame(QWidget):
    """Holds the plots, takes the focus for them, and shows that it has it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot: TrendPlot | None = None
        self.setProperty(OWN_STEPS, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._layout = column()
        self._layout.setContentsMargins(8, 8, 4, 8)
        self.setLayout(self._layout)

    def name(self, words: str) -> None:
        """Whose chart it is, for a screen reader."""
        self.setAccessibleName(words)

    def hold(self, plot: "TrendPlot") -> None:
        """Put the plots in place."""
        self.plot = plot
        self._layout.addWidget(plot)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour(self, Tone.PANEL))
        painter.setPen(QPen(colour(self, Tone.LINE), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self.hasFocus():
            focus_ring(painter, self, RADIUS)
        painter.end()


def _ink(found: Row, at: int) -> Tone:
    if found.note == "struck":
        return Tone.THIRD
    if found.note and at == len(COLUMNS) - 1:
        return Tone.ALARM
    return Tone.SECOND if at < 2 else Tone.TEXT
