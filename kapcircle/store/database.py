"""The one place that opens a database file: always encrypted, always durable."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path

import sqlcipher3
from sqlcipher3 import dbapi2 as driver

from kapcircle.core.errors import KnownError
from kapcircle.store.files import OWNERS

# sqlite-utils catches the errors of the first driver it finds, and looks under this name first.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = driver

from sqlite_utils import Database, Migrations  # noqa: E402 - only after the driver has its name

__all__ = ["Access", "Database", "Migrations", "connect", "known_errors", "shm_of", "wal_of"]

KEY_BYTES = 32

FULL_BYTES = 1 << 20
"""With less than this free a disk is taken for full: SQLite needs room beside a file to open it."""

_PRAGMAS = (
    "temp_store = MEMORY",  # a sort must not leave plain text in a temporary file
    "secure_delete = ON",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "fullfsync = ON",  # macOS alone keeps what was flushed in the drive's memory; others pass over this
    "checkpoint_fullfsync = ON",
)

_DAMAGE = frozenset({driver.SQLITE_CORRUPT, driver.SQLITE_NOTADB})
_WORLD = {
    driver.SQLITE_FULL: "The disk is full. Free some space.",
    driver.SQLITE_IOERR: "The disk reports an error. Check that it is connected and working.",
    driver.SQLITE_CANTOPEN: "The file cannot be opened. Check that its folder is there and may be written to.",
    driver.SQLITE_READONLY: "The file is read-only. Check its permissions and its disk.",
    driver.SQLITE_PERM: "The file may not be opened. Check its permissions.",
    driver.SQLITE_BUSY: "Another program holds the file. Close it.",
    driver.SQLITE_LOCKED: "Another program holds the file. Close it.",
}


class Access(Enum):
    """How a file is opened."""

    CREATE = auto()
    WRITE = auto()
    READ = auto()
    LOOK = auto()
    """Take the file as it lies and change nothing."""


_MORE = {
    Access.CREATE: ("journal_mode = WAL", "synchronous = FULL"),
    Access.WRITE: ("journal_mode = WAL", "synchronous = FULL"),
    Access.READ: ("query_only = ON",),
    Access.LOOK: ("query_only = ON",),
}


def connect(path: Path, key: bytes, access: Access = Access.WRITE) -> Database:
    """Open an SQLCipher file with its raw key of 32 bytes. Raises KnownError if it is damaged or cannot be opened."""
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")  # without one, plain text would be written without a word
    with known_errors(path):
        if access is Access.CREATE:
            with suppress(OSError):  # what stands in the way SQLite says
                path.touch(OWNERS)  # it gives the files beside a database the same mode
        raw = driver.connect(_address(path, access), uri=True, isolation_level=None, check_same_thread=False)
        try:
            _set(raw, "cipher_log_level = NONE", f"key = \"x'{key.hex()}'\"", *_PRAGMAS)
            _try(raw, path, access)
            _set(raw, *_MORE[access])
            return Database(raw, execute_plugins=False)
        except BaseException:
            raw.close()
            raise


def _set(raw: driver.Connection, *pragmas: str) -> None:
    for pragma in pragmas:
        raw.execute(f"PRAGMA {pragma}")


def _try(raw: driver.Connection, path: Path, access: Access) -> None:
    """The key is tried here for the first time. SQLite takes a file without a page for a new database."""
    (tables,) = raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if not tables and access is not Access.CREATE:
        raise _damaged(path)


def wal_of(path: Path) -> Path:
    """Where commits lie until they are moved into the file."""
    return path.with_name(f"{path.name}-wal")


def shm_of(path: Path) -> Path:
    """The index of those commits, shared by whoever has the file open."""
    return path.with_name(f"{path.name}-shm")


def _address(path: Path, access: Access) -> str:
    mode = "mode=rw"
    if access is Access.CREATE:
        mode = "mode=rwc"
    elif access is Access.LOOK:  # where commits wait to be moved into the file, they are part of it
        mode = "mode=ro" if wal_of(path).exists() else "mode=ro&immutable=1"
    return f"{path.absolute().as_uri()}?{mode}"


@contextmanager
def known_errors(path: Path) -> Iterator[None]:
    """What the disk does to us becomes a KnownError about `path`; our own mistakes stay what they are."""
    try:
        yield
    except driver.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGE:
            raise _damaged(path) from error
        if code in _WORLD:
            raise KnownError(f"{path.name}: {_WORLD[_meant(code, path)]}") from error
        raise


def _meant(code: int, path: Path) -> int:
    """SQLite calls it an error of the disk when the files beside a database find no room."""
    full = code == driver.SQLITE_IOERR and _free(path) < FULL_BYTES
    return int(driver.SQLITE_FULL) if full else code


def _free(path: Path) -> int:
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return FULL_BYTES


def _damaged(path: Path) -> KnownError:
    return KnownError(f"{path.name} is damaged. Restore the latest backup: kapcircle restore. Keep the damaged file.")
