"""A sheet before it is imported: what each of its rows would become, for eyes to compare with the spreadsheet."""

from collections.abc import Iterable
from dataclasses import dataclass

from kapcircle.core.lengths import clock
from kapcircle.core.rundown import Content, Look, Phase
from kapcircle.core.sheet import Row, Sheet
from kapcircle.views.cues import what
from kapcircle.views.times import whole


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A phase as the sheet would have it; `row` is the spreadsheet's number."""

    row: int
    group: str
    phase: str
    length: str
    end: str
    music: str
    look: str
    shrink: str
    note: str


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """What would be imported, how long it is, and what a person should know before saying yes."""

    lines: tuple[SheetLine, ...]
    total: str
    notices: tuple[str, ...]


def preview(sheet: Sheet) -> SheetPreview:
    count = "1 phase" if len(sheet.rows) == 1 else f"{len(sheet.rows)} phases"
    return SheetPreview(tuple(map(_line, sheet.rows)), f"{count} · {whole(sheet.rundown.planned)}", sheet.notices)


def _line(row: Row) -> SheetLine:
    phase = row.phase
    return SheetLine(
        row.number,
        phase.group,
        phase.name,
        clock(phase.planned),
        phase.end.value,
        _said((x for x in _contents(phase) if not isinstance(x, Look)), "goes on"),
        _said((x for x in _contents(phase) if isinstance(x, Look)), "stays"),
        clock(phase.shrink) if phase.shrink else "",
        phase.note,
    )


def _contents(phase: Phase) -> Iterable[Content]:
    return [cue.content for cue in phase.cues]


def _said(contents: Iterable[Content], nothing: str) -> str:
    return ", ".join(map(what, contents)) or nothing
