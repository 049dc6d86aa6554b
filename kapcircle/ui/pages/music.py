"""The Music page: the recordings of the practice, and all that is known of the one that is chosen.

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
    from kapcircle.ui.panels.music_desk import MusicDesk

KIND = "practice"


class MusicPage(Page):
    """Shows the list and one recording."""

    name = "Music"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._desk: MusicDesk | None = None
        self.setLayout(column())
        bridge.changed.connect(self._on_changed)
        bridge.switched.connect(self._on_switched)

    @property
    def desk(self) -> "MusicDesk":
        """What the page shows, made when it is first wanted."""
        if self._desk is None:
            from kapcircle.ui.panels.music_desk import MusicDesk

            self._desk = MusicDesk(self._bridge)
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
        if self.isVisible() and KIND in {kind_of(stream) for stream in streams}:
            self.refresh()

    def _on_switched(self) -> None:
        """Another member may do more, or less."""
        if self._desk is not None:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._desk is None or not self._desk.obeys(event):
            super().keyPressEvent(event)
