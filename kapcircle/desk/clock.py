"""The one real clock: wall time anchored once, carried by a counter that goes on through sleep."""

import time
from datetime import datetime

from kapcircle.core.ids import Instant

COUNTERS = ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC_RAW")
"""What counts through sleep: on Linux the first; on macOS, which has it not, the second, where the monotonic clock
stops. On Windows neither is there, and the monotonic clock goes on.
"""


def _count() -> float:
    counter = next((getattr(time, name) for name in COUNTERS if hasattr(time, name)), None)
    return time.monotonic() if counter is None else time.clock_gettime(counter)


def slept() -> float:
    """Seconds that this machine has been asleep since it was started, where the system tells."""
    return _count() - time.monotonic()


class SystemClock:
    """Never goes back: a correction of the laptop's time in mid-session moves nothing."""

    def __init__(self, floor: Instant = Instant(0)) -> None:
        """`floor` is an instant already written down; the clock starts no earlier."""
        self._start = max(time.time() * 1000, floor)
        self._anchor = _count()

    def now(self) -> Instant:
        """This instant."""
        return Instant(int(self._start + (_count() - self._anchor) * 1000))

    def zone(self) -> int:
        """Minutes east of UTC at this instant, daylight saving included."""
        offset = datetime.fromtimestamp(self.now() / 1000).astimezone().utcoffset()
        return int(offset.total_seconds() // 60) if offset else 0

    def raise_to(self, floor: Instant) -> None:
        """Go no earlier than an instant found in the log: the laptop's own time was set back meanwhile."""
        self._start += max(0, floor - self.now())
