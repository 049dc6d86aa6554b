import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from openpyxl.chart import BarChart, Reference
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from kapcircle.core.cells import Fault, Timed, Unreckoned
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.rundown import Rundown
from kapcircle.core.sheet import Sheet, read
from kapcircle.exports import xlsx_sheet
from tests.core.sheets import anonymous, known, rundowns

HEADER = ["Phase", "Minutes"]


def book(fill: Callable[[Worksheet], object], *, epoch: datetime | None = None) -> bytes:
    """A workbook as openpyxl writes it: no saved values of formulas."""
    workbook = openpyxl.Workbook()
    if epoch:
        workbook.epoch = epoch
    assert isinstance(workbook.active, Worksheet)
    fill(workbook.active)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def table(*rows: list[Any]) -> bytes:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(row)

    return book(fill)


def with_minutes(value: Any, number_format: str = "General", *, epoch: datetime | None = None) -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        sheet.append(["Peak", value])
        sheet["B2"].number_format = number_format

    return book(fill, epoch=epoch)


def with_formula(value: Any, *, number_format: str | None = None) -> bytes:
    """A workbook as XlsxWriter writes it: with the saved value that it was given."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write(1, 0, "Peak")
        style = workbook.add_format({"num_format": number_format}) if number_format else None
        sheet.write_formula(1, 1, "=A9+1", style, value)
    return file.getvalue()


def edited(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts changed by hand."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            body = before.read(name)
            after.writestr(name, change(body.decode()) if name == part else body)
    return file.getvalue()


def sheet_of(data: bytes) -> Sheet:
    return read(xlsx_sheet.parse(data, "day.xlsx"), known())


def planned(data: bytes) -> int:
    (row,) = sheet_of(data).rows
    return row.phase.planned


def refusal(data: bytes) -> str:
    with pytest.raises(KnownError) as said:
        sheet_of(data)
    return str(said.value)


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (15, "General", 900_000),
        (0.5, "0.00", 30_000),
        (7.5, '0.0" min"', 450_000),
        (15, '# "seconds"', 900_000),
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
        (1.3125, "h:mm", "7:30 could be minutes or hours"),
        (15, "h:mm", "0:00 could be minutes or hours"),
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


def test_dates_are_right_in_both_calendars() -> None:
    for epoch in (None, CALENDAR_MAC_1904):
        said = refusal(with_minutes(date(2026, 3, 1), "yyyy-mm-dd", epoch=epoch))
        assert "2026-03-01 is a date" in said


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
    assert xlsx_sheet.parse(data, "x").lines[1].cells == ("Peak", None)
    assert xlsx_sheet.parse(with_formula(""), "x").lines[1].cells == ("Peak", Unreckoned())


def test_formulas_in_unknown_columns_do_not_matter() -> None:
    sheet = sheet_of(table([*HEADER, "Start", "Sum"], ["A", 5, "=1/0", "#REF!"], [None, None, "=C2+B2", None]))
    assert sheet.unknown == ("Start (C)", "Sum (D)")
    assert [row.number for row in sheet.rows] == [2]


def test_title_blank_rows_and_leading_columns() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"], sheet["C4"], sheet["E4"], sheet["D4"] = "Our day", "minutes ", "\u00a0PHASE", "Owner"
        sheet["C6"], sheet["E6"], sheet["H6"] = 5, "A", "a remark"
        sheet.merge_cells("B2:F2")

    sheet = sheet_of(book(fill))
    assert [(row.number, row.phase.name, row.phase.planned) for row in sheet.rows] == [(6, "A", 300_000)]
    assert sheet.unknown == ("Owner (D)", "H (no heading)")
    assert sheet.notices[0] == "What stands above the header in row 4 was left out."


def test_texts_are_what_is_seen() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append([*HEADER, "Note", "Group"])
        sheet.append([1, 5, day_time(14, 30), date(2026, 3, 1)])
        sheet.append([2.5, 5, True, "line\r\nbreak_x000D_\nend"])
        sheet["C2"].number_format, sheet["D2"].number_format = "h:mm", "d/m/yyyy"

    rows = sheet_of(book(fill)).rows
    assert [(row.phase.name, row.phase.note, row.phase.group) for row in rows] == [
        ("1", "14:30", "2026-03-01"),
        ("2.5", "TRUE", "line\nbreak\nend"),
    ]


def test_the_first_visible_sheet_is_read_and_said() -> None:
    workbook = openpyxl.Workbook()
    for title, state in (("Lists", "hidden"), ("Old", "veryHidden"), ("Today", "visible"), ("Later", "visible")):
        sheet = workbook.create_sheet(title)
        sheet.append(HEADER)
        sheet.append([title, 5])
        sheet.sheet_state = state
    chart = BarChart()
    chart.add_data(Reference(workbook["Today"], 1, 1, 2, 2))
    workbook.create_chartsheet("Chart", 0).add_chart(chart)
    del workbook["Sheet"]
    got = sheet_of(saved(workbook))
    assert [row.phase.name for row in got.rows] == ["Today"]
    assert got.notices == ("The workbook has 5 sheets; “Today”, the first that is visible, was read.",)


def test_a_workbook_whose_sheets_are_all_hidden_is_refused() -> None:
    hidden = edited(table(HEADER), "xl/workbook.xml", lambda xml: xml.replace('state="visible"', 'state="hidden"'))
    assert refusal(hidden) == "day.xlsx has no sheet that is visible."


def test_merged_cells() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (
            ["Group", *HEADER, "Music"],
            ["Journey", "A", 5, "peak"],
            [None, "B", 6],
            [None, "C", 7],
            [None, "D", 8],
        ):
            sheet.append(row)
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("D2:D5")
        sheet.merge_cells("F7:G9")

    sheet = sheet_of(edited(book(fill), "xl/worksheets/sheet1.xml", lambda xml: xml.replace("F7:G9", "F7:G9000")))
    assert [row.phase.group for row in sheet.rows] == ["Journey", "Journey", "Journey", ""]
    assert [len(row.phase.cues) for row in sheet.rows] == [1, 0, 0, 0]
    assert sheet.notices == ("Merged cells count once, in their first row; a merged group holds for all of its rows.",)


def test_minutes_merged_over_rows_do_not_count_twice() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (HEADER, ["A", 5], ["B", None]):
            sheet.append(row)
        sheet.merge_cells("B2:B3")

    assert "row 3, column Minutes (B): is empty" in refusal(book(fill))


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", ""])
def test_the_used_range_that_the_file_claims_does_not_matter(dimension: str) -> None:
    data = edited(
        table(HEADER, ["A", 5]),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(r"<dimension[^>]*>", f'<dimension ref="{dimension}"/>' if dimension else "", xml),
    )
    assert planned(data) == 300_000


def test_a_sheet_formatted_to_its_end_is_read_in_no_time() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        sheet.append(["A", 5])
        sheet["XFD1048576"] = "x"
        sheet["XFD3"] = "y"

    began = time.perf_counter()
    sheet = sheet_of(book(fill))
    assert time.perf_counter() - began < 5
    assert sheet.unknown == ("XFD (no heading)",)
    assert sheet.notices[0] == "Only the first 5000 rows were read."


def test_a_sheet_of_too_many_cells_is_read_as_far_as_a_rundown_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, "MOST_CELLS", 10)
    sheet = sheet_of(table(HEADER, *([f"{i}", 5] for i in range(20))))
    assert len(sheet.rows) == 5
    assert sheet.notices == ("Only the first 6 rows were read.",)


def old_workbook(word: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + word.encode("utf-16-le")


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        for name in names:
            out.writestr(name, "x")
    return file.getvalue()


GOOD = with_formula(5)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "day.xlsx is empty."),
        (b"Phase,Minutes\r\n", "day.xlsx is no XLSX workbook; if it is text, give it a name that ends in .csv."),
        (old_workbook("EncryptedPackage"), "day.xlsx is protected by a password: save it without one."),
        (old_workbook("Workbook"), "day.xlsx is a workbook of the old kind (XLS): save it as XLSX or CSV."),
        (GOOD[: len(GOOD) // 2], "day.xlsx is damaged, or was not copied to its end."),
        (archive("mimetype", "content.xml"), "day.xlsx is a workbook of another kind (XLSB, ODS)"),
        (archive("[Content_Types].xml", "xl/workbook.bin"), "day.xlsx is a workbook of another kind"),
        (archive("word.txt"), "day.xlsx is an archive, but no XLSX workbook."),
        (archive("[Content_Types].xml"), "day.xlsx is damaged: open it in the spreadsheet program and save it again."),
        (edited(GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml[:-60]), "day.xlsx is damaged: open it"),
        (edited(GOOD, "xl/styles.xml", lambda _: "<nonsense>"), "day.xlsx is damaged: open it"),
        (edited(GOOD, "xl/sharedStrings.xml", lambda _: "<sst/>"), "day.xlsx is damaged: open it"),
        (GOOD.replace(b"xl/sharedStrings.xml", b"xl/sharedStrings.xmm"), "day.xlsx is damaged: open it"),
        (edited(GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml.replace('r="B2"', 'r="?"')), "day.xlsx is damaged"),
    ],
)
def test_what_is_no_workbook_is_said(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_an_archive_with_a_password_is_said() -> None:
    data = bytearray(GOOD)
    for at in (found.start() for found in re.finditer(b"PK\x01\x02", GOOD)):
        data[at + 8] |= 1
    assert refusal(bytes(data)) == "day.xlsx is protected by a password: save it without one."


def test_an_archive_that_unpacks_to_a_mountain_is_refused() -> None:
    data = edited(GOOD, "xl/sharedStrings.xml", lambda xml: xml + " " * 64_000_000)
    assert len(data) < 200_000
    assert "unpacks to more than any rundown" in refusal(data)


def test_ornaments_do_no_harm() -> None:
    def fill(sheet: Worksheet) -> None:
        from openpyxl.comments import Comment
        from openpyxl.styles import PatternFill
        from openpyxl.worksheet.datavalidation import DataValidation

        sheet.append([*HEADER, "End"])
        sheet.append(["A", 5, "hold"])
        sheet["A2"].comment = Comment("remember", "someone")
        sheet["A2"].hyperlink = "https://example.org"
        sheet["B2"].fill = PatternFill("solid", "FFAA00")
        validation = DataValidation("list", '"hold,offer,advance"')
        validation.add("C2:C99")
        sheet.add_data_validation(validation)
        sheet.auto_filter.ref = "A1:C2"

    assert planned(book(fill)) == 300_000


def test_cells_become_what_the_core_knows() -> None:
    data = table(["a", 1, 1.5, True, None, "=1", "#N/A", day_time(1, 2, 3)])
    assert xlsx_sheet.parse(data, "x").lines[0].cells == (
        "a", 1, 1.5, True, None, Unreckoned(), Fault("#N/A"), Timed(Millis(3_723_000), True, "1:02:03"),
    )  # fmt: skip


CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def bare_workbook(sheet: str) -> bytes:
    """The least that is a workbook: one sheet, no styles, no shared texts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT}sheet.main+xml"/>'
            f'<Override PartName="/xl/plan.xml" ContentType="{CONTENT}worksheet+xml"/></Types>',
        )
        out.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        out.writestr(
            "xl/workbook.xml",
            f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{RELATION}"><x:sheets><x:sheet name="Plan" sheetId="7" r:id="r9"/>'
            "</x:sheets></x:workbook>",
        )
        out.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="r9" Type="{RELATION}/worksheet" '
            'Target="plan.xml"/></Relationships>',
        )
        out.writestr("xl/plan.xml", f'<x:worksheet xmlns:x="{MAIN}">{sheet}</x:worksheet>')
    return file.getvalue()


