"""Three aux timers: a key each, with what it reads."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import row
from kapcircle.ui.ink import CENTRE, LEFT, RIGHT, write
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import caption
from kapcircle.ui.panels import foot
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.room import TimerView


class TimerKey(Key):
    """A timer; pressing it asks what to do with it. `low`: all on one line."""

    low = False

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(f"Timer {number}", f"Ctrl+{number}", Kind.PLAIN, parent)
        self._view = TimerView(number, f"Timer {number}")

    def show_timer(self, view: TimerView) -> None:
        """Show this."""
        if view != self._view:
            self._view = view
            self.setAccessibleName(view.spoken)
            self.update()

    def sizeHint(self) -> QSize:
        reads, word = QFontMetricsF(t.face(weight=t.SEMIBOLD)), QFontMetricsF(t.face(t.NOTE))
        figures = reads.horizontalAdvance("+0:00:00") + 12
        if self.low:
            return QSize(int(figures + word.horizontalAdvance("Timer 1") + 8) + 1, (foot.high() - 2 * foot.GAP) // 3)
        return QSize(int(max(figures, word.horizontalAdvance("Timer 1 over") + 12)) + 1, foot.below_caption()[1])

    minimumSizeHint = sizeHint

    def _state(self) -> tuple[object, ...]:
        return (*super()._state(), self._view, self.low)

    def _write(self, painter: QPainter, word: QColor, hint: QColor) -> None:
        view, rect = self._view, QRectF(self.rect()).adjusted(6, 0, -6, 0)
        tone = Tone.ACCENT if view.over else Tone.TEXT
        upper, lower = (rect, rect) if self.low else two_lines(rect)
        align, below = (LEFT, RIGHT) if self.low else (CENTRE, CENTRE)
        figures = t.face(weight=t.SEMIBOLD)
        ink = colour(self, tone) if view.runs else hint
        said = write(painter, upper, view.reads or self._hint, ink, figures, align)
        if self.low:
            lower.setLeft(said.right() + 8)
        label = f"{view.label} over" if view.over and not self.low else view.label  # low, the + of the figures says it
        write(painter, lower, label, colour(self, tone if view.over else Tone.SECOND), t.face(t.NOTE), below)


def two_lines(rect: QRectF) -> tuple[QRectF, QRectF]:
    """Figures and a word below them, in the middle of a key, each as high as its letters."""
    first, second = QFontMetricsF(t.face(weight=t.SEMIBOLD)).height(), QFontMetricsF(t.face(t.NOTE)).height()
    top = rect.center().y() - (first + second + 2) / 2
    return (
        QRectF(rect.left(), top, rect.width(), first),
        QRectF(rect.left(), top + first + 2, rect.width(), second),
    )


class Timers(QWidget):
    """`pressed` gives the number of a timer."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = tuple(TimerKey(n) for n in (1, 2, 3))
        for n, key in enumerate(self.keys, 1):
            key.clicked.connect(lambda _=False, n=n: self.pressed.emit(n))
        self._caption, self._keys = caption("Timers", self), QWidget(self)
        self._line = row(*self.keys, spacing=foot.GAP)
        self._keys.setLayout(self._line)

    def stack(self, on: bool) -> None:
        """One above the other, a line each, and no caption: they say what they are, and are as high as a hand needs."""
        way = QBoxLayout.Direction.TopToBottom if on else QBoxLayout.Direction.LeftToRight
        if way is not self._line.direction():
            self._line.setDirection(way)
            self._caption.setVisible(not on)
            for key in self.keys:
                key.low = on
                key.updateGeometry()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._keys.sizeHint().width(), foot.high())

    minimumSizeHint = sizeHint

    def resizeEvent(self, event: QResizeEvent) -> None:
        top, high = foot.below_caption() if self._caption.isVisibleTo(self) else (0, self.height())
        self._caption.setGeometry(foot.lines(self.width())[0].toRect())
        self._keys.setGeometry(0, top, self.width(), high)

    def show_timers(self, views: tuple[TimerView, ...]) -> None:
        """Show the three."""
        for key, view in zip(self.keys, views, strict=True):
            key.show_timer(view)
