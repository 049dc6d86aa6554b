"""A disk that is full takes nothing away, and what is said is what to do."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.roles import Role
from kapcircle.store import backup
from kapcircle.store.vault import Vault, unlock
from tests.store.disks import fill_disk, small_disk
from tests.store.vaults import CHEAP, NOW, PASSPHRASE, fill, fingerprints, make

OTHER = "copper window eleven"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """A vault with two entries, on a disk of eight megabytes."""
    with ExitStack() as last:
        made = make(last.enter_context(small_disk(tmp_path / "disk", "8m")))
        fill(made, 1, 2)
        yield made
        made.lock()


def all_but(vault: Vault, room: int) -> Path:
    """Take all that the vault's disk has left but so many bytes."""
    ballast = vault.path.with_name("ballast")
    ballast.write_bytes(bytes(shutil.disk_usage(vault.path.parent).free - room))
    return ballast


def test_a_backup_for_which_there_is_no_room_leaves_the_room_that_there_is(vault: Vault) -> None:
    ballast = all_but(vault, backup.SPARE + vault.path.stat().st_size // 2)
    before = fingerprints(vault.path.parent)
    with pytest.raises(KnownError, match=r"No backup could be made in .*demo\.backups: the disk has 4 MB free, and 5"):
        vault.back_up(NOW)
    assert fingerprints(vault.path.parent) == before
    fill(vault, 3)
    ballast.unlink()
    vault.back_up(NOW)


def test_a_copy_that_fails_half_way_leaves_nothing_behind(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "SPARE", -(1 << 30))
    all_but(vault, vault.path.stat().st_size // 2)
    before = fingerprints(vault.path.parent)
    with pytest.raises(KnownError, match=r"No backup could be made.*No space left"):
        vault.back_up(NOW)
    assert fingerprints(vault.path.parent) == before


def test_a_vault_on_a_full_disk_cannot_be_opened_and_is_said_to_need_room(vault: Vault) -> None:
    vault.lock()
    fill_disk(vault.path.with_name("ballast"))
    with pytest.raises(KnownError, match=r"demo\.kapcircle: The disk is full\. Free some space\."):
        unlock(vault.path, PASSPHRASE, NOW)
    vault.path.with_name("ballast").unlink()
    unlock(vault.path, PASSPHRASE, NOW).lock()


def test_keys_on_a_full_disk_stay_as_they_were(vault: Vault) -> None:
    fill_disk(vault.path.with_name("ballast"))
    before = fingerprints(vault.path.parent)
    with pytest.raises(KnownError, match=r"demo\.kapcircle\.keys cannot be written: No space left"):
        vault.change_passphrase(vault.member.id, PASSPHRASE, OTHER, CHEAP)
    with pytest.raises(KnownError, match=r"demo\.kapcircle\.keys cannot be written: No space left"):
        vault.add_member("Ben", Role.COORDINATOR, OTHER, CHEAP)
    assert fingerprints(vault.path.parent) == before
    vault.path.with_name("ballast").unlink()
    vault.lock()
    unlock(vault.path, PASSPHRASE, NOW).lock()
