"""Another facilitator goes on: both read what is open, who takes over gives their PIN, and it stands on the record."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from kapcircle.core.session.team import team
from kapcircle.core.staffing import HANDED_OVER, HandedOver
from kapcircle.desk.shift import DIGITS
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.key import Kind
from kapcircle.views.handover import open_items
from kapcircle.views.presence import by_number, digit

LEAVE = Answer("Leave it")
NOBODY_READY = "Nobody else has a PIN yet: whoever takes over gives their passphrase first, with F4."
NOTHING = "Nothing is open."


class Handing(QObject):
    """`noticed` says that it was handed over."""

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._ask, self._staff = bridge, ask, bridge.house.staff

    @property
    def may(self) -> bool:
        """Whether there is something to hand over: a circle that runs, by somebody who is in the room with it."""
        circle, role = self._bridge.circle, self._staff.acting.role
        running = circle is not None and circle.session.run is Run.RUNNING
        return running and role in HANDED_OVER.roles and not self._bridge.covered

    def called(self, member: MemberId) -> str:
        """The name of a member."""
        circle, known = self._bridge.circle, self._staff.members.get(member)
        said = None if circle is None else team(circle.session).known.get(member)
        return known.name if known is not None else said.name if said is not None else "somebody of the team"

    def offer(self) -> None:
        """Who takes over."""
        order, me = self._bridge.numbered, self._staff.acting.member
        others = [x for x in by_number(order, self._staff.ready) if x != me]
        if not others:
            self._bridge.refused.emit(NOBODY_READY)
            return
        answers = [Answer(self.called(x), partial(self._show, x), key=digit(order, x), listed=True) for x in others]
        self._ask.put(Asked("Who takes over?", "", (), (*answers, LEAVE)))

    def _show(self, taker: MemberId, _: tuple[str, ...] = ()) -> None:
        """Both read what is open before the one who takes over types their PIN."""
        circle = self._bridge.circle
        if circle is None:
            return
        items = open_items(circle.session, self._bridge.now, self._bridge.zone, self.called)
        words = "\n".join(f"• {item}" for item in items) or NOTHING
        take = Answer("I have read it, and take over", lambda said: self._take(taker, items, said[0]), Kind.LIVE)
        entry = Entry(f"PIN of {self.called(taker)}", secret=True, digits=DIGITS)
        self._ask.put(Asked(f"Handover to {self.called(taker)}", words, (entry,), (take, LEAVE)))

    def _take(self, taker: MemberId, items: tuple[str, ...], pin: str) -> str | None:
        giver = self._staff.acting
        wrong = self._bridge.switch(taker, pin)
        if wrong:
            return wrong
        failed = self._record(giver, HandedOver(giver.member, taker, items))
        self.noticed.emit(failed or f"{self.called(taker)} goes on, with {len(items)} open.")
        return None

    def _record(self, giver: Actor, handed: HandedOver) -> str:
        """By whoever gave it; returns what is wrong, or nothing."""
        circle = self._bridge.circle
        try:
            if circle is not None:
                circle.do(c.Record(handed), giver)
        except (KnownError, Refused) as error:
            return f"The desk has changed hands. The handover is not recorded: {error}"
        return ""
