"""Screening: the form of the programme, its answers, and a prescriber's decision on each that asks for one."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.person.records import Kept
from kapcircle.core.person.screening import Answer, Said, Screened, Verdict
from kapcircle.core.programme import Programme, ScreeningItem
from kapcircle.core.roles import Role
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.day import Day
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Choice, Complaint, Field, column, key, row, scrolling, wrapped
from kapcircle.ui.forms import Line as Typed
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panels.record_section import Deed, Line, RecordSection
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.views.times import day

CHOICES = [(None, "choose"), (Said.NO, "No"), (Said.YES, "Yes"), (Said.UNKNOWN, "Not known")]
SHAPES = {Verdict.CLEAR: "✓", Verdict.REVIEW: "▲", Verdict.EXCLUDED: "▲", Verdict.HARD: "■"}
WORDS = {
    Verdict.CLEAR: "Nothing against medicine",
    Verdict.REVIEW: "Waits for the medical lead's decision",
    Verdict.EXCLUDED: "Excludes from medicine",
    Verdict.HARD: "Excludes from medicine, without override",
}
WIDE, HIGH = 680, 420


class Question(QWidget):
    """One question of the form. Nothing is chosen before somebody chooses."""

    def __init__(self, item: ScreeningItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        self._said, self._words = Choice(CHOICES), Typed(placeholder="in words, if there is more to say")
        self._excepted = Tick(f"Except: {item.unless}")
        self._said.choose(None)
        self._said.setFixedWidth(int(130 * t.scale()))
        self._said.setAccessibleName(item.question)
        self._words.setAccessibleName(f"More on: {item.question}")
        self._excepted.hide()
        self._said.currentIndexChanged.connect(lambda _: self._follow())
        asked = Label(item.question)
        asked.setWordWrap(True)
        line = row(self._said, self._words)
        line.setStretch(1, 1)
        self.setLayout(column(asked, line, self._excepted, spacing=4))

    def _follow(self) -> None:
        offered = bool(self._item.unless) and self._said.chosen is Said.YES
        self._excepted.setVisible(offered)
        if not offered:
            self._excepted.setChecked(False)

    @property
    def answer(self) -> Answer | None:
        """What was answered; None while nothing is chosen."""
        said: Said | None = self._said.chosen
        if said is None:
            return None
        return Answer(self._item, said, self._words.text().strip(), self._excepted.isChecked())

    def take_focus(self) -> None:
        """Put the hand on this question."""
        self._said.setFocus()


class ScreeningDialog(Dialog):
    """The whole form; it is kept when every question has an answer."""

    def __init__(self, section: "ScreeningSection", programme: Programme, parent: QWidget | None) -> None:
        super().__init__(f"Screening by “{programme.name}”, version {programme.version}", parent)
        self._section = section
        room = parent.width() if parent is not None else WIDE
        self.setMinimumWidth(min(int(WIDE * t.scale()), max(room - 40, WIDE)))
        self._questions = [Question(item) for item in programme.screening]
        self._day, self._trouble = Day(section.bridge.now), Complaint()
        inner = QWidget()
        questions = column(*self._questions, spacing=14)
        questions.setContentsMargins(4, 4, 12, 4)
        inner.setLayout(questions)
        area = scrolling(inner)
        area.setMinimumHeight(int(HIGH * min(t.scale(), 1.2)))
        self.body.addWidget(area, 1)
        self.body.addWidget(Field("Asked on", self._day))
        self.body.addWidget(self._trouble)
        self.keys(key("Cancel", self.reject), key("Keep the screening", self._keep, kind=Kind.LIVE))
        if self._questions:
            self._questions[0].take_focus()

    def _keep(self) -> None:
        answers = [question.answer for question in self._questions]
        open_ = [question for question, answer in zip(self._questions, answers, strict=True) if answer is None]
        if open_:
            left = "One question has" if len(open_) == 1 else f"{len(open_)} questions have"
            self._trouble.about(f"{left} no answer yet.")
            open_[0].take_focus()
            return
        try:
            self._section.record([answer for answer in answers if answer is not None], self._day)
        except (KnownError, Refused) as error:
            self._trouble.about(str(error))
        else:
            self.accept()


class ScreeningSection(RecordSection):
    """A coordinator sees whether there is a screening, and until when."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Screening", bridge, parent)
        self._screen = key("Screen…", self._begin)
        self._none = wrapped("The programme of this cohort has no screening questions yet.", Tone.THIRD)
        self.body.addWidget(self._none)
        self.body.addLayout(row(self._screen, None))

    def refresh(self) -> None:
        programme = None if self.who is None else self.readying.programme(self.who)
        asks = programme is not None and bool(programme.screening)
        self._none.setVisible(self.who is not None and not asks)
        self._screen.setVisible(asks and self.details)
        self._screen.set_words("Screen…" if self.person.screening.form is None else "Screen again…")
        super().refresh()

    def lines(self) -> Sequence[Line]:
        struck = (x for x in self.person.screening.forms if x.struck)
        return (*self._lines_of(), *(self._struck(x) for x in struck if self.details))

    def _struck(self, form: Kept[Screened]) -> Line:
        return Line("·", f"Screened on {day(form.what.on, self.bridge.zone)} (struck)", f"Struck: {form.struck}")

    def _lines_of(self) -> Iterator[Line]:
        screening, zone = self.person.screening, self.bridge.zone
        form = screening.form
        if form is None:
            yield Line("▲", "No screening yet")
            return
        over = form.what.expires <= self.bridge.now
        until = f"{'Held' if over else 'Holds'} until {day(form.what.expires, zone)}"
        strike = Deed("Strike…", lambda: self.strike("screening", form.stamp, "the screening"))
        deeds = (strike,) if self.details else ()
        yield Line("▲" if over else "✓", f"Screened on {day(form.what.on, zone)}", until, deeds)
        if self.details:
            clear = [x for x in form.what.answers if screening.stands(x) is Verdict.CLEAR]
            yield from (self._answered(x) for x in form.what.answers if x not in clear or x.said is not Said.NO)
            noes = sum(x.said is Said.NO for x in clear)
            yield Line("✓", "1 question answered no" if noes == 1 else f"{noes} questions answered no")

    def _answered(self, answer: Answer) -> Line:
        verdict = self.person.screening.stands(answer)
        decided = self.person.screening.decision(answer.item.key)
        said = [answer.said.value + (", with its exception" if answer.excepted else ""), answer.words, WORDS[verdict]]
        if decided is not None:
            said.append(f"decided: {decided.words}")
        lead = self.bridge.house.staff.acting.role is Role.MEDICAL_LEAD
        may = lead and verdict is Verdict.REVIEW and not answer.item.hard
        deeds = (Deed("Decide…", lambda: self._decide(answer)),) if may else ()
        return Line(SHAPES[verdict], answer.item.question, ". ".join(x.rstrip(".") for x in said if x), deeds)

    def _begin(self) -> None:
        if self.who is not None:
            ScreeningDialog(self, self.readying.programme(self.who), self.window()).open()

    def record(self, answers: Sequence[Answer], day: Day) -> None:
        """Keep a form. Raises Refused or KnownError."""
        if self.who is not None:
            self.readying.screen(self.who, answers, day.instant())

    def _decide(self, answer: Answer) -> None:
        who, words = self.who, Entry()
        fits = Choice([(None, "choose"), (True, "Nothing against medicine"), (False, "Excludes from medicine")])
        fits.choose(None)

        def act() -> None:
            if fits.chosen is None:
                raise Refused("Choose what the decision is.")
            if who is not None:
                self.readying.review(who, answer.item.key, words.text(), fits=fits.chosen)

        said = f"Answered: {answer.said.value}. {answer.words}".strip()
        parts = [("Decision", fits), ("What it rests on", words)]
        self.ask(answer.item.question, said, parts, "Keep the decision", act)
