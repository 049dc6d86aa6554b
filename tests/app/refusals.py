"""A rehearsal that is refused: said where, and nothing written."""

from pathlib import Path

import pytest

from kapcircle.__main__ import main
from tests.app.listening import csv_sheet, tone_file

OUTPUTS = ("--sound-file", "out.wav", "--report", "out.json", "--screenshot", "out.png")


def prepared(folder: Path) -> Path:
    """A folder with a rundown that is right, and its music."""
    tone_file(folder / "tone.flac", 300, 2)
    csv_sheet(folder / "plan.csv", ("One", 1, "hold", "", "tone.flac"), ("Two", 1, "", "", "", "", "ember"))
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(x): x.read_bytes() for x in folder.rglob("*") if x.is_file()}


def refused(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """What the command says on standard error; it must do nothing else."""
    before = everything(folder)
    assert main(["rehearse", *options]) == 2
    assert everything(folder) == before
    said = capsys.readouterr().err
    assert said.startswith("kapcircle: ")
    assert "Traceback" not in said
    return said
