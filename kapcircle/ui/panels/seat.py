"""A seat in the ring: mat number and alias, and whatever is known about how its participant is doing."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import CENTRE, write
from kapcircle.ui.marks import mark
from kapcircle.ui.picture import Picture
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.circle import Badge, SeatView

EDGE = 9
"""Room around the disc for the arc, the ring of the chosen seat and the focus ring."""

WINGS = 14
"""Room left and right of that, for a long name and a badge."""

SHAPES = {"alarm": Tone.ALARM, "due": Tone.ACCENT, "late": Tone.ACCENT, "unseen": Tone.ACCENT}


class Seat(QAbstractButton):
    """One participant. Chosen by mouse, by Enter, or by the arrow keys of the ring."""

    def __init__(self, view: SeatView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view, self._chosen = view, False
        self._picture = Picture()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def show_view(self, view: SeatView, *, chosen: bool) -> None:
        """Show this; nothing is painted when it is shown already."""
        if (view, chosen) != (self.view, self._chosen):
            self.view, self._chosen = view, chosen
            self._name()
            self.update()

    def _name(self) -> None:
        self.setAccessibleName(self.view.spoken)
        self.setAccessibleDescription("chosen" if self._chosen else "")

    def sizeHint(self) -> QSize:
        return QSize(96 + 2 * WINGS, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.show(self, (self.view, self._chosen, self.hasFocus(), self.underMouse()), self._draw)

    def _draw(self, painter: QPainter) -> None:
        side = self.height() - 2 * EDGE
        disc = QRectF((self.width() - side) / 2, EDGE, side, side)
        self._disc(painter, disc)
        self._lines(painter, disc)
        if self.view.badge:
            self._badge(painter, self.view.badge)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self, Tone.TEXT), 2))
            painter.drawEllipse(disc.adjusted(-7, -7, 7, 7))

    def _disc(self, painter: QPainter, disc: QRectF) -> None:
        lit = self._chosen or self.underMouse()
        painter.setBrush(colour(self, Tone.PANEL if self.view.absent else Tone.RAISED))
        painter.setPen(QPen(colour(self, Tone.ACCENT if self._chosen else Tone.LINE), 2 if self._chosen else 1))
        painter.drawEllipse(disc)
        if lit and not self._chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self, Tone.SECOND), 1))
            painter.drawEllipse(disc)
        if self.view.since_dose is not None:
            pen = QPen(colour(self, self._arc()), 3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(disc.adjusted(-4, -4, 4, 4), 90 * 16, -round(360 * 16 * min(1.0, self.view.since_dose)))

    def _arc(self) -> Tone:
        return SHAPES.get(self.view.badge.shape, Tone.IN_ORDER) if self.view.badge else Tone.IN_ORDER

    def _lines(self, painter: QPainter, disc: QRectF) -> None:
        view = self.view
        quiet = Tone.THIRD if view.absent else Tone.SECOND
        if not view.alias:
            write(painter, disc, str(view.mat), colour(self, Tone.TEXT), t.face(t.LARGE), CENTRE)
            return
        high = QFontMetricsF(t.face(t.BODY)).height()
        room = int((disc.height() + 4) // high)
        depth = view.depth is not None and room > 2
        below = (view.reading or ("not today" if view.absent else "")) if room > 2 + depth else ""
        y = disc.center().y() - (2 + depth + bool(below)) * high / 2
        main = colour(self, quiet if view.absent else Tone.TEXT)
        write(painter, self._room(disc, y, high), str(view.mat), colour(self, quiet), t.face(t.BODY), CENTRE)
        y += high
        write(painter, QRectF(0, y, self.width(), high), view.alias, main, self._fitting(disc), CENTRE)
        y += high
        if depth:
            self._depth(painter, disc.center().x(), y + high / 2, view.depth or 0)
            y += high
        alarm = view.badge is not None and view.badge.shape == "alarm"
        ink = colour(self, Tone.ALARM if alarm else quiet)
        write(painter, self._room(disc, y, high), below, ink, t.face(t.NOTE), CENTRE)

    def _fitting(self, disc: QRectF) -> QFont:
        """The name a little smaller where it would not fit, never under the smallest size."""
        font = t.face(t.BODY, t.SEMIBOLD)
        over = QFontMetricsF(font).horizontalAdvance(self.view.alias) / (disc.width() + EDGE)
        return t.face(max(t.SMALL, t.BODY / over), t.SEMIBOLD) if over > 1 else font

    @staticmethod
    def _room(disc: QRectF, y: float, high: float) -> QRectF:
        return QRectF(disc.left() + 3, y, disc.width() - 6, high)

    def _depth(self, painter: QPainter, x: float, y: float, depth: int) -> None:
        for i in range(4):
            painter.setBrush(colour(self, Tone.TEXT) if i < depth else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self, Tone.SECOND), 1))
            painter.drawEllipse(QPointF(x + (i - 1.5) * 9, y), 3, 3)

    def _badge(self, painter: QPainter, badge: Badge) -> None:
        font = t.face(t.SMALL, t.SEMIBOLD)
        metrics = QFontMetricsF(font)
        high = metrics.height() + 4
        icon = metrics.capHeight() + 1
        wide = min(float(self.width()), metrics.horizontalAdvance(badge.words) + icon + 21)
        pill = QRectF(self.width() - wide, 0, wide, high).adjusted(0.5, 0.5, -0.5, -0.5)
        tone = SHAPES.get(badge.shape, Tone.COMING)
        painter.setBrush(colour(self, Tone.WINDOW))
        painter.setPen(QPen(colour(self, tone), 1))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        mark(
            painter, badge.shape, QRectF(pill.left() + 7, pill.center().y() - icon / 2, icon, icon), colour(self, tone)
        )
        write(painter, pill.adjusted(icon + 11, 0, 0, 0), badge.words, colour(self, tone), font)
