"""What was heard and seen, as a picture under the rundown; the same as a table. A cursor goes from moment to moment."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from kapcircle.core.ids import Instant
from kapcircle.ui import typeface as t
from kapcircle.ui.drawing import Drawing
from kapcircle.ui.forms import column, key, row
from kapcircle.ui.grid import Grid
from kapcircle.ui.ink import focus_ring
from kapcircle.ui.key import Kind
from kapcircle.ui.keyboard import OWN_STEPS
from kapcircle.ui.label import Elided, Label
from kapcircle.ui.panel import RADIUS
from kapcircle.ui.picture import Picture
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.views.painter import Box
from kapcircle.views.sounded import Sounded, SoundedRow, said_at, sounded_rows
from kapcircle.views.sounded_chart import draw_sounded, field_of
from kapcircle.views.times import Zone

HIGH = 212
"""Height of the picture, at a text size of 100 %."""

EDGE = 8
TITLE, KEYS = "Sound and light", "Left and right go from moment to moment."
TABLE, PICTURE = "As a table", "As a picture"
COLUMNS = (
    Column("Time", lambda x: x.clock, figure=True),
    Column("What", lambda x: x.kind),
    Column("Words", lambda x: x.words),
)
WIDTHS = (84, 70, 0)
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class SoundedPanel(QWidget):
    """Shows one circle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone: Zone = lambda _: 0
        self._title = Label(TITLE, Tone.SECOND, weight=t.SEMIBOLD)
        self._said = Elided(KEYS, Tone.SECOND)
        self._turn = key(TABLE, self.turn, kind=Kind.QUIET)
        self.frame, self.table = SoundedFrame(), Grid(TITLE, COLUMNS, WIDTHS, _ink)
        self._stack = QStackedWidget()
        for part in (self.frame, self.table):
            self._stack.addWidget(part)
        head = row(self._title, self._said, self._turn, spacing=12)
        head.setStretch(1, 1)
        whole = column(head, self._stack, spacing=4)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.frame.moved.connect(self._say)
        self.table.chosen.connect(self._chose)
        self._measure()

    @property
    def words(self) -> str:
        """What the cursor says."""
        return self._said.text()

    def show_sounded(self, sounded: Sounded, zone: Zone, words: str) -> None:
        """Show this; `words` say it in a sentence."""
        self._zone = zone
        self.frame.show_sounded(sounded, zone, words)
        self.table.show_rows(sounded_rows(sounded, zone))
        self._say()

    def turn(self) -> None:
        """The table instead of the picture; again: the picture."""
        table = self._stack.currentWidget() is self.frame
        self._stack.setCurrentWidget(self.table if table else self.frame)
        self._turn.set_words(PICTURE if table else TABLE)

    def _say(self) -> None:
        at = self.frame.cursor_at
        words = KEYS if at is None else said_at(self.frame.sounded, at, self._zone)
        self._said.say(words)
        self.frame.setAccessibleDescription(words)

    def _chose(self, found: SoundedRow) -> None:
        self.frame.go(found.key[0])

    def _measure(self) -> None:
        self.setFixedHeight(int(HIGH * t.scale()) + self._turn.sizeHint().height() + 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()


class SoundedFrame(QWidget):
    """The picture. `moved`: the cursor is at another moment."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sounded, self.cursor_at = Sounded(), None
        self._zone: Zone = lambda _: 0
        self._picture = Picture()
        self._shown = 0
        self.setProperty(OWN_STEPS, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    cursor_at: Instant | None
    """The moment that is told."""

    def show_sounded(self, sounded: Sounded, zone: Zone, words: str) -> None:
        """Draw this."""
        if sounded.first != self.sounded.first:
            self.cursor_at = None
        self.sounded, self._zone = sounded, zone
        self._shown += 1
        self.setAccessibleName(words)
        self.update()

    def go(self, at: Instant) -> None:
        """Put the cursor at a moment."""
        if at != self.cursor_at:
            self.cursor_at = at
            self.update()
            self.moved.emit()

    def step(self, by: int) -> None:
        """Go to the next moment at which something began, or the one before."""
        moments, at = self.sounded.moments, self.cursor_at
        if not moments:
            return
        if at is None:
            self.go(moments[0])
        else:
            coming = [x for x in moments if (x > at if by > 0 else x < at)]
            self.go((coming[0] if by > 0 else coming[-1]) if coming else at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = Qt.Key(event.key())
        if pressed in STEPS:
            self.step(STEPS[pressed])
        elif pressed in ENDS and self.sounded.moments:
            self.go(self.sounded.moments[ENDS[pressed]])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.sounded.moments:
            painter = QPainter()
            field = field_of(Drawing(painter, self), self.sounded, self._box)
            self.go(self._near(field.at(event.position().x()), field.box.wide))

    def _near(self, at: Instant, wide: float) -> Instant:
        """A moment at which something happened, where one is within a few pixels."""
        reach = 4 * (self.sounded.last - self.sounded.first) / max(1.0, wide)
        nearest = min(self.sounded.moments, key=lambda x: abs(x - at))
        return nearest if abs(nearest - at) <= reach else at

    @property
    def _box(self) -> Box:
        return Box(EDGE, EDGE, self.width() - 2 * EDGE, self.height() - 2 * EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, (self._shown, self.cursor_at, self.hasFocus()), self._draw)

    def _draw(self, painter: QPainter) -> None:
        if self.sounded.moments:
            draw_sounded(Drawing(painter, self), self.sounded, self._box, self._zone, self.cursor_at)
        if self.hasFocus():
            focus_ring(painter, self, RADIUS)


def _ink(_: SoundedRow, at: int) -> Tone:
    return Tone.TEXT if at == len(COLUMNS) - 1 else Tone.SECOND
