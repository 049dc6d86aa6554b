"""The music of a planned rundown along its time: what plays in each phase, where it loops, and where there is none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from kapcircle.core.ids import SECOND, CueId, Instant, Millis, PhaseId, TrackId
from kapcircle.core.playlist import Playlist, Track, starts
from kapcircle.core.rundown import AtOffset, Music, OnGo, Phase, Rundown, Silence
from kapcircle.core.swelling import leap
from kapcircle.views.room import louder
from kapcircle.views.times import Zone, after, hour, span


class Kind(Enum):
    """What a block of the timeline is."""

    TRACK = "track"
    AGAIN = "again"
    SILENCE = "silence"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Block:
    """From `begins` to `ends`, in ms since the opening: a track, all later laps of them, silence, or no music yet."""

    kind: Kind
    begins: Millis
    ends: Millis
    words: str


@dataclass(frozen=True, slots=True)
class PhaseMusic:
    """A phase on the timeline, and in words how its music fits; `short` says that a hand is wanted."""

    key: PhaseId
    name: str
    begins: Millis
    ends: Millis
    words: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class MusicLine:
    """The whole timeline, and the hours or lengths at its ends."""

    phases: tuple[PhaseMusic, ...] = ()
    blocks: tuple[Block, ...] = ()
    lasts: Millis = Millis(0)
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class _Change:
    """At an instant since the opening another music, or a silence (`content` None: of a length, then it returns)."""

    at: Millis
    playlist: Playlist | None
    until: Millis | None = None


def music_line(rundown: Rundown, tracks: Mapping[TrackId, Track], scheduled: Instant | None, zone: Zone) -> MusicLine:
    """The music of a rundown if every phase takes as long as planned and GO is given when its phase begins."""
    if not rundown.phases:
        return MusicLine()
    begins, lasts = _beginnings(rundown), rundown.planned
    changes = sorted((x for x in _changes(rundown, begins, tracks) if x.at < lasts), key=lambda x: x.at)
    blocks = tuple(_blocks(changes, lasts))
    phases = tuple(_phase(p, at, lasts, changes, blocks, tracks) for p, at in zip(rundown.phases, begins, strict=True))
    first = after(Millis(0)) if scheduled is None else hour(scheduled, zone)
    last = after(lasts) if scheduled is None else hour(Instant(scheduled + lasts), zone)
    return MusicLine(phases, blocks, lasts, first, last)


def fits(rundown: Rundown, phase: PhaseId, cue: CueId, tracks: Mapping[TrackId, Track], music: Music) -> str:
    """How this music would fit in place of that of a cue, in the words of its phase."""
    changed = (
        replace(p, cues=tuple(replace(q, content=music) if q.id == cue else q for q in p.cues)) if p.id == phase else p
        for p in rundown.phases
    )
    line = music_line(Rundown(tuple(changed)), tracks, None, lambda _: 0)
    return next((x.words for x in line.phases if x.key == phase), "")


def _beginnings(rundown: Rundown) -> list[Millis]:
    begins, at = [], Millis(0)
    for phase in rundown.phases:
        begins.append(at)
        at = Millis(at + phase.planned)
    return begins


def _playlist(music: Music, tracks: Mapping[TrackId, Track]) -> Playlist:
    return Playlist(tuple(tracks[t] for t in music.tracks if t in tracks), music.crossfade)


def _changes(rundown: Rundown, begins: list[Millis], tracks: Mapping[TrackId, Track]) -> Iterator[_Change]:
    """In the order of the plan; music without a recording changes nothing, and what is not armed neither."""
    for phase, at in zip(rundown.phases, begins, strict=True):
        for cue in phase.cues:
            into = cue.trigger.after if isinstance(cue.trigger, AtOffset) else 0
            when = Millis(at + into + cue.pre_wait)
            if not cue.armed or into >= phase.planned:
                continue
            if isinstance(cue.content, Music) and (playlist := _playlist(cue.content, tracks)).tracks:
                yield _Change(when, playlist)
            elif isinstance(cue.content, Silence):
                length = cue.content.length
                yield _Change(when, None, None if length is None else Millis(when + length))


def _blocks(changes: list[_Change], lasts: Millis) -> Iterator[Block]:
    """What is heard one after the other until `lasts`; crossfades lie where the incoming track begins."""
    playing: tuple[Playlist, Millis] | None = None
    begins = [*(change.at for change in changes), lasts]
    if begins[0] > 0:
        yield Block(Kind.NOTHING, Millis(0), begins[0], "no music")
    for change, end in zip(changes, begins[1:], strict=True):
        if change.playlist is not None:
            playing = change.playlist, change.at
            yield from _laps(change.playlist, change.at, change.at, end)
            continue
        until = min(end, change.until if change.until is not None else end)
        yield Block(Kind.SILENCE, change.at, Millis(until), "silence")
        if until < end:
            if playing is None:
                yield Block(Kind.NOTHING, Millis(until), end, "no music")
            else:
                yield from _laps(*playing, Millis(until), end)


def _laps(playlist: Playlist, since: Millis, begins: Millis, ends: Millis) -> Iterator[Block]:
    """The tracks of a playlist that plays since an instant, between two others; all later laps are one block."""
    at = starts(playlist)
    again = since + at[-1]
    for track, start, end in zip(playlist.tracks, at, at[1:], strict=False):
        if since + start < ends and since + end > begins:
            first, last = max(since + start, begins), min(since + end, ends)
            yield Block(Kind.TRACK, Millis(first), Millis(last), track.title)
    if again < ends and at[-1] > 0:
        yield Block(Kind.AGAIN, Millis(max(again, begins)), ends, "looping")


def _phase(
    phase: Phase,
    begins: Millis,
    lasts: Millis,
    changes: list[_Change],
    blocks: tuple[Block, ...],
    tracks: Mapping[TrackId, Track],
) -> PhaseMusic:
    ends = Millis(begins + phase.planned)
    words, short = _words(phase, begins, lasts, changes, blocks, tracks)
    return PhaseMusic(phase.id, phase.name, begins, ends, words, short)


def _words(
    phase: Phase,
    begins: Millis,
    lasts: Millis,
    changes: list[_Change],
    blocks: tuple[Block, ...],
    tracks: Mapping[TrackId, Track],
) -> tuple[str, bool]:
    """How the music of a phase fits, and whether somebody should look at it; the circle `lasts` so long."""
    said, short, ends = [], False, begins + phase.planned
    own = [change for change in changes if begins <= change.at < ends and change.playlist is not None]
    inside = [x for x in blocks if x.begins < ends and x.ends > begins]
    gap = sum(min(x.ends, ends) - max(x.begins, begins) for x in inside if x.kind is Kind.NOTHING)
    for change in own:
        later = [other.at for other in changes if other.at > change.at]
        room, heard = (min([*later, end]) - change.at for end in (ends, lasts))
        lap = starts(change.playlist or Playlist())[-1]
        said.append(f"{span(lap)} of music for {span(room)}: {_fit(lap, room, heard)}")
    if gap >= ends - begins:
        said.append("no music in this phase")
        short = True
    elif gap:
        said.append(f"{span(gap)} without music before it begins")
        short = True
    elif not own:
        said.append(_carried(inside))
    if any(isinstance(q.content, Music) and isinstance(q.trigger, OnGo) for q in phase.cues):
        said.append("some of it waits for GO")
    if kept := [q.content for q in phase.cues if isinstance(q.content, Music) and q.content.loop is not None]:
        said.append(f"a section is kept until GO{louder(max(_leap(x, tracks) for x in kept))}")
    if any(isinstance(q.content, Music) and not _playlist(q.content, tracks).tracks for q in phase.cues):
        said.append("a music cue has no recording")
        short = True
    return "; ".join(said), short


def _leap(music: Music, tracks: Mapping[TrackId, Track]) -> int:
    """By how many dB each pass of its section begins with a sudden rise."""
    playlist = _playlist(music, tracks)
    section, first = music.loop, next(iter(playlist.tracks), None)
    track = first if section is None or section.track is None else tracks.get(section.track)
    return 0 if section is None or track is None else leap(track, section)


def _fit(lap: int, room: int, heard: int) -> str:
    """How a playlist fits into what is left of its phase, where it is `heard` until other music or a silence comes."""
    if lap < room:
        return f"it loops, {room / lap:.1f} times over"
    if lap - heard >= SECOND:
        return f"the last {span(lap - heard)} are not heard"
    return "it fits" if lap - room < SECOND else "it goes on into the next phase"


def _carried(inside: list[Block]) -> str:
    if all(x.kind is Kind.SILENCE for x in inside):
        return "silence"
    return "the music from before goes on" + (", looping" if any(x.kind is Kind.AGAIN for x in inside) else "")
