"""The catalogue of recordings: what was measured of each, what people say of it, and how loud the practice hears it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import assert_never

from kapcircle.core.errors import Refused
from kapcircle.core.ids import SECOND, Millis, StreamId, TrackId
from kapcircle.core.lengths import clock
from kapcircle.core.picture import Row, Value
from kapcircle.core.playlist import Track
from kapcircle.core.tracks import LONGEST, Feel, Quality, SuddenRise, one_line

HOUSE_LUFS = -23.0
"""Target loudness where the practice has set none (EBU R 128, 2020)."""
SOFTEST, LOUDEST = -36.0, -14.0
"""Between these, in LUFS, a practice may set it: programme setting. Above, peaks hold most recordings back."""
PEAK = -1.0
"""Highest permitted true peak in dBTP (EBU R 128, 2020)."""
MOST = 12.0
"""No recording is lifted by more dB than this, or a faint one would bring its hiss: programme setting."""
APART = Millis(10 * SECOND)
"""The least from cue point to cue point, since a crossfade takes about as long: programme setting."""


@dataclass(frozen=True, slots=True)
class Description:
    """What people say of a recording; each field as a `Track` has it."""

    title: str
    artist: str = ""
    qualities: tuple[Quality, ...] = ()
    words: bool | None = None
    feel: Feel | None = None
    tags: tuple[str, ...] = ()
    licence: str = ""
    source: str = ""
    begins: Millis = Millis(0)
    ends: Millis | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of a recording; each field as a `Track` has it."""

    loudness: float | None
    peak: float | None
    rises: tuple[SuddenRise, ...]
    shape: str
    sound: str


@dataclass(frozen=True, slots=True)
class AddTrack:
    """Take a recording into the catalogue."""

    track: Track


@dataclass(frozen=True, slots=True)
class DescribeTrack:
    """Say what a recording is, and where it is heard from and to."""

    track: TrackId
    description: Description


@dataclass(frozen=True, slots=True)
class MeasureTrack:
    """Keep what was measured of a recording that is in the catalogue already."""

    track: TrackId
    measures: Measures


@dataclass(frozen=True, slots=True)
class RemoveTrack:
    """Take a recording off the list. Plans that name it play it all the same."""

    track: TrackId


@dataclass(frozen=True, slots=True)
class AimAt:
    """Hear every recording as loud as this, in LUFS, from the next circle on that opens."""

    lufs: float


Command = AddTrack | DescribeTrack | MeasureTrack | RemoveTrack | AimAt


@dataclass(frozen=True, slots=True)
class TrackAdded:
    """A recording is in the media folder."""

    track: Track


@dataclass(frozen=True, slots=True)
class TrackDescribed:
    """A recording is this, and is heard from here to there."""

    track: TrackId
    description: Description


@dataclass(frozen=True, slots=True)
class TrackMeasured:
    """A recording was measured anew."""

    track: TrackId
    measures: Measures


@dataclass(frozen=True, slots=True)
class TrackRemoved:
    """A recording is off the list."""

    track: TrackId


@dataclass(frozen=True, slots=True)
class LoudnessAimed:
    """Every recording is to be heard as loud as this, in LUFS."""

    lufs: float


