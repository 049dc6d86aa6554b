"""Thirty recordings that tell on whoever plays them: made by a script, in four formats, two rates, and as loud as real
ones differ.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from tests.engine.sounds import write
from tests.story.room_judge import SWELL, Samples, pilot
from tests.story.room_score import title

TURN = 30
"""Seconds after which the music comes round: a whole number of swells and of turns of every tone."""
FORMATS = ("flac", "wav", "ogg", "mp3")
BAND = (200, 1_800)
SOFT = 0.04
"""The pilot beside the music: 25 dB below."""
PIECE = 10 * 48_000


def music(track: int, rate: int) -> Samples:
    """One turn of a track, shape (n, 2): noise of its own colour and a slow chord, swelling, under its pilot."""
    chance = np.random.default_rng(100 + track)
    size = TURN * rate
    pitch = np.fft.rfftfreq(size, 1 / rate)
    tilt = np.where((pitch >= BAND[0]) & (pitch <= BAND[1]), (np.maximum(pitch, 1) / 600) ** (-track % 5 / 4), 0)
    white = np.fft.rfft(chance.standard_normal((size, 2)), axis=0)
    noise = np.fft.irfft(white * tilt[:, None], size, axis=0)
    time = np.arange(size) / rate
    root = 220 + 10 * (track % 7)
    chord = np.sum([np.sin(2 * np.pi * root * k * time + track * k) for k in (1, 1.5, 2)], axis=0) / 3
    body = noise / noise.std() + chord[:, None]
    swell = 10 ** (2 * np.sin(2 * np.pi * time / SWELL + track) / 20)
    tone = SOFT * np.sqrt(2) * np.sin(2 * np.pi * pilot(track) * time)
    whole = body * swell[:, None] / body.std() + tone[:, None]
    loud = 10 ** ((-16 - 14 * (track * 7 % 30) / 30) / 20)
    return np.asarray(loud * whole * 0.5, np.float32)


def record(folder: Path, track: int, seconds: float) -> Path:
    """The file of a track."""
    rate = (44_100, 48_000)[track // 4 % 2]
    turn = music(track, rate)
    length = round(seconds * rate)
    whole = np.tile(turn, (-(-length // len(turn)), 1))[:length]
    return write(folder / f"{title(track)}.{FORMATS[track % 4]}", whole, rate)


def pieces(path: Path, seconds: float | None = None) -> Iterator[Samples]:
    """A sound file, piece by piece."""
    with soundfile.SoundFile(path) as file:
        left = file.frames if seconds is None else min(file.frames, round(seconds * file.samplerate))
        while left > 0 and len(piece := file.read(min(PIECE, left), dtype="float32", always_2d=True)):
            left -= len(piece)
            yield piece
