"""Three aux timers: a key each, with what it reads."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, RIGHT, write
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import caption
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.room import TimerView


class TimerKey(Key):
    """A timer; pressing it asks what to do with it."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(f"Timer {number}", str(number), Kind.PLAIN, parent)
        self._view = TimerView(number, f"Timer {number}")

    def show_timer(self, view: TimerView) -> None:
        """Show this."""
        if view != self._view:
            self._view = view
            self.setAccessibleName(view.spoken)
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(t.face())
        return QSize(int(metrics.horizontalAdvance("Restroom  +0:00:00")) + 16, int(metrics.height() + 4))

    minimumSizeHint = sizeHint

    def _write(self, painter: QPainter, word: QColor, hint: QColor) -> None:
        view, rect = self._view, QRectF(self.rect()).adjusted(8, 0, -8, 0)
        if not view.runs:
            write(painter, rect, view.label, colour(self, Tone.SECOND), t.face(t.NOTE), LEFT)
            write(painter, rect, self._hint, hint, t.face(t.NOTE, t.SEMIBOLD), RIGHT)
            return
        reads = f"{view.reads} over" if view.over else view.reads
        tone = Tone.ACCENT if view.over else Tone.TEXT
        went = write(painter, rect, reads, colour(self, tone), t.face(weight=t.SEMIBOLD), RIGHT)
        room = rect.adjusted(0, 0, -went.width() - 8, 0)
        write(painter, room, view.label, colour(self, Tone.SECOND), t.face(t.NOTE), LEFT)


class Timers(QWidget):
    """`pressed` gives the number of a timer."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = tuple(TimerKey(n) for n in (1, 2, 3))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(caption("Timers"))
        for n, key in enumerate(self.keys, 1):
            key.clicked.connect(lambda _=False, n=n: self.pressed.emit(n))
            layout.addWidget(key)

    def show_timers(self, views: tuple[TimerView, ...]) -> None:
        """Show the three."""
        for key, view in zip(self.keys, views, strict=True):
            key.show_timer(view)
