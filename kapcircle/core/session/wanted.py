"""What should be heard and seen in a circle at an instant."""

from dataclasses import replace

from kapcircle.core.ids import Instant
from kapcircle.core.outputs import Heard, Murmur, Output, Seen
from kapcircle.core.playlist import Playlist
from kapcircle.core.session.room import HUSH_FADE, RETURN_FADE
from kapcircle.core.session.state import Run, Session

LIFT = 0.08
"""Light added during a hush, in parts of full: programme setting."""

WORKING = "working"
"""The look of an emergency."""


def wanted(s: Session, now: Instant) -> Output:
    """The room as it should be. An emergency lies over everything and takes nothing away."""
    light = replace(s.light, lift=LIFT) if s.murmur.on else s.light
    out = Output(_heard(s, now), light, s.murmur, s.volume)
    if s.emergency is None:
        return out
    called = Seen(WORKING, s.emergency, HUSH_FADE)
    return replace(out, light=called, murmur=Murmur(True, s.emergency, HUSH_FADE), emergency=True)


def _heard(s: Session, now: Instant) -> Heard:
    quiet = s.quiet
    if quiet is None:
        return s.sound
    if quiet.until is None or now < quiet.until:
        return Heard(Playlist(), quiet.since, quiet.fade)
    return replace(s.sound, fade=max(quiet.fade, RETURN_FADE))


def silence_ends(s: Session, now: Instant) -> Instant | None:
    """When a timed silence under way is over."""
    if s.run is Run.RUNNING and s.quiet is not None and s.quiet.until is not None and now < s.quiet.until:
        return s.quiet.until
    return None
