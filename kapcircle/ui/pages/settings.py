"""The Settings page: this laptop, the room, its lamps, the staff. Every change is kept at once."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.core.details import Details
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import LampId, RoomId, StreamId, kind_of
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.lighting import scheme_of
from kapcircle.desk.printouts import Printout
from kapcircle.desk.secrets import Secret
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.clock_page import ClockPageDialog
from kapcircle.ui.dialogs.midi import MidiDialog
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.errand import Errand
from kapcircle.ui.forms import Roomy, column, row
from kapcircle.ui.page import Page
from kapcircle.ui.panels.beyond_settings import BeyondSettings
from kapcircle.ui.panels.details_settings import DetailsSettings
from kapcircle.ui.panels.lamp_settings import LampSettings
from kapcircle.ui.panels.looks import LooksDialog
from kapcircle.ui.panels.own_settings import OwnSettings
from kapcircle.ui.panels.room_settings import RoomSettings
from kapcircle.ui.panels.staff_settings import StaffSettings
from kapcircle.ui.preferences import Preferences

NO_ENGINE = "The tone is played by a circle: take a session to the Circle page, then try it here."
LEAST = (1340, 560)


class SettingsPage(Page):
    """Its panels side by side. `lock` asks for the vault to be locked."""

    name = "Settings"
    lock = Signal()

    def __init__(self, bridge: Bridge, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._house, self._preferences = bridge, bridge.house, preferences
        outlets = self._house.fittings.outlets
        self._own, self._staff = OwnSettings(preferences), StaffSettings(bridge)
        self._room = RoomSettings(outlets.lightings(), outlets.pair)
        self._lamps = LampSettings(outlets, self._house.desk.fresh)
        self._beyond = BeyondSettings()
        self._errand: Errand | None = None
        self._trial: Errand | None = None
        self._search: Errand | None = None
        self._asked: tuple[str, Secret] | None = None
        inner = QWidget()
        self._details = DetailsSettings()
        beside = row(self._own, self._middle(), self._lamps, self._details, self._staff, spacing=12)
        beside.setContentsMargins(12, 12, 12, 8)
        for i in range(beside.count()):
            beside.setStretch(i, 1)
        inner.setLayout(beside)
        self.setLayout(column(Roomy(inner, *LEAST)))
        self._own.lock.connect(self.lock)
        self._room.changed.connect(self._save)
        self._room.went.connect(self._go_to)
        self._room.toned.connect(self._tone)
        self._room.secret.connect(self._keep_secret)
        self._room.paired.connect(self._keep_paired)
        self._lamps.changed.connect(self._save)
        self._lamps.tried.connect(self._try_lamp)
        self._lamps.looks.connect(self._looks)
        self._details.changed.connect(self._name)
        self._details.sheet.connect(self._sheet)
        bridge.changed.connect(self._on_changed)

    def _middle(self) -> QVBoxLayout:
        """The room, and under it what reaches beyond this laptop."""
        middle = column(self._room, self._beyond, spacing=12)
        middle.setStretch(0, 1)
        self._beyond.clock_page.connect(self._share)
        self._beyond.pedals.connect(self._pedals)
        self._bridge.ticked.connect(self._look)
        return middle

    def _looks(self) -> None:
        LooksDialog(self._bridge, self.window()).open()

    def _pedals(self) -> None:
        MidiDialog(self._bridge, self._preferences, self.window()).open()

    def _share(self) -> None:
        ClockPageDialog(self._bridge, self._preferences, self.window()).open()

    def _look(self) -> None:
        if self.isVisible():
            self._beyond.show_shared(self._house.fittings.clock_page.shared())

    def refresh(self) -> None:
        """Show everything as it is kept."""
        self._own.refresh()
        self._staff.refresh()
        self._details.show_details(self._house.practice.details)
        self._show_room()
        self._look()

    def _show_room(self, trouble: str = "") -> None:
        self._room.show_room(self._house.room, self._house.rooms.all.values(), trouble, self._house.secret)
        self._lamps.show_room(self._house.room)
        self._find()

    def _find(self) -> None:
        """Ask a paired bridge once which lamps it has."""
        paired = {x.scheme for x in self._house.fittings.outlets.lightings() if x.paired}
        lines = [(x, self._house.secret(x)) for x in self._house.room.addresses if scheme_of(x) in paired]
        line = next((x for x in lines if x[1].password), None)
        if line == self._asked:
            return
        self._asked = line
        if line is None:
            self._lamps.offer_found(())
            return
        self._search = Errand(lambda _: self._house.fittings.outlets.found(*line))
        self._search.done.connect(lambda found: self._lamps.offer_found(found) if self._asked == line else None)
        self._search.failed.connect(self._not_found)
        self._search.start()

    def _not_found(self, why: str) -> None:
        """It is asked again when the page is shown anew."""
        self._asked = None
        self._lamps.complain(why)

    def _save(self, room: RoomPlan) -> None:
        self._attempt(lambda: self._house.save_room(room))

    def _go_to(self, room: RoomId | None) -> None:
        self._attempt(lambda: self._house.go_to(room))

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except (KnownError, Refused) as why:
            self._show_room(str(why))
        else:
            self._show_room()

    def _tone(self) -> None:
        """The engine of a circle plays it: without one there is nothing that could."""
        if self._bridge.circle is None:
            self._bridge.failed.emit(NO_ENGINE)
        else:
            self._bridge.circle.tone(second=True)

    def _keep_secret(self, address: str, secret: Secret) -> None:
        try:
            self._house.keep_secret(address, secret)
        except KnownError as why:
            self._show_room(str(why))

    def _keep_paired(self, address: str, secret: Secret) -> None:
        self._keep_secret(address, secret)
        self._show_room()

    def _try_lamp(self, lamp: LampId) -> None:
        """One at a time: whoever presses twice sees it once."""
        if self._trial is not None and self._trial.under_way:
            return
        try:
            light_up = self._house.try_lamp(lamp)
        except Refused as why:
            self._lamps.complain(str(why))
            return
        self._trial = Errand(lambda _: light_up())
        self._trial.done.connect(self._lamps.complain)
        self._trial.start()

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
