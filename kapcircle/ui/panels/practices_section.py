"""Practices between sessions, of one person: the plan, on paper or as a calendar, and what was done."""

from collections.abc import Sequence

from PySide6.QtCore import QTimeZone
from PySide6.QtWidgets import QWidget

from kapcircle.core.ids import SessionId
from kapcircle.desk.printouts import Printout
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.paper import Outlet, PaperView
from kapcircle.ui.dialogs.practice_plan import PracticePlan
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.forms import key, row, wrapped
from kapcircle.ui.panels.aftercare_sections import AftercareSection
from kapcircle.ui.panels.record_section import Deed, Line
from kapcircle.views.practices import PracticeLine, practice_count, practice_lines

BARE = (
    "The calendar file is not encrypted. It has times and “Practice 1”, “Practice 2”, and neither a name nor what is "
    "practised; its own name is yours to choose."
)
NONE_YET = "No session with medicine yet: practices are planned after one."


class PracticesSection(AftercareSection):
    """The plan after the latest session. A coordinator sees numbers and no titles."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Practices between sessions", bridge, parent)
        self._out = Outlet(bridge, self)
        self._out.trouble.connect(self.trouble.about)
        self._plan, self._none = key("Plan practices…", self._ask), wrapped(NONE_YET)
        self._print, self._calendar = key("Show…", self._show), key("Calendar file…", self._ask_calendar)
        self.body.addWidget(self._none)
        self.body.addLayout(row(self._plan, self._print, self._calendar, None))

    def refresh(self) -> None:
        planned = self._planned is not None
        self._none.setVisible(self._session is None)
        self._plan.setVisible(self._session is not None and self.details)
        for each in (self._print, self._calendar):
            each.setVisible(planned and self.details)
        super().refresh()

    @property
    def _session(self) -> SessionId | None:
        """The latest session with medicine."""
        doses = () if self.who is None else self.aftercare.doses(self.who)
        return doses[-1].session if doses else None

    @property
    def _planned(self) -> SessionId | None:
        """The session after which the latest plan is."""
        plan = None if self.who is None else self.aftercare.latest_plan(self.who)
        return None if plan is None else plan.session

    def lines(self) -> Sequence[Line]:
        plan = None if self.who is None else self.aftercare.latest_plan(self.who)
        if plan is None:
            return () if self._session is None else (Line("·", "No practices are planned"),)
        person, now, zone = self.person, self.bridge.now, self.bridge.zone
        practices = practice_lines(person.boosting, plan, now, zone, details=self.details)
        head = Line("·", practice_count(person.boosting, plan), f"When it is too much: {plan.call}")
        return (head, *(self._line(plan.session, x) for x in practices))

    def _line(self, session: SessionId, x: PracticeLine) -> Line:
        if x.open:
            done = Deed("Done", lambda: self._became(session, x, done=True))
            not_done = Deed("Not done", lambda: self._became(session, x, done=False))
            return Line(x.shape, x.title, x.words, (done, not_done))
        outcome = self.person.boosting.outcome(session, x.slot.number)
        if outcome is None or not self.details:
            return Line(x.shape, x.title, x.words)
        strike = Deed("Strike…", lambda: self.strike("boosting", outcome.stamp, "what was recorded"))
        return Line(x.shape, x.title, x.words, (strike,))

    def _became(self, session: SessionId, x: PracticeLine, *, done: bool) -> None:
        who = self.who
        if who is not None:
            self.try_(lambda: self.aftercare.practised(who, session, x.slot.number, done=done))

    def _ask(self) -> None:
        session = self._session
        if self.who is not None and session is not None:
            PracticePlan(self.bridge, self.who, session, self.window()).open()

    def _show(self) -> None:
        who, session = self.who, self._planned
        if who is not None and session is not None:
            self.try_(lambda: self._view(self.aftercare.plan_paper(who, session, self.bridge.zone)))

    def _view(self, paper: Printout) -> None:
        PaperView(self.bridge, "Practices.pdf", paper, self.window()).open()

    def _ask_calendar(self) -> None:
        asked = Question("Write a calendar file?", BARE, "Choose where…", "Cancel", self.window())
        asked.agreed.connect(self._save_calendar)
        asked.open()

    def _save_calendar(self) -> None:
        who, session, zone = self.who, self._planned, bytes(QTimeZone.systemTimeZoneId().data()).decode()
        if who is not None and session is not None:
            self.try_(lambda: self._out.ask_save("Practices.ics", self.aftercare.calendar_file(who, session, zone)))