def test_the_barest_workbook_is_read() -> None:
    def text(words: str) -> str:
        return f'<x:c t="inlineStr"><x:is><x:r><x:t>{words}</x:t></x:r></x:is></x:c>'

    rows = (
        f"<x:row>{text('Group')}{text('Phase')}{text('Minutes')}</x:row>",
        f'<x:row r="3">{text("Journey")}{text("A")}<x:c><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>',
        f'<x:row>{text("")}<x:c t="str"><x:v>B</x:v></x:c><x:c><x:v>3.5</x:v></x:c></x:row>',
    )
    merged = '<x:mergeCells count="1"><x:mergeCell ref="A3:A4"/></x:mergeCells>'
    sheet = sheet_of(bare_workbook(f"<x:sheetData>{''.join(rows)}</x:sheetData>{merged}"))
    assert [(row.number, row.phase.name, row.phase.planned, row.phase.group) for row in sheet.rows] == [
        (3, "A", 120_000, "Journey"),
        (4, "B", 210_000, "Journey"),
    ]


def test_a_time_written_as_iso_8601_without_a_format_is_no_length() -> None:
    row = '<x:row><x:c t="str"><x:v>{}</x:v></x:c><x:c t="{}"><x:v>{}</x:v></x:c></x:row>'
    data = bare_workbook(
        f"<x:sheetData>{row.format('Phase', 'str', 'Minutes')}{row.format('A', 'd', '07:30:00')}</x:sheetData>"
    )
    assert "7:30 could be minutes or hours" in refusal(data)


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
