"""A page of a list and all that is known of the one who is chosen on it: People, Music.

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
    from kapcircle.ui.panels.list_desk import ListDesk


class ListPage(Page):
    """Shows its desk, and shows it anew when a stream of one of its `kinds` has changed."""

    kinds: frozenset[str] = frozenset()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._desk: ListDesk | None = None
        self.setLayout(column())
        bridge.changed.connect(self._on_changed)
        bridge.switched.connect(self._on_switched)

    def make(self) -> "ListDesk":
        """Load the desk and make it."""
        raise NotImplementedError

    @property
    def desk(self) -> "ListDesk":
        """What the page shows, made when it is first wanted."""
        if self._desk is None:
            self._desk = self.make()
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
        if self.isVisible() and self.kinds & {kind_of(stream) for stream in streams}:
            self.refresh()

    def _on_switched(self) -> None:
        """Another member may see and do more, or less."""
        if self._desk is not None:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._desk is None or not self._desk.obeys(event):
            super().keyPressEvent(event)
