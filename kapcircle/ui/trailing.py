"""The records in sight beside the ring: which they are, and how one is taken back or struck."""

from collections.abc import Callable

from kapcircle.core.ids import PersonId
from kapcircle.core.session import commands as c
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.deeds import Deeds
from kapcircle.ui.entering import Entering
from kapcircle.ui.watch import Watch
from kapcircle.views.trail import TrailRow, trail


class Trailing:
    """`who` is the chosen one; None: the records of everyone and the circle are in sight."""

    def __init__(
        self, bridge: Bridge, watch: Watch, deeds: Deeds, entering: Entering, who: Callable[[], PersonId | None]
    ) -> None:
        self._bridge, self._watch, self._deeds, self._entering, self._who = bridge, watch, deeds, entering, who

    def rows(self) -> tuple[TrailRow, ...]:
        """The records in sight, the newest first; none while the page is covered."""
        bridge, signs = self._bridge, self._entering.signing.signs
        if bridge.covered:
            return ()
        me, alias = bridge.house.desk.actor.member, bridge.house.planning.alias
        return trail(self._watch.session, me, bridge.now, bridge.zone, alias, signs, self._who())

    def link(self, row: TrailRow) -> None:
        """Do what the link of a row says."""
        self.withdraw(row) if row.link == "withdraw" else self.strike(row)

    def withdraw(self, row: TrailRow) -> None:
        """Take a record back."""
        self._bridge.do(c.Withdraw(row.key))

    def strike(self, row: TrailRow) -> None:
        """Ask why a record is wrong, and what is right; strike it."""
        if row.note:
            self._deeds.strike(row.key, row.text)
        else:
            self._entering.strike(row.key)
