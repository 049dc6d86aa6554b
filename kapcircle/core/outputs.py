"""What should be heard and seen: independent parts, each with its own since and fade."""

from dataclasses import dataclass

from kapcircle.core.ids import Instant, Millis
from kapcircle.core.light import LookDesign
from kapcircle.core.looping import Loop
from kapcircle.core.playlist import Playlist


@dataclass(frozen=True, slots=True)
class Heard:
    """The playlist that began at `since`, a section of it heard again and again in its `loop`; an empty one is silence.
    Where it is at an instant is in `kapcircle.core.heard`.
    """

    playlist: Playlist = Playlist()
    since: Instant = Instant(0)
    fade: Millis = Millis(0)
    loop: Loop | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The look that was called at `since`; `lift` is light added for a hush, in parts of full.

    `was` is what it fades from, kept so that a light in mid-fade can be told at any instant.
    """

    look: str = "dark"
    since: Instant = Instant(0)
    fade: Millis = Millis(0)
    lift: float = 0.0
    was: "Seen | None" = None


@dataclass(frozen=True, slots=True)
class Murmur:
    """Whether the music is taken down to a murmur."""

    on: bool = False
    since: Instant = Instant(0)
    fade: Millis = Millis(0)


@dataclass(frozen=True, slots=True)
class Output:
    """The whole room, as it should be."""

    sound: Heard = Heard()
    light: Seen = Seen()
    murmur: Murmur = Murmur()
    volume: float = 0.0
    """Master, 0 to 1, as amplitude."""
    emergency: bool = False
    """Whether light may come up as fast as in an emergency."""
    near: tuple[Instant, int] | None = None
    """Since when the lamps of which mat are at working light, over all else."""
    designs: tuple[LookDesign, ...] = ()
    """How its looks are made, where the circle has its own."""
