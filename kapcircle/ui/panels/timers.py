"""Three aux timers: a key each, with what it reads."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import row
from kapcircle.ui.ink import CENTRE, write
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import caption
from kapcircle.ui.panels import foot
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.room import TimerView


class TimerKey(Key):
    """A timer; pressing it asks what to do with it."""

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
        wide = max(reads.horizontalAdvance("+0:00:00") + 12, word.horizontalAdvance("Timer 1 over") + 12)
        return QSize(int(wide) + 1, foot.below_caption()[1])

    minimumSizeHint = sizeHint

    def _state(self) -> tuple[object, ...]:
        return (*super()._state(), self._view)

    def _write(self, painter: QPainter, word: QColor, hint: QColor) -> None:
        view, rect = self._view, QRectF(self.rect()).adjusted(6, 0, -6, 0)
        tone = Tone.ACCENT if view.over else Tone.TEXT
        upper, lower = two_lines(rect)
        figures = t.face(weight=t.SEMIBOLD)
        write(painter, upper, view.reads or self._hint, colour(self, tone) if view.runs else hint, figures, CENTRE)
        label = f"{view.label} over" if view.over else view.label
        write(painter, lower, label, colour(self, tone if view.over else Tone.SECOND), t.face(t.NOTE), CENTRE)


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
        self._keys.setLayout(row(*self.keys, spacing=foot.GAP))

    def sizeHint(self) -> QSize:
        return QSize(self._keys.sizeHint().width(), foot.high())

    minimumSizeHint = sizeHint

    def resizeEvent(self, event: QResizeEvent) -> None:
        top, high = foot.below_caption()
        self._caption.setGeometry(foot.lines(self.width())[0].toRect())
        self._keys.setGeometry(0, top, self.width(), high)

    def show_timers(self, views: tuple[TimerView, ...]) -> None:
        """Show the three."""
        for key, view in zip(self.keys, views, strict=True):
            key.show_timer(view)
