"""One stream of the log, folded: the same for every kind."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from kapcircle.core.ids import Instant, StreamId, kind_of
from kapcircle.core.kinds import KINDS, Kind
from kapcircle.core.log import Entry, Undone, by_stamp, effective
from kapcircle.core.picture import Change, Row, change

EVERY = 256
"""Entries between two checkpoints: an undo or a merge folds again from the last one before it."""


class Stream:
    """Its entries in order, the state they fold to, and checkpoints on the way."""

    def __init__(self, name: StreamId, entries: Iterable[Entry[Any]] = ()) -> None:
        self.name = name
        self.kind: Kind = KINDS[kind_of(name)]
        self.entries: list[Entry[Any]] = sorted(entries, key=by_stamp)
        self._effective: list[Entry[Any]] = []
        self._checkpoints: list[Any] = [self.kind.start]
        self.state: Any = self.kind.start
        self._refold(0)

    @property
    def effective(self) -> list[Entry[Any]]:
        """The entries that count today, in order."""
        return self._effective

    @property
    def latest(self) -> Instant:
        """The latest instant at which anything in it was written; 0 for an empty stream."""
        return max((x.at for x in self.entries), default=Instant(0))

    def add(self, entries: Iterable[Entry[Any]]) -> None:
        """Take in entries, in whatever order they come; one that is known already changes nothing."""
        unfold = False
        for entry in entries:
            place = bisect_left(self.entries, entry.stamp, key=lambda x: x.stamp)
            late = place < len(self.entries)
            if late and self.entries[place].stamp == entry.stamp:
                continue
            self.entries.insert(place, entry)
            unfold = unfold or late or isinstance(entry.event, Undone)
            if not unfold:
                self._effective.append(entry)
                self._evolve(entry, len(self._effective))
        if unfold:
            self._unfold()

    def _unfold(self) -> None:
        """Fold again from the last checkpoint before the first entry that counts differently now."""
        before, after = self._effective, effective(self.entries)
        pairs = zip(before, after, strict=False)
        same = next((i for i, (a, b) in enumerate(pairs) if a is not b), min(len(before), len(after)))
        self._refold(same, after)

    def _refold(self, same: int, after: list[Entry[Any]] | None = None) -> None:
        self._effective = effective(self.entries) if after is None else after
        index = same // EVERY
        del self._checkpoints[index + 1 :]
        self.state = self._checkpoints[index]
        for count, entry in enumerate(self._effective[index * EVERY :], index * EVERY + 1):
            self._evolve(entry, count)

    def _evolve(self, entry: Entry[Any], count: int) -> None:
        self.state = self.kind.evolve(self.state, entry)
        if count % EVERY == 0:
            self._checkpoints.append(self.state)

    def preview(self, entries: Iterable[Entry[Any]]) -> Any:
        """The state as it would be with `entries` added."""
        new = list(entries)
        if any(isinstance(x.event, Undone) for x in new):
            return Stream(self.name, [*self.entries, *new]).state
        state = self.state
        for entry in new:
            state = self.kind.evolve(state, entry)
        return state

    def rows(self) -> tuple[Row, ...]:
        """All rows of the state."""
        parts = self.kind.parts(self.state) if self.entries else {}
        return tuple(row for part in parts for row in self.kind.rows(self.name, self.state, part))

    def picture(self, after: Any) -> Change:
        """The rows that change when the state becomes `after`; only parts that are no longer the same are asked."""
        return change(*self._rows_of_changed_parts(after))

    def _rows_of_changed_parts(self, after: Any) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        old = self.kind.parts(self.state) if self.entries else {}
        new = self.kind.parts(after)
        touched = [part for part in {**old, **new} if part not in old or part not in new or old[part] is not new[part]]
        before = tuple(r for part in touched if part in old for r in self.kind.rows(self.name, self.state, part))
        return before, tuple(r for part in touched if part in new for r in self.kind.rows(self.name, after, part))


def fold_rows(name: StreamId, entries: Iterable[Entry[Any]]) -> tuple[Row, ...]:
    """All rows of a stream, read off its fold: what the tables must equal."""
    return Stream(name, entries).rows()
