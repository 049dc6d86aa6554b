"""How the room changes: cues that fire, music, silence, hush, light, volume, timers, an emergency."""

from typing import assert_never

from kapcircle.core import heard as music
from kapcircle.core.changed import replace
from kapcircle.core.ids import CueId, Instant, Millis, TrackId
from kapcircle.core.light import LookDesign
from kapcircle.core.outputs import Heard, Murmur, Seen
from kapcircle.core.playlist import Playlist
from kapcircle.core.rundown import Look, Music, Prompt, Silence
from kapcircle.core.session import events as e
from kapcircle.core.session.phases import find_cue, with_leg
from kapcircle.core.session.state import Made, Quiet, Run, Session, Timer
from kapcircle.core.session.turning import evolve_turned

HUSH_FADE = Millis(2_000)
"""Down to a murmur: programme setting."""

RETURN_FADE = Millis(12_000)
"""Back from a hush, slowly: programme setting."""


def evolve_room(s: Session, event: e.Event, at: Instant, made: Instant) -> Session:
    """The circle after an event of sound, light or time; `made` is when the entry was written."""
    match event:
        case e.CueFired(cue):
            return _fire(s, cue, at, made)
        case e.Hushed():
            return replace(s, murmur=Murmur(True, at, HUSH_FADE))
        case e.Unhushed():
            return replace(s, murmur=Murmur(False, at, RETURN_FADE))
        case e.Silenced(length):
            return _quiet(s, at, length, s.sound.playlist.crossfade or s.sound.fade)
        case e.FadedAll(fade):
            return replace(s, sound=Heard(Playlist(), at, fade), sounding=None, quiet=None, faded=at)
        case e.TrackSkipped(track, why):
            return _skip_track(_said(s, track, why, made), track, at)
        case e.Turned():
            return evolve_turned(s, event, at)
        case e.VolumeSet(level):
            return replace(s, master=level)
        case _:
            return _evolve_silent(s, event, at)


def _evolve_silent(s: Session, event: e.Event, at: Instant) -> Session:
    """The circle after an event that nobody hears: of light, or of a timer."""
    match event:
        case e.LookCalled(name, fade):
            return _with_look(s, name, at, fade)
        case e.LookTaken(design):
            return _take_look(s, design)
        case e.TimerStarted(number, length, label):
            return _with_timer(s, number, Timer(at, length, label))
        case e.TimerStopped(number):
            return _with_timer(s, number, None)
        case _:
            return s


def _fire(s: Session, cue_id: CueId, at: Instant, made: Instant) -> Session:
    cue = find_cue(s, cue_id)
    if cue is None or s.run is not Run.RUNNING:
        return s
    s = with_leg(s, s.at, replace(s.leg, made=(*s.leg.made, Made(cue.id, at, max(made, at)))))
    waits = tuple(w for w in s.waits if w.cue != cue.id)
    s = replace(s, waits=waits, called=s.called if cue.id in s.called else (*s.called, cue.id))
    match cue.content:
        case Music() as asked:
            return _play(s, cue.id, asked, at)
        case Silence(length, fade):
            return _quiet(s, at, length, fade)
        case Look(name, fade):
            return _with_look(s, name, at, fade)
        case Prompt(text):
            return replace(s, prompt=text)
        case _:
            assert_never(cue.content)


def _play(s: Session, cue: CueId, asked: Music, at: Instant) -> Session:
    """Music with nothing to play leaves the sound as it is: the room does not fall silent because a file is broken."""
    playlist = playlist_of(s, asked)
    if not playlist.tracks:
        return s
    silent = s.quiet is not None and (s.quiet.until is None or at < s.quiet.until)
    before = None if silent else (s.sound, s.sounding)
    sound = Heard(playlist, at, asked.crossfade, music.planned(playlist, asked.loop))
    return replace(s, sound=sound, sounding=cue, before=before, quiet=None, faded=None)


def playlist_of(s: Session, asked: Music) -> Playlist:
    """The tracks of a music cue that the catalogue knows and that can be played."""
    known = {t.id: t for t in s.plan.tracks if t.id not in s.broken}
    return Playlist(tuple(known[t] for t in asked.tracks if t in known), asked.crossfade)


def _quiet(s: Session, at: Instant, length: Millis | None, fade: Millis) -> Session:
    return replace(s, quiet=Quiet(at, None if length is None else Instant(at + length), fade))


def _with_look(s: Session, name: str, at: Instant, fade: Millis) -> Session:
    """The light on its way to a look, from wherever it is: a fade that is through forgets what was before it."""
    was = s.light if at < s.light.since + s.light.fade else replace(s.light, was=None)
    return replace(s, light=Seen(name, at, fade, was=was))


def _take_look(s: Session, design: LookDesign) -> Session:
    """The circle has the look as it is made now, and knows it where it is a new one; what is lit follows by itself."""
    designs = (*(x for x in s.plan.designs if x.name != design.name), design)
    looks = s.plan.looks if design.name in s.plan.looks else (*s.plan.looks, design.name)
    return replace(s, plan=replace(s.plan, designs=designs, looks=looks))


def _with_timer(s: Session, number: int, timer: Timer | None) -> Session:
    if not 1 <= number <= len(s.timers):
        return s
    return replace(s, timers=(*s.timers[: number - 1], timer, *s.timers[number:]))


def _said(s: Session, track: TrackId, why: str, made: Instant) -> Session:
    """A recording that is left out is told once, like all that the room reports."""
    if track in s.broken:
        return s
    title = next((t.title for t in s.plan.tracks if t.id == track), "A recording")
    return replace(s, reports=(*s.reports, (made, f"{title} was skipped: {why}")))


def _skip_track(s: Session, track: TrackId, at: Instant) -> Session:
    broken = s.broken if track in s.broken else (*s.broken, track)
    left = replace(s, broken=broken, sound=music.without(s.sound, track, at))
    return left if left.sound.playlist.tracks or not s.sound.playlist.tracks else _go_back(left, at)


def _go_back(s: Session, at: Instant) -> Session:
    """Nothing of the music can be played: what it followed is heard still, or comes back; else there is silence."""
    heard, cue = s.before or (Heard(), None)
    for track in s.broken:
        heard = music.without(heard, track, at)
    return replace(s, sound=heard, sounding=cue, before=None) if heard.playlist.tracks else s
