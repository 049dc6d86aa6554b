"""How one person is looked after at an instant: what their seat and the list of what needs eyes are read off."""

from dataclasses import dataclass, replace

from kapcircle.core.ids import MINUTE, Instant, Millis
from kapcircle.core.leaving import LeftUnseen
from kapcircle.core.programme import Programme, Urgency
from kapcircle.core.session.clocks import Clock, clock
from kapcircle.core.session.concerns import Concern, Kind, concerns
from kapcircle.core.session.limits import Alarm, Raised, alarms, raised
from kapcircle.core.session.people import left
from kapcircle.core.session.schedule import State, Task, gives_medicine, tasks
from kapcircle.core.session.state import Run, Seat, Session

AHEAD = Millis(5 * MINUTE)
"""How long before it is due a check stands in the list."""

GRAVE = (Kind.SAFETY, Kind.DEPTH, Kind.LEFT_UNSEEN, Kind.LEFT_EARLY)
"""What is shown as an alarm."""

PASSING = (Kind.RESTROOM, Kind.UNSEEN)
"""What only somebody in the room can look after: it ends with the circle."""

ALARM, LATE, DUE, UNSEEN, COMING = "alarm", "late", "due", "unseen", "coming"


@dataclass(frozen=True, slots=True)
class Care:
    """`alarms` are those that nobody has acknowledged, of whoever is still looked after; `pressing` the check that is
    late or due, `coming` the next; `raised` their last raised pressure, while it is followed.
    """

    seat: Seat
    alarms: tuple[Alarm, ...] = ()
    concerns: tuple[Concern, ...] = ()
    pressing: Task | None = None
    coming: Task | None = None
    raised: Raised | None = None
    clock: Clock | None = None

    @property
    def grave(self) -> tuple[Concern, ...]:
        """What is shown as an alarm beside values."""
        return tuple(x for x in self.concerns if x.kind in GRAVE)

    @property
    def asks(self) -> tuple[Concern, ...]:
        """What else wants eyes; whoever is to be measured is looked at with that."""
        beside = (*GRAVE, Kind.UNSEEN) if self.pressing is not None else GRAVE
        return tuple(x for x in self.concerns if x.kind not in beside)

    @property
    def shape(self) -> str:
        """The most urgent of it: `alarm`, `late`, `due`, `unseen`, or nothing."""
        if self.alarms or self.grave:
            return ALARM
        if self.pressing is not None:
            return LATE if self.pressing.state is State.LATE else DUE
        return UNSEEN if self.asks else ""


def care(seat: Seat, programme: Programme, now: Instant, *, medicine: bool = False) -> Care:
    """One person at an instant; `medicine`: it is given in this circle."""
    outside = alarms(seat, programme)
    found = tasks(seat, programme, now, medicine=medicine)
    rose = raised(seat, programme) if outside and left(seat) is None else ()
    return Care(
        seat,
        tuple(x for x in outside if x.acknowledged is None and not _gone(seat)),
        concerns(seat, programme, now),
        next((x for x in found if x.state in {State.LATE, State.DUE}), None),
        next((x for x in found if x.state is State.COMING), None),
        rose[-1] if rose else None,
        clock(seat, programme),
    )


def _gone(seat: Seat) -> bool:
    """Whether it is written down how they left: nobody can look at them, and the record and the report keep what was
    never acknowledged. Who was not seen to leave is still searched for, and known by it.
    """
    found = left(seat)
    return found is not None and not isinstance(found[1], LeftUnseen)


def cares(s: Session, now: Instant) -> tuple[Care, ...]:
    """Everybody, in mat order."""
    programme, medicine = s.plan.programme, gives_medicine(s)
    in_order = sorted(s.seats.values(), key=lambda seat: seat.mat)
    found = (care(seat, programme, now, medicine=medicine) for seat in in_order)
    return tuple(_afterwards(x) for x in found) if s.run is Run.OVER else tuple(found)


def _afterwards(found: Care) -> Care:
    """In a circle that is over nothing falls due any more; what waits for an answer waits on."""
    still = tuple(x for x in found.concerns if x.kind not in PASSING)
    return replace(found, concerns=still, pressing=None, coming=None, raised=None, clock=None)


def urgent_first(alarm: Alarm) -> tuple[bool, Instant]:
    """What the medical lead should hear of now comes before the rest, the oldest first."""
    return alarm.urgency is not Urgency.NOW, alarm.record.happened
