"""What happened in a circle, line by line, in local time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kapcircle.core.ids import CLOCK, CueId, Instant, MemberId, PersonId, PhaseId, TrackId
from kapcircle.core.log import Entry, Stamp, Struck, Undone, undone
from kapcircle.core.looping import Section
from kapcircle.core.rundown import Cue, Music, Silence
from kapcircle.core.session import events as e
from kapcircle.core.session.due import LATEST
from kapcircle.core.session.state import Session
from kapcircle.core.session.turning import DOES
from kapcircle.views.cues import SHAPES as CUES
from kapcircle.views.cues import fade, what
from kapcircle.views.recorded import words_of
from kapcircle.views.records import gone
from kapcircle.views.times import exact, hour, span

SHAPES = {
    "phase": "▸",
    "cue": "♪",
    "hold": "‖",
    "time": "±",
    "room": "☀",
    "note": "·",
    "emergency": "▲",
    "report": "!",
    "undo": "↶",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline. `clock` is the local hour it happened; `struck` says why it no longer counts."""

    key: Stamp
    at: Instant
    clock: str
    kind: str
    shape: str
    words: str
    by: str
    struck: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids of a circle are called."""

    phases: Mapping[PhaseId, str]
    cues: Mapping[CueId, Cue]
    tracks: Mapping[TrackId, str]
    alias: Callable[[PersonId], str]
    member: Callable[[MemberId], str]


def names(s: Session, alias: Callable[[PersonId], str], member: Callable[[MemberId], str]) -> Names:
    """The names in a circle; participants by alias, staff by name."""
    return Names(
        {leg.phase.id: leg.phase.name for leg in s.legs},
        {cue.id: cue for leg in s.legs for cue in leg.phase.cues},
        {track.id: track.title for track in s.plan.tracks},
        alias,
        member,
    )


def timeline(entries: Sequence[Entry[Any]], known: Names) -> tuple[Moment, ...]:
    """The entries as lines, in the order they happened. What was taken back stays, and is said to be."""
    struck = {x.event.record: x.event.reason for x in entries if isinstance(x.event, Struck)}
    gone = undone(sorted(entries, key=lambda x: x.stamp))
    lines = [_moment(x, known, struck.get(x.stamp, ""), taken=x.command in gone) for x in entries]
    return tuple(sorted((x for x in lines if x is not None), key=lambda x: (x.at, x.key)))


def _moment(entry: Entry[Any], known: Names, struck: str, *, taken: bool) -> Moment | None:
    said = _say(entry, known)
    if said is None:
        return None
    kind, words = said
    by = "by itself" if entry.by == CLOCK else known.member(entry.by)
    clock = exact(entry.happened, lambda _: entry.zone)
    shape = _shape(entry.event, kind, known)
    why = gone(struck) or ("taken back" if taken else "")
    return Moment(entry.stamp, entry.happened, clock, kind, shape, words, by, why)


def _shape(event: Any, kind: str, known: Names) -> str:
    match event:
        case e.CueFired(cue) | e.CueCalled(cue) if cue in known.cues:
            return CUES[type(known.cues[cue].content)]
        case e.Hushed() | e.Unhushed() | e.FadedAll() | e.VolumeSet() | e.Turned():
            return CUES[Music]
        case e.Silenced():
            return CUES[Silence]
        case _:
            return SHAPES[kind]


def _say(entry: Entry[Any], known: Names) -> tuple[str, str] | None:
    for say in (_moves, _clock, _sound_and_light, _records):
        if (said := say(entry, known)) is not None:
            return said
    return None


def _moves(entry: Entry[Any], known: Names) -> tuple[str, str] | None:
    match entry.event:
        case e.Opened():
            return "phase", "Circle opened"
        case e.PhaseEntered(phase, continues):
            return "phase", f"{'Back in' if continues else 'Entered'} {known.phases.get(phase, 'a phase')}"
        case e.PhaseSkipped(phase):
            return "phase", f"Left out {known.phases.get(phase, 'a phase')}"
        case e.PhaseInserted(phase):
            return "phase", f"Inserted {phase.name}, {span(phase.planned)}"
        case e.Closed():
            return "phase", "Circle closed"
        case e.CueFired(cue):
            late = entry.at - entry.happened
            return "cue", _cue(known, cue) + (f", {span(late)} late" if late > LATEST else "")
        case e.CueCalled(cue):
            return "cue", f"GO for {_cue(known, cue)}"
    return None


def _clock(entry: Entry[Any], known: Names) -> tuple[str, str] | None:
    match entry.event:
        case e.Held(reason, person):
            return "hold", f"Held{_for(known, person)}: {reason}" if reason else f"Held{_for(known, person)}"
        case e.Explained(reason, person):
            return "hold", f"Held{_for(known, person)} because: {reason}" if reason else f"Held{_for(known, person)}"
        case e.Resumed():
            return "hold", "Went on"
        case e.Extended(by):
            return "time", f"{span(by)} more time" if by > 0 else f"{span(-by)} taken"
        case e.CameBack(away, counted):
            return "report", f"The laptop was away for {span(away)}, {'counted' if counted else 'not counted'}"
        case e.TimerStarted(number, length, label):
            which = label or f"Timer {number}"
            return "time", f"{which} started, {span(length)} down" if length else f"{which} started, counting up"
        case e.TimerStopped(number):
            return "time", f"Timer {number} cleared"
    return None


def _for(known: Names, person: PersonId | None) -> str:
    return "" if person is None else f" for {known.alias(person)}"


def _sound_and_light(entry: Entry[Any], known: Names) -> tuple[str, str] | None:
    match entry.event:
        case e.Hushed():
            return "room", "Hushed"
        case e.Unhushed():
            return "room", "Back from the hush"
        case e.Silenced(length):
            return "room", "Silence until the next music" if length is None else f"Silence for {span(length)}"
        case e.FadedAll(fading):
            return "room", f"All sound faded over {fade(fading)}"
        case e.Turned(quality, _, tracks):
            title = next((known.tracks.get(x, "a recording") for x in tracks), "nothing")
            return "room", f"Music that {DOES[quality]}: {title}"
        case e.LookCalled(name, fading):
            return "room", f"Light to {name} over {fade(fading)}"
        case e.LookTaken(design):
            return "room", f"Light {design.name} as it was edited"
        case e.VolumeSet(level):
            return "room", f"Volume {level * 100:.0f} %"
        case e.TrackSkipped(track, why):
            return "report", f"{known.tracks.get(track, 'A recording')} was skipped: {why}"
    return _played(entry, known)


def _played(entry: Entry[Any], known: Names) -> tuple[str, str] | None:
    match entry.event:
        case e.SectionLooped(Section(begin, end, _, track)):
            which = "The music" if track is None else known.tracks.get(track, "The music")
            return "room", f"{which} kept from {span(begin)} to {span(end)}"
        case e.LoopLeft(how):
            return "room", f"Music let go on, {how.value}"
        case e.Sought(track, to):
            return "room", f"{known.tracks.get(track, 'The music')} brought to {span(to)}"
        case e.NextChosen(_, track):
            return "room", f"{known.tracks.get(track, 'A recording')} put next"
    return None


def _records(entry: Entry[Any], known: Names) -> tuple[str, str] | None:
    match entry.event:
        case e.EmergencyCalled(person):
            return "emergency", "Emergency called" if person is None else f"Emergency: {known.alias(person)}"
        case e.NearLit(mat):
            return "emergency", f"Working light near mat {mat}"
        case e.RoomLit():
            return "emergency", "Working light in the whole room, music out"
        case e.StoodDown():
            return "emergency", "Emergency stood down"
        case e.Reported(words):
            return "report", words
        case e.Noted(text, person, replaces):
            instead = "" if replaces is None else "Put right: "  # first, where no narrow column cuts it off
            about = "" if person is None else f"{known.alias(person)}: "
            return "note", instead + about + text + _written_late(entry)
        case e.Recorded(content, person, replaces, marks):
            instead = "" if replaces is None else "Put right: "
            about = "" if person is None else f"{known.alias(person)}: "
            return "note", "; ".join((instead + about + words_of(content), *marks)) + _written_late(entry)
        case e.SeatTaken(person, mat):
            return "note", f"{known.alias(person)} sits on mat {mat}"
        case Undone():
            return "undo", "Took back what is marked"
    return None


def _written_late(entry: Entry[Any]) -> str:
    late = entry.at - entry.happened
    return f" (written at {hour(entry.at, lambda _: entry.zone)})" if late >= 60_000 else ""


def _cue(known: Names, cue: CueId) -> str:
    found = known.cues.get(cue)
    return "a cue" if found is None else what(found.content)
