"""What goes wrong in the program itself: noted without personal data, said in the window, and the circle goes on."""

import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from types import TracebackType

from PySide6.QtCore import QObject, Signal

QUIET_S = 60.0
"""The same again within this time is neither said nor noted: what is drawn ten times a second buries nothing else."""

LARGEST = 200_000
"""Bytes of notes after which they begin anew."""


def account(kind: type[BaseException], frames: TracebackType | None) -> str:
    """The type and where it came from: no message, no value, no path; any of these could name somebody."""
    walked = traceback.walk_tb(frames)
    places = (f"{x.f_globals.get('__name__')}:{line} {x.f_code.co_name}" for x, line in walked)
    return "\n  ".join((kind.__name__, *places))


class Mishaps(QObject):
    """Hears of every exception that nobody caught, in whichever thread."""

    said = Signal(str)
    """What to tell the person at the desk."""

    def __init__(self, notes: Path, clock: Callable[[], float] = monotonic) -> None:
        """`notes` is the file for whoever mends the program."""
        super().__init__()
        self._notes, self._clock = notes, clock
        self._last: dict[str, float] = {}

    def happened(self, kind: type[BaseException], frames: TracebackType | None) -> None:
        """Note it, and say it."""
        what, now = account(kind, frames), self._clock()
        if now < self._last.get(what, -QUIET_S) + QUIET_S:
            return
        self._last[what] = now
        where = f" It is noted, without names, in {self._notes}." if self._note(what) else ""
        self.said.emit(f"A mistake of the program itself: all else goes on, and you may try again.{where}")

    def _note(self, what: str) -> bool:
        """False where it could not be written: a full disk is no reason for another mishap."""
        if sys.stderr is not None:  # a frozen program without a console has none
            print(what, file=sys.stderr)
        with suppress(OSError):
            self._notes.parent.mkdir(parents=True, exist_ok=True)
            full = self._notes.exists() and self._notes.stat().st_size > LARGEST
            with self._notes.open("w" if full else "a", encoding="utf-8") as file:
                file.write(f"{what}\n")
            return True
        return False


@contextmanager
def heard(mishaps: Mishaps) -> Iterator[None]:
    """Nothing that goes wrong in here is lost, or printed with what it was about."""
    window, thread = sys.excepthook, threading.excepthook

    def in_window(kind: type[BaseException], error: BaseException, frames: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            mishaps.happened(kind, frames)
        else:  # somebody ends the program
            window(kind, error, frames)

    def in_thread(told: threading.ExceptHookArgs) -> None:
        if issubclass(told.exc_type, Exception):
            mishaps.happened(told.exc_type, told.exc_traceback)
        else:
            thread(told)

    sys.excepthook, threading.excepthook = in_window, in_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = window, thread
