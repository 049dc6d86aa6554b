"""A hand on the music that plays: a section of it kept until GO, another place, another track next."""

from typing import assert_never

from kapcircle.core import heard as music
from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.heard import Here
from kapcircle.core.ids import MINUTE, SECOND, Instant, Millis, TrackId
from kapcircle.core.lengths import clock
from kapcircle.core.looping import LEAST, NOTICE, SEAM, Leave, Section
from kapcircle.core.playlist import Track, overlaps
from kapcircle.core.rundown import Music
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Session
from kapcircle.core.session.wanted import wanted
from kapcircle.core.swelling import across

BACK = MINUTE
"""How much of what was heard is kept when a hand says “stay here”: programme setting."""

SHORT = Millis(30 * SECOND)
"""What a hand keeps at the beginning of a track: programme setting."""

SOON = Millis(4 * SECOND)
"""So long after a hand said “stay here” the first pass ends, at least: the engine opens the file again, and crosses."""

BY_HAND = Millis(2 * SECOND)
"""The seam of a section whose ends nobody chose by ear, wide enough to be no jump: programme setting."""

TOO_LATE = Millis(2 * SECOND)
"""Nearer to the next track it is not changed any more: it may be open and cross already. Programme setting."""

Command = c.LoopSection | c.LeaveLoop | c.Seek | c.Nudge | c.ChooseNext
Event = e.SectionLooped | e.LoopLeft | e.Sought | e.NextChosen
PLAYED = (e.SectionLooped, e.LoopLeft, e.Sought, e.NextChosen)


def decide_playing(s: Session, command: Command, now: Instant) -> tuple[e.Event, ...]:
    """What happens, or raise Refused with nothing changed."""
    lead = music.here(wanted(s, now).sound, now)
    if lead is None:
        raise Refused("No music plays just now.")
    match command:
        case c.LoopSection():
            return (e.SectionLooped(_section(s, lead, command)),)
        case c.LeaveLoop(how):
            kept = music.section(s.sound, now)
            if kept is None:
                raise Refused("The music is not kept in a section.")
            if _going(s) and how is not Leave.AT_ONCE:
                raise Refused("The music leaves its section already, at the end of this pass.")
            return (e.LoopLeft(how or kept.leave),)
        case c.Seek(to):
            if not 0 <= to < lead.track.lasts:
                raise Refused(f"This track is {clock(lead.track.lasts)} long: choose a place within it.")
            return (e.Sought(lead.track.id, to),)
        case c.Nudge(by):
            return (e.Sought(lead.track.id, nudged(s, lead, by, now)),)
        case c.ChooseNext(said):
            return (_next(s, lead, said, now),)
        case _:
            assert_never(command)


def _going(s: Session) -> bool:
    return s.sound.loop is not None and s.sound.loop.left is not None


def leaves_loop(s: Session, now: Instant) -> tuple[e.LoopLeft, ...]:
    """What GO does with music that is kept in a section."""
    kept = music.section(s.sound, now)
    return () if kept is None or _going(s) else (e.LoopLeft(kept.leave),)


def _section(s: Session, lead: Here, asked: c.LoopSection) -> Section:
    """The section that is asked for, or the one around here, as it can be heard."""
    index, playlist = lead.place.index, s.sound.playlist
    if asked.end is None:
        begin, end, seam = _around(s, lead)
    elif asked.end - asked.begin < LEAST:
        raise Refused(f"A section lasts at least {LEAST // SECOND} s. Choose its beginning and its end.")
    else:
        begin, end, seam = asked.begin, asked.end, SEAM
    found = music.fitted(playlist, index, Section(begin, end, asked.leave, lead.track.id, seam))
    if found is None:
        until = clock(music.alone_until(playlist, index))
        raise Refused(f"There is no room for this section: the next track joins in at {until}.")
    return found


def _around(s: Session, lead: Here) -> tuple[Millis, Millis, Millis]:
    """What was heard just now, up to here, and its seam: a wider one where the beginning is louder than the end."""
    before = overlaps(s.sound.playlist)[lead.place.index - 1]
    begin = Millis(max(0, lead.position + SOON - BACK))
    seam = max(BY_HAND, across(lead.track, lead.position, lead.track, begin))
    end = max(lead.position + SOON - BY_HAND + seam, SHORT, before + seam)
    return begin, Millis(end), seam


def nudged(s: Session, lead: Here, by: Millis, now: Instant) -> Millis:
    """Where a nudge leads: never out of a section that is kept, and beyond the end of a track to the next one."""
    kept, to = music.section(s.sound, now), lead.position + by
    last = Millis(music.alone_until(s.sound.playlist, lead.place.index))
    if kept is None or _going(s):
        return Millis(min(max(0, to), last))
    latest = kept.end - kept.seam - NOTICE
    if to <= latest:
        return Millis(max(0, to))
    return Millis(min(kept.begin + max(0, to - kept.end) % (kept.end - kept.begin), latest))


def choices(s: Session) -> tuple[Track, ...]:
    """What may be put next: all of the playlist and of the music of the phase that can be played, as planned."""
    planned = s.leg.phase.cues if s.runs else ()
    named = {t for cue in planned if isinstance(cue.content, Music) for t in cue.content.tracks}
    playing = {t.id for t in s.sound.playlist.tracks}
    return tuple(t for t in s.plan.tracks if t.id in named | playing and t.id not in s.broken)


def _next(s: Session, lead: Here, said: str, now: Instant) -> e.NextChosen:
    track = _chosen(choices(s), said.strip())
    playlist, index = s.sound.playlist, lead.place.index
    if track.id == lead.track.id:
        raise Refused(f"“{track.title}” plays now. Choose another.")
    if playlist.tracks[(index + 1) % len(playlist.tracks)].id == track.id:
        raise Refused(f"“{track.title}” comes next already.")
    order = music.followed(playlist, index, track)
    kept, until = music.section(s.sound, now), music.alone_until(order, 0)
    if kept is not None and kept.end > until:
        raise Refused(f"The section ends too late for “{track.title}” to join in. Leave the section first.")
    if lead.position > min(until, music.alone_until(playlist, index)) - TOO_LATE:
        raise Refused("Too late: the next track is about to join in. Choose again when it plays.")
    return e.NextChosen(lead.track.id, track.id)


def _chosen(among: tuple[Track, ...], said: str) -> Track:
    by_number = {str(n): track for n, track in enumerate(among, 1)}
    named = [x for x in among if x.id == said] or [x for x in among if x.title.casefold() == said.casefold()]
    found = next(iter(named), None) or by_number.get(said)
    if found is None:
        raise Refused(f"There is no track “{said}” to put next. There are: {', '.join(x.title for x in among)}.")
    return found


def evolve_playing(s: Session, event: Event, at: Instant) -> Session:
    """The circle after a hand was on its music; the same where another track leads by then."""
    match event:
        case e.SectionLooped(section):
            return replace(s, sound=music.looped(s.sound, section, at))
        case e.LoopLeft(how):
            return replace(s, sound=music.left(s.sound, how, at))
        case e.Sought(track, to):
            return replace(s, sound=music.sought(s.sound, track, to, at))
        case e.NextChosen(after, track):
            return _followed(s, after, track, at)
        case _:
            assert_never(event)


def _followed(s: Session, after: TrackId, track: TrackId, at: Instant) -> Session:
    found = next((t for t in s.plan.tracks if t.id == track and t.id not in s.broken), None)
    return s if found is None else replace(s, sound=music.followed_by(s.sound, after, found, at))
