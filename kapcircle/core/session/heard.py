"""What was heard and seen when: read off the log of a circle as it was at each moment, with what was taken back later.

A command that was undone changed the room until it was: what comes out is what the room was told, not what counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from kapcircle.core import heard as music
from kapcircle.core.changed import replace
from kapcircle.core.ids import SECOND, CueId, Instant, Millis
from kapcircle.core.log import Entry, Undone, by_stamp, effective
from kapcircle.core.outputs import Output, Seen
from kapcircle.core.playlist import Track
from kapcircle.core.rundown import Cue
from kapcircle.core.session import events as e
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.records import WRITTEN
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.wanted import silence_ends, wanted

EVERY = Millis(10 * SECOND)
"""A level that is kept is the mean of so long: programme setting."""


class Sound(Enum):
    """What the room was told to be filled with."""

    MUSIC = "music"
    SILENCE = "silence"
    FADED = "all faded"
    EMERGENCY = "music out for an emergency"
    NOTHING = "no music"
    AWAY = "the laptop was away"


@dataclass(frozen=True, slots=True)
class HeardSpan:
    """A stretch of one sound. Of music: the recording, how far in it began, the cue that called it, and whether it was
    a murmur.
    """

    since: Instant
    until: Instant
    sound: Sound
    track: Track | None = None
    position: Millis = Millis(0)
    cue: CueId | None = None
    hushed: bool = False


@dataclass(frozen=True, slots=True)
class SeenSpan:
    """A stretch of one look, reached after its `fade`; `lifted` for a hush."""

    since: Instant
    until: Instant
    look: str
    fade: Millis = Millis(0)
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """The mean level of the ten seconds from `since` on, in dBFS; None: nothing was known to play."""

    since: Instant
    dbfs: int | None


@dataclass(frozen=True, slots=True)
class CueMade:
    """A cue that changed the room: when it was due, and when it was made."""

    cue: Cue
    due: Instant
    made: Instant


Stretch = tuple[Instant, Instant, Session]


def stretches(entries: Sequence[Entry[Any]], now: Instant) -> Iterator[Stretch]:
    """From when until when the circle was in which state, from its opening to its close, or `now`.

    A state begins when its entry was written, not when it was due: what was late was not heard before.
    """
    ordered = [x for x in sorted(entries, key=by_stamp) if not isinstance(x.event, (*WRITTEN, e.Sounded))]
    s, since = Session(), Instant(0)
    for i, entry in enumerate(ordered):
        at = max(since, entry.at)
        if s.run is Run.RUNNING and since < at:
            yield since, at, s
        s = _refolded(ordered[: i + 1]) if isinstance(entry.event, Undone) else evolve(s, entry)
        since = at
    if s.run is Run.RUNNING and since < now:
        yield since, now, s


def _refolded(ordered: Sequence[Entry[Any]]) -> Session:
    s = Session()
    for entry in effective(ordered):
        s = evolve(s, entry)
    return s


def heard_spans(entries: Sequence[Entry[Any]], now: Instant) -> tuple[HeardSpan, ...]:
    """What sounded when, without gaps from the opening on; where the laptop was away nobody can tell."""
    spans = [span for since, until, s in stretches(entries, now) for span in _heard(s, since, until)]
    for gone in aways(entries):
        spans = [part for span in spans for part in _without(span, *gone)]
        spans += [HeardSpan(*gone, Sound.AWAY)] if spans else []
    return tuple(_merged(sorted(spans, key=lambda x: x.since)))


def _heard(s: Session, since: Instant, until: Instant) -> Iterator[HeardSpan]:
    """One state, cut where a recording ends or a timed silence is over; a section that is kept is one stretch."""
    while since < until:
        out = wanted(s, since)
        end = min(until, silence_ends(s, since) or until)
        lead = music.here(out.sound, since)
        if lead is None:
            yield HeardSpan(since, end, _why_silent(s, out, since))
        else:
            left = music.rest(out.sound, since)
            end = end if left is None else min(end, Instant(since + left))
            yield HeardSpan(since, end, Sound.MUSIC, lead.track, lead.position, s.sounding, out.murmur.on)
        since = end


def _why_silent(s: Session, out: Output, at: Instant) -> Sound:
    if s.lit is not None and s.emergency is not None:
        return Sound.EMERGENCY
    if s.quiet is not None and (s.quiet.until is None or at < s.quiet.until):
        return Sound.SILENCE
    return Sound.FADED if s.faded is not None and s.faded == out.sound.since else Sound.NOTHING


def _without(span: HeardSpan, since: Instant, until: Instant) -> Iterator[HeardSpan]:
    """What of a stretch lies before and after another."""
    if span.since < since:
        yield replace(span, until=min(span.until, since))
    if until < span.until:
        begin = max(span.since, until)
        yield replace(span, since=begin, position=Millis(span.position + begin - span.since))


def _merged(spans: Sequence[HeardSpan]) -> Iterator[HeardSpan]:
    """What went on is one stretch, though something else happened meanwhile; so is a loop of one recording."""
    last: HeardSpan | None = None
    for span in spans:
        if last is not None and _of(last) == _of(span) and last.until == span.since and _goes_on(last, span):
            last = replace(last, until=span.until)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _of(span: HeardSpan) -> tuple[object, ...]:
    return span.sound, None if span.track is None else span.track.id, span.cue, span.hushed


def _goes_on(last: HeardSpan, span: HeardSpan) -> bool:
    """Whether the same recording is where it would be had nothing happened; alone it begins again at its end."""
    if span.track is None:
        return True
    return (last.position + last.until - last.since) % span.track.lasts == span.position


def aways(entries: Sequence[Entry[Any]]) -> tuple[tuple[Instant, Instant], ...]:
    """From when until when the laptop was away: it began with the latest silence of the log that was as long."""
    ordered = sorted(entries, key=by_stamp)
    found = []
    for i, entry in enumerate(ordered):
        if isinstance(entry.event, e.CameBack):
            away = entry.event.away
            pairs = zip(reversed(ordered[:i]), reversed(ordered[: i + 1]), strict=False)
            since = next((a.at for a, b in pairs if b.at - a.at >= away), Instant(entry.at - away))
            found.append((since, Instant(since + away)))
    return tuple(found)


def seen_spans(entries: Sequence[Entry[Any]], now: Instant) -> tuple[SeenSpan, ...]:
    """Which look was called when, without gaps from the opening on."""
    spans: list[SeenSpan] = []
    begun: Seen | None = None
    for since, until, s in stretches(entries, now):
        seen = wanted(s, since).light
        same = begun is not None and (begun.look, begun.since, begun.lift) == (seen.look, seen.since, seen.lift)
        begun = seen
        if same:
            spans[-1] = replace(spans[-1], until=until)
        else:
            left = Millis(max(0, seen.since + seen.fade - since))
            spans.append(SeenSpan(since, until, seen.look, left, seen.lift > 0))
    return tuple(spans)


def heard_levels(entries: Sequence[Entry[Any]]) -> tuple[Level, ...]:
    """How loud it was, ten seconds by ten seconds, in the order of time; of two of one moment the later written."""
    found: dict[Instant, Level] = {}
    for entry in sorted(entries, key=by_stamp):
        if isinstance(entry.event, e.Sounded):
            count = len(entry.event.levels)
            for i, dbfs in enumerate(entry.event.levels):
                since = Instant(entry.happened - (count - i) * EVERY)
                found[since] = Level(since, dbfs)
    return tuple(found[since] for since in sorted(found))


def cues_made(s: Session) -> tuple[CueMade, ...]:
    """The cues that changed the room and were not taken back, in the order in which they were made."""
    found = [
        CueMade(cue, made.due, made.made)
        for leg in s.legs
        for made in leg.made
        for cue in leg.phase.cues
        if cue.id == made.cue
    ]
    return tuple(sorted(found, key=lambda x: (x.made, x.due)))
