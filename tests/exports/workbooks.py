"""Workbooks for tests, from several writers and by hand, and what comes of reading them."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from kapcircle.core.errors import KnownError
from kapcircle.core.sheet import Sheet, read
from kapcircle.exports import xlsx_in
from tests.core.sheets import known

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
    return read(xlsx_in.parse(data, "day.xlsx"), known())


def planned(data: bytes) -> int:
    (row,) = sheet_of(data).rows
    return row.phase.planned


def refusal(data: bytes) -> str:
    with pytest.raises(KnownError) as said:
        sheet_of(data)
    return str(said.value)


def old_workbook(word: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + word.encode("utf-16-le")


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        for name in names:
            out.writestr(name, "x")
    return file.getvalue()


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
