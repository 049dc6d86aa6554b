import errno
import os
import sys
import unicodedata
from pathlib import Path

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.exports.media_folder import find, gather

FILES = ("opening.flac", "Loud.WAV", "speech.wma", "list.m3u", "odd.flac/x.aiff", "odd.flac/y.aif")
PEAK = ("peak/10 c.mp3", "peak/2 b.ogg", "peak/1 a.Opus", "peak/cover.jpg", "peak/._1 a.Opus", "peak/deeper/3.flac")
OTHERS = ("empty/notes.txt", "old/a.flac", "old/b.m4a")


@pytest.fixture
def media(tmp_path: Path) -> Path:
    folder = tmp_path / "media"
    for name in (*FILES, *PEAK, *OTHERS):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "outside.flac").touch()
    return folder


def names(folder: Path, name: str) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find(folder, name)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("opening.flac", ["opening.flac"]),
        ("Loud.WAV", ["Loud.WAV"]),
        ("peak/2 b.ogg", ["peak/2 b.ogg"]),
        ("peak\\2 b.ogg", ["peak/2 b.ogg"]),
        ("./peak//2 b.ogg", ["peak/2 b.ogg"]),
        ("peak/../opening.flac", ["opening.flac"]),
        ("peak", ["peak/1 a.Opus", "peak/2 b.ogg", "peak/10 c.mp3"]),
        ("peak/", ["peak/1 a.Opus", "peak/2 b.ogg", "peak/10 c.mp3"]),
        ("peak/deeper", ["peak/deeper/3.flac"]),
        ("odd.flac", ["odd.flac/x.aiff", "odd.flac/y.aif"]),
        (".", ["Loud.WAV", "opening.flac"]),
    ],
)
def test_files_and_folders(media: Path, name: str, found: list[str]) -> None:
    (media / "speech.wma").unlink()
    assert names(media, name) == found


def test_an_absolute_path_inside_the_folder_will_do(media: Path) -> None:
    assert names(media, str(media / "opening.flac")) == ["opening.flac"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("openin.flac", "“openin.flac” was not found; nearest: opening.flac"),
        ("Opening.flac", "“Opening.flac” was not found; nearest: opening.flac"),
        ("loud.wav", "“loud.wav” was not found; nearest: Loud.WAV"),
        ("opening", "“opening” was not found; nearest: opening.flac"),
        ("peak/3 b.ogg", "“peak/3 b.ogg” was not found: there is no “3 b.ogg” in peak; nearest: 2 b.ogg"),
        ("Peak/2 b.ogg", "“Peak/2 b.ogg” was not found: there is no “Peak” in media; nearest: peak"),
        ("opening.flac/x", "“opening.flac/x” was not found: there is no “x” in opening.flac"),
        ("zzz", "“zzz” was not found"),
        ("https://example.org/x.flac", "was not found: there is no “https:” in media"),
        (
            "empty",
            "the folder “empty” holds no recordings; recordings end in .aif, .aiff, .flac, .mp3, .ogg, .opus, .wav",
        ),
        ("old", "the folder “old” holds what cannot be played (b.m4a): convert it to FLAC"),
        ("speech.wma", "speech.wma cannot be played: convert it to FLAC"),
        ("list.m3u", "list.m3u is no recording"),
        ("../outside.flac", "“../outside.flac” leads out of the media folder media"),
        ("peak/../../outside.flac", "leads out of the media folder"),
        ("..\\outside.flac", "leads out of the media folder"),
        ("/etc/passwd", "“/etc/passwd” does not lie in the media folder media: copy it there"),
        ("C:\\Music\\a.flac", "does not lie in the media folder"),
    ],
)
def test_what_is_missing_is_said_with_what_comes_near(media: Path, name: str, words: str) -> None:
    with pytest.raises(KnownError) as said:
        find(media, name)
    assert words in str(said.value)


@pytest.mark.parametrize("name", ["zzz", "speech.wav", "list.flac"])
def test_what_comes_near_and_can_be_played_is_all_that_is_said(media: Path, name: str) -> None:
    with pytest.raises(KnownError) as said:
        find(media, name)
    assert str(said.value) == f"“{name}” was not found"


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"the media folder .*nowhere does not exist"):
        find(tmp_path / "nowhere", "a.flac")


def test_a_link_that_leads_nowhere_is_missing(media: Path) -> None:
    (media / "gone.flac").symlink_to(media / "never.flac")
    with pytest.raises(KnownError, match=r"“gone\.flac” was not found"):
        find(media, "gone.flac")


