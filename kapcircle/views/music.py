"""The music library as rows: what was measured of each recording, what is wrong with it, and which are looked for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from kapcircle.core.catalogue import HOUSE_LUFS, MOST, PEAK, Catalogue
from kapcircle.core.ids import TrackId
from kapcircle.core.playlist import Track
from kapcircle.core.tracks import Quality, SuddenRise
from kapcircle.views.times import span

NAMED = 6
"""Of more sudden rises it is said how many there are."""

SOFT = 3.0
"""Who stays so many LU below the target is told; less is not heard from track to track: programme setting."""


class Flaw(Enum):
    """What may be wrong with a recording, in a word for lists."""

    RISE = "sudden rise"
    PEAK = "too loud"
    SOFT = "too soft"
    SILENT = "silent"
    LICENCE = "no licence"
    UNMEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Warned:
    """A flaw of a recording, in a sentence that says where and what to do."""

    flaw: Flaw
    words: str


def heard_rises(track: Track) -> tuple[SuddenRise, ...]:
    """The sudden rises that cue points do not cut off; where a recording begins the crossfade holds it."""
    return tuple(rise for rise in track.rises if _is_heard(track, rise))


def _is_heard(track: Track, rise: SuddenRise) -> bool:
    return track.begins < rise.at < track.begins + track.lasts


def warnings(track: Track, target: float = HOUSE_LUFS) -> tuple[Warned, ...]:
    """What is wrong with a recording, the most startling first."""
    return tuple(Warned(flaw, _told(flaw, track, target)) for flaw in flaws(track, target))


def flaws(track: Track, target: float = HOUSE_LUFS) -> tuple[Flaw, ...]:
    """Each flaw of a recording once."""
    return tuple(_flaws(track, target))


def _flaws(track: Track, target: float) -> Iterator[Flaw]:
    """Without words: a list of some thousand recordings is gone through at every key."""
    if any(_is_heard(track, rise) for rise in track.rises):
        yield Flaw.RISE
    if not track.sound:
        yield Flaw.UNMEASURED
    elif track.loudness is None:
        yield Flaw.SILENT
    if track.peak is not None and track.peak > PEAK:
        yield Flaw.PEAK
    if track.loudness is not None and target - track.loudness - track.gain > SOFT:
        yield Flaw.SOFT
    if not track.licence:
        yield Flaw.LICENCE


def _told(flaw: Flaw, track: Track, target: float) -> str:
    """A flaw in a sentence."""
    match flaw:
        case Flaw.RISE:
            return _rises_told(heard_rises(track))
        case Flaw.UNMEASURED:
            return "Not measured yet: loudness, peaks and sudden rises are not known."
        case Flaw.SILENT:
            return "Nothing is to be heard in it."
        case Flaw.PEAK:
            peak = _minus(f"{track.peak:+.1f}")
            return f"Its loudest peak is {peak} dBTP: it may have been clipped where it was made. Listen to it."
        case Flaw.SOFT:
            below = target - (track.loudness or 0.0) - track.gain
            why = f"it is lifted by no more than {MOST:.0f} dB" if track.gain >= MOST else "a peak stands in the way"
            return f"It stays {below:.0f} LU softer than the others: {why}."
        case Flaw.LICENCE:
            return "No licence is noted."
        case _:
            assert_never(flaw)


def _rises_told(rises: Sequence[SuddenRise]) -> str:
    """All of them in one sentence, so that many do not hide what else is wrong; the waveform has every one."""
    most = max(rise.by for rise in rises)
    if len(rises) == 1:
        return f"Sudden rise at {span(rises[0].at)}: {most:.0f} LU within 0.4 s. A cue point may cut it off."
    named, more = rises if len(rises) <= NAMED else rises[: NAMED - 1], len(rises) - NAMED + 1
    at = ", ".join(span(rise.at) for rise in named)
    further = f" and {more} more" if len(named) < len(rises) else ""
    return f"Sudden rises at {at}{further}: up to {most:.0f} LU within 0.4 s. Cue points may cut them off."


def measured(track: Track, target: float = HOUSE_LUFS) -> str:
    """What was measured of a recording, in a line."""
    if track.loudness is None or track.peak is None:
        return "not measured yet" if not track.sound else "silent"
    found = f"{track.loudness:.1f} LUFS, peak {track.peak:+.1f} dBTP"
    return _minus(f"{found}, played {track.gain:+.1f} dB towards {target:g} LUFS")


def _minus(figures: str) -> str:
    """With minus signs, which are as wide as a plus."""
    return figures.replace("-", "−")


def length(track: Track) -> str:
    """How long a recording is heard, and its file where that is longer."""
    whole = span(track.length)
    return whole if track.lasts == track.length else f"{span(track.lasts)} of {whole}"


def described(track: Track) -> str:
    """What is said of a recording, in a few words."""
    said = [quality.value for quality in track.qualities]
    if track.words is not None:
        said.append("words" if track.words else "no words")
    if track.feel is not None:
        said.append(track.feel.value)
    return ", ".join((*said, *track.tags))


def line(track: Track, target: float = HOUSE_LUFS) -> str:
    """A recording in one line, for the command line; an id as short as one may type it."""
    by = f" by {track.artist}" if track.artist else ""
    wrong = "".join(f"  ▲ {warned.words}" for warned in warnings(track, target))
    loud = "" if track.loudness is None else _minus(f"  {track.loudness:.1f} LUFS")
    said = f"  {described(track)}" if described(track) else ""
    licence = f"  [{track.licence}]" if track.licence else ""
    return f"{track.id[:12]}  {length(track)}  {track.title}{by}{loud}{said}{licence}{wrong}"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which recordings are looked for, and in which order: every one by its title unless something is wished."""

    typed: str = ""
    quality: Quality | None = None
    words: bool | None = None
    flaw: Flaw | None = None
    by: str = "Title"
    down: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A recording on the list. `flawed` is what is wrong with it, in words."""

    key: TrackId
    title: str
    artist: str
    length: str
    loud: str
    said: str
    flawed: str


ORDERS: Mapping[str, str] = {"Title": "title", "Artist": "artist", "Length": "lasts", "Loudness": "loudness"}
"""By what a list is sorted: the heading, and the field of a `Track`."""


def listed(catalogue: Catalogue, wish: Wish) -> tuple[Shown, ...]:
    """The recordings that are looked for, in the order that is wished."""
    found = [track for track in catalogue.listed.values() if _fits(track, wish, catalogue.target)]
    found.sort(key=lambda x: (x.title.casefold(), x.id))
    if wish.by == "Wrong":
        found.sort(key=lambda x: -len(flaws(x, catalogue.target)), reverse=wish.down)
    else:
        found.sort(key=lambda x: _rank(x, ORDERS[wish.by]), reverse=wish.down)
    return tuple(_shown(track, catalogue.target) for track in found)


def _rank(track: Track, name: str) -> tuple[bool, object]:
    value = getattr(track, name)
    return value is None, value.casefold() if isinstance(value, str) else value or 0


def _shown(track: Track, target: float) -> Shown:
    return Shown(
        track.id,
        track.title,
        track.artist,
        span(track.lasts),
        "" if track.loudness is None else _minus(f"{track.loudness:.1f}"),
        described(track),
        ", ".join(flaw.value for flaw in flaws(track, target)),
    )


def _fits(track: Track, wish: Wish, target: float) -> bool:
    told: Collection[str] = (track.title, track.artist, track.licence, track.source, described(track))
    everything = " ".join(told).casefold()
    return (
        all(word in everything for word in wish.typed.casefold().split())
        and (wish.quality is None or wish.quality in track.qualities)
        and (wish.words is None or wish.words == track.words)
        and (wish.flaw is None or wish.flaw in flaws(track, target))
    )
