"""Which names of files are rundowns: more are read than are written."""

from itertools import count
from pathlib import Path

import pytest

from kapcircle.app.fit import SpreadsheetFiles
from kapcircle.core.errors import KnownError
from kapcircle.core.rundown import Rundown
from tests.made_up import LOOKS, phase

PLAN = Rundown((phase("One", 1), phase("Two", 2)))


@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx", "PLAN.XLSX"])
def test_a_rundown_is_written_as_what_its_name_says_and_read_back(tmp_path: Path, name: str) -> None:
    numbers = count(1)
    assert SpreadsheetFiles().write(str(tmp_path / name), PLAN) == ()
    draft = SpreadsheetFiles().read(str(tmp_path / name), str(tmp_path), tuple(LOOKS), lambda: f"new-{next(numbers)}")
    assert [(p.name, p.planned) for p in draft.rundown.phases] == [("One", 60_000), ("Two", 120_000)]


@pytest.mark.parametrize("name", ["plan.tsv", "plan.txt", "plan.xlsm", "plan.ods", "plan"])
def test_a_name_that_tells_another_format_is_refused_and_nothing_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(KnownError, match=f"^{name}: a rundown is written as .csv or .xlsx"):
        SpreadsheetFiles().write(str(tmp_path / name), PLAN)
    assert list(tmp_path.iterdir()) == []


def test_tabs_are_read(tmp_path: Path) -> None:
    (tmp_path / "plan.tsv").write_text("Phase\tMinutes\nOne\t1\n", "utf-8")
    draft = SpreadsheetFiles().read(str(tmp_path / "plan.tsv"), str(tmp_path), tuple(LOOKS), lambda: "new")
    assert [p.name for p in draft.rundown.phases] == ["One"]
