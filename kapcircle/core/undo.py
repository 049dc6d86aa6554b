"""Show undo: which command is the latest that a hand on this laptop gave, and what goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from typing import Any

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import CLOCK, CommandId, Device, Instant, MemberId, Millis
from kapcircle.core.log import Entry
from kapcircle.core.session import events as e
from kapcircle.core.session.decide import RUNNERS

ASK_AFTER = Millis(60_000)
"""An older command is taken back only after a question: programme setting."""

MOVES = (e.Opened, e.PhaseEntered)
CLOCK_COMMANDS = (e.Held, e.Resumed, e.Extended, e.PhaseSkipped, e.PhaseInserted)
"""They decide when the circle goes on by itself, and to which phase."""

SOUND_AND_LIGHT = (e.Hushed, e.Unhushed, e.Silenced, e.FadedAll, e.LookCalled, e.VolumeSet, e.LookTaken)
PLAYED = (e.SectionLooped, e.LoopLeft, e.Sought, e.NextChosen, e.Turned)
SHOW = (*MOVES, *CLOCK_COMMANDS, e.CueCalled, e.CueFired, e.Closed, *SOUND_AND_LIGHT, *PLAYED)
"""Rundown, sound and light. An emergency, a record, a time away or a report is never taken back."""


RECORDS = (e.Noted, e.Recorded, e.SeatTaken, e.SeatPlaced)
"""What an opening would take with it: it lays the mats anew as they were planned."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What show undo would take back: the command, and what the clock did because of it."""

    commands: tuple[CommandId, ...]
    at: Instant
    event: Any
    by: MemberId
    held: bool = False
    """An automatic advance goes with it: the phase that comes back is held."""


def candidate(entries: Sequence[Entry[Any]], device: Device) -> Candidate | None:
    """The latest show command by a hand on this device, among entries that still count, in order."""
    for i in range(len(entries) - 1, -1, -1):
        entry = entries[i]
        if entry.by != CLOCK and entry.stamp.device == device and isinstance(entry.event, SHOW):
            first = next(x for x in entries if x.command == entry.command)
            return _with_what_followed(first, entries[i + 1 :])
    return None


def _with_what_followed(first: Entry[Any], after: Sequence[Entry[Any]]) -> Candidate:
    also = _because_of(first.event, after)
    commands = dict.fromkeys((first.command, *(x.command for x in also)))
    advanced = any(isinstance(x.event, e.PhaseEntered) for x in also)
    held = advanced and not isinstance(first.event, e.Opened)
    return Candidate(tuple(commands), first.at, first.event, first.by, held)


def _because_of(event: Any, after: Sequence[Entry[Any]]) -> Sequence[Entry[Any]]:
    """What came only because of a command: the reason of its hold, and what the clock did: all in a phase that was
    entered; the cue that was called; where the phase's time was changed, its advance and all after it.
    """
    by_itself = [x for x in after if x.by == CLOCK and isinstance(x.event, SHOW)]
    match event:
        case e.Opened() | e.PhaseEntered():
            return by_itself
        case e.CueCalled(cue):
            return [x for x in by_itself if x.event == e.CueFired(cue)]
        case e.Held():
            return [*_reasons(after), *_from_its_advance(by_itself)]
        case _ if isinstance(event, CLOCK_COMMANDS):
            return _from_its_advance(by_itself)
        case _:
            return ()


def _reasons(after: Sequence[Entry[Any]]) -> Sequence[Entry[Any]]:
    """Why a hold came about, as said while it lasted."""
    lasted = takewhile(lambda x: not isinstance(x.event, e.Resumed | e.PhaseEntered), after)
    return [x for x in lasted if isinstance(x.event, e.Explained)]


def _from_its_advance(by_itself: Sequence[Entry[Any]]) -> Sequence[Entry[Any]]:
    return list(dropwhile(lambda x: not isinstance(x.event, e.PhaseEntered), by_itself))


def keep_records(found: Candidate, entries: Sequence[Entry[Any]]) -> None:
    """Raise Refused where the opening of a circle would take with it what has been written down about its people, or
    where they sat.
    """
    if isinstance(found.event, e.Opened) and any(isinstance(x.event, RECORDS) for x in entries):
        raise Refused("Something is recorded in this circle: its opening is not taken back. Close it when it is over.")


def permit(found: Candidate, facts: Facts) -> None:
    """Who gave a command may take it back; otherwise this is for those who run the circle. Or raise Refused."""
    if found.by != facts.actor.member:
        require(facts, RUNNERS, "Undo")


def advance(entries: Sequence[Entry[Any]]) -> CommandId | None:
    """The automatic advance that nothing by hand has followed: the one that may be taken back by staying."""
    latest = next((x for x in reversed(entries) if isinstance(x.event, SHOW) and _counts(x)), None)
    return latest.command if latest is not None and latest.by == CLOCK else None


def _counts(entry: Entry[Any]) -> bool:
    """A cue that the clock fired after its advance does not hide the advance."""
    return entry.by != CLOCK or isinstance(entry.event, e.PhaseEntered)
