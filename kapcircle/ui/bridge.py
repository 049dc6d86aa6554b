"""Between the desk and the window: commands go in, changes come out as signals, and a timer asks for the time."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import Instant, Millis, SessionId, StreamId
from kapcircle.core.session import commands as c
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from kapcircle.ui.zone import local

TICK = Millis(100)
"""How often the page looks at the clock. Times are computed from it, never counted."""

ASLEEP = Millis(10_000)
"""A tick this late means that the laptop was away."""


class Bridge(QObject):
    """The house, and the circle whose desk this laptop sits at."""

    changed = Signal(object)
    """The streams that changed, as a frozenset of ids."""
    ticked = Signal()
    """Time has passed."""
    refused = Signal(str)
    """A rule does not allow what was asked."""
    failed = Signal(str)
    """The world did not let us."""
    seated = Signal()
    """The circle of this laptop is another one now."""

    def __init__(self, house: House, zone: Callable[[Instant], int] = local, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.house, self.zone = house, zone
        self.circle: Conductor | None = None
        self.away = Millis(0)
        """How long the laptop was away while the circle ran, until someone answers for it."""
        self._last = house.desk.clock.now()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.tick)
        house.desk.listen(self._changed)

    @property
    def now(self) -> Instant:
        """This instant."""
        return self.house.desk.clock.now()

    def start(self) -> None:
        """Let the time pass."""
        self._last = self.now
        self._timer.start()

    def stop(self) -> None:
        """Let the time rest: the program ends, or the vault is locked."""
        self._timer.stop()

    def sit_down(self, session: SessionId, away: Millis = Millis(0)) -> bool:
        """Take the desk of a circle; `away` is how long nobody sat there while it ran."""

        def sit() -> None:
            circle = self.house.circle(session)
            circle.begin()
            self.circle, self.away = circle, away

        seated = self.attempt(sit)
        self.seated.emit()
        return seated

    def do(self, command: c.Command) -> bool:
        """Give the circle a command; True when it was obeyed. A refusal or a failure is told by signal."""
        circle = self.circle
        if circle is None:
            self.refused.emit("No circle is open. Choose one on the Plan page.")
            return False
        return self.attempt(lambda: circle.do(command))

    def attempt(self, act: Callable[[], Any]) -> bool:
        """Do anything that may be refused or fail; True when it was done."""
        try:
            act()
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return False
        except KnownError as error:
            self.failed.emit(str(error))
            return False
        return True

    def come_back(self, *, counted: bool) -> None:
        """Answer the question about the time away."""
        if self.do(c.ComeBack(self.away, counted)):
            self.away = Millis(0)
            self.ticked.emit()

    def tick(self) -> None:
        """Look at the clock: make what is due, and let the page draw the time."""
        now = self.now
        gap, self._last = now - self._last, now
        if self.circle is not None:
            if gap > ASLEEP and self.circle.session.run.value == "running":
                self.away = Millis(self.away + gap)
            self.attempt(self.circle.tick)
        self.ticked.emit()

    def _changed(self, streams: frozenset[StreamId]) -> None:
        self.changed.emit(streams)
