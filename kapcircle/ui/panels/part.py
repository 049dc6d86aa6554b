"""What all parts of a form have: each holds text, as it is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapcircle.ui.records.form import Field


class Part(QWidget):
    """`changed` when its text is another, `done` when the hand may go on, `lettered` with a letter it does not want,
    `grown` when it is of another height.
    """

    changed = Signal()
    done = Signal()
    lettered = Signal(str)
    grown = Signal()
    field: Field
    wide = False
    """Whether it takes a line of its own under its label."""
    bare = False
    """Whether its label is not shown."""

    @property
    def raw(self) -> str:
        """What stands in it."""
        raise NotImplementedError

    def put(self, raw: str) -> None:
        """Let this stand in it."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Say something beside what stands in it."""
