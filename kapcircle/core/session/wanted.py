"""What should be heard and seen in a circle at an instant."""

from dataclasses import replace

from kapcircle.core.ids import Instant, Millis
from kapcircle.core.light import WORKING
from kapcircle.core.outputs import Heard, Murmur, Output, Seen
from kapcircle.core.playlist import Playlist
from kapcircle.core.session.emergency import STAND_DOWN
from kapcircle.core.session.room import RETURN_FADE
from kapcircle.core.session.state import Run, Session

LIFT = 0.08
"""Light added during a hush, in parts of full: programme setting."""

EMERGENCY_HUSH = Millis(4_000)
"""Music down to a murmur when an emergency is called, and out with the light of the whole room: programme setting."""

EMERGENCY_LIGHT = Millis(3_000)
"""Working light near a mat, or in the whole room: programme setting."""


def wanted(s: Session, now: Instant) -> Output:
    """The room as it should be. An emergency lies over everything and takes nothing away."""
    light = replace(s.light, lift=LIFT) if s.murmur.on else s.light
    out = Output(_heard(s, now), light, s.murmur, s.volume, designs=s.plan.designs)
    if s.emergency is None:
        return out
    out = replace(out, murmur=Murmur(True, s.emergency, EMERGENCY_HUSH), near=s.near, emergency=s.near is not None)
    if s.lit is None:
        return out
    silence = Heard(Playlist(), s.lit, EMERGENCY_HUSH)
    return replace(out, sound=silence, light=Seen(WORKING, s.lit, EMERGENCY_LIGHT), near=None, emergency=True)


def _heard(s: Session, now: Instant) -> Heard:
    quiet = s.quiet
    if quiet is None:
        return _returning(s)
    if quiet.until is None or now < quiet.until:
        return Heard(Playlist(), quiet.since, quiet.fade)
    return replace(_returning(s), fade=max(quiet.fade, RETURN_FADE))


def _returning(s: Session) -> Heard:
    """Music that an emergency took away comes back as slowly as all else after it."""
    if s.stood is None or s.stood < s.sound.since:
        return s.sound
    return replace(s.sound, fade=max(s.sound.fade, STAND_DOWN))


def silence_ends(s: Session, now: Instant) -> Instant | None:
    """When a timed silence under way is over."""
    if s.run is Run.RUNNING and s.quiet is not None and s.quiet.until is not None and now < s.quiet.until:
        return s.quiet.until
    return None
