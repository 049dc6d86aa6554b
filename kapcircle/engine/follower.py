"""The mix as a second output has it: the same sound at its own volume, and on its own clock."""

from collections import deque

import numpy as np
import soxr
from numpy.typing import NDArray

from kapcircle.core.ids import Millis
from kapcircle.engine.fades import Ramp, Shape
from kapcircle.engine.guard import Guard
from kapcircle.engine.mixer import limited
from kapcircle.engine.reader import Frames
from kapcircle.engine.settings import HOUSE, RATE, SoundSettings, frames
from kapcircle.engine.tone import tone

BEHIND = 0.25
"""Seconds by which it follows: cards take their frames in handfuls. Programme setting."""
FAR = 0.6
"""Seconds behind at which it goes nearer by a crossfade, where bending its pace would take minutes."""
BEND = 0.003
"""How much faster or slower it may run at most: 5 cents; the clocks of two cards differ by a tenth of that."""

_PIECE = 480
"""Frames converted at once."""
_EDGE = 480
"""Frames of fade before nothing is left, and of the crossfade that goes nearer."""
_PULL = 0.02
"""How much faster it runs for each second that it is too far behind."""
_SMOOTH = 0.005
"""How much of each look at the distance counts: handfuls average out over some seconds."""


class Follower:
    """`put` belongs to one thread, `render` and what it touches to another. What passes has three channels: left,
    right, and the power gain that was applied, so that the guard goes by what is heard here.
    """

    def __init__(self, settings: SoundSettings = HOUSE) -> None:
        self._settings = settings
        self._came: deque[NDArray[np.float32]] = deque()
        self._ring = np.zeros((0, 3), np.float32)
        self._made = np.zeros((0, 3), np.float32)
        self._converter = _converter()
        self._waits = True
        self._behind = BEHIND
        self._volume, self._enters = Ramp(0.0), Ramp(0.0)
        self._guard = Guard(settings.rise, settings.quiet)
        self._tone: Frames = np.zeros((0, 2), np.float32)
        self.power: NDArray[np.float64] = np.zeros(0)
        """The power gain that was applied to each frame of the last render, its own volume included."""

    def put(self, piece: NDArray[np.float32]) -> None:
        """What was mixed: shape (n, 3)."""
        self._came.append(piece)

    def volume(self, level: float, fade: Millis) -> None:
        """Its own, from 0 to 1 as amplitude; the guard holds for it, too."""
        self._volume.to(level, frames(max(fade, self._settings.touch)), Shape.LOUDNESS)

    def tone(self) -> None:
        """Let the test tone be heard here alone."""
        if not len(self._tone):
            self._tone = tone()

    @property
    def behind(self) -> float:
        """Seconds by which it follows now."""
        return len(self._ring) / RATE

    def render(self, n: int) -> Frames:
        """The next `n` frames; silence, softly come to, where nothing has come."""
        self._take_in()
        piece = self._paced(n)
        gain = self._volume.take(n)
        enters = self._enters.take(n)
        asked = np.asarray(piece[:, 2] * gain**2 * enters**2, np.float64)
        held = self._guard.bound(asked, n)
        self.power = asked * held**2
        out = piece[:, :2] * np.asarray(gain * enters * held, np.float32).reshape(-1, 1)
        if len(self._tone):
            tone_, self._tone = self._tone[:n], self._tone[n:]
            out[: len(tone_)] += tone_ * np.broadcast_to(gain, (n,)).astype(np.float32)[: len(tone_), None]
        return limited(np.ascontiguousarray(out))

    def _take_in(self) -> None:
        came = [self._came.popleft() for _ in range(len(self._came))]
        if came:
            self._ring = np.concatenate([self._ring, *came])

    def _paced(self, n: int) -> NDArray[np.float32]:
        """`n` frames at its own pace."""
        if self._waits and self.behind < BEHIND:
            return np.zeros((n, 3), np.float32)
        if self._waits:
            self._enter()
        if self.behind > FAR:
            self._go_nearer()
        self._behind += _SMOOTH * (self.behind - self._behind)
        bend = min(BEND, max(-BEND, _PULL * (self._behind - BEHIND)))
        self._converter.set_io_ratio(1 + bend, 1, _PIECE)
        while len(self._made) < n:
            if len(self._ring) < _PIECE + _EDGE:
                return self._run_dry(n)
            piece, self._ring = self._ring[:_PIECE], self._ring[_PIECE:]
            self._made = np.concatenate([self._made, self._converter.resample_chunk(np.ascontiguousarray(piece))])
        out, self._made = self._made[:n], self._made[n:]
        return _lawful(out)

    def _enter(self) -> None:
        """Enough is there: it begins, softly."""
        self._waits, self._behind = False, self.behind
        self._enters = Ramp(0.0)
        self._enters.to(1.0, frames(self._settings.shortest), Shape.POWER)

    def _run_dry(self, n: int) -> NDArray[np.float32]:
        """Nothing comes any more: fade over what is left."""
        tail = self._converter.resample_chunk(np.ascontiguousarray(self._ring), last=True)
        left = np.concatenate([self._made, tail])[:n]
        edge = min(len(left), _EDGE)
        left[len(left) - edge :] *= np.linspace(1, 0, edge, dtype=np.float32)[:, None]
        self._ring = self._made = np.zeros((0, 3), np.float32)
        self._converter, self._waits = _converter(), True
        return _lawful(np.pad(left, ((0, n - len(left)), (0, 0))))

    def _go_nearer(self) -> None:
        """Leave out what is too much, by a crossfade from here to there."""
        skip = len(self._ring) - frames(round(1000 * BEHIND)) - _EDGE
        part = np.linspace(0, 1, _EDGE, dtype=np.float32)[:, None]
        here, there = self._ring[:_EDGE], self._ring[skip : skip + _EDGE]
        across = here * np.cos(part * np.pi / 2) + there * np.sin(part * np.pi / 2)
        across[:, 2] = np.maximum(here[:, 2], there[:, 2])
        self._ring = np.concatenate([across, self._ring[skip + _EDGE :]])
        self._behind = self.behind


def _converter() -> soxr.ResampleStream:
    """It bends the pace of three channels as it goes."""
    return soxr.ResampleStream(1 + BEND, 1, 3, dtype="float32", quality="HQ", vr=True)


def _lawful(piece: NDArray[np.float32]) -> NDArray[np.float32]:
    """A power is never less than none, though a filter may say so after a fall."""
    piece[:, 2] = np.maximum(piece[:, 2], 0)
    return piece
