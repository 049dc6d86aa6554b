"""The circle: seats where the mats are, round the phase clock."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from kapcircle.core.ids import PersonId
from kapcircle.ui import typeface as t
from kapcircle.ui.key import Key, Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panel import Panel, see_through
from kapcircle.ui.panels.clock import Clock
from kapcircle.ui.panels.clock_line import ClockLine
from kapcircle.ui.panels.laid import laid
from kapcircle.ui.panels.ring import BAR, Places, crowded, places
from kapcircle.ui.panels.seat import ROOMY, WINGS, Seat, flat_size, word_size
from kapcircle.ui.tabs import lead_on
from kapcircle.ui.theme import Tone, colour
from kapcircle.views.circle import SeatView
from kapcircle.views.clockface import ClockFace

SEAT = 88.0
"""Diameter of a seat with its edge at 100 %, where many leave less room."""

LEAST_CLOCK = 230.0

CHARTS, RING, AIR = "Charts", "Ring", 8
"""What the key in the corner leads to, and pixels below the clock where it is a line."""


class Typed(Panel):
    """The number that is being typed, at the foot of the ring, and what ends it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._figures, self._name = Label("", Tone.ACCENT, t.LARGE, t.SEMIBOLD), Label("", Tone.TEXT, t.TITLE)
        line = QHBoxLayout()
        line.addWidget(self._figures)
        line.addWidget(self._name)
        self.body.addLayout(line)
        self.body.addWidget(Label("a letter, or Enter", Tone.SECOND, t.NOTE))
        self.hide()

    def say(self, typed: str, alias: str) -> None:
        """Show the figures, and whose mat it is."""
        self._figures.say(typed)
        self._name.say(alias or "nobody yet")
        self._name.set_tone(Tone.TEXT if alias else Tone.SECOND)
        self.setAccessibleName(f"mat {typed}, {alias or 'nobody yet'}")
        self.setVisible(bool(typed))


