"""The grammar of a seat: the number of its mat, then a letter that does something for who sits there."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from kapcircle.core.ids import PersonId
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.numbered import Numbered
from kapcircle.ui.panels.seat_ring import SeatRing


class Page(Protocol):
    """What the keys need of the Circle page."""

    ring: SeatRing
    who: PersonId | None

    def choose(self, who: PersonId | None) -> None:
        """Show one participant beside the ring; None: everyone."""


class SeatKeys(QObject):
    """`letters` says by the name of an action what its letter does for the one who is meant; whoever has more puts
    them there, and a row with `seat` into the table of actions.
    """

    def __init__(self, page: Page, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._bridge = page, bridge
        self.number = Numbered(self)
        self.letters: dict[str, Callable[[PersonId | None], object]] = {}
        self.number.changed.connect(self._show)
        self.number.ended.connect(self._choose)

    def take(self, character: str) -> bool:
        """What is typed where no field has the focus; True where it is of a number."""
        return self.number.take(character, self._bridge.now)

    def press(self, name: str) -> None:
        """Do what a letter does, for whom the number before it names, else for the chosen one."""
        if not self.number.typed or self._choose():
            self.letters[name](self._page.who)

    def click(self, name: str) -> None:
        """Do the same for the chosen one: a key was pressed on the page, whatever was being typed."""
        self.number.forget()
        self.letters[name](self._page.who)

    def _choose(self) -> bool:
        """Choose whoever sits on the mat that was typed; a mat that nobody sits on is said."""
        mat = self.number.end()
        who = next((seat.view.person for seat in self._page.ring.seats if seat.view.mat == mat), None)
        if who is None:
            self._bridge.refused.emit(f"Nobody sits on mat {mat}.")
        else:
            self._page.choose(who)
        return who is not None

    def _show(self, typed: str) -> None:
        seat = next((seat for seat in self._page.ring.seats if typed == str(seat.view.mat)), None)
        self._page.ring.show_number(typed, "" if seat is None else seat.view.alias)
