"""Which backups are kept."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from kapcircle.core.ids import Instant

Bucket = Callable[[datetime], tuple[int, ...]]

_RULES: tuple[tuple[int, Bucket], ...] = (
    (7, lambda day: (day.year, day.month, day.day)),
    (4, lambda day: tuple(day.isocalendar()[:2])),
    (12, lambda day: (day.year, day.month)),
)


def kept(made: Iterable[Instant]) -> set[Instant]:
    """The newest of each of the last 7 days, 4 weeks and 12 months that have a backup (days of UTC, ISO weeks)."""
    newest_first = sorted(made, reverse=True)
    return {each for most, bucket in _RULES for each in _newest(newest_first, most, bucket)}


def _newest(newest_first: list[Instant], most: int, bucket: Bucket) -> Iterator[Instant]:
    seen: set[tuple[int, ...]] = set()
    for each in newest_first:
        name = bucket(datetime.fromtimestamp(each / 1000, UTC))
        if name not in seen and len(seen) < most:
            seen.add(name)
            yield each
