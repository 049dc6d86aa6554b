"""What each key of the Circle page does: most give a command, some ask first."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from kapcircle.core import words as named
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import MINUTE, Millis
from kapcircle.core.log import Stamp
from kapcircle.core.session import commands as c
from kapcircle.core.session.decide import next_on_go
from kapcircle.core.session.state import Run, Session
from kapcircle.core.tracks import Quality
from kapcircle.ui import words
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.guard import GoGuard
from kapcircle.ui.key import Kind
from kapcircle.ui.playing import Playing
from kapcircle.ui.switching import Switching
from kapcircle.ui.turning import Turning
from kapcircle.views.half_typed import half_typed

KEEP = Answer("Leave it")


class Deeds(QObject):
    """`noticed` says something worth knowing; `held_back` why a press of GO did nothing."""

    noticed = Signal(str)
    held_back = Signal(str)
    opening = Signal()
    """A circle that waits should open: what should be right is asked first."""
    looking_back = Signal()
    """The circle is over: how it went should be shown."""
    wanted = Signal()
    """What comes now must be seen: the Circle page should be in front."""

    def __init__(self, bridge: Bridge, ask: Ask, shown: Callable[[str], str], parent: QObject | None = None) -> None:
        """`shown` is the key of an action as people write it."""
        super().__init__(parent)
        self._bridge, self._ask = bridge, ask
        self.switching = Switching(bridge, ask, self)
        self.switching.noticed.connect(self.noticed)
        self.turning = Turning(bridge, ask, lambda: shown("undo"), self)
        self.turning.noticed.connect(self.noticed)
        self.guard, self.playing = GoGuard(), Playing(bridge, ask, self)
        self.gate: Callable[[], bool] = lambda: False
        """Whether GO is held by a gate, and what is missing is shown in its place."""
        self.inside: Callable[[], bool] = lambda: False
        """Whether the close is held by somebody who is still here, and who is shown in its place."""
        self.call: Callable[[], object] = lambda: self._do(c.Emergency())
        """What F9 does on the page: it calls the emergency and shows its card."""
        self.table: Mapping[str, Callable[[], object]] = {
            "hold": self.hold,
            "more": lambda: self._extend(1),
            "more 5": lambda: self._extend(5),
            "less": lambda: self._take(1),
            "less 5": lambda: self._take(5),
            "hush": self.hush,
            "silence": self.silence,
            "turn": self.turning.offer,
            **{quality.value: partial(self.turning.turn, quality) for quality in Quality},
            "fade all": lambda: self._do(c.FadeAll()),
            "timer 1": lambda: self.timer(1),
            "timer 2": lambda: self.timer(2),
            "timer 3": lambda: self.timer(3),
            "undo": self.undo,
            "emergency": self.emergency,
            "cover": self.cover,
            "switch": self.switching.offer,
            **self.playing.table,
        }

    @property
    def session(self) -> Session:
        """The circle, or an empty one."""
        return Session() if self._bridge.circle is None else self._bridge.circle.session

    def _do(self, command: c.Command) -> None:
        self._bridge.do(command)

    def press_go(self, *, repeated: bool = False) -> None:
        """GO was pressed on the keyboard."""
        circle = self._bridge.circle
        moved_on = None if circle is None else circle.moved_on
        why = self.guard.press(self._bridge.now, repeated=repeated, moved_on=moved_on)
        if why:
            self.held_back.emit(why)
        else:
            self._go()

    def _go(self) -> None:
        """Before the first phase it asks what should be right; in the last, whether to close; then it looks back."""
        s = self.session
        if self._bridge.waits:
            self.opening.emit()
        elif s.run is Run.OVER:
            self._look_back()
        elif s.runs and s.standby is None and next_on_go(s) is None:
            self.close()
        elif not (s.runs and self.gate()):
            self._do(c.Go())

    def _look_back(self) -> None:
        if self._bridge.covered:
            self.noticed.emit("Names are covered. Uncover them, then look back.")
        else:
            self.looking_back.emit()

    def click_go(self) -> None:
        """GO was pressed on the page: down and up at once."""
        self.press_go()
        self.guard.release()

    def hold(self) -> None:
        """Resume; or hold at once, and ask for the reason afterwards."""
        if self.session.holding:
            self._do(c.Resume())
        elif self._bridge.do(c.Hold()):
            answers = (Answer("Keep the reason", lambda said: self._explain(*said), Kind.LIVE), Answer("No reason"))
            words_ = "The phase clock stands still. Music and light go on."
            entries = (Entry("Reason, if you like"), Entry("For mat, if for one person"))
            self._ask.put(Asked("Held", words_, entries, answers))

    def _explain(self, reason: str, mat: str) -> str | None:
        """Why, and for whom: seen while names are not covered, and kept on the record."""
        seats = self.session.seats.values()
        who = next((seat.person for seat in seats if str(seat.mat) == mat.strip()), None)
        if mat.strip() and who is None:
            return f"Nobody sits on mat {mat.strip()}."
        if reason.strip() or who is not None:
            self._do(c.Explain(reason, who))
        return None

    def _extend(self, minutes: int) -> None:
        self._do(c.Extend(Millis(minutes * MINUTE)))

    def _take(self, minutes: int) -> None:
        self._do(c.Take(Millis(minutes * MINUTE)))

    def hush(self) -> None:
        """Down to a murmur; again: back. In an emergency it is down, and comes back when that is over."""
        if self.session.emergency is not None:
            self.noticed.emit("The emergency keeps the music at a murmur. Stand down, and it returns.")
            return
        self._do(c.Unhush() if self.session.murmur.on else c.Hush())

    def silence(self) -> None:
        """Ask how long a silence should be."""
        answers = (Answer("Begin", self._silence, Kind.LIVE), KEEP)
        lasting = Entry("Minutes (0: until the next music)", "2")
        self._ask.put(Asked("Silence", "The music fades, and comes back by itself.", (lasting,), answers))

    def _silence(self, said: tuple[str, ...]) -> str | None:
        try:
            length = minutes_of(said[0])
        except ValueError:
            return "Type minutes as a number, or as 1:30."
        self._do(c.Silence(length))
        return None

    def timer(self, number: int) -> None:
        """Start a timer; of one that is running ask first what should become of it."""
        running = self.session.timers[number - 1]
        if running is None:
            self._ask_length(number, "5", "")
            return
        again = Answer("Start anew", lambda _: self._ask_length(number, "", running.label))
        stop = Answer("Stop", lambda _: self._do(c.StopTimer(number)))
        self._ask.put(Asked(f"Timer {number} is running", "", (), (KEEP, stop, again)))

    def _ask_length(self, number: int, minutes: str, label: str) -> None:
        """Covered, the name of a timer is neither shown nor asked for."""
        entries = [Entry("Minutes (empty: count up)", minutes)]
        if not self._bridge.covered:
            entries.append(Entry("Name, if you like", label))
        start = Answer("Start", lambda said: self._start(number, said[0], (*said, label)[1]), Kind.LIVE)
        self._ask.put(Asked(f"Timer {number}", "", tuple(entries), (start, KEEP)))

    def _start(self, number: int, minutes: str, label: str) -> str | None:
        try:
            length = minutes_of(minutes) if minutes.strip() else Millis(0)
        except ValueError:
            return "Type minutes as a number, or as 1:30."
        self._do(c.StartTimer(number, length, label.strip()))
        return None

    def undo(self) -> None:
        """Take the latest show command back; an older one only after a question."""
        circle = self._bridge.circle
        if circle is None:
            return
        try:
            undoing = circle.undoing()
        except Refused as refusal:
            self._bridge.refused.emit(str(refusal))
            return
        what, back = words.taken_back(undoing), words.comes_back(self.session, undoing.before)
        if not undoing.ask:
            self._undo(what)
            return
        ago = max(1, round((self._bridge.now - undoing.candidate.at) / MINUTE))
        answers = (KEEP, Answer("Take it back", lambda _: self._undo(what), Kind.LIVE))
        self._ask.put(Asked(f"Take back {what}?", f"That was {ago} min ago. {back}", (), answers))

    def _undo(self, what: str) -> None:
        circle = self._bridge.circle
        if circle is not None and self._bridge.attempt(circle.undo):
            self.noticed.emit(f"Taken back: {what}.")

    def emergency(self) -> None:
        """Call it at once, in sight; again: show its card, and ask there whether it is over."""
        self.wanted.emit()
        self.call()

    def close(self) -> None:
        """Ask, in sight, then end the circle."""
        self.wanted.emit()
        if self.inside():
            return
        close = Answer("Close the circle", lambda _: self._do(c.Close()), Kind.LIVE)
        bridge = self._bridge
        begun = half_typed(self.session, bridge.sitting, bridge.house.desk.drafts()) if bridge.sitting else ""
        said = "\n".join(filter(None, (words.FADES, begun)))
        self._ask.put(Asked("Close the circle?", said, (), (Answer("Not yet"), close)))

    def cover(self) -> None:
        """Cover at once; uncover by PIN or passphrase."""
        if self._bridge.covered:
            self.switching.uncover()
        else:
            self._bridge.cover()

    def strike(self, record: Stamp, note: str) -> None:
        """Ask why a note is wrong and what is right, and strike it."""
        answers = (Answer("Strike the note", lambda said: self._strike(c.Strike(record, *said)), Kind.LIVE), KEEP)
        entries = (Entry("Why it is wrong"), Entry("What is right, if you know"))
        keeps = f"“{note}” It stays readable, with the reason."
        self._ask.put(Asked("Strike this note?", keeps, entries, answers))

    def _strike(self, strike: c.Strike) -> str | None:
        """What is not done keeps its words."""
        if not strike.reason.strip():
            return "Say why the note is wrong."
        circle = self._bridge.circle
        try:
            if circle is not None:
                circle.do(strike)
        except (KnownError, Refused) as error:
            return str(error)
        return None

    def obey(self, line: str) -> str:
        """Do a command by name; returns what is wrong with it, or nothing."""
        try:
            command = named.parse(line)
        except KnownError as error:
            return str(error)
        match command:
            case named.Undo():
                self.undo()
            case named.Stay():
                circle = self._bridge.circle
                if circle is not None:
                    self._bridge.attempt(circle.stay)
            case named.Cover() | named.Uncover():
                if self._bridge.covered is isinstance(command, named.Uncover):
                    self.cover()
            case c.Close():
                self.close()
            case c.Turn(quality):
                self.turning.turn(quality)
            case c.Open() | c.Go() if self._bridge.waits:
                self.opening.emit()
            case _:
                self._do(command)
        return ""


def minutes_of(text: str) -> Millis:
    """Minutes as typed: `5`, `1.5`, `1,5`, or `1:30`. Raises ValueError."""
    if ":" in text:
        return named.seconds(text)
    return Millis(round(named.seconds(text.replace(",", ".")) * 60))
