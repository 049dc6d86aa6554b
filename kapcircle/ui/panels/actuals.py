"""Planned against actual, phase by phase: figures, and a bar that shows which was longer."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from kapcircle.ui.grid import Grid
from kapcircle.ui.table import Column, Index, Table
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.review import ReviewLine
from kapcircle.views.times import Zone, hour, signed, span

WIDTHS = (34, 0, 74, 74, 56, 78, 58, 66)
BAR, OVER = 4, 5


class Actuals(QWidget):
    """One line per phase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone: Zone = lambda _: 0
        self._longest = 1
        columns = (
            Column("", lambda x: str(x.number), figure=True),
            Column("Phase", lambda x: f"{x.name} · {x.remark}" if x.remark else x.name),
            Column("Planned", lambda x: span(x.planned), figure=True),
            Column("Actual", lambda x: _or_dash(x.actual), figure=True),
            Column("", lambda _: ""),
            Column("Over", lambda x: "" if x.over is None else signed(x.over), figure=True),
            Column("Held", lambda x: span(x.held) if x.held else "", figure=True),
            Column("Entered", self._entered, figure=True),
        )
        self.grid = Grid("Planned against actual", columns, WIDTHS, _ink)
        self.grid.setItemDelegateForColumn(BAR, _Bar(self, self.grid))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.grid)

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
        self.grid.show_rows(lines)


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
