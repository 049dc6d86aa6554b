"""The recordings beside the vault, each under the hash of its bytes."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import TrackId
from kapcircle.core.playlist import Track

CHUNK = 1 << 20

Examine = Callable[[Path], Track]
"""Reads a recording through and says what it is; raises KnownError naming the file when it cannot be played."""


class MediaFolder:
    """Takes recordings in by copying, once each, and tells which of a plan are not there."""

    def __init__(self, folder: Path, examine: Examine) -> None:
        self._folder, self._examine = folder, examine

    def folder(self) -> str:
        return str(self._folder)

    def take_in(self, path: str) -> Track:
        """Copy a recording in under its content hash. Raises KnownError naming the file; nothing is left half done."""
        source = Path(path)
        heard = self._examine(source)
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            return self._copy(source, heard)
        except OSError as error:
            raise KnownError(f"{source.name} could not be copied into {self._folder}: {error.strerror}.") from None

    def _copy(self, source: Path, heard: Track) -> Track:
        digest = hashlib.sha256()
        with source.open("rb") as file, tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as copy:
            try:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
                Path(copy.name).chmod(0o600)
                name = TrackId(digest.hexdigest())
                Path(copy.name).replace(self._folder / f"{name}{heard.suffix}")
            except BaseException:
                Path(copy.name).unlink(missing_ok=True)
                raise
        return Track(name, heard.title, heard.length, heard.gain, heard.suffix)

    def missing(self, tracks: Sequence[Track]) -> tuple[str, ...]:
        """What is wrong with the recordings of a plan, each in words."""
        return tuple(words for track in tracks if (words := self._wrong(track)))

    def _wrong(self, track: Track) -> str:
        path = self._folder / f"{track.id}{track.suffix}"
        if not path.is_file():
            return f"“{track.title}” is not in the media folder: import its file again"
        try:
            with path.open("rb") as file:
                whole = hashlib.file_digest(file, "sha256").hexdigest() == track.id
        except OSError as error:
            return f"“{track.title}” cannot be read: {error.strerror}"
        return "" if whole else f"“{track.title}” is damaged: import its file again"
