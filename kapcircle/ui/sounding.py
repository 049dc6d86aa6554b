"""Keeps an eye on the sound of a circle that runs: says what is wrong with it, and does what helps."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from kapcircle.core.errors import KnownError, Refused
from kapcircle.desk.trouble import SoundTrouble, trouble
from kapcircle.ui.actions import Keymap
from kapcircle.ui.ask import Answer, Ask, Asked
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.errand import Errand
from kapcircle.ui.panels.sound_banner import SoundBanner

NOTHING_ELSE = "There is no other output just now. Plug one in, and press again."
MOST = 6
"""So many outputs are offered on the page; the settings have all."""


class Sounding(QObject):
    """`noticed` says something worth knowing."""

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, keymap: Keymap, ask: Ask, banner: SoundBanner) -> None:
        super().__init__(banner)
        self._bridge, self._keymap, self._ask, self._banner = bridge, keymap, ask, banner
        self._errand: Errand | None = None
        bridge.ticked.connect(self.look_again)
        banner.pressed.connect(self.again)
        banner.elsewhere.connect(self.elsewhere)

    @property
    def trouble(self) -> SoundTrouble | None:
        """What is wrong with the sound of a circle that runs; before that, the list before opening says it."""
        circle = self._bridge.circle
        return trouble(circle.sound, self._bridge.now) if circle is not None and self._bridge.runs else None

    def look_again(self) -> None:
        """Show what is so now."""
        wrong = self.trouble
        self._banner.show_trouble(wrong, self._keymap.shown("sound") if wrong is not None else "")

    def again(self) -> None:
        """Start the sound again, or play where it was before."""
        circle = self._bridge.circle
        if circle is None:
            self.noticed.emit("No circle is open: there is no sound to start again.")
        elif self._bridge.attempt(circle.restart_sound):
            self.noticed.emit("The sound is being started again. It rises softly.")

    def elsewhere(self) -> None:
        """Ask which of the outputs there are now should play instead."""
        self._errand = Errand(lambda _: self._bridge.house.fittings.outlets.outputs())
        self._errand.done.connect(self._offer)
        self._errand.start()

    def _offer(self, names: Sequence[str]) -> None:
        room = self._bridge.house.room
        others = [name for name in names if name not in (room.output, room.second)][:MOST]
        if not others:
            self.noticed.emit(NOTHING_ELSE)
            return
        answers = tuple(Answer(f"Play on {name} instead", partial(self._play_on, name)) for name in others)
        words = "The music rises there softly. It stays so until the settings say otherwise."
        self._ask.put(Asked("Play on another output?", words, (), (Answer("Leave it"), *answers)))

    def _play_on(self, name: str, _: tuple[str, ...]) -> str | None:
        house = self._bridge.house
        try:
            house.save_room(replace(house.room, output=name))
        except (KnownError, Refused) as error:
            return str(error)
        return None
