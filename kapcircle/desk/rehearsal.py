"""A whole circle run against a clock of its own: by a script, or with GO at each planned end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.rundown import End, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.decide import decide, next_on_go
from kapcircle.core.session.state import Made, Run, Session
from kapcircle.core.session.timing import at_offset, leg_actual, length
from kapcircle.core.words import Cover, Line, Named, Stay, Uncover, Undo
from kapcircle.desk.conductor import Conductor

AFTER = Millis(60_000)
"""How long a run goes on after the last line of a script that does not close the circle."""

LATE = Millis(100)
"""A cue made later than this was missed."""


class SimulatedClock:
    """Moves only when the rehearsal moves it."""

    def __init__(self, start: Instant, zone: int = 0) -> None:
        self.at, self._zone = start, zone

    def now(self) -> Instant:
        """This instant of the rehearsal."""
        return self.at

    def zone(self) -> int:
        """Minutes east of UTC."""
        return self._zone

    def raise_to(self, floor: Instant) -> None:
        """Go no earlier than this."""
        self.at = max(self.at, floor)


def without_medicine(rundown: Rundown) -> Rundown:
    """The same circle with nobody in the room: no medicine is given, and no gate has anybody to wait for."""
    return Rundown(tuple(replace(phase, medicine=False) for phase in rundown.phases))


@dataclass
class Rehearsal:
    """Drives a conductor through its circle. `pass_time` makes the room sound and shine for so long; `behind` says how
    late the room then is.
    """

    conductor: Conductor
    clock: SimulatedClock
    pass_time: Callable[[Millis], None]
    progress: Callable[[float], None] = lambda _: None
    step: Millis = Millis(100)
    behind: Callable[[], Millis] = lambda: Millis(0)
    notices: list[str] = field(default_factory=list)
    lags: dict[Made, Millis] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.start, self._lag = self.clock.now(), Millis(0)

    def run(self, script: tuple[Line, ...] | None = None) -> None:
        """Open the circle and run it to its end. What is refused on the way becomes a notice."""
        self.conductor.begin()
        if not any(isinstance(line.command, c.Open) for line in script or ()):
            self.conductor.do(c.Open())
        if script is None:
            self._at_planned_ends()
        else:
            self._by(script)

    @property
    def session(self) -> Session:
        """The circle that is rehearsed."""
        return self.conductor.session

    @property
    def _opened(self) -> Instant:
        return self.start if self.session.opened is None else self.session.opened

    def _at_planned_ends(self) -> None:
        while self.session.run is Run.RUNNING:
            leg = self.session.at
            end = at_offset(self.session.visit, length(self.session.leg))
            early = 1 if self.session.leg.phase.end is End.ADVANCE else 0
            self._until(Instant((end or self.clock.now()) - early))
            while self.session.at == leg and next_on_go(self.session) is not None:
                self._obey(c.Go())
            self._until(Instant(self.clock.now() + early))
            if self.session.at == leg:
                self._obey(c.Close() if self.session.standby is None else c.Go())
            if self.session.at == leg and self.session.run is Run.RUNNING:
                return  # what was refused stands among the notices: waiting on would change nothing

    def _by(self, script: tuple[Line, ...]) -> None:
        for line in script:
            self._until(Instant(self.start + line.at))
            self._obey(line.command, f"Script line {line.number}: ")
            if self.session.run is Run.OVER:
                return
        self._until(Instant(self.clock.now() + AFTER))

    def _obey(self, command: Named, where: str = "") -> None:
        try:
            obey(self.conductor, command)
        except (Refused, KnownError) as refusal:
            self.notices.append(f"{where}{refusal}")
        self._note_lag()

    def _until(self, end: Instant) -> None:
        """Pass time up to `end`, stopping wherever something falls due."""
        for instant in self._stops(end):
            self.pass_time(Millis(instant - self.clock.now()))
            self.clock.at, self._lag = instant, self.behind()
            self.conductor.tick()
            self._note_lag()
            self.progress(self._done())

    def _note_lag(self) -> None:
        """What was made just now was made in a room that is late."""
        for leg in self.session.legs:
            for made in leg.made:
                self.lags.setdefault(made, self._lag)

    def _stops(self, end: Instant) -> Iterator[Instant]:
        while self.clock.now() < end:
            now = self.clock.now()
            wake = self.conductor.wakes(now)
            yield min(end, Instant(now + self.step), end if wake is None else max(wake, Instant(now + 1)))

    def _done(self) -> float:
        planned = self.session.plan.rundown.planned
        return min(1.0, (self.clock.now() - self.start) / planned) if planned else 1.0

    def report(self) -> dict[str, Any]:
        """What came of it; times in ms since opening."""
        s, start = self.session, self._opened
        return {
            "phases": [
                {
                    "name": leg.phase.name,
                    "planned_ms": leg.phase.planned,
                    "entered_ms": leg.visits[0].entered - start if leg.visits else None,
                    "actual_ms": (spent := leg_actual(leg, self.clock.now())),
                    "over_ms": spent - leg.phase.planned if leg.visits else 0,
                }
                for leg in s.legs
            ],
            "cues": sorted(self._cues(), key=lambda cue: cue["made_ms"]),
            "closed": s.run is Run.OVER,
            "notices": [*self.notices, *(words for _, words in s.reports), *self._never_made()],
        }

    def _never_made(self) -> Iterator[str]:
        """Cues whose phase was left before they came: too late an offset, too long a wait, a GO that was not given."""
        for leg in self.session.legs:
            made = {x.cue for x in leg.made}
            if leg.visits and leg.visits[-1].left is not None:
                for cue in leg.phase.cues:
                    if cue.armed and cue.id not in made:
                        yield f"“{cue.name}” was never made: “{leg.phase.name}” was over before it came."

    def _cues(self) -> Iterator[dict[str, Any]]:
        for leg in self.session.legs:
            cues = {cue.id: cue for cue in leg.phase.cues}
            for made in leg.made:
                yield {
                    "name": cues[made.cue].name,
                    "kind": type(cues[made.cue].content).__name__.lower(),
                    "due_ms": made.due - self._opened,
                    "made_ms": made.made - self._opened + self.lags[made],
                }

    def missed(self) -> tuple[str, ...]:
        """The cues that came too late."""
        return tuple(cue["name"] for cue in self._cues() if cue["made_ms"] - cue["due_ms"] > LATE)


def check_script(script: tuple[Line, ...], facts: Facts) -> None:
    """Raises KnownError for the line that the room of this plan refuses, whatever the circle has come to by then."""
    for line in script:
        if isinstance(line.command, c.CallLook | c.SetVolume | c.StartTimer | c.StopTimer):
            try:
                decide(Session(), line.command, facts)
            except Refused as refusal:
                raise KnownError(f"Script line {line.number}: {refusal}") from None


def obey(conductor: Conductor, command: Named) -> None:
    """Do what a named command says; covering is the window's own business."""
    match command:
        case Undo():
            conductor.undo()
        case Stay():
            conductor.stay()
        case Cover() | Uncover():
            pass
        case _:
            conductor.do(command)