Event = TrackAdded | TrackDescribed | TrackMeasured | TrackRemoved | LoudnessAimed


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The recordings of a practice; those that were `removed` are kept for the plans that name them. `target` in
    LUFS.
    """

    tracks: Mapping[TrackId, Track] = field(default_factory=dict)
    removed: frozenset[TrackId] = frozenset()
    target: float = HOUSE_LUFS

    @property
    def listed(self) -> Mapping[TrackId, Track]:
        """The recordings that are on the list."""
        return {which: track for which, track in self.tracks.items() if which not in self.removed}

    def twin(self, track: Track) -> Track | None:
        """The recording on the list that sounds the same from other bytes, if there is one."""
        same = (x for x in self.listed.values() if track.sound and x.sound == track.sound and x.id != track.id)
        return next(same, None)


def gain_towards(target: float, loudness: float, peak: float) -> float:
    """The gain in dB towards a loudness, as far as the true peak permits; silence (-inf) is left alone."""
    return min(target - loudness, PEAK - peak, MOST) if loudness > float("-inf") else 0.0


def described(track: Track, description: Description) -> Track:
    """A recording with what is said of it."""
    return replace(track, **{f.name: getattr(description, f.name) for f in fields(description)})


def description_of(track: Track) -> Description:
    """What is said of a recording."""
    return Description(**{f.name: getattr(track, f.name) for f in fields(Description)})


def checked(track: Track, description: Description) -> Description:
    """A description as it is kept. Raises Refused, saying which field is wrong and what would do."""
    tags = (one_line(tag) for tags in description.tags for tag in tags.split(","))
    said = replace(
        description,
        title=one_line(description.title),
        artist=one_line(description.artist),
        qualities=tuple(quality for quality in Quality if quality in description.qualities),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        licence=one_line(description.licence),
        source=one_line(description.source),
    )
    if not said.title:
        raise Refused("Give the recording a title.")
    for name in ("title", "artist", "licence", "source"):
        if len(getattr(said, name)) > LONGEST:
            raise Refused(f"The {name} has more than {LONGEST} characters.")
    if any(len(tag) > LONGEST for tag in said.tags):
        raise Refused(f"A tag has more than {LONGEST} characters. Put commas between tags.")
    _check_cue_points(track, said)
    return said


def _check_cue_points(track: Track, said: Description) -> None:
    begins, ends, title = said.begins, track.length if said.ends is None else said.ends, said.title
    if not 0 <= begins < track.length:
        raise Refused(f"“{title}” is {clock(track.length)} long: it cannot begin at {clock(begins)}.")
    if ends > track.length:
        raise Refused(f"“{title}” is {clock(track.length)} long: it cannot end at {clock(ends)}.")
    if ends <= begins:
        raise Refused(f"“{title}” would end at {clock(ends)}, before it begins at {clock(begins)}.")
    if ends - begins < min(APART, track.length):
        raise Refused(
            f"“{title}” would be heard for {clock(Millis(ends - begins))}: at least 10 s lie between cue points."
        )


def decide(s: Catalogue, command: Command) -> tuple[Event, ...]:
    """What happens to the catalogue, or raise Refused with nothing changed."""
    match command:
        case AddTrack(track):
            return _add(s, track)
        case DescribeTrack(which, description):
            said = checked(_here(s, which), description)
            return () if said == description_of(s.tracks[which]) else (TrackDescribed(which, said),)
        case MeasureTrack(which, measures):
            _here(s, which)
            return (TrackMeasured(which, measures),)
        case RemoveTrack(which):
            _here(s, which)
            return (TrackRemoved(which),)
        case AimAt(lufs):
            if not SOFTEST <= lufs <= LOUDEST:
                raise Refused(f"The loudness of the house lies from {SOFTEST:g} to {LOUDEST:g} LUFS, not at {lufs:g}.")
            return () if lufs == s.target else (LoudnessAimed(lufs),)
        case _:
            assert_never(command)


def _add(s: Catalogue, track: Track) -> tuple[Event, ...]:
    if track.id not in s.tracks:
        return (TrackAdded(_levelled(track, s.target)),)
    return (TrackAdded(s.tracks[track.id]),) if track.id in s.removed else ()


def _here(s: Catalogue, which: TrackId) -> Track:
    if which not in s.listed:
        raise Refused("This recording is not in the music library.")
    return s.tracks[which]


def _levelled(track: Track, target: float) -> Track:
    """The recording with its gain towards the target; one that was not measured, or is silent, keeps what it has."""
    if track.loudness is None or track.peak is None:
        return track
    gain = round(gain_towards(target, track.loudness, track.peak), 2)
    return track if gain == track.gain else replace(track, gain=gain)


def evolve(s: Catalogue, event: Event) -> Catalogue:
    """The catalogue after an event; one of a recording that it does not have changes nothing."""
    match event:
        case TrackAdded(track):
            return replace(s, tracks={**s.tracks, track.id: track}, removed=s.removed - {track.id})
        case LoudnessAimed(lufs):
            return replace(s, tracks={k: _levelled(x, lufs) for k, x in s.tracks.items()}, target=lufs)
        case TrackDescribed(which, description) if which in s.tracks:
            return _put(s, described(s.tracks[which], description))
        case TrackMeasured(which, measures) if which in s.tracks:
            found = {f.name: getattr(measures, f.name) for f in fields(measures)}
            return _put(s, _levelled(replace(s.tracks[which], **found), s.target))
        case TrackRemoved(which) if which in s.tracks:
            return replace(s, removed=s.removed | {which})
        case _:
            return s


def _put(s: Catalogue, track: Track) -> Catalogue:
    return replace(s, tracks={**s.tracks, track.id: track})


def row(stream: StreamId, track: Track) -> Row:
    """The row of a recording."""
    values: dict[str, Value] = {
        "title": track.title,
        "length_ms": track.length,
        "gain": track.gain,
        "suffix": track.suffix,
        "artist": track.artist,
        "qualities": ",".join(quality.value for quality in track.qualities),
        "words": None if track.words is None else int(track.words),
        "feel": None if track.feel is None else track.feel.value,
        "tags": ",".join(track.tags),
        "licence": track.licence,
        "source": track.source,
        "begins_ms": track.begins,
        "ends_ms": track.ends,
        "loudness": track.loudness,
        "peak": track.peak,
        "rises": len(track.rises),
        "sound": track.sound,
    }
    return Row(stream, "track", (("track", track.id),), values)
