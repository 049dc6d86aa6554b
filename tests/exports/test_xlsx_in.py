import re
import time
from datetime import date
from datetime import time as day_time

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from kapcircle.exports import xlsx_in
from tests.exports.workbooks import (
    HEADER,
    archive,
    bare_workbook,
    book,
    edited,
    old_workbook,
    planned,
    refusal,
    saved,
    sheet_of,
    table,
    with_formula,
)


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


def test_the_first_visible_sheet_with_a_header_is_read_and_the_others_are_named() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Notes").append(["Bring cushions"])
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
    others = "Chart, Notes, Lists, Old, Later"
    assert got.notices == (f"“Today” was read; the other sheets of the workbook were not: {others}.",)


def test_where_no_sheet_has_a_header_it_is_said_which_was_looked_at() -> None:
    workbook = openpyxl.Workbook()
    for title in ("Notes", "Staff"):
        workbook.create_sheet(title).append([f"{title} of the day"])
    del workbook["Sheet"]
    missing, read = refusal(saved(workbook)).splitlines()
    assert missing.endswith("The sheet begins in row 1 with: Notes of the day.")
    assert read == "“Notes” was read; the other sheets of the workbook were not: Staff."


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
        sheet["XFD1048576"].font = Font(bold=True)
        sheet["XFD3"] = "y"

    began = time.perf_counter()
    sheet = sheet_of(book(fill))
    assert time.perf_counter() - began < 5
    assert sheet.unknown == ("XFD (no heading)",)
    assert len(sheet.notices) == 1


@pytest.mark.parametrize("says", ["x", 5, "=1+1"])
def test_a_sheet_that_says_something_far_below_is_no_rundown(says: str | int) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        sheet.append(["A", 5])
        sheet.cell(6_000, 2, says)

    assert "“Sheet” in day.xlsx says something beyond row 5000" in refusal(book(fill))


def test_rows_without_numbers_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_in, "MOST_ROWS", 2)
    row = '<x:row><x:c t="str"><x:v>Phase</x:v></x:c></x:row>'
    assert "beyond row 2" in refusal(bare_workbook(f"<x:sheetData>{row * 3}</x:sheetData>"))


def test_a_sheet_of_too_many_cells_is_no_rundown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_in, "MOST_CELLS", 10)
    assert "beyond row 6" in refusal(table(HEADER, *([f"{i}", 5] for i in range(20))))


def test_a_sheet_too_large_to_look_through_is_said_to_be_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_in, "MOST_ROWS", 2)
    monkeypatch.setattr(xlsx_in, "LARGEST_PART", 10)
    assert sheet_of(table(HEADER, ["A", 5], ["B", 5])).notices == ("Only the first 2 rows were read.",)


def test_rows_that_are_hidden_are_read_and_said() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (HEADER, ["A", 5], ["B", 5], [None, None], ["C", 5]):
            sheet.append(row)
        for number in (3, 4, 5):
            sheet.row_dimensions[number].hidden = True

    sheet = sheet_of(book(fill))
    assert [row.phase.name for row in sheet.rows] == ["A", "B", "C"]
    assert sheet.notices == ("Rows that the sheet hides were read all the same: 3, 5.",)


def test_a_strict_workbook_is_said_to_be_one() -> None:
    strict = edited(GOOD, "xl/workbook.xml", lambda xml: re.sub(r'xmlns="[^"]*"', f'xmlns="{STRICT}"', xml))
    assert refusal(strict).startswith("day.xlsx is a workbook of the strict kind (Strict Open XML): save it as")


GOOD = with_formula(5)
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


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
