"""Music by where it leads, not by its title: which recording of the phase comes next, and how the room turns to it.

The nearest is the first after the one that leads, in the order of the phase's music and round from its end to its
beginning. Nothing that somebody present avoids is chosen or follows; where nothing else would do, nothing is offered.
"""

from collections.abc import Collection
from typing import NamedTuple

from kapcircle.core import heard as music
from kapcircle.core.avoiding import Avoids, avoided
from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import CueId, Instant, Millis
from kapcircle.core.outputs import Heard
from kapcircle.core.playlist import Playlist, Track
from kapcircle.core.rundown import Cue, Music
from kapcircle.core.session import events as e
from kapcircle.core.session import people
from kapcircle.core.session.presence import presence_of
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.tracks import Quality

DOES = {Quality.SOFTEN: "softens", Quality.DEEPEN: "deepens", Quality.GROUND: "grounds", Quality.LIFT: "lifts"}
"""What a recording of each quality does."""


MARK = "Mark one on the Music page."
"""What helps where no recording of a phase leads so."""


class Step(NamedTuple):
    """A recording of the phase, and the cue that would play it."""

    cue: Cue
    track: Track


def turn(s: Session, quality: Quality, facts: Facts) -> e.Turned:
    """Where the music would turn now, or raise Refused saying what is missing."""
    if not s.runs:
        raise Refused("No phase is running: there is no music to turn to.")
    if s.lit is not None:
        raise Refused("The emergency has taken the music out. Stand down, and it returns.")
    name, does = s.leg.phase.name, DOES[quality]
    fitting = [x for x in _in_order(s, facts.now) if quality in x.track.qualities]
    if not fitting:
        raise Refused(f"No track of {name} {does}. {MARK}")
    others = [x for x in fitting if x.track.id != _heard(s, facts.now)]
    if not others:
        raise Refused(f"“{fitting[0].track.title}” {does} and is heard already: no other track of {name} does.")
    avoids = [facts.avoids[x.person] for x in present(s) if x.person in facts.avoids]
    chosen = next((x for x in others if not avoided(x.track, avoids)), None)
    if chosen is None:
        titles = ", ".join(f"“{x.track.title}”" for x in others)
        raise Refused(f"{titles}: somebody here avoids it. Nothing else of {name} {does}.")
    return _turned(s, quality, chosen, avoids)


def _turned(s: Session, quality: Quality, chosen: Step, avoids: Collection[Avoids]) -> e.Turned:
    """From the chosen one on round its playlist, without what somebody here avoids; over as long as the programme says,
    or by the crossfade of the playlist where that is longer.
    """
    tracks = [x.track for x in _steps(s) if x.cue.id == chosen.cue.id]
    first = tracks.index(chosen.track)
    order = (*tracks[first:], *tracks[:first])
    kept = tuple(x.id for x in order if not avoided(x, avoids))
    left_out = tuple(x.id for x in order if avoided(x, avoids))
    crossfade = _crossfade(chosen.cue)
    return e.Turned(quality, chosen.cue.id, kept, crossfade, Millis(max(s.plan.programme.turning, crossfade)), left_out)


def present(s: Session) -> tuple[Seat, ...]:
    """Who has a seat and is not known to be away or gone; what nobody has recorded counts as here."""
    here = (x for x in s.seats.values() if not presence_of(x).away)
    return tuple(x for x in here if people.left(x) is None and not people.sent_home(x))


def _steps(s: Session) -> tuple[Step, ...]:
    """The recordings of the phase's music that can be played, in order; the same one in two cues stands twice."""
    known = {x.id: x for x in s.plan.tracks if x.id not in s.broken}
    cues = (x for x in s.leg.phase.cues if x.armed)
    found = ((cue, cue.content.tracks) for cue in cues if isinstance(cue.content, Music))
    return tuple(Step(cue, known[id_]) for cue, ids in found for id_ in dict.fromkeys(ids) if id_ in known)


def _crossfade(cue: Cue) -> Millis:
    return cue.content.crossfade if isinstance(cue.content, Music) else Millis(0)


def _in_order(s: Session, now: Instant) -> tuple[Step, ...]:
    """Beginning after the one that leads; from the first where none of the phase does."""
    steps, leads = _steps(s), leading(s, now)
    places = [i for i, x in enumerate(steps) if leads is not None and x.track.id == leads.id]
    at = next((i for i in places if steps[i].cue.id == s.sounding), next(iter(places), -1))
    return (*steps[at + 1 :], *steps[: at + 1])


def leading(s: Session, now: Instant) -> Track | None:
    """What leads in the music as it goes on, under a silence too."""
    lead = music.here(s.sound, now)
    return None if lead is None else lead.track


def _heard(s: Session, now: Instant) -> object:
    """The recording that is heard now; in a silence none."""
    leads = leading(s, now)
    return None if leads is None or _silent(s, now) else leads.id


def _silent(s: Session, now: Instant) -> bool:
    return s.quiet is not None and (s.quiet.until is None or now < s.quiet.until)


def evolve_turned(s: Session, event: e.Turned, at: Instant) -> Session:
    """The room on its way to other music; what broke since, or is not known any more, is left out."""
    known = {x.id: x for x in s.plan.tracks if x.id not in s.broken}
    playlist = Playlist(tuple(known[x] for x in event.tracks if x in known), event.crossfade)
    if not s.runs or not playlist.tracks:
        return s
    before: tuple[Heard, CueId | None] | None = None if _silent(s, at) else (s.sound, s.sounding)
    sound = Heard(playlist, at, event.fade)
    return replace(s, sound=sound, sounding=event.cue, before=before, quiet=None, faded=None)
