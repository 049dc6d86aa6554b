"""What was heard and seen in a circle, over its time: phases planned and actual, sound, how loud, light, cues.

Read off the log, and plain values: the Review page and the report draw the same picture, and say it in the same words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kapcircle.core.ids import Instant, Millis
from kapcircle.core.light import Colour, LookDesign
from kapcircle.core.log import Entry
from kapcircle.core.rundown import Music
from kapcircle.core.session import events as e
from kapcircle.core.session.due import LATEST
from kapcircle.core.session.heard import (
    EVERY,
    CueMade,
    HeardSpan,
    Level,
    SeenSpan,
    Sound,
    cues_made,
    heard_levels,
    heard_spans,
    seen_spans,
)
from kapcircle.core.session.state import Run, Session
from kapcircle.views.cues import what
from kapcircle.views.times import Zone, exact, hour, span

SILENT = -120
"""What silence measures, in dBFS."""

PHASE = "phase"
"""The kind of a row that the rundown has too."""

NOBODY = "nothing was known to play"


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time with a word; `strong` where it is music or a phase that ran, else where nothing is heard."""

    since: Instant
    until: Instant
    words: str
    strong: bool = True
    low: bool = False
    """Of music: hushed. Of a phase: held."""

    @property
    def lasted(self) -> Millis:
        """How long it is."""
        return Millis(self.until - self.since)


