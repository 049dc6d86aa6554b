"""Sound and light as orders want them, in one process and without a card: whoever owns the clock asks for frames."""

import math
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import replace
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Beat, Hush, Leave, Master, Order, Play, Reopen, Report, Rise, SecondVolume, Show, Tone
from kapcircle.engine.deck import Deck
from kapcircle.engine.fades import Shape
from kapcircle.engine.light import Fader
from kapcircle.engine.mixer import Mixer
from kapcircle.engine.reader import Frames
from kapcircle.engine.settings import HOUSE, RATE, SoundSettings, millis
from kapcircle.engine.watchdog import INAUDIBLE

_BEAT = RATE // 4
"""Frames between two signs of life."""
_LATE = RATE // 4
"""Frames by which a file may be late when it is open: more than that it may not have decoded, to be passed over."""
AGAIN = Millis(5_000)
"""What is put on again after an unasked silence comes up so slowly at least: programme setting."""
_SILENT = -120.0
"""What an empty line measures, in dBFS."""


class Engine:
    """`tell`, `render`, `tend` and `light_frame` may each be called by a thread of its own.

    Without an `opener`, files are opened and decoded inside `tell` and `render`: for a clock that can wait.
    """

    def __init__(
        self,
        settings: SoundSettings = HOUSE,
        fader: Fader | None = None,
        opener: Executor | None = None,
    ) -> None:
        self._mixer = Mixer(settings)
        self.fader = fader or Fader()
        self._opener = opener
        self._lock = Lock()
        self._wanted: Play | None = None
        self._wanted_at = 0
        self._rise = Millis(0)
        self._reports: deque[Report] = deque(maxlen=1000)
        self._energy, self._since_beat = 0.0, 0
        self.copy: Callable[[Frames, NDArray[np.float64]], None] | None = None
        """Is given all that is rendered, and the power gain that was applied to it. Never waits."""
        self.failed: BaseException | None = None
        """What nobody foresaw, where a file was opened: whoever runs the engine ends it."""

    @property
    def done(self) -> bool:
        """The curtain is down: nothing is heard any more."""
        return self._mixer.closed

    @property
    def frames(self) -> int:
        return self._mixer.frames

    @property
    def power(self) -> NDArray[np.float64]:
        """The power gain that was applied to each frame of the last render."""
        return self._mixer.power

    @property
    def applied(self) -> float:
        """The gain that was applied last, in dB."""
        power = float(self._mixer.power.max(initial=0.0))
        return 10 * math.log10(power) if power > 1e-12 else _SILENT

    @property
    def dry(self) -> bool:
        """The playlist that is heard has nothing to sound."""
        leading = self._mixer.leading
        return leading is not None and leading.dry

    def tell(self, order: Order) -> None:
        """Be thus. Raises nothing: what cannot be done is reported."""
        match order:
            case Play():
                self._play(order)
            case Show():
                self._show(order)
            case Leave(fade):
                self.leave(fade)
            case Rise(fade, ago):
                self._rise = Millis(fade - ago)
                with self._lock:
                    self._mixer.rise(fade)
            case Hush() | Master() | Tone():
                with self._lock:
                    self._touch(order)
            case Reopen():
                self._put_on_again()
            case SecondVolume():
                pass  # the mix is the same: the second output's own affair

    def leave(self, fade: Millis, shape: Shape = Shape.LOUDNESS) -> None:
        """Fade sound and light, and be `done`."""
        self.fader.show((), fade)
        with self._lock:
            self._mixer.leave(fade, shape)

    def render(self, n: int) -> Frames:
        """The next `n` frames of sound."""
        if self._opener is None:
            while self.tend():
                pass
        with self._lock:
            out = self._mixer.render(n)
            self._beat(out)
            if self.copy is not None:
                self.copy(out, self._mixer.power)
        return out

    def light_frame(self, elapsed: float) -> tuple[LampLevel, ...]:
        """The lamps, `elapsed` seconds after the frame before."""
        return self.fader.frame(elapsed)

    def reports(self) -> Sequence[Report]:
        """What there was to say since the last call."""
        return [self._reports.popleft() for _ in range(len(self._reports))]

    def report(self, report: Report) -> None:
        """Pass something on to the window."""
        self._reports.append(report)

    def tend(self) -> bool:
        """Decode ahead, a little; False when there is nothing to do. One thread only."""
        with self._lock:
            decks, retired = self._mixer.decks, self._mixer.retired
            self._mixer.retired = []
        for deck in retired:
            deck.close()
        worked = [deck.tend() for deck in decks]
        return any(worked)

    def close(self) -> None:
        """Let go of all files. Nothing is rendered after this."""
        for deck in (*self._mixer.decks, *self._mixer.retired):
            deck.close()

    def _play(self, play: Play) -> None:
        with self._lock:
            self._wanted, self._wanted_at = play, self._mixer.frames
            if not play.recordings:
                self._mixer.silence(play.fade)
                return
            if self._mixer.goes_on(play):
                return
        self._begin(play)

    def _begin(self, play: Play) -> None:
        since = self._wanted_at
        if self._opener is None:
            self._open(play, since)
        else:
            self._opener.submit(self._open, play, since).add_done_callback(self._opened)

    def _put_on_again(self) -> None:
        """What should play is opened anew, where it would be by now, if nothing of it can be heard."""
        play = self._wanted
        if play is None or not play.recordings or (self.applied > INAUDIBLE and not self.dry):
            return
        with self._lock:
            gone_by = millis(self._mixer.frames - self._wanted_at)
            again = replace(play, into=Millis(play.into + gone_by), fade=max(play.fade, AGAIN))
            self._wanted, self._wanted_at = again, self._mixer.frames
        self._begin(again)

    def _opened(self, work: "Future[None]") -> None:
        self.failed = self.failed or work.exception()

    def _open(self, play: Play, since: int) -> None:
        """Put the playlist on. If none of it can be read, what sounds goes on: a sudden silence startles too."""
        if self._wanted is not play:
            return
        with suppress(KnownError):
            deck = Deck(play, self.report)
            if (late := self._mixer.frames - since) > _LATE:
                deck.begin_later(late)
                since += late
            with self._lock:
                if self._wanted is play:
                    self._mixer.play(deck, play.fade, since)
                else:
                    self._mixer.retired.append(deck)

    def _show(self, show: Show) -> None:
        fade = show.fade if show.emergency else Millis(max(show.fade, self._rise))
        self._rise = Millis(0)
        self.fader.show(show.levels, fade, show.emergency)

    def _touch(self, order: Hush | Master | Tone) -> None:
        match order:
            case Hush(on, fade):
                self._mixer.hush(on, fade)
            case Master(level, fade):
                self._mixer.master(level, fade)
            case Tone():
                self._mixer.tone()

    def _beat(self, out: Frames) -> None:
        self._energy += float(np.vdot(out, out))
        self._since_beat += len(out)
        if self._since_beat < _BEAT:
            return
        power = self._energy / (2 * self._since_beat)
        leading = self._mixer.leading
        track, position = leading.leads if leading else (None, Millis(0))
        self._reports.append(Beat(self.frames, track, position, 10 * math.log10(power) if power > 1e-12 else _SILENT))
        self._energy, self._since_beat = 0.0, 0
