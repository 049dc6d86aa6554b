"""Seats where the mats are, by keyboard: arrows move the chosen one, a key lays all of them as a ring again."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import PersonId
from kapcircle.core.session import commands as c
from kapcircle.ui.actions import written
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import key, row, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label, caption
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.panels.seat_ring import SeatRing
from kapcircle.ui.theme import Tone

STEP, FAR = 0.02, 0.1
"""Parts of the room that an arrow moves a mat, alone and with Shift."""

WAYS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
PAUSE_MS = 500
"""So long after the last arrow a place is recorded: a walk across the room is one entry."""

NOT_OPEN = "Mats are laid once the circle is open: GO opens it. Their order is on the Plan page."
HELP = "Arrows move the mat, with Shift further. With the mouse, drag any seat. Esc closes."


class Placing(Overlay):
    """Lies in the corner; the seat moves in the ring."""

    def __init__(self, bridge: Bridge, ring: SeatRing, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._ring = bridge, ring
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._who: PersonId | None = None
        self._at: tuple[float, float] | None = None
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.keep)
        self._title = Label("", Tone.TEXT)
        self.done = key("Done", self.put_away, "Esc", Kind.LIVE)
        for part in (caption("Where the mats are"), self._title, wrapped(HELP)):
            self.body.addWidget(part)
        self.body.addLayout(row(self.done, key("All as a ring", self.lay_back, "R"), None))
        ring.placed.connect(self._place)

    def open(self, person: PersonId | None) -> None:
        """Move this one; with nobody chosen, the first."""
        circle = self._bridge.circle
        if circle is None or not circle.session.seats:
            self._bridge.refused.emit(NOT_OPEN)
            return
        if self._ring.instead is not None:
            self._ring.turning.emit()  # mats are laid where they are seen
        seats = circle.session.seats
        self._who = person if person in seats else min(seats.values(), key=lambda seat: seat.mat).person
        self._at = None
        words = f"Mat {seats[self._who].mat}, {self._bridge.house.planning.alias(self._who)}"
        self._title.say(words)
        self.setAccessibleName(f"Where the mats are: {words}")
        self.show_over(self)  # a key would take the arrows for itself

    def lay_back(self) -> None:
        """Every mat as the ring has it."""
        self._at = None
        self._pause.stop()
        self._bridge.do(c.LayAsRing())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = written(event)
        way = WAYS.get(pressed.removeprefix("Shift+"))
        if way is not None and self._who is not None:
            self._move(way, FAR if pressed.startswith("Shift+") else STEP)
        elif event.text().upper() == "R":
            self.lay_back()
        else:
            super().keyPressEvent(event)

    def _move(self, way: tuple[int, int], step: float) -> None:
        if self._who is None:
            return
        x, y = self._ring.spot(self._who) if self._at is None else self._at
        self._at = min(1.0, max(0.0, x + way[0] * step)), min(1.0, max(0.0, y + way[1] * step))
        self._ring.try_place(self._who, self._at)
        self._pause.start()

    def keep(self) -> None:
        """Record where it lies now, if it was moved."""
        at, self._at = self._at, None
        if at is not None and self._who is not None:
            self._bridge.do(c.PlaceSeat(self._who, *at))

    def put_away(self) -> None:
        self._pause.stop()
        self.keep()
        super().put_away()

    def _place(self, who: PersonId, x: float, y: float) -> None:
        """Somebody carried a seat with the mouse."""
        circle = self._bridge.circle
        if circle is None or not circle.session.seats:
            self._bridge.refused.emit(NOT_OPEN)
        else:
            self._bridge.do(c.PlaceSeat(who, x, y))
