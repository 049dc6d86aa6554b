"""What every page of the window is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """A page has a name in the header, may bring a strip of its own beside it, and shows the state when asked."""

    name = ""
    dark = False
    """Whether it is for a dark room, whatever the other pages wear."""
    noticed = Signal(str)
    """Something worth knowing, for the status line."""
    wanted = Signal()
    """Something happens on this page that must be seen at once."""

    def header(self) -> QWidget | None:
        """What stands in the header beside the names of the pages."""
        return None

    def aside(self) -> QWidget | None:
        """What of it stands in the header while another page is in front."""
        return None

    def refresh(self) -> None:
        """Show everything as it is now."""
