"""What wants eyes of the people in a circle: alarms, late, due, long unseen, and what comes soon."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from kapcircle.core.attendance import Attendance
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.incident import Incident
from kapcircle.core.leaving import EscortTrouble, LeftUnseen
from kapcircle.core.log import Stamp
from kapcircle.core.observation import Observed, Preset
from kapcircle.core.record import Record, of
from kapcircle.core.session import commands as c
from kapcircle.core.session.clocks import Clock
from kapcircle.core.session.concerns import Concern, Kind, depth
from kapcircle.core.session.limits import Alarm
from kapcircle.core.session.people import attendance, doses, left
from kapcircle.core.session.schedule import State, Task
from kapcircle.core.session.signatures import unsigned
from kapcircle.core.session.state import Seat, Session
from kapcircle.views.alarm_words import alarm_words, raised_words
from kapcircle.views.care import AHEAD, ALARM, COMING, DUE, LATE, UNSEEN, Care, urgent_first
from kapcircle.views.eye import (
    ACKNOWLEDGE,
    BACK,
    BOTH_RIGHT,
    FOUND,
    LEAVING,
    NEWS,
    NOT_TAKEN,
    OBSERVE,
    RESOLVED,
    SIGN,
    STRIKE_ONE,
    VITALS,
    Eye,
    ago,
    ahead,
)
from kapcircle.views.recorded import words_of
from kapcircle.views.seats import Alias
from kapcircle.views.times import Zone, hour, short

NAMES = 3
"""So many are named in one row; of more, two and how many."""

SHAPES = {State.LATE: LATE, State.DUE: DUE, State.COMING: COMING}


def counted(found: Iterable[Care]) -> list[Eye]:
    """How many, and the shape of the most urgent: nothing else is said while the window is covered."""
    shapes = [x.shape for x in found if x.shape]
    if not shapes:
        return []
    worst = min(shapes, key=(ALARM, LATE, DUE, UNSEEN).index)
    return [Eye("people", worst, f"{len(shapes)} need{'s' if len(shapes) == 1 else ''} eyes", "")]


def wanting(s: Session, found: Sequence[Care], now: Instant, zone: Zone, name: Alias) -> Iterator[Eye]:
    """Alarms, what is late, what is due, whom nobody has seen for long, and raised pressures that are followed."""
    alarms = sorted((alarm for x in found for alarm in x.alarms), key=urgent_first)
    yield from (_alarm(s, x, now, zone, name) for x in alarms)
    grave = sorted((x for each in found for x in each.grave), key=_since)
    yield from (_concern(s, x, now, zone, name) for x in grave)
    pressing = sorted((x.pressing for x in found if x.pressing), key=lambda task: task.due)
    yield from _grouped([x for x in pressing if x.state is State.LATE], now, name)
    yield from _grouped([x for x in pressing if x.state is State.DUE], now, name)
    asks = sorted((x for each in found for x in each.asks), key=_since)
    yield from (_concern(s, x, now, zone, name) for x in asks)
    yield from chain.from_iterable(_raised(x, now, name) for x in found)


def _since(concern: Concern) -> Instant:
    return concern.since


def _alarm(s: Session, alarm: Alarm, now: Instant, zone: Zone, name: Alias) -> Eye:
    key, stamp = f"alarm:{alarm.record.stamp}", alarm.record.stamp
    why, when = alarm_words(alarm, s.plan.programme, zone), ago(alarm.record.happened, now)
    person = alarm.person
    return Eye(key, ALARM, name(person), why, when, ACKNOWLEDGE, people=(person,), record=stamp)


def _concern(s: Session, concern: Concern, now: Instant, zone: Zone, name: Alias) -> Eye:
    person, when = concern.person, ago(concern.since, now)
    key, who = f"{concern.kind.name}:{person}:{concern.record}", name(person)
    meant = (person,)
    match concern.kind:
        case Kind.SAFETY:
            why = "safety question answered yes: write down what was decided"
            return Eye(key, ALARM, who, why, when, ACKNOWLEDGE, people=meant, record=concern.record)
        case Kind.DEPTH:
            return Eye(key, ALARM, who, concern.kind.value, when, ACKNOWLEDGE, OBSERVE, None, meant, concern.record)
        case Kind.LEFT_EARLY:
            why = "left early after a dose: write down how they left"
            return Eye(key, ALARM, who, why, when, LEAVING, people=meant)
        case Kind.LEFT_UNSEEN:
            why = f"left unseen: {_searcher(s, person)} searches"
            return Eye(key, ALARM, who, why, when, FOUND, LEAVING, None, meant, concern.record)
        case Kind.INCIDENT:
            why = incident_words(of(s.seats[person].counted, Incident), concern.record)
            return Eye(key, UNSEEN, who, why, when, RESOLVED, people=meant, record=concern.record)
        case Kind.DOUBLE:
            why = f"possible double entry: {_entries(s, person, zone)}. Both stand until you say."
            return Eye(key, "double", who, why, when, BOTH_RIGHT, STRIKE_ONE, None, meant, concern.record)
        case Kind.RESTROOM:
            back = c.Record(Observed(preset=Preset.RESTROOM_BACK), person)
            return Eye(key, UNSEEN, who, f"restroom{_company(s, person)}, not back", when, BACK, "", back, meant)
        case Kind.ESCORT:
            why = words_of(of(s.seats[person].counted, EscortTrouble)[-1][1])
            return Eye(key, UNSEEN, who, why, when, LEAVING, ACKNOWLEDGE, None, meant, concern.record)
        case Kind.UNSEEN:
            seen = depth(s.seats[person])
            why = f"{seen[1].value}, last seen" if seen else "last seen"
            return Eye(key, UNSEEN, who, why, when, OBSERVE, people=meant)


def _entries(s: Session, person: PersonId, zone: Zone) -> str:
    given = [f"{dose.mg:g} mg {dose.route.value} at {hour(x.happened, zone)}" for x, dose in doses(s.seats[person])]
    return " and ".join(given)


def _searcher(s: Session, person: PersonId) -> str:
    return "".join(x.searches for _, x in of(s.seats[person].counted, LeftUnseen)[-1:])


def incident_words(found: Iterable[tuple[Record, Incident]], stamp: Stamp | None) -> str:
    """An incident that is open, in a line: how severe, and what."""
    said = (f"{x.severity.value}, {x.kind}: not resolved yet" for record, x in found if record.stamp == stamp)
    return next(said, "")


def _company(s: Session, person: PersonId) -> str:
    out = [x.accompanied for _, x in of(s.seats[person].counted, Observed) if x.preset is Preset.RESTROOM_OUT]
    return f", with {out[-1]}" if out[-1] else ""


def _grouped(tasks: Iterable[Task], now: Instant, name: Alias) -> Iterator[Eye]:
    """What is due for several at the same minute is one row."""
    groups: dict[tuple[str, str], list[Task]] = {}
    for task in tasks:
        groups.setdefault((task.words, _when(task, now)), []).append(task)
    for (words, when), group in groups.items():
        state, people = group[0].state, tuple(x.person for x in group)
        deeds = ("", "") if state is State.COMING else (VITALS, NOT_TAKEN)
        key = f"{state.name}:{words}:{','.join(people)}"
        yield Eye(key, SHAPES[state], _together(people, name), words, when, *deeds, people=people)


def _when(task: Task, now: Instant) -> str:
    """In whole minutes: one that is late says at least one."""
    match task.state:
        case State.LATE:
            return f"{short(now - task.due)} min late"
        case State.COMING:
            return ahead(task.due, now)
        case _:
            return "due"


def _together(people: Sequence[PersonId], name: Alias) -> str:
    if len(people) <= NAMES:
        return ", ".join(name(x) for x in people)
    return f"{', '.join(name(x) for x in people[:2])} and {len(people) - 2} more"


def signatures(found: Iterable[Care], now: Instant, name: Alias) -> Iterator[Eye]:
    """Doses that one person has signed so far, in one row: after whatever is about how somebody is."""
    doses_ = sorted(((x, dose) for x in found for dose in unsigned(x.seat)), key=lambda each: each[1].happened)
    if doses_:
        people = tuple(dict.fromkeys(x.seat.person for x, _ in doses_))
        why, when = "dose: the second signature is still to come", ago(doses_[0][1].happened, now)
        yield Eye(f"sign:{','.join(people)}", "notice", _together(people, name), why, when, SIGN, people=people)


def _raised(found: Care, now: Instant, name: Alias) -> Iterator[Eye]:
    """Once nobody is asked about a reading any more, the way back is followed."""
    raised, person = found.raised, found.seat.person
    if found.alarms or raised is None or (raised.back is not None and now - raised.back > NEWS):
        return
    shape = "good" if raised.back is not None else "over"
    key = f"raised:{person}:{raised.since}:{shape}"
    yield Eye(key, shape, name(person), f"pressure {raised_words(raised, now)}", people=(person,))


def coming(found: Iterable[Care], now: Instant, name: Alias) -> Iterator[Eye]:
    """What is due within minutes, and where the usual course of somebody is about to turn."""
    soon = [x.coming for x in found if x.coming and x.pressing is None and x.coming.due - now <= AHEAD]
    yield from _grouped(sorted(soon, key=lambda task: task.due), now, name)
    turns: dict[tuple[str, str], list[PersonId]] = {}
    for x in found:
        for at, why in _turns(None if _gone(x.seat) else x.clock):
            if at is not None and 0 < at - now <= AHEAD:
                turns.setdefault((ahead(at, now), why), []).append(x.seat.person)
    for (when, why), people in sorted(turns.items()):
        key = f"turn:{why}:{','.join(people)}"
        yield Eye(key, COMING, _together(people, name), why, when, people=tuple(people))


def _gone(seat: Seat) -> bool:
    """Whether they have left, or went early and how is not written down yet."""
    return left(seat) is not None or attendance(seat) is Attendance.LEFT_EARLY


def _turns(clock: Clock | None) -> tuple[tuple[Instant | None, str], ...]:
    if clock is None:
        return ()
    return (clock.onset, f"onset, {clock.route.value}, usually"), (clock.supplement, "supplement, as ordered")
