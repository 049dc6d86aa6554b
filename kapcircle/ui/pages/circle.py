"""The Circle page: what now, what next, who needs eyes; everything on it is read off the session at an instant."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import PersonId
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Session
from kapcircle.ui.actions import ACTIONS, Keymap
from kapcircle.ui.answers import Answers
from kapcircle.ui.ask import Ask
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.closing import Closing
from kapcircle.ui.commands import Commands
from kapcircle.ui.deeds import Deeds
from kapcircle.ui.draft import Draft
from kapcircle.ui.emergency import Emergency
from kapcircle.ui.entering import Entering
from kapcircle.ui.front import Screens
from kapcircle.ui.keyboard import BACKSPACE, RETURN, Focus, Keyboard, focus_of
from kapcircle.ui.keys_sheet import KeysSheet
from kapcircle.ui.leaving import Leaving
from kapcircle.ui.own_words import own_words
from kapcircle.ui.pages.spread import Spread
from kapcircle.ui.panels.emergency_card import EmergencyCard
from kapcircle.ui.panels.meanwhile import Meanwhile
from kapcircle.ui.panels.notes import NOBODY as NOBODY_CHOSEN
from kapcircle.ui.panels.preflight import Preflight
from kapcircle.ui.panels.record_form import RecordForm
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.presence import Parts, Presence
from kapcircle.ui.readiness import Readiness
from kapcircle.ui.remote import RemoteKeys
from kapcircle.ui.seat_keys import SeatKeys
from kapcircle.ui.sounding import Sounding
from kapcircle.ui.tabs import lead_on
from kapcircle.ui.trailing import Trailing
from kapcircle.ui.trending import Trending
from kapcircle.ui.watch import Watch
from kapcircle.views import circle as people
from kapcircle.views.chosen import chosen
from kapcircle.views.clockface import clockface, headline, no_circle
from kapcircle.views.rundown import NOTHING, rundown_rows, standby

NOBODY = "Nobody is enrolled yet. Add participants on the Plan page."


class CirclePage(Spread):
    """Shows the circle of this laptop's desk, and does what its keys say."""

    name = "Circle"
    locking = Signal()
    """The vault should be locked."""
    looking_back = Signal(object)
    """How this circle went should be shown."""
    finding = Signal(str)
    """What was written with these words should be shown."""

    def __init__(self, bridge: Bridge, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(preferences, parent)
        self._bridge = bridge
        self.keymap = Keymap(preferences)
        self.ask = Ask(self)
        self.readiness = Readiness(bridge, self)
        self.deeds, self.watch = Deeds(bridge, self.ask, self.keymap.shown, self), Watch(bridge, self.readiness, self)
        self.sounding = Sounding(bridge, self.keymap, self.ask, self.banner)
        self.commands = Commands(self.keymap, self.deeds.obey, own_words(self, bridge), self)
        self.keys = KeysSheet(self.keymap, self)
        self.meanwhile = Meanwhile(bridge, self.keymap, lambda: self.sounding.trouble)
        self.seat_keys, self.form = SeatKeys(self, bridge, self), RecordForm(self)
        self.entering = Entering(bridge, self.watch, self.ask, self.form)
        self.leaving, self.card = Leaving(bridge, self.ask, self.entering), EmergencyCard(self)
        self.answers = Answers(bridge, self.ask, self.entering, self.leaving, self.seat_keys.click, self.choose)
        self.trailing = Trailing(bridge, self.watch, self.deeds, self.entering, lambda: self.who)
        self.emergency = Emergency(bridge, self.ask, self.card, lambda: self.who, lambda: self.session)
        self.deeds.gate, self.deeds.inside = self.leaving.gate, self.leaving.inside
        self.deeds.call = self.emergency.call
        self.seat_keys.letters.update(
            {
                **self.entering.letters,
                "leaving": self.leaving.leave,
                "wrong person": lambda who: self.entering.move(who, self.notes.trail.chosen),
                "note": lambda _: self.notes.field.setFocus(Qt.FocusReason.OtherFocusReason),
            }
        )
        self.who: PersonId | None = None
        self.trends = Trending(self, bridge, self)
        self._draft, self._second = Draft(self.notes.field, bridge.house.desk), -1
        self._keyboard = Keyboard(self, self.keymap, self.act, self._typed)
        self.remote = RemoteKeys(bridge, preferences, self._keyboard, self.keys)
        self.screens = Screens(bridge, self.keymap, self)
        self.closing = Closing(bridge, self.ask, self.screens, lambda: self.session, lambda: self.window().close())
        parts = Parts(self, self.ring, self.ask, self.keymap, self.deeds.emergency)
        self.presence = Presence(bridge, parts)
        self.seat_keys.letters.update(self.presence.letters)
        self._own: dict[str, Callable[[], object]] = {
            "before": lambda: self._step(-1),
            "after": lambda: self._step(1),
            "trends": self.trends.toggle,
            "leave": self.leave,
            "reading": lambda: self.read(not self.reading),
            "commands": self.commands.open,
            "keys": self.keys.open,
            "incidents": self.leaving.incidents,
            "front": self.screens.toggle,
            **self.presence.keys,
            "sound": self.sounding.again,
            "lock": self.locking.emit,
            "quit": lambda: self.window().close(),
        }
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Circle page")
        corner = (self.form, self.ask, *self.presence.corner)
        self.lay_over(corner, self.card, self.commands, self.keys, *self.presence.sheets)
        self._connect()
        self._preferred()

    def _connect(self) -> None:
        bridge, deeds = self._bridge, self.deeds
        bridge.changed.connect(self.refresh)
        bridge.obeyed.connect(lambda: self.noticed.emit(""))
        bridge.ticked.connect(self.tick)
        self.readiness.changed.connect(lambda: self.watch.show_eyes(self.eyes))
        bridge.seated.connect(self._seated)
        bridge.covered_changed.connect(self._covered)
        bridge.switched.connect(self.refresh)
        bridge.leaving.connect(self._draft.keep)
        self.preferences.changed.connect(self._preferred)
        self.keys.changed.connect(self._preferred)
        for says in (deeds, self.sounding, self.entering, self.presence, self.leaving, self.screens):
            says.noticed.connect(self.noticed)
        self.presence.choosing.connect(self.choose)
        self.trends.left.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.watch.covering.connect(self.presence.keys["team"])
        self.leaving.choosing.connect(self.choose)
        deeds.wanted.connect(self.wanted)
        deeds.opening.connect(self.prepare)
        for part in (self.standby, self.meanwhile):
            deeds.held_back.connect(part.go.refuse)
            part.went.connect(deeds.click_go)
        self.meanwhile.emergency.connect(deeds.emergency)
        deeds.looking_back.connect(lambda: self.looking_back.emit(bridge.sitting))
        self.strip.switching.connect(deeds.switching.offer)
        self.strip.covering.connect(deeds.cover)
        self.strip.emergency.connect(deeds.emergency)
        self.ring.chosen.connect(self.choose)
        self.room.pressed.connect(lambda name: deeds.table[name]())
        self.room.moved.connect(lambda volume: bridge.do(c.SetVolume(volume / 100)))
        self.room.sought.connect(deeds.playing.seek)
        self.eyes.asked.connect(self.watch.do)
        self.watch.meant.connect(self.answers.meet)
        self.eyes.asked.connect(lambda *_: self.watch.show_eyes(self.eyes))
        self.eyes.rebuilt.connect(self._first_by_tab)
        self.notes.released.connect(lambda: self.choose(None))
        self.notes.noted.connect(self._note)
        self.notes.kept.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.notes.linked.connect(self.trailing.link)
        self.notes.lettered.connect(self.seat_keys.click)
        self._keyboard.moved.connect(self.show_go)
        self._keyboard.lifted.connect(deeds.guard.release)

    def aside(self) -> QWidget:
        return self.meanwhile

    # what it shows

    @property
    def session(self) -> Session:
        """The circle; one that is not open has the plan that it would open with now."""
        return self.watch.session

    def _seated(self) -> None:
        self.who = None
        self.form.put_away()
        self.refresh()

    def _covered(self, covered: bool) -> None:
        self.seat_keys.number.forget()
        if covered:
            self.put_away_overlays()
        self.refresh()

    def _preferred(self) -> None:
        self.settle()
        self.ring.clock.moves = self.preferences.motion
        self.room.show_hints({name: self.keymap.shown(name) for name in self.room.keys})
        self.notes.letters.show_hints({name: self.keymap.shown(name) for name, x in ACTIONS.items() if x.seat})
        self.ring.turn.set_words(self.ring.turn.text(), self.keymap.shown("trends"))
        self.strip.show_hints(*(self.keymap.shown(name) for name in ("switch", "cover", "emergency")))
        self.refresh()

    def refresh(self) -> None:
        self.watch.look_again()
        self.watch.hear(self.notes, self._draft.name)
        self._draft.turn_to(self._begun_for())
        s, covered = self.session, self._bridge.covered
        self.strip.show_state(self.deeds.switching.present, emergency=s.emergency is not None, covered=covered)
        self.show_go()
        self._second = -1
        self.tick()

    def tick(self) -> None:
        """Show the time: the clock and the timers at once, the rest once a second."""
        now, zone, s = self._bridge.now, self._bridge.zone, self.session
        self.seat_keys.number.pass_(now)
        if self._bridge.circle is None:
            self.ring.show_face(no_circle(now, zone))
        else:
            self.ring.show_face(clockface(s, now, zone, covered=self._bridge.covered))
            self.room.show_time(self._bridge.circle, now, covered=self._bridge.covered)
        if now // 1000 != self._second:
            self._second = now // 1000
            self._each_second()

    def _each_second(self) -> None:
        bridge, s = self._bridge, self.session
        now, zone, covered = bridge.now, bridge.zone, bridge.covered
        self.rundown.show_rows(rundown_rows(s, now, zone))
        circle, session = ("", "") if covered else (self.watch.title, s.plan.name)
        self.strip.show_head(circle or self.name, session, headline(s, now, zone))
        self._show_people()
        self._show_notes()
        self.trends.look_again()
        self.entering.look_again()
        self.emergency.look_again()
        if bridge.circle is not None:
            self.room.show_state(bridge.circle, now, bridge.house.room.lamps)

    def _show_people(self) -> None:
        bridge, s, now = self._bridge, self.session, self._bridge.now
        found = people.cares(s, now)  # once, for the ring and the list
        seats = people.seats(s, bridge.house.planning.alias, now, found, covered=bridge.covered)
        self.ring.show_seats(seats, self.who, empty="" if bridge.circle is None else NOBODY)
        self.watch.show_eyes(self.eyes, found)

    def _show_notes(self) -> None:
        bridge, s = self._bridge, self.session
        seat = next((seat for seat in people.seats(s, bridge.house.planning.alias) if seat.person == self.who), None)
        name, mat = ("The circle", None) if seat is None else (seat.alias, seat.mat)
        known = NOBODY_CHOSEN if self.who is None else chosen(s, self.who, bridge.now, bridge.zone)
        self.notes.show_person(name, mat, known, covered=self._cover_words() if bridge.covered else "")
        if not bridge.covered:
            self.notes.show_trail(self.trailing.rows(), empty="Nothing is recorded yet.")

    def _cover_words(self) -> str:
        """What is covered, and what it takes to see it again."""
        staff, cover = self._bridge.house.staff, self.keymap.shown("cover")
        proof = "PIN" if staff.acting.member in staff.ready else "passphrase"
        return f"Names, values and notes are covered. {cover} and your {proof} show them again."

    def _first_by_tab(self) -> None:
        """What needs eyes is what Tab reaches first."""
        lead_on(self, self.eyes.keys)

    def _begun_for(self) -> str:
        """The name under which a half-typed note is kept: its circle, and the participant it is about."""
        return " ".join(("note", self._bridge.sitting, *filter(None, [self.who]))) if self._bridge.sitting else ""

    def show_go(self) -> None:
        """What GO does, and which key it is just now."""
        busy = focus_of(self.window().focusWidget()) is not Focus.FREE
        hint = self.keymap.shown("go always" if busy else "go")
        circle, covered, waits = self._bridge.circle, self._bridge.covered, self.leaving.missing
        view = NOTHING if circle is None else standby(self.session, circle.avoids, covered=covered, waits=waits)
        self.standby.show_standby(view, hint=hint)

    # what it does

    def act(self, name: str, repeated: bool) -> None:
        """Do the action of a key. One that is held down repeats only its way along the seats.

        On another page GO is for the circle that runs, not for one that waits or is over.
        """
        if name == "switch" and not self.form.isHidden() and self.ask.isHidden():
            self.entering.sign()  # who is at the form is asked by the key that asks who is at the desk
        elif name in self.seat_keys.letters:
            if not repeated:
                self.seat_keys.press(name)
        elif name == "leave" and self.seat_keys.number.typed:
            self.seat_keys.number.forget()
        else:
            self.seat_keys.number.forget()
            self._act(name, repeated=repeated)

    def _act(self, name: str, *, repeated: bool) -> None:
        if name in {"go", "go always"}:
            if self.isVisible() or self._bridge.runs:
                self.deeds.press_go(repeated=repeated)
        elif repeated and name not in {"before", "after"}:
            return
        elif name in self._own:
            self._own[name]()
        else:
            self.deeds.table[name]()

    def _typed(self, character: str) -> bool:
        """What is typed on the page: covered, the beginning of a proof; else of the number of a mat."""
        if self._bridge.covered:
            return character not in {RETURN, BACKSPACE} and self.deeds.switching.begin(character)
        free = focus_of(self.window().focusWidget()) is Focus.FREE
        return free and self.seat_keys.take(character)

    def leave(self) -> None:
        """Close what lies on the page, else leave the field, the charts, reading mode, or the chosen one."""
        sheets = (self.keys, self.commands, self.ask, self.form, self.card, *self.presence.lying)
        lying = next((x for x in sheets if x.isVisible()), None)
        if lying is not None:
            lying.put_away()
        elif focus_of(self.window().focusWidget()) is not Focus.FREE:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.trends.shown:
            self.trends.leave()
        elif self.reading:
            self.read(False)
        else:
            self.choose(None)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        self.trends.step(by) if self.trends.shown else self.ring.step(by)

    def choose(self, who: PersonId | None) -> None:
        """Show one participant beside the ring; None: everyone."""
        self.who = who
        self.eyes.give_way(who is not None, reading=self.reading)
        self.refresh()

    def read(self, reading: bool) -> None:
        """Reading mode: the chosen one and the note at 22, the phase clock still in view."""
        self.reading = reading
        self.notes.read_large(reading)
        self.form.read_large(reading)
        self.eyes.give_way(self.who is not None, reading=reading)
        self.ring.show_clock_alone(reading)
        self.set_widths()
        self.refresh()

    def change_mat(self, typed: str) -> str:
        """Seat the chosen one on another mat."""
        return self.presence.change_mat(self.who, typed)

    def _note(self, text: str) -> None:
        """Kept as a draft first: what is on its way is not kept once more behind it."""
        self._draft.keep()
        self.watch.note(text, self.who, self._draft.name, self.notes)

    # beyond the page

    def show_programmes(self) -> None:
        """Show the programmes of the practice."""
        from kapcircle.ui.panels.programmes import ProgrammesDialog

        ProgrammesDialog(self._bridge, self).open()

    def prepare(self) -> None:
        """Before the circle opens, ask what should be right."""
        if self._bridge.waits and not any(sheet.isVisible() for sheet in self.window().findChildren(Preflight)):
            name = "" if self._bridge.covered else self.session.plan.name
            Preflight(self._bridge, self.readiness, name, self.window()).open()
