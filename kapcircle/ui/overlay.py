"""A sheet that lies on the page for a while. Keys belong to it; Esc puts it away and the focus goes back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.ui.keyboard import DIALOG
from kapcircle.ui.panel import Panel
from kapcircle.ui.theme import Tone


class Overlay(Panel):
    """Hidden until it is shown over its page."""

    tall = False
    """Whether it takes all the height there is, where sheets lie."""
    settled = Signal()
    """It is shown, put away, or of another height."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(parent=page, edge=Tone.ACCENT)
        self._page = page
        self._before: QWidget | None = None
        self.setProperty(DIALOG, True)
        self.hide()

    def show_over(self, first: QWidget) -> None:
        """Lie on the page, with the focus on `first`."""
        if self.isHidden():
            self._before = self.window().focusWidget()
        self.show()
        self.adjustSize()
        self.raise_()
        self.settled.emit()
        self.body.invalidate()  # of another width for an instant: what was laid out for that is laid out again
        self.body.activate()
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def put_away(self) -> None:
        """Let the page be seen again. A sheet that was put over this one keeps the focus that it took."""
        if self.isHidden():
            return
        has: QWidget | None = self.window().focusWidget()
        before, self._before = self._before, None
        others = (x for x in self._page.findChildren(Overlay) if x is not self)
        taken = has is not None and any(x.isAncestorOf(has) for x in others)
        self.hide()
        if not taken:
            back = before if before is not None and before.isVisible() else self._page
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settled.emit()
