"""A question with two answers. The safe one has the focus; Esc gives it too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.dialogs.reading import Reading
from kapcircle.ui.forms import key, wrapped


class Question(Dialog):
    """`agreed` comes only when the deed itself was chosen."""

    agreed = Signal()

    def __init__(self, heading: str, words: str, deed: str, safe: str, parent: QWidget | None) -> None:
        super().__init__(heading, parent)
        self.body.addWidget(wrapped(words))
        keep = key(safe, self.reject)
        do = key(deed, self.accept)
        self.keys(keep, do)
        self.accepted.connect(self.agreed)
        keep.setFocus()


class Notice(Dialog):
    """Something to read, with one key."""

    def __init__(self, heading: str, lines: tuple[str, ...], parent: QWidget | None) -> None:
        super().__init__(heading, parent)
        self.body.addWidget(Reading(lines))
        done = key("Close", self.accept)
        self.keys(done)
        done.setFocus()
