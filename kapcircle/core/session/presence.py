"""Who came, and how long they were here: attendance as it was recorded, minutes as they are computed from it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kapcircle.core.attendance import Attendance, Attended, SentHome
from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.record import latest
from kapcircle.core.session.people import HERE, LEFT
from kapcircle.core.session.state import Leg, Seat, Session

OPENING = "opening"
"""How the phase is called in which everyone sits down together; its name may go on (“Opening circle”)."""

AWAY = frozenset({Attendance.LEFT_EARLY, Attendance.ABSENT, Attendance.EXCUSED})


class Stay(NamedTuple):
    """From when to when a person was here without a break; without `until` they still are."""

    since: Instant
    until: Instant | None = None

    def lasted(self, now: Instant) -> Millis:
        """So long, up to now; 0 where clocks differ."""
        return Millis(max(0, (now if self.until is None else self.until) - self.since))


class Presence(NamedTuple):
    """How a person attended: as it was last recorded, and each stay."""

    person: PersonId
    status: Attendance | None
    words: str
    stays: tuple[Stay, ...]

    def lasted(self, now: Instant) -> Millis:
        """How long they were here altogether."""
        return Millis(sum(stay.lasted(now) for stay in self.stays))

    @property
    def arrived(self) -> Instant | None:
        """When they first came."""
        return self.stays[0].since if self.stays else None

    @property
    def away(self) -> bool:
        """Whether it is known that they are not here: what nobody has recorded is not known."""
        return self.status in AWAY or bool(self.stays and self.stays[-1].until is not None)


def presence_of(seat: Seat) -> Presence:
    """Read off the records of a seat; whoever is here has a stay without end, whether the circle is closed or not."""
    found = latest(seat.counted, Attended)
    status, words = (None, "") if found is None else (found[1].status, found[1].words)
    return Presence(seat.person, status, words, _stays(seat))


def _stays(seat: Seat) -> tuple[Stay, ...]:
    """Coming again while here, and going again while away, change nothing."""
    stays: list[Stay] = []
    for record in seat.counted:
        inside = bool(stays) and stays[-1].until is None
        match record.content:
            case Attended(status) if status in HERE:
                if not inside:
                    stays.append(Stay(record.happened))
            case x if isinstance(x, (Attended, SentHome, *LEFT)) and inside:
                stays[-1] = Stay(stays[-1].since, record.happened)
    return tuple(stays)


def presence(s: Session) -> tuple[Presence, ...]:
    """Of everyone, in the order of the mats; with the circle every stay ends that had no end."""
    seats = sorted(s.seats.values(), key=lambda seat: seat.mat)
    return tuple(_ended(presence_of(seat), s.closed) for seat in seats)


def _ended(found: Presence, closed: Instant | None) -> Presence:
    if closed is None:
        return found
    ends = (stay if stay.until is not None else Stay(stay.since, max(stay.since, closed)) for stay in found.stays)
    return found._replace(stays=tuple(ends))


class Attendances(NamedTuple):
    """Over several circles: how many somebody was at, and how long altogether."""

    circles: int
    lasted: Millis


def together(circles: Iterable[Session], now: Instant) -> Mapping[PersonId, Attendances]:
    """Everyone who has a seat in any of these circles."""
    found: dict[PersonId, Attendances] = {}
    for each in (each for s in circles for each in presence(s)):
        was = found.get(each.person, Attendances(0, Millis(0)))
        there = was.circles + bool(each.stays)
        found[each.person] = Attendances(there, Millis(was.lasted + each.lasted(now)))
    return found


def began(s: Session) -> Instant | None:
    """When the opening circle began: whoever comes after it comes late. A rundown that names none opens with the phase
    after the first; one of a single phase with that. None before it.
    """
    leg = _opening(s.legs)
    return leg.visits[0].entered if leg is not None and leg.visits else None


def _opening(legs: tuple[Leg, ...]) -> Leg | None:
    named = (leg for leg in legs if leg.phase.name.casefold().startswith(OPENING))
    return next(named, legs[min(1, len(legs) - 1)] if legs else None)


def late_by(s: Session, at: Instant) -> Millis | None:
    """How long after the opening circle began; None for whoever is in time. It is proposed and never entered."""
    start = began(s)
    return Millis(at - start) if start is not None and at > start else None
