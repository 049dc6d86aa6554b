"""What is asked when the vault is left and not everything is on the disk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import COLUMN, key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel


class Unsaved(Dialog):
    """Before anything is put away. `anyway`: what is not saved may be lost."""

    anyway = Signal()

    def __init__(self, not_saved: str, deed: str, parent: QWidget) -> None:
        super().__init__(f"{not_saved}. {deed}?", parent)
        words = "The disk does not take what was done since then. It is kept here, and written once the disk is back."
        self.body.addWidget(wrapped(f"{words} If you leave now, it is lost."))
        stay = key("Stay", self.reject, kind=Kind.LIVE)
        self.keys(key(f"{deed} all the same", self._leave), stay)
        stay.setFocus()

    def _leave(self) -> None:
        self.accept()
        self.anyway.emit()


class Unclosed(QWidget):
    """After everything was put away: closing went wrong, and can be tried again."""

    again = Signal()
    anyway = Signal()

    def __init__(self, why: str) -> None:
        super().__init__()
        panel = Panel()
        panel.setFixedWidth(int(COLUMN * max(1.0, t.scale())))
        panel.body.setContentsMargins(24, 20, 24, 20)
        panel.body.setSpacing(12)
        panel.body.addWidget(Label("The vault could not be closed in order", size=t.TITLE, weight=t.SEMIBOLD))
        panel.body.addWidget(wrapped(why))
        again = key("Try again", self.again.emit, kind=Kind.LIVE)
        panel.body.addLayout(row(None, key("Close all the same", self.anyway.emit), again))
        beside = QHBoxLayout()
        beside.addStretch(1)
        beside.addWidget(panel)
        beside.addStretch(1)
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addLayout(beside)
        page.addStretch(2)
        self.setFocusProxy(again)
