"""What lies beside a vault file, and how small files are written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

SUFFIX, KEYS, BACKUPS = ".kapcircle", ".keys", ".backups"


def keys_of(vault: Path) -> Path:
    """The sealed keys of the vault."""
    return vault.with_name(f"{vault.name}{KEYS}")


def lock_of(vault: Path) -> Path:
    """Held by the one program that has the vault open."""
    return vault.with_name(f"{vault.name}.lock")


def media_of(vault: Path) -> Path:
    """The folder of recordings."""
    return vault.with_name("media")


def backups_of(vault: Path) -> Path:
    """The folder of backups, and of the second copy of the keys."""
    return vault.with_name(f"{vault.stem}{BACKUPS}")


def copy_of_keys(vault: Path) -> Path:
    """The second copy of the keys."""
    return backups_of(vault) / keys_of(vault).name


def draft_of(vault: Path) -> Path:
    """The copy that a restore makes ready."""
    return vault.with_name(f"{vault.name}.restoring")


OWNERS = 0o600
"""The mode of what lies beside a vault: it is sealed, and still nobody else on this computer needs a copy."""


def keep_private(*paths: Path) -> None:
    """Let only their owner read files that an earlier program left open to others; some sticks know no owners."""
    for path in paths:
        with suppress(OSError):
            path.chmod(OWNERS)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that after a power cut it holds the old or the new content, never a part of it."""
    draft = path.with_name(f"{path.name}.new")
    try:
        draft.touch(OWNERS)
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
    settle(path.parent)


def same(path: Path, copy: Path) -> None:
    """Make a small file's copy the same as the file. Raises OSError."""
    content = path.read_bytes()
    if not copy.exists() or copy.read_bytes() != content:
        copy.parent.mkdir(exist_ok=True)
        write_whole(copy, content)


def settle(folder: Path) -> None:
    """Bring a folder's list of files to the disk."""
    if os.name == "nt":  # Windows has no such call; its file systems keep a journal of names
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
