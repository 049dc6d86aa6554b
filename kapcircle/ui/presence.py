"""Everything on the Circle page about who is here: attendance, seats, the team, rounds, the laptop turned round."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import PersonId
from kapcircle.ui.actions import Keymap
from kapcircle.ui.ask import Ask
from kapcircle.ui.attending import Attending
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.kiosk import Turned
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.panels.round import RoundSheet
from kapcircle.ui.panels.seat_ring import SeatRing
from kapcircle.ui.panels.team import TeamSheet
from kapcircle.ui.placing import Placing

COVERED = "Names are covered. Uncover them first."


@dataclass(frozen=True, slots=True)
class Parts:
    """What is needed of the Circle page, and what lies on it."""

    page: QWidget
    ring: SeatRing
    ask: Ask
    keymap: Keymap
    emergency: Callable[[], object]


class Presence(QObject):
    """`keys` says what each key does by the name of its action, `corner` and `sheets` what may lie on the page."""

    noticed = Signal(str)
    choosing = Signal(object)
    """Who should be chosen now."""

    def __init__(self, bridge: Bridge, parts: Parts) -> None:
        page, ask = parts.page, parts.ask
        super().__init__(page)
        self.attending = Attending(bridge, ask, parts.keymap.shown, self)
        self.team, self.round = TeamSheet(bridge, ask, page), RoundSheet(bridge, ask, page)
        self.placing = Placing(bridge, parts.ring, page)
        self.turned = Turned(bridge, parts.keymap, parts.emergency, page)
        letters = {**self.attending.seat_keys, "kiosk": self.turned.begin, "place": self.placing.open}
        self.letters: Mapping[str, Callable[[PersonId | None], object]] = {
            name: partial(self._for, bridge, act) for name, act in letters.items()
        }
        """What a key does for the chosen one."""
        self.keys: Mapping[str, Callable[[], object]] = {
            "latecomer": partial(self._unless_covered, bridge, self.attending.latecomer),
            "team": partial(self._unless_covered, bridge, self.team.open),
            "round": partial(self._unless_covered, bridge, self.round.open),
        }
        self.corner: tuple[Overlay, ...] = (self.round, self.placing)
        self.sheets: tuple[Overlay, ...] = (self.team,)
        self.lying = (*self.sheets, *self.corner)
        for part in (self.attending, self.team, self.round, self.turned):
            part.noticed.connect(self.noticed)
        self.attending.choosing.connect(self.choosing)
        self.round.choosing.connect(self.choosing)
        self.turned.resume()

    def change_mat(self, person: PersonId | None, typed: str) -> str:
        """Another mat for somebody; returns what is wrong, or nothing."""
        return COVERED if self.attending.covered else self.attending.change_mat(person, typed)

    def _for(self, bridge: Bridge, act: Callable[[PersonId | None], object], person: PersonId | None) -> None:
        self._unless_covered(bridge, partial(act, person))

    @staticmethod
    def _unless_covered(bridge: Bridge, act: Callable[[], object]) -> None:
        """While names are covered nobody is named here either."""
        if bridge.covered:
            bridge.refused.emit(COVERED)
        else:
            act()
