"""A panel: a rounded sheet with a quiet edge, and what lies on it one below the other."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kapcircle.ui.label import caption
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour

RADIUS = 8


def see_through(area: QScrollArea) -> None:
    """Let the sheet under a scrolled part be seen: it has no ground of its own."""
    # PySide answers `viewport()` by looking through every class of widgets, a tenth of the time to the first page.
    for part in (area.findChild(QWidget, "qt_scrollarea_viewport"), area.widget()):
        if part is not None:
            part.setAutoFillBackground(False)


class Panel(QWidget):
    """A sheet with an optional caption. `edge` None draws none."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, edge: Tone | None = Tone.LINE) -> None:
        super().__init__(parent)
        self._edge = edge
        self._picture = Picture()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(caption(title))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, self._edge, self._draw)

    def _draw(self, painter: QPainter) -> None:
        painter.setBrush(colour(self, Tone.PANEL))
        painter.setPen(Qt.PenStyle.NoPen if self._edge is None else QPen(colour(self, self._edge), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
