"""The zone that the laptop shows times in."""

from datetime import datetime

from kapcircle.core.ids import Instant


def local(at: Instant) -> int:
    """Minutes east of UTC at an instant, daylight saving of that day included."""
    offset = datetime.fromtimestamp(at / 1000).astimezone().utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)
