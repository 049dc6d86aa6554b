"""The recovery key: shown once, to be printed or written down, and proved to be on paper by typing a group back."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.dialogs.printing import PrintDialog
from kapcircle.ui.forms import Field, Line, column, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel
from kapcircle.ui.theme import Tone

WHAT = (
    "It opens the vault when a passphrase is forgotten. It is shown now and never again, and is kept nowhere. "
    "Put it on paper, and keep the paper where you would keep a spare key to the house."
)
NOT = "It does not open process notes: those stay sealed to their author."
ACROSS = 4


class RecoveryKey(Panel):
    """`kept` comes when the group was typed back. `pick` chooses which of so many groups is asked for."""

    kept = Signal()

    def __init__(self, recovery: str, vault: str, pick: Callable[[int], int]) -> None:
        super().__init__()
        self._groups, self._vault = recovery.split("-"), vault
        self._asked = pick(len(self._groups))
        self._typed = Line()
        self._field = Field(f"Group {self._asked + 1} of the key, from your paper", self._typed)
        self._steps = QStackedWidget()
        self._steps.addWidget(self._shown())
        self._steps.addWidget(self._check())
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        self.body.addWidget(Label("The recovery key", size=t.TITLE, weight=t.SEMIBOLD))
        self.body.addWidget(self._steps)

    def _shown(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout()
        grid.setVerticalSpacing(10)
        for i, group in enumerate(self._groups):
            cell = Label(group, size=t.LARGE, weight=t.MEDIUM)
            cell.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            number = Label(str(i + 1), Tone.THIRD, t.SMALL)
            number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addLayout(column(number, cell, spacing=2), i // ACROSS, i % ACROSS)
        keys = row(key("Print…", self._print), None, key("It is on paper", lambda: self._turn(1), kind=Kind.LIVE))
        page.setLayout(column(wrapped(WHAT), wrapped(NOT), grid, None, keys, spacing=14))
        return page

    def _check(self) -> QWidget:
        page = QWidget()
        self._typed.returnPressed.connect(self._compare)
        self._typed.textChanged.connect(lambda _: self._field.complain(""))
        again = key("Show the key again", lambda: self._turn(0), kind=Kind.QUIET)
        words = wrapped("So that nobody finds out too late: type one group from the paper.")
        keys = row(again, None, key("Continue", self._compare, "Enter", Kind.LIVE))
        page.setLayout(column(words, self._field, None, keys, spacing=14))
        return page

    def _turn(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        if step:
            self._typed.setFocus()

    def _compare(self) -> None:
        typed = "".join(self._typed.text().split()).upper().translate(str.maketrans("OIL", "011"))
        if typed == self._groups[self._asked]:
            self.kept.emit()
        else:
            self._field.complain("This is not what the key says there. Compare it with your paper.")

    def _print(self) -> None:
        PrintDialog("the recovery key", 1, self._on_paper, self).open()

    def _on_paper(self, painter: QPainter, page: QRectF, _: int = 0) -> None:
        """The key on paper: no more than is needed to use it."""
        lines = (f"KapCircle · recovery key of the vault “{self._vault}”", "", *self._rows(), "", WHAT, NOT)
        top = page.top()
        for i, words in enumerate(lines):
            font = painter.font()
            font.setPointSizeF(20 if words in self._rows() else 11)
            painter.setFont(font)
            box = QRectF(page.left(), top, page.width(), page.height() - top)
            used = painter.drawText(box, Qt.TextFlag.TextWordWrap, words) if words else None
            top += (used.height() if isinstance(used, QRectF) else 0) + (18 if i else 8)

    def _rows(self) -> list[str]:
        pieces = [self._groups[i : i + ACROSS] for i in range(0, len(self._groups), ACROSS)]
        return ["   ".join(piece) for piece in pieces]
