"""A pedal or pad that is no keyboard, at the keys: it is followed in a thread of its own, and heard here."""

from PySide6.QtCore import QObject, Qt, Signal

from kapcircle.ui.bridge import Bridge
from kapcircle.ui.keyboard import Keyboard
from kapcircle.ui.keys_sheet import KeysSheet
from kapcircle.ui.preferences import Preferences

DEVICE = "midi device"
"""Under which its name is kept; none is followed that nobody chose."""


class RemoteKeys(QObject):
    """Follows the device that is kept."""

    heard = Signal(str, bool)

    def __init__(self, bridge: Bridge, preferences: Preferences, keyboard: Keyboard, keys: KeysSheet) -> None:
        super().__init__(keyboard)
        self._midi, self._preferences = bridge.house.fittings.midi, preferences
        self.heard.connect(keyboard.remote, Qt.ConnectionType.QueuedConnection)
        keyboard.captured.connect(keys.catch.caught)
        bridge.leaving.connect(self._midi.leave)
        preferences.changed.connect(self._changed)
        self._changed(DEVICE)

    def _changed(self, name: str) -> None:
        if name != DEVICE:
            return
        if device := self._preferences.get(DEVICE):
            self._midi.follow(device, self.heard.emit)
        else:
            self._midi.leave()
