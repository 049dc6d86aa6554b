"""A planned rundown as lines on the Plan page: when each phase would begin, and what is wrong with it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from kapcircle.core.heard import planned
from kapcircle.core.ids import DAY, Instant, Millis, PhaseId, TrackId
from kapcircle.core.playlist import Playlist, Track
from kapcircle.core.rundown import AtOffset, Cue, Look, Music, Phase, Rundown
from kapcircle.views.cues import summary
from kapcircle.views.times import Zone, after, hour, minutes, rounded, span, whole


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and with which field of the phase; what only surprises does not `stop` the circle."""

    field: str
    words: str
    stops: bool = True


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One phase of the plan. `group` is said once, on the first phase of a run of the same group; `of_group`
    is said of each.
    """

    key: PhaseId
    number: int
    group: str
    of_group: str
    name: str
    minutes: str
    end: str
    starts: str
    cues: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Stock:
    """What a plan may name: the looks and the recordings that the practice has; and what of these is `known`."""

    looks: Collection[str]
    tracks: Collection[TrackId]
    known: Mapping[TrackId, Track] = field(default_factory=dict)


def lines(rundown: Rundown, scheduled: Instant | None, zone: Zone, stock: Stock) -> tuple[PhaseLine, ...]:
    """The plan line by line; without an hour the starts are counted from the opening."""
    made, into, group = [], Millis(0), ""
    for number, phase in enumerate(rundown.phases, 1):
        starts = after(into) if scheduled is None else hour(Instant(scheduled + into), zone)
        shown = phase.group if phase.group != group else ""
        made.append(
            PhaseLine(
                phase.id,
                number,
                shown,
                phase.group,
                phase.name,
                minutes(phase.planned),
                phase.end.value,
                starts,
                summary(phase.cues),
                problems(phase, stock),
            )
        )
        into, group = Millis(into + phase.planned), phase.group
    return tuple(made)


def totals(rundown: Rundown, scheduled: Instant | None, zone: Zone) -> str:
    """How long the whole circle is, and when it would end."""
    if not rundown.phases:
        return ""
    count = "1 phase" if len(rundown.phases) == 1 else f"{len(rundown.phases)} phases"
    words = f"{count} · {whole(rundown.planned)}"
    if scheduled is None:
        return words
    ends = Instant(scheduled + rounded(rundown.planned))  # as the length says it
    return f"{words} · {hour(scheduled, zone)} to {hour(ends, zone)}"


def problems(phase: Phase, stock: Stock) -> tuple[Problem, ...]:
    """Everything that would go wrong, or not as one might think, in the order of the form."""
    return (*_of_phase(phase), *(p for cue in phase.cues for p in _of_cue(cue, phase, stock)))


def _of_phase(phase: Phase) -> Iterator[Problem]:
    if not phase.name.strip():
        yield Problem("name", "Give the phase a name.")
    if phase.planned <= 0:
        yield Problem("planned", "A phase needs a length.")
    if phase.planned > DAY:
        yield Problem("planned", "No phase is longer than a day.")
    if phase.danger > phase.warn:
        yield Problem("danger", "Danger comes before the warning: both count the time that is left.")
    if phase.shrink > phase.planned:
        yield Problem("shrink", f"It may give up at most its own {minutes(phase.planned)} min.")


def _of_cue(cue: Cue, phase: Phase, stock: Stock) -> Iterator[Problem]:
    match cue.content:
        case Look(name) if name not in stock.looks:
            yield Problem("cues", f"There is no look “{name}”. Known: {', '.join(stock.looks)}.")
        case Music(source, tracks) if not tracks:
            yield Problem("cues", f"“{source}” has no recording: choose a file or a folder.")
        case Music(source, tracks) if any(t not in stock.tracks for t in tracks):
            yield Problem("cues", f"A recording of “{source}” is not in this vault: choose it again.")
        case Music(source, tracks, crossfade, loop) if loop is not None and all(t in stock.known for t in tracks):
            if planned(Playlist(tuple(stock.known[t] for t in tracks), crossfade), loop) is None:
                words = f"The section {span(loop.begin)}–{span(loop.end)} does not fit into “{source}”: it plays on."
                yield Problem("cues", words, stops=False)
        case _:
            pass
    if isinstance(cue.trigger, AtOffset) and cue.trigger.after > phase.planned:
        words = f"“{cue.name}” at {span(cue.trigger.after)} comes only if the phase runs over."
        yield Problem("cues", words, stops=False)