class SeatRing(QWidget):
    """Shows seats and clock; `chosen` tells who was chosen, `placed` whose mat was laid where: across, and down.

    What it is given to show instead lies in its room, below the clock in one line; `turning` when its key was pressed.
    """

    chosen = Signal(object)
    placed = Signal(object, float, float)
    turning = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock, self.line = Clock(self), ClockLine(self)
        self.line.hide()
        self.turn = Key(CHARTS, kind=Kind.QUIET, parent=self)
        self.turn.clicked.connect(self.turning)
        self.instead: QWidget | None = None
        """What is shown in place of the seats."""
        self.setAccessibleName("Circle")
        self.setMinimumSize(240, 240)
        self._room = QWidget(self)
        self._scroll = QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.hide()
        self._empty = Label("", Tone.SECOND, parent=self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number = Typed(self)
        self._seats: list[Seat] = []
        self._who: PersonId | None = None
        self._places = Places((), (SEAT, SEAT), (), LEAST_CLOCK, 0.0)
        self._alone = False

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The seats in mat order."""
        return tuple(self._seats)

    def show_seats(self, views: Sequence[SeatView], who: PersonId | None, *, empty: str = "") -> None:
        """Show these seats; `who` is the chosen one. Without any, `empty` is said."""
        self._empty.say(empty)
        self._empty.setVisible(not views and self.instead is None)
        self._who = who
        if [seat.view.person for seat in self._seats] != [view.person for view in views]:
            self._seat(views)
        moved = [seat.view.place for seat in self._seats] != [view.place for view in views]
        for seat, view in zip(self._seats, views, strict=True):
            seat.show_view(view, chosen=view.person == who)
            wanted = view.person == who or (who is None and seat is self._seats[0])
            seat.setFocusPolicy(Qt.FocusPolicy.TabFocus if wanted else Qt.FocusPolicy.NoFocus)
            if wanted:
                lead_on(self.turn, (seat,))
        if moved:
            self._place()

    def show_face(self, face: ClockFace) -> None:
        """Show the time, in the disc and in the line."""
        self.clock.show_face(face)
        self.line.show_face(face)

    def show_instead(self, part: QWidget | None) -> None:
        """Show this in place of the seats, or the seats again."""
        if self.instead is not None:
            self.instead.hide()
        self.instead = part
        self.turn.set_words(CHARTS if part is None else RING)
        self._place()
        if part is not None:
            part.show()
        self._place_number()

    def show_clock_alone(self, alone: bool) -> None:
        """Put the seats away: in reading mode the room belongs to one person."""
        if alone != self._alone:
            self._alone = alone
            self._place()

    def show_number(self, typed: str, alias: str) -> None:
        """The number of a mat as far as it is typed, and whose it is; nothing: none is."""
        self._number.say(typed, alias)
        self._place_number()

    def _place_number(self) -> None:
        self._number.adjustSize()
        self._number.move(0, self.height() - self._number.height())
        self._number.raise_()

    def step(self, by: int) -> None:
        """Choose the next seat, or the one before, in mat order."""
        if not self._seats:
            return
        people = [seat.view.person for seat in self._seats]
        at = people.index(self._who) if self._who in people else -1 if by > 0 else 0
        seat = self._seats[(at + by) % len(people)]
        self.chosen.emit(seat.view.person)
        seat.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(seat, 0, 0)

    def _seat(self, views: Sequence[SeatView]) -> None:
        for seat in self._seats:
            seat.hide()
            seat.deleteLater()
        self._seats = [Seat(view, self._room) for view in views]
        for seat in self._seats:
            seat.clicked.connect(lambda _=False, who=seat.view.person: self.chosen.emit(who))
            seat.carried.connect(lambda at, who=seat.view.person: self._carried(who, at))
            seat.show()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        self._place_number()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._place()
        super().changeEvent(event)

    def _place(self) -> None:
        count, scale = 0 if self._alone else len(self._seats), t.scale()
        size = (ROOMY if count <= 12 else SEAT) * min(scale, 1.6)
        least = LEAST_CLOCK * min(scale, 1.15)
        flat = flat_size([seat.view for seat in self._seats])
        ring = places(count, self.width(), self.height(), size, least, flat, WINGS)
        wanted = {i: place for i, seat in enumerate(self._seats[:count]) if (place := seat.view.place) is not None}
        found = laid(ring, wanted, self.width(), self.height(), least, WINGS)
        self._places = found
        self._put_clock(found)
        self._put_seats(found)
        self._empty.setGeometry(self.width() // 2 - 150, self.height() - 64, 300, 60)
        self._give_way()
        self.update()

    def _give_way(self) -> None:
        """What is shown instead has the room of the seats; the key in the corner stays, unless a mat lies there."""
        part, wide = self.instead, self.turn.sizeHint().width()
        corner = QRect(self.width() - wide, 0, wide, self.turn.sizeHint().height())
        self.turn.setGeometry(corner)
        for seats in (self.clock, self._room):
            seats.setVisible(part is None and (seats is self.clock or not self._alone))
        self._scroll.setVisible(part is None and self._scroll.isVisibleTo(self))
        self.line.setVisible(part is not None)
        covered = any(seat.geometry().intersects(corner) for seat in self._seats) and not self._places.rows
        self.turn.setVisible(part is not None or self._alone or not covered)
        if part is not None:
            high = self.line.sizeHint().height()
            self.line.setGeometry(0, 0, self.width() - wide - AIR, high)
            self.turn.move(corner.left(), (high - corner.height()) // 2)
            part.setGeometry(0, high + AIR, self.width(), self.height() - high - AIR)

    def try_place(self, who: PersonId, place: tuple[float, float]) -> None:
        """Show a seat elsewhere, before it is said that its mat lies there."""
        seat = next(seat for seat in self._seats if seat.view.person == who)
        seat.view = replace(seat.view, place=place)
        self._place()

    def spot(self, who: PersonId) -> tuple[float, float]:
        """Where a seat lies now, across and down the room, each from 0 to 1."""
        seat = next(seat for seat in self._seats if seat.view.person == who)
        middle = seat.geometry().center()
        return middle.x() / max(1, self.width()), middle.y() / max(1, self.height())

    def _carried(self, who: PersonId, at: QPoint) -> None:
        """Somebody laid a mat there; where that may not be, it goes back to where it was."""
        self.placed.emit(who, at.x() / max(1, self.width()), at.y() / max(1, self.height()))
        self._place()

    def _put_clock(self, found: Places) -> None:
        side = int(found.clock)
        top = 0 if found.rows and found.middles else (self.height() - side) // 2
        self.clock.setGeometry((self.width() - side) // 2, top, side, side)
        self.clock.raise_()

    def _put_seats(self, found: Places) -> None:
        self._lay_room(found)
        self._room.setVisible(not self._alone)
        (wide, high), wings = found.seat, 0 if found.rows else WINGS
        tight = not found.rows and crowded(found.middles, high, word_size(high))
        for seat, (x, y) in zip(self._seats, found.middles, strict=False):
            seat.lie(found.rows, tight=tight)
            seat.movable = not found.rows
            seat.setGeometry(round(x - wide / 2) - wings, round(y - high / 2), int(wide) + 2 * wings, int(high))

    def _lay_room(self, found: Places) -> None:
        """Seats in a ring lie round the clock; those in rows below it, and scroll where they are too many."""
        scrolls = self._room.parent() is not self
        if found.rows and not scrolls:
            self._scroll.setWidget(self._room)
            see_through(self._scroll)
        elif scrolls and not found.rows:
            self._scroll.takeWidget()
            self._room.setParent(self)
        self._scroll.setVisible(found.rows and bool(found.middles))
        if found.rows:
            below = int(found.clock) + 4
            self._scroll.setGeometry(0, below, self.width(), self.height() - below)
            self._room.resize(self.width() - int(BAR), int(found.height))
        else:
            self._room.setGeometry(self.rect())
            self._room.lower()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(self, Tone.LINE), 1))
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self._seats and not self._alone and self.instead is None:
            for ring in self._places.rings:
                painter.drawEllipse(middle, ring.rx, ring.ry)
        painter.end()
