"""A note: words about a participant or the circle."""

from dataclasses import dataclass

from kapcircle.core.record import ANYBODY, About, Kind


@dataclass(frozen=True, slots=True)
class Note:
    """What was noted."""

    text: str


NOTE = Kind(Note, "session_note", "Note", ANYBODY, About.EITHER, lambda x: {"text": x.text}, withdrawn=True, moves=True)
