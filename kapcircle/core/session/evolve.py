"""How each event changes a circle. Never fails, never looks at a clock: an entry carries its time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kapcircle.core import playlist as lists
from kapcircle.core.ids import CueId, Instant, Millis, PhaseId
from kapcircle.core.log import Entry, Stamp, Struck
from kapcircle.core.outputs import Heard, Murmur, Seen
from kapcircle.core.playlist import Playlist
from kapcircle.core.rundown import AtOffset, Cue, Look, Music, OnEntry, Phase, Prompt, Silence
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Leg, Line, Made, Quiet, Run, Seat, Session, Timer, Visit, Wait
from kapcircle.core.timing import running

HUSH_FADE = Millis(2_000)
"""Down to a murmur: programme setting."""

RETURN_FADE = Millis(12_000)
"""Back from a hush or an emergency, slowly: programme setting."""

CLOSE_FADE = Millis(20_000)
"""Music after the circle has closed: programme setting."""

RECORDS = (e.Noted, e.Reported, Struck)
"""What is written about the circle does not move its clock."""


def evolve(s: Session, entry: Entry[e.Event]) -> Session:
    """The circle after `entry`. What makes no sense any more (a merge, an undo) has no effect."""
    step = STEPS.get(type(entry.event))
    if step is None:
        return s
    at = max(entry.happened, s.time)
    after: Session = step(s, entry.event, at, entry)
    return after if after is s or isinstance(entry.event, RECORDS) else replace(after, time=at)


def _opened(s: Session, event: e.Opened, at: Instant, _: Any) -> Session:
    if s.run is not Run.WAITING:
        return s
    plan = event.plan
    return replace(
        s,
        plan=plan,
        run=Run.RUNNING,
        opened=at,
        legs=tuple(Leg(phase) for phase in plan.rundown.phases),
        volume=plan.volume,
        seats={person: Seat(person, mat) for person, mat in plan.mats},
    )


def _entered(s: Session, event: e.PhaseEntered, at: Instant, _: Any) -> Session:
    index = _index(s, event.phase)
    if s.run is not Run.RUNNING or index is None:
        return s
    s = _leave(s, at)
    leg = s.legs[index]
    visit = Visit(at)
    if event.continues and leg.visits:
        last = leg.visits[-1]
        visit = Visit(at, carried=running(last, at), extra=last.extra)
    s = _with_leg(s, index, replace(leg, visits=(*leg.visits, visit), skipped=False))
    return replace(s, at=index, waits=_waits(leg.phase, visit.carried), called=(), reason="", prompt="")


def _waits(phase: Phase, carried: Millis) -> tuple[Wait, ...]:
    """The cues of a phase that fall due by themselves, from where its clock stands."""
    waits = []
    for cue in phase.cues:
        match cue.trigger:
            case OnEntry() if cue.armed and cue.pre_wait:
                waits.append(Wait(cue.id, Millis(carried + cue.pre_wait)))
            case AtOffset(after) if cue.armed and after + cue.pre_wait >= carried:
                waits.append(Wait(cue.id, Millis(after + cue.pre_wait)))
            case _:
                pass
    return tuple(waits)


def _leave(s: Session, at: Instant) -> Session:
    if s.at < 0:
        return s
    visit = s.visit
    held = visit.held if visit.held_since is None else Millis(visit.held + at - visit.held_since)
    return _with_visit(s, replace(visit, left=at, held=held, held_since=None))


def _called(s: Session, event: e.CueCalled, at: Instant, _: Any) -> Session:
    cue = find_cue(s, event.cue)
    if cue is None or s.run is not Run.RUNNING:
        return s
    wait = Wait(cue.id, Millis(running(s.visit, at) + cue.pre_wait))
    return replace(s, waits=(*s.waits, wait), called=(*s.called, cue.id))


def _fired(s: Session, event: e.CueFired, at: Instant, entry: Entry[Any]) -> Session:
    cue = find_cue(s, event.cue)
    if cue is None or s.run is not Run.RUNNING:
        return s
    leg = replace(s.leg, made=(*s.leg.made, Made(cue.id, at, max(entry.at, at))))
    s = replace(
        _with_leg(s, s.at, leg),
        waits=tuple(w for w in s.waits if w.cue != cue.id),
        called=s.called if cue.id in s.called else (*s.called, cue.id),
    )
    match cue.content:
        case Music() as music:
            sound = Heard(playlist_of(s, music), at, music.crossfade)
            return replace(s, sound=sound, sounding=cue.id, quiet=None, faded=None)
        case Silence(length, fade):
            return _quiet(s, at, length, fade)
        case Look(name, fade):
            return _with_look(s, name, at, fade)
        case Prompt(text):
            return replace(s, prompt=text)


def playlist_of(s: Session, music: Music) -> Playlist:
    """The tracks of a music cue that the catalogue knows and that can be played."""
    known = {t.id: t for t in s.plan.tracks if t.id not in s.broken}
    return Playlist(tuple(known[t] for t in music.tracks if t in known), music.crossfade)


def _quiet(s: Session, at: Instant, length: Millis | None, fade: Millis) -> Session:
    until = None if length is None else Instant(at + length)
    return replace(s, quiet=Quiet(at, until, fade))


def _held(s: Session, event: e.Held, at: Instant, _: Any) -> Session:
    if s.run is not Run.RUNNING or s.holding:
        return s
    return replace(_with_visit(s, replace(s.visit, held_since=at)), reason=event.reason)


def _resumed(s: Session, _: e.Resumed, at: Instant, __: Any) -> Session:
    if s.run is not Run.RUNNING or s.visit.held_since is None:
        return s
    visit = replace(s.visit, held=Millis(s.visit.held + at - s.visit.held_since), held_since=None)
    return replace(_with_visit(s, visit), reason="")


def _extended(s: Session, event: e.Extended, _: Instant, __: Any) -> Session:
    if s.run is not Run.RUNNING:
        return s
    return _with_visit(s, replace(s.visit, extra=Millis(s.visit.extra + event.by)))


def _skipped(s: Session, event: e.PhaseSkipped, _: Instant, __: Any) -> Session:
    index = _index(s, event.phase)
    if index is None or index <= s.at:
        return s
    return _with_leg(s, index, replace(s.legs[index], skipped=True))


def _inserted(s: Session, event: e.PhaseInserted, _: Instant, __: Any) -> Session:
    after = _index(s, event.after)
    if s.run is not Run.RUNNING or after is None or after < s.at:
        return s
    leg = Leg(event.phase, inserted=True)
    return replace(s, legs=(*s.legs[: after + 1], leg, *s.legs[after + 1 :]))


def _closed(s: Session, _: e.Closed, at: Instant, __: Any) -> Session:
    if s.run is not Run.RUNNING:
        return s
    silence = Heard(Playlist(), at, CLOSE_FADE)
    ended = replace(_leave(s, at), run=Run.OVER, closed=at, waits=(), reason="", prompt="", sound=silence)
    return replace(ended, sounding=None, quiet=None, emergency=None)


def _came_back(s: Session, event: e.CameBack, at: Instant, __: Any) -> Session:
    if s.run is not Run.RUNNING or event.counted or s.holding:
        return s
    room = max(0, at - s.visit.entered - s.visit.held)
    return _with_visit(s, replace(s.visit, held=Millis(s.visit.held + min(event.away, room))))


def _hushed(s: Session, _: e.Hushed, at: Instant, __: Any) -> Session:
    return replace(s, murmur=Murmur(True, at, HUSH_FADE))


def _unhushed(s: Session, _: e.Unhushed, at: Instant, __: Any) -> Session:
    return replace(s, murmur=Murmur(False, at, RETURN_FADE))


def _silenced(s: Session, event: e.Silenced, at: Instant, __: Any) -> Session:
    return _quiet(s, at, event.length, quiet_fade(s))


def quiet_fade(s: Session) -> Millis:
    """How slowly the music that plays makes way for a silence."""
    return s.sound.playlist.crossfade or s.sound.fade


def _faded_all(s: Session, event: e.FadedAll, at: Instant, __: Any) -> Session:
    return replace(s, sound=Heard(Playlist(), at, event.fade), sounding=None, quiet=None, faded=at)


def _look(s: Session, event: e.LookCalled, at: Instant, __: Any) -> Session:
    return _with_look(s, event.name, at, event.fade)


def _with_look(s: Session, name: str, at: Instant, fade: Millis) -> Session:
    """The light on its way to a look, from wherever it is: a fade that is through forgets what was before it."""
    was = s.light if at < s.light.since + s.light.fade else replace(s.light, was=None)
    return replace(s, light=Seen(name, at, fade, was=was))


def _volume(s: Session, event: e.VolumeSet, _: Instant, __: Any) -> Session:
    return replace(s, volume=event.level)


def _emergency(s: Session, _: e.EmergencyCalled, at: Instant, __: Any) -> Session:
    return replace(s, emergency=at) if s.emergency is None else s


def _stood_down(s: Session, _: e.StoodDown, __: Instant, ___: Any) -> Session:
    return replace(s, emergency=None)


def _timer(s: Session, event: e.TimerStarted, at: Instant, __: Any) -> Session:
    return _with_timer(s, event.number, Timer(at, event.length, event.label))


def _timer_stopped(s: Session, event: e.TimerStopped, _: Instant, __: Any) -> Session:
    return _with_timer(s, event.number, None)


def _with_timer(s: Session, number: int, timer: Timer | None) -> Session:
    if not 1 <= number <= len(s.timers):
        return s
    return replace(s, timers=(*s.timers[: number - 1], timer, *s.timers[number:]))


def _track_skipped(s: Session, event: e.TrackSkipped, at: Instant, __: Any) -> Session:
    """The playlist goes on with the track after the broken one, from this instant."""
    broken = s.broken if event.track in s.broken else (*s.broken, event.track)
    tracks = s.sound.playlist.tracks
    index = next((i for i, t in enumerate(tracks) if t.id == event.track), None)
    if index is None:
        return replace(s, broken=broken)
    where = lists.place(s.sound.playlist, Millis(at - s.sound.since))
    left = lists.without(s.sound.playlist, event.track)
    if where is None or where.index == index or not left.tracks:
        following = sum(1 for t in tracks[:index] if t.id != event.track) % max(1, len(left.tracks))
        since = Instant(at - lists.starts(left)[following])
    else:
        kept = sum(1 for t in tracks[: where.index] if t.id != event.track)
        since = Instant(at - lists.starts(left)[kept] - where.position)
    return replace(s, broken=broken, sound=replace(s.sound, playlist=left, since=since))


def _reported(s: Session, event: e.Reported, at: Instant, __: Any) -> Session:
    return replace(s, reports=(*s.reports, (at, event.words)))


def _noted(s: Session, event: e.Noted, _: Instant, entry: Entry[Any]) -> Session:
    line = Line(entry.stamp, entry.at, entry.happened, entry.by, event.text)
    seat = None if event.person is None else s.seats.get(event.person)
    if seat is None:
        return replace(s, lines=(*s.lines, line))
    return _with_seat(s, replace(seat, lines=(*seat.lines, line)))


def _struck(s: Session, event: Struck, _: Instant, __: Any) -> Session:
    if any(line.stamp == event.record for line in s.lines):
        return replace(s, lines=_strike(s.lines, event))
    for seat in s.seats.values():
        if any(line.stamp == event.record for line in seat.lines):
            return _with_seat(s, replace(seat, lines=_strike(seat.lines, event)))
    return s


def _strike(lines: tuple[Line, ...], event: Struck) -> tuple[Line, ...]:
    return tuple(replace(x, struck=event.reason) if x.stamp == event.record else x for x in lines)


def find_line(s: Session, stamp: Stamp) -> Line | None:
    """The note of this stamp."""
    every = [*s.lines, *(line for seat in s.seats.values() for line in seat.lines)]
    return next((line for line in every if line.stamp == stamp), None)


def find_cue(s: Session, cue: CueId) -> Cue | None:
    """A cue of the present phase."""
    return next((c for c in s.leg.phase.cues if c.id == cue), None) if s.at >= 0 else None


def _index(s: Session, phase: PhaseId) -> int | None:
    return next((i for i, leg in enumerate(s.legs) if leg.phase.id == phase), None)


def _with_leg(s: Session, index: int, leg: Leg) -> Session:
    return replace(s, legs=(*s.legs[:index], leg, *s.legs[index + 1 :]))


def _with_visit(s: Session, visit: Visit) -> Session:
    return _with_leg(s, s.at, replace(s.leg, visits=(*s.leg.visits[:-1], visit)))


def _with_seat(s: Session, seat: Seat) -> Session:
    return replace(s, seats={**s.seats, seat.person: seat})


STEPS: dict[type, Callable[..., Session]] = {
    e.Opened: _opened,
    e.PhaseEntered: _entered,
    e.CueCalled: _called,
    e.CueFired: _fired,
    e.Held: _held,
    e.Resumed: _resumed,
    e.Extended: _extended,
    e.PhaseSkipped: _skipped,
    e.PhaseInserted: _inserted,
    e.Closed: _closed,
    e.CameBack: _came_back,
    e.Hushed: _hushed,
    e.Unhushed: _unhushed,
    e.Silenced: _silenced,
    e.FadedAll: _faded_all,
    e.LookCalled: _look,
    e.VolumeSet: _volume,
    e.EmergencyCalled: _emergency,
    e.StoodDown: _stood_down,
    e.TimerStarted: _timer,
    e.TimerStopped: _timer_stopped,
    e.TrackSkipped: _track_skipped,
    e.Reported: _reported,
    e.Noted: _noted,
    Struck: _struck,
}
