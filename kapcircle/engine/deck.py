"""One playlist as it sounds: tracks open ahead of time, cross into each other, and loop."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.playlist import Playlist, Track, overlaps, place
from kapcircle.desk.orders import Play, Recording, Skipped
from kapcircle.engine.fades import Ramp, Shape
from kapcircle.engine.reader import Reader
from kapcircle.engine.settings import RATE, frames, millis
from kapcircle.engine.voice import Part, Voice, open_voice

_BEFORE = 10 * RATE
"""A track is opened so many frames before it is needed."""
_EARLY = RATE
"""Frames of crossfade, at least, out of a track that ends before it should."""
_SAME = Millis(100)
"""A playlist so close to where it is wanted is left alone."""
FAR = 1 << 62


class Deck:
    """The looping playlist of `play`, from `play.into` on. Raises KnownError when none of its tracks can be read.

    `tend` opens, decodes and closes; it belongs to another thread than the rest, which never waits.
    """

    def __init__(self, play: Play, report: Callable[[Skipped], None]) -> None:
        self._play, self._report = play, report
        self._elapsed = 0
        self._gone: set[str] = set()
        self._early: set[str] = set()
        self._spent: deque[Voice] = deque()
        self._next: Voice | None = None
        self._overlap = 0
        self._check()
        self._voices = [self._begin()]

    @property
    def leads(self) -> tuple[TrackId, Millis]:
        """The track that leads, and where it is."""
        voice = self._voices[-1]
        return voice.recording.track, voice.place

    @property
    def near(self) -> frozenset[TrackId]:
        """What it sounds, and what comes next."""
        order = self._order()
        after = self._play.recordings[self._following(order)].track if order else self.leads[0]
        return frozenset((after, *(v.recording.track for v in self._voices)))

    def plays(self, play: Play) -> bool:
        """Whether it sounds what `play` wants, as near as makes no difference."""
        into = self._play.into + millis(self._elapsed)
        return (
            self._playable(play) == self._playable(self._play)
            and play.overlap == self._play.overlap
            and abs(into - play.into) <= _SAME
        )

    def begin_later(self, n: int) -> None:
        """Begin `n` frames further on, before anything was read. Raises KnownError like a beginning."""
        self._voices[-1].stream.close()
        self._play = replace(self._play, into=Millis(self._play.into + millis(n)))
        self._voices = [self._begin()]

    def late(self, n: int) -> None:
        """Make up for `n` frames that went by before the first is heard, as far as they are decoded."""
        self._elapsed += n
        self._voices[-1].pass_over(n)

    def until_turn(self) -> int:
        """Frames until the next track joins in, or one that it follows has ended."""
        joins = FAR if self._next is None else max(0, self._voices[-1].left - self._crossing())
        return min([joins, *(v.left for v in self._voices[:-1])])

    def read(self, n: int) -> list[Part]:
        """The next `n` frames, at most `until_turn`; when that is none, the next track joins in first."""
        if self._next is not None and self._voices[-1].left <= self._crossing():
            self._join(self._voices[-1], self._next)
        self._spent.extend(v for v in self._voices if v.spent)
        self._voices = [v for v in self._voices if not v.spent]
        self._elapsed += n
        return [voice.read(n) for voice in self._voices]

    def tend(self) -> bool:
        """Open, decode, close, each a little; False when there was nothing to do."""
        while self._spent:
            self._spent.popleft().stream.close()
        voices = [v for v in (*self._voices, self._next) if v is not None]
        worked = [voice.stream.fill() for voice in voices]
        self._notice_early(self._voices[-1])
        return self._open_next() or any(worked)

    def close(self) -> None:
        """No more is read, nor tended."""
        for voice in (*self._voices, *self._spent, self._next):
            if voice is not None:
                voice.stream.close()

    def _check(self) -> None:
        for recording in self._play.recordings:
            try:
                _readable(recording.path, recording.length)
            except KnownError as why:
                self._leave_out(recording, why)

    def _begin(self) -> Voice:
        while where := place(_playlist(self._playable(self._play), self._play.overlap), self._play.into):
            index = self._order()[where.index]
            try:
                return self._open(index, frames(where.position))
            except KnownError as why:
                self._leave_out(self._play.recordings[index], why)
        raise KnownError("none of the tracks can be played")

    def _open_next(self) -> bool:
        leader, order = self._voices[-1], self._order()
        if self._next is not None or leader.left > _BEFORE + frames(self._play.overlap) or not order:
            return False
        index = self._following(order)
        recording = self._play.recordings[index]
        try:
            joins = self._open(index)
        except KnownError as why:
            self._leave_out(recording, why)
            return True
        pair = (leader.recording, recording) if index != leader.index else (recording,)
        self._overlap = frames(overlaps(_playlist(pair, self._play.overlap))[0])
        self._next = joins
        return True

    def _following(self, order: list[int]) -> int:
        return next((i for i in order if i > self._voices[-1].index), order[0])

    def _crossing(self) -> int:
        return max(self._overlap, _EARLY) if self._voices[-1].stream.early else self._overlap

    def _open(self, index: int, start: int = 0) -> Voice:
        return open_voice(index, self._play.recordings[index], start, loop=len(self._order()) == 1)

    def _join(self, leader: Voice, joins: Voice) -> None:
        over = min(self._crossing(), max(0, leader.left))
        if over or leader.dry:
            shape = Shape.LINEAR if joins.recording.track == leader.recording.track else Shape.POWER
            joins.ramp = Ramp(0.0)
            joins.ramp.to(1.0, over or _EARLY, shape)
            leader.ramp.to(0.0, over, shape)
        else:
            leader.ramp = Ramp(0.0)
        self._voices.append(joins)
        self._next = None

    def _notice_early(self, voice: Voice) -> None:
        recording = voice.recording
        if voice.stream.early and recording.path not in self._early:
            self._early.add(recording.path)
            minutes, seconds = divmod(voice.end // RATE, 60)
            self._report(Skipped(recording.track, f"the file ends at {minutes}:{seconds:02}, before it should"))

    def _leave_out(self, recording: Recording, why: KnownError) -> None:
        if recording.path not in self._gone:
            self._gone.add(recording.path)
            self._report(Skipped(recording.track, str(why)))

    def _order(self) -> list[int]:
        return [i for i, r in enumerate(self._play.recordings) if r.path not in self._gone]

    def _playable(self, play: Play) -> tuple[Recording, ...]:
        return tuple(r for r in play.recordings if r.path not in self._gone)


def _playlist(recordings: tuple[Recording, ...], overlap: Millis) -> Playlist:
    return Playlist(tuple(Track(r.track, "", r.length) for r in recordings), overlap)


@lru_cache(maxsize=4096)
def _readable(path: str, length: Millis) -> None:
    """Raises KnownError. Media never change under their name: once read, always readable, or found out when opened."""
    Reader(path).close()
    if length <= 0:
        raise KnownError("the track has no length")
