"""The planned music as a strip along the time of the circle: tracks, laps, silence, and where there is none."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kapcircle.core.ids import PhaseId
from kapcircle.ui import typeface as t
from kapcircle.ui.ink import CENTRE, LEFT, RIGHT, write
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.plan_music import Block, Kind, MusicLine, PhaseMusic
from kapcircle.views.times import span

APART = 1.0
"""Pixels between blocks."""
NARROW = 34
"""Pixels under which a block has no room for words."""
READ = 48
"""Pixels from which on a name that is cut short can still be known again, at a text size of 100 %."""


class MusicTimeline(QWidget):
    """A click on a phase chooses it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._phase = MusicLine(), PhaseId("")
        self._picture = Picture()
        self.setAccessibleName("Music of the rundown")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, int(3 * (self._high() + 4)))

    minimumSizeHint = sizeHint

    @staticmethod
    def _high() -> float:
        return QFontMetricsF(t.face(t.NOTE)).height() + 2

    def show_line(self, line: MusicLine, phase: PhaseId | None) -> None:
        """Show this, with the phase that is looked at."""
        self._line, self._phase = line, phase or PhaseId("")
        self.setVisible(bool(line.phases))
        self.setAccessibleDescription(". ".join(f"{x.name}: {x.words}" for x in line.phases))
        self.update()

    def _x(self, at: int) -> float:
        return self.width() * at / max(1, self._line.lasts)

    def _at(self, x: float) -> PhaseMusic | None:
        found = [phase for phase in self._line.phases if self._x(phase.begins) <= x < self._x(phase.ends)]
        return found[0] if found else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        phase = self._at(event.position().x())
        if phase is not None:
            self.chosen.emit(phase.key)

    def event(self, event: QEvent) -> bool:
        """What lies under the hand is said in words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            phase = self._at(event.pos().x())
            block = next((b for b in self._line.blocks if self._x(b.begins) <= event.pos().x() < self._x(b.ends)), None)
            said = [f"{phase.name}: {phase.words}"] if phase is not None else []
            said += [f"{block.words}, {span(block.ends - block.begins)}"] if block is not None else []
            QToolTip.showText(event.globalPos(), "\n".join(said), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, (self._line, self._phase), self._draw)

    def _draw(self, painter: QPainter) -> None:
        high = self._high()
        for number, phase in enumerate(self._line.phases, 1):
            self._draw_phase(painter, phase, number, high)
        for block in self._line.blocks:
            self._draw_block(painter, block, QRectF(self._x(block.begins), high + 4, 0, high + 4))
        below = QRectF(0, self.height() - high, self.width(), high)
        chosen = next((x for x in self._line.phases if x.key == self._phase), None)
        write(painter, below, self._line.last, colour(self, Tone.THIRD), t.face(t.NOTE), RIGHT)
        if chosen is not None:
            room = below.adjusted(0, 0, -60 * t.scale(), 0)
            words = f"{'▲ ' * chosen.short}{chosen.name}: {chosen.words}"
            write(
                painter, room, words, colour(self, Tone.ACCENT if chosen.short else Tone.SECOND), t.face(t.NOTE), LEFT
            )

    def _draw_phase(self, painter: QPainter, phase: PhaseMusic, number: int, high: float) -> None:
        """Its name over its time, or where that has no room its number in the rundown; a line where it begins; ▲ where
        somebody should look.
        """
        left, right = self._x(phase.begins), self._x(phase.ends)
        chosen = phase.key == self._phase
        painter.setPen(QPen(colour(self, Tone.TEXT if chosen else Tone.LINE), 1))
        painter.drawLine(QPointF(left + 0.5, 0), QPointF(left + 0.5, 2 * high + 8))
        room, warned = QRectF(left + 4, 0, right - left - 6, high), "▲ " * phase.short
        letters = QFontMetricsF(t.face(t.NOTE))
        whole = letters.horizontalAdvance(phase.name) <= room.width() or room.width() >= READ * t.scale()
        words = f"{warned}{phase.name if whole else number}"
        tone = Tone.ACCENT if phase.short else Tone.TEXT if chosen else Tone.SECOND
        if letters.horizontalAdvance(str(number)) <= room.width():
            write(painter, room, words, colour(self, tone), t.face(t.NOTE))

    def _draw_block(self, painter: QPainter, block: Block, rect: QRectF) -> None:
        """Full is heard for the first time, open again; dashed is silence; nothing is only a low line."""
        rect.setRight(max(rect.left() + APART, self._x(block.ends) - APART))
        ink = colour(self, Tone.TEXT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(colour(self, Tone.THIRD), 1)
        match block.kind:
            case Kind.TRACK:
                painter.setBrush(colour(self, Tone.LINE))
                painter.setPen(Qt.PenStyle.NoPen)
            case Kind.AGAIN:
                painter.setPen(pen)
                ink = colour(self, Tone.SECOND)
            case _:
                pen.setStyle(Qt.PenStyle.DashLine)
                pen.setColor(colour(self, Tone.ACCENT if block.kind is Kind.NOTHING else Tone.THIRD))
                painter.setPen(pen)
                ink = pen.color()
        inside = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inside, 3, 3)
        if rect.width() > NARROW:
            words = f"↻ {block.words}" if block.kind is Kind.AGAIN else block.words
            write(painter, rect.adjusted(5, 0, -4, 0), words, ink, t.face(t.NOTE), CENTRE)
