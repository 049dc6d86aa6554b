"""One lamp tried: half bright within two seconds, and back, with nobody in the room."""

from threading import Event

from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Lights, Show
from kapcircle.desk.ports import Room

HALF = 0.5
"""Perceived brightness."""

RISE = Millis(2_000)
"""As fast as the startle guard lets half bright come."""

STAY = 3.0
"""Seconds that it stays, with the time that a line takes to be there: programme setting."""


def light_up(room: Room, lamp: LampId, stay: float = STAY) -> str:
    """Show the lamp in a room of its own, which ends with it; returns what does not answer, nothing if all is well."""
    room.tell(Show((LampLevel(lamp, HALF),), RISE))
    Event().wait(RISE / 1000 + stay)
    said = [x.why or f"{x.driver} does not answer" for x in room.reports() if isinstance(x, Lights) and not x.answers]
    room.close(RISE)
    return said[-1] if said else ""
