"""The chosen participant at a glance: touch, their own clock, the last reading, and what waits to be acknowledged."""

from dataclasses import dataclass

from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.programme import Urgency
from kapcircle.core.record import latest
from kapcircle.core.session.concerns import concerns
from kapcircle.core.session.limits import alarms
from kapcircle.core.session.records import find_record
from kapcircle.core.session.rules import touch
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.vitals import Vitals
from kapcircle.views.course import course
from kapcircle.views.recorded import reading, words_of
from kapcircle.views.times import Zone, hour


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is known; what is not is empty. `course` is their own clock in words, a line each; `waits` names what wants an
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
    """The record that wants an answer most: a value outside the signed range first, the most urgent and the oldest."""
    programme = s.plan.programme
    outside = [x for x in alarms(seat, programme) if x.acknowledged is None]
    outside.sort(key=lambda x: (x.urgency is not Urgency.NOW, x.record.happened))
    asked = [x.record for x in concerns(seat, programme, now) if x.record is not None]
    return outside[0].record.stamp if outside else asked[0] if asked else None


def waiting(s: Session, seat: Seat, now: Instant, zone: Zone) -> str:
    """`161/98, at 14:31, outside the signed range`: what would be acknowledged; nothing where nothing would."""
    stamp = asks(s, seat, now)
    found = None if stamp is None else find_record(s, stamp)
    if found is None:
        return ""
    record = found[1]
    why = ", outside the signed range" if isinstance(record.content, Vitals) else ""
    return f"{words_of(record.content)}, at {hour(record.happened, zone)}{why}"
