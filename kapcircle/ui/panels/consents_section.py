"""Consents: how each stands, and the sheet on which one is read, said back, signed and witnessed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.log import Stamp
from kapcircle.core.person.ready import TOUCH
from kapcircle.core.programme import ConsentText
from kapcircle.desk.printouts import Printout
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.day import Day
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.forms import Complaint, Field, column, key, row, scrolling, wrapped
from kapcircle.ui.forms import Line as Typed
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panels.record_section import Deed, Line, RecordSection
from kapcircle.ui.signature_pad import SignaturePad
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.views.consents import ConsentLine, consent_lines, struck_lines

LEFT, RIGHT, HIGH = 440, 430, 430
ABOVE = 1.4
"""A text size from which on there is no room for the two beside one another."""


class ConsentDialog(Dialog):
    """The text on one side, the signature on the other. Nothing of it is kept before an answer is given."""

    def __init__(self, section: "ConsentsSection", text: ConsentText, alias: str, parent: QWidget | None) -> None:
        super().__init__(f"{text.title}: {alias}", parent)
        self._section, self._text = section, text
        self._said_back = [Tick(words) for words in text.teach_back]
        self.pad = SignaturePad()
        self._wipe = key("Wipe", self.pad.clear, kind=Kind.QUIET)
        self._typed, self._witness = Typed(), Entry(section.present)
        self._day, self._trouble = Day(section.bridge.now), Complaint()
        left, right = self._read(), self._sign()
        left.setFixedWidth(int(LEFT * t.scale()))
        right.setFixedWidth(int(RIGHT * t.scale()))
        if t.scale() < ABOVE:
            self.setMinimumWidth(left.width() + right.width() + 72)
            self.body.addLayout(row(left, right, spacing=24))
        else:
            both = QWidget()
            both.setLayout(column(left, right, spacing=24))
            self.setMinimumSize(left.width() + 72, int(parent.height() * 0.9) if parent is not None else 0)
            self.body.addWidget(scrolling(both), 1)
        self.body.addWidget(self._trouble)
        yes = key("Says yes", lambda: self._keep(yes=True), kind=Kind.LIVE)
        self.keys(key("Cancel", self.reject), key("Says no", lambda: self._keep(yes=False)), yes)
        self.pad.finished.connect(yes.setFocus)
        (self._said_back[0] if self._said_back else self.pad).setFocus()

    def _read(self) -> QWidget:
        words = [x for x in self._text.text.split("\n\n") if x.strip()]
        paragraphs = QWidget()
        paragraphs.setLayout(column(*(wrapped(x, Tone.TEXT, t.BODY) for x in words), None, spacing=10))
        side, head = QWidget(), [wrapped("Said back in their own words:")] if self._said_back else []
        read = paragraphs if t.scale() >= ABOVE else self._scrolled(paragraphs)
        side.setLayout(column(wrapped(f"Version {self._text.version}"), read, *head, *self._said_back))
        return side

    def _scrolled(self, paragraphs: QWidget) -> QWidget:
        """A long text scrolls beside the signature, by the keyboard too."""
        area = scrolling(paragraphs)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setAccessibleName("The text")
        area.setMinimumHeight(max(HIGH - 40 * len(self._said_back), 160))
        return area

    def _sign(self) -> QWidget:
        side = QWidget()
        hint = "For who cannot or does not want to draw: the full name, typed by them or for them before the witness."
        side.setLayout(
            column(
                row(Label("Signature", Tone.SECOND, t.NOTE), None, self._wipe),
                self.pad,
                Field("Or the typed name", self._typed, hint),
                Field("Witness", self._witness),
                Field("Day", self._day),
                None,
            )
        )
        return side

    def _keep(self, *, yes: bool) -> None:
        said_back = [tick.isChecked() for tick in self._said_back]
        try:
            self._section.answer(
                self._text,
                said_back,
                self._day,
                yes=yes,
                pad=self.pad,
                typed=self._typed.text(),
                witness=self._witness.text(),
            )
        except (KnownError, Refused) as error:
            self._trouble.about(str(error))
        else:
            self.accept()

    def done(self, result: int) -> None:
        """Whoever comes next finds an empty pad."""
        self.pad.clear()
        super().done(result)


class ConsentsSection(RecordSection):
    """A consent that was given is shown as a paper, to be printed or saved."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Consents", bridge, parent)
        self._none = wrapped("The programme of this cohort has no consent texts yet.", Tone.THIRD)
        self.body.addWidget(self._none)

    @property
    def present(self) -> str:
        """The name of who is at the desk: the likely witness."""
        staff = self.bridge.house.staff
        me = staff.members.get(staff.acting.member)
        return "" if me is None else me.name

    def refresh(self) -> None:
        self._none.setVisible(self.who is not None and not self.readying.programme(self.who).consents)
        super().refresh()

    def lines(self) -> Sequence[Line]:
        if self.who is None:
            return ()
        texts = self.readying.programme(self.who).consents
        consents, zone = self.person.consents, self.bridge.zone
        struck = (Line("·", title, words) for title, words in struck_lines(consents, zone))
        return (*(self._line(x) for x in consent_lines(consents, texts, zone)), *struck)

    def _line(self, line: ConsentLine) -> Line:
        ask, last = Deed("Ask…", lambda: self._ask(line.text)), self.person.consents.last(line.key)
        wrong = () if last is None or not self.details else (self._strike_of(last.stamp, line.text.title),)
        paper = Deed("Show…", lambda: self._show(line))
        if line.given is None:
            was = () if self.person.consents.signed(line.key) is None else (paper,)
            return Line(line.shape, line.text.title, line.words, (ask, *was, *wrong))
        withdraw = Deed("Withdraw…", lambda: self._withdraw(line))
        again = () if line.shape == "✓" else (ask,)
        return Line(line.shape, line.text.title, line.words, (*again, paper, withdraw, *wrong))

    def _strike_of(self, record: Stamp, title: str) -> Deed:
        return Deed("Strike…", lambda: self.strike("consents", record, title))

    def _ask(self, text: ConsentText) -> None:
        ConsentDialog(self, text, self.person.alias, self.window()).open()

    def answer(
        self,
        text: ConsentText,
        said_back: Sequence[bool],
        day: Day,
        *,
        yes: bool,
        pad: SignaturePad,
        typed: str,
        witness: str,
    ) -> None:
        """Keep an answer. Raises Refused or KnownError."""
        if self.who is not None:
            on = day.instant()
            self.readying.consent(
                self.who, text, said_back, on, yes=yes, strokes=pad.strokes, typed=typed, witness=witness
            )

    def _withdraw(self, line: ConsentLine) -> None:
        who, on, words = self.who, Day(self.bridge.now), Entry()

        def act() -> None:
            if who is not None:
                self.readying.withdraw_consent(who, line.key, on.instant(), words.text())

        seat = " In a circle that runs already, narrow it on their seat, too: T." if line.key == TOUCH else ""
        said = f"From then on it counts no more. What was signed stays readable.{seat}"
        parts = [("Said on", on), ("In their words, if they like", words)]
        self.ask(f"Withdraw: {line.text.title}", said, parts, "Withdraw", act)

    def _show(self, line: ConsentLine) -> None:
        who, name = self.who, f"{self.person.alias} {line.text.title}.pdf"
        if who is not None:
            self.try_(lambda: self._view(name, self.readying.consent_paper(who, line.key, self.bridge.zone)))

    def _view(self, name: str, paper: Printout) -> None:
        PaperView(self.bridge, name, paper, self.window()).open()
