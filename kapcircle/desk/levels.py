"""How loud it was, gathered from the engine's signs of life: a mean for each ten seconds, handed over by the minute."""

from dataclasses import dataclass
from math import log10

from kapcircle.core.ids import Instant
from kapcircle.core.session.heard import EVERY

MINUTE = 6
"""Means in a minute."""

SILENT = -120
"""What silence measures at the engine, in dBFS."""


@dataclass(frozen=True, slots=True)
class Minute:
    """Means of ten seconds each, in whole dBFS, the last of which ended at `until`; None: nobody heard anything."""

    until: Instant
    levels: tuple[int | None, ...]


class Levels:
    """One of a conductor. Windows begin at round ten seconds of the clock."""

    def __init__(self) -> None:
        self._at: int | None = None
        self._powers: list[float] = []
        self._done: list[int | None] = []

    def hear(self, level: float | None, now: Instant) -> None:
        """A sign of life: the level in dBFS since the last one, None where there is no output."""
        self._roll(now)
        if level is not None:
            self._powers.append(10 ** (level / 10))

    def take(self, now: Instant) -> Minute | None:
        """What has not been handed over, once it is a minute."""
        self._roll(now)
        if self._at is None or len(self._done) < MINUTE:
            return None
        done, self._done = tuple(self._done), []
        return Minute(Instant(self._at * EVERY), done)

    def _roll(self, now: Instant) -> None:
        """Close the windows that are over. After a sleep it begins anew: nobody can tell what was heard in it."""
        window = now // EVERY
        if self._at is None or not 0 <= window - self._at <= MINUTE:
            self._at, self._powers, self._done = window, [], []
        while self._at < window:
            self._done.append(_mean(self._powers))
            self._at, self._powers = self._at + 1, []


def _mean(powers: list[float]) -> int | None:
    """In dBFS, of the mean power."""
    if not powers:
        return None
    mean = sum(powers) / len(powers)
    return max(SILENT, round(10 * log10(mean))) if mean > 0 else SILENT
