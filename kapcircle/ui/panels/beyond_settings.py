"""What reaches beyond this laptop: the clock for others, and a pedal or pad."""

from PySide6.QtCore import Signal

from kapcircle.desk.sharing import Shared
from kapcircle.ui.forms import key, row, wrapped
from kapcircle.ui.panel import Panel
from kapcircle.ui.theme import Tone


class BeyondSettings(Panel):
    """Each opens in a sheet of its own."""

    clock_page = Signal()
    pedals = Signal()

    def __init__(self) -> None:
        super().__init__("Others and pedals")
        self._clock = wrapped("", Tone.TEXT)
        self.body.addWidget(self._clock)
        self.body.addLayout(row(key("Clock for others…", self.clock_page.emit), None))
        self.body.addLayout(row(key("MIDI pedal or pad…", self.pedals.emit), None))

    def show_shared(self, shared: Shared | None) -> None:
        """Whether others see the clock."""
        self._clock.say("Clock page off" if shared is None else shared.brief)
