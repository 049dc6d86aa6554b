"""`kapcircle check`: is a vault whole, unaltered, and do its tables show what the log says?"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Change, Row
from kapcircle.store import backup, blobs, device, lines, migrations, search, soundness, tables
from kapcircle.store.codec import Codec
from kapcircle.store.database import Access, Database, known_errors
from kapcircle.store.vault import Vault

FoldRows = Callable[[StreamId, list[Entry[Any]]], tuple[Row, ...]]
"""All rows of a stream, folded from all its entries."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong with a vault and its log, and where its tables show something else than the log says, in words."""

    log: Sequence[str] = ()
    tables: Sequence[str] = ()

    @property
    def all(self) -> list[str]:
        """Nothing if all is well."""
        return [*self.log, *self.tables]


def check(vault: Vault, codec: Codec, fold_rows: FoldRows) -> Found:
    """Look through a vault whose log is closed."""
    try:
        with closing(vault.connect(Access.WRITE)) as db, known_errors(vault.path):
            if wrong := soundness.pages(db) or soundness.structure(db) or _missing(db):
                return Found(wrong)  # what else would be said, would be said of damaged pages
            wrong = [*soundness.chains(db), *_behind(vault, db), *blobs.faults(db, codec)]
            return Found(wrong, _differences(db, codec, fold_rows))
    except KnownError as error:
        return Found([str(error)])


def rebuild(vault: Vault, codec: Codec, fold_rows: FoldRows) -> None:
    """Empty all tables and fill them from the log again."""
    with closing(vault.connect(Access.WRITE)) as db, known_errors(vault.path):
        refill(db, codec, fold_rows)


def refill(db: Database, codec: Codec, fold_rows: FoldRows) -> None:
    """The same, through an open connection."""
    tables.rebuild(db, _rows(db, codec, fold_rows))


def _missing(db: Database) -> list[str]:
    return [f"table {name} is missing" for name in sorted(migrations.tables() - set(db.table_names()))]


def _behind(vault: Vault, db: Database) -> Iterator[str]:
    """A log that was cut off at its end still hangs together; backups remember, but for those before a restore."""
    for each in backup.ahead(vault.path, db, vault.key("database"), device.restored(db)):
        yield (
            f"the {each.label} has entries to {each.tick} that the log has not: an older file was put in its place, "
            "or they were taken out"
        )


def _rows(db: Database, codec: Codec, fold_rows: FoldRows) -> Iterator[tuple[Row, ...]]:
    for stream in lines.touched(db):
        entries = lines.read(db, stream, codec)
        yield (*fold_rows(stream, entries), *lines.taken_back(stream, entries))


def _differences(db: Database, codec: Codec, fold_rows: FoldRows) -> list[str]:
    db.execute("ATTACH ':memory:' AS fold KEY ''")
    tables.copy_empty(db, "fold")
    with db.atomic():
        for rows in _rows(db, codec, fold_rows):
            tables.write(db, Change(write=rows), "fold")
    return [*(said for table in tables.pictures(db) for said in _compare(db, table)), *search.faults(db)]


def _compare(db: Database, table: str) -> Iterator[str]:
    for one, other, word in (("main", "fold", "that the log does not give"), ("fold", "main", "too few")):
        streams = db.execute(
            f'SELECT stream FROM (SELECT * FROM {one}."{table}" EXCEPT SELECT * FROM {other}."{table}")'
        ).fetchall()
        if streams:
            yield f"table {table}: {len(streams)} rows {word}, the first of {streams[0][0]}"
