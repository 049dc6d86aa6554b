"""What follows a person's sessions: contacts, the integration window, and what they told in their own words."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kapcircle.core.aftercare import Due, Stage
from kapcircle.core.ids import PersonId, SessionId
from kapcircle.core.person.care import ContactMissed, Record
from kapcircle.core.person.records import Kept
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.contact import ContactForm
from kapcircle.ui.forms import key, row, wrapped
from kapcircle.ui.panels.record_section import Deed, Line, RecordSection
from kapcircle.views.aftercare import (
    SETTING,
    SHAPES,
    InWindow,
    contact_title,
    contact_words,
    due_words,
    inside_words,
    sentence,
    window_setting,
    window_state,
)
from kapcircle.views.times import moment

SHOWN = 3
"""Windows that are shown: older ones are over."""


class AftercareSection(RecordSection):
    """Reads and records what follows the sessions."""

    def __init__(self, title: str, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(title, bridge, parent)
        self.aftercare = bridge.house.aftercare
        self.strikes = self.aftercare.strike


class ContactsSection(AftercareSection):
    """What is due, then what was; a coordinator sees that it was, and not what was said."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Contacts", bridge, parent)
        self._another = key("Another contact…", lambda: self._record(None))
        self.body.addLayout(row(self._another, None))

    def refresh(self) -> None:
        self._another.setVisible(self.who is not None)
        super().refresh()

    def lines(self) -> Sequence[Line]:
        care = self.person.care
        planned = [x for x in self.aftercare.planned(self.who) if care.settles(x.key) is None]
        due = tuple(self._due(x) for x in planned)
        made = tuple(self._kept(x) for x in care.records[::-1])
        return (*due, *made) or (Line("·", "Nothing is due, and no contact was recorded"),)

    def _due(self, due: Due) -> Line:
        tried = self.person.care.tried(due.key)
        shape, words = due_words(due, tried, self.bridge.now, self.bridge.zone)
        deeds = () if shape == "○" else (Deed("Record…", lambda: self._record(due)),)
        return Line(shape, due.name, words, deeds)

    def _kept(self, kept: Kept[Record]) -> Line:
        title, words = contact_title(kept), contact_words(kept, self.bridge.zone, details=self.details)
        deeds = (Deed("Strike…", lambda: self.strike("care", kept.stamp, "the contact")),)
        made = not kept.struck and not isinstance(kept.what, ContactMissed)
        return Line("✓" if made else "·", title, words, deeds if self.details and not kept.struck else ())

    def _record(self, due: Due | None) -> None:
        if self.who is not None:
            ContactForm(self.bridge, self.who, due, self.window()).open()


class WindowSection(AftercareSection):
    """The integration window after the latest sessions: a programme setting, and not a measured state."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Integration window", bridge, parent)
        self._setting = wrapped(f"{SETTING}.")
        self.body.addWidget(self._setting)

    def lines(self) -> Sequence[Line]:
        windows = () if self.who is None else self.aftercare.windows(self.who)[:SHOWN]
        if windows:
            setting = self.aftercare.programme_of(windows[0].cohort).integration
            self._setting.say(window_setting(setting))
        return tuple(self._line(x) for x in windows) or (Line("·", "No session with medicine yet"),)

    def _line(self, x: InWindow) -> Line:
        now, zone = self.bridge.now, self.bridge.zone
        stage = x.window.stage(now)
        state = window_state(x.window, now).partition(" ")[2]
        contact = "no contact in it yet" if x.contact is None else f"contact {moment(x.contact, zone)}"
        open_ = stage in {Stage.OPEN, Stage.MARKED}
        words = f"{sentence(state)}; {contact}. Sessions inside: {inside_words(x, now, zone)}"
        return Line("▲" if open_ and x.contact is None else SHAPES[stage], f"After {x.name}", words)


class OwnWordsSection(RecordSection):
    """Intentions and feedback as they are kept with the cohort: to read here, to write on the Plan page."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("In their own words", bridge, parent)

    def lines(self) -> Sequence[Line]:
        if not self.details:
            return (Line("·", "Words are read by clinical roles"),)
        told = () if self.who is None else self._told(self.who)
        return told or (Line("·", "No intention and no feedback yet. They are written down on the Plan page."),)

    def _told(self, who: PersonId) -> tuple[Line, ...]:
        planning = self.bridge.house.planning
        found: list[Line] = []
        for cohort, name in planning.cohorts():
            state = planning.cohort(cohort)
            names: dict[SessionId | None, str] = {x.session: x.name for x in state.sessions.values()}
            names[None] = f"{name} as a whole"
            intentions = ((where, x.words) for (where, person), x in state.intentions.of.items() if person == who)
            feedback = ((where, x.words) for (where, person), x in state.feedback.told.items() if person == who)
            found += [Line("·", f"Intention for {names.get(where, 'a session')}", words) for where, words in intentions]
            found += [Line("·", f"Feedback on {names.get(where, 'a session')}", words) for where, words in feedback]
        return tuple(found)
