"""Entering from paper what was written by hand: mat, kind, time and values, a line after the other."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import Instant, SessionId
from kapcircle.core.session.state import Seat, Session
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Choice, Complaint, Field, Line, key, row, wrapped
from kapcircle.ui.grid import Grid
from kapcircle.ui.key import Kind
from kapcircle.ui.table import Column
from kapcircle.ui.theme import Tone
from kapcircle.views.from_paper import KINDS, Who, seat_of, taken_at
from kapcircle.views.recorded import words_of
from kapcircle.views.times import hour

WORDS = (
    "Enter line after line, with the time at which each thing happened: each is marked with how much later it was "
    "written down. Mat and kind stay for the next line. Without a mat a note is about the circle."
)
SIZE = QSize(1000, 600)
NARROW = 90


@dataclass(frozen=True, slots=True)
class EnteredRow:
    """A line that stands in the record."""

    key: int
    at: str
    who: str
    words: str


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
        self._mat, self._at, self._values = Line(), Line("", "14:05"), Line()
        self._kind = Choice([(kind.key, kind.title) for kind in KINDS.values()])
        self._trouble, self._rows = Complaint(), list[EnteredRow]()
        self._grid = Grid("Entered just now", COLUMNS, WIDTHS, lambda _, place: Tone.TEXT if place else Tone.SECOND)
        self._by = wrapped("")
        self._build()
        self._show_usage()
        self._mat.setFocus()

    def _build(self) -> None:
        self.body.addWidget(wrapped(WORDS))
        for line in (self._mat, self._at):
            line.setFixedWidth(NARROW)
        named = (("Mat", self._mat), ("Kind", self._kind), ("Happened at", self._at), ("Values", self._values))
        fields = row(*(Field(name, part) for name, part in named))
        fields.setStretch(3, 1)
        self.body.addLayout(fields)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._grid, 1)
        self.body.addWidget(self._by)
        self.keys(key("Close", self.accept), key("Enter", self._enter, kind=Kind.LIVE))
        self._kind.currentIndexChanged.connect(lambda _: self._show_usage())
        parent = self.parentWidget()
        self.resize(SIZE if parent is None else SIZE.boundedTo(parent.window().size()))

    def _show_usage(self) -> None:
        usage = KINDS[self._kind.chosen].usage
        self._values.setPlaceholderText(usage)
        self._values.setAccessibleDescription(f"as in {usage}")
        actor = self._bridge.house.staff.acting.member
        known = self._bridge.house.practice.staff.get(actor)
        self._by.say(f"Recorded by {known.name if known is not None else 'whoever is at the desk'}.")

    @property
    def _s(self) -> Session:
        return self._bridge.house.session(self._session)

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
        s, now = self._s, self._bridge.now
        seat: Seat | None = seat_of(self._mat.text(), {seat.mat: seat for seat in s.seats.values()})
        opened = s.opened if s.opened is not None else now
        at = taken_at(self._at.text(), opened, now, self._bridge.zone)
        who = None if seat is None else Who(self._alias(seat), seat.mat)
        content = KINDS[self._kind.chosen].read(self._values.text(), who)
        self._bridge.house.paperwork.enter(self._session, content, None if seat is None else seat.person, at)
        named = "the circle" if who is None else f"{who.mat}  {who.alias}"
        return EnteredRow(len(self._rows), hour(Instant(at), self._bridge.zone), named, words_of(content))

    def _alias(self, seat: Seat) -> str:
        return self._bridge.house.planning.alias(seat.person)
