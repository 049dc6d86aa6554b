import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from kapcircle.core.errors import KnownError
from kapcircle.core.rundown import Rundown
from kapcircle.core.sheet import read
from kapcircle.exports import xlsx_sheet
from tests.core.sheets import anonymous, known, rundowns
from tests.exports.workbooks import HEADER, sheet_of, table


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(rundowns)
def test_what_is_written_comes_back_as_it_was(tmp_path: Path, rundown: Rundown) -> None:
    path = tmp_path / "day.xlsx"
    assert xlsx_sheet.write(path, rundown) == ()
    assert anonymous(read(xlsx_sheet.read(path), known()).rundown) == rundown


def test_the_workbook_is_pleasant_to_open(tmp_path: Path) -> None:
    path = tmp_path / "day.xlsx"
    plain = sheet_of(table([*HEADER, "Note"], ["Peak", 7.5, "www.example.org"])).rundown
    xlsx_sheet.write(path, plain)
    sheet = openpyxl.load_workbook(path)["Rundown"]
    assert [cell.value for cell in sheet[1]][:4] == ["Phase", "Minutes", "End", "Note"]
    assert all(cell.font.bold for cell in sheet[1])
    assert (sheet["B2"].value, sheet["B2"].data_type, sheet["D2"].hyperlink) == (7.5, "n", None)
    assert sheet.column_dimensions["D"].width > sheet.column_dimensions["B"].width
    assert sheet.freeze_panes == "B2"


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"none\.xlsx cannot be read"):
        xlsx_sheet.read(tmp_path / "none.xlsx")


def test_nothing_of_it_is_loaded_before_there_is_a_sheet() -> None:
    code = "import sys, kapcircle.exports.xlsx_sheet; sys.exit(bool({'openpyxl', 'xlsxwriter'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
