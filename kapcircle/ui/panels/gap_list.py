"""What is missing, a line each: what it is, and below it what to ask whom. What nobody overrides says so."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.core.gates import Gap
from kapcircle.ui import typeface as t
from kapcircle.ui.forms import wrapped
from kapcircle.ui.marks import mark
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.gaps import listed

ICON, INDENT = 13, 22
NO_OVERRIDE = "Nobody overrides this."


class GapLine(QWidget):
    """One thing that is missing."""

    def __init__(self, gap: Gap) -> None:
        super().__init__()
        self._hard = gap.hard
        ask = f"{gap.ask} {NO_OVERRIDE}" if gap.hard else gap.ask
        self.setAccessibleName(f"{gap.words}. {ask}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INDENT, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(wrapped(gap.words, Tone.TEXT))
        layout.addWidget(wrapped(ask, Tone.SECOND, t.NOTE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = ICON * t.scale()
        ink = colour(self, Tone.ACCENT)
        mark(painter, "refused" if self._hard else "unseen", QRectF(2, 3 * t.scale(), side, side), ink)
        painter.end()


class GapList(QWidget):
    """Hidden while nothing is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps: tuple[Gap, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 4)
        self._layout.setSpacing(6)
        self.setAccessibleName("Missing")
        self.hide()

    def show_gaps(self, gaps: Sequence[Gap]) -> bool:
        """Show these; whether they are others than before."""
        if tuple(gaps) == self._gaps:
            return False
        self._gaps = tuple(gaps)
        while (item := self._layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for gap in listed(self._gaps):
            self._layout.addWidget(GapLine(gap))
        self.setAccessibleDescription(f"{len(self._gaps)}")
        self.setVisible(bool(self._gaps))
        return True
