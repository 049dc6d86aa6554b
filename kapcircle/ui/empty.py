"""A place where nothing is yet: what would stand here, and the key that begins it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import column, row
from kapcircle.ui.key import Key
from kapcircle.ui.label import Label
from kapcircle.ui.theme import Tone

WIDE = 420


class Empty(QWidget):
    """A heading, a sentence and at most a few keys, in the middle."""

    def __init__(self, heading: str, words: str, *keys: Key, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = Label(heading, size=t.TITLE, weight=t.SEMIBOLD)
        said = Label(words, Tone.SECOND)
        said.setWordWrap(True)
        said.setFixedWidth(int(WIDE * t.scale()))
        for label in (title, said):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = column(None, title, row(None, said, None), row(None, *keys, None), None, spacing=12)
        self.setLayout(middle)
        middle.setStretch(0, 2)
        middle.setStretch(4, 3)
        if keys:
            self.setFocusProxy(keys[0])
