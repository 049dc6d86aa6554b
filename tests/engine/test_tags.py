"""What a file says of itself is read in one line each; what it says wrongly costs nothing."""

from pathlib import Path

import pytest
import soundfile

from kapcircle.core.tracks import LONGEST
from kapcircle.engine.tags import Tags, read
from tests.engine.sounds import RATE, noise, write


def tagged(path: Path, **tags: str) -> Path:
    kinds = {"flac": "PCM_16", "ogg": "VORBIS", "mp3": "MPEG_LAYER_III", "wav": "PCM_16", "opus": "OPUS"}
    suffix = path.suffix[1:]
    with soundfile.SoundFile(path, "w", RATE, 2, kinds[suffix], format="OGG" if suffix == "opus" else None) as file:
        for name, words in tags.items():
            setattr(file, name, words)
        for at in range(0, RATE, 8192):
            file.write(noise(1)[at : at + 8192])
    return path


@pytest.mark.parametrize("suffix", ["flac", "ogg", "opus", "mp3", "wav"])
def test_title_and_artist_are_read(tmp_path: Path, suffix: str) -> None:
    said = read(tagged(tmp_path / f"a.{suffix}", title="Far shore", artist="Ana Ilić"))
    assert said.title == "Far shore"
    assert said.artist.startswith("Ana Ili")


@pytest.mark.parametrize("suffix", ["flac", "ogg"])
def test_the_licence_is_read_where_a_file_names_one(tmp_path: Path, suffix: str) -> None:
    path = tagged(tmp_path / f"a.{suffix}", title="x", license="CC BY 4.0\n\t(Ana)", copyright="2020 Ana")
    assert read(path).licence == "CC BY 4.0 (Ana)"


def test_a_long_text_is_cut(tmp_path: Path) -> None:
    assert len(read(tagged(tmp_path / "a.flac", title="x" * 500)).title) == LONGEST


def test_what_says_nothing_or_is_damaged_has_no_tags(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.wav", noise(1))) == Tags()
    (tmp_path / "b.flac").write_bytes(b"fLaC" + bytes(20))
    (tmp_path / "c.mp3").write_bytes(b"ID3\x04\0\0\0\0\x7f\x7f" + b"\xff" * 300)
    (tmp_path / "d.flac").write_text("these are words")
    for path in sorted(tmp_path.iterdir()):
        assert read(path) == Tags()
    assert read(tmp_path / "gone.flac") == Tags()
