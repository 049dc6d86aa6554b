import re
from datetime import date, datetime, timedelta
from datetime import time as day_time
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from kapcircle.core.cells import Fault, Timed, Unreckoned
from kapcircle.core.ids import Millis
from kapcircle.exports import xlsx_in
from tests.exports.workbooks import (
    HEADER,
    bare_workbook,
    book,
    edited,
    planned,
    refusal,
    sheet_of,
    table,
    with_formula,
    with_minutes,
)


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (15, "General", 900_000),
        (0.5, "0.00", 30_000),
        (7.5, '0.0" min"', 450_000),
        (15, '# "seconds"', 900_000),
        (15, '0" % of it"', 900_000),
        ("15", "@", 900_000),
        ("0:30", "@", 30_000),
        ("1:10:00", "@", 4_200_000),
        (day_time(0, 7, 30), "h:mm:ss", 450_000),
        (day_time(0, 7, 30), "mm:ss", 450_000),
        (day_time(0, 7, 30), "[mm]:ss", 450_000),
        (day_time(0, 0, 20), "[$-F400]h:mm:ss\\ AM/PM", 20_000),
        (timedelta(minutes=7, seconds=30), "[mm]:ss", 450_000),
        (timedelta(minutes=90), "[h]:mm:ss", 5_400_000),
        (timedelta(minutes=90, milliseconds=500), "[mm]:ss.0", 5_400_500),
        (timedelta(hours=24), "[h]:mm:ss", 86_400_000),
        (0.3125 / 60, "[mm]:ss", 450_000),
        (0.1, "h:mm:ss;@", 8_640_000),
    ],
)
@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_minutes(value: Any, number_format: str, expected: int, epoch: datetime | None) -> None:
    assert planned(with_minutes(value, number_format, epoch=epoch)) == expected


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
@pytest.mark.parametrize("number_format", ["h:mm:ss", "[h]:mm:ss"])
def test_every_second_of_a_day_is_read_as_it_was_typed(number_format: str, epoch: datetime | None) -> None:
    lengths = range(1, 86_400, 997)

    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        for row, length in enumerate(lengths, 2):
            sheet.append(["A", length / 86_400])
            sheet.cell(row, 2).number_format = number_format

    rows = sheet_of(book(fill, epoch=epoch)).rows
    assert [row.phase.planned for row in rows] == [length * 1_000 for length in lengths]


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (day_time(7, 30), "h:mm", "7:30 could be minutes or hours: type 7.5, or 0:07:30"),
        (day_time(7, 30), "h:mm AM/PM", "7:30 could be minutes or hours: type 7.5, or 0:07:30"),
        (day_time(0, 15), "h:mm", "0:15 could be minutes or hours: type 15, or 0:15:00"),
        (timedelta(hours=26, minutes=15), "[h]:mm", "26:15 could be minutes or hours: type 26.25, or 0:26:15"),
        (1.3125, "h:mm", "1.3125 stands in a cell formatted as a time"),
        (15, "h:mm", "15 stands in a cell formatted as a time: format the cell as a number"),
        (15, "[h]:mm", "15 stands in a cell formatted as a time: format the cell as a number"),
        (0.5, "0%", "“50%” is not a length: type minutes as a number"),
        (0.125, "0.0\\ %", "“12.5%” is not a length"),
        (timedelta(hours=25), "[h]:mm:ss", "25:00:00 is longer than a day"),
        (1.5, "h:mm:ss", "36:00:00 is longer than a day"),
        (timedelta(hours=-1), "[h]:mm:ss", "-1:00:00 is negative"),
        (-0.01, "h:mm:ss", "-0:14:24 is negative"),
        (15, "d-mmm", "-15 is a date or a time of day: type minutes as a number"),
        (date(2026, 3, 1), "yyyy-mm-dd", "2026-03-01 is a date or a time of day"),
        (datetime(2026, 3, 1, 9, 30), "yyyy-mm-dd hh:mm", "2026-03-01 09:30 is a date or a time of day"),  # noqa: DTZ001
        (datetime(2026, 3, 1, 9, 30), "d.m.yy h:mm:ss", "2026-03-01 09:30 is longer than a day"),  # noqa: DTZ001
        (1e9, "h:mm:ss", "the formula gives #VALUE!"),
        (True, "General", "TRUE is not a length"),
        (0, "General", "is zero"),
        (-5, "General", "-5 is negative"),
        (1441, "General", "1441 is longer than a day"),
        ("7,5", "General", "“7,5” has a comma: type 7.5"),
        ("soon", "General", "“soon” is not a length"),
        ("=1+1", "General", "the formula has no saved value: open the file in the spreadsheet program and save it"),
        ("#DIV/0!", "General", "the formula gives #DIV/0!"),
        (None, "h:mm:ss", "is empty: how long"),
    ],
)
def test_what_is_no_length_is_refused_with_its_row(value: Any, number_format: str, words: str) -> None:
    said = refusal(with_minutes(value, number_format))
    assert "row 2, column Minutes (B): " in said
    assert words in said


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_dates_and_days_are_right_in_both_calendars(epoch: datetime | None) -> None:
    assert "2026-03-01 is a date" in refusal(with_minutes(date(2026, 3, 1), "yyyy-mm-dd", epoch=epoch))
    assert "36:00:00 is longer than a day" in refusal(with_minutes(1.5, "h:mm:ss", epoch=epoch))


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [(15, None, 900_000), (0.25, None, 15_000), ("0:30", None, 30_000), (0.1, "h:mm:ss", 8_640_000)],
)
def test_a_formula_counts_by_its_value(value: Any, number_format: str | None, expected: int) -> None:
    assert planned(with_formula(value, number_format=number_format)) == expected


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        ("#DIV/0!", None, "row 2, column Minutes (B): the formula gives #DIV/0!: correct it"),
        ("#N/A", None, "the formula gives #N/A"),
        ("", None, "the formula has no saved value"),
        (0.3125, "h:mm", "7:30 could be minutes or hours"),
        (True, None, "TRUE is not a length"),
        (0, None, "is zero: a phase needs a length (a formula that was never reckoned is zero, too)"),
    ],
)
def test_a_formula_that_gives_no_length_is_refused(value: Any, number_format: str | None, words: str) -> None:
    assert words in refusal(with_formula(value, number_format=number_format))


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell() -> None:
    def emptied(xml: str) -> str:
        return re.sub(r'<c r="B2"><f>(.*?)</f><v></v>', r'<c r="B2" t="str"><f>\1</f><v></v>', xml)

    data = edited(with_formula(""), "xl/worksheets/sheet1.xml", emptied)
    assert xlsx_in.parse(data, "x").lines[1].cells == ("Peak", None)
    assert xlsx_in.parse(with_formula(""), "x").lines[1].cells == ("Peak", Unreckoned())


def test_formulas_in_unknown_columns_do_not_matter() -> None:
    sheet = sheet_of(table([*HEADER, "Start", "Sum"], ["A", 5, "=1/0", "#REF!"], [None, None, "=C2+B2", None]))
    assert sheet.unknown == ("Start (C)", "Sum (D)")
    assert [row.number for row in sheet.rows] == [2]


def test_cells_become_what_the_core_knows() -> None:
    data = table(["a", 1, 1.5, True, None, "=1", "#N/A", day_time(1, 2, 3)])
    assert xlsx_in.parse(data, "x").lines[0].cells == (
        "a", 1, 1.5, True, None, Unreckoned(), Fault("#N/A"), Timed(Millis(3_723_000), True, "1:02:03"),
    )  # fmt: skip


def test_a_time_written_as_iso_8601_without_a_format_is_no_length() -> None:
    row = '<x:row><x:c t="str"><x:v>{}</x:v></x:c><x:c t="{}"><x:v>{}</x:v></x:c></x:row>'
    data = bare_workbook(
        f"<x:sheetData>{row.format('Phase', 'str', 'Minutes')}{row.format('A', 'd', '07:30:00')}</x:sheetData>"
    )
    assert "7:30 could be minutes or hours" in refusal(data)
