"""The log in its file: written on the store's thread, read on the caller's."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kapcircle.core.ids import Digest, MemberId, Millis, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Change, Value
from kapcircle.desk.ports import Batch
from kapcircle.store import blobs, lines, search, tables
from kapcircle.store.chain import SALT_BYTES
from kapcircle.store.codec import Codec
from kapcircle.store.database import Access, Database, connect, known_errors
from kapcircle.store.lines import Sealed
from kapcircle.store.mirror import Mirror
from kapcircle.store.writer import Write, Writer

_FORGET = "DELETE FROM draft WHERE name = ?"


class VaultLog:
    """Everything that was ever recorded in the vault file at `path`. Appends only.

    `opens` opens the connection that writes.
    """

    def __init__(
        self, path: Path, key: bytes, codec: Codec, opens: Callable[[Path, bytes], Database] = connect
    ) -> None:
        self._path, self._codec = path, codec
        self._mirror: Mirror | None = None
        self._db = connect(path, key, Access.READ)
        self._writer = Writer(path, lambda: opens(path, key))

    def read(self, stream: StreamId) -> list[Entry[Any]]:
        """All entries of a stream in order of their stamps."""
        with known_errors(self._path):
            return lines.read(self._db, stream, self._codec)

    def last_tick(self) -> int:
        """The largest tick seen over all streams."""
        with known_errors(self._path):
            return lines.last_tick(self._db)

    def beside(self, entry: Entry[Any]) -> set[StreamId]:
        """The streams in which the command of an entry wrote more: its entries are stamped one after the other."""
        with known_errors(self._path):
            return set(lines.beside(self._db, entry.stamp, entry.command))

    def append(self, batch: Batch) -> Write:
        """Queue a batch for the store's own thread: all of it is written, or nothing."""
        new = [lines.line(s, entry, self._codec, os.urandom(SALT_BYTES)) for s, entry in batch.entries]
        undone = tuple(row for stream, entry in batch.entries for row in lines.taken_back(stream, [entry]))
        change = Change((*batch.change.write, *undone), batch.change.drop)

        written: list[Sealed] = []

        def work(db: Database) -> None:
            if written and lines.held(db, new[0]) == new[0].seal:  # the disk wrote it, and then reported an error
                return
            for blob in batch.blobs:
                blobs.put(db, blob.hash, blob.body)
            written[:] = lines.append(db, new)
            tables.write(db, change)
            if batch.draft:
                _do(db, _FORGET, batch.draft)

        return self._writer.submit(work, lambda: self._reflect(written, [blob.body for blob in batch.blobs]))

    def mirror_to(self, mirror: Mirror | None, since: int = 0) -> Write:
        """Hand `mirror` all entries above tick `since` (of the last sound backup), and from now on each new one."""

        def work(db: Database) -> None:
            self._mirror = mirror
            later = list(lines.since(db, since))
            self._reflect(later, blobs.among(db, self._codec, later))

        return self._writer.submit(work)

    def blob(self, digest: Digest) -> bytes:
        """The bytes of this name. Raises KnownError where they are missing, or are not what was put there."""
        with known_errors(self._path):
            return blobs.get(self._db, digest)

    def rows(self, table: str, **where: Value) -> list[dict[str, Value]]:
        """Rows of a picture table whose columns equal `where`."""
        with known_errors(self._path):
            return tables.rows(self._db, table, where)

    def search(self, words: str, at_most: int, author: MemberId | None = None) -> list[dict[str, Value]]:
        """What was written with all of these words, the best first; of one author, if one is named."""
        with known_errors(self._path):
            return search.search(self._db, words, at_most, author)

    def settings(self) -> dict[str, str]:
        """Plain values that are not events."""
        with known_errors(self._path):
            return dict(self._db.execute("SELECT name, value FROM setting"))

    def keep(self, name: str, value: str) -> Write:
        """Remember a plain value."""
        sql = "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        return self._writer.submit(lambda db: _do(db, sql, name, value))

    def drafts(self) -> dict[str, str]:
        """Half-typed text by the field it stands in."""
        with known_errors(self._path):
            return dict(self._db.execute("SELECT name, text FROM draft"))

    def draft(self, name: str, text: str) -> Write:
        """Keep what stands in a field so far; with no text, forget it."""
        if not text:
            return self._writer.submit(lambda db: _do(db, _FORGET, name))
        sql = "INSERT INTO draft VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text"
        return self._writer.submit(lambda db: _do(db, sql, name, text))

    def close(self, at_most: Millis) -> int:
        """Write what is queued and let go of the file. Returns how many writes could not be made in the time; called
        again, it tries them again.
        """
        left = self._writer.close(at_most)
        self._db.close()
        return left

    def give_up(self, then: Callable[[], None]) -> None:
        """Forget what could not be written; call `then` once nothing is written any more."""
        self._writer.give_up(then)

    def _reflect(self, written: Iterable[Sealed], bodies: Iterable[bytes]) -> None:
        if self._mirror:
            self._mirror.put(written, bodies)


def _do(db: Database, sql: str, *values: str) -> None:
    db.execute(sql, values)
