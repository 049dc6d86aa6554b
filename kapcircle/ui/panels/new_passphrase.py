"""A new passphrase: typed twice, with words for how strong it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Field, Secret, column, row
from kapcircle.ui.label import Label
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.views.strength import strength

DIFFER = "The two are not the same. Show what you type, or type both again."


class NewPassphrase(QWidget):
    """Two fields and a line of words."""

    entered = Signal()

    def __init__(self, name: str = "Passphrase", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._again = Secret(), Secret()
        self._one, self._two = Field(name, self._first), Field("The same again", self._again)
        self._words = Label("", Tone.SECOND, t.NOTE)
        self._words.setWordWrap(True)
        self._show = Tick("Show what I type")
        self._first.textChanged.connect(self._judge)
        self._again.textChanged.connect(lambda _: self._two.complain(""))
        for field in (self._first, self._again):
            field.returnPressed.connect(self.entered)
        self._show.toggled.connect(self._first.show_plain)
        self._show.toggled.connect(self._again.show_plain)
        self.setLayout(column(self._one, row(self._words), self._two, self._show))
        self._judge("")

    def _judge(self, typed: str) -> None:
        found = strength(typed)
        self._one.complain("")
        self._words.show()
        dots = "●" * found.steps + "○" * (3 - found.steps)
        self._words.say(f"{dots}  {found.words}")
        self._words.set_tone(Tone.IN_ORDER if found.steps > 1 else Tone.SECOND)

    def taken(self) -> str | None:
        """The passphrase; None when something is wrong, which is then said at the field."""
        found = strength(self._first.text())
        same = self._first.text() == self._again.text()
        self._one.complain("" if found.steps else found.words)
        self._words.setVisible(bool(found.steps))  # the complaint says it
        self._two.complain("" if same else DIFFER if self._again.text() else "Type it here once more.")
        if not found.steps:
            self._first.setFocus()
        elif not same:
            self._again.setFocus()
        return self._first.text() if found.steps and same else None

    def wipe(self) -> None:
        """Forget what was typed."""
        self._first.clear()
        self._again.clear()
