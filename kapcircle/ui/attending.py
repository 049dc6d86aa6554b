"""Arrival and attendance, who takes part in what, seats of latecomers: a key each, for the chosen participant."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from kapcircle.core.attendance import Attendance, Attended, NotToday, SentHome
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.mats import MOST_MATS
from kapcircle.core.record import Record, latest
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.session.presence import late_by, presence_of
from kapcircle.core.session.recording import WITHDRAWAL
from kapcircle.core.session.state import Run, Seat
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.key import Kind
from kapcircle.views.presence import minutes_here
from kapcircle.views.read_back import happened
from kapcircle.views.recorded import words_of
from kapcircle.views.seats import standing
from kapcircle.views.times import hour, whole

LEAVE = Answer("Leave it")
NOBODY = "Nobody is chosen. Choose a seat first."
NOT_OPEN = "Attendance begins when the circle opens: GO opens it."
NO_ROOM = "Every mat from 1 to 99 is taken."
ALL_SEATED = "Everyone in the cohort has a seat. Enrol a guest on the Plan page first; then they can take one."
MORE_LETTERS = "Type how the alias begins."
LISTED = 9
"""Keys from 1 to 9."""

OTHER_TIME = "at another time"
"""Why the first entry is struck."""

THEIRS = "Attendance and integration stay theirs. Nothing is asked of them."

STATUSES = (
    ("A", Attendance.ARRIVED, "Arrived"),
    ("L", Attendance.LATE, "Late"),
    ("E", Attendance.LEFT_EARLY, "Left early"),
    ("B", Attendance.ABSENT, "Absent"),
    ("X", Attendance.EXCUSED, "Excused…"),
)
BACK = (("A", Attendance.ARRIVED, "Is here again"),)
"""What is left to be said of somebody who has gone through a way of leaving, or was sent home."""


class Attending(QObject):
    """`noticed` says what was recorded, `choosing` who should be chosen now."""

    noticed = Signal(str)
    choosing = Signal(object)

    def __init__(self, bridge: Bridge, ask: Ask, shown: Callable[[str], str], parent: QObject | None = None) -> None:
        """`shown` gives the key of an action as people write it."""
        super().__init__(parent)
        self._bridge, self._ask, self._shown = bridge, ask, shown
        self.seat_keys: Mapping[str, Callable[[PersonId | None], object]] = {
            "attendance": self.attend,
            "opt out": self.opt_out,
        }
        """What a key does for the chosen one."""

    @property
    def covered(self) -> bool:
        """Whether names are covered."""
        return self._bridge.covered

    # attendance

    def attend(self, person: PersonId | None) -> None:
        """Arrived, at the first press; the next one offers what else there is."""
        seat = self._seat(person)
        if seat is None:
            return
        if people.attendance(seat) is None:
            self._record(seat, Attended(Attendance.ARRIVED), self._late(seat))
        else:
            self._ask.put(self._offer(seat))

    def _late(self, seat: Seat) -> str:
        """Late is proposed in words, and entered by a person alone."""
        circle = self._bridge.circle
        late = None if circle is None else late_by(circle.session, self._bridge.now)
        if late is None:
            return ""
        return f"The opening circle began {whole(late)} ago: {self._shown('attendance')} and L make it late."

    def _offer(self, seat: Seat) -> Asked:
        here = people.here(seat)
        last = latest(seat.records, Attended)
        gone = people.left(seat) is not None or people.sent_home(seat)
        known = None if gone or last is None else last[1].status
        answers = [
            Answer(words, partial(self._say, seat.person, status), key=key)
            for key, status, words in (BACK if gone else STATUSES)
            if status is not known
        ]
        if last is not None and not gone:
            answers.append(Answer("At another time…", lambda _: self._ask_when(seat, last[0]), key="T"))
        if last is not None and self._fresh(last[0]):
            wrong = Answer("It was wrong: withdraw it", lambda _: self._withdraw(seat, last[0]), key="W")
            answers.append(wrong)
        now = self._bridge.now
        words = ", ".join(filter(None, [self._status(seat), minutes_here(seat, now) if here else ""]))
        return Asked(self._alias(seat), f"{words.capitalize()}.", (), (*answers, LEAVE), seat.mat)

    def _status(self, seat: Seat) -> str:
        found, gone = latest(seat.records, Attended), people.left(seat)
        if gone is not None:
            return f"{standing(seat)} {hour(gone[0].happened, self._bridge.zone)}"
        return "" if found is None else f"{found[1].status.value} {hour(found[0].happened, self._bridge.zone)}"

    def _fresh(self, record: Record) -> bool:
        mine = record.by == self._bridge.house.desk.actor.member
        return mine and self._bridge.now - record.at <= WITHDRAWAL

    def _withdraw(self, seat: Seat, record: Record) -> None:
        if self._bridge.do(c.Withdraw(record.stamp)):
            self.noticed.emit(f"{self._whose(seat)}: withdrawn.")

    def _ask_when(self, seat: Seat, record: Record) -> None:
        """It was entered late, or early: minutes present go by when it happened."""
        keep = Answer("Put it right", lambda said: self._put_right(seat, record, said[0]), Kind.LIVE)
        title = f"{self._alias(seat)}: {words_of(record.content)} when?"
        self._ask.put(Asked(title, "", (Entry("-5 is five minutes ago, or 14:05"),), (keep, LEAVE), seat.mat))

    def _put_right(self, seat: Seat, record: Record, typed: str) -> str | None:
        now, zone = self._bridge.now, self._bridge.zone
        try:
            at = happened(typed, now, zone)
        except Refused as refusal:
            return str(refusal)
        at = now if at is None else at
        if self._bridge.do(c.Correct(record.stamp, OTHER_TIME, record.content), at):
            self.noticed.emit(f"{self._whose(seat)}: {words_of(record.content)} at {hour(at, zone)}.")
        return None

    def _say(self, person: PersonId, status: Attendance, _: tuple[str, ...]) -> None:
        seat = self._seat(person)
        if seat is None:
            return
        if status is Attendance.EXCUSED:
            keep = Answer("Excused", lambda said: self._excuse(person, said[0]), Kind.LIVE)
            asked = (Entry("Why, if they said so"),)
            self._ask.put(Asked(f"{self._alias(seat)}: excused", "", asked, (keep, LEAVE), seat.mat))
        else:
            self._record(seat, Attended(status), happened=self._when(seat, status))

    @staticmethod
    def _when(seat: Seat, status: Attendance) -> Instant | None:
        """Whoever is here already was late, or in time, when they came, and not just now."""
        here = people.here(seat)
        same = here and status in people.HERE
        return presence_of(seat).stays[-1].since if same else None

    def _excuse(self, person: PersonId, why: str) -> None:
        seat = self._seat(person)
        if seat is not None:
            self._record(seat, Attended(Attendance.EXCUSED, why.strip()))

    # opting out

    def opt_out(self, person: PersonId | None) -> None:
        """Not today, at once and without a reason; then, if they like, more. It is never undone, only followed."""
        seat = self._seat(person)
        if seat is None:
            return
        if people.stopped(seat) is not None:
            self.noticed.emit(f"{self._whose(seat)} has ended their part in the medicine sessions already.")
        elif people.not_today(seat) is not None or self._record(seat, NotToday()):
            self._ask.put(self._out(seat))

    def _out(self, seat: Seat) -> Asked:
        stops = "Stops their part in the medicine sessions"
        who = seat.person
        answers = (
            Answer("That is all", key="0"),
            Answer("Why, in their words…", lambda _: self._ask_why(who), key="W"),
            Answer(stops, lambda _: self._follow(who, NotToday(stops=True)), key="S"),
            Answer("Sent home…", lambda _: self._ask_how(who), key="H"),
        )
        return Asked(f"{self._alias(seat)}: not today", THEIRS, (), answers, seat.mat)

    def _ask_why(self, person: PersonId) -> None:
        keep = Answer("Keep it", lambda said: self._follow(person, NotToday(said[0].strip())), Kind.LIVE)
        self._put(person, "not today", "Why, in their words", keep)

    def _ask_how(self, person: PersonId) -> None:
        keep = Answer("Sent home", lambda said: self._follow(person, SentHome(said[0].strip())), Kind.LIVE)
        self._put(person, "sent home", "How they get there, and with whom", keep)

    def _put(self, person: PersonId, what: str, asked: str, keep: Answer) -> None:
        seat = self._seat(person)
        if seat is not None:
            self._ask.put(Asked(f"{self._alias(seat)}: {what}", "", (Entry(asked),), (keep, LEAVE), seat.mat))

    def _follow(self, person: PersonId, content: NotToday | SentHome) -> None:
        seat = self._seat(person)
        if seat is not None:
            self._record(seat, content)

    # seats

    def latecomer(self) -> None:
        """A seat for somebody of the cohort who has none: this key, and their number."""
        circle, house, sitting = self._bridge.circle, self._bridge.house, self._bridge.sitting
        if circle is None or sitting is None or circle.session.run is Run.WAITING:
            self._bridge.refused.emit(NOT_OPEN)
            return
        mats = house.planning.cohort(house.planning.planned(sitting)[0]).mats
        free = sorted((mat, person) for person, mat in mats.items() if person not in circle.session.seats)
        if not free:
            self._bridge.refused.emit(ALL_SEATED)
            return
        if len(free) > LISTED:
            seat = Answer("Go on", lambda said: self._seat_named(free, said[0]), Kind.LIVE)
            words = f"{len(free)} of the cohort have no seat here."
            self._ask.put(Asked("Who has come?", words, (Entry("Alias, or how it begins"),), (seat, LEAVE)))
        else:
            self._list_free(free)

    def _list_free(self, free: Sequence[tuple[int, PersonId]]) -> None:
        alias = self._bridge.house.planning.alias
        answers = [
            Answer(alias(person), partial(self._seat_anew, person, mat), key=str(n))
            for n, (mat, person) in enumerate(free, 1)
        ]
        words = "They take their own mat, or the first that is free."
        self._ask.put(Asked("Who has come?", words, (), (*answers, LEAVE)))

    def _seat_named(self, free: Sequence[tuple[int, PersonId]], typed: str) -> str | None:
        """Whoever it means alone is seated; of a few it is asked which."""
        alias, begins = self._bridge.house.planning.alias, typed.strip().casefold()
        meant = [(mat, person) for mat, person in free if begins and alias(person).casefold().startswith(begins)]
        if len(meant) == 1:
            return self._seat_anew(meant[0][1], meant[0][0], ())
        if meant and len(meant) <= LISTED:
            self._list_free(meant)
            return None
        return MORE_LETTERS if meant or not begins else f"Nobody without a seat is called “{typed.strip()}”."

    def _seat_anew(self, person: PersonId, wanted: int, _: tuple[str, ...]) -> str | None:
        circle = self._bridge.circle
        if circle is None:
            return NOT_OPEN
        taken = {seat.mat for seat in circle.session.seats.values()}
        mat = wanted if wanted not in taken else next((n for n in range(1, MOST_MATS + 1) if n not in taken), None)
        if mat is None:
            return NO_ROOM
        if self._bridge.do(c.TakeSeat(person, mat)):
            self.choosing.emit(person)
            alias = self._bridge.house.planning.alias(person)
            self.noticed.emit(f"{alias} has mat {mat}. {self._shown('attendance')}: arrived.")
        return None

    def change_mat(self, person: PersonId | None, typed: str) -> str:
        """The chosen one goes to another mat; whoever sits there takes theirs. Returns what is wrong, or nothing."""
        if not typed.isdecimal():
            return "Name a mat, as in: mat 7."
        seat = self._seat(person)
        if seat is not None and self._bridge.do(c.TakeSeat(seat.person, int(typed))):
            self.noticed.emit(f"{self._bridge.house.planning.alias(seat.person)} has mat {int(typed)}.")
        return ""

    # what all have

    def _seat(self, person: PersonId | None) -> Seat | None:
        circle = self._bridge.circle
        if circle is None or person is None:
            self._bridge.refused.emit(NOBODY)
            return None
        seat = circle.session.seats.get(person)
        if seat is None:
            self._bridge.refused.emit(NOT_OPEN)
        return seat

    def _alias(self, seat: Seat) -> str:
        return self._bridge.house.planning.alias(seat.person)

    def _whose(self, seat: Seat) -> str:
        """The mat first: it is what one sees in the room."""
        return f"Mat {seat.mat}, {self._alias(seat)}"

    def _record(
        self, seat: Seat, content: Attended | NotToday | SentHome, more: str = "", happened: Instant | None = None
    ) -> bool:
        done = self._bridge.do(c.Record(content, seat.person), happened)
        if done:
            self.noticed.emit(f"{self._whose(seat)}: {words_of(content)}. {more}".strip())
        return done
