"""The run of show as rows, and what stands by."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from kapcircle.core.avoiding import Avoids
from kapcircle.core.ids import MINUTE, Instant, Millis
from kapcircle.core.rundown import Cue, Music, OnEntry, Phase, Prompt
from kapcircle.core.session.decide import next_on_go
from kapcircle.core.session.state import Leg, Run, Session
from kapcircle.core.session.timing import expected_ends, group_end, leg_actual, length, running, shrinking
from kapcircle.views.avoided import heeds
from kapcircle.views.cues import kind, what
from kapcircle.views.times import Zone, about, hour, minutes, span


class Place(Enum):
    """Where a phase stands in the circle."""

    DONE = "done"
    NOW = "now"
    STANDBY = "stands by"
    COMING = "coming"
    SKIPPED = "left out"
    UNREACHED = "not reached"


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group, and when it ends if the circle is in it."""

    key: str
    name: str
    ends: str = ""


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase. `second` is its actual length once it is done, else when it is expected to end."""

    key: str
    name: str
    place: Place
    planned: str
    second: str = ""
    over: bool = False
    remark: str = ""
    part: float = 0.0
    into: str = ""

    @property
    def spoken(self) -> str:
        """The row as a sentence."""
        what = "took" if self.place is Place.DONE else "ends"
        said = [f"{self.name}, {self.place.value}", f"planned {self.planned}"]
        said += [f"{what} {self.second}"] if self.second else []
        return ", ".join([*said, *(x for x in (self.into, self.remark) if x)])


Row = Heading | PhaseRow


def rundown_rows(s: Session, now: Instant, zone: Zone) -> tuple[Row, ...]:
    """Every phase, under the heading of its group; of a circle that is not open, the plan."""
    legs = s.legs or tuple(Leg(phase) for phase in s.plan.rundown.phases)
    ends = expected_ends(s, now) if s.run is Run.RUNNING else (None,) * len(legs)
    gives = {give.phase: give.by for give in shrinking(s, now)} if s.run is Run.RUNNING else {}
    rows: list[Row] = []
    group = ""
    for i, (leg, end) in enumerate(zip(legs, ends, strict=True)):
        if leg.phase.group != group:
            group = leg.phase.group
            rows += [_heading(s, i, group, now, zone)] if group else []
        rows.append(_row(s, i, leg, end, gives.get(leg.phase.id), now, zone))
    return tuple(rows)


def _heading(s: Session, i: int, name: str, now: Instant, zone: Zone) -> Heading:
    """Of several stretches of phases with one name only that one ends which the circle is in."""
    stretch = s.legs[i : s.at + 1] if s.run is Run.RUNNING else ()
    inside = bool(stretch) and all(leg.phase.group == name for leg in stretch)
    end = group_end(s, now) if inside else None
    return Heading(f"group:{i}", name, "" if end is None else f"ends {hour(end, zone)}")


def _row(s: Session, i: int, leg: Leg, end: Instant | None, gives: Millis | None, now: Instant, zone: Zone) -> PhaseRow:
    phase, place = leg.phase, _place(s, i, leg)
    ends = "" if end is None else hour(end, zone)
    match place:
        case Place.NOW:
            whole = length(leg)
            into = running(s.visit, now)
            part = 1.0 if whole == 0 else min(1.0, round(into / whole, 3))
            extra = whole - phase.planned
            remark = f"{'+' if extra > 0 else '−'}{minutes(abs(extra))}" if extra else ""
            held_over = into > whole
            return PhaseRow(
                phase.id, phase.name, place, minutes(phase.planned), ends, held_over, remark, part, f"{span(into)} in"
            )
        case Place.DONE:
            took = leg_actual(leg, now)
            more = took >= phase.planned + 60_000
            return PhaseRow(phase.id, phase.name, place, minutes(phase.planned), _actual(took), more, _added(leg))
        case Place.SKIPPED | Place.UNREACHED:
            return PhaseRow(phase.id, phase.name, place, minutes(phase.planned), remark=place.value)
        case _:
            remark = _added(leg) if gives is None else f"may shrink by {about(gives)}"
            return PhaseRow(phase.id, phase.name, place, minutes(phase.planned), ends, remark=remark)


def _place(s: Session, i: int, leg: Leg) -> Place:
    if s.run is Run.RUNNING and i == s.at:
        return Place.NOW
    if leg.skipped:
        return Place.SKIPPED
    if s.run is Run.OVER or i < s.at:
        return Place.DONE if leg.visits else Place.UNREACHED if s.run is Run.OVER else Place.SKIPPED
    return Place.STANDBY if s.run is Run.RUNNING and i == s.standby else Place.COMING


def _actual(took: Millis) -> str:
    """Whole minutes like the plan beside it, so that one column has one unit."""
    return str((took + MINUTE // 2) // MINUTE) if took >= MINUTE // 2 else "<1"


def _added(leg: Leg) -> str:
    return "put in" if leg.inserted else ""


@dataclass(frozen=True, slots=True)
class CueLine:
    """What a cue does, in words; `kind` is `music`, `silence`, `look` or `prompt`."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Standby:
    """What GO will do: `title` is where it leads, `deed` says it in a sentence, `word` stands on the key."""

    title: str
    deed: str
    note: str = ""
    cues: tuple[CueLine, ...] = ()
    ready: bool = True
    word: str = "GO"


