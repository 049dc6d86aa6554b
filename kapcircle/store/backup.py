"""Copies of a vault in the folder beside it, as encrypted as the vault: byte for byte the same file.

A copy is `.unverified` until it was read again in full, and `.bad` if it was damaged.
"""

import glob
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant
from kapcircle.store import files, lines, rotation, soundness
from kapcircle.store.database import Access, Database, connect, known_errors

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

    @property
    def label(self) -> str:
        """What to call it in words: the instant by which its file is known."""
        return f"backup of {self.path.name.partition(' (')[0]}"


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
    return among(files.backups_of(vault))


def among(*folders: Path) -> list[Backup]:
    """The backups in folders, newest first; those of the first folder before others of the same instant."""
    paths = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    names = ((path, _NAME.fullmatch(path.name)) for path in paths)
    backups = [Backup(path, Instant(int(m[1])), int(m[2]), m[3]) for path, m in names if m]
    return sorted(backups, key=lambda each: (each.made, each.tick), reverse=True)


def highest_tick(vault: Path) -> int:
    """The largest tick in any backup; 0 without one."""
    return max((each.tick for each in found(vault)), default=0)


def base(vault: Path, db: Database, key: bytes) -> Backup | None:
    """The newest sound backup that the log in `db` goes on from; after a restore there may be others.

    A mirror must have all that came after it.
    """
    sound = (each for each in found(vault) if not each.state)
    return next((each for each in sound if _leads_to(each, db, key)), None)


def ahead(vault: Path, db: Database, key: bytes, since: int) -> list[Backup]:
    """The backups made after the instant `since` that have entries which the log in `db` has not."""
    later = (each for each in found(vault) if each.made > since and each.state != BAD)
    return [each for each in later if not _leads_to(each, db, key, unread=True)]


def _leads_to(each: Backup, db: Database, key: bytes, *, unread: bool = False) -> bool:
    """Whether a log holds the last entry of a backup; `unread` is said of a backup that cannot be read."""
    try:
        with closing(connect(each.path, key, Access.LOOK)) as copied, known_errors(each.path):
            end = lines.end(copied)
    except KnownError:
        return unread
    return lines.goes_on_from(db, end)


def verify(vault: Path, key: Callable[[], bytes]) -> list[str]:
    """Read the unverified backups: every page, and the chains that grew since the one before. Returns what is wrong.

    Then drop those that rotation does not keep. `key` raises KnownError once the vault is locked: what was not read
    is left for next time.
    """
    said: list[str] = []
    with suppress(KnownError):
        for each in found(vault):
            if each.state == UNVERIFIED:
                said += _verify(vault, each, key())
        rotate(vault)
    return said


def _verify(vault: Path, each: Backup, key: bytes) -> Iterator[str]:
    """A fault of the log is no reason to call its copy bad: the vault has the same, and no copy is better."""
    damage = soundness.damage(each.path, key)
    faults = [] if damage else soundness.faults(each.path, key, _since(vault, each, key))
    with suppress(FileNotFoundError):  # another window was quicker
        each.path.rename(each.path.with_suffix(BAD if damage else ""))
    if damage:
        yield f"The {each.label} is not sound ({damage[0]}). Look whether the vault is: kapcircle check."
    elif faults:
        yield f"The log is not as it was written ({faults[0]}). See all that is wrong: kapcircle check."


def _since(vault: Path, each: Backup, key: bytes) -> int:
    with closing(connect(each.path, key, Access.LOOK)) as db, known_errors(each.path):
        before = base(vault, db, key)
    return before.tick if before else 0


def rotate(vault: Path) -> None:
    """Drop verified backups that are not kept, and bad ones once a newer one is sound."""
    sound = [each for each in found(vault) if not each.state]
    kept = rotation.kept(each.made for each in sound)
    newest = max((each.made for each in sound), default=0)
    for each in found(vault):
        if (not each.state and each.made not in kept) or (each.state == BAD and each.made < newest):
            each.path.unlink(missing_ok=True)


def copy(source: Path, target: Path) -> None:
    """Copy a file so that under its new name it is whole, and on the disk. Raises OSError with nothing left behind."""
    wanted, free = source.stat().st_size + SPARE, shutil.disk_usage(target.parent).free
    if free < wanted:
        raise OSError(ENOSPC, f"the disk has {free >> 20} MB free, and {(wanted >> 20) + 1} are needed")
    draft = target.with_name(f"{target.name}{PART}")
    try:
        draft.touch(files.OWNERS)
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