@pytest.mark.parametrize("name", ["list", "list/1.flac"])
@pytest.mark.parametrize("call", ["iterdir", "stat"])
def test_a_folder_that_may_not_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, call: str
) -> None:
    (tmp_path / "list").mkdir()
    (tmp_path / "list/1.flac").touch()
    does = getattr(Path, call)

    def may_not(path: Path, **more: object) -> object:
        if path.name == "list":
            raise PermissionError(errno.EACCES, "Permission denied")
        return does(path, **more)

    with monkeypatch.context() as patched:
        patched.setattr(Path, call, may_not)
        with pytest.raises(KnownError) as said:
            find(tmp_path, name)
    assert str(said.value) == f"“{name}” cannot be read: Permission denied"


def test_accents_are_the_same_however_they_are_stored(tmp_path: Path) -> None:
    composed, apart = unicodedata.normalize("NFC", "Été.flac"), unicodedata.normalize("NFD", "Été.flac")
    for stored, asked in ((composed, apart), (apart, composed)):
        (tmp_path / stored).touch()
        assert len(find(tmp_path, asked)) == 1
        (tmp_path / stored).unlink()


def test_natural_order(tmp_path: Path) -> None:
    ordered = [
        "1.flac",
        "01 b.flac",
        "1 c.flac",
        "2 a.flac",
        "2 B.flac",
        "10.flac",
        "a1b2.flac",
        "a1b10.flac",
        "A2.flac",
        "b.flac",
    ]
    for name in reversed(ordered):
        (tmp_path / name).touch()
    assert names(tmp_path, ".") == ordered


def test_whatever_sounds_in_files_and_folders_is_gathered_in_order_and_what_does_not_is_named(media: Path) -> None:
    found, left_out = gather([media / "peak", media / "old", media / "opening.flac", media / "opening.flac"])
    assert [path.relative_to(media).as_posix() for path in found] == [
        "peak/1 a.Opus",
        "peak/2 b.ogg",
        "peak/10 c.mp3",
        "peak/deeper/3.flac",
        "old/a.flac",
        "opening.flac",
    ]
    assert left_out == ["b.m4a cannot be played: convert it to FLAC"]
    assert gather([media / "list.m3u", media / "empty"]) == (
        [],
        [
            "list.m3u is no recording; recordings end in .aif, .aiff, .flac, .mp3, .ogg, .opus, .wav",
            "the folder empty holds no recordings; they end in .aif, .aiff, .flac, .mp3, .ogg, .opus, .wav",
        ],
    )


def test_a_folder_that_cannot_be_read_is_named_and_the_rest_is_gathered(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "old":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listing(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found, left_out = gather([media / "old", media / "opening.flac"])
    assert [path.name for path in found] == ["opening.flac"]
    assert left_out == ["old cannot be read: Permission denied"]


def test_a_folder_within_that_cannot_be_read_keeps_nothing_else_back(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "deeper":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listing(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found, left_out = gather([media / "peak"])
    assert [path.name for path in found] == ["1 a.Opus", "2 b.ogg", "10 c.mp3"]
    assert "deeper cannot be read: Permission denied" in left_out


def test_what_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    found, left_out = gather([tmp_path / "gone", tmp_path / "gone.flac"])
    assert not found
    assert [words.partition(":")[0] for words in left_out] == ["gone is missing", "gone.flac is missing"]


def test_a_name_that_no_disk_can_have_is_said_and_keeps_nothing_else_back(media: Path) -> None:
    long = f"{'x' * 300}.flac"
    (media / "peak" / "5.flac").symlink_to(long)
    found, left_out = gather([media / long, media / "peak"])
    assert [path.name for path in found] == ["1 a.Opus", "2 b.ogg", "10 c.mp3", "3.flac"]
    assert left_out == [f"{long} cannot be read: File name too long", "5.flac cannot be read: File name too long"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are rare there")
def test_links_that_lead_nowhere_or_round_and_what_is_no_file_are_named(media: Path) -> None:
    peak = media / "peak"
    (peak / "3 gone.flac").symlink_to("never.flac")
    (peak / "4 round.flac").symlink_to("4 round.flac")
    (peak / "5 up").symlink_to(media)
    os.mkfifo(peak / "6 pipe.wav")
    found, left_out = gather([peak])
    assert [path.name for path in found] == ["1 a.Opus", "2 b.ogg", "10 c.mp3", "3.flac"]
    assert [words.partition(":")[0] for words in left_out] == [
        "3 gone.flac is missing",
        "4 round.flac is missing",
        "5 up is a link to a folder",
        "6 pipe.wav is no file that could be copied",
    ]
