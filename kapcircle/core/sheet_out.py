"""A rundown laid out as a sheet, and what a sheet cannot hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kapcircle.core.cells import trim
from kapcircle.core.cue_names import cue_name
from kapcircle.core.ids import MINUTE, SECOND, Millis
from kapcircle.core.lengths import clock
from kapcircle.core.rundown import AtOffset, Cue, Look, Music, OnGo, Phase, Prompt, Rundown, Silence
from kapcircle.core.sheet_header import COLUMNS
from kapcircle.core.sheet_row import LONGEST_CROSSFADE, LONGEST_FADE, SILENCE

Change = Music | Silence | Look
Shown = str | float | None

LONGEST_TEXT = 32_767
"""Characters in a cell, as spreadsheets have it."""

_UNHOLDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows to write, the header first, and in words what they leave out."""

    rows: tuple[tuple[Shown, ...], ...]
    lost: tuple[str, ...]


def lay_out(rundown: Rundown) -> Layout:
    """Everything of a rundown that a sheet can hold; it reads back as it was."""
    pages = [_PhaseOut(number, phase) for number, phase in enumerate(rundown.phases, 1)]
    rows = tuple(page.row() for page in pages)
    return Layout((COLUMNS, *rows), tuple(words for page in pages for words in page.lost()))


@dataclass(frozen=True, slots=True)
class _PhaseOut:
    """One phase on its way into a row."""

    number: int
    phase: Phase

    def row(self) -> tuple[Shown, ...]:
        phase = self.phase
        said: dict[str, Shown] = {
            "Phase": self._name,
            "Minutes": _minutes(phase.planned),
            "End": phase.end.value,
            "Note": _held(phase.note),
            "Group": _held(phase.group),
            "Shrink": _minutes(min(phase.shrink, phase.planned)) or "no",
            "Warn": _minutes(phase.warn),
            "Danger": _minutes(min(phase.danger, phase.warn)),
            "Medicine": "yes" if phase.medicine else None,
        }
        for _, change in self._changes():
            if not isinstance(change, str):
                said |= _columns(change)
        return tuple(said.get(column) for column in COLUMNS)

    def lost(self) -> Iterator[str]:
        """What the row leaves out, in words that name the phase."""
        for words in (*_unsaid_of_phase(self.phase), *self._unsaid_of_cues()):
            yield f"Phase {self.number} “{self._name}”: {words}."

    @property
    def _name(self) -> str:
        return _held(self.phase.name) or f"Phase {self.number}"

    def _changes(self) -> Iterator[tuple[Cue, Change | str]]:
        """Each cue with the change that the row tells, or with the reason why it does not."""
        taken: set[bool] = set()
        for cue in self.phase.cues:
            change = _sayable(cue)
            if not isinstance(change, str):
                light = isinstance(change, Look)
                change = "the second of its kind on entry" if light in taken else change
                taken.add(light)
            yield cue, change

    def _unsaid_of_cues(self) -> Iterator[str]:
        for cue, change in self._changes():
            if isinstance(change, str):
                yield f"the cue “{cue.name}” ({change})"
            else:
                yield from _unsaid_of_cue(cue.name, change)


def _sayable(cue: Cue) -> Change | str:
    """What a sheet can say of this cue, or why it can say nothing."""
    if isinstance(cue.content, Prompt):
        return "a prompt"
    match cue:
        case Cue(trigger=AtOffset(after)):
            return f"{clock(after)} into the phase"
        case Cue(trigger=OnGo()):
            return "on GO"
        case Cue(pre_wait=wait) if wait:
            return f"after a wait of {clock(wait)}"
        case Cue(armed=False):
            return "disarmed"
        case Cue(content=Silence(length)) if length is not None:
            return f"music comes back after {clock(length)}"
        case Cue(content=Music(name) | Look(name)) if not name or name != _held(name):
            return "its name cannot be written"
        case Cue(content=Music(source)) if source.casefold() == SILENCE:
            return "a sheet takes its name for a silence"
    return cue.content


def _unsaid_of_phase(phase: Phase) -> Iterator[str]:
    if not phase.has_length:
        yield f"a length of {clock(phase.planned)} will not be read back"
    if phase.shrink > phase.planned:
        yield "it may shrink by more than its length, which is written as its length"
    if phase.danger > phase.warn:
        yield "a danger mark before the warning, which is written as the warning"
    if not phase.countdown:
        yield "that its countdown is hidden"
    for what, text in (("name", phase.name), ("group", phase.group), ("note", phase.note)):
        if _held(text) != text or (what == "name" and not text):
            yield f"its {what}, letter by letter (empty, white space at an end, unprintable, or too long)"


def _unsaid_of_cue(name: str, change: Change) -> Iterator[str]:
    if name != cue_name(change):
        yield f"that the cue for “{cue_name(change)}” is called “{name}”"
    if isinstance(change, Music) and change.loop is not None:
        yield "that its music is kept in a section until GO"
    match change:
        case Music(crossfade=fade) | Silence(fade=fade) if fade > LONGEST_CROSSFADE:
            yield f"a crossfade of {clock(fade)}, which is written as {clock(LONGEST_CROSSFADE)}"
        case Look(fade=fade) if fade > LONGEST_FADE:
            yield f"a fade of {clock(fade)}, which is written as {clock(LONGEST_FADE)}"


def _columns(change: Change) -> dict[str, Shown]:
    if isinstance(change, Look):
        return {"Look": change.name, "Fade": _seconds(min(change.fade, LONGEST_FADE))}
    name, fade = (change.source, change.crossfade) if isinstance(change, Music) else (SILENCE, change.fade)
    return {"Music": name, "Crossfade": _seconds(min(fade, LONGEST_CROSSFADE))}


def _held(text: str) -> str:
    """The text as a cell gives it back."""
    return trim(_UNHOLDABLE.sub("\ufffd", trim(text))[:LONGEST_TEXT])


def _minutes(length: Millis) -> float:
    return _plain(length / MINUTE)


def _seconds(length: Millis) -> float:
    return _plain(length / SECOND)


def _plain(number: float) -> float:
    """Six decimals hold a millisecond of a minute."""
    return int(number) if number.is_integer() else round(number, 6)
