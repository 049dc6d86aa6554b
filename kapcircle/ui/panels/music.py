"""Music as it is: what plays, where it is, what comes next, how loud, and where it sounds."""

from collections.abc import Sequence

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

WORDS = 0.46
"""The part of the width that the words take where the wave stands beside them."""
LEAST = 340
"""Pixels below which there is no room for a wave."""
STROKE = 3.0


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
        left, top = self.width() * WORDS, rows[1].top()
        beside = QRectF(left, top, self.width() - left, rows[3].bottom() - top)
        if not view.shape or self.width() < LEAST * t.scale():
            self._position(painter, rows[2], view)
            self._words(painter, rows[1], rows[3:])
        else:
            self._wave(painter, beside, view)
            self._words(painter, *self._column(rows))

    def _column(self, rows: Sequence[QRectF]) -> tuple[QRectF, list[QRectF]]:
        """Room for the words where the wave stands beside them."""
        title, *rest = (QRectF(row.left(), row.top(), self.width() * WORDS - 20, row.height()) for row in rows[1:])
        return title, rest

    def _words(self, painter: QPainter, title: QRectF, rest: Sequence[QRectF]) -> None:
        """The title, and what comes of it in as many lines as there are."""
        view = self._view
        time = self._time() if len(rest) == 1 else ""
        wide = QFontMetricsF(t.face()).horizontalAdvance(time) + (12 if time else 0)
        write(painter, title.adjusted(0, 0, -wide, 0), view.title, colour(self, Tone.TEXT), t.face(t.LEAD, t.SEMIBOLD))
        write(painter, title, time, colour(self, Tone.SECOND), t.face(), RIGHT)
        said = [words for words in (view.state, *view.then.split(", ")) if words]
        lines = [", ".join(said[: len(said) - len(rest) + 1]), *said[len(said) - len(rest) + 1 :]] if said else []
        for row, words in zip(rest, filter(None, lines), strict=False):
            tone = Tone.ACCENT if view.hushed and row is rest[0] else Tone.SECOND
            write(painter, row, words, colour(self, tone), t.face(t.NOTE))

    def _time(self) -> str:
        return f"{self._view.passed}   −{self._view.rest}" if self._view.part is not None else ""

    def _wave(self, painter: QPainter, room: QRectF, view: MusicView) -> None:
        """How the track swells, as strokes; what has passed is live."""
        foot = room.height() * 0.28
        strokes = room.adjusted(0, 0, 0, -foot)
        count = min(len(view.shape), int(strokes.width() / STROKE))
        gone = (view.part or 0.0) * count
        painter.setPen(Qt.PenStyle.NoPen)
        for n in range(count):
            high = max(2.0, view.shape[n * len(view.shape) // count] * strokes.height())
            passed = Tone.SECOND if self._lost else Tone.ACCENT
            painter.setBrush(colour(self, passed if n < gone else Tone.LINE))
            x = strokes.left() + n * strokes.width() / count
            painter.drawRoundedRect(QRectF(x, strokes.center().y() - high / 2, STROKE - 1.5, high), 0.75, 0.75)
        x = strokes.left() + strokes.width() * (view.part or 0.0)
        painter.setBrush(colour(self, Tone.TEXT))
        painter.drawRect(QRectF(x - 0.75, strokes.top(), 1.5, strokes.height()))
        below = QRectF(room.left(), room.bottom() - foot, room.width(), foot)
        write(painter, below, view.passed, colour(self, Tone.SECOND), t.face(t.NOTE))
        write(painter, below, f"−{view.rest}", colour(self, Tone.SECOND), t.face(t.NOTE), RIGHT)

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

    def _position(self, painter: QPainter, rect: QRectF, view: MusicView) -> None:
        """Where it is, as a line, in a track that nobody has listened to yet."""
        if (part := view.part) is None:
            return
        track = QRectF(rect.left(), rect.center().y() - 1.5, rect.width(), 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Tone.LINE))
        painter.drawRoundedRect(track, 1.5, 1.5)
        tone = Tone.SECOND if self._lost else Tone.ACCENT
        painter.setBrush(colour(self, tone))
        painter.drawRoundedRect(QRectF(track.left(), track.top(), track.width() * part, 3), 1.5, 1.5)
        x = track.left() + track.width() * part
        painter.drawRoundedRect(QRectF(x - 1.5, track.center().y() - 7, 3, 14), 1.5, 1.5)
