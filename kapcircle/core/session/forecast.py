"""What is still to come if everything goes as planned: the same log, with what would be written to its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kapcircle.core.facts import Plan
from kapcircle.core.ids import CLOCK, MINUTE, CommandId, Device, Instant, Millis
from kapcircle.core.log import Entry, Stamp, by_stamp, effective
from kapcircle.core.session import events as e
from kapcircle.core.session.decide import entry_cues
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.timing import at_offset, clamp, remaining


@dataclass(frozen=True, slots=True)
class Forecast:
    """A circle up to its planned end. `entries` are what was written and what would be, `end` is when it is over."""

    entries: tuple[Entry[Any], ...]
    end: Instant
    state: Session


OVERRUN = Millis(5 * MINUTE)
"""A phase whose time is up is taken to go on for so long: programme setting."""


def forecast(entries: Sequence[Entry[Any]], plan: Plan, now: Instant) -> Forecast:
    """From `now` on: of a circle that is not open, opened now with this plan; one that is held goes on now, and one
    that has overrun its phase goes on with it for a while.

    What waits for a hand within a phase is not in it: nobody knows when.
    """
    pen = _Pen(entries)
    if pen.state.run is Run.WAITING and plan.rundown.phases:
        pen.write(now, e.Opened(plan))
        pen.enter(0, now)
    if pen.state.holding:
        pen.write(now, e.Resumed())
    at, least = now, OVERRUN if entries else Millis(0)
    while pen.state.runs:
        at, least = pen.run_phase(at, least), Millis(0)
        if pen.state.standby is None:
            pen.write(at, e.Closed())
        else:
            pen.enter(pen.state.standby, at)
    return Forecast(tuple(pen.entries), at, pen.state)


class _Pen:
    """Writes what would happen to the end of a log."""

    def __init__(self, entries: Sequence[Entry[Any]]) -> None:
        self.entries, self.state = sorted(entries, key=by_stamp), Session()
        for entry in effective(self.entries):
            self.state = evolve(self.state, entry)

    def write(self, at: Instant, event: e.Event) -> None:
        """By the clock."""
        tick = 1 + (self.entries[-1].stamp.tick if self.entries else 0)
        stamp = Stamp(tick, Device("forecast"))
        self.entries.append(Entry(stamp, at, at, 0, CLOCK, CommandId(f"forecast-{tick}"), event))
        self.state = evolve(self.state, self.entries[-1])

    def enter(self, index: int, at: Instant) -> None:
        """Enter a phase, with what it calls at once."""
        phase = self.state.legs[index].phase
        called = entry_cues(self.state, phase)
        self.write(at, e.PhaseEntered(phase.id))
        for event in called:
            self.write(at, event)

    def run_phase(self, at: Instant, least: Millis) -> Instant:
        """Make what falls due in the present phase; returns when it is over, at `least` so much later if it is now."""
        end = Instant(at + (clamp(remaining(self.state.leg, at)) or least))
        waits = ((at_offset(self.state.visit, wait.offset), wait.cue) for wait in self.state.waits)
        for due, cue in sorted((x, y) for x, y in waits if x is not None and at <= x < end):
            self.write(due, e.CueFired(cue))
        return end
