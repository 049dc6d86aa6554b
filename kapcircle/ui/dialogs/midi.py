"""Which MIDI device is heard. None is followed that was not chosen; what it does is learned in the overview of keys."""

from PySide6.QtWidgets import QWidget

from kapcircle.ui.actions import Keymap
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.errand import Errand
from kapcircle.ui.forms import Choice, Complaint, Field, key, wrapped
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.remote import DEVICE
from kapcircle.ui.theme import Tone

UNTRIED = "Not tried on hardware: try it before a circle, each pedal by what it does."
LEARN = "{keys} on the Circle page lists every action: choose one, then Ins, then press the pedal."
PLAIN = "A pedal or remote that the system takes for a keyboard needs nothing here."


class MidiDialog(Dialog):
    """Each change is kept at once."""

    def __init__(self, bridge: Bridge, preferences: Preferences, parent: QWidget | None) -> None:
        super().__init__("MIDI pedal or pad", parent)
        self._midi, self._kept = bridge.house.fittings.midi, preferences
        self._device, self._trouble = Choice([]), Complaint()
        self._offer(())
        learn = LEARN.format(keys=Keymap(preferences).shown("keys"))
        self.body.addWidget(wrapped(UNTRIED, Tone.TEXT))
        self.body.addWidget(Field("Device", self._device))
        self.body.addWidget(self._trouble)
        for words in (learn, PLAIN):
            self.body.addWidget(wrapped(words, Tone.THIRD))
        self.keys(key("Close", self.reject))
        self._device.activated.connect(lambda _: self._choose())
        bridge.ticked.connect(self._look)
        self._errand = Errand(lambda _: self._midi.devices())
        self._errand.done.connect(self._offer)
        self._errand.failed.connect(self._trouble.about)
        self._errand.start()

    def _offer(self, names: tuple[str, ...]) -> None:
        """The devices there are; the one that is kept stays on the list while it is away."""
        kept = self._kept.get(DEVICE)
        away = [(kept, f"{kept} (not there now)")] if kept and kept not in names else []
        self._device.offer([("", "none"), *((name, name) for name in names), *away])
        self._device.choose(kept)

    def _choose(self) -> None:
        self._kept.set(DEVICE, self._device.chosen)
        self._look()

    def _look(self) -> None:
        if said := self._midi.trouble():
            self._trouble.about(said)
        elif self._kept.get(DEVICE):
            self._trouble.about("")
