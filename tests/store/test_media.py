"""What is wrong with the recordings of a plan is said before the circle opens, each by its title."""

import stat
import sys
from pathlib import Path

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.playlist import Track
from kapcircle.desk.heed import Heed
from kapcircle.store.media import MediaFolder

BYTES = b"as good as sound"


def keep(source: Path, folder: Path, heed: Heed) -> Path:
    kept = folder / source.name
    kept.write_bytes(source.read_bytes())
    return kept


@pytest.fixture
def media(tmp_path: Path) -> MediaFolder:
    return MediaFolder(tmp_path / "media", keep, lambda path, _: Track(TrackId(""), path.stem, Millis(1000)))


@pytest.fixture
def track(tmp_path: Path, media: MediaFolder) -> Track:
    (tmp_path / "Far shore.flac").write_bytes(BYTES)
    return media.take_in(str(tmp_path / "Far shore.flac"))


def lies(media: MediaFolder, track: Track) -> Path:
    return Path(media.folder()) / f"{track.id}{track.suffix}"


def test_a_recording_that_is_as_it_was_is_not_mentioned(media: MediaFolder, track: Track) -> None:
    assert lies(media, track).read_bytes() == BYTES
    assert media.missing([track]) == ()


def test_a_recording_that_is_not_there_is_named(media: MediaFolder, track: Track) -> None:
    lies(media, track).unlink()
    assert media.missing([track]) == ("“Far shore” is not in the media folder: import its file again",)


def test_a_recording_of_which_one_byte_differs_is_named(media: MediaFolder, track: Track) -> None:
    lies(media, track).write_bytes(b"A" + BYTES[1:])
    assert media.missing([track]) == ("“Far shore” is damaged: import its file again",)


def test_a_recording_that_cannot_be_read_is_named_and_the_rest_is_looked_at_all_the_same(
    tmp_path: Path, media: MediaFolder, track: Track
) -> None:
    long = Track(TrackId("x" * 300), "Long", Millis(1000))
    lies(media, track).unlink()
    lies(media, track).mkdir()
    assert media.missing([long, track]) == (
        "“Long” cannot be read: File name too long",
        "“Far shore” cannot be read: Is a directory",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_a_recording_is_nobody_else_s_to_read(media: MediaFolder, track: Track) -> None:
    assert stat.S_IMODE(lies(media, track).stat().st_mode) == 0o600


def test_a_folder_that_takes_nothing_is_named(tmp_path: Path, media: MediaFolder, track: Track) -> None:
    (tmp_path / "file").touch()
    closed = MediaFolder(tmp_path / "file", keep, lambda path, _: track)
    with pytest.raises(KnownError, match=r"^Far shore\.flac could not be copied into .*: "):
        closed.take_in(str(tmp_path / "Far shore.flac"))
