"""Planned against actual, phase by phase: figures, and a bar that shows which was longer."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.grid import Grid
from kapcircle.ui.table import Column, Index, Table
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.review import ReviewLine
from kapcircle.views.times import Zone, beyond, hour, span

WIDTHS = (34, 0, 72, 70, 48, 76, 58, 70)
BAR, OVER = 4, 5
LEAST = sum(WIDTHS) + 150
"""The least width, at a text size of 100 %: then the name of a phase and what is remarked on it are whole."""


class Actuals(QWidget):
    """One line per phase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone: Zone = lambda _: 0
        self._longest = 1
        self._lines: tuple[ReviewLine, ...] = ()
        columns = (
            Column("", lambda x: str(x.number), figure=True),
            Column("Phase", lambda x: f"{x.name}\n{x.remark}" if x.remark else x.name),
            Column("Planned", lambda x: span(x.planned), figure=True),
            Column("Actual", lambda x: _or_dash(x.actual), figure=True),
            Column("", lambda _: ""),
            Column("Over", lambda x: "" if x.actual is None else beyond(x.actual, x.planned), figure=True),
            Column("Held", lambda x: span(x.held) if x.held else "", figure=True),
            Column("Entered", self._entered, figure=True),
        )
        self.grid = Grid("Planned against actual", columns, WIDTHS, _ink)
        self.grid.setItemDelegateForColumn(BAR, _Bar(self, self.grid))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.grid)
        self._measure()

    def _entered(self, line: ReviewLine) -> str:
        return "" if line.entered is None else hour(line.entered, self._zone)

    @property
    def longest(self) -> int:
        """The longest length that is shown, in ms: what a full bar means."""
        return self._longest

    def show_lines(self, lines: Sequence[ReviewLine], zone: Zone) -> None:
        """Show these phases."""
        self._zone = zone
        self._longest = max((max(x.planned, x.actual or 0) for x in lines), default=1) or 1
        self._lines = tuple(lines)
        self.grid.show_rows(lines)
        self._measure()

    def _measure(self) -> None:
        """A phase that something is remarked on stands in two lines."""
        self.setMinimumWidth(int(LEAST * t.scale()))
        high, more = self.grid.verticalHeader().defaultSectionSize(), int(QFontMetricsF(t.face(t.NOTE)).height())
        for i, line in enumerate(self._lines):
            self.grid.setRowHeight(i, high + more if line.remark else high)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)


def _or_dash(length: int | None) -> str:
    return "–" if length is None else span(length)


def _ink(line: Any, column: int) -> Tone:
    if column == 1:
        return Tone.TEXT if line.actual is not None else Tone.SECOND
    if column == OVER and line.over is not None:
        return Tone.ACCENT if line.over > 0 else Tone.IN_ORDER
    return Tone.TEXT if column == 3 else Tone.SECOND


class _Bar(QStyledItemDelegate):
    """Above a thin bar of what was planned, below a firmer one of what it took."""

    def __init__(self, actuals: Actuals, parent: QWidget) -> None:
        super().__init__(parent)
        self._actuals = actuals

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, view = index.model(), option.widget
        if not isinstance(table, Table):
            return
        line: ReviewLine = table.row(index)
        rect = QRectF(option.rect).adjusted(8, 0, -8, 0)
        painter.save()
        painter.fillRect(option.rect, colour(view, Tone.RAISED))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, full = rect.center().y(), rect.width() / self._actuals.longest
        painter.setBrush(colour(view, Tone.THIRD))
        painter.drawRoundedRect(QRectF(rect.left(), middle - 4, line.planned * full, 2), 1, 1)
        over = line.over is not None and line.over > 0
        painter.setBrush(colour(view, Tone.ACCENT if over else Tone.IN_ORDER))
        painter.drawRoundedRect(QRectF(rect.left(), middle, (line.actual or 0) * full, 4), 2, 2)
        painter.restore()
