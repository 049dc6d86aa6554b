"""What is wrong with a programme, each fault in words at the field that it is in: nothing with a fault is saved."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kapcircle.core.ids import DAY, MINUTE, SECOND, Millis
from kapcircle.core.programme import UNITS, Limit, Measure, Programme, SessionKind, Urgency

LONGEST = 104
"""Weeks. Longer would be a slip of the keys: programme setting."""

CAP = range(3, 7)
"""Three to six medicine sessions are the most that a programme gives: programme setting."""

POSSIBLE = {
    Measure.SYSTOLIC: (40, 300),
    Measure.DIASTOLIC: (20, 200),
    Measure.PULSE: (20, 250),
    Measure.SPO2: (50, 100),
    Measure.RESPIRATION: (2, 80),
    Measure.TEMPERATURE: (25, 45),
    Measure.WEIGHT: (20, 400),
}
"""A limit outside of this would be a slip of the keys: programme setting."""

TURNS = Millis(5 * SECOND), Millis(120 * SECOND)
"""A crossfade to music that leads elsewhere is at least so long, and at most: shorter it startles, and longer it is no
answer. Programme setting.
"""

DOSE_UNITS = ("mg/kg", "mg")


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` is the place, as `vitals.after` or `limits[2].high`; `words` say where and what to do."""

    field: str
    words: str


def check_programme(p: Programme) -> tuple[Fault, ...]:
    """Every fault of a programme, in the order of its sections."""
    sections = (_outline, _sessions, _vitals, _limits, _doses, _clocks, _screening, _consents, _room, _ratio, _after)
    return tuple(fault for section in sections for fault in section(p))


def _outline(p: Programme) -> Iterator[Fault]:
    if not p.name.strip():
        yield Fault("name", "Give the programme a name.")
    if not 1 <= p.weeks <= LONGEST:
        yield Fault("weeks", f"Outline: a programme lasts 1 to {LONGEST} weeks, not {p.weeks}.")
    if p.medicine_cap not in CAP:
        yield Fault("medicine_cap", f"Outline: the cap of medicine sessions is 3 to 6, not {p.medicine_cap}.")
    if not 0 <= p.medicine_sessions <= p.medicine_cap:
        yield Fault(
            "medicine_sessions",
            f"Outline: {p.medicine_sessions} medicine sessions are not within the cap of {p.medicine_cap}. "
            "Plan fewer, or raise the cap.",
        )
    if p.preparations < 0:
        yield Fault("preparations", "Outline: preparation meetings needed are 0 or more.")


def _sessions(p: Programme) -> Iterator[Fault]:
    for i, session in enumerate(p.sessions):
        where = f"Session {i + 1}"
        if not session.title.strip():
            yield Fault(f"sessions[{i}].title", f"{where}: give it a title.")
        if not 1 <= session.week <= p.weeks:
            yield Fault(f"sessions[{i}].week", f"{where}: week {session.week} is not one of the {p.weeks} weeks.")
        if not 0 <= session.day <= 6:
            yield Fault(f"sessions[{i}].day", f"{where}: the day of a week is 1 to 7, not {session.day + 1}.")
    if p.sessions:
        yield from _counted(p)


def _counted(p: Programme) -> Iterator[Fault]:
    """Whether the figures are what the sessions are."""
    medicine = [(x.week, x.day) for x in p.sessions if x.kind is SessionKind.MEDICINE]
    if len(medicine) != p.medicine_sessions:
        yield Fault(
            "sessions",
            f"Sessions: {len(medicine)} are medicine sessions, and the outline says {p.medicine_sessions}. "
            "Make the two the same.",
        )
    before = [
        x for x in p.sessions if x.kind is SessionKind.PREPARATION and (x.week, x.day) <= min(medicine, default=(0, 0))
    ]
    if medicine and len(before) < p.preparations:
        yield Fault(
            "preparations",
            f"Outline: {p.preparations} preparation meetings are needed before medicine, and the sessions have "
            f"{len(before)} before the first. Nobody could be ready.",
        )


def _vitals(p: Programme) -> Iterator[Fault]:
    vitals = p.vitals
    for field, name in (("baseline", "the baseline's age"), ("every", "the interval"), ("recheck", "the recheck")):
        if not 0 < getattr(vitals, field) <= DAY:
            yield Fault(f"vitals.{field}", f"Vitals: {name} is more than 0 minutes, and at most a day.")
    if not 0 <= vitals.grace < vitals.every:
        yield Fault("vitals.grace", "Vitals: the grace is 0 minutes or more, and shorter than the interval.")
    if not rising((Millis(0), *vitals.after)):
        after = ", ".join(f"{x / MINUTE:g}" for x in vitals.after)
        yield Fault("vitals.after", f"Vitals: the minutes after the dose must rise from above 0, and are {after}.")


