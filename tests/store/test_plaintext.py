"""No word that a person said lies readable in any file that the store writes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kapcircle.core.picture import Change
from kapcircle.desk.ports import Batch
from kapcircle.store.database import Access
from kapcircle.store.mirror import Mirror
from kapcircle.store.vault import Vault
from tests.store.vaults import CIRCLE, LAPTOP, SOON, Said, entry, fold_rows, log_of, make

SECRET = "the lighthouse keeper wept"
FORMS = [SECRET.encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be")] + [SECRET.encode().hex().encode()]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = make(tmp_path)
    yield made
    made.lock()


def readable(folder: Path) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in (*FORMS, b"session_note", b"SQLite format 3"))
    ]


def test_nothing_readable_lies_in_file_log_backup_or_mirror(vault: Vault, tmp_path: Path) -> None:
    log = log_of(vault)
    copy = Mirror(tmp_path, vault.path.stem, vault.identity, vault.device, vault.key("mirror"))
    log.mirror_to(copy)
    for tick in range(1, 200):
        each = entry(tick, Said(SECRET), device=LAPTOP)
        log.append(Batch(((CIRCLE, each),), Change(write=fold_rows(CIRCLE, [each]))))
    log.draft("note", SECRET)
    assert log.keep("name", SECRET).wait(SOON)
    assert {"-wal", "-shm"} <= {path.name.removeprefix(vault.path.name) for path in tmp_path.iterdir()}
    assert readable(tmp_path) == []
    log.close(SOON)
    copy.close(SOON)
    vault.back_up(entry(1).at)
    vault.verify_backups()
    assert len(list(tmp_path.rglob("*.kapcircle"))) == 2
    assert readable(tmp_path) == []


def test_the_search_for_plain_text_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "leak").write_text(f"... {SECRET} ...", "utf-16-le")
    assert readable(tmp_path) == ["leak"]


SORTS = """
import os, sys
from pathlib import Path
from kapcircle.store.database import connect
db = connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
db.execute("PRAGMA cache_size = 10")
found = db.execute("SELECT text FROM session_note ORDER BY text || random()")
found.fetchone()
opened = [os.path.realpath(f"/proc/self/fd/{each}") for each in os.listdir("/proc/self/fd")]
print([each for each in opened if "etilqs" in each])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at open files as Linux shows them")
def test_a_large_sort_opens_no_temporary_file(vault: Vault, tmp_path: Path) -> None:
    db = vault.connect(Access.WRITE)
    with db.atomic():
        for tick in range(3000):
            db.execute(
                "INSERT INTO session_note VALUES ('s', ?, 'd', 's', 1, 1, 'b', NULL, ?, NULL, NULL, NULL, NULL)",
                [tick, SECRET * 20],
            )
    db.close()
    environment = {**os.environ, "SQLITE_TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", SORTS, str(vault.path), vault.key("database").hex()]
    assert subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.strip() == "[]"
