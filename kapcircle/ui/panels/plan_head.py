"""The session whose rundown is planned: its name, its hour, what it is and for whom, and the way to its desk."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QEvent, QTime, Signal
from PySide6.QtWidgets import QWidget

from kapcircle.core.attending import Pod
from kapcircle.core.cohort.calendar import Planned
from kapcircle.core.ids import Instant
from kapcircle.core.programme import SessionKind
from kapcircle.ui import typeface as t
from kapcircle.ui.day import Moment
from kapcircle.ui.forms import Choice, column, key, row
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.ui.zone import local
from kapcircle.views import times

KINDS = [(kind, kind.value.capitalize()) for kind in SessionKind]


def words_of(at: Instant | None, *, weekday: bool = True) -> str:
    """A day and an hour, `Sat 13 Jun 2026 12:00`, in the zone of the laptop."""
    if at is None:
        return "no hour yet"
    return f"{times.weekday(at, local)} {times.moment(at, local)}" if weekday else times.moment(at, local)


class PlanHead(QWidget):
    """`changed` names a field of the session and its new value; `company` asks who else comes, `sit` for the desk of
    this session, `review` for how it went.
    """

    changed = Signal(str, object)
    company = Signal()
    copied = Signal()
    dropped = Signal()
    sit = Signal()
    review = Signal()
    ready = Signal()
    """Asks who lacks what for this session."""
    paper = Signal()
    """Asks for the paper pack of this session."""
    show_paper = Signal()
    """Asks for its return card, rundown or cue sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at: Instant | None = None
        self._name, self._when = Entry(placeholder="Name of the session"), Moment()
        self._set = key("Set an hour", self._begin)
        self._clear = key("No hour", lambda: self.changed.emit("scheduled", None), kind=Kind.QUIET)
        self._kind, self._whose, self._online = Choice(KINDS), Choice([]), Tick("Online")
        self._place = Entry()
        self._company = key("Others", self.company.emit, kind=Kind.QUIET)
        self._totals = Label("", Tone.SECOND)
        self._totals.setWordWrap(True)
        self._runs = Label("", Tone.COMING, t.NOTE)
        self._runs.setWordWrap(True)
        self._music = Label("", Tone.SECOND, t.NOTE)
        self._music.setWordWrap(True)
        self._sit = key("Sit down", self.sit.emit, kind=Kind.LIVE)
        self._review = key("Review", self.review.emit)
        self._ready = key("Who is ready", self.ready.emit)
        self._paper = key("Paper pack…", self.paper.emit, kind=Kind.QUIET)
        self._paper.setAccessibleDescription("What is printed the evening before, as PDF.")
        self._show = key("Run of show…", self.show_paper.emit, kind=Kind.QUIET)
        self._show.setAccessibleDescription("The return card, the rundown and the cue sheet, as PDF.")
        self._build()
        self._join()

    def _join(self) -> None:
        self._name.settled.connect(lambda name: self.changed.emit("name", name))
        self._when.editingFinished.connect(self._settle)
        self._kind.activated.connect(lambda _: self.changed.emit("kind", self._kind.chosen))
        self._whose.activated.connect(lambda _: self.changed.emit("pod", self._whose.chosen))
        self._online.clicked.connect(lambda on: self.changed.emit("virtual", on))
        self._place.settled.connect(lambda place: self.changed.emit("place", place))

    def _build(self) -> None:
        self._name.setAccessibleName("Name of the session")
        self._name.setFont(t.face(t.LEAD, t.SEMIBOLD))
        self._when.setAccessibleName("Day and hour")
        line = row(self._name, self._when, self._set, self._clear, self._ready, self._sit, self._review)
        line.setStretch(0, 1)
        for part, name in ((self._kind, "Kind of session"), (self._whose, "Whose session")):
            part.setAccessibleName(name)
        about = row(self._kind, self._whose, self._online, self._place, self._company)
        about.setStretch(3, 1)
        copied = key("Duplicate session", self.copied.emit, kind=Kind.QUIET)
        dropped = key("Delete session", self.dropped.emit, kind=Kind.QUIET)
        papers = row(self._totals, self._show, self._paper, copied, dropped)
        papers.setStretch(0, 1)
        self.setLayout(column(line, about, papers, self._runs, self._music))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._name.setFont(t.face(t.LEAD, t.SEMIBOLD))
        super().changeEvent(event)

    def show_session(self, planned: Planned, totals: str, runs: str) -> None:
        """Show a session; `runs` says what it means that it runs or is over."""
        self._at = at = planned.scheduled
        self._name.show_text(planned.name)
        for part in (self._when, self._clear):
            part.setVisible(at is not None)
        self._set.setVisible(at is None)
        if at is not None and not self._when.hasFocus():
            self._when.setDateTime(QDateTime.fromMSecsSinceEpoch(at))
        self._kind.choose(planned.kind)
        self._online.setChecked(planned.virtual)
        self._place.show_text(planned.place)
        self._place.setPlaceholderText("Link" if planned.virtual else "Where")
        self._place.setAccessibleName("Link of the session" if planned.virtual else "Where the session is")
        self._totals.say(totals)
        self._runs.say(f"● {runs}" if runs else "")
        self._runs.setVisible(bool(runs))

    def show_music(self, notes: Sequence[str]) -> None:
        """What its music meets, in sentences: worth knowing, and in nobody's way."""
        self._music.say(" ".join(f"{each}." for each in notes))
        self._music.setVisible(bool(notes))

    def show_group(self, pods: Sequence[Pod], pod: object, others: int) -> None:
        """Whose it may be, whose it is, and how many others come."""
        self._whose.offer([(None, "Whole cohort"), *((x.id, x.name) for x in pods)])
        self._whose.choose(pod)
        self._whose.setVisible(bool(pods))
        self._company.set_words(f"Others: {others}" if others else "Others")
        self._company.setAccessibleName(f"Others in the room: {others or 'nobody'}")

    def may_sit(self, may: bool, over: bool, *, sits: bool = False) -> None:
        """Whether there is anything to run; what is over is not run again, but looked back on.

        Who `sits` at its desk already is only taken there.
        """
        self._sit.set_words("To the circle" if sits else "Sit down")
        self._sit.setEnabled(may or sits)
        self._sit.setVisible(not over)
        self._ready.setVisible(not over)
        self._paper.setVisible(not over)
        self._review.setVisible(over)

    def _begin(self) -> None:
        """Tomorrow, at two in the afternoon: an hour to change, not to keep."""
        day = QDateTime.currentDateTime().addDays(1)
        day.setTime(QTime(14, 0))
        self.changed.emit("scheduled", Instant(day.toMSecsSinceEpoch()))
        self._when.setFocus()

    def _settle(self) -> None:
        at = Instant(self._when.dateTime().toMSecsSinceEpoch())
        if self._at is not None and at != self._at:
            self.changed.emit("scheduled", at)

    def first(self) -> None:
        """Put the focus on the name, ready to be typed over."""
        self._name.setFocus()
        self._name.selectAll()
