"""One track as it sounds: its stream, its place, and the gain that crosses it into the next."""

from dataclasses import dataclass, field

import numpy as np

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis, TrackId
from kapcircle.desk.orders import Recording
from kapcircle.engine.fades import Gain, Ramp, Shape, amplitude
from kapcircle.engine.reader import Frames, Reader
from kapcircle.engine.settings import RATE, frames, millis
from kapcircle.engine.stream import Stream

_FIRST = 2
"""Pieces decoded before a track is first heard."""
_ROUNDING = 5
"""Milliseconds by which a catalogue may round the length of a file."""
_EDGE = 480
"""Frames of fade where a stream runs dry."""
_RETURN = RATE // 2
"""Frames of fade once it flows again."""
_ENDLESS = 1 << 62


@dataclass(frozen=True, slots=True)
class Part:
    """What one track adds: its samples with its loudness gain, and the gain that is still to be applied."""

    track: TrackId
    gain: Gain
    samples: Frames


@dataclass(slots=True)
class Voice:
    """`lap` is the length of the recording, `length` the frames until this voice ends: endless if it loops.

    All places are in frames from where the recording begins to be heard.
    """

    index: int
    recording: Recording
    stream: Stream
    lap: int
    length: int
    position: int = 0
    ramp: Ramp = field(default_factory=lambda: Ramp(1.0))
    dry: bool = False

    @property
    def end(self) -> int:
        """Its last frame, as far as is known."""
        return min(self.length, self.position + self.stream.ready) if self.stream.finished else self.length

    @property
    def left(self) -> int:
        return self.end - self.position

    def end_with_lap(self) -> None:
        """End where the lap that is heard ends, if it loops: something else follows now."""
        self.length = min(self.length, (self.position // max(1, self.lap) + 1) * self.lap)

    @property
    def endless(self) -> bool:
        """Whether it goes on with another lap by itself."""
        return self.length == _ENDLESS

    @property
    def place(self) -> Millis:
        """Where it is in its recording."""
        return millis(self.position % max(1, self.lap))

    @property
    def spent(self) -> bool:
        """It has been left for another."""
        return self.ramp.goal == 0 and not self.ramp.left

    def pass_over(self, n: int) -> None:
        """Leave out `n` frames, as far as they are decoded."""
        self.position += len(self.stream.take(min(n, self.left)))

    def read(self, n: int) -> Part:
        got = self.stream.take(min(n, self.length - self.position))
        got *= np.float32(amplitude(self.recording.gain))
        self.position += len(got)
        gain = self.ramp.take(n)
        if len(got) == n:
            return Part(self.recording.track, gain, got)
        self.dry = True
        return Part(self.recording.track, self._taper(gain, len(got), n), np.pad(got, ((0, n - len(got)), (0, 0))))

    def _taper(self, gain: Gain, got: int, n: int) -> Gain:
        """A short fade to nothing. A stream that only stalled comes back softly."""
        goal = self.ramp.goal
        gains = np.array(np.broadcast_to(gain, (n,)))
        edge = min(_EDGE, got)
        gains[got - edge : got] *= np.linspace(1, 0, edge)
        gains[got:] = 0
        self.ramp = Ramp(0.0)
        self.ramp.to(goal, _RETURN, Shape.POWER)
        return gains


def open_voice(index: int, recording: Recording, start: int = 0, *, loop: bool = False) -> Voice:
    """A recording ready to be heard from frame `start` on. Raises KnownError."""
    begins = frames(recording.start)
    until = begins + frames(recording.length if recording.cut else recording.length + _ROUNDING)
    reader = Reader(recording.path, begins + start, until, loop=loop, begins=begins)
    stream = Stream(reader)
    for _ in range(_FIRST):
        stream.fill()
    if stream.finished and not stream.ready:
        reader.close()
        raise KnownError(f"the file holds no sound from {start // RATE} s on")
    return Voice(
        index, recording, stream, reader.length, _ENDLESS if loop else reader.length, min(start, reader.length)
    )
