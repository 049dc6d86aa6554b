"""Half-typed words survive a crash: they are kept apart from the log, and forgotten when the field is empty again."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance

from kapcircle.desk.desk import Desk

PAUSE_MS = 700
"""A pause in typing after which the words are kept."""

LONGEST_MS = 1_500
"""Who types without a pause has their words kept this often: half a second is left for the disk, of the two seconds
after which nothing typed is lost."""


class HalfTyped(Protocol):
    """A line, or a form: something that holds text, by the names that Qt gives them."""

    @property
    def textChanged(self) -> SignalInstance:
        """It holds another text now."""

    def text(self) -> str:
        """What stands in it."""

    def setText(self, text: str, /) -> None:
        """Let this stand in it."""


class Draft(QObject):
    """Keeps what stands in `field` under the name of what it is about, and puts back what was begun for that.

    Without a name nothing is kept.
    """

    def __init__(self, field: HalfTyped, desk: Desk, name: str = "") -> None:
        super().__init__(field if isinstance(field, QObject) else None)
        self._field, self._desk, self.name, self._kept = field, desk, "", ""
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._longest = QTimer(self, interval=LONGEST_MS, singleShot=True)
        for timer in (self._pause, self._longest):
            timer.timeout.connect(self.keep)
        field.textChanged.connect(self._changed)
        self.turn_to(name)

    def turn_to(self, name: str) -> None:
        """The field is about something else now: its words stay with what they were begun for."""
        if name == self.name:
            return
        self.keep()
        self.name = name
        self._kept = self._desk.drafts().get(name, "")
        self._field.setText(self._kept)
        self._rest()

    def _changed(self, text: str) -> None:
        """An empty field is forgotten at once: its words are in the log now, or were not meant."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        if not text:
            self.keep()

    def keep(self) -> None:
        """Keep the words as they stand now."""
        self._rest()
        words = self._field.text()
        if self.name and words != self._kept:
            self._kept = words
            self._desk.draft(self.name, words)

    def _rest(self) -> None:
        self._pause.stop()
        self._longest.stop()
