"""The number of a mat as it is typed on the page: a letter or Enter ends it, four seconds or Esc forget it."""

from PySide6.QtCore import QObject, Signal

from kapcircle.core.ids import Instant, Millis
from kapcircle.ui.keyboard import BACKSPACE, RETURN

LASTS = Millis(4_000)
"""How long a number waits for its letter: programme setting."""

LONGEST = 3
"""Digits. No circle has so many mats: one too many is seen, and said."""


class Numbered(QObject):
    """`changed` when another number stands here, `ended` when Enter has ended it."""

    changed = Signal(str)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.typed = ""
        self._since = Instant(0)

    def take(self, character: str, now: Instant) -> bool:
        """What is typed on the page; True where it is of a number."""
        if character.isascii() and character.isdigit():
            self._be((self.typed + character)[-LONGEST:], now)
        elif not self.typed or character not in {RETURN, BACKSPACE}:
            return False
        elif character == BACKSPACE:
            self._be(self.typed[:-1], now)
        else:
            self.ended.emit()
        return True

    def end(self) -> int | None:
        """The number that was typed, which then is one no more."""
        number = int(self.typed) if self.typed else None
        self.forget()
        return number

    def forget(self) -> None:
        """It was not meant."""
        self._be("", self._since)

    def pass_(self, now: Instant) -> None:
        """Time has passed."""
        if self.typed and now - self._since >= LASTS:
            self.forget()

    def _be(self, typed: str, now: Instant) -> None:
        self._since = now
        if typed != self.typed:
            self.typed = typed
            self.changed.emit(typed)
