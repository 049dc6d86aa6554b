"""The People page: everybody on a list, and all that is known of the one who is chosen. It is covered with the names.

Its parts are loaded when one first turns to it: the window opens sooner.
"""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import StreamId, kind_of
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import column
from kapcircle.ui.page import Page

if TYPE_CHECKING:
    from kapcircle.ui.panels.people_desk import PeopleDesk

KINDS = {"person", "cohort", "practice"}


class PeoplePage(Page):
    """Shows the list and one person."""

    name = "People"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._desk: PeopleDesk | None = None
        self.setLayout(column())
        bridge.changed.connect(self._on_changed)
        bridge.switched.connect(self._on_switched)

    @property
    def desk(self) -> "PeopleDesk":
        """What the page shows, made when it is first wanted."""
        if self._desk is None:
            from kapcircle.ui.panels.people_desk import PeopleDesk

            self._desk = PeopleDesk(self._bridge)
            self._desk.noticed.connect(self.noticed)
            self.setFocusProxy(self._desk)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self._desk)
        return self._desk

    def refresh(self) -> None:
        """Show everything as it is now."""
        self.desk.refresh()

    def _on_changed(self, streams: frozenset[StreamId]) -> None:
        if self.isVisible() and KINDS & {kind_of(stream) for stream in streams}:
            self.refresh()

    def _on_switched(self) -> None:
        """Another member may see more, or less."""
        if self._desk is not None:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._desk is None or not self._desk.obeys(event):
            super().keyPressEvent(event)
