"""A look on the real lamps for a while, from the plan of the room: it comes by a fade, and what was comes back."""

from collections.abc import Callable

from kapcircle.core.errors import Refused
from kapcircle.core.facts import require
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.light import LookDesign, levels
from kapcircle.core.looks_kept import MAKERS
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk import orders
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.desk import Desk
from kapcircle.desk.ports import Room
from kapcircle.desk.stage import TRIED

LASTS = Millis(120_000)
"""So long a look is tried unless somebody ends it before: programme setting."""

ASK = "A circle is running."
"""Nothing reaches its lamps unasked."""

NOBODY = "A circle is running and nobody sits at its desk. Sit down at it on the Plan page, or close it."


class OnLamps:
    """Has the lamps of the circle at whose desk somebody sits, or, where nobody does, lamps of its own and no sound."""

    def __init__(self, desk: Desk, lamps: Callable[[RoomPlan], Room]) -> None:
        self._desk, self._lamps = desk, lamps
        self._own: Room | None = None
        self._circle: Conductor | None = None
        self._until = Instant(0)
        self.trouble = ""
        """Why the lamps do not answer, as far as they have lamps of their own."""

    @property
    def on(self) -> bool:
        """Whether a look is on the lamps now that nobody called."""
        return self._own is not None or (self._circle is not None and self._circle.trying)

    def left(self, now: Instant) -> Millis:
        """How long it still lasts."""
        return Millis(max(0, self._until - now)) if self.on else Millis(0)

    def show(self, design: LookDesign, room: RoomPlan, circle: Conductor | None, *, runs: bool, asked: bool) -> None:
        """Bring the lamps to a look; while a circle `runs` only after somebody was `asked`. Raises Refused."""
        require(self._desk.facts(), MAKERS, "Trying a look on the lamps")
        if runs and circle is None:
            raise Refused(NOBODY)
        if runs and not asked:
            raise Refused(ASK)
        wanted = levels(design, room.lamps, lift=0.0, floor=room.floor)
        if circle is not None:
            self._circle = circle
            circle.try_lamps(wanted)
        else:
            self._own = self._own or self._lamps(room)
            self._own.tell(orders.Show(wanted, TRIED))
        self._until = Instant(self._desk.clock.now() + LASTS)

    def tick(self) -> None:
        """It ends by itself."""
        if self._own is not None:
            for report in self._own.reports():
                if isinstance(report, orders.Lights):
                    self.trouble = "" if report.answers else report.why
        if self.on and self._desk.clock.now() >= self._until:
            self.end()

    def end(self) -> None:
        """The lamps go back: to what the circle wants, or dark where nothing drives them."""
        own, circle, self._own, self._circle = self._own, self._circle, None, None
        self.trouble = ""
        if circle is not None:
            circle.give_back()
        if own is not None:
            own.close(TRIED)
