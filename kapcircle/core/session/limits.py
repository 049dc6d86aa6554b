"""Values outside the signed range: which limit, until when they want an answer, and how long a pressure stays raised.

Limits that no medical lead has signed do nothing at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.programme import Limit, Measure, Moment, Programme, Urgency
from kapcircle.core.record import Record, of
from kapcircle.core.session import people
from kapcircle.core.session.state import Seat, read_once
from kapcircle.core.vitals import Vitals

PRESSURES = (Measure.SYSTOLIC, Measure.DIASTOLIC)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A reading outside the range: `broken` are the limits that it breaks, of each measure the most urgent one.

    It is open until somebody has acknowledged this very reading.
    """

    person: PersonId
    record: Record
    reading: Vitals
    broken: tuple[Limit, ...]
    acknowledged: Record | None = None

    @property
    def urgency(self) -> Urgency:
        """How soon the medical lead should hear of it."""
        return Urgency.NOW if any(x.urgency is Urgency.NOW for x in self.broken) else Urgency.TELL


def order(record: Record) -> tuple[Instant, Stamp]:
    """The place of a record in time; of the same instant, as they were written."""
    return record.happened, record.stamp


def moment(first: Record | None, record: Record) -> Moment:
    """Which limits hold for a reading: those before the person's own `first` dose, or those from then on."""
    return Moment.BEFORE if first is None or order(record) < order(first) else Moment.AFTER


def started(seat: Seat) -> Record | None:
    """The record of their first dose."""
    first = people.first_dose(seat)
    return None if first is None else first[0]


def broken(programme: Programme, reading: Vitals, when: Moment) -> tuple[Limit, ...]:
    """The signed limits that a reading breaks, of each measure the most urgent one."""
    if not programme.limits_hold:
        return ()
    found = [x for x in programme.limits if x.moment is when and _beyond(x, reading.value(x.measure))]
    if not found:
        return ()
    by_measure: dict[Measure, Limit] = {}
    for limit in sorted(found, key=lambda x: x.urgency is not Urgency.NOW):
        by_measure.setdefault(limit.measure, limit)
    return tuple(by_measure[x] for x in Measure if x in by_measure)


def _beyond(limit: Limit, value: float | None) -> bool:
    if value is None:
        return False
    return (limit.low is not None and value < limit.low) or (limit.high is not None and value > limit.high)


@read_once
def alarms(seat: Seat, programme: Programme) -> tuple[Alarm, ...]:
    """Every reading of a person outside the signed range, in order of time, also those that were acknowledged."""
    if not programme.limits_hold:
        return ()
    answers, first, found = acknowledged(seat.counted), started(seat), []
    for record, reading in of(seat.counted, Vitals):
        limits = broken(programme, reading, moment(first, record))
        if limits:
            found.append(Alarm(seat.person, record, reading, limits, answers.get(record.stamp)))
    return tuple(found)


def acknowledged(records: Iterable[Record]) -> dict[Stamp, Record]:
    """By record: who acknowledged it first."""
    found: dict[Stamp, Record] = {}
    for record, answer in of(records, Acknowledged):
        found.setdefault(answer.record, record)
    return found


@dataclass(frozen=True, slots=True)
class Raised:
    """A pressure that rose above the signed range after the dose: `since` the first such reading.

    `back`: the first later reading at or below the baseline and the programme's tolerance; None: not yet. Without a
    `baseline` it cannot be said.
    """

    since: Instant
    baseline: Vitals | None
    back: Instant | None = None

    def length(self, now: Instant) -> Millis:
        """How long it was raised, or is by now."""
        return Millis(max(0, (now if self.back is None else self.back) - self.since))


def baseline(seat: Seat) -> Vitals | None:
    """The last pressure before the first dose."""
    first = started(seat)
    found = [
        reading
        for record, reading in of(seat.counted, Vitals)
        if reading.systolic is not None and moment(first, record) is Moment.BEFORE
    ]
    return found[-1] if found else None


@read_once
def raised(seat: Seat, programme: Programme) -> tuple[Raised, ...]:
    """Every time that a person's pressure rose above the signed range after their dose, and when it was back."""
    first = started(seat)
    starts = {x.record.stamp for x in alarms(seat, programme) if _rose(x) and moment(first, x.record) is Moment.AFTER}
    if not starts:
        return ()
    before, found, begun = baseline(seat), list[Raised](), None
    for record in seat.counted:
        if not isinstance(record.content, Vitals) or record.content.systolic is None:
            continue
        if record.stamp in starts:
            begun = Raised(record.happened, before) if begun is None else begun
        elif begun is not None and _back(programme, record.content, before):
            found.append(Raised(begun.since, before, record.happened))
            begun = None
    return (*found, begun) if begun is not None else tuple(found)


def _rose(alarm: Alarm) -> bool:
    values = [(x.high, alarm.reading.value(x.measure)) for x in alarm.broken if x.measure in PRESSURES]
    return any(high is not None and value is not None and value > high for high, value in values)


def _back(programme: Programme, reading: Vitals, before: Vitals | None) -> bool:
    if before is None:
        return False
    values = [(reading.value(x), before.value(x)) for x in PRESSURES]
    return all(now is not None and was is not None and now <= was + programme.back_within for now, was in values)
