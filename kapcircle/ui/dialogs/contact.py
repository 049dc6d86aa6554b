"""One form for a contact: somebody was spoken to, was not reached, or no contact is sought any longer."""

from PySide6.QtWidgets import QWidget

from kapcircle.core.aftercare import Due
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import PersonId
from kapcircle.core.person.care import Means, RecordContact, RecordMissed
from kapcircle.desk.aftercare import Aftercare
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.day import When
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, row, scrolling, tall_enough, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.text import Entry, Prose
from kapcircle.views.aftercare import URINARY
from kapcircle.views.readiness import sees_details

MADE, MISSED, CLOSED = "made", "missed", "closed"
OUTCOMES = ((MADE, "Spoken to"), (MISSED, "Not reached"))
CLOSING = (CLOSED, "No contact is sought any longer")
SAFETY = ((None, "Not asked"), (False, "Asked: no"), (True, "Asked: yes"))
WIDE, HIGH, LARGE = 600, 660, 1.4
"""In pixels; and a text size from which on fields stand below one another, and scroll."""

HINT = "A yes is told to a licensed clinician at once. KapCircle calls nobody: tell them."


class ContactForm(Dialog):
    """`due` None: a contact that settles nothing. What is typed stays until it is kept."""

    def __init__(self, bridge: Bridge, person: PersonId, due: Due | None, parent: QWidget | None) -> None:
        alias = bridge.house.planning.alias(person)
        super().__init__(f"{alias}: {'another contact' if due is None else due.name}", parent)
        self._bridge, self._who, self._due = bridge, person, due
        closes = due is not None and sees_details(bridge.house.staff.acting.role)
        self._outcome = Choice([*OUTCOMES, CLOSING] if closes else OUTCOMES)
        self._name = Entry("")
        self._means, self._by = Choice([(x, x.value) for x in Means]), Entry(self._me)
        self._when, self._words = When(bridge.now), Prose(3)
        self._safety, self._told, self._trouble = Choice(SAFETY), Entry(), Complaint()
        self._build()
        self._outcome.activated.connect(lambda _: self._fit())
        self._safety.activated.connect(lambda _: self._fit())
        self._fit()
        (self._name if due is None else self._outcome).setFocus()

    @property
    def _me(self) -> str:
        staff = self._bridge.house.staff
        me = staff.members.get(staff.acting.member)
        return "" if me is None else me.name

    @property
    def _repeated(self) -> bool:
        """Whether there was medicine more than once in a year."""
        return dict(self._bridge.house.aftercare.exposure(self._who))[365] > 1

    def _build(self) -> None:
        what = [Field("What for", self._name)] if self._due is None else []
        self._how = [Field("How", self._means), Field("By whom", self._by), Field("When", self._when)]
        self._asked = Field("The practice's own safety question", self._safety)
        self._answered = Field("Told to, a licensed clinician by name", self._told, HINT)
        large = t.scale() >= LARGE
        lay = column if large else row
        how, safety = lay(*self._how, spacing=12), lay(self._asked, self._answered, spacing=12)
        for line, shares in () if large else ((how, (2, 2, 3)), (safety, (1, 1))):
            for i, share in enumerate(shares):
                line.setStretch(i, share)
        said = Field("What was said, or why", self._words)
        self._reminder = wrapped(URINARY if self._repeated else "")
        whole = column(*what, Field("Outcome", self._outcome), how, safety, said, self._reminder, spacing=12)
        inside = QWidget()
        inside.setLayout(whole)
        tall_enough(self._outcome, self._means, self._by, self._when, self._safety, self._told)
        self.body.addWidget(scrolling(inside) if large else inside, 1)
        self.body.addWidget(self._trouble)
        self.keys(key("Cancel", self.reject), key("Keep", self._keep, kind=Kind.LIVE))
        self.setMinimumWidth(int(WIDE * min(t.scale(), LARGE)))
        if large:
            self.setMinimumHeight(HIGH)

    def _fit(self) -> None:
        """Only what the outcome asks for."""
        made, closed = self._outcome.chosen == MADE, self._outcome.chosen == CLOSED
        for field in self._how:
            field.setVisible(not closed)
        self._asked.setVisible(made)
        self._answered.setVisible(made and self._safety.chosen is True)
        self._reminder.setVisible(made and self._repeated)

    def _keep(self) -> None:
        try:
            self._act(self._bridge.house.aftercare)
        except (KnownError, Refused) as error:
            self._trouble.about(str(error))
        else:
            self.accept()

    def _act(self, aftercare: Aftercare) -> None:
        due, words, on = self._due, self._words.toPlainText(), self._when.instant()
        key_, name = ("", self._name.text()) if due is None else (due.key, due.name)
        common = (key_, name, self._means.chosen, self._by.text(), on, words)
        match self._outcome.chosen:
            case "made":
                told = self._told.text() if self._safety.chosen else ""
                since = None if due is None else due.since
                aftercare.contact(self._who, RecordContact(*common, self._safety.chosen, told, since))
            case "missed":
                aftercare.missed(self._who, RecordMissed(*common))
            case _ if due is not None:
                aftercare.close(self._who, due, words)
