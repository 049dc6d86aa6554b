"""A window for a second screen: phase and clock, and nothing with a name."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.core.session.state import Session
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.keyboard import KEYLESS
from kapcircle.ui.panels.clock import Clock
from kapcircle.ui.theme import Tone, colour
from kapcircle.ui.window import TITLE
from kapcircle.views.clockface import clockface


class Front(QWidget):
    """Shows the phase clock, large; no reason, no note, no participant."""

    def __init__(self, bridge: Bridge, page: QWidget | None = None) -> None:
        super().__init__(page, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the keys stay with the page
        self.setProperty(KEYLESS, True)
        self._bridge, self.clock = bridge, Clock(unbounded=True)
        self.setWindowTitle(TITLE)
        self.resize(720, 720)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addWidget(self.clock)
        bridge.ticked.connect(self.tick)
        self.tick()

    def tick(self) -> None:
        """Show the time."""
        circle = self._bridge.circle
        session = Session() if circle is None else circle.session
        self.clock.show_face(clockface(session, self._bridge.now, self._bridge.zone, covered=True))

    def place(self, screens: Sequence[QScreen], here: QScreen) -> None:
        """Fill another screen where there is one; else be a window beside the first."""
        other = next((screen for screen in screens if screen is not here), None)
        if other is None:
            self.show()
        else:
            self.setGeometry(other.geometry())
            self.showFullScreen()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self, Tone.WINDOW))
        painter.end()


def mirrors(window: QRect, screen: QRect) -> bool:
    """Whether a screen that was put in shows what the window shows."""
    return window.intersects(screen)


class Screens(QObject):
    """Watches for screens that appear: one that shows the window is covered at once."""

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._page = bridge, page
        QGuiApplication.instance().screenAdded.connect(lambda screen: self.appeared(screen.geometry()))  # type: ignore[union-attr]

    def appeared(self, where: QRect) -> None:
        """A screen was put in."""
        if self._bridge.circle is None:
            return
        if mirrors(self._page.window().frameGeometry(), where):
            self._bridge.cover()
            self.noticed.emit("Another screen shows this one: names are covered.")
        else:
            self.noticed.emit("A second screen is here. Nothing is shown on it; F10 puts phase and clock there.")
