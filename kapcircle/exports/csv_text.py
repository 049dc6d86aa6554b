"""CSV that any spreadsheet opens, and that none takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet would run, behind any number of apostrophes."""

_GUARDED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def encode(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as UTF-8 with a mark (spreadsheets need it), commas, CRLF."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(map(_written, row) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _written(value: object) -> object:
    match value:
        case str():
            return guarded(value)
        case float():
            return f"{value:.6f}".rstrip("0").rstrip(".")
        case _:
            return value


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text
