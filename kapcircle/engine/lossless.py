"""What is kept of a recording: itself, or FLAC of what its lossy format decodes to, exact where it loops or goes on."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import soundfile

from kapcircle.core.errors import KnownError
from kapcircle.core.tracks import title_of
from kapcircle.desk.heed import Heed
from kapcircle.engine.chunks import share_there
from kapcircle.engine.mp3 import counted
from kapcircle.engine.reader import Flow, Frames, reason

LOSSY = frozenset({".mp3", ".ogg", ".oga", ".opus"})
"""Where these are entered in the middle a decoder has to guess, and some of them tick at the seam of a loop."""
HEADROOM = np.float32(0.5)
"""Lossy formats decode to more than full scale where their original was loud. Loudness is measured afterwards."""
_PIECE = 1 << 16
"""Frames decoded at once."""
_OCTETS = 1 << 22
"""Copied at once."""
_NAME = 40
"""Characters of its name that its copy keeps, for messages: no file system has names of more than 255 octets."""


def keep(recording: Path, folder: Path, heed: Heed = lambda _: None) -> Path:
    """Write into `folder` what is kept of a recording. Raises KnownError naming it, or OSError where the disk of the
    folder takes no more.
    """
    if not recording.is_file():
        raise KnownError(f"{recording.name} is missing. Put it back, or take it out of the playlist")
    with _its_own_fault(recording), recording.open("rb") as file:
        if not file.read(1):
            raise KnownError(f"{recording.name} is empty. Copy it again")
    with _its_own_fault(recording):
        there = share_there(recording)
    if there < 1:
        raise KnownError(f"{recording.name} holds {there:.0%} of what it should: it was cut short. Copy it again")
    name = title_of(recording.stem)[:_NAME]
    if recording.suffix.lower() in LOSSY:
        return _decode(recording, folder / f"{name}.flac", heed)
    return _copy(recording, folder / f"{name}{recording.suffix}", heed)


@contextmanager
def _its_own_fault(recording: Path) -> Iterator[None]:
    """What goes wrong in reading a recording is no fault of the disk that it is copied to: the next may come in."""
    try:
        yield
    except OSError as why:
        raise KnownError(
            f"{recording.name} cannot be read: {why.strerror}. Check its disk, and that you may read it"
        ) from None


def _copy(recording: Path, to: Path, heed: Heed) -> Path:
    whole, done = max(1, recording.stat().st_size), 0
    with recording.open("rb") as source, to.open("wb") as kept:
        while octets := _octets(source, recording):
            kept.write(octets)
            done += len(octets)
            heed(min(1.0, done / whole))
    return to


def _octets(source: BinaryIO, recording: Path) -> bytes:
    with _its_own_fault(recording):
        return source.read(_OCTETS)


def _decode(recording: Path, to: Path, heed: Heed) -> Path:
    clear = counted(recording, to.parent) if recording.suffix.lower() == ".mp3" else recording
    try:
        source = Flow(clear)
    except soundfile.SoundFileError as why:
        raise _unreadable(recording, why) from why
    with source:
        kept = _write(source, recording, to, heed)
        if kept < source.frames - source.samplerate // 10:
            seconds = kept / source.samplerate
            raise KnownError(f"{recording.name} ends at {seconds:.1f} s, before it should. Copy it again")
    return to


def _write(source: Flow, recording: Path, to: Path, heed: Heed) -> int:
    """How many frames are kept. Raises OSError where the disk takes no more: the library has no words for it."""
    try:
        with soundfile.SoundFile(to, "w", source.samplerate, source.channels, "PCM_16", format="FLAC") as kept:
            for piece in _pieces(source, recording):
                kept.write(piece * HEADROOM)
                heed(min(1.0, kept.frames / max(1, source.frames)))
            return int(kept.frames)
    except soundfile.SoundFileError as why:
        raise OSError(errno.ENOSPC, "the disk takes no more") from why


def _pieces(source: Flow, recording: Path) -> Iterator[Frames]:
    try:
        while len(piece := source.read(_PIECE, dtype="float32", always_2d=True)):
            yield piece
    except soundfile.SoundFileError as why:
        raise _unreadable(recording, why) from why


def _unreadable(recording: Path, why: Exception) -> KnownError:
    return KnownError(f"{recording.name} cannot be read as sound: {reason(why)}")
