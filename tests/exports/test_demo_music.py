"""The demo's music is small, pleasant to the ear of a meter, and the same each time."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kapcircle.exports.demo_music import PIECES, Piece, make, samples


def test_six_pieces_in_six_formats_and_little_room(tmp_path: Path) -> None:
    files = make(tmp_path / "music")
    assert [f.suffix for f in files] == [".flac", ".ogg", ".opus", ".mp3", ".wav", ".aiff"]
    assert sum(f.stat().st_size for f in files) < 6_000_000
    for file, piece in zip(files, PIECES, strict=True):
        sound, rate = soundfile.read(file)
        assert len(sound) / rate == pytest.approx(piece.seconds, abs=0.05)
        assert 0.4 < np.abs(sound).max() < 0.7


@pytest.mark.parametrize("piece", PIECES, ids=lambda p: p.name)
def test_it_begins_and_ends_in_silence_and_never_jumps(piece: Piece) -> None:
    piece = replace(piece, seconds=12)
    sound = samples(piece)
    assert np.abs(sound.mean(axis=0)).max() < 0.01
    assert np.abs(sound[[0, -1]]).max() < 1e-3
    assert np.abs(np.diff(sound, axis=0)).max() < 0.2
    assert (samples(piece) == sound).all()
