"""What the papers of the run of show are made of: the plan, or the circle as it runs, and when each phase begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kapcircle.core.facts import Plan
from kapcircle.core.ids import CueId, Instant, Millis
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Entry
from kapcircle.core.rundown import Cue, End, Music, Phase
from kapcircle.core.session.forecast import Forecast, forecast
from kapcircle.core.session.state import Run, Session
from kapcircle.views.name_lint import Lint
from kapcircle.views.printed import Facts
from kapcircle.views.times import Zone, after, hour, moment, whole

ENDS = {End.HOLD: "stays", End.OFFER: "offers the next", End.ADVANCE: "goes on by itself"}
"""What happens when the time of a phase is up."""


@dataclass(frozen=True, slots=True)
class Show:
    """A session as it would open, or as it runs or ran: its log, its state, what its looks are, and the name of the
    `fallback` playlist. `lint` takes names out of what was typed.
    """

    circle: str
    plan: Plan
    zone: Zone
    printed: Instant
    looks: Mapping[str, LookDesign]
    fallback: str = ""
    entries: Sequence[Entry[Any]] = ()
    s: Session = Session()
    lint: Lint = Lint()

    @property
    def runs(self) -> bool:
        """Whether the circle is in a phase just now."""
        return self.s.run is Run.RUNNING

    @property
    def start(self) -> Instant:
        """When it began, or is to begin; with no hour on the calendar, nothing."""
        began = self.s.opened if self.s.opened is not None else self.plan.scheduled
        return Instant(0) if began is None else began

    @property
    def dated(self) -> bool:
        """Whether there is an hour to count from."""
        return self.s.opened is not None or self.plan.scheduled is not None

    def planned(self) -> Forecast:
        """The whole session as it was planned, from its beginning."""
        return forecast((), self.plan, self.start)

    def coming(self) -> Forecast:
        """A circle that runs from now on as planned; else the whole plan."""
        return forecast(self.entries, self.plan, self.printed) if self.runs else self.planned()

    def when(self, at: Instant) -> str:
        """By the clock, or counted from the opening where no hour is set."""
        return hour(at, self.zone) if self.dated else after(at - self.start)

    def cue(self, cue: CueId | None) -> Cue | None:
        """A cue of the plan."""
        phases = [leg.phase for leg in self.s.legs] or list(self.plan.rundown.phases)
        return next((x for phase in phases for x in phase.cues if x.id == cue), None)

    def tracks(self, music: Music) -> tuple[tuple[str, Millis], ...]:
        """Titles and lengths of the recordings of a cue, those that the vault knows."""
        known = {track.id: track for track in self.plan.tracks}
        return tuple((known[x].title, known[x].lasts) for x in music.tracks if x in known)

    def head(self) -> Facts:
        """What every one of these papers begins with."""
        return Facts(
            (
                ("Circle", self.circle),
                ("Begins", moment(self.start, self.zone) if self.dated else NO_HOUR),
                ("Planned", whole(self.plan.rundown.planned)),
                ("Printed", f"{moment(self.printed, self.zone)}. {SINCE}"),
            )
        )


NO_HOUR = "no hour yet: times count from the opening"
SINCE = "What was changed since is not on it."


def groups(phases: Sequence[Phase]) -> list[tuple[str, list[Phase]]]:
    """Runs of phases of one group."""
    found: list[tuple[str, list[Phase]]] = []
    for phase in phases:
        if not found or found[-1][0] != phase.group:
            found.append((phase.group, []))
        found[-1][1].append(phase)
    return found
