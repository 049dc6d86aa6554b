"""A seat in the ring: mat number and alias, and whatever is known about how its participant is doing."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import CENTRE, LEFT, focus_ring, write
from kapcircle.ui.key import LOW, RADIUS
from kapcircle.ui.marks import mark
from kapcircle.ui.picture import Draw, Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.circle import Badge, SeatView

ROOMY = 98.0
"""Diameter of a seat with its edge at 100 %: at this size type is what it is called, in a larger one it grows."""

EDGE = 0.125
"""Part of the diameter around the disc, for the arc, the badges and the focus ring."""

WINGS = 16
"""Room left and right of that, for a long name and a badge."""

WORDED = 94.0
"""A seat of at least this height has room for the word beside its touch."""

PAD = 10
"""Air at both ends of a seat that lies in a row."""

DOTS = 0.66
"""Height of the line of dots, in lines of text."""

MAT = "00  "
"""What a mat number takes in front of a name."""

SHOULDER = 2.0
"""How far beyond the disc the middle of a badge without words stands, in pixels."""

SHAPES = {
    "alarm": Tone.ALARM,
    "due": Tone.ACCENT,
    "late": Tone.ACCENT,
    "unseen": Tone.ACCENT,
    "double": Tone.ACCENT,
}
DISTRESS = "distress"
LONGEST = "outside range"


def flat_size(views: Sequence[SeatView]) -> tuple[float, float]:
    """Least width and the height of seats that lie in rows: mat, the longest name and a mark beside one another."""
    name, figure = QFontMetricsF(t.face(weight=t.SEMIBOLD)), QFontMetricsF(t.face())
    longest = max((name.horizontalAdvance(view.alias) for view in views), default=0.0)
    wide = figure.horizontalAdvance(MAT) + longest + figure.height() + 2 * PAD
    return wide, max(float(LOW), figure.height() + 6)


def word_size(high: float) -> tuple[float, float]:
    """Width and height of the longest usual badge on a seat so high."""
    return _pill_size(t.face(t.SMALL * _zoom(high), t.SEMIBOLD), LONGEST)


def _pill_size(font: QFont, words: str) -> tuple[float, float]:
    """Air, a mark and the words."""
    metrics = QFontMetricsF(font)
    return metrics.horizontalAdvance(words) + metrics.capHeight() * 3.6 + 1, metrics.height() + 4


def _zoom(high: float) -> float:
    """How much larger than it is called the type on a seat is."""
    return max(1.0, high / ROOMY / min(t.scale(), 1.6))


class Seat(QAbstractButton):
    """One participant. Chosen by mouse, by Enter, or by the arrow keys of the ring; `carried` there with the mouse."""

    carried = Signal(QPoint)

    def __init__(self, view: SeatView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view, self._chosen, self._flat = view, False, False
        self._still = replace(view, since_dose=None)
        """What stays from one second to the next: all but the clock."""
        self.tight = False
        """Whether others stand so near that words beside it would lie over their names."""
        self._zoom = 1.0
        self.movable = False
        """Whether it can be carried elsewhere with the mouse."""
        self._grip: QPoint | None = None
        self._on_its_way = False
        self._picture = Picture()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def show_view(self, view: SeatView, *, chosen: bool) -> None:
        """Show this; nothing is painted when it is shown already."""
        if (view, chosen) == (self.view, self._chosen):
            return
        self.view, still = view, replace(view, since_dose=None)
        if (still, chosen) != (self._still, self._chosen):
            self._still, self._chosen = still, chosen
            self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(self.view.spoken)
        self.setAccessibleDescription("chosen" if self._chosen else "")

    def lie(self, flat: bool, *, tight: bool = False) -> None:
        """Lie in a row, or stand in a ring, where it may be tight."""
        if (flat, tight) != (self._flat, self.tight):
            self._flat, self.tight = flat, tight
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.movable and event.button() is Qt.MouseButton.LeftButton:
            self._grip = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It follows the hand once that has moved so far that no click can be meant."""
        if self._grip is None:
            super().mouseMoveEvent(event)
            return
        way = event.position().toPoint() - self._grip
        if self._on_its_way or way.manhattanLength() >= QApplication.startDragDistance():
            self._on_its_way = True
            self.setDown(False)
            self.raise_()
            self.move(self.pos() + way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        carried, self._grip, self._on_its_way = self._on_its_way, None, False
        if carried:
            self.carried.emit(self.geometry().center())
        else:
            super().mouseReleaseEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(int(ROOMY) + 2 * WINGS, int(ROOMY))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The clock goes on beneath the picture of a seat, or upon one that lies in a row: the picture stays."""
        state = (self._still, self._chosen, self._flat, self.tight, self.hasFocus(), self.underMouse())
        if not self._flat:
            self._straight(self._clock)
        self._picture.show(self, state, self._draw_flat if self._flat else self._draw)
        if self._flat:
            self._straight(self._flat_clock)

    def _straight(self, draw: Draw) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()

    def _place(self) -> QRectF:
        """Where the disc lies."""
        side = self.height() * (1 - 2 * EDGE)
        return QRectF((self.width() - side) / 2, self.height() * EDGE, side, side)

    def _draw(self, painter: QPainter) -> None:
        disc = self._place()
        self._zoom = _zoom(self.height())
        self._disc(painter, disc)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self, Tone.TEXT), 2))
            painter.drawEllipse(disc.adjusted(-7, -7, 7, 7))
        inside = QRectF(disc)
        if self.view.badge and self.tight:
            self._at_shoulder(painter, disc, self.view.badge)
        elif self.view.badge:
            inside.setTop(max(disc.top(), self._pill(painter, self.view.badge, top=True).bottom() - 1))
        felt = _felt(self.view)
        if felt and self.tight:
            felt = replace(felt, words=str(self.view.distressed or ""))
        if felt:
            inside.setBottom(min(disc.bottom(), self._pill(painter, felt, top=False).top() + 1))
        if self.view.touch:
            self._touch(painter, disc, worded=felt is None)
        self._lines(painter, disc, inside)

    def _disc(self, painter: QPainter, disc: QRectF) -> None:
        lit = self._chosen or self.underMouse()
        painter.setBrush(colour(self, Tone.PANEL if self.view.absent else Tone.RAISED))
        painter.setPen(QPen(colour(self, Tone.ACCENT if self._chosen else Tone.LINE), 2 if self._chosen else 1))
        painter.drawEllipse(disc)
        if lit and not self._chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self, Tone.SECOND), 1))
            painter.drawEllipse(disc)

    def _clock(self, painter: QPainter) -> None:
        """How much of the usual course is over, round the disc; names and badges lie over it."""
        if self.view.since_dose is None:
            return
        disc = self._place()
        pen = QPen(colour(self, self._arc()), 3 * _zoom(self.height()))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        far = disc.height() * 0.054
        turn = -round(360 * 16 * min(1.0, self.view.since_dose))
        painter.drawArc(disc.adjusted(-far, -far, far, far), 90 * 16, turn)

    def _arc(self) -> Tone:
        return SHAPES.get(self.view.badge.shape, Tone.IN_ORDER) if self.view.badge else Tone.IN_ORDER

    def _face(self, size: float = t.BODY, weight: QFont.Weight = t.REGULAR) -> QFont:
        return t.face(size * self._zoom, weight)

    def _lines(self, painter: QPainter, disc: QRectF, inside: QRectF) -> None:
        """What is known, inside what badges leave of the disc; what has no room is left out, the least urgent first."""
        view = self.view
        quiet = Tone.THIRD if view.absent else Tone.SECOND
        if not view.alias:
            write(painter, inside, str(view.mat), colour(self, Tone.TEXT), self._face(t.LARGE), CENTRE)
            return
        high = QFontMetricsF(self._face()).height()
        below = (view.standing or view.reading or "not today") if view.absent else view.reading
        deep = high * DOTS if view.depth is not None else 0.0
        low = QFontMetricsF(self._face(t.NOTE)).height() if below else 0.0
        deep *= 2 * high + deep <= inside.height() + 2
        low *= 2 * high + deep + low <= inside.height() + 2
        y = inside.center().y() - (2 * high + deep + low) / 2
        main = colour(self, quiet if view.absent else Tone.TEXT)
        room, number = self._room(disc, y, high), view.numbered
        if QFontMetricsF(self._face(t.SMALL)).horizontalAdvance(number) > room.width():
            number = number.replace(" ", "")  # closer together rather than cut off
        write(painter, room, number, colour(self, quiet), self._fitting(number, room.width()), CENTRE)
        y += high
        write(
            painter,
            QRectF(0, y, self.width(), high),
            view.alias,
            main,
            self._fitting(view.alias, disc.width() + 8, t.SEMIBOLD),
            CENTRE,
        )
        y += high
        if deep:
            self._depth(painter, disc.center().x(), y + deep / 2, view.depth or 0)
        if low:
            ink = colour(self, Tone.ALARM if view.outside and below == view.reading else quiet)
            room = QRectF(0, y + deep, self.width(), low) if view.absent else self._room(disc, y + deep, low)
            write(painter, room, below, ink, self._narrow(below, disc), CENTRE)

    def _fitting(self, words: str, wide: float, weight: QFont.Weight = t.REGULAR) -> QFont:
        """A little smaller where the words would not fit, never under the smallest size."""
        font = self._face(t.BODY, weight)
        over = QFontMetricsF(font).horizontalAdvance(words) / wide
        return self._face(max(t.SMALL, int(t.BODY / over)), weight) if over > 1 else font

    def _narrow(self, words: str, disc: QRectF) -> QFont:
        """Low in the disc there is less room: longer words are smaller."""
        font = self._face(t.NOTE)
        return font if QFontMetricsF(font).horizontalAdvance(words) < disc.width() * 0.8 else self._face(t.SMALL)

    @staticmethod
    def _room(disc: QRectF, y: float, high: float) -> QRectF:
        return QRectF(disc.left() + 3, y, disc.width() - 6, high)

    def _depth(self, painter: QPainter, x: float, y: float, depth: int) -> None:
        dot = QFontMetricsF(self._face()).height() / 5
        for i in range(4):
            painter.setBrush(colour(self, Tone.TEXT) if i < depth else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self, Tone.SECOND), 1))
            painter.drawEllipse(QPointF(x + (i - 1.5) * dot * 3, y), dot, dot)

    def _touch(self, painter: QPainter, disc: QRectF, *, worded: bool) -> None:
        """The touch they agreed to, beside the disc at its foot: a shape, and its word where that has room."""
        font, ink = self._face(t.SMALL), colour(self, Tone.COMING)
        high, side = QFontMetricsF(font).height(), QFontMetricsF(font).capHeight() + 3
        if worded and self.height() >= WORDED:
            wide = side + 4 + QFontMetricsF(font).horizontalAdvance(self.view.touch)
            room = QRectF(self._outwards(wide), self.height() - high - 1, wide, high)
            painter.fillRect(room, colour(self, Tone.WINDOW))  # a long arc ends before the word
            mark(painter, self.view.touch, QRectF(room.left(), room.center().y() - side / 2, side, side), ink)
            write(painter, room.adjusted(side + 2, 0, 0, 0), self.view.touch, ink, font, LEFT)
        else:
            foot = disc.center().y() + disc.height() * (0.3 if worded else 0.12)
            mark(painter, self.view.touch, QRectF(disc.left() - side, foot - side / 2, side, side), ink)

    def _outwards(self, wide: float) -> float:
        """Where something so wide begins at the foot: right of the disc in the right half of the ring, else left."""
        ring = self.parentWidget()
        right = ring is not None and self.geometry().center().x() > ring.width() / 2 + self.width() / 2
        return self.width() - wide - 1 if right else 1.0

    def _pill(self, painter: QPainter, badge: Badge, *, top: bool) -> QRectF:
        """A badge on the edge of the disc, off the mat number and off what is read."""
        font = self._face(t.SMALL, t.SEMIBOLD)
        metrics = QFontMetricsF(font)
        icon, air = metrics.capHeight() + 1, metrics.capHeight()
        wide, high = _pill_size(font, badge.words)
        wide = min(float(self.width()), wide)
        pill = QRectF((self.width() - wide) / 2, 0 if top else self.height() - high, wide, high)
        pill.adjust(0.5, 0.5, -0.5, -0.5)
        ink = colour(self, self._tone(badge))
        painter.setBrush(colour(self, Tone.WINDOW))
        painter.setPen(QPen(ink, 1))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        mark(painter, badge.shape, QRectF(pill.left() + air, pill.center().y() - icon / 2, icon, icon), ink)
        write(painter, pill.adjusted(air * 1.5 + icon, 0, 0, 0), badge.words, ink, font)
        return pill

    def _at_shoulder(self, painter: QPainter, disc: QRectF, badge: Badge) -> None:
        """The shape of a badge alone, off the mat number: its word stands in the list of what needs eyes."""
        side = QFontMetricsF(self._face(t.SMALL, t.SEMIBOLD)).height() + 3
        middle = QPointF(disc.right() + SHOULDER, side / 2 + 1)
        ink, icon = colour(self, self._tone(badge)), side * 0.56
        painter.setBrush(colour(self, Tone.WINDOW))
        painter.setPen(QPen(ink, 1))
        painter.drawEllipse(middle, side / 2, side / 2)
        mark(painter, badge.shape, QRectF(middle.x() - icon / 2, middle.y() - icon / 2, icon, icon), ink)

    @staticmethod
    def _tone(badge: Badge) -> Tone:
        return Tone.ACCENT if badge.shape == DISTRESS else SHAPES.get(badge.shape, Tone.COMING)

    def _draw_flat(self, painter: QPainter) -> None:
        view, rect = self.view, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        quiet, lit = Tone.THIRD if view.absent else Tone.SECOND, self._chosen or self.underMouse()
        painter.setBrush(colour(self, Tone.PANEL if view.absent else Tone.RAISED))
        edge = Tone.ACCENT if self._chosen else Tone.SECOND if lit else Tone.LINE
        painter.setPen(QPen(colour(self, edge), 2 if self._chosen else 1))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        inner, figure = rect.adjusted(PAD - 1, 0, 1 - PAD, 0), QFontMetricsF(t.face()).horizontalAdvance(MAT)
        inner.setRight(self._marks(painter, inner))
        mat = CENTRE if not view.alias else LEFT
        write(painter, inner, str(view.mat), colour(self, quiet if view.alias else Tone.TEXT), t.face(), mat)
        name = colour(self, quiet if view.absent else Tone.TEXT)
        write(painter, inner.adjusted(figure, 0, 0, 0), view.alias, name, t.face(weight=t.SEMIBOLD), LEFT)

    def _flat_clock(self, painter: QPainter) -> None:
        """The same along the foot, and over it the ring of the focus."""
        if self.view.since_dose is not None:
            rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(colour(self, self._arc()), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            y, left = rect.bottom() - 1.5, rect.left() + RADIUS
            long = (rect.width() - 2 * RADIUS) * min(1.0, self.view.since_dose)
            painter.drawLine(QPointF(left, y), QPointF(left + long, y))
        if self.hasFocus():
            focus_ring(painter, self, RADIUS)

    def _marks(self, painter: QPainter, inner: QRectF) -> float:
        """What is due or felt, at the right: its shape, and its word where there is room; returns where that begins."""
        right, font = inner.right(), t.face(t.SMALL, t.SEMIBOLD)
        metrics, side = QFontMetricsF(font), QFontMetricsF(t.face()).height() * 0.8
        name = QFontMetricsF(t.face(weight=t.SEMIBOLD)).horizontalAdvance(self.view.alias) + 8
        least = inner.left() + QFontMetricsF(t.face()).horizontalAdvance(MAT) + name
        touch = Badge(self.view.touch, self.view.touch) if self.view.touch else None
        badges = [badge for badge in (self.view.badge, _felt(self.view), touch) if badge is not None]
        for n, badge in enumerate(badges, 1):
            ink, words = colour(self, self._tone(badge)), metrics.horizontalAdvance(badge.words)
            if right - words - 5 - (len(badges) - n + 1) * (side + 4) > least:
                room = QRectF(right - words - 1, inner.top(), words + 1, inner.height())
                write(painter, room, badge.words, ink, font)
                right = room.left() - 5
            mark(painter, badge.shape, QRectF(right - side, inner.center().y() - side / 2, side, side), ink)
            right -= side + 4
        return right


def _felt(view: SeatView) -> Badge | None:
    """Distress, when it was recorded: with its figure, 0 to 10, where that is known."""
    if not view.distress:
        return None
    return Badge(DISTRESS, f"{DISTRESS} {view.distressed}" if view.distressed else DISTRESS)
