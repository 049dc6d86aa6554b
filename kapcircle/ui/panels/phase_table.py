"""The planned rundown as a table: edited in place, moved by drag or by Alt with an arrow."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kapcircle.core.ids import PhaseId
from kapcircle.ui import typeface as t
from kapcircle.ui.grid import measure
from kapcircle.ui.ink import LEFT, RIGHT, write
from kapcircle.ui.listing import mark_chosen
from kapcircle.ui.movable import Drop, Movable, carry, let_drag
from kapcircle.ui.table import Column, Index
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.plan import PhaseLine

GROUP, NAME, MINUTES, CUES = 1, 2, 3, 6
FIELDS = {GROUP: "group", NAME: "name", MINUTES: "planned"}
WIDTHS = (34, 96, 152, 66, 66, 78, 0)
"""Pixels at a text size of 100 %; 0 takes what is left."""

Edit = Callable[[PhaseId, str, str], bool]


class Phases(Movable):
    """Rows that can be typed into and let fall elsewhere."""

    def __init__(self, edit: Edit, drop: Drop, parent: QWidget) -> None:
        super().__init__(
            (
                Column("", lambda x: str(x.number), figure=True),
                Column("Group", lambda x: x.group),
                Column("Phase", lambda x: x.name),
                Column("Minutes", lambda x: x.minutes, figure=True),
                Column("End", lambda x: x.end),
                Column("Starts", lambda x: x.starts, figure=True),
                Column("Cues", lambda x: x.cues),
            ),
            "phases",
            drop,
            parent,
        )
        self._edit = edit

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() in FIELDS else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case Qt.ItemDataRole.EditRole if index.isValid():
                line: PhaseLine = self.row(index)
                return line.of_group if index.column() == GROUP else super().data(index)
            case Qt.ItemDataRole.ToolTipRole if index.isValid():
                line = self.row(index)
                wrong = "\n".join(p.words for p in line.problems)
                return wrong or (line.cues if index.column() == CUES else "")
            case _:
                return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or str(value) == self.data(index, role):
            return False
        return self._edit(self.row(index).key, FIELDS[index.column()], str(value))


class PhaseTable(QTableView):
    """Shows the plan. Keys that are meant for the rundown go on to the page."""

    chosen = Signal()

    def __init__(self, edit: Edit, drop: Drop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phases = Phases(edit, drop, self)
        self.setModel(self.phases)
        self.setItemDelegate(_Pen(self))
        self.setAccessibleName("Rundown")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        let_drag(self)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        measure(self, WIDTHS, 16)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            measure(self, WIDTHS, 16)
        super().changeEvent(event)

    @property
    def chosen_rows(self) -> tuple[int, ...]:
        """Places of the chosen phases, from 0."""
        return tuple(sorted(index.row() for index in self.selectionModel().selectedRows()))

    @property
    def chosen_phases(self) -> frozenset[PhaseId]:
        """The chosen phases."""
        return frozenset(self.phases.row(self.phases.index(i, 0)).key for i in self.chosen_rows)

    def show_lines(self, lines: Sequence[PhaseLine], chosen: frozenset[PhaseId]) -> None:
        """Show these phases, with these chosen; the first where none of them is left."""
        column = max(self.currentIndex().column(), NAME)
        model = self.selectionModel()
        blocked = model.blockSignals(True)
        self.phases.set_rows(lines)
        at = [i for i, line in enumerate(lines) if line.key in chosen] or ([0] if lines else [])
        model.clear()
        flag = model.SelectionFlag
        for i in at:
            model.select(self.phases.index(i, 0), flag.Select | flag.Rows)
        if at:
            model.setCurrentIndex(self.phases.index(at[-1], column), flag.NoUpdate)
            self.scrollTo(self.phases.index(at[-1], column))
        model.blockSignals(blocked)
        self.viewport().update()

    def startDrag(self, actions: Qt.DropAction) -> None:
        carry(self)

    def type_name(self) -> None:
        """Open the name of the chosen phase to be typed."""
        if self.chosen_rows:
            name = self.phases.index(self.chosen_rows[0], NAME)
            flag = self.selectionModel().SelectionFlag
            self.selectionModel().setCurrentIndex(name, flag.NoUpdate)  # Tab goes on from here
            self.edit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the cell has answered it already
            return
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.edit(self.currentIndex())
        elif event.key() in {Qt.Key.Key_Insert, Qt.Key.Key_Delete} or not _moves(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _moves(event: QKeyEvent) -> bool:
    """Whether a key is the table's own: moving about, choosing, opening a cell."""
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    own = {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_F2,
        Qt.Key.Key_A,
    }
    return event.key() in own and not alt


class _Pen(QStyledItemDelegate):
    """Figures right, the name firmer, a bar beside what is chosen, a mark at what is wrong."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, int(QFontMetricsF(t.face()).height()) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        table = index.model()
        if not isinstance(table, Phases):
            return
        rect, line = QRectF(option.rect), table.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setClipRect(rect)
            painter.fillRect(rect, colour(view, Tone.RAISED))
            whole = rect.adjusted(0 if index.column() == 0 else -12, 1, 12, -1)
            mark_chosen(painter, whole, view)
        cell = rect.adjusted(8, 0, -8, 0)
        tone, face = _hand(index.column())
        wrong = [p for p in line.problems if _shown_in(p.field) == index.column()]
        words = table.data(index)
        if wrong:
            words = f"▲ {words}" if words else "▲ " + wrong[0].words
            tone = Tone.ACCENT if wrong[0].stops else Tone.SECOND
        figure = index.column() in {0, MINUTES, 5}
        write(painter, cell, words, colour(view, tone), face, RIGHT if figure else LEFT)
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(colour(view, Tone.SECOND))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2.5, 3.5, -2.5, -3.5), 4, 4)
        painter.restore()


def _hand(column: int) -> tuple[Tone, QFont]:
    match column:
        case 2:
            return Tone.TEXT, t.face(weight=t.MEDIUM)
        case 3:
            return Tone.TEXT, t.face()
        case _:
            return Tone.SECOND, t.face(t.NOTE)


def _shown_in(field: str) -> int:
    return {"name": NAME, "planned": MINUTES, "cues": CUES}.get(field, NAME)
