"""Passphrases change in the keys file and in its copy, or in neither."""

import shutil
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.roles import Role
from kapcircle.store import files
from kapcircle.store.files import backups_of, copy_of_keys, keys_of
from kapcircle.store.vault import Vault, unlock
from tests.store.vaults import CHEAP, NOW, PASSPHRASE, make

OTHER = "copper window eleven"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = make(tmp_path / "place")
    made.lock()
    return made.path


def opens(path: Path, passphrase: str) -> bool:
    try:
        unlock(path, passphrase, NOW).lock()
    except KnownError:
        return False
    return True


def change_all(opened: Vault) -> list[Callable[[], object]]:
    ben = opened.add_member("Ben", Role.COORDINATOR, "another one of these", CHEAP).id
    return [
        lambda: opened.change_passphrase(opened.member.id, PASSPHRASE, OTHER, CHEAP),
        lambda: opened.reset_passphrase(ben, OTHER, CHEAP),
        lambda: opened.add_member("Cleo", Role.COORDINATOR, OTHER, CHEAP),
        lambda: opened.remove_member(ben),
    ]


@pytest.mark.parametrize("which", [keys_of, copy_of_keys])
def test_a_change_of_keys_that_one_of_the_two_files_refuses_has_not_happened(
    path: Path, which: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = unlock(path, PASSPHRASE, NOW)
    changes, before = change_all(opened), keys_of(path).read_bytes()
    whole = files.write_whole

    def full(file: Path, content: bytes) -> None:
        if file == which(path):
            raise OSError(ENOSPC, "No space left on device")
        whole(file, content)

    with monkeypatch.context() as disk:
        disk.setattr(files, "write_whole", full)
        for change in changes:
            with pytest.raises(KnownError, match=f"^{which(path)} cannot be written: No space left"):
                change()
    assert keys_of(path).read_bytes() == before
    opened.lock()
    assert opens(path, PASSPHRASE)
    assert opens(path, "another one of these")
    assert not opens(path, OTHER)
    assert copy_of_keys(path).read_bytes() == before, "and is the same again once the vault was opened"


def test_a_second_copy_that_cannot_be_brought_in_line_keeps_nobody_out(path: Path) -> None:
    shutil.rmtree(backups_of(path))
    backups_of(path).write_bytes(b"a file in the way")
    assert opens(path, PASSPHRASE)
