"""Copies of a vault in the folder beside it, as encrypted as the vault: byte for byte the same file.

A copy is `.unverified` until it was read again in full, and `.bad` if it was not sound.
"""

import glob
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant
from kapcircle.store import files, lines, rotation, soundness
from kapcircle.store.database import connect, known_errors

UNVERIFIED, BAD = ".unverified", ".bad"

PART = ".part"
"""Ends the name of a copy under way."""

SPARE = 4 << 20
"""Bytes that a copy leaves free: as much as SQLite writes beside a vault before it moves it in (1000 pages)."""

_NAME = re.compile(rf"\d{{4}}-\d\d-\d\d at \d\d-\d\d-\d\d UTC \((\d+)-(\d+)\){files.SUFFIX}({UNVERIFIED}|{BAD}|)")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy made at `made`, with all entries to `tick`; `state` is what its name ends in."""

    path: Path
    made: Instant
    tick: int
    state: str


def make(vault: Path, key: bytes, now: Instant) -> Backup:
    """Copy a vault. Raises KnownError if the disk refuses.

    This program must have no connection to it: to read the file otherwise would let go of all SQLite's locks on it.
    """
    tick = _gather(vault, key)
    day = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y-%m-%d at %H-%M-%S UTC")
    folder = files.backups_of(vault)
    path = folder / f"{day} ({now}-{tick}){files.SUFFIX}{UNVERIFIED}"
    try:
        folder.mkdir(exist_ok=True)
        copy(vault, path)
    except OSError as error:
        raise KnownError(f"No backup could be made in {folder}: {error.strerror}. Free or connect the disk.") from error
    return Backup(path, now, tick, UNVERIFIED)


def found(vault: Path) -> list[Backup]:
    """The backups beside a vault, newest first."""
    folder = files.backups_of(vault)
    names = ((path, _NAME.fullmatch(path.name)) for path in (folder.iterdir() if folder.is_dir() else ()))
    backups = [Backup(path, Instant(int(m[1])), int(m[2]), m[3]) for path, m in names if m]
    return sorted(backups, key=lambda each: (each.made, each.tick), reverse=True)


def highest_tick(vault: Path) -> int:
    """The largest tick in any backup; 0 without one."""
    return max((each.tick for each in found(vault)), default=0)


def verified_tick(vault: Path) -> int:
    """The largest tick in a backup that was found sound; 0 without one. A mirror must have all that came after."""
    return max((each.tick for each in found(vault) if not each.state), default=0)


def verify(vault: Path, key: bytes) -> list[str]:
    """Read every page of the unverified backups, and the chains that grew since the last sound one.

    Then drop those that rotation does not keep. Returns what is wrong.
    """
    said = []
    since = verified_tick(vault)
    for each in found(vault):
        if each.state == UNVERIFIED:
            wrong = soundness.problems(each.path, key, since)
            said += [f"backup {each.path.name}: {problem}" for problem in wrong]
            with suppress(FileNotFoundError):  # another window was quicker
                each.path.rename(each.path.with_suffix(BAD if wrong else ""))
    rotate(vault)
    return said


def rotate(vault: Path) -> None:
    """Drop verified backups that are not kept, and bad ones once a newer one is sound."""
    sound = [each for each in found(vault) if not each.state]
    kept = rotation.kept(each.made for each in sound)
    newest = max((each.made for each in sound), default=0)
    for each in found(vault):
        if (not each.state and each.made not in kept) or (each.state == BAD and each.made < newest):
            each.path.unlink(missing_ok=True)


def copy(source: Path, target: Path) -> None:
    """Copy a file so that under its new name it is whole, and on the disk. Raises OSError, and leaves nothing behind."""
    wanted, free = source.stat().st_size + SPARE, shutil.disk_usage(target.parent).free
    if free < wanted:
        raise OSError(ENOSPC, f"the disk has {free >> 20} MB free, and {(wanted >> 20) + 1} are needed")
    draft = target.with_name(f"{target.name}{PART}")
    try:
        shutil.copyfile(source, draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    files.settle(target.parent)


def sweep(vault: Path) -> None:
    """Remove copies that a program that was killed left half done. Only who holds the vault's lock may."""
    folder = files.backups_of(vault)
    halves = [*folder.glob(f"*{PART}"), *vault.parent.glob(f"{glob.escape(files.draft_of(vault).name)}*")]
    for half in halves:
        with suppress(OSError):
            half.unlink()


def _gather(vault: Path, key: bytes) -> int:
    """Move all commits into the file itself; returns the largest tick."""
    db = connect(vault, key)
    try:
        with known_errors(vault):
            db.execute("PRAGMA busy_timeout = 0")  # nobody else should have it open: there is nothing to wait for
            busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise KnownError(f"{vault.name} is open elsewhere in this program: no backup was made.")
            return lines.last_tick(db)
    finally:
        db.close()
