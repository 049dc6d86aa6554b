"""Planned against actual as CSV: each length once for eyes, as h:mm:ss, and once for sums, in seconds."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kapcircle.core.ids import SECOND, Millis
from kapcircle.core.lengths import clock
from kapcircle.exports.csv_text import encode
from kapcircle.exports.files import save

HEADER = (
    *("Phase", "Group", "Entered", "Left", "Planned", "Actual", "Held", "Over"),
    *("Planned s", "Actual s", "Held s", "Over s", "Remark"),
)
"""`Actual` is left minus entered, holds included; `Held` is part of it; `Over` is actual minus planned."""


class Actual(NamedTuple):
    """A phase as it went; lengths are None where it was never entered, hours are as they are to be shown."""

    phase: str
    group: str
    entered: str
    left: str
    planned: Millis
    actual: Millis | None
    held: Millis | None
    over: Millis | None
    remark: str = ""


def write(path: Path, rows: Iterable[Actual]) -> None:
    """Write the rows under `HEADER`. KnownError if the file cannot be written."""
    save(path, encode([HEADER, *map(_row, rows)]))


def _row(row: Actual) -> tuple[object, ...]:
    lengths = (row.planned, row.actual, row.held, row.over)
    return (*row[:4], *map(_shown, lengths), *_seconds(lengths), row.remark)


def _shown(length: Millis | None) -> str | None:
    """With a true minus: a spreadsheet would take a hyphen for the beginning of a formula."""
    return None if length is None else clock(length).replace("-", "−")


def _seconds(lengths: Iterable[Millis | None]) -> Iterator[float | None]:
    return (None if length is None else length / SECOND for length in lengths)
