"""Where the music is at an instant, and what it becomes when a hand keeps it, moves it or changes what follows."""

from dataclasses import dataclass, replace

from kapcircle.core import playlist as lists
from kapcircle.core.ids import Instant, Millis, TrackId
from kapcircle.core.looping import LEAST, NOTICE, SEAM, Leave, Loop, Section, holds, unrolled
from kapcircle.core.outputs import Heard
from kapcircle.core.playlist import Place, Playlist, Track
from kapcircle.core.swelling import across

SHIFT = Millis(2_000)
"""From one place of a track to another, at least; more slowly out of quiet music into loud. Programme setting."""


@dataclass(frozen=True, slots=True)
class Here:
    """The track that leads, and its place. `starts` is when it began, in the time of the playlist without a loop."""

    track: Track
    place: Place
    starts: Millis

    @property
    def position(self) -> Millis:
        """How far it is, from its first cue point."""
        return self.place.position


def into(heard: Heard, now: Instant) -> Millis:
    """How far the playlist is, as if it had no loop."""
    return unrolled(heard.loop, Millis(max(0, now - heard.since)))


def here(heard: Heard, now: Instant) -> Here | None:
    """What leads, and where it is; None in silence."""
    gone = into(heard, now)
    where = lists.place(heard.playlist, gone)
    if where is None:
        return None
    return Here(heard.playlist.tracks[where.index], where, Millis(gone - where.position))


def rest(heard: Heard, now: Instant) -> Millis | None:
    """How long until another track leads, or the same anew; None in silence, and where a section is kept until GO."""
    lead, loop, gone = here(heard, now), heard.loop, Millis(max(0, now - heard.since))
    if lead is None:
        return None
    left_ = alone_until(heard.playlist, lead.place.index) - lead.position
    if loop is None or section(heard, now) is None:
        return Millis(left_)
    return None if loop.passes is None else Millis(left_ + (loop.passes - loop.again(gone)) * loop.lasts)


def section(heard: Heard, now: Instant) -> Section | None:
    """The section that the leading track is kept in, or is led to; None where there is none, or it is left for good."""
    lead, loop = here(heard, now), heard.loop
    if lead is None or loop is None or not holds(loop, Millis(max(0, now - heard.since))):
        return None
    begin, end = loop.begin - lead.starts, loop.end - lead.starts
    if not 0 <= begin < lead.track.lasts:
        return None
    return Section(Millis(begin), Millis(end), loop.leave, lead.track.id, loop.seam)


def alone_until(playlist: Playlist, index: int) -> Millis:
    """Until where a track is heard before the next joins in: no section goes beyond."""
    return Millis(playlist.tracks[index].lasts - lists.overlaps(playlist)[index])


def fitted(playlist: Playlist, index: int, asked: Section) -> Section | None:
    """A section as it can be heard in a track; None where it leaves too little.

    It ends before the next track joins in, does not end before the one before has gone, and leaves room before its
    beginning for the seam.
    """
    seam = max(asked.seam, SEAM)
    begin, end = max(asked.begin, seam), min(asked.end, alone_until(playlist, index))
    alone_from = lists.overlaps(playlist)[index - 1]
    if end - begin < max(LEAST, seam) or end < alone_from + seam:
        return None
    return replace(asked, begin=Millis(begin), end=Millis(end), seam=Millis(seam))


def looped(heard: Heard, asked: Section, at: Instant) -> Heard:
    """The music kept in a section of the track that leads; behind its end it goes back at once, by a crossfade."""
    lead = here(heard, at)
    found = None if lead is None else fitted(heard.playlist, lead.place.index, asked)
    if lead is None or lead.track.id != asked.track or found is None:
        return heard
    loop = _loop(lead.starts, found)
    if lead.position + found.seam + NOTICE > found.end:
        return _moved(heard, at, loop.begin, loop)
    return replace(heard, since=Instant(at - lead.starts - lead.position), loop=loop)


def planned(playlist: Playlist, asked: Section | None) -> Loop | None:
    """The loop of a playlist that begins, as its cue plans it; None where that cannot be heard."""
    if asked is None or not playlist.tracks:
        return None
    index = 0 if asked.track is None else _number(playlist, asked.track)
    found = None if index is None else fitted(playlist, index, asked)
    return None if index is None or found is None else _loop(lists.starts(playlist)[index], found)


def _loop(starts: Millis, found: Section) -> Loop:
    return Loop(Millis(starts + found.begin), Millis(starts + found.end), found.seam, found.leave)


