"""What is typed into a field of the plan, as the phase or cue that it makes. KnownError says what to type instead."""

from dataclasses import replace

from kapcircle.core import lengths
from kapcircle.core.cue_names import cue_name
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import SECOND, Millis
from kapcircle.core.lengths import clock
from kapcircle.core.looping import LEAST, Leave, Section
from kapcircle.core.rundown import AtOffset, Content, Cue, Look, Music, OnEntry, OnGo, Phase, Prompt, Silence, Trigger
from kapcircle.core.sheet_row import LONGEST_CROSSFADE, LONGEST_FADE
from kapcircle.views.times import minutes, span

ENTRY, OFFSET, GO = "entry", "offset", "go"
"""The names of the triggers."""


def phase_text(phase: Phase, field: str) -> str:
    """What stands in a field of a phase."""
    value = getattr(phase, field)
    return value if isinstance(value, str) else minutes(value)


def phase_with(phase: Phase, field: str, typed: str) -> Phase:
    """The phase with a field as typed."""
    match field:
        case "name":
            if not typed.strip():
                raise KnownError("Give the phase a name.")
            return replace(phase, name=typed.strip())
        case "group":
            return replace(phase, group=typed.strip())
        case "note":
            return replace(phase, note=typed.rstrip())
        case "planned":
            length = lengths.minutes(typed.strip(), decimal_comma=True) if typed.strip() else Millis(0)
            if not length:
                raise KnownError("A phase needs a length.")
            return replace(phase, planned=length)
        case "warn":
            return replace(phase, warn=_minutes(typed))
        case "danger":
            return replace(phase, danger=_minutes(typed))
        case _:
            return replace(phase, shrink=_minutes(typed))


def _minutes(typed: str) -> Millis:
    return lengths.minutes(typed.strip(), decimal_comma=True) if typed.strip() else Millis(0)


def cue_text(cue: Cue, field: str) -> str:
    """What stands in a field of a cue; empty where it has no such field."""
    match field, cue.content, cue.trigger:
        case "fade", Music(crossfade=fade) | Silence(fade=fade) | Look(fade=fade), _:
            return _seconds_text(fade)
        case "length", Silence(length=length), _ if length is not None:
            return minutes(length)
        case "loop", Music(loop=loop), _ if loop is not None:
            at_once = " at once" if loop.leave is Leave.AT_ONCE else ""
            return f"{span(loop.begin)}–{span(loop.end)}{at_once}"
        case "text", Prompt(text), _:
            return text
        case "after", _, AtOffset(after):
            return minutes(after)
        case "pre_wait", _, _:
            return _seconds_text(cue.pre_wait) if cue.pre_wait else ""
        case _:
            return ""


def cue_with(cue: Cue, field: str, typed: str) -> Cue:
    """The cue with a field as typed; its name follows what it does unless it was given one of its own."""
    match field:
        case "after":
            return replace(cue, trigger=AtOffset(_minutes(typed)))
        case "pre_wait":
            return replace(cue, pre_wait=_seconds(typed))
        case _:
            return with_content(cue, _content_with(cue.content, field, typed))


def _content_with(content: Content, field: str, typed: str) -> Content:
    match field, content:
        case "fade", Music():
            return replace(content, crossfade=_at_most(_seconds(typed), LONGEST_CROSSFADE))
        case "fade", Silence():
            return replace(content, fade=_at_most(_seconds(typed), LONGEST_CROSSFADE))
        case "fade", Look():
            return replace(content, fade=_at_most(_seconds(typed), LONGEST_FADE))
        case "length", Silence():
            return replace(content, length=_minutes(typed) or None)
        case "loop", Music():
            return replace(content, loop=_section(typed, content.loop))
        case "text", Prompt():
            if not typed.strip():
                raise KnownError("Say what the facilitator should be told.")
            return Prompt(typed.strip())
        case _:
            return content


def _section(typed: str, was: Section | None) -> Section | None:
    """A section as typed, `2:10–3:40` or `2:10–3:40 at once`; nothing: none."""
    words = " ".join(typed.replace("–", "-").split()).casefold()
    if not words:
        return None
    ends = words.removesuffix("at once").strip()
    begin, dash, end = (part.strip() for part in ends.partition("-"))
    if not dash:
        raise KnownError("Write where it begins and where it ends, as in 2:10–3:40, or 2:10–3:40 at once.")
    first, last = lengths.seconds(begin, decimal_comma=True), lengths.seconds(end, decimal_comma=True)
    if last - first < LEAST:
        raise KnownError(f"A section lasts at least {LEAST // SECOND} s.")
    leave = Leave.AT_THE_END if ends == words else Leave.AT_ONCE
    return replace(Section(first, last) if was is None else was, begin=first, end=last, leave=leave)


def with_content(cue: Cue, content: Content) -> Cue:
    """The cue doing something else."""
    own = cue.name != cue_name(cue.content)
    return replace(cue, content=content, name=cue.name if own else cue_name(content))


def trigger_name(trigger: Trigger) -> str:
    """ENTRY, OFFSET or GO."""
    match trigger:
        case OnEntry():
            return ENTRY
        case AtOffset():
            return OFFSET
        case OnGo():
            return GO


def trigger_of(name: str) -> Trigger:
    """A trigger of this name; at an offset it begins with a minute."""
    if name == OFFSET:
        return AtOffset(Millis(60 * SECOND))
    return OnGo() if name == GO else OnEntry()


def _seconds(typed: str) -> Millis:
    return lengths.seconds(typed.strip(), decimal_comma=True) if typed.strip() else Millis(0)


def _seconds_text(length: Millis) -> str:
    return f"{length / SECOND:g}" if length <= 60 * SECOND or length % SECOND else span(length)


def _at_most(length: Millis, most: Millis) -> Millis:
    if length > most:
        raise KnownError(f"{clock(length)} is too long for a fade: {clock(most)} at most.")
    return length
