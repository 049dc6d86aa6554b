"""A table written as a workbook of one sheet."""

import io

from xlsxwriter import Workbook

from kapcircle.core.sheet_out import Shown

_WIDTHS = {"Phase": 28, "Note": 48, "Music": 24, "Look": 14, "Group": 18}
"""In characters; what is not named here holds a number or a word."""


def encode(rows: tuple[tuple[Shown, ...], ...]) -> bytes:
    """The rows as XLSX, the first of them the heading."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rundown")
        head, body = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
        for place, column in enumerate(rows[0]):
            sheet.set_column(place, place, _WIDTHS.get(str(column), 10))
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                # a text is written as what it is: "=1+1" is no formula here, and "www.x" no link
                write = sheet.write_string if isinstance(value, str) else sheet.write
                write(number, place, value, body if number else head)
    return file.getvalue()
