"""What the records on a seat say of its person: here or not, with medicine or not, since when, gone or not."""

from kapcircle.core.attendance import Attendance, Attended, NotToday, Readied, SentHome
from kapcircle.core.dose import DoseGiven
from kapcircle.core.ids import Instant
from kapcircle.core.leaving import Discharged, Left, LeftAgainstAdvice, LeftUnseen, Transferred
from kapcircle.core.record import Record, of
from kapcircle.core.session.state import Seat, read_once
from kapcircle.core.vitals import Vitals

LEFT = (Discharged, LeftAgainstAdvice, Transferred, LeftUnseen)
HERE = {Attendance.ARRIVED, Attendance.LATE}


def doses(seat: Seat) -> tuple[tuple[Record, DoseGiven], ...]:
    """What was given to them in this session, in order of when."""
    return of(seat.counted, DoseGiven)


def first_dose(seat: Seat) -> tuple[Record, DoseGiven] | None:
    """Where their own clock starts."""
    return next(iter(doses(seat)), None)


def last_dose(seat: Seat) -> tuple[Record, DoseGiven] | None:
    """Where their minimum observation starts."""
    return next(reversed(doses(seat)), None)


def since_dose(seat: Seat, now: Instant) -> int | None:
    """Milliseconds on their own clock; None before a dose, 0 where clocks differ."""
    first = first_dose(seat)
    return None if first is None else max(0, now - first[0].happened)


def left(seat: Seat) -> tuple[Record, Left] | None:
    """How they left, if they did and have not come back since."""
    last = _gone(seat)
    return (last, last.content) if last is not None and isinstance(last.content, LEFT) else None


def weight(seat: Seat) -> float | None:
    """In kg, as it was last measured today."""
    measured = [v.weight for _, v in of(seat.counted, Vitals) if v.weight is not None]
    return measured[-1] if measured else None


def attendance(seat: Seat) -> Attendance | None:
    """As it was last recorded."""
    found = of(seat.counted, Attended)
    return found[-1][1].status if found else None


def here(seat: Seat) -> bool:
    """In the building: arrived, and not gone in any way."""
    return attendance(seat) in HERE and _gone(seat) is None


def stopped(seat: Seat) -> NotToday | None:
    """They have ended their part in the medicine sessions; attendance and integration stay theirs."""
    return next((x for _, x in of(seat.counted, NotToday) if x.stops), None)


def not_today(seat: Seat) -> NotToday | None:
    """They take no medicine today; a later *ready* follows it, unless they stopped."""
    if (end := stopped(seat)) is not None:
        return end
    last = _last(seat)
    return last if isinstance(last, NotToday) else None


def ready(seat: Seat) -> Readied | None:
    """They are ready for medicine today."""
    if stopped(seat) is not None:
        return None
    last = _last(seat)
    return last if isinstance(last, Readied) else None


def sent_home(seat: Seat) -> bool:
    """They were sent home, and have not come back."""
    last = _gone(seat)
    return last is not None and isinstance(last.content, SentHome)


@read_once
def _gone(seat: Seat) -> Record | None:
    """The record by which they went, where no coming follows it: whoever comes back is here again."""
    for record in reversed(seat.counted):
        if isinstance(record.content, (*LEFT, SentHome)):
            return record
        if isinstance(record.content, Attended) and record.content.status in HERE:
            return None
    return None


@read_once
def _last(seat: Seat) -> object:
    """Whether they take part today, as it was said last. *Ready* outside the gate was written down, and opens none."""
    said = (x for x in reversed(seat.counted) if isinstance(x.content, NotToday | Readied) and not x.outside)
    return next((x.content for x in said), None)
