"""Writes rows into the tables that picture the fold, whatever the tables are."""

from collections.abc import Iterable, Mapping
from functools import cache

from kapcircle.core.picture import Change, Row, Value
from kapcircle.store import search
from kapcircle.store.database import Database

OWN = frozenset({"entry", "device", "setting", "draft", "blob"})
"""Tables that are no picture: what they hold is nowhere else."""


def write(db: Database, change: Change, schema: str = "main") -> None:
    """Bring the tables from one state to the next, inside the caller's transaction."""
    for row in change.drop:
        where = " AND ".join(f'"{name}" = ?' for name, _ in row.key)
        db.execute(f'DELETE FROM {schema}."{row.table}" WHERE {where}', [value for _, value in row.key])
    for row in change.write:
        db.execute(_upsert(f'{schema}."{row.table}"', tuple(n for n, _ in row.key), tuple(row.values)), _cells(row))


def pictures(db: Database) -> list[str]:
    """The names of the tables that can be rebuilt from the log."""
    return sorted(name for name in db.table_names() if name not in OWN and not name.startswith(("_", "sqlite_")))


def rows(db: Database, table: str, where: Mapping[str, Value]) -> list[dict[str, Value]]:
    """The rows of a table whose columns equal `where`."""
    terms = "".join(f' AND "{name}" IS ?' for name in where)
    return list(db.query(f'SELECT * FROM "{table}" WHERE true{terms}', list(where.values())))


def rebuild(db: Database, rows_by_stream: Iterable[tuple[Row, ...]]) -> None:
    """Empty all pictures and fill them again, in one transaction."""
    with db.atomic():
        search.forget(db)
        for table in pictures(db):
            db.execute(f'DELETE FROM "{table}"')
        for rows in rows_by_stream:
            write(db, Change(write=rows))


def copy_empty(db: Database, schema: str) -> None:
    """Make the pictures again, with nothing in them, in an attached database."""
    for table in pictures(db):
        (sql,) = db.execute("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)).fetchone()
        db.execute(sql.replace("CREATE TABLE ", f"CREATE TABLE {schema}.", 1))


def _cells(row: Row) -> list[Value]:
    return [*(value for _, value in row.key), row.stream, *row.values.values()]


@cache
def _upsert(table: str, key: tuple[str, ...], values: tuple[str, ...]) -> str:
    columns = (*key, "stream", *values)
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    keys = ", ".join(f'"{name}"' for name in key)
    news = ", ".join(f'"{name}" = excluded."{name}"' for name in columns[len(key) :])
    # REPLACE would delete and insert, and the delete triggers of a full-text index would not fire.
    return f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({keys}) DO UPDATE SET {news}"
