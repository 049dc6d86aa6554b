"""`kapcircle restore`: a vault from its latest sound backup, and what a mirror has seen since."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant
from kapcircle.store import backup, files, keys, lines, mirror, soundness
from kapcircle.store.database import Database, connect, known_errors, shm_of, wal_of
from kapcircle.store.keys import Keys
from kapcircle.store.lines import Sealed
from kapcircle.store.lock import Lock
from kapcircle.store.sealing import derive
from kapcircle.store.slots import Opened


@dataclass(frozen=True, slots=True)
class Restored:
    """From which backup, how many entries the mirror added, and where the vault that was there is now."""

    source: Path
    replayed: int
    aside: Path | None


def restore(
    vault: Path,
    enter: Callable[[Keys], Opened],
    now: Instant,
    refill: Callable[[Database], None],
    *,
    source: Path | None = None,
    mirrored: Path | None = None,
) -> Restored:
    """Put a backup (by default the newest) at `vault`, with all that the mirror folder has besides.

    `enter` opens the keys, `refill` fills the tables from the log. The copy is a new device. A vault that is there is
    moved aside, and only when the copy is ready. Raises KnownError, and has changed nothing.
    """
    held = Lock(vault)
    try:
        backup.sweep(vault)
        chosen = source or _newest(vault)
        keyring = _keys(vault, chosen)
        data = bytes(enter(keyring).data)
        key = derive(data, "database")
        if wrong := soundness.problems(chosen, key):
            raise KnownError(f"{chosen.name} is not sound ({wrong[0]}). Choose an older backup.")
        seen = mirror.read(mirrored, vault.stem, keyring.vault, derive(data, "mirror")) if mirrored else []
        draft = files.draft_of(vault)
        try:
            backup.copy(chosen, draft)
            replayed = _renew(draft, key, seen, refill)
            aside = _move_aside(vault, now)
            draft.replace(vault)
            files.settle(vault.parent)
        except OSError as error:
            raise KnownError(f"{error.filename}: {error.strerror}. The vault was not restored.") from error
        finally:
            draft.unlink(missing_ok=True)
        keys.write(vault, keyring)
        return Restored(chosen, replayed, aside)
    finally:
        held.release()


def _newest(vault: Path) -> Path:
    usable = [each for each in backup.found(vault) if each.state != backup.BAD]
    if not usable:
        raise KnownError(f"There is no backup in {files.backups_of(vault)}.")
    return usable[0].path


def _keys(vault: Path, source: Path) -> Keys:
    """The keys beside the vault, or else their copy beside the backup."""
    with suppress(KnownError):
        return keys.load(files.keys_of(vault))
    return keys.load(source.parent / files.keys_of(vault).name)


def _renew(path: Path, key: bytes, seen: Iterable[Sealed], refill: Callable[[Database], None]) -> int:
    db = connect(path, key)
    try:
        with known_errors(path), db.atomic():
            # It goes on from an earlier point: under the old name it would give old stamps to new entries.
            db.execute("DELETE FROM device")
            added = sum(_add(db, each) for each in seen)
            if added:
                refill(db)
            return added
    finally:
        db.close()


def _add(db: Database, sealed: Sealed) -> bool:
    held = lines.held(db, sealed[0])
    if held is None:
        lines.insert(db, sealed)
    elif held != sealed[0].seal:
        raise KnownError(
            f"The mirror and the backup tell two different stories at entry {sealed[0].tick} of device "
            f"{sealed[0].device}: a copy of this vault was used as if it were the vault. Restore without the mirror."
        )
    return held is None


def _move_aside(vault: Path, now: Instant) -> Path | None:
    """Nothing of what was there may stay: SQLite would read commits left beside the vault into the copy."""
    aside, there = _aside(vault, now), vault.exists()
    if there:
        vault.rename(aside)
    with suppress(FileNotFoundError):  # commits that were not yet moved into the file
        wal_of(vault).rename(wal_of(aside))
    shm_of(vault).unlink(missing_ok=True)
    if not there:
        return None
    with suppress(FileNotFoundError):
        files.write_whole(files.keys_of(aside), files.keys_of(vault).read_bytes())
    return aside


def _aside(vault: Path, now: Instant) -> Path:
    """A name that nothing has yet: two restores may fall into one second."""
    day = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y-%m-%d at %H-%M-%S UTC")
    numbers = chain([""], (f" ({n})" for n in count(2)))
    names = (vault.with_name(f"{vault.stem} put aside {day}{number}{files.SUFFIX}") for number in numbers)
    return next(path for path in names if not (path.exists() or wal_of(path).exists()))
