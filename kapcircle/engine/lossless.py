"""What is kept of a recording: itself, or FLAC of what its lossy format decodes to, exact where it loops or goes on."""

import shutil
from pathlib import Path

import numpy as np
import soundfile

from kapcircle.core.errors import KnownError
from kapcircle.engine.mp3 import counted
from kapcircle.engine.reader import Flow, reason

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
    if recording.suffix.lower() in LOSSY:
        return _decode(recording, folder / f"{recording.stem}.flac")
    return Path(shutil.copyfile(recording, folder / recording.name))


def _decode(recording: Path, to: Path) -> Path:
    clear = counted(recording, to.parent) if recording.suffix.lower() == ".mp3" else recording
    try:
        seconds = _copy(clear, to)
    except soundfile.SoundFileError as why:
        raise KnownError(f"{recording.name} cannot be read as sound: {reason(why)}") from why
    if seconds is not None:
        raise KnownError(f"{recording.name} ends at {seconds:.1f} s, before it should. Copy it again")
    return to


def _copy(recording: Path, to: Path) -> float | None:
    """Where it ends, in seconds, if that is before it should."""
    with Flow(recording) as source, _flac(to, source.samplerate, source.channels) as kept:
        while len(piece := source.read(_PIECE, dtype="float32", always_2d=True)):
            kept.write(piece * HEADROOM)
        early = kept.frames < source.frames - source.samplerate // 10
        return kept.frames / source.samplerate if early else None


def _flac(to: Path, rate: int, channels: int) -> soundfile.SoundFile:
    return soundfile.SoundFile(to, "w", rate, channels, "PCM_16", format="FLAC")