@dataclass(frozen=True, slots=True)
class Light:
    """A look: from which level (perceived, 0 to 1) to which, reached after `fade`, and its colour, linear."""

    since: Instant
    until: Instant
    words: str
    before: float
    level: float
    fade: Millis
    colour: Colour


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened at one moment; `late` is how long after it was due, of a cue."""

    at: Instant
    words: str
    due: Instant | None = None

    @property
    def late(self) -> Millis:
        """How late; nothing for what is in time."""
        late = Millis(0 if self.due is None else self.at - self.due)
        return late if late > LATEST else Millis(0)


@dataclass(frozen=True, slots=True)
class Sounded:
    """The picture of a circle from `first` to `last`; empty before it was opened."""

    first: Instant = Instant(0)
    last: Instant = Instant(0)
    planned: tuple[Bar, ...] = ()
    phases: tuple[Bar, ...] = ()
    lists: tuple[Bar, ...] = ()
    """Playlists, and why there was no music; within them the recordings are `sounds`."""
    sounds: tuple[Bar, ...] = ()
    positions: tuple[HeardSpan, ...] = ()
    """The stretches that the sounds are the words of."""
    levels: tuple[Level, ...] = ()
    lights: tuple[Light, ...] = ()
    cues: tuple[Told, ...] = ()
    reports: tuple[Told, ...] = ()

    @property
    def moments(self) -> tuple[Instant, ...]:
        """When anything began, in order: what the cursor goes through."""
        begun = {x.since for x in (*self.phases, *self.sounds)} | {x.since for x in self.lights}
        return tuple(sorted(begun | {x.at for x in (*self.cues, *self.reports)}))


def sounded(
    s: Session, entries: Sequence[Entry[Any]], now: Instant, looks: Mapping[str, LookDesign] | None = None
) -> Sounded:
    """What came of a circle so far."""
    if s.opened is None:
        return Sounded()
    until = now if s.closed is None else s.closed
    planned, phases = _planned(s), _phases(s, until)
    heard = heard_spans(entries, until)
    last = max((x.until for x in (*planned, *phases)), default=until)
    return Sounded(
        s.opened,
        Instant(max(last, until, s.opened + EVERY)),
        planned,
        phases,
        _lists(s, heard),
        tuple(Bar(x.since, x.until, _sound(x), strong=x.track is not None, low=x.hushed) for x in heard),
        heard,
        heard_levels(entries),
        _lights(seen_spans(entries, until), looks or {}),
        tuple(Told(x.made, _cue(x), x.due) for x in cues_made(s)),
        _reports(s, entries),
    )


def _planned(s: Session) -> tuple[Bar, ...]:
    """As the plan had them, from the opening."""
    bars, at = [], s.opened or Instant(0)
    for phase in s.plan.rundown.phases:
        bars.append(Bar(at, Instant(at + phase.planned), phase.name))
        at = bars[-1].until
    return tuple(bars)


def _phases(s: Session, until: Instant) -> tuple[Bar, ...]:
    """Each stay in each phase, in the order of time."""
    stays = [
        Bar(x.entered, until if x.left is None else x.left, leg.phase.name, low=bool(x.held or x.held_since))
        for leg in s.legs
        for x in leg.visits
    ]
    return tuple(sorted(stays, key=lambda x: x.since))


def _sound(found: HeardSpan) -> str:
    return found.sound.value if found.track is None else found.track.title


def _lists(s: Session, heard: Sequence[HeardSpan]) -> tuple[Bar, ...]:
    """One bar as long as one cue is heard, however many recordings that is."""
    sources = {cue.id: cue.content.source for leg in s.legs for cue in leg.phase.cues if isinstance(cue.content, Music)}
    bars: list[Bar] = []
    for x in heard:
        words = _sound(x) if x.track is None or x.cue is None else sources.get(x.cue, x.track.title)
        bar = Bar(x.since, x.until, words, strong=x.track is not None, low=x.hushed)
        if bars and (bars[-1].words, bars[-1].strong, bars[-1].low) == (bar.words, bar.strong, bar.low):
            bar = replace(bar, since=bars.pop().since)
        bars.append(bar)
    return tuple(bars)


def _lights(spans: Iterable[SeenSpan], looks: Mapping[str, LookDesign]) -> tuple[Light, ...]:
    lights: list[Light] = []
    for x in spans:
        design = looks.get(x.look, LookDesign(x.look, 0.0))
        words = f"{x.look}, lifted for a hush" if x.lifted else x.look
        before = _level_at(lights[-1], x.since) if lights else 0.0
        lights.append(Light(x.since, x.until, words, before, design.level, x.fade, design.colour))
    return tuple(lights)


def _level_at(light: Light, at: Instant) -> float:
    """How bright a look was at a moment, on its way or there."""
    part = 1.0 if not light.fade else min(1.0, (at - light.since) / light.fade)
    return light.before + (light.level - light.before) * part


def _cue(made: CueMade) -> str:
    return what(made.cue.content)


def _reports(s: Session, entries: Sequence[Entry[Any]]) -> tuple[Told, ...]:
    """What the room said while the circle ran: a recording left out, an output lost or back."""
    titles = {track.id: track.title for track in s.plan.tracks}
    told = []
    for x in entries:
        match x.event:
            case e.TrackSkipped(track, why):
                told.append(Told(x.at, f"{titles.get(track, 'A recording')} was skipped: {why}"))
            case e.Reported(words):
                told.append(Told(x.at, words))
    return tuple(sorted(told, key=lambda x: x.at))


@dataclass(frozen=True, slots=True)
class SoundedRow:
    """A line of the picture for those who read rather than look."""

    key: tuple[Instant, int]
    clock: str
    kind: str
    words: str


def sounded_rows(p: Sounded, zone: Zone) -> tuple[SoundedRow, ...]:
    """All that the picture shows, in the order of time; how loud it was once for each stretch of sound."""
    told: list[tuple[Instant, str, str]] = [
        (x.since, PHASE, f"{x.words}, {span(x.lasted)}{_planned_words(p, x)}") for x in p.phases
    ]
    told += [(x.since, "sound", f"{x.words}, {span(x.lasted)}{_low(x)}{_loud(p, x)}") for x in p.sounds]
    told += [(x.since, "light", f"{x.words}, {x.level * 100:.0f} %, over {span(x.fade)}") for x in p.lights]
    told += [(x.at, "cue", f"{x.words}{late_words(x, zone)}") for x in p.cues]
    told += [(x.at, "room", x.words) for x in p.reports]
    ordered = sorted(told, key=lambda x: x[0])
    return tuple(SoundedRow((at, i), exact(at, zone), kind, words) for i, (at, kind, words) in enumerate(ordered))


def _planned_words(p: Sounded, phase: Bar) -> str:
    found = next((x for x in p.planned if x.words == phase.words), None)
    held = ", held" if phase.low else ""
    return held if found is None else f"{held}, planned {span(found.lasted)}"


def _low(bar: Bar) -> str:
    return ", hushed" if bar.low else ""


def _loud(p: Sounded, bar: Bar) -> str:
    """From how loud to how loud, of the ten seconds that lie wholly in a stretch."""
    inside = [x.dbfs for x in p.levels if bar.since <= x.since and x.since + EVERY <= bar.until and x.dbfs is not None]
    heard = [x for x in inside if x > SILENT]
    if not heard:
        return ", silent" if inside else ""
    low, high = min(heard), max(heard)
    return f", {_db(low)} dBFS" if low == high else f", {_db(low)} to {_db(high)} dBFS"


def _db(level: int) -> str:
    return f"−{-level}" if level < 0 else str(level)


def late_words(told: Told, zone: Zone) -> str:
    """How late a cue was, if it was."""
    if not told.late or told.due is None:
        return ""
    return f", {span(told.late)} late: due at {exact(told.due, zone)}"


def said_at(p: Sounded, at: Instant, zone: Zone) -> str:
    """All of one moment in a sentence: what the cursor says."""
    said = [exact(at, zone)]
    said += [f"{x.words}, {span(at - x.since)} in" for x in _within(p.phases, at)]
    said += [_playing(x, at) for x in p.positions if x.since <= at < x.until]
    said += [_level_words(x) for x in p.levels if x.since <= at < x.since + EVERY]
    said += [f"light {x.words}" for x in _within(p.lights, at)]
    said += [f"{x.words}{late_words(x, zone)}" for x in p.cues if x.at == at]
    said += [x.words for x in p.reports if x.at == at]
    return " · ".join(said)


def _within(spans: Iterable[Any], at: Instant) -> list[Any]:
    return [x for x in spans if x.since <= at < x.until]


def _playing(found: HeardSpan, at: Instant) -> str:
    if found.sound is not Sound.MUSIC or found.track is None:
        return found.sound.value
    return f"{found.track.title} at {span(_into(found, at))}{', hushed' if found.hushed else ''}"


def _into(found: HeardSpan, at: Instant) -> int:
    """How far in a recording is; alone it begins again at its end."""
    lasts = 0 if found.track is None else found.track.lasts
    return (found.position + at - found.since) % max(1, lasts)


def _level_words(found: Level) -> str:
    if found.dbfs is None:
        return NOBODY
    return "silent" if found.dbfs <= SILENT else f"{_db(found.dbfs)} dBFS"


def spoken(p: Sounded, s: Session, zone: Zone) -> str:
    """What the picture is, for a screen reader."""
    if s.run is Run.WAITING:
        return "Sound and light: the circle was not opened."
    late = sum(bool(x.late) for x in p.cues)
    made = "1 cue made" if len(p.cues) == 1 else f"{len(p.cues)} cues made"
    count = f"{made}, {late} of them late" if late else f"{made}, all in time"
    return f"Sound and light from {hour(p.first, zone)} to {hour(p.last, zone)}. {count}."
