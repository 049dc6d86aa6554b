"""Show undo: which command is the latest that a hand on this laptop gave, and what goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kapcircle.core.ids import CLOCK, CommandId, Device, Instant, Millis
from kapcircle.core.log import Entry
from kapcircle.core.session import events as e

ASK_AFTER = Millis(60_000)
"""An older command is taken back only after a question: programme setting."""

MOVES = (e.Opened, e.PhaseEntered)
SHOW = (
    *MOVES,
    e.CueCalled,
    e.CueFired,
    e.Held,
    e.Resumed,
    e.Extended,
    e.PhaseSkipped,
    e.PhaseInserted,
    e.Closed,
    e.Hushed,
    e.Unhushed,
    e.Silenced,
    e.FadedAll,
    e.LookCalled,
    e.VolumeSet,
)
"""Rundown, sound and light. An emergency, a record, a time away or a report is never taken back."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What show undo would take back: the command, and what the clock did in the phase it entered."""

    commands: tuple[CommandId, ...]
    at: Instant
    event: Any
    held: bool = False
    """An automatic advance goes with it: the phase that comes back is held."""


def candidate(entries: Sequence[Entry[Any]], device: Device) -> Candidate | None:
    """The latest show command by a hand on this device, among entries that still count, in order."""
    for i in range(len(entries) - 1, -1, -1):
        entry = entries[i]
        if entry.by != CLOCK and entry.stamp.device == device and isinstance(entry.event, SHOW):
            first = next(x for x in entries if x.command == entry.command)
            return _with_the_clock(first, [x for x in entries if x.command == entry.command], entries[i + 1 :])
    return None


def _with_the_clock(first: Entry[Any], own: Sequence[Entry[Any]], later: Sequence[Entry[Any]]) -> Candidate:
    automatic: tuple[Entry[Any], ...] = ()
    if any(isinstance(x.event, MOVES) for x in own):
        automatic = tuple(x for x in later if x.by == CLOCK and isinstance(x.event, SHOW))
    commands = dict.fromkeys((first.command, *(x.command for x in automatic)))
    return Candidate(tuple(commands), first.at, first.event, any(isinstance(x.event, MOVES) for x in automatic))


def advance(entries: Sequence[Entry[Any]]) -> CommandId | None:
    """The automatic advance that nothing by hand has followed: the one that may be taken back by staying."""
    latest = next((x for x in reversed(entries) if isinstance(x.event, SHOW) and _counts(x)), None)
    return latest.command if latest is not None and latest.by == CLOCK else None


def _counts(entry: Entry[Any]) -> bool:
    """A cue that the clock fired after its advance does not hide the advance."""
    return entry.by != CLOCK or isinstance(entry.event, e.PhaseEntered)
