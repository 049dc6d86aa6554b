"""The room as the window sees it: an engine in a process of its own, replaced at once if it dies."""

import atexit
import multiprocessing
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from kapcircle.core.ids import Millis
from kapcircle.desk.orders import Gone, Leave, Order, Report
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.serve import serve
from kapcircle.engine.wanted import Sent, Wanted

_MUTE = 5.0
"""Seconds without a sign of life after which an engine counts as dead."""
_STARTING = 20.0
"""The same for one that has not spoken yet."""
_FAILING = 5.0
"""An engine that lived shorter than these seconds has failed; after two of them there is a pause."""


@dataclass(slots=True)
class _Child:
    process: SpawnProcess
    pipe: "Connection[Sent, Report]"
    born: float
    heard: float


class EngineRoom:
    """Sound and light beside the window. It never waits; a dead engine is respawned and asked again.

    Begins a process; `close` ends it. If this process dies instead, the room goes on for a while by itself.
    """

    def __init__(self, fitting: Fitting) -> None:
        self._fitting = fitting
        self._wanted = Wanted()
        self._orders: SimpleQueue[Sent | None] = SimpleQueue()
        self._reports: deque[Report] = deque(maxlen=1000)
        self._lock = Lock()
        self._leaving = False
        self._failures = 0
        self._child = _spawn(fitting)
        self._threads = [Thread(target=work, name="room", daemon=True) for work in (self._send, self._watch)]
        for thread in self._threads:
            thread.start()
        atexit.register(self._stop_watching)

    @property
    def pid(self) -> int | None:
        """The engine's process."""
        return self._child.process.pid

    def tell(self, order: Order) -> None:
        sent = Sent(time.monotonic(), order)
        self._wanted = self._wanted.told(sent)
        self._leaving = self._leaving or isinstance(order, Leave)
        self._orders.put(sent)

    def reports(self) -> Sequence[Report]:
        return [self._reports.popleft() for _ in range(len(self._reports))]

    def refit(self, fitting: Fitting) -> None:
        """Move to another output or other lamps: a new engine rises while the old one fades.

        The old one gives way to the new one's signature; without a lock file it has to be told.
        """
        with self._lock:
            old, self._fitting = self._child, fitting
            self._begin_again()
            with suppress(OSError):
                if fitting.lock is None:
                    old.pipe.send(Sent(time.monotonic(), Leave(fitting.settings.handover)))
            old.pipe.close()

    def close(self, fade: Millis = Millis(0)) -> Thread:
        """Fade and end. A thread sees it through, and the program does not end before: no process is left behind."""
        self.tell(Leave(fade))
        self._orders.put(None)
        leaves = Thread(target=self._see_off, args=(fade,), name="room leaves")
        leaves.start()
        return leaves

    def _see_off(self, fade: Millis) -> None:
        for thread in self._threads:
            thread.join(fade / 1000 + 3)
        self._child.process.join(fade / 1000 + 3)
        if self._child.process.is_alive():
            self._child.process.kill()
            self._child.process.join()
        self._child.pipe.close()
        self._child.process.close()
        atexit.unregister(self._stop_watching)

    def _send(self) -> None:
        while (sent := self._orders.get()) is not None:
            with self._lock, suppress(OSError):  # a dead engine: the next one is asked again
                self._child.pipe.send(sent)

    def _watch(self) -> None:
        while True:
            child = self._child
            with suppress(OSError):  # moving over has just closed the pipe: the next look is at the next engine
                wait([child.pipe, child.process.sentinel], timeout=1.0)
            self._hear(child)
            now = time.monotonic()
            silent = now - child.heard > (_MUTE if child.heard > child.born else _STARTING)
            if silent and child.process.is_alive():
                child.process.kill()
                child.process.join()
            if child is self._child and not child.process.is_alive():
                if self._leaving:
                    return
                self._replace(child, "it did not answer" if silent else _cause(child.process.exitcode))

    def _hear(self, child: _Child) -> None:
        with suppress(EOFError, OSError):
            while child.pipe.poll():
                self._reports.append(child.pipe.recv())
                child.heard = time.monotonic()

    def _replace(self, child: _Child, why: str) -> None:
        self._reports.append(Gone(f"The sound and light engine has ended ({why}) and is started again."))
        self._failures = self._failures + 1 if time.monotonic() - child.born < _FAILING else 0
        if self._failures > 1:
            time.sleep(1.0)
        with self._lock:
            child.pipe.close()
            if not self._leaving:
                self._begin_again()

    def _begin_again(self) -> None:
        """A new engine, asked for what the old one was asked for."""
        self._child = _spawn(self._fitting)
        waiting = list(self._waiting())  # what of it is no goodbye is in what is wanted
        again = self._wanted.again(time.monotonic(), self._fitting.settings.handover)
        for sent in (*again, *(x for x in waiting if x is not None and isinstance(x.order, Leave))):
            self._child.pipe.send(sent)
        if None in waiting:
            self._orders.put(None)

    def _waiting(self) -> Iterator[Sent | None]:
        """What has not been sent yet."""
        with suppress(Empty):
            while True:
                yield self._orders.get_nowait()

    def _stop_watching(self) -> None:
        self._leaving = True


def _spawn(fitting: Fitting) -> _Child:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, fitting), name="kapcircle-room", daemon=True)
    process.start()
    theirs.close()
    now = time.monotonic()
    return _Child(process, ours, now, now)


def _cause(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"exit {code}"
