"""How a process of the engine settles in: nobody's terminal, and no rest while the room sounds."""

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path


def settle_in() -> None:
    """Ctrl+C and a terminal that closes are the window's affair; no core dumps; short turns between threads, and some
    precedence if we may, which threads that begin later have too.
    """
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    sys.setswitchinterval(0.001)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(OSError):
            os.nice(-10)
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self/comm").write_text("kapcircle-room", "ascii")


def keep_loaded() -> None:
    """All that is needed is loaded: no rest for a look through it."""
    gc.collect()
    gc.freeze()
