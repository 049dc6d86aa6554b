"""The recordings beside the vault, each under the hash of its bytes."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kapcircle.core.catalogue import Measures
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import TrackId
from kapcircle.core.playlist import Track
from kapcircle.desk.fittings import NotCopied
from kapcircle.desk.heed import Heed
from kapcircle.store import files

Keep = Callable[[Path, Path, Heed], Path]
"""Writes what is kept of a recording into a folder. Raises KnownError naming the recording, or OSError."""

Examine = Callable[[Path, Heed], Track]
"""Reads a recording through and says what it is; raises KnownError naming the file when it cannot be played."""

Label = Callable[[Path, Track], Track]
"""What the file itself says of a recording: title, artist, licence, source."""

SHARE = 0.4
"""Of the work on a recording, so much is keeping it: measured with the bench's line `import`."""
UNPACKED = 12
"""A lossy recording is kept as FLAC, which is so many times as long: 64 kbit/s Opus against 700 kbit/s."""
SPARE = 500_000_000
"""Octets that stay free for log and backups: programme setting."""
DRAFT = "draft-"
"""The name of a folder in which a recording is made ready begins so."""
ABANDONED = 86_400
"""Seconds after which a draft has nobody who makes it: none takes so long, and another vault may share the folder."""


def unlabelled(_: Path, track: Track) -> Track:
    """Nothing is read off the file."""
    return track


class MediaFolder:
    """Takes recordings in by copying, once each, and tells which of a plan are not there."""

    def __init__(
        self, folder: Path, keep: Keep, examine: Examine, label: Label = unlabelled, lossy: frozenset[str] = frozenset()
    ) -> None:
        """`lossy` are the suffixes of what becomes longer when it is kept."""
        self._folder, self._keep, self._examine, self._label, self._lossy = folder, keep, examine, label, lossy

    def folder(self) -> str:
        return str(self._folder)

    def take_in(
        self, path: str, heed: Heed = lambda _: None, twin: Callable[[Track], Track | None] = lambda _: None
    ) -> Track:
        """Copy a recording in under its content hash, or find that the one called `twin` by the caller sounds the same.

        Raises KnownError naming the file, NotCopied where the disk refuses; nothing is left half done.
        """
        source = Path(path)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=DRAFT, dir=self._folder) as draft:
                kept = self._keep(source, Path(draft), lambda share: heed(SHARE * share))
                heard = self._examine(kept, lambda share: heed(SHARE + (1 - SHARE) * share))
                track = self._label(source, replace(heard, id=_hash(kept)))
                other = twin(track)
                if other is not None and self._path(other).is_file():
                    return other
                self._store(kept, track)
                return track
        except OSError as error:
            raise NotCopied(f"{source.name} could not be copied into {self._folder}: {error.strerror}.") from None

    def _store(self, kept: Path, track: Track) -> None:
        """Give it the name of its hash, once its bytes are on the disk."""
        with kept.open("rb+") as file:
            os.fsync(file.fileno())
        kept.chmod(files.OWNERS)
        kept.replace(self._path(track))

    def measure(self, track: Track, heed: Heed = lambda _: None) -> Measures:
        """Listen again to a recording that is in the folder. Raises KnownError naming it by its title."""
        if wrong := self._wrong(track):
            raise KnownError(f"{wrong}.")
        found = self._examine(self._path(track), heed)
        return Measures(found.loudness, found.peak, found.rises, found.shape, found.sound)

    def check_room(self, paths: Sequence[str]) -> None:
        """Raises NotCopied where the disk has no room for these recordings as they are kept.

        What a program that was killed in the middle left in the folder is taken away first.
        """
        self._clear()
        there = next(place for place in (self._folder, *self._folder.parents) if place.is_dir())
        free = shutil.disk_usage(there).free - SPARE
        needed = sum(self._octets(Path(path)) for path in paths)
        if needed > free:
            raise NotCopied(
                f"These recordings need about {_gigabytes(needed)}, and in {self._folder} there is room for"
                f" {_gigabytes(max(0, free))}. Make room, or import fewer."
            )

    def _clear(self) -> None:
        old = time.time() - ABANDONED
        for draft in self._folder.glob(f"{DRAFT}*"):
            with suppress(OSError):  # somebody else's, or on a disk that refuses: it is only in the way
                if draft.stat().st_mtime < old:
                    shutil.rmtree(draft)

    def _octets(self, path: Path) -> int:
        try:
            return path.stat().st_size * (UNPACKED if path.suffix.lower() in self._lossy else 1)
        except OSError:  # whoever opens it says what is wrong with it
            return 0

    def missing(self, tracks: Sequence[Track]) -> tuple[str, ...]:
        """What is wrong with the recordings of a plan, each in words."""
        return tuple(words for track in tracks if (words := self._wrong(track)))

    def _wrong(self, track: Track) -> str:
        try:
            whole = _hash(self._path(track)) == track.id
        except FileNotFoundError:
            return f"“{track.title}” is not in the media folder: import its file again"
        except OSError as error:
            return f"“{track.title}” cannot be read: {error.strerror}"
        return "" if whole else f"“{track.title}” is damaged: import its file again"

    def _path(self, track: Track) -> Path:
        return self._folder / f"{track.id}{track.suffix}"


def _hash(path: Path) -> TrackId:
    with path.open("rb") as file:
        return TrackId(hashlib.file_digest(file, "sha256").hexdigest())


def _gigabytes(octets: int) -> str:
    return f"{octets / 1e9:.1f} GB"
