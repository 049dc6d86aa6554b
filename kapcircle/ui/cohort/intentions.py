"""What people bring to a session, in one line each, shared with the circle only where they say so."""

from kapcircle.core.cohort.counting import mats_of
from kapcircle.core.cohort.intentions import LONGEST, Intention
from kapcircle.core.ids import PersonId
from kapcircle.ui.cohort.circle_sheet import CircleSheet
from kapcircle.ui.cohort.plan_dialog import Chooser, PlanDialog, Section, beside, stretched
from kapcircle.ui.forms import Choice, Field, column, wrapped
from kapcircle.ui.listing import Item
from kapcircle.ui.text import Entry
from kapcircle.ui.tick import Tick

WORDS = (
    "One line per person and session. It stands on the sheet for the circle only where the person says that it may be."
)


class IntentionsSection(Section):
    """Who comes to a session at the left, the line of the chosen one at the right."""

    title = "Intentions"

    def __init__(self, at: PlanDialog) -> None:
        super().__init__(at)
        self._session = Choice([])
        self._people = Chooser("Intentions", self._show)
        self._line, self._shared = Entry(), Tick("May be shared with the circle")
        self._line.setMaxLength(LONGEST)
        self._sheet = CircleSheet(at, lambda: self._session.chosen)
        self._field = Field("Intention", self._line, "In the person's own words; empty takes it back.")
        self._session.activated.connect(lambda _: self.refresh())
        self._line.settled.connect(lambda words: self._set(words, self._shared.isChecked()))
        self._shared.clicked.connect(lambda on: self._set(self._line.text(), on))
        form = column(self._field, self._shared, self._sheet, None)
        left = stretched(1, Field("Session", self._session), self._people)
        self.setLayout(stretched(1, wrapped(WORDS), beside(left, form, 1, 1), spacing=12))
        self.setFocusProxy(self._people)

    def refresh(self) -> None:
        state, session = self.at.state, self._session.chosen or self.at.session
        session = session if session in state.sessions else next(iter(state.sessions), None)
        self._session.offer(self.at.sessions)
        self._session.choose(session)
        coming = mats_of(state, state.sessions[session]) if session is not None else ()
        self._people.show_items([self._item(who) for who, _ in coming])
        self._show()
        self._sheet.refresh()

    def _item(self, person: PersonId) -> Item:
        found = self.at.state.intentions.of.get((self._session.chosen, person), Intention(""))
        shared = ("shared" if found.shared else "own") if found.words else ""
        return Item(person, self.at.planning.alias(person), found.words or "no intention yet", shared)

    def _show(self) -> None:
        person = self._people.current
        found = self.at.state.intentions.of.get((self._session.chosen, person), Intention(""))
        self._line.show_text(found.words)
        self._shared.setChecked(found.shared)
        self._field.setEnabled(person is not None)
        self._shared.setEnabled(bool(found.words))

    def _set(self, words: str, shared: bool) -> None:
        session, person = self._session.chosen, self._people.current
        community, cohort = self.at.planning.community, self.at.cohort
        if person is not None:
            self.at.attempt(lambda: community.set_intention(cohort, session, person, words, shared=shared))
