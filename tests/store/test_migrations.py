from collections.abc import Iterator
from pathlib import Path

import pytest

from kapcircle import places
from kapcircle.core.errors import KnownError
from kapcircle.store.database import Access, Database, connect
from kapcircle.store.migrations import migrate, pending, schema, statements

KEY = bytes(32)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = connect(tmp_path / "a.db", KEY, Access.CREATE)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "steps"
    made.mkdir()
    (made / "0001_first.sql").write_text("CREATE TABLE a (x TEXT);\nCREATE TABLE b (x TEXT);\n")
    return made


def tables(db: Database) -> set[str]:
    return {name for name in db.table_names() if not name.startswith("_")}


def test_steps_are_made_once_and_in_order(db: Database, folder: Path) -> None:
    assert pending(db, folder) == ["0001_first"]
    migrate(db, folder)
    (folder / "0002_second.sql").write_text("ALTER TABLE a ADD COLUMN y TEXT;\n")
    assert pending(db, folder) == ["0002_second"]
    migrate(db, folder)
    migrate(db, folder)
    assert pending(db, folder) == []
    assert tables(db) == {"a", "b"}


def test_a_step_that_fails_leaves_nothing_of_itself(db: Database, folder: Path) -> None:
    migrate(db, folder)
    bad = folder / "0002_bad.sql"
    bad.write_text("CREATE TABLE c (x TEXT);\nINSERT INTO a VALUES ('kept?');\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(Exception, match="nowhere"):
        migrate(db, folder)
    assert tables(db) == {"a", "b"}
    assert db.execute("SELECT count(*) FROM a").fetchone() == (0,)
    bad.write_text("CREATE TABLE c (x TEXT);\n")
    migrate(db, folder)
    assert tables(db) == {"a", "b", "c"}, "and it can be made once it is put right"


def test_a_vault_of_a_newer_program_is_refused_by_name(db: Database, folder: Path) -> None:
    (folder / "0009_future.sql").write_text("CREATE TABLE future (x TEXT);\n")
    migrate(db, folder)
    (folder / "0009_future.sql").unlink()
    with pytest.raises(KnownError, match=r"newer KapCircle.*0009_future"):
        pending(db, folder)


def test_a_vault_that_kept_the_next_day_in_a_table_loses_the_table_alone(db: Database, tmp_path: Path) -> None:
    older = tmp_path / "older"
    older.mkdir()
    for file in places.migrations().glob("[0-9]*.sql"):
        if file.stem < "0014":
            (older / file.name).write_bytes(file.read_bytes())
    migrate(db, older)
    db.execute("INSERT INTO contact_due VALUES ('s1', 'p1', 'session:s1', 1, 2)")
    migrate(db)
    assert "contact_due" not in tables(db)
    assert pending(db) == []


def test_a_script_is_cut_into_its_statements_triggers_whole() -> None:
    table = "-- why; not\nCREATE TABLE a (x TEXT DEFAULT ';');\n"
    trigger = "CREATE TRIGGER t AFTER INSERT ON a\nBEGIN\n  DELETE FROM a;\n  SELECT 1;\nEND;\n"
    assert [each.strip().splitlines()[-1] for each in statements(f"{table}\n{trigger}")] == [
        "CREATE TABLE a (x TEXT DEFAULT ';');",
        "END;",
    ]


def test_the_printed_schema_is_the_one_that_the_steps_make() -> None:
    printed = (places.migrations() / "schema.sql").read_text(encoding="utf-8")
    assert printed == schema(), "write it again: python -m kapcircle.store.migrations > db/schema.sql"


def test_every_table_is_strict(db: Database) -> None:
    migrate(db)
    loose = db.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0").fetchall()
    ours = {name for (name,) in loose if not name.startswith("_found")}  # a full-text index makes its own
    assert ours <= {"sqlite_schema", "_sqlite_migrations"}
