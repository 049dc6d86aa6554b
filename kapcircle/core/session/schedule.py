"""Which vital signs of a person are due and when, what settled them, and what is late: computed from the records that
count, so that a late entry, a struck reading and one that moves need nothing of their own.

**What settles what.** A check, that is a reading or a *not taken*, falls to the task whose due time is nearest (of two
equally near the earlier one), among those that are due at most the grace after it: nobody settles a later check by
coming early. What was due before that and had no check is missed. A re-check is settled once all that was outside the
range has been measured again, or by a *not taken*.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from kapcircle.core.attendance import Attendance, Attended, Readied
from kapcircle.core.dose import DoseOrdered
from kapcircle.core.ids import DAY, MINUTE, Instant, Millis, PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.programme import Programme, VitalsSchedule
from kapcircle.core.record import Record, of
from kapcircle.core.session import people
from kapcircle.core.session.gates import BASELINE
from kapcircle.core.session.limits import Alarm, alarms, order, started
from kapcircle.core.session.state import Seat, Session, read_once
from kapcircle.core.vitals import Vitals, VitalsNotTaken


class What(Enum):
    """What a task is for."""

    BASELINE = "baseline vitals"
    TIMED = "vitals"
    RECHECK = "re-check"


class State(Enum):
    """How a task stands."""

    COMING = "coming"
    DUE = "due"
    LATE = "late"
    DONE = "done"
    NOT_TAKEN = "not taken"
    MISSED = "missed"


GONE = frozenset({Attendance.LEFT_EARLY, Attendance.LEFT})


@dataclass(frozen=True, slots=True)
class Task:
    """A check of a person: `after` is its place on their own clock; `settled_by` the record of the check, `late` how
    long after it was due that was made (0: within the grace).
    """

    person: PersonId
    what: What
    due: Instant
    state: State
    after: Millis | None = None
    settled_by: Stamp | None = None
    late: Millis = Millis(0)

    @property
    def words(self) -> str:
        """`vitals T+30`, `baseline vitals`, `re-check`."""
        return self.what.value if self.after is None else f"{self.what.value} T+{self.after // MINUTE}"


def gives_medicine(s: Session) -> bool:
    """Whether medicine is to be given in this circle: whoever comes has a baseline."""
    return any(leg.phase.medicine for leg in s.legs)


def tasks(seat: Seat, programme: Programme, now: Instant, *, medicine: bool = False) -> tuple[Task, ...]:
    """The checks of a person, in order of when they are due; none for somebody whom nobody measures today.

    `medicine`: it is given in this circle, so that a baseline is expected of everybody who is here.
    """
    return history(seat, programme, now, medicine=medicine) if followed(seat) else ()


@read_once
def followed(seat: Seat) -> bool:
    """Whether checks fall due: for those who are here for medicine, and for those who had it, until they have left.

    Whoever has had medicine is measured whatever else was said since: “not today” takes back what is still to come.
    """
    if people.left(seat) is not None or people.sent_home(seat) or people.attendance(seat) in GONE:
        return False
    return started(seat) is not None or (people.here(seat) and people.not_today(seat) is None)


def history(seat: Seat, programme: Programme, now: Instant, *, medicine: bool = False) -> tuple[Task, ...]:
    """The checks of a person as they stood at an instant, whether or not they have left since."""
    schedule, first = programme.vitals, started(seat)
    found = [*_rechecks(seat, programme, now)]
    if first is not None:
        found += [_baseline(seat, schedule, first.happened, first.happened), *_timed(seat, schedule, first, now)]
    elif (since := _expected(seat, medicine)) is not None:
        found.append(_baseline(seat, schedule, now, since))
    return tuple(sorted(found, key=lambda x: x.due))


@read_once
def checks(seat: Seat) -> tuple[Record, ...]:
    """The records that settle a task."""
    return tuple(x for x in seat.counted if is_check(x.content))


def is_check(content: object) -> bool:
    """Whether a record settles a task: a pressure, a pulse or a saturation, or the reason why there is none."""
    if isinstance(content, Vitals):
        return content.systolic is not None or content.pulse is not None or content.spo2 is not None
    return isinstance(content, VitalsNotTaken)


def _open(due: int, now: Instant, grace: Millis) -> State:
    return State.COMING if now < due else State.DUE if now <= due + grace else State.LATE


def _settled(check: Record) -> State:
    return State.NOT_TAKEN if isinstance(check.content, VitalsNotTaken) else State.DONE


def _late(check: Record, due: int, grace: Millis) -> Millis:
    late = check.happened - due
    return Millis(late if late > grace else 0)


@read_once
def _baseline(seat: Seat, schedule: VitalsSchedule, until: Instant, since: Instant) -> Task:
    """From when they are expected to have one, `since`: all that the gate asks for, before the first dose or by now,
    `until`. One that is too old is taken again.
    """
    first = started(seat)
    before = [x for x in checks(seat) if first is None or order(x) < order(first)]
    fresh = [x for x in before if until - x.happened <= schedule.baseline]
    read = [x for x in fresh if isinstance(x.content, Vitals)]
    whole = all(any(x.content.value(measure) is not None for x in read) for measure in BASELINE)
    best = read if whole else [x for x in fresh if x not in read]
    if best:
        return Task(seat.person, What.BASELINE, best[-1].happened, _settled(best[-1]), None, best[-1].stamp)
    if first is not None:
        return Task(seat.person, What.BASELINE, first.happened, State.MISSED)
    again = before[-1].happened + schedule.baseline if before and not fresh else since
    return Task(seat.person, What.BASELINE, Instant(max(since, again)), State.DUE)


@read_once
def _expected(seat: Seat, medicine: bool) -> Instant | None:
    """Since when a person is here for medicine: arrived, and ordered a dose, or called ready, or in a circle of it."""
    ordered = [x.happened for x in seat.counted if isinstance(x.content, DoseOrdered | Readied)]
    arrived = [x.happened for x, _ in of(seat.counted, Attended)]
    if not ordered and not (medicine and arrived):
        return None
    return Instant(max([*ordered[:1], *arrived[-1:]]))


def _timed(seat: Seat, schedule: VitalsSchedule, first: Record, now: Instant) -> Iterator[Task]:
    made = checks(seat)
    ahead = bool(made) and made[-1].happened > now
    passed = _passed(seat, schedule, first, now if ahead else None)
    yield from passed
    for after in _dues(schedule, now - first.happened)[len(passed) :]:
        due = Instant(first.happened + after)
        yield Task(seat.person, What.TIMED, due, _open(due, now, schedule.grace), Millis(after))


@read_once
def _passed(seat: Seat, schedule: VitalsSchedule, first: Record, until: Instant | None) -> tuple[Task, ...]:
    """Those up to the last that was settled: a laptop whose clock was ahead settles nothing that comes after `until`.

    Where no check was made in what is still to come, they stand for good: None.
    """
    start, grace = first.happened, schedule.grace
    later = [x for x in checks(seat) if order(x) > order(first)]
    if not later:
        return ()
    dues = _dues(schedule, (later[-1].happened if until is None else until) - start)
    settled: dict[int, Record] = {}
    for check in later:
        at = (check.happened if until is None else min(check.happened, until)) - start
        if (n := _nearest(dues, at, grace)) is not None:
            kept = settled.get(n)
            if kept is None or (isinstance(kept.content, VitalsNotTaken) and isinstance(check.content, Vitals)):
                settled[n] = check
    found = []
    for n, after in enumerate(dues[: max(settled, default=-1) + 1]):
        due = Instant(start + after)
        if n in settled:
            made = settled[n]
            found.append(
                Task(seat.person, What.TIMED, due, _settled(made), Millis(after), made.stamp, _late(made, due, grace))
            )
        else:
            found.append(Task(seat.person, What.TIMED, due, State.MISSED, Millis(after)))
    return tuple(found)


def _dues(schedule: VitalsSchedule, since: int) -> list[int]:
    """When checks are due since the dose, up to the next one that nobody can settle yet; for a day at most."""
    found, until = sorted(set(schedule.after)), min(since, DAY) + schedule.grace
    while schedule.every > 0 and (not found or found[-1] <= until):
        found.append(Millis((found[-1] if found else 0) + schedule.every))
    return list(found)


def _nearest(dues: Sequence[int], at: int, grace: Millis) -> int | None:
    most = bisect_right(dues, at + grace)
    after = min(bisect_right(dues, at), most)
    near = range(max(0, after - 1), min(after + 1, most))
    return min(near, key=lambda n: (abs(dues[n] - at), n), default=None)


def _rechecks(seat: Seat, programme: Programme, now: Instant) -> Iterator[Task]:
    schedule = programme.vitals
    for alarm, check in _again(seat, programme):
        due = Instant(alarm.record.happened + schedule.recheck)
        if check is None:
            yield Task(alarm.person, What.RECHECK, due, _open(due, now, schedule.grace))
        else:
            late = _late(check, due, schedule.grace)
            yield Task(alarm.person, What.RECHECK, due, _settled(check), None, check.stamp, late)


@read_once
def _again(seat: Seat, programme: Programme) -> tuple[tuple[Alarm, Record | None], ...]:
    """What lay outside the range, and with which record all of that had been measured again."""
    return tuple((alarm, _checked_again(alarm, seat.counted)) for alarm in alarms(seat, programme))


def _checked_again(alarm: Alarm, records: Sequence[Record]) -> Record | None:
    """The record with which all that was outside has been measured again: of a pressure a pulse alone says nothing."""
    outside = {x.measure for x in alarm.broken}
    for record in records:
        if order(record) <= order(alarm.record):
            continue
        if isinstance(record.content, VitalsNotTaken):
            return record
        if isinstance(record.content, Vitals):
            outside = {x for x in outside if record.content.value(x) is None}
            if not outside:
                return record
    return None
