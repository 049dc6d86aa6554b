"""What scrolls up and down where there is too little room, and never lies under what scrolls it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from kapcircle.ui.panel import see_through


class Scrolled(QScrollArea):
    """Its content keeps the height that it takes beside the bar: Qt goes by less, and lays it under the bar."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        see_through(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Parts that came or went, and words that take another line, change how high it is."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep()

    def _keep(self) -> None:
        layout, wide = self._content.layout(), self.width() - self.verticalScrollBar().sizeHint().width()
        high = 0 if layout is None else max(0, layout.totalMinimumHeightForWidth(wide))
        if high != self._content.minimumHeight():
            self._content.setMinimumHeight(high)
