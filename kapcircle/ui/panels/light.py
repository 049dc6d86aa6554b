"""Light as it is: each lamp as bright and as warm as it looks in the room, and the look in words."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kapcircle.core.light import Colour
from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, write
from kapcircle.ui.panels import foot
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.room import LightView

CLOSE = 0.2
"""The part of a lamp's place that lies free where there are so many that they stand close."""


SILENT = "does not answer"
"""Of light, where there is no room for which lamps, and why; what needs eyes has that."""


class Light(QWidget):
    """Lamps from left to right as they stand in the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._trouble = LightView((), "", ""), ""
        self._picture = Picture()
        self.narrow = False
        """Whether it is only as wide as its words need."""
        self.setAccessibleName("Light")

    def show_light(self, view: LightView, trouble: str) -> None:
        """Show this; `trouble` says what does not answer."""
        if (view, trouble) != (self._view, self._trouble):
            self._view, self._trouble = view, trouble
            self.setAccessibleDescription(". ".join(x for x in (view.words, view.state, trouble) if x))
            self.setToolTip(trouble)
            self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(t.face(t.NOTE)).horizontalAdvance(SILENT) + 2
        wide = 128 * t.scale()
        return QSize(int(min(wide, words) if self.narrow else wide), foot.high())

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, (self._view, self._trouble), self._draw)

    def _draw(self, painter: QPainter) -> None:
        caption, lamps, words, state = foot.lines(self.width())
        write(painter, caption, "LIGHT", colour(self, Tone.SECOND), t.face(t.SMALL, t.SEMIBOLD))
        self._lamps(painter, lamps)
        write(painter, words, self._view.words, colour(self, Tone.TEXT), t.face(), LEFT)
        tone = Tone.ACCENT if self._trouble else Tone.SECOND
        write(painter, state, self._last(state.width()), colour(self, tone), t.face(t.NOTE), LEFT)

    def _last(self, width: float) -> str:
        """What is wrong, in as many words as there is room for: the names of lamps alone would say nothing."""
        if not self._trouble:
            return self._view.state
        whole = QFontMetricsF(t.face(t.NOTE)).horizontalAdvance(self._trouble)
        return self._trouble if whole <= width else SILENT

    def _lamps(self, painter: QPainter, rect: QRectF) -> None:
        count = len(self._view.lamps)
        if not count:
            write(painter, rect, "no lamps", colour(self, Tone.SECOND), t.face(t.NOTE))
            return
        pitch = rect.width() / count
        gap = min(4.0, pitch * CLOSE)
        side = min(rect.height() - 2, pitch - gap)
        for i, lamp in enumerate(self._view.lamps):
            painter.setBrush(on_screen(lamp.colour))
            painter.setPen(QPen(colour(self, Tone.SECOND if lamp.level else Tone.LINE), 1))
            x = rect.left() + i * (side + gap)
            painter.drawEllipse(QRectF(x, rect.center().y() - side / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5))


def on_screen(light: Colour) -> QColor:
    """Linear light as a screen shows it (sRGB transfer function, IEC 61966-2-1)."""
    return QColor.fromRgbF(*(_encoded(min(1.0, max(0.0, part))) for part in light))


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
