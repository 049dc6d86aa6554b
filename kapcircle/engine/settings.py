"""What a house may set about sound; each default is a programme setting unless a source is named."""

from dataclasses import dataclass

from kapcircle.core.ids import Millis

RATE = 48_000
"""Frames a second inside the engine, whatever the files and the card use."""


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """How sound may move, and what becomes of it when nobody is at the window."""

    rise: float = 12.0
    """How fast the applied power gain may rise, in dB a second."""
    quiet: float = -40.0
    """Below this power gain, in dB, nothing startles and a rise is free."""
    murmur: float = -18.0
    """What a hush takes the music down to, in dB."""
    shortest: Millis = Millis(500)
    """Even a change of music without a fade takes this long."""
    touch: Millis = Millis(50)
    """Even a volume step takes this long, so that it cannot click."""
    alone: Millis = Millis(120_000)
    """How long the room goes on after its window has died."""
    dusk: Millis = Millis(30_000)
    """The fade after that."""
    handover: Millis = Millis(20_000)
    """The crossfade from an engine whose window died to the next one, and the rise after an engine died."""
    again: Millis = Millis(60_000)
    """How long an output may be away and still be taken again by itself."""


HOUSE = SoundSettings()


def frames(length: int) -> int:
    """Frames in so many milliseconds."""
    return length * RATE // 1000


def millis(count: int) -> Millis:
    """Milliseconds in so many frames."""
    return Millis(count * 1000 // RATE)
