"""A log without a disk, and a clock that obeys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Digest, Instant, MemberId, Millis, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Value
from kapcircle.desk.ports import Batch
from tests.made_up import START


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, at: int = START, zone: int = 60) -> None:
        self.at, self.minutes = at, zone

    def now(self) -> Instant:
        return Instant(self.at)

    def zone(self) -> int:
        return self.minutes

    def raise_to(self, floor: Instant) -> None:
        self.at = max(self.at, floor)

    def pass_(self, millis: int) -> None:
        self.at += millis


@dataclass
class Written:
    """A write that is through, or refused, or hangs; one that has `begun` cannot be withdrawn."""

    error: str | None = None
    hangs: bool = False
    withdrawn: bool = False
    begun: bool = False
    waits: list[Millis] = field(default_factory=list)
    """How long each caller was ready to wait."""

    def wait(self, at_most: Millis) -> bool:
        self.waits.append(at_most)
        if self.error:
            raise KnownError(self.error)
        return not self.hangs

    def withdraw(self) -> bool:
        self.withdrawn = not self.begun and (self.hangs or bool(self.error))
        return self.withdrawn

    def done(self) -> bool:
        return not self.hangs


class MemoryLog:
    """A log without a disk. `disk` says how it does: fine, full, slow, or stuck in the middle of a write."""

    def __init__(self) -> None:
        self.entries: dict[StreamId, list[Entry[Any]]] = {}
        self.tables: dict[str, dict[tuple[tuple[str, Value], ...], dict[str, Value]]] = {}
        self.kept: dict[str, str] = {}
        self.half_typed: dict[str, str] = {}
        self.blobs: dict[Digest, bytes] = {}
        self.disk = "fine"
        self.waiting: list[tuple[Written, Batch]] = []
        self.writes: list[Written] = []

    def read(self, stream: StreamId) -> list[Entry[Any]]:
        return list(self.entries.get(stream, ()))

    def last_tick(self) -> int:
        return max((x.stamp.tick for xs in self.entries.values() for x in xs), default=0)

    def beside(self, entry: Entry[Any]) -> set[StreamId]:
        return {name for name, xs in self.entries.items() if any(x.command == entry.command for x in xs)}

    def append(self, batch: Batch) -> Written:
        write = Written(
            error="The disk is full." if self.disk == "full" else None,
            hangs=self.disk in {"slow", "stuck"},
            begun=self.disk == "stuck",
        )
        self.writes.append(write)
        if self.disk == "fine":
            self._take(batch)
        else:
            self.waiting.append((write, batch))
        return write

    def mend(self) -> None:
        """The disk is back: what waited is written, in order, unless it was withdrawn."""
        self.disk = "fine"
        for write, batch in self.waiting:
            if not write.withdrawn:
                self._take(batch)
            write.error, write.hangs = None, False
        self.waiting.clear()

    def _take(self, batch: Batch) -> None:
        for stream, entry in batch.entries:
            self.entries.setdefault(stream, []).append(entry)
        for row in batch.change.drop:
            self.tables.setdefault(row.table, {}).pop(row.key, None)
        for row in batch.change.write:
            self.tables.setdefault(row.table, {})[row.key] = dict(row.values)
        self.half_typed.pop(batch.draft, None)
        self.blobs.update({blob.hash: blob.body for blob in batch.blobs})

    def blob(self, digest: Digest) -> bytes:
        if digest not in self.blobs:
            raise KnownError("The document is missing from the vault.")
        return self.blobs[digest]

    def rows(self, table: str, **where: Value) -> list[dict[str, Value]]:
        found = [{**dict(key), **values} for key, values in self.tables.get(table, {}).items()]
        return [row for row in found if all(row.get(k) == v for k, v in where.items())]

    def search(self, words: str, at_most: int, author: MemberId | None = None) -> list[dict[str, Value]]:
        *whole, last = words.casefold().split() or [""]
        found = []
        for kind, columns in {"note": ("text",), "observation": ("words",), "incident": ("kind", "done")}.items():
            for row in self.rows(f"session_{kind}"):
                said = " ".join(str(row[column]) for column in columns)
                spoken = said.casefold().split()
                if author not in {None, row["by"]}:
                    continue
                if last and all(word in spoken for word in whole) and any(word.startswith(last) for word in spoken):
                    found.append({**row, "kind": kind, "words": said})
        return found[:at_most]

    def settings(self) -> dict[str, str]:
        return dict(self.kept)

    def keep(self, name: str, value: str) -> Written:
        self.kept[name] = value
        return Written()

    def drafts(self) -> dict[str, str]:
        return dict(self.half_typed)

    def draft(self, name: str, text: str) -> Written:
        self.half_typed.pop(name, None)
        if text:
            self.half_typed[name] = text
        return Written()
