"""Pages to look at, one at a time: nothing is written, and only the page that is seen is kept in memory."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from kapcircle.core.errors import KnownError
from kapcircle.ui import typeface as t
from kapcircle.ui.leaves import Leaves
from kapcircle.ui.theme import Tone, colour

WIDEST = 1000
"""Pixels of a page that fits the width, at a text size of 100 %: wider, its lines are read less well."""

ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
WHOLE = ZOOMS.index(1.0)

DIM = 0.5
"""How bright white paper is in a dark room: a page that is opened must not light it up. Programme setting."""

LINE = 60
"""Pixels that an arrow key moves."""

Key = Qt.Key


class LeafView(QAbstractScrollArea):
    """PgUp and PgDn turn, Home and End lead to the first and the last page, the arrows and Space move, + − 0 size."""

    turned = Signal()
    """Another page is shown, or the same in another size."""

    def __init__(self, leaves: Leaves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leaves, self.number, self._zoom = leaves, 0, WHOLE
        self._image, self._of, self._wrong = QImage(), (-1, -1), ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # what is shown

    @property
    def where(self) -> str:
        """Which page of how many."""
        return f"Page {self.number + 1} of {self._leaves.count}"

    def turn_to(self, number: int, *, end: bool = False) -> None:
        """Show a page from its top, or from its end; beyond the last there is none."""
        if 0 <= number < self._leaves.count and number != self.number:
            self.number = number
            self._lay()
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum() if end else 0)
        self.turned.emit()

    def next(self) -> None:
        """The next page."""
        self.turn_to(self.number + 1)

    def back(self) -> None:
        """The page before."""
        self.turn_to(self.number - 1)

    def zoom(self, step: int) -> None:
        """Larger or smaller by so many steps; by none: as wide as the view again."""
        self._zoom = WHOLE if not step else min(max(self._zoom + step, 0), len(ZOOMS) - 1)
        self._lay()
        self.turned.emit()

    def _size(self) -> QSize:
        """Of the page, in the view's own pixels."""
        size, room = self._leaves.size(self.number), self.viewport().width()
        wide = max(min(room, WIDEST * t.scale()) * ZOOMS[self._zoom], 1.0)
        return QSize(int(wide), max(int(wide * size.height() / size.width()), 1))

    def _lay(self) -> None:
        size, room = self._size(), self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(size.width() - room.width(), 0))
        down.setRange(0, max(size.height() - room.height(), 0))
        across.setPageStep(room.width())
        down.setPageStep(room.height())
        down.setSingleStep(LINE)
        self.setAccessibleDescription(self.where)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White paper is dimmed where the window is dark."""
        size, room = self._size(), self.viewport().size()
        self._draw(round(size.width() * self.devicePixelRatioF()))
        left = max((room.width() - size.width()) // 2, 0) - self.horizontalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), colour(self, Tone.PANEL))
        if self._wrong:
            painter.setPen(colour(self, Tone.SECOND))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._wrong)
        else:
            dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
            painter.setOpacity(DIM if dark else 1.0)
            painter.drawImage(QRect(QPoint(left, -self.verticalScrollBar().value()), size), self._image)
        painter.end()

    def _draw(self, wide: int) -> None:
        """The page in this width; it is drawn once, and the one before is let go of."""
        if self._of == (self.number, wide):
            return
        self._of, self._image, self._wrong = (self.number, wide), QImage(), ""
        try:
            self._image = self._leaves.image(self.number, wide)
        except KnownError as error:
            self._wrong = str(error)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down, room = self.verticalScrollBar(), int(self.viewport().height() * 0.9)
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Key.Key_PageDown | Key.Key_Right:
                self.next()
            case Key.Key_PageUp | Key.Key_Left:
                self.back()
            case Key.Key_Home:
                self.turn_to(0)
            case Key.Key_End:
                self.turn_to(self._leaves.count - 1)
            case Key.Key_Space if back and down.value() == 0:
                self.turn_to(self.number - 1, end=True)
            case Key.Key_Space if not back and down.value() == down.maximum():
                self.next()
            case Key.Key_Space:
                down.setValue(down.value() + (-room if back else room))
            case Key.Key_Down | Key.Key_Up:
                down.setValue(down.value() + (LINE if event.key() == Key.Key_Down else -LINE))
            case Key.Key_Plus | Key.Key_Equal:
                self.zoom(1)
            case Key.Key_Minus:
                self.zoom(-1)
            case Key.Key_0:
                self.zoom(0)
            case _:
                event.ignore()
