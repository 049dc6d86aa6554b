"""A file is written whole, or words say why not."""

from pathlib import Path

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.exports.csv_text import guarded, unguarded
from kapcircle.exports.files import save


@pytest.mark.parametrize("name", ["gone/x.csv", "there.csv/x.csv", "folder", f"{'a' * 300}.csv", ""])
def test_where_nothing_can_be_written_it_is_said_and_nothing_lies_about(tmp_path: Path, name: str) -> None:
    (tmp_path / "there.csv").write_bytes(b"as it was")
    (tmp_path / "folder").mkdir()
    with pytest.raises(KnownError, match=r"cannot be written|Give the file a name"):
        save(tmp_path / name if name else Path(), b"rows")
    assert sorted(x.name for x in tmp_path.iterdir()) == ["folder", "there.csv"]
    assert (tmp_path / "there.csv").read_bytes() == b"as it was"


@pytest.mark.parametrize(
    "name",
    ["V.kapcircle", "V.kapcircle.keys", "V.kapcircle-wal", "V.backups/one.kapcircle", "V.backups/x", "media/song.wav"],
)
def test_nothing_is_written_over_a_vault_or_what_lies_beside_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "V.backups").mkdir()
    (tmp_path / "media").mkdir()
    (tmp_path / "V.kapcircle").write_bytes(b"sealed")
    (tmp_path / name).write_bytes(b"sealed")
    with pytest.raises(KnownError, match=r"would lie where a vault keeps its own\. Choose another name or folder"):
        save(tmp_path / name, b"a paper")
    assert (tmp_path / name).read_bytes() == b"sealed"


def test_folders_that_are_only_called_like_those_of_a_vault_take_files(tmp_path: Path) -> None:
    for folder in ("mine.backups", "media"):
        (tmp_path / folder).mkdir()
        save(tmp_path / folder / "x.pdf", b"a paper")
        assert (tmp_path / folder / "x.pdf").read_bytes() == b"a paper"


def test_a_link_that_leads_in_a_circle_is_said(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(KnownError, match=r"x\.pdf cannot be written"):
        save(tmp_path / "loop" / "x.pdf", b"a paper")


def test_a_folder_without_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", no)
    monkeypatch.setattr(Path, "unlink", no)
    with pytest.raises(KnownError, match=r"x\.csv cannot be written: Permission denied\."):
        save(tmp_path / "x.csv", b"rows")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "'=1", "\uff1d1"])
def test_what_a_spreadsheet_would_run_is_guarded_and_comes_back_as_it_was(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text
