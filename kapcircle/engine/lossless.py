"""What is kept of a recording: itself, or FLAC of what its lossy format decodes to, exact where it loops or goes on."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from kapcircle.core.errors import KnownError
from kapcircle.engine.mp3 import counted
from kapcircle.engine.reader import Flow, Frames, reason

LOSSY = frozenset({".mp3", ".ogg", ".oga", ".opus"})
"""Where these are entered in the middle a decoder has to guess, and some of them tick at the seam of a loop."""
HEADROOM = np.float32(0.5)
"""Lossy formats decode to more than full scale where their original was loud. Loudness is measured afterwards."""
_PIECE = 1 << 16
"""Frames decoded at once."""


def keep(recording: Path, folder: Path) -> Path:
    """Write into `folder` what is kept of a recording. Raises KnownError naming it, or OSError."""
    if not recording.is_file():
        raise KnownError(f"{recording.name} is missing. Put it back, or take it out of the playlist")
    recording.open("rb").close()  # says what is wrong with it, where the library would say "System error"
    if recording.suffix.lower() in LOSSY:
        return _decode(recording, folder / f"{recording.stem}.flac")
    return Path(shutil.copyfile(recording, folder / recording.name))


def _decode(recording: Path, to: Path) -> Path:
    clear = counted(recording, to.parent) if recording.suffix.lower() == ".mp3" else recording
    try:
        source = Flow(clear)
    except soundfile.SoundFileError as why:
        raise _unreadable(recording, why) from why
    with source:
        kept = _write(source, recording, to)
        if kept < source.frames - source.samplerate // 10:
            seconds = kept / source.samplerate
            raise KnownError(f"{recording.name} ends at {seconds:.1f} s, before it should. Copy it again")
    return to


def _write(source: Flow, recording: Path, to: Path) -> int:
    """How many frames are kept. Raises OSError where the disk takes no more: the library has no words for it."""
    try:
        with soundfile.SoundFile(to, "w", source.samplerate, source.channels, "PCM_16", format="FLAC") as kept:
            for piece in _pieces(source, recording):
                kept.write(piece * HEADROOM)
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
