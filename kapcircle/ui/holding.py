"""A key held down for an emergency: how far it is can be seen, and let go of early nothing comes of it."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.guard import BOUNCE_MS, HOLD_MS, SHORT_MS
from kapcircle.ui.ink import LEFT, write
from kapcircle.ui.theme import Tone, colour

DRAWN_MS = 50
LIFTED_MS = 2 * BOUNCE_MS
"""A key up for so long was let go of: X11 tells a held one as releases and presses that follow at once."""
WIDE, ABOVE, EDGE = 460, 40, 16
WORDS = "Emergency: keep holding"


class Holding(QObject):
    """One key at a time. `held` once it was down for long enough."""

    held = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._what = ""
        self._short: Callable[[], object] | None = None
        self._since = QElapsedTimer()
        self._bar: HoldBar | None = None
        self._draw = QTimer(self, interval=DRAWN_MS)
        self._draw.timeout.connect(self._look)
        self._lifted = QTimer(self, interval=LIFTED_MS, singleShot=True)
        self._lifted.timeout.connect(self._let_go)
        self._spent = 0

    def begin(self, what: str, short: Callable[[], object] | None) -> None:
        """A key is down; `short` is what it does if it was only pressed."""
        self.stop()
        self._what, self._short = what, short
        self._since.start()
        self._draw.start()

    def goes_on(self, what: str) -> None:
        """It is told again that the key is down: it was never up."""
        if what == self._what:
            self._lifted.stop()

    def lift(self, what: str) -> None:
        """The key seems to be up."""
        if what and what == self._what:
            self._spent = self._since.elapsed()
            self._lifted.start()

    def stop(self) -> None:
        """Nobody can know whether it is still down: nothing comes of it."""
        self._what, self._short = "", None
        self._draw.stop()
        self._lifted.stop()
        if self._bar is not None:
            self._bar.hide()

    @property
    def seen(self) -> bool:
        """Whether its way is in sight."""
        return self._bar is not None and self._bar.isVisible()

    def _let_go(self) -> None:
        short = self._short if self._spent <= SHORT_MS else None
        self.stop()
        if short is not None:
            short()

    def _look(self) -> None:
        spent = self._since.elapsed()
        if spent >= HOLD_MS and not self._lifted.isActive():
            self.stop()
            self.held.emit()
        elif spent > SHORT_MS:
            self._show(min(1.0, spent / HOLD_MS))

    def _show(self, part: float) -> None:
        if self._bar is None:
            self._bar = HoldBar(self._page.window())
        self._bar.show_part(part)


class HoldBar(QWidget):
    """Lies over the foot of the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._part = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(WORDS)
        self.hide()

    def show_part(self, part: float) -> None:
        """How far it is, 0 to 1."""
        self._part = part
        if not self.isVisible():
            self._place()
            self.show()
            self.raise_()
        self.update()

    def _place(self) -> None:
        room, scale = self.window().rect(), t.scale()
        wide = min(int(WIDE * scale), room.width() - 2 * EDGE)
        high = int(QFontMetricsF(t.face(t.LARGE)).height()) + 2 * EDGE
        self.setGeometry(QRect((room.width() - wide) // 2, room.height() - high - ABOVE, wide, high))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        painter.fillRect(whole, colour(self, Tone.PANEL))
        done = QRectF(whole.left(), whole.bottom() - 6, whole.width() * self._part, 6)
        painter.fillRect(done, colour(self, Tone.ALARM))
        painter.setPen(QPen(colour(self, Tone.ALARM), 2))
        painter.drawRect(whole.adjusted(1, 1, -1, -1))
        room = whole.adjusted(EDGE, 0, -EDGE, 0)
        write(painter, room, WORDS, colour(self, Tone.TEXT), t.face(t.TITLE, t.SEMIBOLD), LEFT)
        painter.end()