def _limits(p: Programme) -> Iterator[Fault]:
    for i, limit in enumerate(p.limits):
        yield from _limit(f"limits[{i}]", limit)
    same = Counter((x.measure, x.moment, x.urgency) for x in p.limits)
    for i, limit in enumerate(p.limits):
        if same[limit.measure, limit.moment, limit.urgency] > 1:
            yield Fault(f"limits[{i}]", f"{_called(limit)}: it stands twice. Keep one of them.")
        yield from _urgent(p.limits, i)


def _called(limit: Limit) -> str:
    return f"Limit, {limit.measure.value} {limit.moment.value}, {limit.urgency.value}"


def _limit(field: str, limit: Limit) -> Iterator[Fault]:
    low, high = POSSIBLE[limit.measure]
    unit = UNITS[limit.measure]
    if limit.low is None and limit.high is None:
        yield Fault(field, f"{_called(limit)}: give it a lowest or a highest value.")
    for side, value in (("low", limit.low), ("high", limit.high)):
        if value is not None and not low <= value <= high:
            yield Fault(f"{field}.{side}", f"{_called(limit)}: {value:g} is not between {low} and {high} {unit}.")
    if limit.low is not None and limit.high is not None and limit.low >= limit.high:
        yield Fault(f"{field}.high", f"{_called(limit)}: the highest, {limit.high:g}, is not above {limit.low:g}.")


def _urgent(limits: Sequence[Limit], i: int) -> Iterator[Fault]:
    """What is told at once lies farther out than what is only told."""
    now = limits[i]
    if now.urgency is not Urgency.NOW:
        return
    for tell in limits:
        if (tell.measure, tell.moment, tell.urgency) != (now.measure, now.moment, Urgency.TELL):
            continue
        if now.high is not None and tell.high is not None and now.high < tell.high:
            yield Fault(f"limits[{i}].high", f"{_called(now)}: {now.high:g} is below {tell.high:g}, where it is told.")
        if now.low is not None and tell.low is not None and now.low > tell.low:
            yield Fault(f"limits[{i}].low", f"{_called(now)}: {now.low:g} is above {tell.low:g}, where it is told.")


def _doses(p: Programme) -> Iterator[Fault]:
    for i, dose in enumerate(p.doses):
        where = f"Dose range, {dose.route.value}"
        if not 0 < dose.low <= dose.high:
            yield Fault(f"doses[{i}].low", f"{where}: from {dose.low:g} to {dose.high:g} is no range above 0.")
        if dose.unit not in DOSE_UNITS:
            yield Fault(f"doses[{i}].unit", f"{where}: the unit is mg/kg or mg, not {dose.unit}.")
        if all(clock.route is not dose.route for clock in p.clocks):
            yield Fault(f"doses[{i}]", f"{where}: this route has no clock. Add one.")
    yield from _twice("doses", "Dose range", (x.route.value for x in p.doses))


def _clocks(p: Programme) -> Iterator[Fault]:
    for i, clock in enumerate(p.clocks):
        if not rising((Millis(0), clock.onset, clock.peak, clock.back)):
            yield Fault(
                f"clocks[{i}].onset", f"Clock, {clock.route.value}: onset, peak and return follow one another, above 0."
            )
    yield from _twice("clocks", "Clock", (x.route.value for x in p.clocks))


def _screening(p: Programme) -> Iterator[Fault]:
    for i, item in enumerate(p.screening):
        where = f"Screening, {item.key or f'item {i + 1}'}"
        if not item.key.strip():
            yield Fault(f"screening[{i}].key", f"{where}: give it a short name of its own.")
        if not item.question.strip():
            yield Fault(f"screening[{i}].question", f"{where}: say what is asked.")
        if item.hard and (not item.excludes or item.unless):
            yield Fault(
                f"screening[{i}].hard", f"{where}: what has no override excludes, and has no exception. Change one."
            )
    yield from _twice("screening", "Screening", (x.key for x in p.screening))
    for field, name in (("screening_lasts", "a screening"), ("clearance_lasts", "a clearance")):
        if getattr(p, field) < DAY:
            yield Fault(field, f"Screening: {name} lasts a day or longer.")


