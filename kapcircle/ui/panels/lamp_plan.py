"""The room from above: lamps where they hang, as bright and as warm as a look has them, and mats faintly."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import LampId
from kapcircle.ui import typeface as t
from kapcircle.ui.ink import CENTRE, focus_ring, write
from kapcircle.ui.panel import RADIUS
from kapcircle.ui.panels.light import on_screen
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.looks import Mat, Spot

STEP, FAR = 0.01, 0.05
"""Parts of the room that an arrow moves a lamp, alone and with Shift."""

PAUSE_MS = 500
"""So long after the last arrow a place is kept: a walk across the room is one change."""

WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
NAMED = 16
"""As many lamps have their names beside them; of more only those that are chosen."""

AIR = 30.0
"""Between the walls and the edge, in pixels at a text size of 100 %."""

USUAL, LEAST = 330, 0.75
"""Height in which everything is as large as the text, and how small it becomes where there is less."""

NAME = 150
"""The widest that a name is written, at a text size of 100 %."""

CROWDED = 0.8
"""Drawn so much smaller than the text, there is no room for a name beside each lamp."""

BACK, FRONT, EMPTY = "BACK", "FRONT", "No lamps yet. Add them on the Settings page."


class LampPlan(QWidget):
    """`chosen` brings the lamps that are chosen, none for all; `moved` one, and where it hangs: across, and deep."""

    chosen = Signal(object)
    moved = Signal(object, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spots: tuple[Spot, ...] = ()
        self._mats: tuple[Mat, ...] = ()
        self._chosen: frozenset[LampId] = frozenset()
        self._at: LampId | None = None
        self._over: tuple[LampId, float, float] | None = None
        """A lamp on its way to another place."""
        self._held: QPointF | None = None
        self._picture = Picture()
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.keep)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Plan of the room")
        self._speak()

    def show_room(self, spots: Sequence[Spot], mats: Sequence[Mat]) -> None:
        """Show these; what is chosen stays so as far as it is still there."""
        self._spots, self._mats = tuple(spots), tuple(mats)
        here = {spot.lamp for spot in spots}
        if self._at not in here:
            self._at = None
        if not self._chosen <= here:
            self._choose(self._chosen & here)
        self._speak()
        self.update()

    @property
    def lamps(self) -> frozenset[LampId]:
        """Those that are chosen; none stands for all."""
        return self._chosen

    def sizeHint(self) -> QSize:
        return QSize(int(560 * t.scale()), int(440 * t.scale()))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    # where things are

    @property
    def _grain(self) -> float:
        """How large lamps and mats are drawn: as the text, unless they would lie over one another."""
        return max(LEAST, min(t.scale(), self.height() / USUAL))

    @property
    def _room(self) -> QRectF:
        air = AIR * self._grain
        return QRectF(self.rect()).adjusted(air, air, -air, -air)

    def _point(self, x: float, y: float) -> QPointF:
        room = self._room
        return QPointF(room.left() + x * room.width(), room.top() + y * room.height())

    def _where(self, spot: Spot) -> tuple[float, float]:
        """Across and deep, on its way too."""
        if self._over is not None and self._over[0] == spot.lamp:
            return self._over[1:]
        return spot.place, spot.depth

    def _middle(self, spot: Spot) -> QPointF:
        place, depth = self._where(spot)
        return self._point(place, 1 - depth)

    @property
    def _radius(self) -> float:
        return (15 if len(self._spots) <= NAMED else 10) * self._grain

    def _under(self, at: QPointF) -> Spot | None:
        """The nearest lamp under the pointer: many may lie close."""
        near = [(QPointF(self._middle(x) - at).manhattanLength(), x) for x in self._spots]
        away, spot = min(near, key=lambda pair: pair[0], default=(0.0, None))
        return spot if away <= 1.6 * self._radius else None

    # what is chosen

    def _choose(self, lamps: frozenset[LampId]) -> None:
        if lamps != self._chosen:
            self._chosen = lamps
            self.chosen.emit(lamps)
        self._speak()
        self.update()

    def choose_all(self) -> None:
        """No lamp by itself: the whole look."""
        self.keep()
        self._at = None
        self._choose(frozenset())

    def _speak(self) -> None:
        spot = next((x for x in self._spots if x.lamp == self._at), None)
        of = f"{len(self._spots)} lamps, all of them chosen" if self._spots else EMPTY
        self.setAccessibleDescription(of if spot is None else spot.words)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leads from lamp to lamp, from left to right, and after the last one on."""
        order = [x.lamp for x in sorted(self._spots, key=lambda x: (x.place, x.depth))]
        at = order.index(self._at) + (1 if forward else -1) if self._at in order else 0 if forward else -1
        if not self.hasFocus() or not order or not (0 <= at < len(order) or self._at not in order):
            self.keep()
            self._at = None
            return super().focusNextPrevChild(forward)
        self.keep()
        self._at = order[at]
        self._choose(frozenset({order[at]}))
        return True

    # hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = WAYS.get(Qt.Key(event.key()))
        spot = next((x for x in self._spots if x.lamp == self._at), None)
        if way is not None and spot is not None:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._move(spot, way, FAR if far else STEP)
        elif event.text().upper() == "A":
            self.choose_all()
        else:
            super().keyPressEvent(event)

    def _move(self, spot: Spot, way: tuple[int, int], step: float) -> None:
        place, depth = self._where(spot)
        self._over = spot.lamp, _within(place + way[0] * step), _within(depth + way[1] * step)
        self._pause.start()
        self.update()

    def keep(self) -> None:
        """A lamp that was moved stays where it is."""
        self._pause.stop()
        over, self._over = self._over, None
        if over is not None:
            self.moved.emit(*over)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keep()
        spot = self._under(event.position())
        more = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if spot is None:
            if not more:
                self.choose_all()
            return
        self._at, self._held = spot.lamp, event.position()
        self._choose(self._chosen ^ {spot.lamp} if more else frozenset({spot.lamp}))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or self._at is None:
            return
        if self._over is None and QPointF(event.position() - self._held).manhattanLength() < 4:
            return  # a press that trembles moves nothing
        room, at = self._room, event.position()
        place = _within((at.x() - room.left()) / room.width())
        self._over = self._at, place, _within(1 - (at.y() - room.top()) / room.height())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.keep()

    # how it is drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        state = (self._spots, self._mats, self._chosen, self._over, self._at, self.hasFocus())
        self._picture.show(self, state, self._draw)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(self, Tone.LINE), 1))
        painter.setBrush(colour(self, Tone.WINDOW))
        painter.drawRoundedRect(self._room, RADIUS, RADIUS)
        small = t.face(t.SMALL * self._grain / t.scale(), t.SEMIBOLD)
        wall, high = QRectF(self._room), AIR * self._grain
        for words, top in ((BACK, wall.top() - high), (FRONT, wall.bottom())):
            write(
                painter, QRectF(wall.left(), top, wall.width(), high), words, colour(self, Tone.SECOND), small, CENTRE
            )
        if not self._spots:
            painter.setPen(colour(self, Tone.SECOND))
            painter.setFont(t.face())
            painter.drawText(wall.adjusted(12, 0, -12, 0), CENTRE | Qt.TextFlag.TextWordWrap, EMPTY)
        for mat in self._mats:
            self._draw_mat(painter, mat)
        for spot in self._spots:
            self._draw_near(painter, spot)
        for spot in self._spots:
            self._draw_lamp(painter, spot)
        if self.hasFocus() and self._at is None:
            focus_ring(painter, self, RADIUS)

    def _draw_mat(self, painter: QPainter, mat: Mat) -> None:
        """Dashed where no lamp is near; the words below the plan say so too."""
        size = 22 * self._grain
        box = QRectF(0, 0, size, size)
        box.moveCenter(self._point(mat.x, mat.y))
        pen = QPen(colour(self, Tone.LINE if mat.near else Tone.ACCENT), 1)
        pen.setStyle(Qt.PenStyle.SolidLine if mat.near else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)
        figure = t.face(t.NOTE * self._grain / t.scale())
        write(painter, box, str(mat.number), colour(self, Tone.THIRD), figure, CENTRE)

    def _draw_near(self, painter: QPainter, spot: Spot) -> None:
        if spot.lamp not in self._chosen:
            return
        painter.setPen(QPen(colour(self, Tone.LINE), 1))
        for mat in self._mats:
            if mat.number in spot.mats:
                painter.drawLine(self._middle(spot), self._point(mat.x, mat.y))

    def _draw_lamp(self, painter: QPainter, spot: Spot) -> None:
        middle, radius = self._middle(spot), self._radius
        chosen = spot.lamp in self._chosen
        painter.setBrush(on_screen(spot.colour))
        painter.setPen(QPen(colour(self, Tone.SECOND if spot.level else Tone.LINE), 1))
        painter.drawEllipse(middle, radius, radius)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self, Tone.ACCENT if spot.lamp != self._at else Tone.TEXT), 2))
            painter.drawEllipse(middle, radius + 4, radius + 4)
        if chosen or (len(self._spots) <= NAMED and self._grain >= CROWDED * t.scale()):
            self._write_name(painter, spot, middle, radius)

    def _write_name(self, painter: QPainter, spot: Spot, middle: QPointF, radius: float) -> None:
        """Below it, as near as the edge lets it."""
        words, letters = f"{spot.name} ·" if spot.alone else spot.name, t.face(t.SMALL)
        wide = min(NAME * t.scale(), QFontMetricsF(letters).horizontalAdvance(words) + 2)
        left = min(max(2.0, middle.x() - wide / 2), self.width() - 2 - wide)
        box = QRectF(left, middle.y() + radius + 3, wide, 16 * t.scale())
        ink = colour(self, Tone.TEXT if spot.lamp in self._chosen else Tone.SECOND)
        write(painter, box, words, ink, letters, CENTRE)


def _within(part: float) -> float:
    return round(min(1.0, max(0.0, part)), 4)
