"""What people tell of a session, or of the whole, in their own words; and whether they may be quoted."""

from PySide6.QtWidgets import QPlainTextEdit

from kapcircle.core.cohort.feedback import Quote, Told
from kapcircle.core.ids import Instant, PersonId, SessionId
from kapcircle.ui.cohort.plan_dialog import Chooser, PlanDialog, Section, beside, stretched, tall
from kapcircle.ui.forms import Choice, Field, wrapped
from kapcircle.ui.listing import Item
from kapcircle.ui.text import Prose

QUOTES = (
    (Quote.NO, "May not be quoted"),
    (Quote.ANONYMOUS, "May be quoted without a name"),
    (Quote.YES, "May be quoted with their name"),
)
NOTHING = Told("", Instant(0))
WORDS = "After each session, and at the end, in their own words. Nobody is quoted who did not say that they may be."


class FeedbackSection(Section):
    """The people at the left, the words of the chosen one at the right."""

    title = "Feedback"

    def __init__(self, at: PlanDialog) -> None:
        super().__init__(at)
        self._of, self._quote = Choice([]), Choice(QUOTES)
        self._people, self._text = Chooser("Feedback", self._turn), Prose(8)
        self._text.setSizePolicy(QPlainTextEdit().sizePolicy())
        self._may = Field("Quotation", self._quote)
        self._shown: tuple[SessionId | None, PersonId | None] = (None, None)
        self._of.activated.connect(lambda _: self._turn())
        self._text.settled.connect(lambda _: self.put_down())
        self._quote.activated.connect(lambda _: self._tell())
        form = stretched(0, tall("Their words", self._text), self._may)
        left = stretched(1, Field("Of", self._of), self._people)
        self.setLayout(stretched(1, wrapped(WORDS), beside(left, form, 0, 1), spacing=12))
        self._of.offer([(None, "The whole, at its end")])
        self.setFocusProxy(self._people)

    def refresh(self) -> None:
        of, known = self._of.chosen, self.at.state.sessions
        self._of.offer([(None, "The whole, at its end"), *self.at.sessions])
        self._of.choose(of if of in known else None)
        self._people.show_items([self._item(who, alias) for who, alias in self._tellers()])
        self._show()

    def _tellers(self) -> tuple[tuple[PersonId, str], ...]:
        """Who is in the cohort, and who left it: they have a word too."""
        left = sorted(self.at.state.roster.left)
        return (*self.at.people, *((who, self.at.planning.alias(who)) for who in left))

    def _told(self, of: SessionId | None, person: PersonId | None) -> Told:
        told = self.at.state.feedback.told
        return NOTHING if person is None else told.get((of, person), NOTHING)

    def _item(self, person: PersonId, alias: str) -> Item:
        told = self._told(self._of.chosen, person)
        first = told.words.partition("\n")[0]
        gone = " (left)" if person in self.at.state.roster.left else ""
        quoted = {Quote.NO: "not quoted", Quote.ANONYMOUS: "without a name", Quote.YES: "by name"}[told.quote]
        return Item(person, f"{alias}{gone}", first or "no words yet", quoted if first else "")

    def _show(self) -> None:
        person = self._people.current
        told = self._told(self._of.chosen, person)
        shown = (self._of.chosen, person)
        if shown != self._shown:
            self._shown = shown
            self._text.setPlainText(told.words)
        self._text.show_text(told.words)
        self._quote.choose(told.quote)
        for part in (self._text, self._may):
            part.setEnabled(person is not None)

    def _turn(self) -> None:
        """To another person or session: what was typed for the former is theirs."""
        self.put_down()
        self.refresh()

    def put_down(self) -> None:
        if self._text.toPlainText().strip() != self._told(*self._shown).words:
            self._tell()

    def _tell(self) -> None:
        of, person = self._shown
        words, quote = self._text.toPlainText(), self._quote.chosen
        community, cohort = self.at.planning.community, self.at.cohort
        if person is not None:
            self._text.document().setModified(False)
            self.at.attempt(lambda: community.tell(cohort, of, person, words, quote))
