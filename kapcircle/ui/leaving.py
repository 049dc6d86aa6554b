"""Leaving at the seat, the room that waits at GO, who is still inside at the close, and the incidents of a circle."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.errors import Refused
from kapcircle.core.ids import PersonId
from kapcircle.core.leaving import Left, LeftUnseen, Transferred
from kapcircle.core.log import Stamp
from kapcircle.core.record import Record
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.session.records import find_record
from kapcircle.core.session.state import Run, Session
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.paper import PaperView
from kapcircle.ui.entering import Entering
from kapcircle.ui.key import Kind
from kapcircle.ui.records.every import FORMS, form_of
from kapcircle.ui.records.incident import RESOLVED_NOW
from kapcircle.ui.records.leaving import discharge
from kapcircle.views.incidents import incidents
from kapcircle.views.leaving import Staying, of_mat, staying, staying_lines
from kapcircle.views.read_back import whose
from kapcircle.views.recorded import words_of
from kapcircle.views.seats import WAYS
from kapcircle.views.times import hour

FEW = 5
"""So many have a key of their own; of more, their names would have no room beside the keys."""

BY_MAT = "Who leaves: the number of their mat"
IN_EYES = "The others have their key under what needs eyes next."
LASTS = 5_000
"""Milliseconds for which it is good what people lack of before the day: to ask for it takes the disk."""

LEAVE = Answer("Leave it")


class Leaving(QObject):
    """`noticed` says what was recorded, `choosing` whom the page should show."""

    noticed = Signal(str)
    choosing = Signal(object)

    def __init__(self, bridge: Bridge, ask: Ask, entering: Entering) -> None:
        super().__init__(entering)
        self._bridge, self._ask, self._entering = bridge, ask, entering
        self._before: tuple[object, int] | None = None
        entering.recorded.connect(self._recorded)

    @property
    def session(self) -> Session:
        """The circle, or an empty one."""
        return Session() if self._bridge.circle is None else self._bridge.circle.session

    def _called(self, person: PersonId) -> str:
        return whose(self.session.seats[person].mat, self._bridge.house.planning.alias(person))

    def leave(self, who: PersonId | None) -> None:
        """Whoever had medicine leaves through the gate; of anybody else it is recorded at once that they left."""
        seat = None if who is None else self.session.seats.get(who)
        if seat is not None and not people.doses(seat):
            self._left(seat.person)
            return
        gone = None if seat is None else people.left(seat)
        if seat is not None and gone is not None and not isinstance(gone[1], LeftUnseen):
            self._ask_gone(seat.person, *gone)
        else:
            self._entering.enter(discharge(self.session), who)

    def _ask_gone(self, person: PersonId, record: Record, how: Left) -> None:
        """They have gone already: what was written, and what may be done about it. Who was not seen is not asked about:
        how they left is still to be written down.
        """
        again = Answer("Is here again", lambda _: self._came_back(person), key="A")
        right = Answer("Put it right…", lambda _: self._put_right(person, record), key="R")
        answers = (*((self._sheet_of(person),) if isinstance(how, Transferred) else ()), right, again, LEAVE)
        heading = f"{self._called(person)}: {WAYS[type(how)]} {hour(record.happened, self._bridge.zone)}"
        self._ask.put(Asked(heading, f"{words_of(how)}.", (), answers))

    def _came_back(self, person: PersonId) -> None:
        if self._bridge.do(c.Record(Attended(Attendance.ARRIVED), person)):
            self.noticed.emit(f"{self._called(person)} is here again. The circle waits for how they leave.")

    def _put_right(self, person: PersonId, record: Record) -> None:
        self._ask.put_away()
        form = form_of(record, self.session)
        if form is not None:
            self._entering.correct(form, person, record)

    def _left(self, person: PersonId) -> None:
        if not people.here(self.session.seats[person]):
            self._bridge.refused.emit(f"{self._called(person)} is not here.")
        elif self._bridge.do(c.Record(Attended(Attendance.LEFT), person)):
            self.noticed.emit(f"{self._called(person)}: left. Beside the record, “withdraw” takes it back for 30 s.")

    def _recorded(self, content: object, person: PersonId | None) -> None:
        if isinstance(content, Transferred) and person is not None:
            self._offer_sheet(person)

    def _offer_sheet(self, person: PersonId) -> None:
        """Whoever takes them over is given what was recorded."""
        words = "What was given, measured and seen: to be printed, or saved as a PDF. It is not encrypted then."
        answers = (self._sheet_of(person), Answer("Not now"))
        self._ask.put(Asked(f"{self._called(person)}: handover sheet?", words, (), answers))

    def _sheet_of(self, person: PersonId) -> Answer:
        return Answer("Show the sheet…", lambda _: self._show_sheet(person), Kind.LIVE, key="P")

    def _show_sheet(self, person: PersonId) -> None:
        bridge, sitting = self._bridge, self._bridge.sitting

        def show() -> None:
            if sitting is not None:
                sheet = bridge.house.paperwork.transfer(sitting, person, bridge.zone)
                name = f"{bridge.house.planning.alias(person)} handover.pdf"
                view = PaperView(bridge, name, sheet, self._ask.window())
                view.left.connect(self.noticed)
                view.open()

        bridge.attempt(show)

    @property
    def missing(self) -> int:
        """How much holds GO: of today as it is now, of before the day as it was within the last seconds."""
        circle, now = self._bridge.circle, (self._bridge.sitting, self._bridge.now // LASTS)
        if circle is None:
            return 0
        today = len(circle.gates.waits_for(today=True))
        if self._before is None or self._before[0] != now:
            self._before = (now, len(circle.gates.waits_for()) - today)
        return today + self._before[1]

    def gate(self) -> bool:
        """Whether the room waits: then all that is missing is shown in place of going on."""
        circle = self._bridge.circle
        found = () if circle is None else circle.gates.waits_for()
        if found and self._bridge.covered:
            self._bridge.refused.emit(f"The room waits: {len(found)}. Uncover to see what is missing.")
        elif found:
            self._entering.open("room", None)
        return bool(found)

    def inside(self) -> bool:
        """Whether somebody is still here: then who, and what is missing for each, is shown in place of closing."""
        bridge, alias = self._bridge, self._bridge.house.planning.alias
        found = staying(self.session, bridge.now, bridge.zone, alias, covered=bridge.covered)
        if not found or self.session.run is not Run.RUNNING:
            return False
        words = "\n".join((*staying_lines(found), "The circle closes when everybody has left."))
        few = () if bridge.covered or len(found) > FEW else found
        answers = [
            Answer(f"{x.name} leaves", partial(self._lead_to, x.person), key=str(n)) for n, x in enumerate(few, 1)
        ]
        asked: tuple[Entry, ...] = ()
        if not bridge.covered and not few:
            asked = (Entry(BY_MAT),)
            answers = [Answer("Leaves", partial(self._lead_to_mat, found), Kind.LIVE)]
        self._ask.put(Asked(f"Still here: {len(found)}", words, asked, (*answers, Answer("Back"))))
        return True

    def _lead_to(self, person: PersonId, _: tuple[str, ...] = ()) -> None:
        self._ask.put_away()
        self.choosing.emit(person)
        self.leave(person)

    def _lead_to_mat(self, found: Sequence[Staying], typed: tuple[str, ...]) -> str | None:
        try:
            person = of_mat(found, typed[0])
        except Refused as refusal:
            return str(refusal)
        self._lead_to(person)
        return None

    def incidents(self) -> None:
        """The incidents and near misses of this circle; one that is open is put right as resolved."""
        bridge, alias = self._bridge, self._bridge.house.planning.alias
        if bridge.covered:
            bridge.refused.emit("Names are covered. Uncover them first.")
            return
        found = incidents(self.session, bridge.zone, alias)
        lines = [x.words for x in found] or ["None is recorded. I records one, after a mat or for the circle."]
        still = [x for x in found if x.open]
        lines += [IN_EYES] if len(still) > FEW else []
        few = enumerate(still[:FEW], 1)
        answers = (Answer(f"{x.what}: resolved…", self._resolving(x.stamp), key=str(n)) for n, x in few)
        self._ask.put(Asked("Incidents and near misses", "\n".join(lines), (), (*answers, Answer("Close"))))

    def _resolving(self, stamp: Stamp) -> Callable[[tuple[str, ...]], None]:
        def resolve(_: tuple[str, ...]) -> None:
            self._ask.put_away()
            self.resolve(stamp)

        return resolve

    def resolve(self, stamp: Stamp) -> None:
        """Open its form as it stands, with resolved chosen: what was done is said there."""
        found = find_record(self.session, stamp)
        if found is not None:
            person, record = found
            self._entering.correct(FORMS["incident"], person, record, "resolved now", RESOLVED_NOW)
