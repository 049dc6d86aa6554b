"""The store's own thread: one queue, one write after the other, each on the disk before the next begins."""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.store.database import Database, known_errors

RETRY_S = 1.0
"""How long a disk that refused is left alone: programme setting."""

Work = Callable[[Database], None]


@dataclass(slots=True)
class _Queue:
    """What the two threads share, under one lock. `going` is False after the disk refused, until it is tried again."""

    changed: threading.Condition = field(default_factory=threading.Condition)
    waiting: "deque[Write]" = field(default_factory=deque)
    going: bool = True
    closing: bool = False


@dataclass(eq=False, slots=True)
class Write:
    """A write under way. One that the disk refused stays in the queue and is tried again, until it is withdrawn."""

    work: Work
    after: Callable[[], None]
    queue: _Queue
    begun: bool = False
    maybe: bool = False
    """It came as far as its commit: it may be on the disk, whatever was said of it since."""
    saved: bool = False
    error: Exception | None = None

    def wait(self, at_most: Millis) -> bool:
        """True once it is on the disk; False when the time is up. Raises KnownError when the disk refuses."""
        with self.queue.changed:
            self.queue.changed.wait_for(self.done, at_most / 1000)
            if self.error is not None:
                raise self.error
            return self.saved

    def withdraw(self) -> bool:
        """Take the write back if none of it can be on the disk; True if it will never happen."""
        with self.queue.changed:
            if self.begun or self.maybe or self not in self.queue.waiting:
                return False
            self.queue.waiting.remove(self)
            return True

    def done(self) -> bool:
        """True when it is on the disk or has failed; `wait` then answers at once."""
        return self.saved or self.error is not None


class Writer:
    """Owns the one connection that writes to the file at `path`; `connect` opens it, again after every failure."""

    def __init__(self, path: Path, connect: Callable[[], Database]) -> None:
        self._path, self._connect = path, connect
        self._db: Database | None = None
        self._file = (0, 0)
        self._queue = _Queue()
        self._thread = self._begin(self._run)

    def submit(self, work: Work, after: Callable[[], None] = lambda: None) -> Write:
        """Queue a transaction; `after` is called on the store's thread once it is on the disk."""
        write = Write(work, after, self._queue)
        with self._queue.changed:
            self._queue.waiting.append(write)
            self._wake()
        return write

    def close(self, at_most: Millis) -> int:
        """Let the queue run empty and end the thread. Returns how many writes could not be made in the time.

        Where the disk refused them, they are tried once more when it is called again.
        """
        with self._queue.changed:
            self._queue.closing = True
            self._wake()
        if self._queue.waiting and not self._thread.is_alive():
            self._thread = self._begin(self._run)
        self._thread.join(at_most / 1000)
        return len(self._queue.waiting)

    def give_up(self, then: Callable[[], None]) -> None:
        """Forget all that has not begun, and call `then` once the thread has ended: a write that hangs comes first."""
        with self._queue.changed:
            while self._queue.waiting and not self._queue.waiting[-1].begun:
                self._queue.waiting.pop()
        if self._thread.is_alive():
            self._begin(partial(self._afterwards, then))
        else:
            then()

    def _afterwards(self, then: Callable[[], None]) -> None:
        self._thread.join()
        then()

    def _begin(self, run: Callable[[], object]) -> threading.Thread:
        thread = threading.Thread(target=run, name="store", daemon=True)
        thread.start()
        return thread

    def _wake(self) -> None:
        self._queue.going = True
        self._queue.changed.notify_all()

    def _run(self) -> None:
        while (write := self._next()) is not None:
            self._settle(write, self._attempt(write))
        self._let_go()

    def _next(self) -> Write | None:
        """Wait for the write whose turn it is; None when all is over."""
        queue = self._queue
        with queue.changed:
            while True:
                if queue.waiting and queue.going:
                    queue.waiting[0].begun = True
                    return queue.waiting[0]
                if queue.closing:
                    return None
                queue.going |= not queue.changed.wait(RETRY_S if queue.waiting else None)

    def _attempt(self, write: Write) -> Exception | None:
        try:
            with known_errors(self._path):
                db = self._open()
                self._check_place()
                with db.atomic():
                    write.work(db)
                    write.maybe = True
                self._check_place()
        except Exception as error:  # noqa: BLE001 - raised again to whoever waits for this write
            self._let_go()
            return error
        return None

    def _settle(self, write: Write, error: Exception | None) -> None:
        queue = self._queue
        with queue.changed:
            write.begun, write.saved, write.error = False, error is None, error
            if isinstance(error, KnownError):
                queue.going = False
                for behind in queue.waiting:
                    behind.error = error
            else:
                queue.waiting.popleft()
            queue.changed.notify_all()
        if write.saved:
            write.after()

    def _open(self) -> Database:
        if self._db is None:
            self._db = self._connect()
            self._file = self._identity()
        return self._db

    def _let_go(self) -> None:
        if self._db is not None:
            with suppress(Exception):  # it has failed before: nothing more can be said about it
                self._db.close()
            self._db = None

    def _check_place(self) -> None:
        """A file whose folder was taken away goes on accepting writes that nobody will ever read."""
        if self._identity() != self._file:
            raise KnownError(f"{self._path.name} was replaced while it was open. Close the vault and open it again.")

    def _identity(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError as error:
            raise KnownError(
                f"{self._path} is not there any more. Connect its disk, or bring its folder back."
            ) from error
        return found.st_dev, found.st_ino
