"""Brings a vault's tables to what this program knows, one numbered file at a time."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from kapcircle import places
from kapcircle.core.errors import KnownError
from kapcircle.store.database import Database, Migrations


def pending(db: Database, folder: Path | None = None) -> list[str]:
    """The steps of `folder` (by default the shipped one) that the vault has not made yet.

    Raises KnownError if the vault has made steps that this program does not know.
    """
    ours = [file.stem for file in _files(folder)]
    made = {step.name for step in _steps(folder).applied(db)}
    if newer := sorted(made.difference(ours)):
        raise KnownError(
            f"This vault was used by a newer KapCircle (it has step {newer[-1]}). Open it with that version."
        )
    return [name for name in ours if name not in made]


def migrate(db: Database, folder: Path | None = None) -> None:
    """Make all pending steps, each in one transaction: a step that fails leaves nothing behind."""
    _steps(folder).apply(db)


def unfilled(db: Database, folder: Path | None = None) -> bool:
    """Whether tables have been changed by a step, and not yet filled from the log since."""
    return bool(_filling(lambda _: None, folder).pending(db))


def fill(db: Database, refill: Callable[[Database], None], folder: Path | None = None, *, done: bool = False) -> None:
    """Then fill them with `refill`: once, and whole or not at all. `done` says that it has been."""
    _filling((lambda _: None) if done else refill, folder).apply(db)


def tables(folder: Path | None = None) -> set[str]:
    """The tables that a vault has after all steps."""
    with closing(_blank(folder)) as db:
        return set(db.table_names())


def schema(folder: Path | None = None) -> str:
    """The tables as they are after all steps, for people to read."""
    with closing(_blank(folder)) as db:
        made = db.execute(
            "SELECT sql FROM sqlite_schema WHERE sql <> '' AND tbl_name NOT GLOB '_sqlite*'"
            " AND tbl_name NOT GLOB '_found_*' ORDER BY rowid"
        )
        return (
            "-- Generated from the numbered files; a test compares.\n\n"
            + "\n\n".join(f"{sql};" for (sql,) in made)
            + "\n"
        )


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: run as a whole, it would commit on the way."""
    part = ""
    for line in script.splitlines(keepends=True):
        part += line
        if driver.complete_statement(part):
            yield part
            part = ""


def _blank(folder: Path | None) -> Database:
    db = Database(driver.connect(":memory:", isolation_level=None), execute_plugins=False)
    migrate(db, folder)
    return db


def _filling(refill: Callable[[Database], None], folder: Path | None) -> Migrations:
    """Remembered as the steps are: under the name of the last one that tables were filled for."""
    steps = Migrations("kapcircle tables")
    steps(name=_files(folder)[-1].stem)(refill)
    return steps


def _files(folder: Path | None) -> list[Path]:
    return sorted((folder or places.migrations()).glob("[0-9]*.sql"))


def _steps(folder: Path | None) -> Migrations:
    steps = Migrations("kapcircle")
    for file in _files(folder):
        _add(steps, file)
    return steps


def _add(steps: Migrations, file: Path) -> None:
    def apply(db: Database) -> None:
        for statement in statements(file.read_text(encoding="utf-8")):
            db.execute(statement)

    steps(name=file.stem)(apply)


if __name__ == "__main__":
    sys.stdout.write(schema())
