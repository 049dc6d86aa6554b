"""How each event changes a circle. Never fails, never looks at a clock: an entry carries its time."""

from kapcircle.core.changed import replace
from kapcircle.core.ids import Instant
from kapcircle.core.log import Entry
from kapcircle.core.session import events as e
from kapcircle.core.session.emergency import EVENTS, evolve_emergency
from kapcircle.core.session.phases import evolve_phases
from kapcircle.core.session.playing import PLAYED, evolve_playing
from kapcircle.core.session.records import WRITTEN, evolve_records
from kapcircle.core.session.room import evolve_room
from kapcircle.core.session.state import Session


def evolve(s: Session, entry: Entry[e.Event]) -> Session:
    """The circle after `entry`. What makes no sense any more (a merge, an undo) has no effect.

    Show events move the circle's time on, and never back; what is written about a circle does not move it.
    """
    if isinstance(entry.event, WRITTEN):
        return evolve_records(s, entry, entry.event)
    at = max(entry.happened, s.time)
    after = _step(s, entry, at)
    return s if after is s else replace(after, time=at)


def _step(s: Session, entry: Entry[e.Event], at: Instant) -> Session:
    if isinstance(entry.event, EVENTS):
        return evolve_emergency(s, entry.event, at)
    if isinstance(entry.event, PLAYED):
        return evolve_playing(s, entry.event, at)
    after = evolve_phases(s, entry.event, at)
    return evolve_room(s, entry.event, at, entry.at) if after is s else after
