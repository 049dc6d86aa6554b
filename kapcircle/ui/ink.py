"""How painted parts write and mark: one way to put words on a page, one focus ring."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from kapcircle.ui.theme import Tone, colour

Align = Qt.AlignmentFlag
LEFT, RIGHT, CENTRE = (Align.AlignVCenter | x for x in (Align.AlignLeft, Align.AlignRight, Align.AlignHCenter))


def write(
    painter: QPainter, rect: QRectF, words: str, ink: QColor, font: QFont, align: Qt.AlignmentFlag = LEFT
) -> QRectF:
    """Write one line inside `rect`, shortened with an ellipsis where it does not fit; returns where it went."""
    painter.setFont(font)
    painter.setPen(ink)
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(words) > rect.width():
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    went: QRectF = painter.drawText(rect, int(align), words)
    return went


def focus_ring(painter: QPainter, widget: QWidget, radius: float) -> None:
    """A ring of 2 in the text colour, inside the widget's edge, with a dark line between it and what it rings."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rect = QRectF(widget.rect())
    painter.setPen(QPen(colour(widget, Tone.WINDOW), 1.5))
    painter.drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), radius - 2, radius - 2)
    painter.setPen(QPen(colour(widget, Tone.TEXT), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
