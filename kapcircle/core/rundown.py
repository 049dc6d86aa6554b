"""The plan of a circle: phases in groups, each with its cues."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.ids import DAY, MINUTE, CueId, Millis, PhaseId, TrackId
from kapcircle.core.looping import Section

CROSSFADE = Millis(10_000)
"""Crossfade of music where the plan says nothing: programme setting."""

FADE = Millis(5_000)
"""Fade of light where the plan says nothing: programme setting."""

WARN = Millis(2 * MINUTE)
DANGER = MINUTE


class End(Enum):
    """What happens when the planned length of a phase is over."""

    HOLD = "hold"
    OFFER = "offer"
    ADVANCE = "advance"


@dataclass(frozen=True, slots=True)
class Music:
    """Play these tracks as a playlist; `source` is the file or folder they came from, as people know it.

    With a `loop` that section is heard again and again until GO.
    """

    source: str
    tracks: tuple[TrackId, ...]
    crossfade: Millis = CROSSFADE
    loop: Section | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A deliberate quiet. With a `length` what played before returns after it, slowly."""

    length: Millis | None = None
    fade: Millis = CROSSFADE


@dataclass(frozen=True, slots=True)
class Look:
    """Bring the room's light to the look of this name."""

    name: str
    fade: Millis = FADE


@dataclass(frozen=True, slots=True)
class Prompt:
    """Words for the facilitator; nothing in the room changes."""

    text: str


Content = Music | Silence | Look | Prompt


@dataclass(frozen=True, slots=True)
class OnEntry:
    """Fires when its phase is entered."""


@dataclass(frozen=True, slots=True)
class AtOffset:
    """Fires this long into its phase; held time does not count."""

    after: Millis


@dataclass(frozen=True, slots=True)
class OnGo:
    """Waits for GO."""


Trigger = OnEntry | AtOffset | OnGo


@dataclass(frozen=True, slots=True)
class Cue:
    """One change of the room. `pre_wait` passes between its trigger and the change."""

    id: CueId
    name: str
    content: Content
    trigger: Trigger = OnEntry()
    pre_wait: Millis = Millis(0)
    armed: bool = True


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the circle. `shrink` is the most it may give up when the circle runs late; 0 means it may not.

    In a `medicine` phase medicine is given: it is entered through the gate of the room.
    """

    id: PhaseId
    name: str
    planned: Millis
    end: End = End.HOLD
    group: str = ""
    countdown: bool = True
    warn: Millis = WARN
    danger: Millis = DANGER
    note: str = ""
    shrink: Millis = Millis(0)
    cues: tuple[Cue, ...] = ()
    medicine: bool = False

    @property
    def has_length(self) -> bool:
        """Whether a circle can be in it: more than nothing, and at most a day."""
        return 0 < self.planned <= DAY


@dataclass(frozen=True, slots=True)
class Rundown:
    """Phases in the order they are meant to run."""

    phases: tuple[Phase, ...] = ()

    @property
    def planned(self) -> Millis:
        """Planned length of the whole circle."""
        return Millis(sum(phase.planned for phase in self.phases))
