"""The gates of the day: A, a person is ready; B, the room may start; C, a person may be discharged.

A gate that holds names every gap. Gaps may be overridden by the medical lead alone, with a reason, on the record; those
that are hard by nobody. Gates block what is about to be done, never the record of what was done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kapcircle.core.attendance import Readied
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.gates import ENDED, Gap, gaps
from kapcircle.core.ids import MINUTE, Instant, Millis
from kapcircle.core.leaving import Discharged
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.programme import Measure
from kapcircle.core.questions import DayQuestions
from kapcircle.core.readiness import Readiness
from kapcircle.core.record import latest, of
from kapcircle.core.roles import Role
from kapcircle.core.session import people
from kapcircle.core.session.ratio import ratio
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.session.team import lead_here, team
from kapcircle.core.staffing import RoomOverridden
from kapcircle.core.vitals import Vitals

BASELINE = (Measure.SYSTOLIC, Measure.PULSE, Measure.SPO2)
"""What is measured before a dose: pressure, pulse and SpO2."""

CALM = 3
"""The most distress, of 10, with which a person is discharged: programme setting."""

RECENT = Millis(30 * MINUTE)
"""How old the last reading before a discharge may be: programme setting."""


NOT_READY = Gap("ready", "Not marked ready", "Complete Gate A first: it lists what is missing.")


def gate_a(s: Session, seat: Seat, readiness: Readiness, now: Instant) -> tuple[Gap, ...]:
    """What a person lacks before medicine: of what their own stream tells (`readiness`), and of what is asked today."""
    return (
        *_here(seat),
        *_willing(seat),
        *gaps(readiness, s.plan.programme, now, now),
        *_baseline(s, seat, now),
        *_asked(seat),
    )


def _here(seat: Seat) -> Iterator[Gap]:
    if not people.here(seat):
        yield Gap("here", "Not here yet", "Mark them arrived when they come.")


def _willing(seat: Seat) -> Iterator[Gap]:
    no = people.not_today(seat)
    if no is not None and no.stops:
        yield Gap("stopped", ENDED, "This is their decision.", hard=True)


def _baseline(s: Session, seat: Seat, now: Instant) -> Iterator[Gap]:
    since = now - s.plan.programme.vitals.baseline
    fresh = [v for record, v in of(seat.counted, Vitals) if record.happened >= since]
    lacking = [x for x in BASELINE if all(v.value(x) is None for v in fresh)]
    if lacking:
        names = ", ".join("pressure" if x is Measure.SYSTOLIC else x.value for x in lacking)
        yield Gap("baseline", f"No {names} {_within(s)}", "Take the baseline, seated.", clinical=True)


def _within(s: Session) -> str:
    return f"within {s.plan.programme.vitals.baseline // MINUTE} min"


def _asked(seat: Seat) -> Iterator[Gap]:
    found = latest(seat.counted, DayQuestions)
    if found is None:
        yield Gap("questions", "Questions of the day not asked", "Ask them, one to one.")
        return
    _, said = found
    if said.safety and not said.decision.strip():
        words = "Yes to the safety question, and no clinician has decided"
        yield Gap("safety", words, f"Ask {said.told} for their decision.", clinical=True)
    if not said.fasted:
        yield Gap("fasting", "Has not fasted as asked", "Ask the medical lead.", clinical=True)


def gate_b(s: Session, facts: Facts) -> tuple[Gap, ...]:
    """What keeps the room from starting medicine. Who is absent keeps nobody waiting."""
    present = [seat for seat in s.seats.values() if people.here(seat)]
    return (*_lead(s, facts.now), *_everybody(s, present, facts), *_ratio(s), *_equipment(s))


def _lead(s: Session, now: Instant) -> Iterator[Gap]:
    ask = "Ask the medical lead to come into the room."
    if not lead_here(s, now):
        yield Gap("lead", "The medical lead is not here", ask, hard=True)


def _everybody(s: Session, present: Sequence[Seat], facts: Facts) -> Iterator[Gap]:
    """Who is ready is so still: what was withdrawn since holds the gate, as it would have held theirs."""
    for seat in sorted(present, key=lambda x: x.mat):
        ready = people.ready(seat)
        if ready is None and people.not_today(seat) is None:
            ask = "Complete Gate A, or record “not today” or “sent home”."
            yield _of_mat(seat, Gap("ready", "neither ready nor “not today”", ask))
        known = facts.readiness.get(seat.person)
        if ready is not None:
            yield from (_of_mat(seat, gap) for gap in since_ready(s, seat, ready, known, facts.now))


def since_ready(s: Session, seat: Seat, ready: Readied, known: Readiness | None, now: Instant) -> tuple[Gap, ...]:
    """What is missing again for somebody who is ready: not what the medical lead lets stand. Where it is not `known`
    how ready they are by their own record, of today alone.
    """
    before = () if known is None else gaps(known, s.plan.programme, now, now)
    found = (*_still(s, seat, ready), *before)
    return tuple(gap for gap in found if gap.hard or gap.words not in ready.overridden)


def before_dose(s: Session, seat: Seat, known: Readiness, now: Instant) -> tuple[Gap, ...]:
    """What a person lacks as medicine is about to be given: it is asked for, and holds no record."""
    ready = people.ready(seat)
    return (NOT_READY,) if ready is None else since_ready(s, seat, ready, known, now)


def _still(s: Session, seat: Seat, ready: Readied) -> tuple[Gap, ...]:
    """What was asked and measured today, as it reads now: a baseline that was struck or moved away since was none.

    It was in time when they were made ready, and is not asked for again; nor is one that was let stand.
    """
    record = next(x for x in reversed(seat.counted) if x.content is ready)
    made = record.happened if record.by_hand else record.at
    let = any(words.endswith(_within(s)) for words in ready.overridden)
    return (*(() if let else _baseline(s, seat, made)), *_asked(seat))


def _of_mat(seat: Seat, gap: Gap) -> Gap:
    since = seat.mats[-1][0] if seat.mats else Instant(0)
    return replace(gap, key=f"{gap.key}:{seat.person}", words=f"Mat {seat.mat}: {gap.words}", since=since)


def _ratio(s: Session) -> Iterator[Gap]:
    found = ratio(s, s.plan.programme)
    if found is not None and not found.met:
        words = f"{found.people} with medicine and {found.who}: one for each {found.most}"
        yield Gap("ratio", words, "Ask another of the team to come in, and mark them here.")


def _equipment(s: Session) -> Iterator[Gap]:
    signed = team(s).signed
    missing = [item for item in s.plan.programme.equipment if item not in signed]
    if missing or not signed:
        words = f"Emergency equipment not signed: {', '.join(missing)}" if missing else "Emergency equipment not signed"
        yield Gap("equipment", words, "See that it is here and works, and sign for it.")


def room_gaps(s: Session, facts: Facts) -> tuple[Gap, ...]:
    """What of Gate B holds still: not what the medical lead has let stand, with a reason."""
    let = of(s.records, RoomOverridden)
    stand = {words: record.at for record, x in let for words in x.gaps}
    return tuple(gap for gap in gate_b(s, facts) if gap.hard or stand.get(gap.words, Instant(0)) <= gap.since)


def require_room(s: Session, facts: Facts) -> None:
    """Raise Refused, naming every gap, unless medicine may start in this room."""
    refuse_for("The room waits.", room_gaps(s, facts))


def refuse_for(heading: str, found: Sequence[Gap]) -> None:
    """Raise Refused for gaps, each in words and with what to do."""
    if found:
        raise Refused("\n".join((heading, *(f"{gap.words}. {gap.ask}" for gap in found))))


def gate_c(s: Session, seat: Seat, x: Discharged, now: Instant) -> tuple[Gap, ...]:
    """What keeps a person from being discharged now, by what is asked of them (`x`) and what was recorded."""
    return (*before_leaving(s, seat, now), *_well(s, x), *_settled(x))


def before_leaving(s: Session, seat: Seat, now: Instant) -> tuple[Gap, ...]:
    """What of that is a matter of time and of what was recorded before."""
    return (*_observed_long_enough(s, seat, now), *_looked_at(seat, now))


def _observed_long_enough(s: Session, seat: Seat, now: Instant) -> Iterator[Gap]:
    last = people.last_dose(seat)
    if last is not None and now < last[0].happened + s.plan.programme.minimum_observation:
        left = -(-(last[0].happened + s.plan.programme.minimum_observation - now) // MINUTE)
        yield Gap("observation", f"Minimum observation is not over: {left} min left", "Wait, and look at them again.")


def _looked_at(seat: Seat, now: Instant) -> Iterator[Gap]:
    """By what was seen until then: a discharge that is put right, or written later, is judged by its own time."""
    until = [record for record in seat.counted if record.happened <= now]
    if people.doses(seat) and not any(x.happened >= now - RECENT for x, _ in of(until, Vitals)):
        yield Gap("vitals", f"No reading in the last {RECENT // MINUTE} min", "Take vital signs.", clinical=True)
    deep = next((o.depth for _, o in reversed(of(until, Observed)) if o.depth is not None), None)
    if deep not in {None, Depth.PRESENT}:
        yield Gap("depth", "Last seen inward or further", "Look at them, and record what you see.", clinical=True)


def _well(s: Session, x: Discharged) -> Iterator[Gap]:
    if x.aldrete.total < s.plan.programme.aldrete_least:
        words = f"Aldrete {x.aldrete.total}, and the programme asks for {s.plan.programme.aldrete_least}"
        yield Gap("aldrete", words, "Score again later.", clinical=True)
    if x.distress > CALM:
        yield Gap("distress", f"Distress {x.distress} of 10", "Stay with them.", clinical=True)


def _settled(x: Discharged) -> Iterator[Gap]:
    asked = (
        (x.oriented, "oriented", "Not oriented", "Ask again later."),
        (x.steady, "gait", "Not steady on their feet", "Let them walk a few steps again later."),
        (x.nausea, "nausea", "Nausea not tolerable", "Wait, and ask again."),
        (x.safety_asked, "safety", "Safety question not asked", "Ask it, one to one."),
        (bool(x.escort.strip()), "escort", "Escort not identified", "Ask who is here for them, and see who it is."),
        (x.belongings, "belongings", "Belongings and car keys not seen to", "See to them together."),
        (x.aftercare, "aftercare", "Aftercare and crisis numbers not given", "Give the printed sheet."),
        (x.driving, "driving", "Not told about driving", "Tell them: no driving until the next day, after sleep."),
    )
    yield from (Gap(key, words, ask) for done, key, words, ask in asked if not done)


def inside(s: Session) -> list[Seat]:
    """Who is still to leave: here, or with medicine, and gone in none of the ways of leaving.

    In a session without medicine nobody is held: closing it ends everybody's attendance.
    """
    dosed = [seat for seat in s.seats.values() if people.doses(seat)]
    if not dosed:
        return []
    with_medicine = {seat.person for seat in dosed}
    stay = [x for x in s.seats.values() if (x.person in with_medicine and not people.left(x)) or people.here(x)]
    return sorted(stay, key=lambda x: x.mat)


def overridden(found: Sequence[Gap], stand: Sequence[str], reason: str, facts: Facts, heading: str) -> None:
    """Raise Refused unless every gap is let stand by the medical lead, with a reason; those that are hard by nobody."""
    if not found:
        return
    rest = [gap for gap in found if gap.hard or gap.words not in stand]
    if not rest and facts.actor.role is not Role.MEDICAL_LEAD:
        refuse_for(f"{heading} Only the medical lead overrides.", found)
    if not rest and not reason.strip():
        raise Refused("An override needs a reason: it stands on the report.")
    refuse_for(heading, rest)
