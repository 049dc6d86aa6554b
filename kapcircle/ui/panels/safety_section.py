"""Safety flags: what was said that a licensed clinician should hear of, and what was decided."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import Refused
from kapcircle.core.person.records import Kept
from kapcircle.core.person.safety import SafetyFlagged
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import Choice, key, row
from kapcircle.ui.panels.record_section import Deed, Line, RecordSection
from kapcircle.ui.text import Entry
from kapcircle.views.times import day


class SafetySection(RecordSection):
    """A coordinator may raise a flag, and sees none."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Safety", bridge, parent)
        self._raise = key("Raise a flag…", self._ask)
        self.body.addLayout(row(self._raise, None))

    def refresh(self) -> None:
        self._raise.setVisible(self.who is not None)
        super().refresh()

    def lines(self) -> Sequence[Line]:
        if not self.details:
            return (Line("·", "Flags are read by clinical roles"),)
        return tuple(self._line(x) for x in self.person.safety.flags) or (Line("✓", "No flag was raised"),)

    def _line(self, flag: Kept[SafetyFlagged]) -> Line:
        on, decided = day(flag.at, self.bridge.zone), self.person.safety.decision(flag.stamp)
        if flag.struck:
            return Line("·", f"{flag.what.words} (struck)", f"{on}. Struck: {flag.struck}")
        decide = Deed("Decide…", lambda: self._decide(flag))
        if decided is None:
            return Line("■", flag.what.words, f"{on}. Waits for a licensed clinician", (decide,))
        said = f"{on}. {decided.clinician}: {decided.decision}"
        return Line("✓" if decided.proceed else "■", flag.what.words, said, () if decided.proceed else (decide,))

    def _ask(self) -> None:
        who, words = self.who, Entry()

        def act() -> None:
            if who is not None:
                self.readying.flag(who, words.text())

        said = "Clinical roles see it, and the gate holds until one has decided. KapCircle calls nobody: tell them."
        self.ask("Raise a safety flag", said, [("What was said", words)], "Raise the flag", act)

    def _decide(self, flag: Kept[SafetyFlagged]) -> None:
        who, clinician, decision = self.who, Entry(), Entry()
        goes_on = Choice([(None, "choose"), (True, "May go on in the programme"), (False, "Not for now")])
        goes_on.choose(None)

        def act() -> None:
            if goes_on.chosen is None:
                raise Refused("Choose whether the person may go on.")
            if who is not None:
                self.readying.decide_flag(who, flag.stamp, clinician.text(), decision.text(), proceed=goes_on.chosen)

        parts = [("Licensed clinician, name and licence", clinician), ("What was decided", decision), ("So", goes_on)]
        self.ask(flag.what.words, "", parts, "Keep the decision", act)
