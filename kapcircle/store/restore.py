"""`kapcircle restore`: a vault from its latest sound backup, and what a mirror has seen since."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant
from kapcircle.store import backup, device, files, keys, lines, migrations, mirror, soundness, stick
from kapcircle.store.backup import Backup
from kapcircle.store.database import Database, connect, known_errors, shm_of, wal_of
from kapcircle.store.keys import Keys
from kapcircle.store.lines import Sealed
from kapcircle.store.lock import Lock
from kapcircle.store.sealing import derive
from kapcircle.store.slots import Opened


@dataclass(frozen=True, slots=True)
class Restored:
    """From which backup, how many entries the mirror added, and where the vault that was there is now.

    `passed` are newer backups that were passed over, each with the reason; `faults` is what the log lacks.
    """

    source: Path
    replayed: int
    aside: Path | None
    passed: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A sound backup, the keys that open it, and the vault's own key."""

    path: Path
    keyring: Keys
    data: bytes
    passed: tuple[str, ...]

    def key(self, purpose: str) -> bytes:
        return derive(self.data, purpose)


def restore(
    vault: Path,
    enter: Callable[[Keys], Opened],
    now: Instant,
    refill: Callable[[Database], None],
    *,
    source: Path | None = None,
    mirrored: Path | None = None,
    take_in: Callable[[Database, Iterable[bytes]], list[str]] = lambda _, __: [],
) -> Restored:
    """Put a backup (by default the newest sound one) at `vault`, with all that the mirror folder has besides.

    `enter` opens the keys, `refill` fills the tables from the log, `take_in` keeps what documents the mirror has, and
    says which are missing. The copy is a new device. A vault that is there is moved aside, and only when the copy is
    ready. Raises KnownError, and has changed nothing.
    """
    places = [files.backups_of(vault), *([source.parent] if source else []), *stick.places(mirrored, vault)]
    backups = _backups(source, places)
    held = Lock(vault)
    try:
        backup.sweep(vault)
        chosen = _choose(vault, backups, places, enter)
        seen = _mirrored(mirrored, chosen) if mirrored else []
        draft = files.draft_of(vault)
        try:
            backup.copy(chosen.path, draft)
            replayed, faults = _renew(draft, chosen.key("database"), seen, now, refill)
            faults += _documents(draft, chosen, mirrored, take_in)
            aside = _move_aside(vault, now)
            draft.replace(vault)
            files.settle(vault.parent)
        except OSError as error:
            raise KnownError(f"{error.filename or vault}: {error.strerror}. The vault was not restored.") from error
        finally:
            draft.unlink(missing_ok=True)
        keys.write(vault, chosen.keyring)
        return Restored(chosen.path, replayed, aside, chosen.passed, tuple(faults))
    finally:
        held.release()


def _backups(source: Path | None, places: Sequence[Path]) -> list[Backup]:
    """What may be restored, newest first. Raises KnownError if there is nothing."""
    if source is not None:
        return [Backup(source, Instant(0), 0, "")]
    found = backup.among(*places)
    if not found:
        raise KnownError(f"There is no backup in {' or '.join(map(str, places))}. Name one with --from.")
    return found


def _choose(vault: Path, backups: Sequence[Backup], places: Iterable[Path], enter: Callable[[Keys], Opened]) -> _Chosen:
    """The newest backup that is sound, by the first keys that open it. Raises KnownError if there is none."""
    why: list[KnownError] = []
    for keyring in _keyrings(vault, places):
        try:
            return _newest(backups, keyring, bytes(enter(keyring).data))
        except KnownError as error:
            why.append(error)
    raise why[0]


def _keyrings(vault: Path, places: Iterable[Path]) -> list[Keys]:
    """The keys beside the vault, and what copies of keys lie beside the backups. Raises KnownError if none can be read.

    They may be of another vault that somebody has put there: what they open decides.
    """
    copies = [path for place in places for path in sorted(place.glob(f"*{files.KEYS}"))]
    found: list[Keys] = []
    why: list[KnownError] = []
    for path in (files.keys_of(vault), *copies):
        try:
            found += [keyring] if (keyring := keys.load(path)) not in found else []
        except KnownError as error:
            why.append(error)
    if not found:
        raise why[-1]
    return found


def _newest(backups: Sequence[Backup], keyring: Keys, data: bytes) -> _Chosen:
    passed: list[str] = []
    for each in backups:
        wrong = _wrong(each, derive(data, "database"))
        if not wrong:
            return _Chosen(each.path, keyring, data, tuple(passed))
        passed.append(f"{each.path.name} is not sound ({wrong}).")
    raise KnownError(f"{passed[0]} Choose another backup with --from.")


def _wrong(each: Backup, key: bytes) -> str:
    if each.state == backup.BAD:
        return "it was found damaged when it was read"
    damage = soundness.damage(each.path, key)
    return damage[0].rstrip(".") if damage else ""


def _mirrored(folder: Path, chosen: _Chosen) -> list[Sealed]:
    identity = chosen.keyring.vault
    seen = mirror.read(folder, identity, chosen.key("mirror"))
    if not seen and not stick.holds(folder, identity):
        raise KnownError(f"{folder} mirrors nothing of this vault.")
    return seen


def _renew(
    path: Path, key: bytes, seen: Iterable[Sealed], now: Instant, refill: Callable[[Database], None]
) -> tuple[int, list[str]]:
    """Make a copy the vault that goes on. Returns how many entries were added, and what is wrong with the log then."""
    with closing(connect(path, key)) as db, known_errors(path):
        migrations.pending(db)  # raises if it is newer than this program
        migrations.migrate(db)
        with db.atomic():
            device.forget(db, now)
            added = sum(_add(db, each) for each in seen)
            if added:
                refill(db)
            migrations.fill(db, refill, done=bool(added))
            return added, soundness.chains(db)


def _documents(
    path: Path, chosen: _Chosen, mirrored: Path | None, take_in: Callable[[Database, Iterable[bytes]], list[str]]
) -> list[str]:
    """Those that are missing, or not as they were, after what the mirror has was taken in."""
    seen = mirror.blobs(mirrored, chosen.keyring.vault, chosen.key("mirror")) if mirrored else ()
    with closing(connect(path, chosen.key("database"))) as db, known_errors(path), db.atomic():
        return take_in(db, seen)


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
