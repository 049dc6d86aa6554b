"""Programmes as files on a disk."""

from pathlib import Path

import pytest

from kapcircle.app.fit import ProgrammeFiles
from kapcircle.core.errors import KnownError
from tests.made_up import small_programme

SMALL = small_programme("x")


def test_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "small.json"
    ProgrammeFiles().write(str(path), SMALL)
    assert ProgrammeFiles().read(str(path), lambda: "x") == SMALL
    assert "\n  " in path.read_text("utf-8"), "a person can read it"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{", "bad.json: this is not a programme:"),
        ("[" * 100_000, "bad.json: this is not a programme:"),
        ('{"name": "x"}', "bad.json: source: is missing."),
        ('{"name": "x", "source": "y", "unseen": NaN}', "bad.json: unseen: must be a number"),
    ],
)
def test_what_is_no_programme_is_said_with_file_and_key(tmp_path: Path, words: str, said: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(words, "utf-8")
    with pytest.raises(KnownError) as error:
        ProgrammeFiles().read(str(path), lambda: "x")
    assert str(error.value).startswith(said)


def test_a_folder_that_is_away_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be written"):
        ProgrammeFiles().write(str(tmp_path / "away" / "x.json"), SMALL)
