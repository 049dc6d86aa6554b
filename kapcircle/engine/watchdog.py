"""Whether music is heard that should be: what was asked beside what is applied. Pure; quiet in the music is none of
its business, for it looks at gains and never at samples.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import log10

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Hush, Leave, Master, Order, Play, Rise
from kapcircle.engine.fades import amplitude

PATIENCE = 3.0
"""Seconds of silence that nobody asked for before it is said: programme setting."""

INAUDIBLE = -60.0
"""A gain under this, in dB, is silence: programme setting."""

_BELOW = 20.0
"""What was asked may be soft itself: so many dB below that is silence too, and no less is."""

_HALF = 0.5
"""The part of a fade after which music that rises is well above silence: 10 dB below its goal by the softest curve."""

_NOTHING = -200.0


class Lack(StrEnum):
    """What is wrong, in words that follow “No sound:”."""

    TAKEN = "the sound card takes no sound"
    GAIN = "the music is down, and nobody asked for that"
    DRY = "the music has stopped arriving"


@dataclass(frozen=True, slots=True)
class Asked:
    """How loud the music should be by all that was told. `since` (seconds) is when a rise must be well under way."""

    music: bool = False
    master: float = 1.0
    murmur: float = 0.0
    rise: Millis = Millis(0)
    since: float = 0.0

    def told(self, order: Order, now: float, murmur: float = -18.0) -> "Asked":
        """After an order at `now`; `murmur` is what a hush takes the music down to, in dB."""
        match order:
            case Play(recordings=recordings, fade=fade):
                asked = replace(self, music=bool(recordings), rise=Millis(0))
                return _rising(asked, max(fade, self.rise), now)
            case Rise(fade=fade):
                return replace(self, rise=fade)
            case Master(level, fade):
                return _rising(replace(self, master=level), fade, now)
            case Hush(on, fade):
                return _rising(replace(self, murmur=murmur if on else 0.0), fade, now)
            case Leave():
                return replace(self, music=False)
            case _:
                return self

    def gain(self, now: float) -> float | None:
        """The gain in dB that should be applied by now; None where none need be heard, or where it may still rise."""
        gain = _decibels(self.master * amplitude(self.murmur)) if self.music else _NOTHING
        return gain if gain > INAUDIBLE and now >= self.since else None


def _rising(asked: Asked, fade: Millis, now: float) -> Asked:
    return replace(asked, since=max(asked.since, now + _HALF * fade / 1000))


def _decibels(gain: float) -> float:
    return 20 * log10(gain) if gain > 0 else _NOTHING


@dataclass(frozen=True, slots=True)
class Look:
    """The engine at `now` (seconds): `frames` taken by the device so far, the gain `asked` and the one `applied` in dB,
    and whether the stream that leads has run `dry`.
    """

    now: float
    frames: int
    asked: float | None
    applied: float
    dry: bool = False


class Watchdog:
    """Looks a few times a second; three seconds of the same lack are one too many."""

    def __init__(self) -> None:
        self._frames = -1
        self._good: dict[Lack, float] = {}

    def look(self, at: Look) -> Lack | None:
        """What is lacking for three seconds now, if anything."""
        moved, self._frames = at.frames != self._frames, at.frames
        lacks = {
            Lack.TAKEN: not moved,
            Lack.GAIN: at.asked is not None and at.applied < min(INAUDIBLE, at.asked - _BELOW),
            Lack.DRY: at.asked is not None and at.dry,
        }
        for lack, lacking in lacks.items():
            if not lacking or lack not in self._good:
                self._good[lack] = at.now
        return next((lack for lack in Lack if at.now - self._good[lack] >= PATIENCE), None)
