"""A second copy of each entry as it is made, in a folder on another disk: a stick that may vanish at any time.

Each device has a file of its own there, and only appends: a line is one sealed entry, so a torn line harms no other.
"""

import json
import os
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple
from errno import ENODEV
from pathlib import Path

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Device, Millis
from kapcircle.store.chain import Line
from kapcircle.store.lines import Sealed
from kapcircle.store.sealing import Closed, seal, unseal

RETRY_S = 5.0
"""How long a folder that vanished is left alone: programme setting."""

SUFFIX = ".mirror"

BLOB = b"bytes:"
"""Begins the content of a line that is a document or a signature; that of an entry begins with a bracket."""


class Mirror:
    """Writes on a thread of its own; nobody waits for it. `trouble` says why it is behind, or is empty."""

    def __init__(self, folder: Path, name: str, identity: str, device: Device, key: bytes) -> None:
        self.trouble = ""
        self.folder = folder
        self._path = folder / f"{name} {device}{SUFFIX}"
        self._label, self._key = identity.encode(), key
        self._disk: int | None = None
        self._changed = threading.Condition()
        self._waiting: list[Sealed | bytes] = []
        self._closing = False
        self._begin()

    def _begin(self) -> None:
        self._thread = threading.Thread(target=self._run, name="mirror", daemon=True)
        self._thread.start()

    def put(self, lines: Iterable[Sealed], blobs: Iterable[bytes] = ()) -> None:
        """Queue entries that are on the vault's own disk, and before them the bytes that they name."""
        with self._changed:
            self._waiting += [*blobs, *lines]
            self._changed.notify_all()

    def close(self, at_most: Millis) -> int:
        """Write what is queued and end the thread. Returns how many entries the folder still lacks.

        Asked again, it tries once more.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._waiting and not self._thread.is_alive():
            self._begin()
        self._thread.join(at_most / 1000)
        return len(self._waiting)

    def _run(self) -> None:
        while batch := self._next():
            last_try = self._closing
            try:
                self._write(batch)
            except OSError as error:
                self.trouble = f"The mirror {self._path.parent} cannot be written: {error.strerror}."
                if last_try:
                    return
                self._rest()
            else:
                self.trouble = ""
                self._forget(len(batch))

    def _next(self) -> list[Sealed | bytes]:
        """All that waits; nothing once all is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing)
            return list(self._waiting)

    def _forget(self, written: int) -> None:
        with self._changed:
            del self._waiting[:written]

    def _rest(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing, RETRY_S)

    def _write(self, batch: list[Sealed | bytes]) -> None:
        disk = self._path.parent.stat().st_dev
        if self._disk not in (None, disk):  # the empty folder where a stick was mounted is part of another disk
            raise OSError(ENODEV, "its disk is gone")
        self._disk = disk
        with self._path.open("ab+") as file:
            if not _ends_in_newline(self._path):
                file.write(b"\n")
            file.writelines(b64encode(seal(self._key, _pack(each), self._label)) + b"\n" for each in batch)
            file.flush()
            os.fsync(file.fileno())


def read(folder: Path, identity: str, key: bytes) -> list[Sealed]:
    """All entries of a vault in a mirror, in order of their stamps. Torn lines are left out. Raises KnownError.

    Whose a line is, its seal tells: the vault may have had another name.
    """
    found = [_unpack(content) for content in _contents(folder, identity.encode(), key) if not _is_blob(content)]
    return sorted(found, key=lambda each: (each[0].tick, each[0].device))


def blobs(folder: Path, identity: str, key: bytes) -> Iterator[bytes]:
    """The documents and signatures of a vault in a mirror, one after the other. Raises KnownError."""
    for content in _contents(folder, identity.encode(), key):
        if _is_blob(content):
            yield content.removeprefix(BLOB)


def _contents(folder: Path, label: bytes, key: bytes) -> Iterator[bytes]:
    """What stands in the lines that can be opened."""
    try:
        for path in sorted(path for path in folder.iterdir() if path.suffix == SUFFIX):
            with path.open("rb") as file:
                for text in file:
                    with suppress(Closed, ValueError):
                        yield unseal(key, b64decode(text.rstrip(b"\r\n"), validate=True), label)
    except OSError as error:
        raise KnownError(f"The mirror {folder} cannot be read: {error.strerror}.") from error


def _is_blob(content: bytes) -> bool:
    return content.startswith(BLOB)


def _pack(sealed: Sealed | bytes) -> bytes:
    if isinstance(sealed, bytes):
        return BLOB + sealed
    line, hashed = sealed
    cells = [each.hex() if isinstance(each, bytes) else each for each in (*astuple(line), hashed)]
    return json.dumps(cells, ensure_ascii=False).encode()


def _unpack(content: bytes) -> Sealed:
    *cells, salt, mark, hashed = json.loads(content)
    return Line(*(*cells, bytes.fromhex(salt), bytes.fromhex(mark))), bytes.fromhex(hashed)


def _ends_in_newline(path: Path) -> bool:
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
