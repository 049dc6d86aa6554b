"""One person's own clock in words: since when, what is usual when, what is due next, until when they are observed."""

from kapcircle.core.ids import MINUTE, Instant
from kapcircle.core.session.clocks import USUAL, Clock, Stage
from kapcircle.core.session.state import Seat, Session
from kapcircle.views.alarm_words import raised_words
from kapcircle.views.care import Care, care
from kapcircle.views.seats import standing
from kapcircle.views.times import Zone, hour

NEXT = "Next: "
"""How the line of what comes begins."""

STAGES = {
    Stage.BEFORE_ONSET: "usually before the onset",
    Stage.ONSET: "usually at the onset",
    Stage.PEAK: "usually at the peak",
    Stage.RETURN: "usually on the way back",
    Stage.BACK: "usually back",
}


def course(s: Session, seat: Seat, now: Instant, zone: Zone) -> tuple[str, ...]:
    """What is known of a person's course, a line each; nothing before their dose, nor once they have gone."""
    found = care(seat, s.plan.programme, now)
    if found.clock is None or standing(seat):
        return ()
    lines = [_since(found.clock, now, zone), *_usual(found.clock, now, zone), *_next(found, found.clock, zone)]
    if found.raised is not None:
        lines.append(f"Pressure {raised_words(found.raised, now)}.")
    return tuple(lines) if found.clock.usual is None else (*lines, USUAL)


def _since(clock: Clock, now: Instant, zone: Zone) -> str:
    """`IM at 14:05, T+27`."""
    return f"{clock.route.value} at {hour(clock.started, zone)}, T+{clock.since(now) // MINUTE}"


def _usual(clock: Clock, now: Instant, zone: Zone) -> list[str]:
    stage = clock.stage(now)
    if stage is None:
        return ["What is usual by this route is not known."]
    turns = {"onset": clock.onset, "peak": clock.peak, "return": clock.returning, "back": clock.back}
    ahead = [f"{name} {hour(at, zone)}" for name, at in turns.items() if at is not None and at > now]
    return [f"{STAGES[stage].capitalize()}{'; ' if ahead else ''}{', '.join(ahead)}"]


def _next(found: Care, clock: Clock, zone: Zone) -> list[str]:
    """`Next: vitals T+30 at 14:35, observed until 16:05 at least`."""
    task = found.pressing or found.coming
    said = [f"{task.words} at {hour(task.due, zone)}"] if task is not None else []
    if clock.supplement is not None:
        said.append(f"supplement as ordered, {hour(clock.supplement, zone)}")
    said.append(f"observed until {hour(clock.observed_until, zone)} at least")
    return [f"{NEXT}{', '.join(said)}"]
