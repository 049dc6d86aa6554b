"""What the room is told, and what it tells back. Orders are relative to when they are told."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.light import LampLevel
from kapcircle.core.looping import Loop


@dataclass(frozen=True, slots=True)
class Recording:
    """A file to play; `gain` in dB. It is heard from `start` in the file for `length`, as the catalogue knows it; `cut`
    where the file goes on behind that.
    """

    track: TrackId
    path: str
    length: Millis
    gain: float = 0.0
    start: Millis = Millis(0)
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Play:
    """Be heard: this looping playlist, `into` since its start, reached by a crossfade of `fade`; none is silence.

    `overlap` is the crossfade between its own tracks, `loop` the section that is heard again and again.
    """

    recordings: tuple[Recording, ...] = ()
    into: Millis = Millis(0)
    fade: Millis = Millis(0)
    overlap: Millis = Millis(0)
    loop: Loop | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """Be seen: these levels, reached after `fade`. An emergency may rise faster."""

    levels: tuple[LampLevel, ...]
    fade: Millis
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Hush:
    """Take the music down to a murmur, or bring it back."""

    on: bool
    fade: Millis


@dataclass(frozen=True, slots=True)
class Master:
    """Set the master volume, 0 to 1 as amplitude."""

    level: float
    fade: Millis


@dataclass(frozen=True, slots=True)
class Tone:
    """Let a soft test tone be heard for about two seconds: with the mix, or on the second output alone."""

    second: bool = False


@dataclass(frozen=True, slots=True)
class Rise:
    """Start over from silence: whatever is asked next comes up over `fade`. Light, which has been held meanwhile, has
    done so since it was told, `ago`.
    """

    fade: Millis
    ago: Millis = Millis(0)


@dataclass(frozen=True, slots=True)
class Leave:
    """Fade everything over `fade` and end."""

    fade: Millis


@dataclass(frozen=True, slots=True)
class Reopen:
    """Somebody asks for sound to be started again: the output is closed and opened, and so is what should play.

    `second`: of the second output, and nothing else.
    """

    second: bool = False


@dataclass(frozen=True, slots=True)
class SecondVolume:
    """Set the volume of the second output, 0 to 1 as amplitude; what it carries has the master volume already."""

    level: float
    fade: Millis = Millis(0)


Order = Play | Show | Hush | Master | Tone | Rise | Leave | Reopen | SecondVolume


@dataclass(frozen=True, slots=True)
class Beat:
    """Sign of life, a few times a second: frames rendered, the track that leads, its position, level in dBFS."""

    frames: int
    track: TrackId | None
    position: Millis
    level: float


@dataclass(frozen=True, slots=True)
class Skipped:
    """A track could not be played and was left out."""

    track: TrackId
    why: str


class Return(Enum):
    """How an output that has gone comes back."""

    BY_ITSELF = "by itself"
    """As soon as it is there again."""
    ON_PRESS = "on a press"
    """It has been away for long: it is offered when it is there again."""
    OFFERED = "offered"
    """It is there, and waits for a press."""


@dataclass(frozen=True, slots=True)
class Output:
    """The sound goes to `device`; None: there is none and nobody hears anything.

    `lost` is the output that was there before, and `back` how it returns.
    """

    device: str | None
    why: str = ""
    lost: str = ""
    back: Return = Return.BY_ITSELF


@dataclass(frozen=True, slots=True)
class Lights:
    """Whether a light driver answers."""

    driver: str
    answers: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """The engine has died or has been lost."""

    why: str


@dataclass(frozen=True, slots=True)
class Lit:
    """The lamps as an engine that begins finds them: as the one before left them. What is not named is dark."""

    levels: tuple[LampLevel, ...]


@dataclass(frozen=True, slots=True)
class Second:
    """The same of the second output; one that was never asked for says nothing."""

    output: Output


@dataclass(frozen=True, slots=True)
class Unheard:
    """Music should be heard and has not been for three seconds, and why; nothing: it is heard again."""

    why: str = ""


Report = Beat | Skipped | Output | Lights | Gone | Lit | Second | Unheard
