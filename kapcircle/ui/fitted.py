"""Something that is as high as it wants to be, and scrolls where there is less room."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from kapcircle.ui.panel import see_through

DOWN: Mapping[int, float] = {
    Qt.Key.Key_Down: 0.5,
    Qt.Key.Key_Up: -0.5,
    Qt.Key.Key_PageDown: 1.0,
    Qt.Key.Key_PageUp: -1.0,
}
"""How far a key scrolls, in what is in sight at once."""

LEAST = 120
"""Height where there is too little room for all of it, in pixels."""

APART = 8
"""Left free above and below where the hand is."""


class Fitted(QScrollArea):
    """Holds one widget after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._high = 0

    def hold(self, inner: QWidget) -> None:
        """Hold this, and let go of what was held before."""
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(inner)
        see_through(self)

    def fit(self) -> None:
        """Take the height of what it holds."""
        inner = self.widget()
        if inner is not None and (layout := inner.layout()) is not None:
            layout.activate()
            wide = self.viewport().width()
            self._high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
            self.setMinimumHeight(min(self._high, LEAST))
            self.setMaximumHeight(self._high)
            self.updateGeometry()
            self._bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._bar()
        super().resizeEvent(event)

    def _bar(self) -> None:
        """Qt leaves a bar that was needed for an instant, since words beside it take another line: over their ends."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if self.height() < self._high else policy.ScrollBarAlwaysOff
        )

    def follow(self) -> None:
        """Keep where the hand is in sight, with what is said to it, once all has the height that it needs."""
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        hand: QWidget | None = self.window().focusWidget()
        inner = self.widget()
        while hand is not None and hand.parentWidget() is not inner:
            hand = hand.parentWidget()
        if hand is not None:
            self.ensureWidgetVisible(hand, 0, APART)

    def scrolled(self, key: int) -> bool:
        """Scroll by an arrow or a page key; False where it is another key, or all is in sight."""
        bar = self.verticalScrollBar()
        part = DOWN.get(key, 0.0)
        if not part or bar.maximum() == 0:
            return False
        bar.setValue(bar.value() + int(part * bar.pageStep()))
        return True

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._high)
