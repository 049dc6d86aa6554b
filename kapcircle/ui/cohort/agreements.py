"""The agreements of the circle: their text in versions, and each person's yes."""

from PySide6.QtWidgets import QPlainTextEdit

from kapcircle.core.ids import PersonId
from kapcircle.ui.cohort.plan_dialog import Chooser, PlanDialog, Section, beside, stretched
from kapcircle.ui.day import Day
from kapcircle.ui.forms import column, key, row, wrapped
from kapcircle.ui.label import Label, caption
from kapcircle.ui.listing import Item
from kapcircle.ui.text import Prose
from kapcircle.ui.theme import Tone
from kapcircle.views.times import day

WORDS = (
    "Each change is a version of its own: an older one stays as it was agreed to, and everybody is asked anew. "
    "Say them aloud, and mark whose yes you heard."
)


class AgreementsSection(Section):
    """The text at the left, who said yes at the right."""

    title = "Agreements"

    def __init__(self, at: PlanDialog) -> None:
        super().__init__(at)
        self._text, self._version = Prose(10), Label("", Tone.SECOND)
        self._shown = ""
        self._text.setAccessibleName("Agreements of the circle")
        self._keep = key("Keep as a new version", self._write)
        self._people, self._on = Chooser("Who said yes", self._show), Day(at.bridge.now)
        self._yes = key("Said yes", self._say_yes)
        self._on.setAccessibleName("Day on which they said yes")
        self._text.textChanged.connect(self._show)
        left = column(self._version, self._text, row(self._keep, None))
        right = column(caption("Their yes to this version"), self._people, row(self._yes, self._on, None))
        self.setLayout(stretched(1, wrapped(WORDS), beside(left, right, 3, 2), spacing=12))
        self._text.setSizePolicy(QPlainTextEdit().sizePolicy())
        self.setFocusProxy(self._text)

    @property
    def _latest(self) -> str:
        texts = self.at.state.agreements.texts
        return texts[-1].words if texts else ""

    @property
    def _changed(self) -> bool:
        return self._text.toPlainText().strip() not in {"", self._shown}

    @property
    def unfinished(self) -> str:
        if not self._changed:
            return ""
        return "The agreements were changed and are not kept yet. Keep them, or close again to let the change go."

    def refresh(self) -> None:
        agreements, zone = self.at.state.agreements, self.at.bridge.zone
        if agreements.texts:
            self._version.say(f"Version {agreements.version}, written {day(agreements.texts[-1].at, zone)}")
        else:
            self._version.say("Nothing is agreed on yet.")
        if not self._changed:  # what is being written stays
            self._shown = self._latest
            self._text.show_text(self._shown)
        nobody = self._people.current is None
        self._people.show_items([Item(who, alias, beside=self._said(who)) for who, alias in self.at.people])
        self._show()
        if nobody:
            self._next()

    def _said(self, person: PersonId) -> str:
        yes = self.at.state.agreements.said_yes(person)
        return "not yet" if yes is None else f"✓ {day(yes.at, self.at.bridge.zone)}"

    def _show(self) -> None:
        self._keep.setEnabled(self._changed)
        agreements, person = self.at.state.agreements, self._people.current
        may = bool(agreements.texts) and person is not None and agreements.said_yes(person) is None
        for part in (self._yes, self._on):
            part.setEnabled(may)

    def _write(self) -> None:
        text = self._text.toPlainText()
        if self.at.attempt(lambda: self.at.planning.community.write_agreements(self.at.cohort, text)):
            self._shown = text.strip()
            self.refresh()

    def _say_yes(self) -> None:
        def say_yes() -> None:
            on = self._on.instant()
            self.at.planning.community.say_yes(self.at.cohort, person, None if self._on.today else on)

        person = self._people.current
        if self.at.attempt(say_yes):
            self._next()

    def _next(self) -> None:
        """On to who has not said yes: a whole circle is marked by Enter after Enter."""
        agreements = self.at.state.agreements
        waiting = next((who for who, _ in self.at.people if agreements.said_yes(who) is None), None)
        if waiting is not None:
            self._people.choose(waiting)
            self._show()
