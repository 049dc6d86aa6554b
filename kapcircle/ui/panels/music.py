"""Music as it is: what plays, where it is, what comes next, how loud, and where it sounds.

Pointed at, the wave shows the time there; a click or the end of a drag brings the track there.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, RIGHT, write
from kapcircle.ui.marks import mark
from kapcircle.ui.panels import foot
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.room import MusicView
from kapcircle.views.times import span

WORDS = 0.46
"""The part of the width that the words take where the wave stands beside them."""
LEAST = 340
"""Pixels below which there is no room for a wave."""
STROKE = 3.0
TOUCH = 10.0
"""Pixels above and below a thin line within which it is meant."""
BRACKET = 4.0
"""How far the brackets of a section reach into it, in pixels."""


class Music(QWidget):
    """Title, position and what comes next; `sought` is where in the track a hand wants it, in milliseconds."""

    sought = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._device, self._lost, self._covered = MusicView("No music"), "", False, False
        self._picture = Picture()
        self._at: float | None = None
        """The part of the track that is pointed at."""
        self.setMouseTracking(True)
        self.setAccessibleName("Music")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_music(self, view: MusicView, device: str, *, lost: bool, covered: bool = False) -> None:
        """Show this; `device` is where it sounds, `lost` that it sounds nowhere. Covered, a touch moves nothing."""
        self._covered = covered
        if covered or view.part is None:
            self._point(None)
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
        self._picture.show(self, (self._view, self._device, self._lost, self._at), self._draw)

    def strip(self) -> QRectF:
        """Where the track lies, from its first moment to its last."""
        rows = foot.lines(self.width())
        if self._waves:
            beside = self._beside(rows)
            return beside.adjusted(0, 0, 0, -self._foot(beside))
        middle = rows[2].center().y()
        return QRectF(rows[2].left(), middle - TOUCH, rows[2].width(), 2 * TOUCH)

    @property
    def _waves(self) -> bool:
        return bool(self._view.shape) and self.width() >= LEAST * t.scale()

    def _beside(self, rows: Sequence[QRectF]) -> QRectF:
        left, top = self.width() * WORDS, rows[1].top()
        return QRectF(left, top, self.width() - left, rows[3].bottom() - top)

    @staticmethod
    def _foot(room: QRectF) -> float:
        """How much of the height the times below the wave take."""
        return room.height() * 0.28

    def _part(self, at: QPointF) -> float | None:
        """The part of the track under a point; None beside it, where nothing plays, and while names are covered."""
        strip = self.strip()
        if self._covered or self._view.part is None or not strip.contains(at):
            return None
        return (at.x() - strip.left()) / strip.width()

    def _point(self, part: float | None) -> None:
        if part != self._at:
            self._at = part
            self.setCursor(Qt.CursorShape.ArrowCursor if part is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._part(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point(self._part(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go beside the track, it was no wish."""
        if event.button() is Qt.MouseButton.LeftButton and (part := self._part(event.position())) is not None:
            self.sought.emit(min(self._view.at(part), max(0, self._view.lasts - 1)))

    def _draw(self, painter: QPainter) -> None:
        view, rows = self._view, foot.lines(self.width())
        self._head(painter, rows[0])
        if not self._waves:
            self._position(painter, rows[2], view)
            self._words(painter, rows[1], rows[3:])
        else:
            self._wave(painter, self._beside(rows), view)
            self._words(painter, *self._column(rows))

    def _column(self, rows: Sequence[QRectF]) -> tuple[QRectF, list[QRectF]]:
        """Room for the words where the wave stands beside them."""
        title, *rest = (QRectF(row.left(), row.top(), self.width() * WORDS - 20, row.height()) for row in rows[1:])
        return title, rest

    def _words(self, painter: QPainter, title: QRectF, rest: Sequence[QRectF]) -> None:
        """The title, and what comes of it in as many lines as there are."""
        view = self._view
        time = self._time(title.width()) if len(rest) == 1 else ""
        wide = QFontMetricsF(t.face()).horizontalAdvance(time) + (12 if time else 0)
        write(painter, title.adjusted(0, 0, -wide, 0), view.title, colour(self, Tone.TEXT), t.face(t.LEAD, t.SEMIBOLD))
        write(painter, title, time, colour(self, Tone.SECOND), t.face(), RIGHT)
        said = [words for words in (view.state, *view.then.split(", ")) if words]
        split = len(said) - len(rest) + 1
        lines = [_whole(said[:split], rest[0].width()), *said[split:]] if said else []
        for row, words in zip(rest, filter(None, lines), strict=False):
            tone = Tone.ACCENT if view.hushed and row is rest[0] else Tone.SECOND
            write(painter, row, words, colour(self, tone), t.face(t.NOTE))

    def _time(self, width: float) -> str:
        """How far it is; where the title would be cut short for that, only how long it still is."""
        if self._view.part is None:
            return ""
        both = f"{self._view.passed}   −{self._view.rest}"
        title = QFontMetricsF(t.face(t.LEAD, t.SEMIBOLD)).horizontalAdvance(self._view.title)
        return both if title + QFontMetricsF(t.face()).horizontalAdvance(both) + 12 <= width else f"−{self._view.rest}"

    def _wave(self, painter: QPainter, room: QRectF, view: MusicView) -> None:
        """How the track swells, as strokes; what has passed is live."""
        below = room.adjusted(0, room.height() - self._foot(room), 0, 0)
        strokes = room.adjusted(0, 0, 0, -below.height())
        count = min(len(view.shape), int(strokes.width() / STROKE))
        gone = (view.part or 0.0) * count
        heard, ahead = QPainterPath(), QPainterPath()
        for n in range(count):
            high = max(2.0, view.shape[n * len(view.shape) // count] * strokes.height())
            x, y = strokes.left() + n * strokes.width() / count, strokes.center().y() - high / 2
            (heard if n < gone else ahead).addRoundedRect(x, y, STROKE - 1.5, high, 0.75, 0.75)
        painter.setPen(Qt.PenStyle.NoPen)
        for path, tone in ((heard, Tone.SECOND if self._lost else Tone.ACCENT), (ahead, Tone.LINE)):
            painter.setBrush(colour(self, tone))
            painter.drawPath(path)
        x = strokes.left() + strokes.width() * (view.part or 0.0)
        painter.setBrush(colour(self, Tone.TEXT))
        painter.drawRect(QRectF(x - 0.75, strokes.top(), 1.5, strokes.height()))
        self._brackets(painter, strokes, view)
        if self._at is None:
            write(painter, below, view.passed, colour(self, Tone.SECOND), t.face(t.NOTE))
            write(painter, below, f"−{view.rest}", colour(self, Tone.SECOND), t.face(t.NOTE), RIGHT)
        else:
            self._pointed(painter, strokes, below, self._at)

    def _brackets(self, painter: QPainter, strokes: QRectF, view: MusicView) -> None:
        """Around the section that the music is kept in."""
        if view.loop is None:
            return
        painter.setBrush(colour(self, Tone.TEXT))
        for part, inward in zip(view.loop, (1, -1), strict=True):
            x = strokes.left() + strokes.width() * part
            painter.drawRect(QRectF(x - 0.75, strokes.top(), 1.5, strokes.height()))
            for y in (strokes.top(), strokes.bottom() - 1.5):
                painter.drawRect(QRectF(min(x, x + inward * BRACKET), y, BRACKET, 1.5))

    def _pointed(self, painter: QPainter, strokes: QRectF, below: QRectF, part: float) -> None:
        """The time under the hand, in place of the times of the track."""
        x = strokes.left() + strokes.width() * part
        painter.setBrush(colour(self, Tone.SECOND))
        painter.drawRect(QRectF(x - 0.5, strokes.top(), 1, strokes.height()))
        words = span(self._view.at(part))
        wide = QFontMetricsF(t.face(t.NOTE)).horizontalAdvance(words)
        left = min(max(below.left(), x - wide / 2), below.right() - wide)
        where = QRectF(left, below.top(), wide + 1, below.height())
        write(painter, where, words, colour(self, Tone.TEXT), t.face(t.NOTE))

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
        self._brackets(painter, QRectF(track.left(), track.center().y() - 7, track.width(), 14), view)


def _whole(parts: Sequence[str], width: float) -> str:
    """As many of them as there is room for, from the first: half a part says less than none."""
    letters = QFontMetricsF(t.face(t.NOTE))
    fitting = (", ".join(parts[:n]) for n in range(len(parts), 1, -1))
    return next((words for words in fitting if letters.horizontalAdvance(words) <= width), "".join(parts[:1]))
