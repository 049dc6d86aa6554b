"""What a painted part looks like, drawn when it changes and only shown when it is asked for again."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

Draw = Callable[[QPainter], None]


class Picture:
    """One picture as large as its widget; drawn anew when its state, size, palette or text size is another."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._of: object = None

    def show(self, widget: QWidget, state: object, draw: Draw) -> None:
        """Paint a widget that is in `state`; `draw` draws it."""
        painter = QPainter(widget)
        self.lay(painter, widget, state, draw)
        painter.end()

    def lay(self, painter: QPainter, widget: QWidget, state: object, draw: Draw) -> None:
        """Paint it where a widget is being painted: beneath what changes more often."""
        painter.drawPixmap(0, 0, self.made(widget, widget.size(), state, draw))

    @property
    def last(self) -> QPixmap:
        """The picture as it was drawn last."""
        return self._pixmap

    def made(self, widget: QWidget, size: QSize, state: object, draw: Draw) -> QPixmap:
        """The picture, of this size in the widget's own pixels."""
        ratio = widget.devicePixelRatio()
        wide, high = size.width(), size.height()
        of = (state, wide, high, ratio, widget.palette().cacheKey(), QApplication.font().pointSizeF())
        if of != self._of:
            self._pixmap = QPixmap(int(wide * ratio), int(high * ratio))
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
            painter.end()
            self._of = of
        return self._pixmap
