"""Entering from paper what was written by hand: mat, kind, time and values, a line after the other."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import DAY, Instant, PersonId, SessionId
from kapcircle.core.programme import HOUR
from kapcircle.core.session.state import Session
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.day import Day
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Choice, Complaint, Field, Line, key, row, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.views.from_paper import KINDS, seat_of, taken_at
from kapcircle.views.recorded import words_of
from kapcircle.views.times import hour, moment

WORDS = (
    "Enter line after line, with the time at which each thing happened: each is marked with how much later it was "
    "written down. Mat, kind and day stay for the next line. Without a mat a line is about the circle."
)
SIZE = QSize(1100, 640)
NARROW, SHORT, LONG = 80, 110, 160

AFTERWARDS = 12 * HOUR
"""A circle that was opened so long after its hour was opened to enter what stands on paper: programme setting."""


@dataclass(frozen=True, slots=True)
class EnteredRow:
    """A line that stands in the record."""

    key: int
    at: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Meant:
    """A line as it would be recorded: what, about whom, and when."""

    content: Any
    person: PersonId | None
    who: str
    at: Instant


COLUMNS = (
    Column("Happened", lambda x: x.at, figure=True),
    Column("Who", lambda x: x.who),
    Column("What", lambda x: x.words),
)
WIDTHS = (84, 180, 0)


class FromPaper(Dialog):
    """Of one session, that runs or is over. What is refused stays in the line, with why."""

    def __init__(self, bridge: Bridge, session: SessionId, name: str, parent: QWidget | None) -> None:
        super().__init__(f"Enter from paper: {name}", parent)
        self._bridge, self._session = bridge, session
        self._mat, self._at, self._values, self._hand = Line(), Line("", "14:05"), Line(), Line("", "initials")
        self._kind = Choice([(kind.key, kind.title) for kind in KINDS.values()])
        self._begins = _begins(self._s, bridge.now)
        self._day = Day(self._begins)
        self._first = self._day.date()
        self._usage, self._meant = wrapped(""), Label("", Tone.TEXT)
        self._trouble, self._rows = Complaint(), list[EnteredRow]()
        self._grid = Grid("Entered just now", COLUMNS, WIDTHS, lambda _, place: Tone.TEXT if place else Tone.SECOND)
        self._by = wrapped("")
        self._build()
        self._show_usage()
        self._mat.setFocus()

    def _build(self) -> None:
        self.body.addWidget(wrapped(WORDS))
        for line, width in ((self._mat, NARROW), (self._at, NARROW), (self._hand, SHORT), (self._day, LONG)):
            line.setFixedWidth(width)
        named = (
            ("Mat", self._mat),
            ("Kind", self._kind),
            ("Day", self._day),
            ("Happened at", self._at),
            ("Written by", self._hand),
        )
        fields = row(*(Field(name, part) for name, part in named))
        fields.setStretch(1, 1)
        self.body.addLayout(fields)
        self.body.addWidget(Field("Values", self._values))
        self.body.addWidget(self._usage)
        self.body.addWidget(self._meant)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._grid, 1)
        self.body.addWidget(self._by)
        self.keys(key("Close", self.accept), key("Enter", self._enter, kind=Kind.LIVE))
        self._kind.currentIndexChanged.connect(lambda _: self._show_usage())
        self._day.dateChanged.connect(lambda _: self._read_back())
        for line in (self._mat, self._at, self._values):
            line.textChanged.connect(lambda _: self._read_back())
        parent = self.parentWidget()
        self.resize(SIZE if parent is None else SIZE.boundedTo(parent.window().size()))

    def _show_usage(self) -> None:
        kind = KINDS[self._kind.chosen]
        self._values.setPlaceholderText(kind.usage)
        self._values.setAccessibleDescription(f"{kind.says}, as in {kind.usage}" if kind.usage else kind.says)
        self._usage.say(f"{kind.title}: {kind.says}.")
        actor = self._bridge.house.staff.acting.member
        known = self._bridge.house.practice.staff.get(actor)
        self._by.say(f"Recorded by {known.name if known is not None else 'whoever is at the desk'}.")
        self._read_back()

    @property
    def _s(self) -> Session:
        return self._bridge.house.session(self._session)

    def _read_back(self) -> None:
        """Say whom the line is about, and what it means as far as it can be read."""
        try:
            meant = self._read()
            said = f"{meant.who}, {moment(meant.at, self._bridge.zone)}"
            self._meant.say(f"{said}: {words_of(meant.content)}")
        except Refused:
            self._meant.say(self._whom())

    def _whom(self) -> str:
        try:
            return self._about()[1] if self._mat.text().strip() else ""
        except Refused as refusal:
            return str(refusal)

    def _about(self) -> tuple[PersonId | None, str]:
        """Whom the line is about; where another was planned for the mat, the sheet may be theirs."""
        s, alias = self._s, self._bridge.house.planning.alias
        seat = seat_of(self._mat.text(), {seat.mat: seat for seat in s.seats.values()})
        if seat is None:
            return None, "The circle"
        planned = next((who for who, mat in s.plan.mats if mat == seat.mat and who != seat.person), None)
        other = "" if planned is None else f" (the sheet of this mat may be of {alias(planned)}: they changed places)"
        return seat.person, f"{seat.mat}  {alias(seat.person)}{other}"

    def _read(self) -> Meant:
        person, who = self._about()
        days = self._first.daysTo(self._day.date())
        at = taken_at(self._at.text(), Instant(self._begins + days * DAY), self._bridge.now, self._bridge.zone)
        sheet = self._bridge.house.paperwork.sheet(self._session, person)
        return Meant(KINDS[self._kind.chosen].read(self._values.text(), sheet), person, who, at)

    def _enter(self) -> None:
        try:
            entered = self._record()
        except (KnownError, Refused) as error:
            self._trouble.about(str(error))
            return
        self._trouble.about("")
        self._rows.insert(0, entered)
        self._grid.show_rows(self._rows)
        self._values.clear()
        self._at.setFocus()
        self._at.selectAll()

    def _record(self) -> EnteredRow:
        self._day.heed()
        meant = self._read()
        self._bridge.house.paperwork.enter(
            self._session, meant.content, meant.person, meant.at, self._hand.text().strip()
        )
        named = "the circle" if meant.person is None else meant.who
        words = "; ".join((words_of(meant.content), *self._outside(meant)))
        return EnteredRow(len(self._rows), hour(meant.at, self._bridge.zone), named, words)

    def _outside(self, meant: Meant) -> tuple[str, ...]:
        """What a gate lacked: it is recorded all the same, and told."""
        return () if meant.person is None else self._s.seats[meant.person].records[-1].outside


def _begins(s: Session, now: Instant) -> Instant:
    """When the day on paper began: at the opening, or at its hour, where the circle was opened only afterwards."""
    opened, planned = now if s.opened is None else s.opened, s.plan.scheduled
    return planned if planned is not None and opened - planned > AFTERWARDS else opened
