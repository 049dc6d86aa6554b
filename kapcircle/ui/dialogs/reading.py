"""Lines to read in a dialog, however many: the keys below them stay on the screen."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kapcircle.ui.forms import COLUMN, wrapped
from kapcircle.ui.panel import see_through

_LONG = re.compile(r"\S{24}")
"""A file's name may go on for long without a gap: it may be broken after this, or every line would be as wide."""


class Reading(QScrollArea):
    """Paragraphs as high as they are, up to half the screen; more than that scrolls, by Tab and the arrow keys too."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        inner = QWidget()
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        for line in lines:
            self._layout.addWidget(wrapped(_LONG.sub("\\g<0>\u200b", line)))
        self._layout.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        see_through(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._high = self._layout.heightForWidth(COLUMN)

    def sizeHint(self) -> QSize:
        return QSize(COLUMN, min(self._high, self.screen().availableSize().height() // 2))

    def minimumSizeHint(self) -> QSize:
        """A few lines: where the window is low and the text very large, the rest scrolls."""
        return QSize(0, min(self._high, 4 * self.fontMetrics().lineSpacing()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._high = self._layout.heightForWidth(self.viewport().width())
        whole = self._high <= self.viewport().height()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if whole else Qt.FocusPolicy.TabFocus)
        self.updateGeometry()
