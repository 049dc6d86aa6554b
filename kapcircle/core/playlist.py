"""Where a playlist is after so much time: computed, never counted."""

from dataclasses import dataclass
from itertools import accumulate

from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.tracks import Feel, Quality, SuddenRise


@dataclass(frozen=True, slots=True)
class Track:
    """A recording in the media folder; `gain` in dB brings it to the house loudness.

    `shape` tells how it swells: for each of so many equal parts one digit of base 36, in dB above 35 below its loudest.
    It is heard from its cue point `begins` to `ends`, or to its end; `length` is that of the whole file. `words` tells
    whether anybody sings or speaks in it, None where nobody has listened for that.

    As measured at import: `loudness` in LUFS and true `peak` in dBTP, None where it was not measured or is silent, the
    sudden `rises` in it, and the hash of its `sound`, empty where it was not measured. The `source` is where it was
    bought or found, the `licence` what permits playing it.
    """

    id: TrackId
    title: str
    length: Millis
    gain: float = 0.0
    suffix: str = ".flac"
    shape: str = ""
    begins: Millis = Millis(0)
    ends: Millis | None = None
    qualities: tuple[Quality, ...] = ()
    words: bool | None = None
    loudness: float | None = None
    peak: float | None = None
    rises: tuple[SuddenRise, ...] = ()
    artist: str = ""
    feel: Feel | None = None
    tags: tuple[str, ...] = ()
    licence: str = ""
    source: str = ""
    sound: str = ""

    @property
    def lasts(self) -> Millis:
        """How long it is heard, from cue point to cue point."""
        return Millis((self.length if self.ends is None else min(self.ends, self.length)) - self.begins)

    @property
    def cut(self) -> bool:
        """Whether cue points leave something of it out: what is heard begins or ends in its midst."""
        return self.lasts < self.length


@dataclass(frozen=True, slots=True)
class Playlist:
    """Tracks in order, each crossfading into the next at its end; after the last comes the first again."""

    tracks: tuple[Track, ...] = ()
    crossfade: Millis = Millis(0)


@dataclass(frozen=True, slots=True)
class Place:
    """Track number `index` is `position` in; the lap began `lap` playlists ago."""

    index: int
    position: Millis
    lap: int


def overlaps(playlist: Playlist) -> tuple[Millis, ...]:
    """How long each track sounds together with its successor.

    At most half of the shorter of the two, so that no three tracks ever meet. A whole track that plays alone loops
    without a fade; one that cue points cut would break off there, and crosses into itself as into another.
    """
    tracks = playlist.tracks
    if len(tracks) == 1 and not tracks[0].cut:
        return (Millis(0),)
    return tuple(
        Millis(min(playlist.crossfade, a.lasts // 2, b.lasts // 2))
        for a, b in zip(tracks, (*tracks[1:], *tracks[:1]), strict=True)
    )


def starts(playlist: Playlist) -> tuple[Millis, ...]:
    """When each track begins within a lap; the last figure is the length of the lap."""
    steps = (t.lasts - o for t, o in zip(playlist.tracks, overlaps(playlist), strict=True))
    return tuple(Millis(x) for x in accumulate(steps, initial=0))


def place(playlist: Playlist, into: Millis) -> Place | None:
    """The track that leads at `into` after the start; None for a playlist without length.

    During a crossfade the incoming track leads.
    """
    begin = starts(playlist)
    if begin[-1] <= 0:
        return None
    lap, within = divmod(max(into, 0), begin[-1])
    index = max(i for i, at in enumerate(begin[:-1]) if at <= within)
    return Place(index, Millis(within - begin[index]), lap)


def without(playlist: Playlist, gone: TrackId) -> Playlist:
    """The playlist with a track left out."""
    return Playlist(tuple(t for t in playlist.tracks if t.id != gone), playlist.crossfade)