def _consents(p: Programme) -> Iterator[Fault]:
    for i, consent in enumerate(p.consents):
        where = f"Consent, {consent.kind or f'number {i + 1}'}"
        for field, name in (("kind", "kind"), ("title", "title"), ("text", "text")):
            if not getattr(consent, field).strip():
                yield Fault(f"consents[{i}].{field}", f"{where}: give it a {name}.")
        if consent.version < 1:
            yield Fault(f"consents[{i}].version", f"{where}: versions of its text count from 1.")
        if not all(x.strip() for x in consent.teach_back):
            yield Fault(f"consents[{i}].teach_back", f"{where}: a line to say back is empty. Fill it or remove it.")
    yield from _twice("consents", "Consent", (x.kind for x in p.consents))


def _room(p: Programme) -> Iterator[Fault]:
    for field, name in (("minimum_observation", "the minimum observation"), ("unseen", "the time unseen")):
        if not 0 < getattr(p, field) <= DAY:
            yield Fault(field, f"Room: {name} is more than 0 minutes, and at most a day.")
    if not 0 <= p.one_injection <= DAY:
        yield Fault("one_injection", "Doses: “entered twice” is 0 minutes or more, and at most a day.")
    if not 0 <= p.back_within <= 100:
        yield Fault("back_within", "Room: a pressure is back within 0 to 100 mmHg of the baseline.")
    if not 0 <= p.booster_point <= DAY:
        yield Fault("booster_point", "Room: the point of a supplementary dose is 0 minutes or more, and at most a day.")
    if not TURNS[0] <= p.turning <= TURNS[1]:
        yield Fault("turning", "Room: music that softens, deepens, grounds or lifts comes over 5 to 120 seconds.")
    if not all(x.strip() for x in p.equipment):
        yield Fault("equipment", "Equipment: a line is empty. Fill it or remove it.")
    yield from _twice("equipment", "Equipment", p.equipment)
    if not 0 <= p.aldrete_least <= 10:
        yield Fault("aldrete_least", f"Room: the modified Aldrete score is of 10, not {p.aldrete_least}.")


def _ratio(p: Programme) -> Iterator[Fault]:
    if any(band.people < 1 for band in p.ratio):
        yield Fault("ratio", "Staff ratio: each of the staff sits with one or more people.")
    bounds = [band.up_to for band in p.ratio]
    if not bounds or bounds[-1] is not None:
        yield Fault("ratio", "Staff ratio: the last band has no upper dose, so that each dose is in one.")
    closed = [x for x in bounds if x is not None]
    if len(closed) < len(bounds) - 1 or not rising((0.0, *closed)):
        yield Fault("ratio", "Staff ratio: the bands stand in the order of their doses, above 0.")
    if any(after.people > before.people for before, after in pairwise(p.ratio)):
        yield Fault("ratio", "Staff ratio: a stronger band may not have more people to each of the staff.")


def _after(p: Programme) -> Iterator[Fault]:
    window, boosters = p.integration, p.boosters
    if not 0 <= window.opens < window.closes:
        yield Fault("integration.closes", "Integration window: it closes after it opens.")
    if not window.opens <= window.marked_from < window.marked_to <= window.closes:
        yield Fault("integration.marked_from", "Integration window: what is marked lies within it.")
    if 0 < window.every < DAY or window.every < 0:
        yield Fault(
            "integration.every", "Integration window: a contact every so many days, a day at least, or 0: none."
        )
    for i, point in enumerate(p.follow_ups):
        if not point.name.strip():
            yield Fault(f"follow_ups[{i}].name", f"Follow-up {i + 1}: give it a name.")
    if not rising((Millis(0), *(x.after for x in p.follow_ups))):
        yield Fault("follow_ups", "Follow-ups: they stand in the order of time, above 0 days.")
    if not 0 <= boosters.opens < boosters.closes:
        yield Fault("boosters.closes", "Boosters: their time closes after it opens.")
    if boosters.a_day < 0 or boosters.longest <= 0:
        yield Fault("boosters.a_day", "Boosters: 0 or more a day, each longer than 0 minutes.")
    if p.maintenance.interval < DAY or p.maintenance.cap < 0:
        yield Fault("maintenance.interval", "Maintenance: the interval is a day or longer, the cap 0 or more a year.")
    for i, plan in enumerate(p.instruments):
        if not plan.instrument.strip() or not plan.when.strip():
            yield Fault(f"instruments[{i}]", f"Questionnaire {i + 1}: say which, and when.")


def _twice(field: str, where: str, names: Iterable[str]) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1 and name.strip():
            yield Fault(field, f"{where}: {name} stands {count} times. Keep one of them.")


def rising(values: Sequence[float]) -> bool:
    """Whether each is larger than the one before."""
    return all(a < b for a, b in pairwise(values))
