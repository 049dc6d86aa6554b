"""A table to read: rows of words in columns, drawn in the manner of the house."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, RIGHT, write
from kapcircle.ui.listing import SEEK, mark_chosen
from kapcircle.ui.table import Column, Index, Table
from kapcircle.ui.theme import Tone, colour

Ink = Callable[[Any, int], Tone]
"""The role in which a cell of a row is written."""


class Grid(QTableView):
    """`widths` in pixels at a text size of 100 %; 0 takes what is left. A second line of a cell is written quieter."""

    chosen = Signal(object)
    """The row that is chosen now."""

    def __init__(
        self, name: str, columns: Sequence[Column], widths: Sequence[int], ink: Ink, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = Table(columns, self)
        self.setModel(self._table)
        self.setAccessibleName(name)
        self.setItemDelegate(_Pen(columns, ink, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self._widths = tuple(widths)
        measure(self, self._widths, 12)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            measure(self, self._widths, 12)
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == SEEK:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._table.row(current))

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self._table.set_rows(rows)


def measure(view: QTableView, widths: Sequence[int], air: int) -> None:
    """Columns and rows for the present size of text: widths at 100 % (0 takes what is left), `air` in each row."""
    header, scale = view.horizontalHeader(), t.scale()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setMinimumSectionSize(20)
    for i, width in enumerate(widths):
        header.setSectionResizeMode(i, QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch)
        header.resizeSection(i, int(width * scale))
    view.verticalHeader().setDefaultSectionSize(int(QFontMetricsF(t.face()).height()) + air)


class _Pen(QStyledItemDelegate):
    def __init__(self, columns: Sequence[Column], ink: Ink, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns, self._ink = columns, ink

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, int(QFontMetricsF(t.face()).height()) + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, view = index.model(), option.widget
        if not isinstance(table, Table):
            return
        rect, column = QRectF(option.rect), self._columns[index.column()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setClipRect(rect)
            painter.fillRect(rect, colour(view, Tone.PANEL))  # over Qt's own block of the accent
            mark_chosen(painter, rect.adjusted(0 if index.column() == 0 else -12, 1, 12, -1), view)
        row = table.row(index)
        tone = self._ink(row, index.column())
        weight = t.MEDIUM if tone is Tone.TEXT and not column.figure else t.REGULAR
        cell, (words, _, below) = rect.adjusted(8, 0, -8, 0), column.text(row).partition("\n")
        if below:
            under = cell.adjusted(0, cell.height() / 2 - 1, 0, -3)
            write(painter, under, below, colour(view, Tone.SECOND), t.face(t.NOTE))
            cell.setBottom(cell.center().y() + 1)
        side = RIGHT if column.figure else LEFT
        write(painter, cell, words, colour(view, tone), t.face(weight=weight), side)
        painter.restore()
