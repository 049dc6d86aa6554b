"""The people in the circle as seats: who sits where, how they are by what was recorded, and what they want."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kapcircle.core.attendance import Attendance
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.leaving import Discharged, LeftAgainstAdvice, LeftUnseen, Transferred
from kapcircle.core.observation import DOTS, Touch
from kapcircle.core.record import Record, of
from kapcircle.core.session import people
from kapcircle.core.session.concerns import Concern, Kind, depth, distress
from kapcircle.core.session.gates import CALM
from kapcircle.core.session.limits import PRESSURES
from kapcircle.core.session.rules import touch
from kapcircle.core.session.schedule import GONE
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.session.team import Team, team
from kapcircle.core.vitals import Vitals
from kapcircle.views.care import ALARM, Care, cares
from kapcircle.views.presence import NOBODY, sitter
from kapcircle.views.times import short

Alias = Callable[[PersonId], str]

STEPS = 360
"""The clock on a seat goes on by such parts of a turn: it is painted when it moves by a degree, not every second."""

TOUCHES = {Touch.NONE: "no touch", Touch.ASK: "ask", Touch.HAND: "hand", Touch.SHOULDER: "shoulder"}
WAYS = {
    Discharged: "discharged",
    LeftAgainstAdvice: "left",
    Transferred: "transferred",
    LeftUnseen: "left unseen",
}
NOT_HERE = frozenset({Attendance.ABSENT, Attendance.EXCUSED, *GONE})
ASKS = {
    Kind.SAFETY: "safety",
    Kind.DEPTH: "responding?",
    Kind.LEFT_UNSEEN: "left unseen",
    Kind.LEFT_EARLY: "left early",
    Kind.INCIDENT: "incident",
    Kind.DOUBLE: "entered twice?",
    Kind.RESTROOM: "restroom",
    Kind.ESCORT: "waits",
    Kind.UNSEEN: "unseen",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word on a seat and its shape: `due`, `late`, `unseen` or `alarm`."""

    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat. What is None or empty is not drawn; covered, only mat, shape and `since_dose` are there.

    `since_dose` is the part of the usual course that is over, 0 to 1. `distressed` is how much, from 0 to 10.
    `standing` says why an `absent` one is; `outside`: this very reading is outside the signed range, and nobody has
    answered.
    """

    person: PersonId
    mat: int
    alias: str = ""
    reading: str = ""
    depth: int | None = None
    since_dose: float | None = None
    badge: Badge | None = None
    distress: bool = False
    absent: bool = False
    distressed: int | None = None
    touch: str = ""
    standing: str = ""
    outside: bool = False
    sitter: str | None = None
    """Initials of who looks after them, or NOBODY; None where that is not asked of them."""
    place: tuple[float, float] | None = None
    """Where their mat was laid, across and down the room."""

    @property
    def numbered(self) -> str:
        """The mat, and who looks after whoever sits on it."""
        return str(self.mat) if self.sitter is None else f"{self.mat} · {self.sitter}"

    @property
    def spoken(self) -> str:
        """The seat as a sentence."""
        said = [self.alias, f"mat {self.mat}", (self.standing or "not today") if self.absent else "", self.reading]
        said += [] if self.sitter is None else ["nobody covers" if self.sitter == NOBODY else f"with {self.sitter}"]
        said += [f"depth {self.depth} of 4"] if self.depth is not None else []
        said += [self.badge.words or self.badge.shape] if self.badge else []
        said += ["distress" + (f" {self.distressed} of 10" if self.distressed else "")] if self.distress else []
        said += [f"touch: {self.touch}"] if self.touch else []
        return ", ".join(words for words in said if words)


def seats(
    s: Session,
    alias: Alias,
    now: Instant | None = None,
    found: Sequence[Care] | None = None,
    *,
    covered: bool = False,
) -> tuple[SeatView, ...]:
    """One seat per participant in mat order; of a circle that is not open, as planned. Without `now`: who sits where.

    `found` is how everybody is looked after at `now`, where `cares` was asked already. Covered, a seat has its mat and
    the shape of what it wants, and no name, value or word.
    """
    mats = [(seat.person, seat.mat) for seat in s.seats.values()] if s.seats else s.plan.mats
    laid = s.laid if s.seats else {mat: (x, y) for mat, x, y in s.plan.laid}
    plain = [
        SeatView(p, mat, "" if covered else alias(p), place=laid.get(mat))
        for p, mat in sorted(mats, key=lambda pair: pair[1])
    ]
    if now is None or not s.seats:
        return tuple(plain)
    both = zip(plain, cares(s, now) if found is None else found, strict=True)
    staff = team(s)
    return tuple(_covered(view, x, now) if covered else _shown(view, x, s, staff, now) for view, x in both)


def _covered(view: SeatView, found: Care, now: Instant) -> SeatView:
    badge = Badge(found.shape, "") if found.shape else None
    return replace(view, badge=badge, since_dose=None if standing(found.seat) else _part(found, now))


def _shown(view: SeatView, found: Care, s: Session, staff: Team, now: Instant) -> SeatView:
    seat, why = found.seat, standing(found.seat)
    seen, felt, agreed = depth(seat), distress(seat), touch(s, seat.person)
    return replace(
        view,
        reading=pressure(seat),
        depth=None if seen is None or why else DOTS[seen[1]],
        since_dose=None if why else _part(found, now),
        badge=badge(found, now),
        distress=felt is not None and felt > CALM,
        distressed=felt,
        touch="" if agreed is None or why else TOUCHES[agreed],
        absent=bool(why),
        standing=why,
        sitter=sitter(staff, seat.person) if people.here(seat) else None,
        outside=_outside(found),
    )


def _part(found: Care, now: Instant) -> float | None:
    return None if found.clock is None else int(found.clock.part(now) * STEPS) / STEPS


def pressure(seat: Seat) -> str:
    """The last pressure, `128/82`; nothing before there is one."""
    found = _pressures(seat)
    return f"{found[-1][1].systolic}/{found[-1][1].diastolic}" if found else ""


def _pressures(seat: Seat) -> list[tuple[Record, Vitals]]:
    return [(record, x) for record, x in of(seat.counted, Vitals) if x.systolic is not None]


def _outside(found: Care) -> bool:
    """Whether it is the last pressure that is outside: one that came back is not shown as if it were."""
    read = _pressures(found.seat)
    open_ = {x.record.stamp for x in found.alarms if any(limit.measure in PRESSURES for limit in x.broken)}
    return bool(read) and read[-1][0].stamp in open_


def standing(seat: Seat) -> str:
    """Why nothing is waited for on this seat: gone, not here, or not taking medicine today; else nothing."""
    gone, attendance = people.left(seat), people.attendance(seat)
    if gone is not None:
        return WAYS[type(gone[1])]
    if people.sent_home(seat):
        return "sent home"
    if attendance is not None and attendance in GONE:
        return attendance.value
    if people.first_dose(seat) is not None:
        return ""
    if attendance is not None and attendance in NOT_HERE:
        return attendance.value
    no = people.not_today(seat)
    return "" if no is None else "has stopped" if no.stops else "not today"


def badge(found: Care, now: Instant) -> Badge | None:
    """What is most urgent, in a word."""
    if found.alarms:
        return Badge(ALARM, "outside range")
    if found.grave:
        return Badge(ALARM, ASKS[found.grave[0].kind])
    if found.pressing is not None:
        late = now - found.pressing.due
        return Badge(found.shape, f"late {short(late)}" if found.shape == "late" else "due")
    return _asked(found.asks[0], now) if found.asks else None


def _asked(concern: Concern, now: Instant) -> Badge:
    if concern.kind is Kind.DOUBLE:
        return Badge("double", ASKS[concern.kind])
    if concern.kind is Kind.INCIDENT:
        return Badge("unseen", ASKS[concern.kind])
    return Badge("unseen", f"{ASKS[concern.kind]} {short(now - concern.since)}")
