"""The Circle page: what now, what next, who needs eyes; everything on it is read off the session at an instant."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kapcircle.core.ids import PersonId
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run, Session
from kapcircle.ui import typeface as t
from kapcircle.ui.actions import Keymap
from kapcircle.ui.ask import Ask
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.deeds import Deeds
from kapcircle.ui.keyboard import Focus, focus_of
from kapcircle.ui.page import Page
from kapcircle.ui.panels.eyes import Eyes
from kapcircle.ui.panels.notes import NotesPanel
from kapcircle.ui.panels.room import RoomStrip
from kapcircle.ui.panels.rundown import Rundown
from kapcircle.ui.panels.seat_ring import SeatRing
from kapcircle.ui.panels.standby import StandbyPanel
from kapcircle.ui.panels.strip import Strip
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.theme import NIGHT, ROOM, Tone, colour, dress
from kapcircle.ui.watch import Watch
from kapcircle.views import circle as people
from kapcircle.views.clockface import clockface, headline
from kapcircle.views.rundown import rundown_rows, standby
from kapcircle.views.times import hour

NARROW, SIDE, WIDE = 304, 344, 640
"""Width of the left column, of the right one, and of the right one in reading mode, at 100 %."""


class CirclePage(Page):
    """Shows the circle of this laptop's desk, and does what its keys say."""

    name = "Circle"

    def __init__(self, bridge: Bridge, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._preferences = bridge, preferences
        self.keymap = Keymap(preferences)
        self.strip, self.rundown, self.standby = Strip(), Rundown(), StandbyPanel()
        self.ring, self.eyes, self.notes, self.room = SeatRing(), Eyes(), NotesPanel(), RoomStrip()
        self.who: PersonId | None = None
        self.reading = False
        self._second = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Circle page")
        self._build()
        self.ask = Ask(self)
        self.deeds = Deeds(bridge, self.ask, self)
        self.watch = Watch(bridge, self)
        self._connect()
        self._dress()

    # how it lies

    def _build(self) -> None:
        self._left, self._right = QWidget(), QWidget()
        self._columns = QHBoxLayout()
        self._columns.setContentsMargins(12, 10, 12, 6)
        self._columns.setSpacing(12)
        for column, parts in ((self._left, (self.rundown, self.standby)), (self._right, (self.eyes, self.notes))):
            stack = QVBoxLayout(column)
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(10)
            stack.addWidget(parts[0], 1)
            stack.addWidget(parts[1], 0 if parts[1] is self.standby else 2)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self.ring, 1)
        self._columns.addWidget(self._right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._columns, 1)
        layout.addWidget(self.room)

    def _connect(self) -> None:
        bridge, deeds = self._bridge, self.deeds
        bridge.changed.connect(self._changed)
        bridge.ticked.connect(self.tick)
        bridge.seated.connect(self._seated)
        bridge.covered_changed.connect(lambda _: self.refresh())
        self._preferences.changed.connect(self._preferred)
        deeds.held_back.connect(self.standby.go.refuse)
        self.standby.went.connect(deeds.click_go)
        self.standby.closing.connect(deeds.close)
        self.strip.covering.connect(deeds.cover)
        self.strip.emergency.connect(deeds.emergency)
        self.ring.chosen.connect(self.choose)
        self.room.pressed.connect(lambda name: deeds.table[name]())
        self.room.moved.connect(lambda volume: bridge.do(c.SetVolume(volume / 100)))
        self.eyes.asked.connect(self.watch.do)
        self.notes.released.connect(lambda: self.choose(None))
        self.notes.noted.connect(self._note)
        self.notes.linked.connect(self._link)
        self.ask.settled.connect(self._place_ask)

    def _dress(self) -> None:
        palette = NIGHT if self._preferences.get("palette") == "night" else ROOM
        dress(self, palette)
        dress(self.strip, palette)
        self._widths()
        way = QBoxLayout.Direction
        mirrored = self._preferences.left_handed
        self._columns.setDirection(way.RightToLeft if mirrored else way.LeftToRight)
        self.strip.mirror(mirrored)
        self.room.mirror(mirrored)
        self.room.show_hints({name: self.keymap.shown(name) for name in self.room.keys})

    def _widths(self) -> None:
        scale = min(t.scale(), 1.3)
        self._left.setFixedWidth(int(NARROW * scale))
        self._right.setFixedWidth(int(WIDE if self.reading else SIDE * scale))
        self._place_ask()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._widths()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_ask()

    def _place_ask(self) -> None:
        """A question lies over the notes, in the lower corner away from GO."""
        if self.ask.isVisible():
            wide = min(self._right.width() or SIDE, int(SIDE * 1.3))
            high = max(self.ask.heightForWidth(wide), self.ask.sizeHint().height())
            bottom = self.room.y() - 6
            left = 12 if self._preferences.left_handed else self.width() - wide - 12
            self.ask.setGeometry(left, max(0, bottom - high), wide, min(high, bottom))
        self.show_go()

    def header(self) -> QWidget:
        return self.strip

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour(self, Tone.WINDOW))
        painter.end()

    # what it shows

    @property
    def session(self) -> Session:
        """The circle; of one that is not open, as it would open now."""
        return self.watch.session

    def _seated(self) -> None:
        self.who = None
        self.watch.look_ahead()
        self.refresh()

    def _changed(self, streams: object) -> None:
        self.refresh()

    def _preferred(self, name: str) -> None:
        self._dress()
        self.refresh()

    def refresh(self) -> None:
        self.watch.look_again()
        s, covered = self.session, self._bridge.covered
        self.ring.show_seats(people.seats(s, self._bridge.house.alias, covered=covered), self.who)
        self.strip.show_state(emergency=s.emergency is not None, covered=covered)
        self.show_go()
        self._second = -1
        self.tick()

    def tick(self) -> None:
        """Show the time: the clock and the timers at once, the rest once a second."""
        now, zone, s = self._bridge.now, self._bridge.zone, self.session
        self.ring.clock.show_face(clockface(s, now, zone, covered=self._bridge.covered))
        if self._bridge.circle is not None:
            self.room.show_time(self._bridge.circle, now)
        if now // 1000 != self._second:
            self._second = now // 1000
            self._each_second()

    def _each_second(self) -> None:
        bridge, s = self._bridge, self.session
        now, zone = bridge.now, bridge.zone
        self.rundown.show_rows(rundown_rows(s, now, zone))
        title = "" if bridge.covered else self.watch.title
        self.strip.show_head(title or self.name, "" if bridge.covered else s.plan.name, headline(s, now, zone))
        since = bridge.house.desk.not_saved_since
        self.strip.show_saved("" if since is None else f"Not saved since {hour(since, zone)}")
        self.watch.show_eyes(self.eyes)
        self._show_notes()
        if bridge.circle is not None:
            self.room.show_state(bridge.circle, now, bridge.house.room.lamps)

    def _show_notes(self) -> None:
        bridge, s = self._bridge, self.session
        seat = next((seat for seat in people.seats(s, bridge.house.alias) if seat.person == self.who), None)
        name, mat = ("The circle", None) if seat is None else (seat.alias, seat.mat)
        self.notes.show_person(name, mat, covered=bridge.covered)
        if not bridge.covered:
            me = bridge.house.desk.actor.member
            rows = people.notes(s, me, bridge.now, bridge.zone, bridge.house.alias, self.who)
            self.notes.show_notes(rows, empty="No notes yet." if s.run is not Run.WAITING else "Notes begin with N.")

    def show_go(self) -> None:
        """What GO does, and which key it is just now."""
        field = focus_of(self.window().focusWidget()) is not Focus.FREE
        hint = self.keymap.shown("go always" if field else "go")
        word = "Open" if self.session.run is Run.WAITING else "GO"
        self.standby.show_standby(standby(self.session, covered=self._bridge.covered), word=word, hint=hint)

    # what it does

    def act(self, name: str, repeated: bool) -> None:
        """Do the action of a key; one that repeats while it is held down does so only where that is safe."""
        if name in {"go", "go always"}:
            self.deeds.press_go(repeated=repeated)
        elif repeated and name not in {"before", "after"}:
            return
        elif name in {"before", "after"}:
            self.ring.step(1 if name == "after" else -1)
        elif name == "note":
            self.notes.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif name == "leave":
            self.leave()
        elif name == "reading":
            self.read(not self.reading)
        elif name in self.deeds.table:
            self.deeds.table[name]()

    def leave(self) -> None:
        """Close the question, else leave the field, else leave reading mode, else let go of the chosen one."""
        if self.ask.isVisible():
            self.ask.put_away()
        elif focus_of(self.window().focusWidget()) is not Focus.FREE:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.reading:
            self.read(False)
        else:
            self.choose(None)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, who: PersonId | None) -> None:
        """Show one participant beside the ring; None: everyone."""
        self.who = who
        self.refresh()

    def read(self, reading: bool) -> None:
        """Reading mode: the chosen one and the note at 22, the room's clock still in view."""
        self.reading = reading
        self.notes.read_large(reading)
        self.ring.show_clock_alone(reading)
        self._widths()

    def _note(self, text: str) -> None:
        self.watch.note(text, self.who, self.notes)

    def _link(self, row: people.NoteRow) -> None:
        if row.link == "withdraw":
            self._bridge.do(c.Withdraw(row.key))
        else:
            self.deeds.strike(lambda why: c.Strike(row.key, why))
