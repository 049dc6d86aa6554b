"""Before the day: preparation meetings elsewhere, and how the person gets home from each session."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import SessionId
from kapcircle.core.person.preparation import PreparationAttended
from kapcircle.core.person.records import Kept
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.day import Day
from kapcircle.ui.forms import key, row
from kapcircle.ui.panels.record_section import Deed, Line, RecordSection
from kapcircle.ui.text import Entry
from kapcircle.views.times import day


class RideSection(RecordSection):
    """A line for each session of the calendar, and for each meeting elsewhere."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Preparation and the ride home", bridge, parent)
        self._add = key("Preparation elsewhere…", self._ask_meeting)
        self.body.addLayout(row(self._add, None))

    def refresh(self) -> None:
        self._add.setVisible(self.who is not None)
        super().refresh()

    def lines(self) -> Sequence[Line]:
        sessions = () if self.who is None else self.readying.sessions(self.who)
        rides = tuple(self._ride(x.session, x.name) for x in sessions)
        meetings = tuple(self._meeting(kept) for kept in self.person.preparation.meetings)
        return (*rides, *meetings) or (Line("·", "No session on the calendar yet"),)

    def _meeting(self, kept: Kept[PreparationAttended]) -> Line:
        title, on = f"Preparation: {kept.what.where}", day(kept.what.on, self.bridge.zone)
        if kept.struck:
            return Line("·", f"{title} (struck)", f"{on}. Struck: {kept.struck}")
        strike = Deed("Strike…", lambda: self.strike("preparation", kept.stamp, "the meeting"))
        return Line("✓", title, on, (strike,) if self.details else ())

    def _ride(self, session: SessionId, name: str) -> Line:
        ride = self.person.preparation.rides.get(session)
        deed = Deed("Name ride and escort…" if ride is None else "Change…", lambda: self._ask_ride(session, name))
        if ride is None:
            return Line("▲", name, "No ride and no escort named", (deed,))
        whole = bool(ride.ride and ride.escort and ride.phone)
        said = (
            ride.ride or "no ride",
            f"escort {ride.escort}" if ride.escort else "no escort",
            ride.phone or "no telephone",
        )
        return Line("✓" if whole else "▲", name, ", ".join(said), (deed,))

    def _ask_ride(self, session: SessionId, name: str) -> None:
        who, was = self.who, self.person.preparation.rides.get(session)
        ride, escort, phone = (Entry(x) for x in (("", "", "") if was is None else (was.ride, was.escort, was.phone)))

        def act() -> None:
            if who is not None:
                self.readying.name_ride(who, session, ride.text(), escort.text(), phone.text())

        said = "Nobody who was given medicine drives before the next day, after sleep."
        parts = [("Ride home, by what", ride), ("Escort, who takes them home", escort), ("Escort's telephone", phone)]
        self.ask(f"{name}: the ride home", said, parts, "Keep", act)

    def _ask_meeting(self) -> None:
        who, where, on = self.who, Entry(), Day(self.bridge.now)

        def act() -> None:
            if who is not None:
                self.readying.prepared(who, where.text(), on.instant())

        said = "One that is no session of this calendar; those are counted by themselves."
        self.ask("Preparation elsewhere", said, [("Where and with whom", where), ("On", on)], "Count it", act)
