"""Every command by name: one table for scripts, stories and the list of commands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.looping import Leave
from kapcircle.core.session import commands as c
from kapcircle.core.session.turning import DOES
from kapcircle.core.tracks import Quality


@dataclass(frozen=True, slots=True)
class Undo:
    """Show undo: take the latest rundown, sound or light command back."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Take an automatic advance back, and hold the phase it left."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Cover what is on the screen."""


@dataclass(frozen=True, slots=True)
class Uncover:
    """Show the screen again."""


DeskCommand = Undo | Stay | Cover | Uncover
Named = c.Command | DeskCommand


@dataclass(frozen=True, slots=True)
class Word:
    """A command as it is typed: its name, its arguments in words, what it does, and how they are read."""

    name: str
    usage: str
    help: str
    read: Callable[[str], Named]


def parse(text: str) -> Named:
    """The command that a line names. Raises KnownError saying how the command is written."""
    name, rest = _first(text)
    word = WORDS.get(name.lower())
    if word is None:
        raise KnownError(f"There is no command “{name}”. Known: {', '.join(WORDS)}.")
    try:
        return word.read(rest)
    except ValueError:
        raise KnownError(f"“{text.strip()}”: write “{word.name} {word.usage}”.".replace(" ”", "”")) from None


def _first(text: str) -> tuple[str, str]:
    """The first word of a line, and the rest without the space between them."""
    name, *rest = text.split(maxsplit=1) or [""]
    return name, "".join(rest).strip()


def seconds(text: str) -> Millis:
    """A length as typed: seconds (`90`, `1.5`), or `m:ss`, or `h:mm:ss`. Raises ValueError."""
    parts = text.split(":")
    if len(parts) > 3 or any(not p.strip().isdigit() for p in parts[:-1]):
        raise ValueError(text)
    amounts = [_number(part) for part in parts]
    if any(amount >= 60 for amount in amounts[1:]):
        raise ValueError(text)
    total = 0.0
    for amount in amounts:
        total = total * 60 + amount
    return Millis(round(total * 1000))


def _number(text: str) -> float:
    amount = float(text)
    if not 0 <= amount < 1e9:  # also refuses "nan" and "inf"
        raise ValueError(text)
    return amount


def _plain(command: Callable[[], Named]) -> Callable[[str], Named]:
    def read(rest: str) -> Named:
        if rest:
            raise ValueError(rest)
        return command()

    return read


def _text(command: Callable[[str], Named]) -> Callable[[str], Named]:
    def read(rest: str) -> Named:
        if not rest:
            raise ValueError(rest)
        return command(rest)

    return read


def _insert(rest: str) -> Named:
    name, _, minutes = rest.rpartition(" ")
    if not name.strip():
        raise ValueError(rest)
    return c.Insert(name.strip(), seconds(minutes) if ":" in minutes else Millis(round(_number(minutes) * 60_000)))


def _timer(rest: str) -> Named:
    number, length = _first(rest)
    if length.lower() in {"off", "stop"}:
        return c.StopTimer(int(number))
    time, label = _first(length)
    return c.StartTimer(int(number), Millis(0) if time.lower() == "up" else seconds(time), label)


def _leave(rest: str) -> Leave | None:
    """The way out of a section: `at once`, `at the end`, or nothing."""
    ways = {"": None, "at once": Leave.AT_ONCE, "at the end": Leave.AT_THE_END}
    if rest.lower() not in ways:
        raise ValueError(rest)
    return ways[rest.lower()]


def _loop(rest: str) -> Named:
    begin, more = _first(rest)
    if not begin:
        return c.LoopSection()
    end, way = _first(more)
    return c.LoopSection(seconds(begin), seconds(end), _leave(way) or Leave.AT_THE_END)


def _nudge(rest: str) -> Named:
    back = rest.startswith(("-", "−"))
    by = seconds(rest.lstrip("+-−"))
    return c.Nudge(Millis(-by) if back else by)


def _volume(rest: str) -> Named:
    return c.SetVolume(_number(rest.removesuffix("%")) / 100)


def _qualities() -> Iterator[Word]:
    for quality in Quality:
        words = f"Turn to music of this phase that {DOES[quality]}"
        yield Word(quality.value, "", words, _plain(partial(c.Turn, quality)))


WORDS: Mapping[str, Word] = {
    word.name: word
    for word in (
        Word("open", "", "Open the circle and enter the first phase", _plain(c.Open)),
        Word("go", "", "Fire the next cue on GO, else enter the next phase", _plain(c.Go)),
        Word("next", "", "Enter the next phase", _plain(c.Next)),
        Word("back", "", "Return to the phase before; its clock goes on", _plain(c.Back)),
        Word("jump", "N", "Enter phase N, its clock at zero", lambda rest: c.Jump(int(rest))),
        Word("hold", "REASON", "Stop the phase clock, for a reason", c.Hold),
        Word("reason", "TEXT", "Say why the circle is held", _text(c.Explain)),
        Word("resume", "", "Let the phase clock go on", _plain(c.Resume)),
        Word("extend", "S", "Give this phase S seconds (or m:ss) more", lambda rest: c.Extend(seconds(rest))),
        Word("take", "S", "Take S seconds (or m:ss) from this phase", lambda rest: c.Take(seconds(rest))),
        Word("skip", "", "Leave out the phase that stands by", _plain(c.Skip)),
        Word("insert", "NAME MIN", "Put a new phase of MIN minutes (or m:ss) after this one", _insert),
        Word("close", "", "Close the circle", _plain(c.Close)),
        Word("hush", "", "Music down to a murmur, a little more light", _plain(c.Hush)),
        Word("unhush", "", "Back from the hush, slowly", _plain(c.Unhush)),
        Word(
            "silence", "S", "A deliberate quiet of S seconds; 0: until the next music", lambda r: c.Silence(seconds(r))
        ),
        *_qualities(),
        Word("fade-all", "", "Fade all sound slowly; again within ten seconds: now", _plain(c.FadeAll)),
        Word("loop", "FROM TO", "Keep the music from FROM to TO (m:ss) until GO; alone: in what was just heard", _loop),
        Word(
            "leave-loop",
            "",
            "Let the music go on; “at once”, or “at the end” of the pass",
            lambda r: c.LeaveLoop(_leave(r)),
        ),
        Word("seek", "M:SS", "Bring the track to M:SS by a crossfade", lambda r: c.Seek(seconds(r))),
        Word("nudge", "S", "Bring the track S seconds on, or back: -10", _nudge),
        Word("play-next", "TITLE", "Put a track of this phase next, by its title or number", _text(c.ChooseNext)),
        Word("look", "NAME", "Bring the light to a look", _text(c.CallLook)),
        Word("volume", "PCT", "Set the master volume", _volume),
        Word("timer", "N S", "Start timer N: S seconds down, “up” or 0 to count up, “off” to clear", _timer),
        Word("note", "TEXT", "Write a line about the circle", _text(c.Note)),
        Word("undo", "", "Take the latest rundown, sound or light command back", _plain(Undo)),
        Word("stay", "", "Take an automatic advance back and hold", _plain(Stay)),
        Word("cover", "", "Cover names and notes on the screen", _plain(Cover)),
        Word("uncover", "", "Show the screen again", _plain(Uncover)),
        Word("emergency", "", "Stamp an emergency: the music goes down, the light stays", _plain(c.Emergency)),
        Word("near-light", "N", "In an emergency: working light near mat N", lambda rest: c.NearLight(int(rest))),
        Word("whole-room", "", "In an emergency: working light everywhere, and no music", _plain(c.WholeRoom)),
        Word("stand-down", "", "The emergency is over", _plain(c.StandDown)),
    )
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a script: when, since opening, and what."""

    at: Millis
    command: Named
    number: int


def script(text: str) -> tuple[Line, ...]:
    """Lines of `HH:MM:SS command arguments`; blank lines and those that begin with # are skipped.

    Raises KnownError naming the line. Lines stand in order of time.
    """
    lines: list[Line] = []
    for number, raw in enumerate(text.splitlines(), 1):
        if raw.strip() and not raw.lstrip().startswith("#"):
            lines.append(_line(raw.strip(), number))
            if len(lines) > 1 and lines[-1].at < lines[-2].at:
                raise KnownError(f"Script line {number}: earlier than the line before it. Put the lines in order.")
    return tuple(lines)


def _line(raw: str, number: int) -> Line:
    time, rest = _first(raw)
    try:
        at = _clock(time)
    except ValueError:
        raise KnownError(f"Script line {number}: begin with a time since opening, as in 00:12:30.") from None
    try:
        return Line(at, parse(rest), number)
    except KnownError as error:
        raise KnownError(f"Script line {number}: {error}") from None


def _clock(text: str) -> Millis:
    """`HH:MM:SS`, a fraction of a second allowed. Raises ValueError for anything else."""
    if text.count(":") != 2:
        raise ValueError(text)
    return seconds(text)
