"""Cues in few words: what changes in the room, and when."""

from collections.abc import Iterable

from kapcircle.core.ids import SECOND, Millis
from kapcircle.core.rundown import AtOffset, Content, Cue, Look, Music, OnEntry, OnGo, Prompt, Silence, Trigger
from kapcircle.views.times import span

SHAPES: dict[type[Content], str] = {Music: "♪", Silence: "○", Look: "☀", Prompt: "”"}
"""One shape for each kind, beside its word."""


def kind(content: Content) -> str:
    """The word for what a cue does."""
    return type(content).__name__.lower()


def what(content: Content) -> str:
    """What changes, with its fade."""
    match content:
        case Music(source, tracks, crossfade, loop):
            count = "no recording" if not tracks else f"{len(tracks)} recordings" if len(tracks) > 1 else ""
            kept = "" if loop is None else f"loops {span(loop.begin)}–{span(loop.end)} until GO"
            return ", ".join(filter(None, (source, count, f"crossfade {fade(crossfade)}", kept)))
        case Silence(length, fading):
            lasting = "until the next music" if length is None else f"for {span(length)}"
            return f"silence {lasting}, fade {fade(fading)}"
        case Look(name, fading):
            return f"{name}, fade {fade(fading)}"
        case Prompt(text):
            return text


def when(cue: Cue) -> str:
    """What sets it off."""
    words = _trigger(cue.trigger)
    if cue.pre_wait:
        words += f", after {span(cue.pre_wait)}"
    return words if cue.armed else f"{words} · disarmed"


def _trigger(trigger: Trigger) -> str:
    match trigger:
        case OnEntry():
            return "on entry"
        case AtOffset(after):
            return f"at {span(after)}"
        case OnGo():
            return "on GO"


def fade(length: Millis) -> str:
    """A fade as people say it: seconds up to a minute, then minutes and seconds."""
    return f"{length / SECOND:g} s" if length <= 60 * SECOND else span(length)


def summary(cues: Iterable[Cue]) -> str:
    """The cues of a phase on one line; those on GO are only counted."""
    shown = [_short(cue) for cue in cues if cue.armed and not isinstance(cue.trigger, OnGo)]
    waiting = sum(1 for cue in cues if cue.armed and isinstance(cue.trigger, OnGo))
    return "   ".join((*shown, *((f"{waiting} on GO",) if waiting else ())))


def _short(cue: Cue) -> str:
    late = f" at {span(cue.trigger.after)}" if isinstance(cue.trigger, AtOffset) else ""
    return f"{SHAPES[type(cue.content)]} {_named(cue.content)}{late}"


def _named(content: Content) -> str:
    match content:
        case Music(words) | Look(words) | Prompt(words):
            return words
        case Silence(length):
            return "silence" if length is None else f"silence {span(length)}"
