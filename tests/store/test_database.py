import os
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3

from kapcircle.core.errors import KnownError
from kapcircle.store.database import Access, connect, known_errors, wal_of
from tests.store.vaults import fingerprints, flip

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a b#c?.db"
    with closing(connect(file, KEY, Access.CREATE)) as db:
        db.execute("CREATE TABLE word (text TEXT)")
        db.execute("INSERT INTO word VALUES ('hello')")
    return file


def test_a_file_is_encrypted_from_its_first_byte(path: Path) -> None:
    content = path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"hello" not in content
    assert b"word" not in content


@pytest.mark.parametrize("key", [b"", b"short", "x'00'", KEY + b"1"])
def test_without_a_whole_key_nothing_is_opened(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "plain.db", key, Access.CREATE)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("secure_delete", 1),
    ],
)
@pytest.mark.parametrize("access", [Access.CREATE, Access.WRITE])
def test_every_writer_is_durable_and_leaves_no_plain_text(
    path: Path, access: Access, pragma: str, value: object
) -> None:
    with closing(connect(path, KEY, access)) as db:
        assert db.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_sqlite_utils_runs_on_sqlcipher_and_catches_its_errors() -> None:
    utils = sys.modules["sqlite_utils.utils"]
    assert utils.sqlite3 is sqlcipher3
    assert utils.OperationalError is sqlcipher3.dbapi2.OperationalError


@pytest.mark.parametrize("access", [Access.READ, Access.LOOK])
def test_who_reads_cannot_write(path: Path, access: Access) -> None:
    with closing(connect(path, KEY, access)) as db:
        assert db.execute("SELECT text FROM word").fetchall() == [("hello",)]
        with pytest.raises(sqlcipher3.dbapi2.OperationalError, match="readonly"):
            db.execute("INSERT INTO word VALUES ('x')")


def test_a_look_leaves_no_trace(path: Path) -> None:
    before = fingerprints(path.parent)
    with closing(connect(path, KEY, Access.LOOK)) as db:
        db.execute("SELECT * FROM word").fetchall()
        assert fingerprints(path.parent) == before
    assert fingerprints(path.parent) == before


def test_a_look_sees_what_waits_beside_the_file_and_leaves_it_there(path: Path) -> None:
    with closing(connect(path, KEY)) as db:
        db.execute("INSERT INTO word VALUES ('new')")
        copy = path.with_name("copy.db")
        copy.write_bytes(path.read_bytes())
        wal_of(copy).write_bytes(wal_of(path).read_bytes())
    before = {each: each.read_bytes() for each in (copy, wal_of(copy))}
    with closing(connect(copy, KEY, Access.LOOK)) as db:
        assert db.execute("SELECT count(*) FROM word").fetchone() == (2,)
    assert before == {each: each.read_bytes() for each in before}


@pytest.mark.parametrize("access", [Access.WRITE, Access.READ, Access.LOOK])
def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, access: Access) -> None:
    with pytest.raises(KnownError, match="cannot be opened"):
        connect(tmp_path / "none.db", KEY, access)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("access", [Access.WRITE, Access.READ, Access.LOOK])
@pytest.mark.parametrize("content", [b"", b"x"])
def test_an_emptied_file_is_damage_and_no_new_database(path: Path, access: Access, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(KnownError, match=r"damaged.*kapcircle restore"):
        connect(path, KEY, access)
    assert path.read_bytes() == content


@pytest.mark.parametrize("place", [0, 100, 5000])
def test_one_altered_byte_is_damage_and_says_what_to_do(path: Path, place: int) -> None:
    flip(path, place)
    with (
        pytest.raises(KnownError, match=r"damaged.*kapcircle restore"),
        closing(connect(path, KEY)) as db,
        known_errors(path),
    ):
        db.execute("SELECT * FROM word").fetchall()


def test_our_own_mistakes_are_not_blamed_on_the_disk(path: Path) -> None:
    mistake = pytest.raises(sqlcipher3.dbapi2.OperationalError, match="no such table")
    with closing(connect(path, KEY)) as db, mistake, known_errors(path):
        db.execute("SELECT * FROM nowhere")


def test_a_file_that_another_program_holds_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(connect(path, KEY)) as one, closing(connect(path, KEY)) as other:
        other.execute("PRAGMA busy_timeout = 0")
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(KnownError, match="Another program holds"), known_errors(path):
            other.execute("BEGIN IMMEDIATE")
        one.execute("ROLLBACK")


def test_a_read_only_file_is_said(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anything")
    path.chmod(0o400)
    with pytest.raises(KnownError, match="read-only"):
        connect(path, KEY).execute("INSERT INTO word VALUES ('x')")
