"""Clearance: which prescriber said that the person may be given medicine, until when and within which limits."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import DAY
from kapcircle.core.person.records import Kept
from kapcircle.core.person.screening import ClearanceWithdrawn, Cleared
from kapcircle.core.roles import Role
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.day import Day
from kapcircle.ui.forms import key, row
from kapcircle.ui.key import Kind
from kapcircle.ui.panels.record_section import Deed, Line, RecordSection
from kapcircle.ui.text import Entry
from kapcircle.ui.tick import Tick
from kapcircle.views.times import day


class ClearanceSection(RecordSection):
    """A medical lead gives their own; another clinical role writes down that of a prescriber who is not here."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Clearance", bridge, parent)
        self._record = key("Record a clearance…", self._ask)
        self._withdraw = key("Withdraw…", self._ask_why, kind=Kind.QUIET)
        self.body.addLayout(row(self._record, self._withdraw, None))

    def refresh(self) -> None:
        shown = self.who is not None and self.details
        self._record.setVisible(shown)
        self._withdraw.setVisible(shown and self.person.screening.clearance is not None)
        super().refresh()

    def lines(self) -> Sequence[Line]:
        struck = (x for x in self.person.screening.clearances if x.struck and isinstance(x.what, Cleared))
        return (self._line(), *(self._struck(x) for x in struck if self.details))

    def _struck(self, kept: Kept[Cleared | ClearanceWithdrawn]) -> Line:
        whose = kept.what.prescriber if isinstance(kept.what, Cleared) else ""
        return Line("·", f"{whose}, {day(kept.at, self.bridge.zone)} (struck)", f"Struck: {kept.struck}")

    def _line(self) -> Line:
        cleared = self.person.screening.clearance
        if cleared is None:
            withdrawn = bool(self.person.screening.clearances)
            return Line("▲", "No clearance that holds" if withdrawn else "No clearance yet")
        zone, over = self.bridge.zone, cleared.expires <= self.bridge.now
        until = f"{'Held' if over else 'Holds'} until {day(cleared.expires, zone)}"
        limits = f"Limits: {cleared.limits}" if cleared.limits else "No limits were given"
        words = f"{until}. {limits}" if self.details else until
        return Line("▲" if over else "✓", f"{_whose(cleared)}, {day(cleared.on, zone)}", words, self._deeds())

    def _deeds(self) -> tuple[Deed, ...]:
        stands = [x for x in self.person.screening.clearances if not x.struck][-1]
        strike = Deed("Strike…", lambda: self.strike("screening", stands.stamp, "the clearance"))
        return (strike,) if self.details else ()

    def _ask(self) -> None:
        who, acting, now = self.who, self.bridge.house.staff.acting, self.bridge.now
        me = self.bridge.house.staff.members.get(acting.member)
        own = acting.role is Role.MEDICAL_LEAD
        name, outside = Entry(me.name if own and me is not None else ""), Tick("A prescriber who is not at this desk")
        outside.setChecked(not own)
        lasts = 0 if who is None else self.readying.programme(who).clearance_lasts // DAY
        on, until, limits = Day(now), Day(now, lasts), Entry()

        def act() -> None:
            if who is not None:
                self.readying.clear(
                    who, name.text(), on.instant(), until.end(), limits.text(), outside=outside.isChecked()
                )

        parts = [("Prescriber", name), ("", outside), ("Given on", on), ("Holds until", until), ("Limits", limits)]
        self.ask("Clearance", "As the prescriber gave it.", parts, "Keep the clearance", act)

    def _ask_why(self) -> None:
        who, why = self.who, Entry()

        def act() -> None:
            if who is not None:
                self.readying.withdraw_clearance(who, why.text())

        self.ask("Withdraw the clearance", "It holds no longer from now on.", [("Why", why)], "Withdraw", act)


def _whose(cleared: Cleared) -> str:
    return f"{cleared.prescriber}{', not of this practice' if cleared.outside else ''}"
