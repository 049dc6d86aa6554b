"""The Settings page: this laptop, the room, its lamps, the staff. Every change is kept at once."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kapcircle.core.details import Details
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import StreamId, kind_of
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.printouts import Printout
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.errand import Errand
from kapcircle.ui.forms import Roomy, column, row
from kapcircle.ui.page import Page
from kapcircle.ui.panels.details_settings import DetailsSettings
from kapcircle.ui.panels.lamp_settings import LampSettings
from kapcircle.ui.panels.own_settings import OwnSettings
from kapcircle.ui.panels.room_settings import RoomSettings
from kapcircle.ui.panels.staff_settings import StaffSettings
from kapcircle.ui.preferences import Preferences

LEAST = (1340, 560)


class SettingsPage(Page):
    """Five panels side by side. `lock` asks for the vault to be locked."""

    name = "Settings"
    lock = Signal()

    def __init__(self, bridge: Bridge, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._house = bridge, bridge.house
        outlets = self._house.fittings.outlets
        self._own, self._staff = OwnSettings(preferences), StaffSettings(bridge)
        self._room = RoomSettings(outlets.lightings())
        self._lamps = LampSettings(outlets.kinds(), self._house.desk.fresh)
        self._errand: Errand | None = None
        inner = QWidget()
        self._details = DetailsSettings()
        beside = row(self._own, self._room, self._lamps, self._details, self._staff, spacing=12)
        beside.setContentsMargins(12, 12, 12, 8)
        for i in range(beside.count()):
            beside.setStretch(i, 1)
        inner.setLayout(beside)
        self.setLayout(column(Roomy(inner, *LEAST)))
        self._own.lock.connect(self.lock)
        self._room.changed.connect(self._save)
        self._lamps.changed.connect(self._save)
        self._details.changed.connect(self._name)
        self._details.sheet.connect(self._sheet)
        bridge.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Show everything as it is kept."""
        self._own.refresh()
        self._staff.refresh()
        self._details.show_details(self._house.practice.details)
        self._show_room()

    def _show_room(self, trouble: str = "") -> None:
        self._room.show_room(self._house.room, trouble)
        self._lamps.show_room(self._house.room)

    def _save(self, room: RoomPlan) -> None:
        try:
            self._house.save_room(room)
        except (KnownError, Refused) as why:
            self._show_room(str(why))
        else:
            self._show_room()

    def _name(self, details: Details) -> None:
        try:
            self._house.name_practice(details)
        except (KnownError, Refused) as why:
            self._details.show_details(self._house.practice.details, str(why))

    def _sheet(self) -> None:
        """It names nobody."""
        self._bridge.attempt(lambda: self._view(self._house.paperwork.take_home()))

    def _view(self, sheet: Printout) -> None:
        PaperView(self._bridge, "For today and tonight.pdf", sheet, self.window()).open()

    def _on_changed(self, streams: frozenset[StreamId]) -> None:
        if self.isVisible() and "practice" in {kind_of(s) for s in streams}:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the system for its outputs: one may have been plugged in."""
        super().showEvent(event)
        self._errand = Errand(lambda _: self._house.fittings.outlets.outputs())
        self._errand.done.connect(self._room.offer_outputs)
        self._errand.start()
