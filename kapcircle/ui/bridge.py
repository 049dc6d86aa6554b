"""Between the desk and the window: commands go in, changes come out as signals, and a timer asks for the time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor, Plan
from kapcircle.core.ids import Instant, MemberId, Millis, SessionId, StreamId
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.timing import clamp, running
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from kapcircle.ui.zone import local
from kapcircle.views.presence import numbered
from kapcircle.views.times import hour

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
    obeyed = Signal()
    """A command was done: what was said about the one before it is over."""
    refused = Signal(str)
    """A rule does not allow what was asked."""
    failed = Signal(str)
    """The world did not let us."""
    seated = Signal()
    """The circle of this laptop is another one now."""
    covered_changed = Signal(bool)
    """The screen was covered, or uncovered."""
    switched = Signal()
    """Another member is at the desk."""
    leaving = Signal()
    """The house is about to be shut: what is half-typed is kept now."""

    def __init__(self, house: House, zone: Callable[[Instant], int] = local, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.house, self.zone = house, zone
        self.circle: Conductor | None = None
        self.sitting: SessionId | None = None
        self.away = Millis(0)
        """How long the laptop was away while the circle ran, until someone answers for it."""
        self.back = house.desk.clock.now()
        """When it was back."""
        self.into = Millis(0)
        """How far the phase was when it went away: what is held afterwards does not change it."""
        self._plan: Plan | None = None
        self.covered = False
        """Whether names, values and notes are kept off the screen."""
        self._last = house.desk.clock.now()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.tick)
        house.desk.listen(self._changed)

    @property
    def now(self) -> Instant:
        """This instant."""
        return self.house.desk.clock.now()

    @property
    def not_saved(self) -> str:
        """Since when something that was done is not on the disk, in words; nothing when all is."""
        since = self.house.desk.not_saved_since
        return "" if since is None else f"Not saved since {hour(since, self.zone)}"

    @property
    def waits(self) -> bool:
        """Whether a circle is on the desk that is not open yet."""
        return self.circle is not None and self.circle.session.run is Run.WAITING

    @property
    def session(self) -> Session | None:
        """The circle on the desk, None where there is none; one not yet open has the plan that it would open with."""
        if self.circle is None or self.sitting is None or not self.waits:
            return None if self.circle is None else self.circle.session
        if self._plan is None:
            self._plan = self.house.opening.plan(self.sitting)
        return replace(self.circle.session, plan=self._plan)

    @property
    def runs(self) -> bool:
        """Whether a circle is on the desk that is open."""
        return self.circle is not None and self.circle.session.run is Run.RUNNING

    @property
    def numbered(self) -> tuple[MemberId, ...]:
        """The staff in the order of their numbers, those of the circle at this laptop first."""
        s = Session() if self.circle is None else self.circle.session
        return numbered(s, tuple(self.house.staff.members))

    def start(self) -> None:
        """Let the time pass."""
        self._last = self.now
        self._timer.start()

    def stop(self) -> None:
        """Let the time rest: the program ends, or the vault is locked."""
        self._timer.stop()

    def retire(self) -> None:
        """Hear and tell nothing any more."""
        self.stop()
        self.leaving.emit()
        self.house.desk.unlisten(self._changed)

    def sit_down(self, session: SessionId) -> bool:
        """Take the desk of a circle; sound and light begin. How long nobody sat there is asked about afterwards."""

        def sit() -> None:
            ran = self.house.session(session).run is Run.RUNNING
            away = self.house.away(session) if ran else Millis(0)
            circle = self.house.circle(session)
            self.circle, self.sitting = circle, session
            self._was_away(circle, away)
            self._plan = None
            circle.begin()

        seated = self.attempt(sit)
        self._last = self.now
        self.seated.emit()
        return seated

    def do(self, command: c.Command, happened: Instant | None = None) -> bool:
        """Give the circle a command; True when it was obeyed. A refusal or a failure is told by signal.

        A record may have `happened` before now.
        """
        circle = self.circle
        if circle is None:
            self.refused.emit("No circle is open. Choose one on the Plan page.")
            return False
        done = self.attempt(lambda: circle.do(command, happened=happened))
        if done:
            self.obeyed.emit()
        return done

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
        away, self.away = self.away, Millis(0)
        if not self.do(c.ComeBack(away, counted)):
            self.away = away

    def cover(self) -> None:
        """Keep names, values and notes off the screen."""
        self.covered = True
        self.covered_changed.emit(True)

    def uncover(self) -> None:
        """Show them again: whoever is at the desk has proven that it is they."""
        self.covered = False
        self.covered_changed.emit(False)

    def switch(self, member: MemberId, pin: str) -> str:
        """Give the desk to a member who knows their PIN, and uncover; returns what is wrong, or nothing."""
        return self._seat(lambda: self.house.staff.switch(member, pin))

    def admit(self, actor: Actor, pin: str) -> str:
        """The same to a member whose passphrase was right, with this PIN from now on."""
        return self._seat(lambda: self.house.staff.admit(actor, pin))

    def _seat(self, seat: Callable[[], None]) -> str:
        try:
            seat()
        except Refused as refusal:
            return str(refusal)
        if self.covered:
            self.uncover()
        self.switched.emit()
        return ""

    def tick(self) -> None:
        """Look at the clock: make what is due, see what the disk has taken, and let the page draw the time."""
        now = self.now
        gap, self._last = now - self._last, now
        if self.circle is not None and self.runs and gap > ASLEEP:
            self._was_away(self.circle, Millis(self.away + gap))
        if self.circle is not None:
            if self.away and self.runs and self.circle.session.visit.entered > self.back:
                self.away = Millis(0)  # whoever went on has answered: it is never taken off another phase
            self.circle.owed = self.away if self.runs else Millis(0)
            self.attempt(self.circle.tick)
        self.house.trying.tick()
        if news := self.house.fittings.keeping.news():
            self.failed.emit(" ".join(news))
        self.house.desk.settle()
        self.house.others.tell(self.session, now, self.zone)
        self.ticked.emit()

    def _was_away(self, circle: Conductor, away: Millis) -> None:
        """It is back, and asks: a phase that was held meanwhile did not move."""
        self.away, self.back = away, self.now
        if away:
            session = circle.session
            self.into = clamp(running(session.visit, self.back) - (0 if session.holding else away))

    def _changed(self, streams: frozenset[StreamId]) -> None:
        self._plan = None
        self.changed.emit(streams)