PROMPT = "Prompt"
"""All that is shown of a prompt while the screen is covered: its words may name somebody."""

NOTHING = Standby("No circle", "Choose a session on the Plan page, and take it to the Circle.", ready=False)


def standby(s: Session, avoids: Collection[Avoids] = (), *, covered: bool = False, waits: int = 0) -> Standby:
    """What stands by; covered, it shows no note, and of a prompt only that it is one.

    Recordings that somebody here `avoids` are named under the music that has them. So many gaps hold GO (`waits`): the
    key says so, and shows them.
    """
    if s.run is Run.OVER:
        return Standby("The circle is closed", "GO shows how it went. Undo opens it again.", word="Review")
    if s.run is Run.WAITING:
        phases = s.plan.rundown.phases
        if not phases:
            words = "Add phases on the Plan page, then open the circle here."
            return Standby("No phases yet", words, ready=False, word="Open")
        first = _phase(s, phases[0], "GO asks what should be right, then opens the circle.", avoids, covered=covered)
        return replace(first, word="Open")
    cue = next_on_go(s)
    if cue is not None:
        return _on_go(s, cue, avoids, covered=covered)
    if s.standby is None:
        return Standby("The last phase", "When everyone is ready: GO asks whether to close the circle.", word="Close")
    coming = _phase(s, s.legs[s.standby].phase, "", avoids, covered=covered)
    if not waits:
        return coming
    deed = f"GO shows what is missing before {coming.title}."
    return replace(coming, deed=deed, word=f"The room waits: {waits}")


def _on_go(s: Session, cue: Cue, avoids: Collection[Avoids], *, covered: bool) -> Standby:
    note, title = "" if covered else s.leg.phase.note, cue_title(cue, covered=covered)
    deed = f"GO makes this cue; {s.leg.phase.name} goes on."
    if cue.id in s.called:
        cue, deed = replace(cue, pre_wait=Millis(0)), f"GO makes {title} now, without its wait."
    return Standby(title, deed, note, tuple(_lines(s, (cue,), avoids, covered=covered)))


def _phase(s: Session, phase: Phase, deed: str, avoids: Collection[Avoids], *, covered: bool) -> Standby:
    cues = (cue for cue in phase.cues if cue.armed and isinstance(cue.trigger, OnEntry))
    note, lines = "" if covered else phase.note, tuple(_lines(s, cues, avoids, covered=covered))
    return Standby(phase.name, deed or f"GO enters {phase.name}.", note, lines)


def _lines(s: Session, cues: Iterable[Cue], avoids: Collection[Avoids], *, covered: bool) -> Iterator[CueLine]:
    """Each cue, and under music what somebody here avoids of it: on a line of its own, where nothing cuts it short."""
    for cue in cues:
        yield cue_line(cue, covered=covered)
        plays = cue.content.tracks if isinstance(cue.content, Music) else ()
        if words := heeds((track for track in s.plan.tracks if track.id in plays), avoids):
            yield CueLine(kind(cue.content), words)


def cue_title(cue: Cue, *, covered: bool) -> str:
    """What a cue is called."""
    return PROMPT if covered and isinstance(cue.content, Prompt) else cue.name


def cue_line(cue: Cue, *, covered: bool = False) -> CueLine:
    """A cue in words; covered, without those of a prompt."""
    wait = f", after {span(cue.pre_wait)}" if cue.pre_wait else ""
    words = PROMPT if covered and isinstance(cue.content, Prompt) else what(cue.content)
    return CueLine(kind(cue.content), words + wait)
