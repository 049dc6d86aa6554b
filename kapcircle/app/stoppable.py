"""A command that is ended by a signal puts away what it had begun."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stoppable() -> Iterator[None]:
    """A signal that ends the program, or the terminal that is closed over it, ends it as Ctrl+C does: copies of music
    that were under way do not stay behind.
    """
    known = (getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
    ours = [number for number in known if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
