"""The programme that a cohort follows, and the calendar laid out from it."""

from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QTime
from PySide6.QtWidgets import QWidget

from kapcircle.core.cohort.calendar import PlanSession
from kapcircle.core.errors import Refused
from kapcircle.core.ids import CohortId, Instant
from kapcircle.core.programme import Programme
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.day import Moment
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.dialogs.question import Notice
from kapcircle.ui.forms import Choice, Complaint, Field, key, row, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.panels.plan_head import words_of
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone

HEADING = "Programme and calendar"
NONE = (
    "The practice keeps no programme yet. A programme is a template of a cohort: its weeks, its sessions and their "
    "kinds. Begin one under Edit…, beside its name on the Plan page. Sessions can be planned one by one without it."
)
KEEPS = "All of them come onto the calendar as one change, which Ctrl+Z takes back. What is there already stays."


@dataclass(frozen=True, slots=True)
class Laid:
    """A session as it would be laid out, in words."""

    key: object
    when: str
    name: str
    kind: str
    whose: str
    where: str


COLUMNS = (
    Column("When", lambda x: x.when),
    Column("Session", lambda x: x.name),
    Column("Kind", lambda x: x.kind),
    Column("Whose", lambda x: x.whose),
    Column("Where", lambda x: x.where),
)
WIDTHS = (190, 0, 110, 130, 90)


def ask_course(bridge: Bridge, cohort: CohortId, page: QWidget) -> Dialog:
    """The dialog on the programmes of the practice; where it keeps none, what one would be."""
    if bridge.house.planning.course.programmes:
        return CourseDialog(bridge, cohort, page)
    return Notice(HEADING, (NONE,), page)


class CourseDialog(Dialog):
    """Which programme, from when on, and what that would be."""

    def __init__(self, bridge: Bridge, cohort: CohortId, page: QWidget) -> None:
        super().__init__(HEADING, page)
        self.resize(int(880 * t.scale()), 560)
        self._bridge, self._course, self._cohort = bridge, bridge.house.planning.course, cohort
        programmes = self._course.programmes
        self._which = Choice([(x, f"{x.name}, version {x.version}") for x in programmes])
        self._first, self._state, self._trouble = Moment(), Label("", Tone.SECOND), Complaint()
        self._grid = Grid("What it would be", COLUMNS, WIDTHS, lambda _, at: Tone.TEXT if at == 1 else Tone.SECOND)
        self._follow = key("Only follow it", self._do_follow)
        self._lay = key("Put on the calendar", self._do_lay_out, kind=Kind.LIVE)
        self._build()
        self.keys(key("Cancel", self.reject), self._follow, self._lay)
        self._which.choose(self._course.of(cohort) or programmes[0])
        self._which.currentIndexChanged.connect(lambda _: self._show())
        self._first.dateTimeChanged.connect(lambda _: self._show())
        self._which.setFocus()
        self._show()

    def _build(self) -> None:
        day = QDateTime.currentDateTime().addDays(7)
        day.setTime(QTime(18, 0))
        self._first.setDateTime(day)
        line = row(Field("Programme", self._which), Field("First day and hour", self._first), spacing=12)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._state)
        self.body.addWidget(self._grid, 1)
        self.body.addWidget(self._trouble)
        self.body.addWidget(wrapped(KEEPS))

    @property
    def _programme(self) -> Programme:
        programme: Programme = self._which.chosen
        return programme

    @property
    def _day(self) -> Instant:
        return Instant(self._first.dateTime().toMSecsSinceEpoch())

    def _show(self) -> None:
        programme = self._programme
        signed = "Its limits are signed." if programme.limits_hold else "Its limits are not signed: they do not act."
        self._state.say(f"{programme.weeks} weeks · at most {programme.medicine_cap} medicine sessions · {signed}")
        made: tuple[PlanSession, ...] = ()
        trouble = ""
        try:
            made = self._course.preview(self._cohort, programme, self._day, self._bridge.zone)
        except Refused as why:
            trouble = str(why)
        self._trouble.about(trouble)
        self._grid.show_rows([self._laid(x) for x in made])
        self._lay.setEnabled(bool(made))

    def _laid(self, made: PlanSession) -> Laid:
        pods = self._bridge.house.planning.cohort(self._cohort).pods
        whose = "the cohort" if made.pod is None else pods[made.pod].name
        where = "online" if made.virtual else "in person"
        return Laid((made.stands_for, made.pod), words_of(made.scheduled), made.name, made.kind.value, whose, where)

    def _do_follow(self) -> None:
        if self._bridge.attempt(lambda: self._course.follow(self._cohort, self._programme.id)):
            self.accept()

    def _do_lay_out(self) -> None:
        try:
            self._first.heed()
        except Refused as why:
            self._trouble.about(str(why))
            return
        day, zone = self._day, self._bridge.zone
        if self._bridge.attempt(lambda: self._course.lay_out(self._cohort, self._programme, day, zone)):
            self.accept()