def _moved(heard: Heard, at: Instant, into: int, loop: Loop | None) -> Heard:
    """The music as it is `into` after its start: not there before it would be, where it is still rising, and not so
    soon that it startles where that place is louder.
    """
    moved = replace(heard, since=Instant(at - into), loop=loop)
    was, now = here(heard, at), here(moved, at)
    slowly = 0 if was is None or now is None else across(was.track, was.position, now.track, now.position)
    return replace(moved, fade=Millis(max(SHIFT, slowly, heard.since + heard.fade - at)))


def _number(playlist: Playlist, track: TrackId) -> int | None:
    return next((i for i, x in enumerate(playlist.tracks) if x.id == track), None)


def left(heard: Heard, how: Leave, at: Instant) -> Heard:
    """The music on its way out of its section: with the end of this pass, or at once by a crossfade to behind it."""
    gone = Millis(max(0, at - heard.since))
    loop = heard.loop
    if loop is None or not holds(loop, gone):
        return heard
    if how is Leave.AT_THE_END:
        return replace(heard, loop=replace(loop, left=gone)) if loop.left is None else heard
    if into(heard, at) < loop.begin:
        return replace(heard, loop=None)
    return _moved(heard, at, loop.end, None)


def sought(heard: Heard, track: TrackId, to: Millis, at: Instant) -> Heard:
    """The music at another place of the track that leads; its section holds it still, unless it is behind that."""
    lead = here(heard, at)
    if lead is None or lead.track.id != track:
        return heard
    gone = lead.starts + min(max(to, 0), alone_until(heard.playlist, lead.place.index))
    loop = heard.loop
    if loop is not None and (loop.left is not None or gone + loop.seam + NOTICE > loop.end):
        loop = None
    return _moved(heard, at, gone, loop)


def followed(playlist: Playlist, index: int, track: Track) -> Playlist:
    """The playlist from track number `index` on, with `track` next; the one that stood next goes to the end."""
    lead, *rest = (*playlist.tracks[index:], *playlist.tracks[:index])
    others = [x for x in (*rest[1:], *rest[:1]) if x.id != track.id]
    return replace(playlist, tracks=(lead, track, *others))


def followed_by(heard: Heard, after: TrackId, track: Track, at: Instant) -> Heard:
    """The music with another track next; what sounds goes on. Too late for that it stays as it is."""
    lead = here(heard, at)
    if lead is None or lead.track.id != after or track.id == after:
        return heard
    playlist = followed(heard.playlist, lead.place.index, track)
    until, kept = alone_until(playlist, 0), section(heard, at)
    if lead.position >= until or (kept is not None and kept.end > until):
        return heard
    if heard.loop is not None and kept is not None:
        since, loop = Instant(heard.since + lead.starts), heard.loop.moved(lead.starts)
        return replace(heard, playlist=playlist, since=since, loop=loop)
    to_come = _to_come(heard, at)
    carried = None if to_come is None else _carried(to_come, heard.playlist, playlist)
    return replace(heard, playlist=playlist, since=Instant(at - lead.position), loop=carried)


def _to_come(heard: Heard, at: Instant) -> Loop | None:
    """The loop where it will keep the music, or does: nobody has left it, so nothing of it is behind."""
    loop = heard.loop
    if loop is None or loop.left is not None or not holds(loop, Millis(max(0, at - heard.since))):
        return None
    return loop


def _carried(loop: Loop, was: Playlist, playlist: Playlist, leads: tuple[int, int] | None = None) -> Loop | None:
    """The loop in a playlist of another order, on its track: where that `leads`, its number before and now is known."""
    where = lists.place(was, loop.begin)
    if leads is not None and where is not None and leads[0] == where.index:
        index: int | None = leads[1]
    else:
        index = None if where is None else _number(playlist, was.tracks[where.index].id)
    if where is None or index is None:
        return None
    begin = lists.starts(playlist)[index] + where.position
    end = min(begin + loop.lasts, begin - where.position + alone_until(playlist, index))
    return None if end - begin < LEAST else replace(loop, begin=Millis(begin), end=Millis(end))


def without(heard: Heard, gone: TrackId, at: Instant) -> Heard:
    """The music with a broken track left out: what leads goes on; was it the broken one, the next begins now."""
    tracks, lead = heard.playlist.tracks, here(heard, at)
    rest = lists.without(heard.playlist, gone)
    if lead is None or len(rest.tracks) == len(tracks):
        return heard
    before = sum(1 for t in tracks[: lead.place.index] if t.id != gone)
    index = before % len(rest.tracks) if rest.tracks else 0
    start = lists.starts(rest)[index]
    since = Instant(at - start - (0 if lead.track.id == gone else lead.position))
    loop = _to_come(heard, at)
    if lead.track.id == gone and section(heard, at) is not None:
        loop = None
    if loop is not None:
        loop = _carried(loop, heard.playlist, rest, (lead.place.index, index))
    return replace(heard, playlist=rest, since=since, loop=loop)
