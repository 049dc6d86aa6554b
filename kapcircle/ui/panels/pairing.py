"""A line that is opened by the button of its bridge: pressed there, then asked for here."""

from collections.abc import Callable
from contextlib import suppress
from math import ceil
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from kapcircle.desk.fittings import Cancelled
from kapcircle.desk.heed import Heed
from kapcircle.desk.lighting import BUTTON
from kapcircle.desk.secrets import Secret
from kapcircle.ui.errand import Errand
from kapcircle.ui.forms import Complaint, column, key, row, wrapped
from kapcircle.ui.theme import Tone

PRESS = "Press the round button on the bridge, then Pair."
PAIRED = "Paired with {name}. Its key is kept in the vault, and told to nobody but this bridge."
ASKING = "Asking the bridge. If its button was not pressed yet: press it now. {left} s"

Pair = Callable[[str, Heed], Secret]


class Pairing(QWidget):
    """`paired` brings the address that was asked, and what it takes to use it."""

    paired = Signal(str, object)

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._pair, self._address, self._plain = pair, "", PRESS
        self._errand: Errand | None = None
        self._stop: Event | None = None
        self._words, self._complaint = wrapped(PRESS, Tone.THIRD), Complaint()
        self._key = key("Pair", self._press)
        self.setLayout(column(self._words, self._complaint, row(self._key, None)))

    def show_line(self, address: str, kept: Secret) -> None:
        """Show whether a line is paired. Whoever has gone on to another does not wait for the first."""
        if address != self._address:
            self._cancel()
            self._address = address
            self._complaint.about("")
        self._plain = PAIRED.format(name=kept.user) if kept.password else PRESS
        if self._stop is None:
            self._rest()

    def _cancel(self) -> None:
        if self._stop is not None:
            self._stop.set()
            self._rest()

    def _rest(self) -> None:
        """Nobody is asked."""
        self._stop = None
        self._words.say(self._plain)
        self._key.set_words("Pair" if self._plain == PRESS else "Pair again")

    def _press(self) -> None:
        if self._stop is None:
            self._ask(self._address, Event())
        else:
            self._cancel()

    def _ask(self, address: str, stop: Event) -> None:
        def act(tell: Callable[[str], None]) -> Secret | None:
            def heed(share: float) -> None:
                if stop.is_set():
                    raise Cancelled
                tell(ASKING.format(left=ceil(BUTTON * (1 - share))))

            with suppress(Cancelled):
                return self._pair(address, heed)
            return None

        def unless_stopped(follow: Callable[..., None]) -> Callable[..., None]:
            return lambda *brought: None if stop.is_set() else follow(*brought)

        self._stop, self._errand = stop, Errand(act)
        self._complaint.about("")
        self._words.say(ASKING.format(left=ceil(BUTTON)))
        self._key.set_words("Cancel")
        self._errand.told.connect(unless_stopped(self._words.say))
        self._errand.done.connect(unless_stopped(lambda secret: self._take(address, secret)))
        self._errand.failed.connect(unless_stopped(self._fail))
        self._errand.start()

    def _take(self, address: str, secret: Secret) -> None:
        self._rest()
        self.paired.emit(address, secret)

    def _fail(self, why: str) -> None:
        self._rest()
        self._complaint.about(why)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page has thought better of it."""
        self._cancel()
        super().hideEvent(event)
