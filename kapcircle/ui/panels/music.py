"""Music as it is: what plays, where it is, what comes next, how loud, and where it sounds."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, RIGHT, write
from kapcircle.ui.marks import mark
from kapcircle.ui.panels import foot
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.room import MusicView


class Music(QWidget):
    """Title, position and what comes next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._device, self._lost = MusicView("No music"), "", False
        self._picture = Picture()
        self.setAccessibleName("Music")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_music(self, view: MusicView, device: str, *, lost: bool) -> None:
        """Show this; `device` is where it sounds, `lost` that it sounds nowhere."""
        if (view, device, lost) != (self._view, self._device, self._lost):
            self._view, self._device, self._lost = view, device, lost
            self.setAccessibleDescription(f"{view.spoken}. {device}")
            self.setToolTip(view.spoken)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, foot.high())

    def minimumSizeHint(self) -> QSize:
        return QSize(int(150 * t.scale()), foot.high())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, (self._view, self._device, self._lost), self._draw)

    def _draw(self, painter: QPainter) -> None:
        view, rows = self._view, foot.lines(self.width())
        self._head(painter, rows[0])
        time = f"{view.passed}   −{view.rest}" if view.part is not None else ""
        wide = QFontMetricsF(t.face()).horizontalAdvance(time) + (12 if time else 0)
        title = t.face(t.LEAD, t.SEMIBOLD)
        write(painter, rows[1].adjusted(0, 0, -wide, 0), view.title, colour(self, Tone.TEXT), title, LEFT)
        write(painter, rows[1], time, colour(self, Tone.SECOND), t.face(), RIGHT)
        if view.part is not None:
            self._position(painter, rows[2], view.part)
        state = f"{view.state}, {view.then}" if view.state and view.then else view.state or view.then
        tone = Tone.ACCENT if view.hushed else Tone.SECOND
        write(painter, rows[3], state, colour(self, tone), t.face(t.NOTE), LEFT)

    def _head(self, painter: QPainter, rect: QRectF) -> None:
        caption = write(painter, rect, "MUSIC", colour(self, Tone.SECOND), t.face(t.SMALL, t.SEMIBOLD))
        room = rect.adjusted(caption.width() + 14, 0, 0, 0)
        if self._lost:
            icon = QFontMetricsF(t.face(t.NOTE)).capHeight() + 1
            square = QRectF(room.left(), rect.center().y() - icon / 2, icon, icon)
            mark(painter, "lost", square, colour(self, Tone.ACCENT))
            room.adjust(icon + 6, 0, 0, 0)
        ink = colour(self, Tone.ACCENT if self._lost else Tone.SECOND)
        write(painter, room, self._device, ink, t.face(t.NOTE), LEFT)

    def _position(self, painter: QPainter, rect: QRectF, part: float) -> None:
        track = QRectF(rect.left(), rect.center().y() - 1.5, rect.width(), 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Tone.LINE))
        painter.drawRoundedRect(track, 1.5, 1.5)
        tone = Tone.SECOND if self._lost else Tone.ACCENT
        painter.setBrush(colour(self, tone))
        painter.drawRoundedRect(QRectF(track.left(), track.top(), track.width() * part, 3), 1.5, 1.5)
        x = track.left() + track.width() * part
        painter.drawRoundedRect(QRectF(x - 1.5, track.center().y() - 7, 3, 14), 1.5, 1.5)
