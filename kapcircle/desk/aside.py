"""Small writes beside what must not wait: one at a time, always the newest, and what came between is left out."""

from collections.abc import Callable
from threading import Lock, Thread


class Aside:
    """Works in a thread of its own, which ends when there is nothing more to do."""

    def __init__(self, name: str) -> None:
        self._name, self._lock = name, Lock()
        self._next: Callable[[], None] | None = None
        self._thread: Thread | None = None
        self._busy = False

    def do(self, work: Callable[[], None]) -> None:
        """Have it done next, in place of what has not begun yet. Never waits."""
        with self._lock:
            self._next = work
            if self._busy:
                return
            self._busy = True
        self._thread = Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> None:
        """Until all is done, or so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while (work := self._take()) is not None:
            work()

    def _take(self) -> Callable[[], None] | None:
        with self._lock:
            work, self._next = self._next, None
            self._busy = work is not None
            return work
