"""Another session after the programme: how many there were, and what was asked of the prescriber."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import Refused
from kapcircle.core.person.maintenance import MaintenanceRequested
from kapcircle.core.person.records import Kept
from kapcircle.core.roles import Role
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import Choice, key, row
from kapcircle.ui.panels.aftercare_sections import AftercareSection
from kapcircle.ui.panels.record_section import Deed, Line
from kapcircle.ui.text import Entry, Prose
from kapcircle.views.aftercare import URINARY, exposure_words, held_words
from kapcircle.views.times import moment


class MaintenanceSection(AftercareSection):
    """A coordinator sees whether a request waits, and no words."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Another session", bridge, parent)
        self._request = key("Ask the prescriber…", self._ask)
        self.body.addLayout(row(self._request, None))

    def refresh(self) -> None:
        self._request.setVisible(self.who is not None and self.details)
        super().refresh()

    def lines(self) -> Sequence[Line]:
        if self.who is None:
            return ()
        if not self.details:
            return self._plain()
        counted = self.aftercare.exposure(self.who)
        asks = Line("○" if any(n for _, n in counted) else "·", exposure_words(counted), URINARY)
        return (asks, *(self._line(x) for x in self.person.maintenance.asked[::-1]))

    def _plain(self) -> Sequence[Line]:
        requests = self.person.maintenance
        waits = any(not x.struck and requests.answer(x.stamp) is None for x in requests.asked)
        return (Line("▲", "A request waits for the prescriber") if waits else Line("·", "No request waits"),)

    def _line(self, asked: Kept[MaintenanceRequested]) -> Line:
        zone = self.bridge.zone
        title, held = asked.what.words, held_words(asked.what.held, asked.at, zone)
        said = f"Asked {moment(asked.at, zone)}. Then: {held}"
        if asked.struck:
            return Line("·", f"{title} (struck)", f"{said} Struck: {asked.struck}")
        answer = self.person.maintenance.answer(asked.stamp)
        strike = Deed("Strike…", lambda: self.strike("maintenance", (answer or asked).stamp, "this record"))
        if answer is None:
            deeds = (Deed("Answer…", lambda: self._answer(asked)),) if self._prescriber else ()
            return Line("▲", title, f"{said} Waits for the prescriber", (*deeds, strike))
        yes = "yes" if answer.what.yes else "no"
        answered = f"{answer.what.prescriber}, {moment(answer.at, zone)}: {yes}. {answer.what.words}"
        return Line("✓", title, f"{said}\n{answered}", (strike,) if self._prescriber else ())

    @property
    def _prescriber(self) -> bool:
        return self.bridge.house.staff.acting.role is Role.MEDICAL_LEAD

    def _ask(self) -> None:
        who, words = self.who, Prose(3)
        if who is None:
            return
        held = held_words(self.aftercare.held(who), self.bridge.now, self.bridge.zone)
        said = f"{held} {URINARY}"
        parts = [("What is asked for, and why", words)]
        self.ask("Ask the prescriber for another session", said, parts, "Ask", lambda: self._asked(words))

    def _asked(self, words: Prose) -> None:
        if self.who is not None:
            self.aftercare.ask(self.who, words.toPlainText())

    def _answer(self, asked: Kept[MaintenanceRequested]) -> None:
        who, words = self.who, Prose(3)
        staff = self.bridge.house.staff
        me = staff.members.get(staff.acting.member)
        prescriber = Entry("" if me is None else me.name)
        yes = Choice([(None, "choose"), (True, "Yes"), (False, "No")])

        def act() -> None:
            if yes.chosen is None:
                raise Refused("Choose yes or no.")
            if who is not None:
                text = words.toPlainText()
                self.aftercare.answer(who, asked.stamp, prescriber.text(), text, yes=yes.chosen)

        held = held_words(self.aftercare.held(who), self.bridge.now, self.bridge.zone) if who is not None else ""
        parts = [("Prescriber", prescriber), ("Answer", yes), ("What was decided", words)]
        self.ask(asked.what.words, f"Now: {held}", parts, "Keep the answer", act)
