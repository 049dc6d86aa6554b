import csv
import io
from pathlib import Path

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.exports import actuals_csv
from kapcircle.exports.actuals_csv import HEADER, Actual

ROWS = (
    Actual("Opening", "Before", "14:00:05", "14:16:35", Millis(900_000), Millis(990_000), Millis(0), Millis(90_000)),
    Actual(
        "=Peak", "", "14:16:35", "", Millis(4_200_000), Millis(4_140_500), Millis(60_000), Millis(-59_500), "inserted"
    ),
    Actual("Rest", "", "", "", Millis(600_000), None, None, None, "not reached"),
)


def test_lengths_for_eyes_and_for_sums(tmp_path: Path) -> None:
    path = tmp_path / "actuals.csv"
    actuals_csv.write(path, ROWS)
    header, *rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    assert tuple(header) == HEADER
    assert [dict(zip(header, row, strict=True)) for row in rows] == [
        {
            "Phase": "Opening", "Group": "Before", "Entered": "14:00:05", "Left": "14:16:35", "Planned": "0:15:00",
            "Actual": "0:16:30", "Held": "0:00:00", "Over": "0:01:30", "Planned s": "900", "Actual s": "990",
            "Held s": "0", "Over s": "90", "Remark": "",
        },
        {
            "Phase": "'=Peak", "Group": "", "Entered": "14:16:35", "Left": "", "Planned": "1:10:00",
            "Actual": "1:09:00", "Held": "0:01:00", "Over": "−0:01:00", "Planned s": "4200", "Actual s": "4140.5",
            "Held s": "60", "Over s": "-59.5", "Remark": "inserted",
        },
        {
            "Phase": "Rest", "Group": "", "Entered": "", "Left": "", "Planned": "0:10:00", "Actual": "", "Held": "",
            "Over": "", "Planned s": "600", "Actual s": "", "Held s": "", "Over s": "", "Remark": "not reached",
        },
    ]  # fmt: skip


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"actuals\.csv cannot be written"):
        actuals_csv.write(tmp_path / "none" / "actuals.csv", ROWS)
