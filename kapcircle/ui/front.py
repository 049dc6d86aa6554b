"""A window for a second screen: phase and clock, and nothing with a name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapcircle.ui.actions import Keymap
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.keyboard import KEYLESS
from kapcircle.ui.panels.clock import Clock
from kapcircle.ui.theme import Tone, colour
from kapcircle.ui.window import TITLE


class Front(QWidget):
    """Shows the phase clock, large, as the clock page does; no reason, no note, no participant."""

    closed = Signal()

    def __init__(self, bridge: Bridge, page: QWidget | None = None) -> None:
        super().__init__(page, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the keys stay with the page
        self.setProperty(KEYLESS, True)
        self._bridge, self.clock = bridge, Clock()
        self.setWindowTitle(TITLE)
        self.resize(720, 720)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addWidget(self.clock)
        bridge.ticked.connect(self.tick)
        self.tick()

    def tick(self) -> None:
        """Show the time."""
        bridge = self._bridge
        self.clock.show_face(bridge.house.others.seen(bridge.session, bridge.now, bridge.zone).at(bridge.now))

    def place(self, screen: QScreen) -> None:
        """Fill a screen, and leave the keys where they are: `showFullScreen` would ask for them."""
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self, Tone.WINDOW))
        painter.end()


def mirrors(window: QRect, screen: QRect) -> bool:
    """Whether a screen shows what the window shows."""
    return window.intersects(screen)


class Screens(QObject):
    """Watches the other screens: one that shows the window, from the first or later, has it covered at once.

    What is shown there is phase and clock, and only when asked for.
    """

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, keymap: Keymap, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._keymap, self._page = bridge, keymap, page
        self.screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens
        self.front: Front | None = None
        app = QGuiApplication.instance()
        app.screenAdded.connect(self._added)  # type: ignore[union-attr] # it runs
        app.screenRemoved.connect(self.put_away)  # type: ignore[union-attr] # it runs
        for screen in self.screens():
            screen.geometryChanged.connect(self.look)

    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.look)
        self.appeared(screen.geometry())

    def appeared(self, where: QRect) -> None:
        """A screen was put in."""
        if self._bridge.circle is None or self._covers(where):
            return
        key = self._keymap.shown("front")
        self.noticed.emit(f"A second screen is here. Nothing is shown on it; {key} puts phase and clock there.")

    def look(self) -> None:
        """A screen lies elsewhere, or shows something else, than before."""
        if self._bridge.circle is None:
            return
        for screen in self._others:
            if self._covers(screen.geometry()):
                return

    @property
    def _others(self) -> list[QScreen]:
        here = self._page.window().screen()
        return [screen for screen in self.screens() if screen != here]

    def _covers(self, where: QRect) -> bool:
        """Cover the window if a screen shows it."""
        seen = mirrors(self._page.window().frameGeometry(), where)
        if seen:
            self._bridge.cover()
            self.noticed.emit("Another screen shows this one: names are covered.")
        return seen

    def toggle(self) -> None:
        """Phase and clock on the other screen, where there is one; again: away."""
        if self.front is not None:
            self.put_away()
        elif not self._others:
            self.noticed.emit("There is no second screen. Put one in, and set it to extend this one.")
        else:
            self.front = Front(self._bridge, self._page)
            self.front.closed.connect(self._forget)
            self.front.place(self._others[0])

    def put_away(self) -> None:
        """Nothing is shown there any more; also when a screen was pulled out, for its window would lie on this one."""
        if self.front is not None:
            self.front.close()

    def _forget(self) -> None:
        if self.front is not None:
            self.front.deleteLater()
            self.front = None
