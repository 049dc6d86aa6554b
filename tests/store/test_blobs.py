"""Documents and signatures: in the vault with the entry that names them, or not at all; and found again, or missed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Digest, Instant
from kapcircle.core.person.consents import ConsentAnswered
from kapcircle.core.person.documents import DocumentAttached, DocumentKind
from kapcircle.desk.ports import Batch, Blob
from kapcircle.store import blobs, mirror
from kapcircle.store.check import check
from kapcircle.store.codec import Codec
from kapcircle.store.database import Access
from kapcircle.store.log import VaultLog
from kapcircle.store.mirror import Mirror
from kapcircle.store.restore import restore
from kapcircle.store.vault import Vault, opener, unlock
from tests.store.test_plaintext import SECRET, readable
from tests.store.vaults import CIRCLE, DAY, NOW, PASSPHRASE, SOON, entry, fold_rows, make

CODEC = Codec([DocumentAttached, ConsentAnswered])
LETTER = SECRET.encode() * 1000
NAME = blobs.digest_of(LETTER)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = make(tmp_path)
    yield made
    made.lock()


def log_of(vault: Vault) -> VaultLog:
    return VaultLog(vault.path, vault.key("database"), CODEC)


def attached(vault: Vault, tick: int, body: bytes = LETTER) -> Batch:
    digest = blobs.digest_of(body)
    event = DocumentAttached(digest, f"Letter {tick}", DocumentKind.OTHER, len(body))
    each = entry(tick, event, device=vault.device)
    return Batch(((CIRCLE, each),), blobs=(Blob(digest, body),))


def keep(vault: Vault, *batches: Batch) -> None:
    log = log_of(vault)
    for batch in batches:
        assert log.append(batch).wait(SOON)
    log.close(SOON)


def found(vault: Vault) -> list[str]:
    return check(vault, CODEC, fold_rows).all


def alter(vault: Vault, sql: str, *values: Any) -> None:
    with closing(vault.connect(Access.WRITE)) as db:
        assert db.execute(sql, values).rowcount == 1


def test_a_document_is_read_as_it_was_attached(vault: Vault) -> None:
    log = log_of(vault)
    assert log.append(attached(vault, 1)).wait(SOON)
    assert log.append(attached(vault, 2)).wait(SOON), "the same bytes a second time"
    assert log.blob(NAME) == LETTER
    with pytest.raises(KnownError, match="is missing from the vault"):
        log.blob(Digest("00"))
    log.close(SOON)
    assert found(vault) == []


def test_bytes_and_entry_stand_or_fall_together(vault: Vault) -> None:
    log = log_of(vault)
    wrong = attached(vault, 1)
    twice = Batch((*wrong.entries, *wrong.entries), blobs=wrong.blobs)
    with pytest.raises(Exception, match="UNIQUE"):
        log.append(twice).wait(SOON)
    log.close(SOON)
    assert log_of_bytes(vault) == []
    assert found(vault) == []


def log_of_bytes(vault: Vault) -> list[str]:
    with closing(vault.connect(Access.READ)) as db:
        return [name for (name,) in db.execute("SELECT hash FROM blob")]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DELETE FROM blob", f"names bytes that are missing ({NAME[:12]}…)"),
        ("UPDATE blob SET body = zeroblob(9)", f"the bytes {NAME[:12]}… were altered"),
        (f"INSERT INTO blob VALUES ('{blobs.digest_of(b'')}', x'')", "are named by no entry"),
    ],
)
def test_the_check_notices(vault: Vault, sql: str, said: str) -> None:
    keep(vault, attached(vault, 1))
    alter(vault, sql)
    (problem,) = found(vault)
    assert said in problem


def test_altered_bytes_are_not_shown(vault: Vault) -> None:
    keep(vault, attached(vault, 1))
    alter(vault, "UPDATE blob SET body = zeroblob(9)")
    log = log_of(vault)
    with pytest.raises(KnownError, match="it was altered"):
        log.blob(NAME)
    log.close(SOON)


def test_nothing_of_a_document_is_readable(vault: Vault, tmp_path: Path) -> None:
    log = log_of(vault)
    copy = Mirror(tmp_path, vault.path.stem, vault.identity, vault.device, vault.key("mirror"))
    log.mirror_to(copy)
    assert log.append(attached(vault, 1)).wait(SOON)
    assert readable(tmp_path) == []
    log.close(SOON)
    copy.close(SOON)
    vault.back_up(Instant(NOW))
    assert readable(tmp_path) == []


def restored(vault: Vault, stick: Path | None = None) -> tuple[list[str], Vault]:
    vault.lock()
    done = restore(
        vault.path,
        opener(PASSPHRASE),
        Instant(NOW + DAY),
        lambda _: None,
        mirrored=stick,
        take_in=lambda db, seen: blobs.take_in(db, CODEC, seen),
    )
    return list(done.faults), unlock(vault.path, PASSPHRASE, Instant(NOW + DAY))


def test_a_restore_brings_documents_back_from_the_backup_and_from_the_mirror(vault: Vault, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    keep(vault, attached(vault, 1))
    vault.back_up(Instant(NOW))
    log, copy = log_of(vault), Mirror(stick, vault.path.stem, vault.identity, vault.device, vault.key("mirror"))
    log.mirror_to(copy, since=0)
    assert log.append(attached(vault, 2, b"a second letter")).wait(SOON)
    log.close(SOON)
    assert copy.close(SOON) == 0
    kept = list(mirror.blobs(stick, vault.identity, vault.key("mirror")))
    assert kept == [LETTER, b"a second letter"], "also those that were there before the mirror was set"
    faults, again = restored(vault, stick)
    assert faults == []
    assert found(again) == []
    assert len(log_of_bytes(again)) == 2
    again.lock()


def test_a_restore_says_which_documents_it_lacks(vault: Vault) -> None:
    keep(vault, attached(vault, 1))
    alter(vault, "DELETE FROM blob")
    vault.back_up(Instant(NOW))
    faults, again = restored(vault)
    assert [fault.partition(" in ")[0] for fault in faults] == ["entry 1"]
    again.lock()


WRITES = """
import sys
from pathlib import Path
from kapcircle.store.vault import unlock
from tests.store.test_blobs import *

vault = unlock(Path(sys.argv[1]), PASSPHRASE, NOW)
log = log_of(vault)
for tick in range(log.last_tick() + 1, 10_000):
    log.append(attached(vault, tick, bytes([tick % 251]) * (200_000 + tick))).wait(SOON)
    print(tick, flush=True)
"""


@pytest.mark.slow
def test_a_kill_leaves_no_bytes_without_their_entry_and_no_entry_without_its_bytes(vault: Vault) -> None:
    vault.lock()
    for after in (1, 4, 9):
        command = [sys.executable, "-c", WRITES, str(vault.path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            acknowledged = [process.stdout.readline() for _ in range(after)]
            os.kill(process.pid, signal.SIGKILL)
        again = unlock(vault.path, PASSPHRASE, NOW)
        assert found(again) == []
        assert len(log_of_bytes(again)) >= int(acknowledged[-1])
        again.lock()
