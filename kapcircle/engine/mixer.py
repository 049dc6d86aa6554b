"""The mix: two decks, master, hush and the startle guard, on a clock that counts frames. No files, threads or card."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kapcircle.core.ids import Millis, TrackId
from kapcircle.desk.orders import Play
from kapcircle.engine.deck import Deck
from kapcircle.engine.fades import Gain, Ramp, Shape, amplitude
from kapcircle.engine.guard import Guard
from kapcircle.engine.reader import Frames
from kapcircle.engine.settings import HOUSE, SoundSettings, frames
from kapcircle.engine.tone import tone
from kapcircle.engine.voice import Part

_AUDIBLE = 0.01
"""-40 dB: a deck above this is something to cross from."""
_KNEE = np.float32(0.9)


@dataclass(slots=True)
class _Side:
    """A deck and how much of it is heard."""

    deck: Deck
    ramp: Ramp


@dataclass(frozen=True, slots=True)
class _Wish:
    """A deck that waits for a free side, since frame `since`."""

    deck: Deck
    fade: Millis
    since: int


class Mixer:
    """Renders what should be heard. One thread at a time."""

    def __init__(self, settings: SoundSettings = HOUSE) -> None:
        self._settings = settings
        self._guard = Guard(settings.rise, settings.quiet)
        self._sides: list[_Side] = []
        self._kin = False
        """Both sides sound one track, or soon will: they cross by amplitude, and are measured so from first to last."""
        self._wish: _Wish | None = None
        self._rise: Millis | None = None
        self._master, self._hush, self._curtain = Ramp(1.0), Ramp(1.0), Ramp(1.0)
        self._tone: Frames = np.zeros((0, 2), np.float32)
        self.frames = 0
        """Frames rendered."""
        self.power: NDArray[np.float64] = np.zeros(0)
        """The power gain that was applied to each frame of the last render: what a guard further on goes by.
        Whole at any time, whichever thread looks.
        """
        self.retired: list[Deck] = []
        """Decks that nobody hears any more, to be closed."""

    @property
    def decks(self) -> list[Deck]:
        """All decks that need tending."""
        return [s.deck for s in self._sides] + ([self._wish.deck] if self._wish else [])

    @property
    def leading(self) -> Deck | None:
        """The deck that is heard, or about to be."""
        return max(self._sides, key=lambda s: (s.ramp.goal, s.ramp.level)).deck if self._sides else None

    @property
    def closed(self) -> bool:
        """The curtain is down."""
        return self._curtain.goal == 0 and not self._curtain.left

    def goes_on(self, play: Play) -> bool:
        """Return to, or stay with, what already sounds as `play` wants it; False when nothing does."""
        if self._wish and self._wish.deck.plays(play):
            return True
        side = next((s for s in self._sides if s.deck.adopt(play)), None)
        if side is None:
            return False
        self._drop_wish()
        if side.ramp.goal < 1:
            self._cross(side, max(play.fade, self._settings.shortest))
        return True

    def play(self, deck: Deck, fade: Millis, since: int | None = None) -> None:
        """Cross over to `deck`, asked for at frame `since`. Heard from the first frame on if a side is free."""
        self._drop_wish()
        self._wish = _Wish(deck, max(fade, self._settings.shortest), self.frames if since is None else since)
        if len(self._sides) == 2:
            self._make_room()

    def _make_room(self) -> None:
        """Send the side away that is heard least; where it was to be the one that is heard, the other stays that."""
        least, most = sorted(self._sides, key=lambda s: s.ramp.level)
        length, shape = frames(self._settings.shortest), Shape.LINEAR if self._kin else Shape.POWER
        if least.ramp.goal == 1 and most.ramp.goal == 0:
            most.ramp.to(1.0, length, shape)
            least.ramp.to(0.0, length, shape)
        _hasten(least.ramp, 0.0, length, shape)

    def silence(self, fade: Millis) -> None:
        """Fade what sounds; a fade that is under way is only ever hastened. Music after it comes as it is asked."""
        self._drop_wish()
        self._rise = None
        for side in self._sides:
            _hasten(side.ramp, 0.0, frames(max(fade, self._settings.shortest)), Shape.LOUDNESS)

    def master(self, level: float, fade: Millis) -> None:
        self._master.to(level, frames(max(fade, self._settings.touch)), Shape.LOUDNESS)

    def hush(self, on: bool, fade: Millis) -> None:
        goal = amplitude(self._settings.murmur) if on else 1.0
        if self._hush.goal != goal:
            self._hush.to(goal, frames(max(fade, self._settings.touch)), Shape.LOUDNESS)

    def tone(self) -> None:
        if not len(self._tone):
            self._tone = tone()

    def rise(self, fade: Millis) -> None:
        """What is asked next, music or silence, is reached over `fade` at least. Of no effect while music sounds."""
        if not self._sides:
            self._rise = fade

    def leave(self, fade: Millis, shape: Shape = Shape.LOUDNESS) -> None:
        """Let the curtain down."""
        _hasten(self._curtain, 0.0, frames(max(fade, self._settings.touch)), shape)

    def render(self, n: int) -> Frames:
        """The next `n` frames, each sample within full scale."""
        out, power = np.zeros((n, 2), np.float32), np.zeros(n)
        at = 0
        while at < n:
            self._seat()
            step = min([n - at, *(s.deck.until_turn() or n for s in self._sides)])
            power[at : at + step] = self._mix(out[at : at + step])
            at += step
        self.power = power
        return limited(out)

    def _seat(self) -> None:
        """Send away who has gone quiet, and give a free side to who waits."""
        self.retired.extend(s.deck for s in self._sides if _gone(s.ramp))
        self._sides = [s for s in self._sides if not _gone(s.ramp)]
        if self._wish is None or len(self._sides) == 2:
            return
        wish, self._wish = self._wish, None
        wish.deck.late(self.frames - wish.since)
        side = _Side(wish.deck, Ramp(0.0))
        self._kin = any(wish.deck.near & s.deck.near for s in self._sides)
        self._sides.append(side)
        self._cross(side, wish.fade)

    def _cross(self, side: _Side, fade: Millis) -> None:
        """Bring one side up and the other down."""
        shape = Shape.LOUDNESS
        if self._rise is not None:
            fade, shape = max(fade, self._rise), Shape.POWER
        elif any(s is not side and s.ramp.level > _AUDIBLE for s in self._sides):
            shape = Shape.LINEAR if self._kin else Shape.POWER
        self._rise = None
        for each in self._sides:
            each.ramp.to(1.0 if each is side else 0.0, frames(fade), shape)

    def _drop_wish(self) -> None:
        if self._wish is not None:
            self.retired.append(self._wish.deck)
            self._wish = None

    def _mix(self, out: Frames) -> Gain:
        """Fill `out`; returns the power gain that was applied."""
        n = len(out)
        sides = [(s.deck.read(n), s.ramp.take(n)) for s in self._sides]
        heard = [(p, p.gain * gain) for parts, gain in sides for p in parts]
        master, curtain = self._master.take(n), self._curtain.take(n)
        common = master * self._hush.take(n) * curtain
        power = _power(sides, kin=self._kin) * common**2
        bound = self._guard.bound(power, n)
        held = common * bound
        for part, gain in heard:
            out += part.samples * _column(gain * held)
        if len(self._tone):
            piece, self._tone = self._tone[:n], self._tone[n:]
            out[: len(piece)] += piece * _column(np.broadcast_to(master * curtain, (n,)))[: len(piece)]
        self.frames += n
        return power * bound**2


def limited(out: Frames) -> Frames:
    """Within full scale: what exceeds 0.9 is bent towards 1, smoothly; all below is left as it is."""
    over = np.abs(out)
    if not len(out) or over.max() <= _KNEE:
        return out
    bent = _KNEE + (1 - _KNEE) * np.tanh((over - _KNEE) / (1 - _KNEE))
    return np.where(over > _KNEE, np.copysign(bent, out), out)


def _power(sides: list[tuple[list[Part], Gain]], *, kin: bool) -> Gain:
    """The power gain: what is kin adds by amplitude, the rest by power."""
    powers = [_alone(parts) * gain**2 for parts, gain in sides]
    return sum((power**0.5 for power in powers), 0.0) ** 2 if kin else sum(powers, 0.0)


def _alone(parts: list[Part]) -> Gain:
    """The power gain of one side: the same recording adds by amplitude, different ones by power."""
    by_track: defaultdict[TrackId, Gain] = defaultdict(float)
    for part in parts:
        by_track[part.track] = by_track[part.track] + part.gain
    return sum((gain**2 for gain in by_track.values()), 0.0)


def _column(gain: Gain) -> NDArray[np.float32]:
    """A gain that multiplies stereo frames."""
    return np.asarray(gain, np.float32).reshape(-1, 1)


def _gone(ramp: Ramp) -> bool:
    return ramp.goal == 0 and not ramp.left


def _hasten(ramp: Ramp, goal: float, length: int, shape: Shape) -> None:
    if ramp.goal != goal or ramp.left > length:
        ramp.to(goal, length, shape)
