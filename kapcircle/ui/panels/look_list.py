"""The looks of the practice, each with a spot of its light."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate

from kapcircle.core.light import Colour
from kapcircle.ui import typeface as t
from kapcircle.ui.listing import Listing
from kapcircle.ui.panels.light import on_screen
from kapcircle.ui.table import Index
from kapcircle.ui.theme import Tone, colour

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

SPOT = 18
"""Diameter at a text size of 100 %."""


class LookList(Listing):
    """A list whose items have a spot at the right."""

    def __init__(self) -> None:
        super().__init__("Looks")
        self.lights: Mapping[str, Colour] = {}
        self.setItemDelegate(_Pen(self))

    def show_lights(self, lights: Mapping[str, Colour]) -> None:
        """The light to draw beside each name."""
        self.lights = lights
        self.viewport().update()


class _Pen(QStyledItemDelegate):
    def __init__(self, view: LookList) -> None:
        super().__init__(view)
        self._view, self._plain = view, view.itemDelegate()

    def sizeHint(self, option: "QStyleOptionViewItem", index: Index) -> QSize:
        return self._plain.sizeHint(option, index)

    def paint(self, painter: QPainter, option: "QStyleOptionViewItem", index: Index) -> None:
        self._plain.paint(painter, option, index)
        light = self._view.lights.get(str(index.data() or ""))
        if light is None:
            return
        side = SPOT * t.scale()
        rect = QRectF(option.rect)
        spot = QRectF(rect.right() - side - 12, rect.center().y() - side / 2, side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(on_screen(light))
        painter.setPen(QPen(colour(self._view, Tone.SECOND), 1))
        painter.drawEllipse(spot)
        painter.restore()
