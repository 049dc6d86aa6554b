"""A recording as strokes that swell with it: where it is heard from and to, and where it rises suddenly."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapcircle.core.ids import Millis
from kapcircle.core.playlist import Track
from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, RIGHT, write
from kapcircle.ui.marks import mark
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.music import heard_rises
from kapcircle.views.room import heights
from kapcircle.views.times import span

HIGH = 132
"""Height at a text size of 100 %."""
STROKE = 3.0
GRIP = 10
"""Pixels beside a cue point at which a hand has it; and what lies free at both ends of the wave, for the hand."""
STEP = Millis(100)
"""A cue point that is dragged falls on tenths of a second."""


class Waveform(QWidget):
    """Cue points are dragged here; whoever has no mouse types them beside it."""

    moved = Signal(object, object)
    """Where the recording would be heard from and to, while a hand drags."""
    settled = Signal(object, object)
    """The same, once the hand has let go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._track: Track | None = None
        self._cues = (Millis(0), Millis(0))
        self._held: int | None = None
        self._picture = Picture()
        self.setAccessibleName("Waveform")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, int(HIGH * t.scale()))

    minimumSizeHint = sizeHint

    def show_track(self, track: Track | None) -> None:
        """Show a recording; what a hand was dragging falls back."""
        self._track, self._held = track, None
        if track is not None:
            self._cues = (track.begins, Millis(track.begins + track.lasts))
            rises = ", ".join(span(rise.at) for rise in heard_rises(track))
            said = f"Heard from {span(self._cues[0])} to {span(self._cues[1])} of {span(track.length)}."
            self.setAccessibleDescription(f"{said} Sudden rises: {rises}." if rises else said)
        self.update()

    # the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = self._near(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._held is None:
            self.setCursor(Qt.CursorShape.ArrowCursor if self._near(x) is None else Qt.CursorShape.SizeHorCursor)
            return
        at = list(self._cues)
        at[self._held] = self._moment(x)
        self._cues = (at[0], at[1])
        self.moved.emit(*self._cues)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        if held is not None:
            self.settled.emit(*self._cues)

    def _near(self, x: float) -> int | None:
        """Which cue point a hand at `x` has: 0 where it begins, 1 where it ends."""
        if self._track is None:
            return None
        away = [abs(self._place(at) - x) for at in self._cues]
        nearest = 0 if away[0] < away[1] else 1
        return nearest if away[nearest] <= GRIP * t.scale() else None

    def _room(self) -> QRectF:
        """Where the strokes stand: names of moments above them, times below."""
        line = QFontMetricsF(t.face(t.NOTE)).height()
        return QRectF(self.rect()).adjusted(GRIP, line + 4, -GRIP, -line - 2)

    def _place(self, at: int) -> float:
        room = self._room()
        length = self._track.length if self._track is not None else 0
        return room.left() + room.width() * at / max(1, length)

    def _moment(self, x: float) -> Millis:
        room = self._room()
        length = self._track.length if self._track is not None else Millis(0)
        part = min(1.0, max(0.0, (x - room.left()) / max(1.0, room.width())))
        return length if part >= 1 else Millis(round(part * length / STEP) * STEP)

    # what is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, (self._track, self._cues), self._draw)

    def _draw(self, painter: QPainter) -> None:
        track = self._track
        if track is None:
            return
        room = self._room()
        self._strokes(painter, room, track)
        self._rises(painter, room, track)
        for number, at in enumerate(self._cues):
            self._cue(painter, room, at, number)
        below = QRectF(self.rect()).adjusted(GRIP, room.bottom() + 2, -GRIP, 0)
        ink = colour(self, Tone.SECOND)
        write(painter, below, span(self._cues[0]), ink, t.face(t.NOTE), LEFT)
        write(painter, below, span(self._cues[1]), ink, t.face(t.NOTE), RIGHT)

    def _strokes(self, painter: QPainter, room: QRectF, track: Track) -> None:
        """Live is what is heard; what cue points cut off is only a shadow."""
        painter.setPen(Qt.PenStyle.NoPen)
        if not track.shape:
            words = "Silent." if track.sound else "Not measured yet."
            write(painter, room, words, colour(self, Tone.THIRD), t.face(), Qt.AlignmentFlag.AlignCenter)
            return
        levels = heights(track.shape)
        count = max(1, min(len(levels), int(room.width() / STROKE)))
        heard = [self._place(at) for at in self._cues]
        for n in range(count):
            x, high = room.left() + n * room.width() / count, max(2.0, levels[n * len(levels) // count] * room.height())
            live = heard[0] <= x + STROKE / 2 <= heard[1]
            painter.setBrush(colour(self, Tone.SECOND if live else Tone.LINE))
            wide = max(1.0, room.width() / count - 1.5)
            painter.drawRoundedRect(QRectF(x, room.center().y() - high / 2, wide, high), 0.75, 0.75)

    def _rises(self, painter: QPainter, room: QRectF, track: Track) -> None:
        """A mark, a line and the moment of each; the moment is left out where it would reach the next mark."""
        letters, rises, top = QFontMetricsF(t.face(t.NOTE)), heard_rises(track), room.top()
        side, places = letters.capHeight() + 1, [self._place(rise.at) for rise in rises]
        for rise, x, after in zip(rises, places, [*places[1:], float(self.width())], strict=False):
            painter.setPen(QPen(colour(self, Tone.ACCENT), 1.5))
            painter.drawLine(QPointF(x, top), QPointF(x, room.bottom()))
            mark(painter, "alarm", QRectF(x - side / 2, top - side - 3, side, side), colour(self, Tone.ACCENT))
            line = QRectF(x + side / 2 + 4, 0, letters.horizontalAdvance(span(rise.at)) + 2, top)
            if line.right() + side / 2 + 4 <= after:
                write(painter, line, span(rise.at), colour(self, Tone.TEXT), t.face(t.NOTE))

    def _cue(self, painter: QPainter, room: QRectF, at: Millis, number: int) -> None:
        """A line with a flag towards what is heard."""
        x, way = self._place(at), 1 if number == 0 else -1
        painter.setPen(QPen(colour(self, Tone.TEXT), 2))
        painter.drawLine(QPointF(x, room.top() - 2), QPointF(x, room.bottom() + 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self, Tone.TEXT))
        flag: Sequence[QPointF] = [
            QPointF(x, room.bottom() + 2),
            QPointF(x, room.bottom() - 10),
            QPointF(x + way * 9, room.bottom() - 4),
        ]
        painter.drawPolygon(flag)
