"""The chosen participant at a glance: touch, their own clock, the last reading, and what waits to be acknowledged."""

from dataclasses import dataclass

from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.record import latest
from kapcircle.core.session.concerns import Kind, concerns
from kapcircle.core.session.limits import Alarm, alarms
from kapcircle.core.session.records import find_record
from kapcircle.core.session.rules import touch
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.vitals import Vitals
from kapcircle.views.alarm_words import brief
from kapcircle.views.care import urgent_first
from kapcircle.views.course import course
from kapcircle.views.recorded import reading, words_of
from kapcircle.views.times import Zone, hour


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is known; what is not is empty. `course` is their own clock in words, a line each; `waits` is what wants an
    answer.
    """

    touch: str = ""
    course: tuple[str, ...] = ()
    reading: str = ""
    waits: str = ""


def chosen(s: Session, person: PersonId, now: Instant, zone: Zone) -> Chosen:
    """One participant at an instant."""
    seat = s.seats.get(person)
    if seat is None:
        return Chosen()
    agreed = touch(s, person)
    return Chosen(
        "" if agreed is None else f"touch: {agreed.value}",
        course(s, seat, now, zone),
        last_reading(seat, zone),
        waiting(s, seat, now, zone),
    )


def last_reading(seat: Seat, zone: Zone) -> str:
    """`120/80, pulse 72, at 14:20`."""
    found = latest(seat.counted, Vitals)
    return "" if found is None else f"{reading(found[1])}, at {hour(found[0].happened, zone)}"


def asks(s: Session, seat: Seat, now: Instant) -> Stamp | None:
    """The record that wants an answer most: a value outside the signed range first, the most urgent and the oldest.

    An incident is no such record: it is put right as resolved.
    """
    outside = _outside(s, seat)
    found = concerns(seat, s.plan.programme, now)
    asked = [x.record for x in found if x.record is not None and x.kind is not Kind.INCIDENT]
    return outside.record.stamp if outside else asked[0] if asked else None


def _outside(s: Session, seat: Seat) -> Alarm | None:
    found = [x for x in alarms(seat, s.plan.programme) if x.acknowledged is None]
    return min(found, key=urgent_first, default=None)


def waiting(s: Session, seat: Seat, now: Instant, zone: Zone) -> str:
    """What would be acknowledged: `161/98, outside your programme’s range (…)`; nothing where nothing would."""
    outside = _outside(s, seat)
    if outside is not None:
        return brief(outside, s.plan.programme, zone)
    stamp = asks(s, seat, now)
    found = None if stamp is None else find_record(s, stamp)
    return "" if found is None else f"{words_of(found[1].content)}, at {hour(found[1].happened, zone)}"
