"""The engine's process, from the inside: a window at the other end of a pipe, and the room without it."""

import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from threading import Event

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import (
    Leave,
    Lights,
    Lit,
    Output,
    Reopen,
    Report,
    Rise,
    SecondVolume,
    Tone,
    Unheard,
)
from kapcircle.desk.orders import Second as OfSecond
from kapcircle.engine.devices import outputs
from kapcircle.engine.engine import Engine
from kapcircle.engine.fades import Shape
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.minded import minded
from kapcircle.engine.outlet import Outlet
from kapcircle.engine.second import Second
from kapcircle.engine.settled import keep_loaded
from kapcircle.engine.shining import Shining
from kapcircle.engine.wanted import Sent
from kapcircle.engine.watchdog import Asked, Lack, Look, Watchdog

_TURN = 0.05
"""Seconds between two looks around."""
_TERMINATED = Millis(2_000)
"""The fade when the system wants the process to end."""
_GRACE = 1.0
"""Seconds that a fade may take longer than asked, when a card is slow."""
_LINGER = 0.2
"""Seconds that a card is given to play the end of the last fade."""
_DECODE = 0.05
"""Seconds of rest when enough is decoded."""


def live(pipe: "Connection[Report, Sent]", fitting: Fitting, lamps: Shining) -> None:
    """Run the room, the lamps of which shine already, until it is told to leave, or left alone for too long."""
    keep_loaded()
    _Tenant(pipe, fitting, lamps).live()


class _Tenant:
    def __init__(self, pipe: "Connection[Report, Sent]", fitting: Fitting, lamps: Shining) -> None:
        self._pipe, self._settings, self._lamps = pipe, fitting.settings, lamps
        self._light_name = fitting.light_name
        self._opener = ThreadPoolExecutor(1, "opener")
        self._engine = Engine(fitting.settings, lamps.fader, self._opener)
        self._engine.report(Lit(lamps.found))
        self._answers: tuple[bool, str] | None = None
        self._failed: Exception | None = None
        self._over = Event()
        self._terminated = False
        self._alone_since: float | None = None
        self._leaves_at: float | None = None
        self._quiet_since = 0.0
        self._outlet = Outlet(self._engine, fitting.output, self._engine.report, outputs, fitting.settings)
        self._second = self._begin_second(fitting)
        self._asked, self._watchdog = Asked(), Watchdog()
        self._lack: Lack | None = None
        signal.signal(signal.SIGTERM, self._on_terminate)

    def live(self) -> None:
        for name, work in (("decoder", self._decode), ("voice", self._speak)):
            minded(name, work, self._fail)
        if self._lamps.follows:
            self._engine.tell(Rise(self._settings.handover))
        while not self._ended(time.monotonic()):
            self._listen()
            self._mind(time.monotonic())
        self._over.set()
        self._outlet.close()
        if self._second is not None:
            self._second.close()
        self._lamps.close()

    def _begin_second(self, fitting: Fitting) -> Second | None:
        """The output that carries the same mix, if there is to be one."""
        if fitting.second is None:
            return None
        second = Second(fitting.second, self._of_second, fitting.settings)
        self._engine.copy = second.feed
        return second

    def _of_second(self, output: Output) -> None:
        self._engine.report(OfSecond(output))

    def _fail(self, why: Exception) -> None:
        self._failed = why

    def _ended(self, now: float) -> bool:
        if self._leaves_at is None:
            return False
        unlit = self._lamps.passed_on.is_set() or self._engine.fader.still()
        if not (self._engine.done and unlit):
            self._quiet_since = now
        return now - self._quiet_since > _LINGER or now > self._leaves_at

    def _listen(self) -> None:
        """Take what the window says, or notice that it has died."""
        if self._alone_since is not None:
            time.sleep(_TURN)
            return
        try:
            while self._pipe.poll(_TURN):
                self._obey(self._pipe.recv())
        except (EOFError, OSError):
            self._alone_since = time.monotonic()
            _let_go_of_terminal()

    def _obey(self, sent: Sent) -> None:
        order = sent.by(time.monotonic())
        self._asked = self._asked.told(order, time.monotonic(), self._settings.murmur)
        match order:
            case Leave(fade):
                self._leave(fade)
            case SecondVolume() | Tone(second=True) | Reopen(second=True):
                if self._second is not None:
                    self._second.tell(order)
            case Reopen():
                self._engine.tell(order)
                self._outlet.reopen()
            case _:
                self._engine.tell(order)

    def _mind(self, now: float) -> None:
        """What makes an engine go by itself."""
        if self._outlet.broken:
            raise RuntimeError("the mixer has failed")
        if why := self._failed or self._lamps.failed or self._engine.failed:
            raise RuntimeError("a part of the engine has failed") from why
        if self._terminated:
            self._leave(_TERMINATED)
        elif self._lamps.passed_on.is_set():
            self._leave(self._settings.handover, Shape.POWER)
        elif self._alone_since is not None and now - self._alone_since > self._settings.alone / 1000:
            self._leave(self._settings.dusk)
        self._watch(now)

    def _watch(self, now: float) -> None:
        """Say at once when music is not heard that should be, and when it is again. Who leaves is to fall silent."""
        if self._leaves_at is not None:
            return
        engine = self._engine
        lack = self._watchdog.look(Look(now, engine.frames, self._asked.gain(now), engine.applied, engine.dry))
        if lack is not self._lack:
            self._lack = lack
            engine.report(Unheard("" if lack is None else lack.value))

    def _leave(self, fade: Millis, shape: Shape = Shape.LOUDNESS) -> None:
        """Begin to go; who is going already only hastens."""
        by = time.monotonic() + fade / 1000 + _GRACE
        if self._leaves_at is None or by < self._leaves_at - _GRACE:
            self._leaves_at = by
            self._engine.leave(fade, shape)

    def _decode(self) -> None:
        while not self._over.is_set():
            if not self._engine.tend():
                self._over.wait(_DECODE)

    def _speak(self) -> None:
        """Has a thread of its own: a window that does not listen must not hold up the room."""
        with suppress(OSError):
            while not self._over.wait(_TURN):
                self._ask_light()
                for report in self._engine.reports():
                    self._pipe.send(report)

    def _ask_light(self) -> None:
        if (found := self._lamps.answers()) != self._answers:
            self._answers = found
            self._engine.report(Lights(self._light_name, *found))

    def _on_terminate(self, *_: object) -> None:
        self._terminated = True


def _let_go_of_terminal() -> None:
    """Whoever reads what the window wrote need not wait: for us, or for a tracker that outlives it because of us."""
    if sys.platform != "win32" and (tracker := resource_tracker.getfd()) is not None:
        os.close(tracker)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    os.close(null)
