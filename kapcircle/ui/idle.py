"""Locks a vault that nobody has touched for a while, outside a session."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from kapcircle.core.ids import MINUTE, Instant

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)

LOOKS_EVERY_MS = 5_000


class Idle(QObject):
    """`minutes` gives the setting (0: never), `busy` whether a circle runs, `now` the time."""

    lapsed = Signal()
    """Nobody has touched anything for as long as the setting says."""

    def __init__(
        self,
        minutes: Callable[[], int],
        busy: Callable[[], bool],
        now: Callable[[], Instant],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._minutes, self._busy, self._now = minutes, busy, now
        self._touched, self._listens = now(), False
        self._timer = QTimer(self, interval=LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Watch every key and pointer of the program."""
        self._touched = self._now()
        self._timer.start()

    def _listen(self) -> None:
        """From the first look on: the thousands of events of the first picture need not pass through here."""
        app = QCoreApplication.instance()
        if app is not None and not self._listens:
            app.installEventFilter(self)
            self._listens = True

    def stop(self) -> None:
        """Watch no longer: the vault is locked."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._listens = False
        self._timer.stop()

    def look(self) -> None:
        """See how long it has been. A circle under way counts as a touch: the time begins when it is over."""
        self._listen()
        if self._busy():
            self._touched = self._now()
        minutes = self._minutes()
        if minutes and self._now() - self._touched >= minutes * MINUTE:
            self.stop()
            self.lapsed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self._touched = self._now()
        return False
