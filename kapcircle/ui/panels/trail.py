"""The trail in the column of the chosen one: every record, with the link that takes it back or strikes it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kapcircle.core.log import Stamp
from kapcircle.ui import typeface as t
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import see_through
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.trail import TrailRow


class Line(QWidget):
    """One record; a struck one keeps its words, crossed out, and says why. `taken` when it is pointed at."""

    taken = Signal()

    def __init__(self, row: TrailRow, size: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row, self.written, self._chosen = row, size, False
        self.after: QWidget | None = None
        """What Tab comes from."""
        self.link = Key(row.link, kind=Kind.BARE) if row.link else None
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label("  ".join(filter(None, (row.when, row.who, row.by))), Tone.SECOND, max(t.NOTE, size - 1)))
        words.addWidget(self._words(row, size))
        for more in filter(None, (row.more, row.struck)):
            small = Label(more, Tone.SECOND, t.NOTE)
            small.setWordWrap(True)
            words.addWidget(small)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 2, 0, 2)
        line.addLayout(words, 1)
        if self.link is not None:
            self.link.setAccessibleName(f"{row.link}: {row.text}")
            self.link.installEventFilter(self)
            line.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)

    @staticmethod
    def _words(row: TrailRow, size: float) -> Label:
        text = Label(row.text, Tone.SECOND if row.struck else Tone.TEXT, size)
        text.setWordWrap(True)
        if row.struck:
            font = text.font()
            font.setStrikeOut(True)
            text.setFont(font)
        return text

    def choose(self, chosen: bool) -> None:
        """Be the one that a key means, or not."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.setAccessibleDescription("chosen" if chosen else "")
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.taken.emit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.taken.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chosen:
            painter = QPainter(self)
            painter.fillRect(0, 2, 2, self.height() - 4, colour(self, Tone.ACCENT))
            painter.end()


class Trail(QScrollArea):
    """`linked` gives the row whose link was pressed."""

    linked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TrailRow, ...] | None = None
        self._lines: list[Line] = []
        self._size = t.BODY
        self.chosen: Stamp | None = None
        """The record that a key means."""
        self.before: QWidget = self
        """What Tab comes from."""
        inside, self._list = QWidget(), QVBoxLayout()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 6, 0)
        self._list.setSpacing(6)
        outer.addLayout(self._list)
        outer.addStretch(1)
        self.setWidget(inside)
        see_through(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What is recorded")

    def show_rows(self, rows: Sequence[TrailRow]) -> None:
        """Show these, the newest first; of what stands already nothing is made anew."""
        new = tuple(rows)
        if new != self._rows:
            self._rows = new
            self._fill()

    def write(self, size: float) -> None:
        """Write at another size."""
        if size != self._size:
            self._size = size
            self._fill()

    def _fill(self) -> None:
        """Of what stands already only the place is another: a record more makes one line, and not forty."""
        while self._list.takeAt(0) is not None:
            pass
        old = {line.row: line for line in self._lines if line.written == self._size}
        gone = [line for line in self._lines if line.written != self._size]
        self._lines = [old.pop(row) if row in old else self._made(row) for row in self._rows or ()]
        for line in (*gone, *old.values()):
            line.hide()
            line.deleteLater()
        before = self.before
        for line in self._lines:
            self._list.addWidget(line)
            if line.link is not None:
                if line.after is not before:
                    line.after = before
                    QWidget.setTabOrder(before, line.link)
                before = line.link
        self.choose(self.chosen)

    def _made(self, row: TrailRow) -> Line:
        line = Line(row, self._size)
        if line.link is not None:
            line.link.clicked.connect(lambda: self.linked.emit(row))
        line.taken.connect(lambda: self.choose(row.key))
        return line

    def choose(self, key: Stamp | None) -> None:
        """This is the record that a key means; none where it is not in sight."""
        self.chosen = key if any(line.row.key == key for line in self._lines) else None
        for line in self._lines:
            line.choose(line.row.key == self.chosen)
