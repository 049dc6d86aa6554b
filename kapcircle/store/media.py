"""The recordings beside the vault, each under the hash of its bytes."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from kapcircle.core.ids import TrackId
from kapcircle.core.playlist import Track
from kapcircle.desk.fittings import NotCopied
from kapcircle.store import files

Keep = Callable[[Path, Path], Path]
"""Writes what is kept of a recording into a folder. Raises KnownError naming the recording, or OSError."""

Examine = Callable[[Path], Track]
"""Reads a recording through and says what it is; raises KnownError naming the file when it cannot be played."""


class MediaFolder:
    """Takes recordings in by copying, once each, and tells which of a plan are not there."""

    def __init__(self, folder: Path, keep: Keep, examine: Examine) -> None:
        self._folder, self._keep, self._examine = folder, keep, examine

    def folder(self) -> str:
        return str(self._folder)

    def take_in(self, path: str) -> Track:
        """Copy a recording in under its content hash. Raises KnownError naming the file, NotCopied where the disk
        refuses; nothing is left half done.
        """
        source = Path(path)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._folder) as draft:
                kept = self._keep(source, Path(draft))
                heard = self._examine(kept)
                return replace(heard, id=self._store(kept, heard.suffix))
        except OSError as error:
            raise NotCopied(f"{source.name} could not be copied into {self._folder}: {error.strerror}.") from None

    def _store(self, kept: Path, suffix: str) -> TrackId:
        """Give it the name of its hash, once its bytes are on the disk."""
        with kept.open("rb+") as file:
            name = TrackId(hashlib.file_digest(file, "sha256").hexdigest())
            os.fsync(file.fileno())
        kept.chmod(files.OWNERS)
        kept.replace(self._folder / f"{name}{suffix}")
        return name

    def missing(self, tracks: Sequence[Track]) -> tuple[str, ...]:
        """What is wrong with the recordings of a plan, each in words."""
        return tuple(words for track in tracks if (words := self._wrong(track)))

    def _wrong(self, track: Track) -> str:
        path = self._folder / f"{track.id}{track.suffix}"
        try:
            with path.open("rb") as file:
                whole = hashlib.file_digest(file, "sha256").hexdigest() == track.id
        except FileNotFoundError:
            return f"“{track.title}” is not in the media folder: import its file again"
        except OSError as error:
            return f"“{track.title}” cannot be read: {error.strerror}"
        return "" if whole else f"“{track.title}” is damaged: import its file again"
