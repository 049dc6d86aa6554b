"""A list to choose one thing from: its name, a quieter line under it, and a bar beside the one that is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.ink import LEFT, RIGHT, write
from kapcircle.ui.table import Column, Index, Table
from kapcircle.ui.theme import Tone, colour

if TYPE_CHECKING:  # with its family it takes a tenth of the time to the first page
    from PySide6.QtWidgets import QStyleOptionViewItem


INDENT, OUTDENT = 14, 10
"""Room beside the words of an item."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing on a list. `beside` stands at the right. A `heading` names those that follow."""

    key: Any
    name: str
    under: str = ""
    beside: str = ""
    heading: bool = False


SEEK = "/"
"""The stroke that leads to the field in which is searched, wherever a page has one."""


class Listing(QListView):
    """Shows items, and keeps the chosen one chosen while others come and go."""

    chosen = Signal(object)
    """The key of the item that was chosen by hand; None when there is none left."""

    otherwise = 0
    """Which place is chosen where nothing is wished for: the first, so that one is always looked at."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._table = self.table()
        self.setModel(self._table)
        self.setItemDelegate(_Pen(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def table(self) -> Table:
        """What holds the items."""
        return Table([Column("", lambda item: item.name)], self)

    def offer(self, items: Sequence[Item]) -> None:
        """Show these items; the chosen one stays chosen if it is among them."""
        before = self.current
        blocked = self.blockSignals(True)
        self._table.set_rows(items)
        self.blockSignals(blocked)
        self.choose(before)

    @property
    def items(self) -> tuple[Item, ...]:
        """What is shown."""
        return tuple(self._table.row(self._table.index(i, 0)) for i in range(self._table.rowCount()))

    @property
    def current(self) -> Any:
        """The key of the chosen item, or None."""
        index = self.currentIndex()
        return self._table.row(index).key if index.isValid() else None

    def choose(self, key: Any) -> None:
        """Choose an item without telling anyone; the one `otherwise` where it is not on the list."""
        keys = [item.key for item in self.items]
        at = keys.index(key) if key in keys else self.otherwise
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self._table.index(at, 0))
        self.blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == SEEK:
            event.ignore()  # Qt would jump to an item that begins so; the page has a use for the stroke
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.current)

    def height_of(self, rows: int) -> int:
        """How high the list is with so many rows in sight."""
        self.ensurePolished()  # only then it has its edge
        edge = self.contentsMargins()
        return _Pen.high(self.items[:1]) * max(rows, 1) + edge.top() + edge.bottom()

    def width_of_all(self) -> int:
        """How wide the list is with all words of its items in sight."""
        name, under = QFontMetricsF(t.face(weight=t.MEDIUM)), QFontMetricsF(t.face(t.NOTE))
        words = (max(name.horizontalAdvance(x.name), under.horizontalAdvance(x.under)) for x in self.items)
        edge, bar = self.contentsMargins(), self.verticalScrollBar().sizeHint().width()
        return int(max(words, default=0)) + INDENT + OUTDENT + edge.left() + edge.right() + bar + 1


class _Pen(QStyledItemDelegate):
    @staticmethod
    def high(items: Sequence[Item]) -> int:
        lines = [QFontMetricsF(t.face(weight=t.MEDIUM)).height()]
        if items and items[0].under:
            lines.append(QFontMetricsF(t.face(t.NOTE)).height())
        return int(sum(lines)) + 14

    def sizeHint(self, option: "QStyleOptionViewItem", index: Index) -> QSize:
        return QSize(80, self.high([_item(index)]))

    def paint(self, painter: QPainter, option: "QStyleOptionViewItem", index: Index) -> None:
        view, item = option.widget, _item(index)
        rect = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(view, Listing) and view.currentIndex() == index:
            mark_chosen(painter, rect, view)
        inner = rect.adjusted(INDENT, 6, -OUTDENT, -6)
        if item.beside:
            said = write(painter, inner, item.beside, colour(view, Tone.SECOND), t.face(t.NOTE), RIGHT)
            inner.setRight(said.left() - 8)
        name = QRectF(inner)
        if item.heading:
            name.setLeft(rect.left() + 6)
            write(painter, name, item.name, colour(view, Tone.SECOND), t.face(t.NOTE, t.SEMIBOLD), LEFT)
            painter.restore()
            return
        if item.under:
            name.setHeight(QFontMetricsF(t.face(weight=t.MEDIUM)).height())
            below = inner.adjusted(0, name.height(), 0, 2)
            write(painter, below, item.under, colour(view, Tone.SECOND), t.face(t.NOTE), LEFT)
        write(painter, name, item.name, colour(view, Tone.TEXT), t.face(weight=t.MEDIUM), LEFT)
        painter.restore()


def mark_chosen(painter: QPainter, rect: QRectF, view: QWidget) -> None:
    """A ground of its own with an edge, and a bar at its left: every ink can be read on it."""
    painter.setPen(QPen(colour(view, Tone.LINE), 1))
    painter.setBrush(colour(view, Tone.RAISED))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(view, Tone.ACCENT))
    painter.drawRoundedRect(QRectF(rect.left(), rect.top() + 3, 3, rect.height() - 6), 1.5, 1.5)


class RowPen(QStyledItemDelegate):
    """Words in columns; the chosen row marked as on every list of the house."""

    def sizeHint(self, option: "QStyleOptionViewItem", index: Index) -> QSize:
        metrics = QFontMetricsF(t.face())
        return QSize(int(metrics.horizontalAdvance(str(index.data() or ""))) + 20, int(metrics.height()) + 12)

    def paint(self, painter: QPainter, option: "QStyleOptionViewItem", index: Index) -> None:
        view, rect = option.widget, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            last = index.column() == index.model().columnCount() - 1
            painter.setClipRect(rect)
            painter.fillRect(rect, colour(view, Tone.PANEL))  # over Qt's own block of the accent
            mark_chosen(painter, rect.adjusted(0 if index.column() == 0 else -12, 1, 0 if last else 12, -1), view)
        words = str(index.data() or "")
        ink = colour(view, Tone.TEXT if index.column() == 0 else Tone.SECOND)
        write(painter, rect.adjusted(10, 0, -8, 0), words, ink, t.face(), LEFT)
        painter.restore()


def _item(index: Index) -> Item:
    table = index.model()
    item: Item = table.row(index) if isinstance(table, Table) else Item(None, "")
    return item
