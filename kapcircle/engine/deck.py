"""One playlist as it sounds: tracks open ahead of time, cross into each other, and loop, whole or in a section."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.looping import unrolled
from kapcircle.core.playlist import Place, Playlist, Track, overlaps, place
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
_STRAY = 4000
"""One part in so many by which the clock of a sound card may stray from the laptop's (250 ppm: programme setting)."""
_FARTHEST = Millis(1000)
"""Farther than this from where it is wanted a playlist is never left alone."""
FAR = 1 << 62


@dataclass(frozen=True, slots=True)
class _Turn:
    """What joins in: recording `index` from frame `start` on, over `over` frames. They end with the end of the voice
    that leads, or in its frame `ends` where that goes back to the beginning of its section.
    """

    index: int
    start: int
    over: int
    ends: int | None = None


class Deck:
    """The looping playlist of `play`, from `play.into` on. Raises KnownError when none of its tracks can be read.

    `tend` opens, decodes and closes; it belongs to another thread than the rest, which never waits.
    """

    def __init__(self, play: Play, report: Callable[[Skipped], None]) -> None:
        self._play, self._report = play, report
        self._elapsed = self._age = 0
        self._gone: set[str] = set()
        self._early: set[str] = set()
        self._spent: deque[Voice] = deque()
        self._ready: tuple[_Turn, Voice] | None = None
        """What joins in next, open."""
        self._swap = Lock()
        """Held by nobody for longer than it takes to look, and to put one thing for another."""
        self._starts, self._base = Millis(0), 0
        """When the lap of the leading track began in the time of the playlist without its loop, and in which frame."""
        self._passes = 0
        """How often it went back to the beginning of its section."""
        self._check()
        self._voices = [self._begin()]

    @property
    def leads(self) -> tuple[TrackId, Millis]:
        """The track that leads, and where it is."""
        voice = self._voices[-1]
        return voice.recording.track, voice.place

    @property
    def dry(self) -> bool:
        """Nothing is there to be heard of the track that leads: its stream has stalled, or the next one is missing."""
        return not self._voices[-1].stream.ready

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
            and (play.overlap, play.loop) == (self._play.overlap, self._play.loop)
            and abs(into - play.into) <= self._strays()
        )

    def adopt(self, play: Play) -> bool:
        """Go on as `play` wants it, where its leading track sounds in its place: what follows may be another, and a
        section of it be kept, or left. False where it does not sound, and nothing has changed.
        """
        if self.plays(play):
            return True
        order, leader = self._order(play), self._voices[-1]
        where = self._where(play)
        if where is None or play.recordings[order[where.index]] != leader.recording:
            return False
        ahead = self._ahead(play, where)
        if ahead is None:
            return False
        with self._swap:
            leader.index = order[where.index]
            if not self._loops(play):
                leader.end_with_lap()
            self._play, self._elapsed = play, 0
            self._settle(where, ahead, leader.position // max(1, leader.lap) * leader.lap)
            self._prepare_anew()
        return True

    def _ahead(self, play: Play, where: Place) -> int | None:
        """By how many passes what sounds is ahead of `play`; None where it is elsewhere. Near the end of a pass the one
        may have gone back already and the other not.
        """
        off = self._voices[-1].place - where.position
        if abs(off) <= self._strays():
            return 0
        if (loop := play.loop) is None:
            return None
        ahead = round(-off / loop.lasts)
        if abs(ahead) != 1 or abs(off + ahead * loop.lasts) > self._strays():
            return None
        made = loop.again(play.into) + ahead
        return ahead if made >= 0 and (loop.passes is None or made <= loop.passes) else None

    def _strays(self) -> Millis:
        return min(Millis(_SAME + millis(self._age) // _STRAY), _FARTHEST)

    def _prepare_anew(self) -> None:
        """Keep what is open and joins in just so, else see it closed."""
        if self._ready is None:
            return
        (was, voice), turn = self._ready, self._turn()
        same = turn is not None and self._play.recordings[turn.index] == voice.recording
        if turn is not None and same and replace(turn, index=was.index) == was:
            voice.index, self._ready = turn.index, (turn, voice)
        else:
            self._ready = None
            self._spent.append(voice)

    def begin_later(self, n: int) -> None:
        """Begin `n` frames further on, before anything was read. Raises KnownError like a beginning."""
        self._voices[-1].stream.close()
        self._play = replace(self._play, into=Millis(self._play.into + millis(n)))
        self._voices = [self._begin()]

    def late(self, n: int) -> None:
        """Make up for `n` frames that went by before the first is heard, as far as they are decoded."""
        self._pass(n)
        self._voices[-1].pass_over(n)

    def _pass(self, n: int) -> None:
        self._elapsed += n
        self._age += n

    def until_turn(self) -> int:
        """Frames until the next track joins in, or one that it follows has ended."""
        joins = FAR if self._ready is None else max(0, self._before(self._ready[0]))
        return min([joins, *(v.left for v in self._voices[:-1])])

    def read(self, n: int) -> list[Part]:
        """The next `n` frames, at most `until_turn`; when that is none, the next track joins in first."""
        if self._ready is not None and self._before(self._ready[0]) <= 0:
            self._join(*self._ready)
        self._spent.extend(v for v in self._voices if v.spent)
        self._voices = [v for v in self._voices if not v.spent]
        self._pass(n)
        return [voice.read(n) for voice in self._voices]

    def tend(self) -> bool:
        """Open, decode, close, each a little; False when there was nothing to do."""
        while self._spent:
            self._spent.popleft().stream.close()
        ready = self._ready
        voices = [*self._voices, *([] if ready is None else [ready[1]])]
        worked = [voice.stream.fill() for voice in voices]
        self._notice_early(self._voices[-1])
        return self._open_next() or any(worked)

    def close(self) -> None:
        """No more is read, nor tended."""
        for voice in (*self._voices, *self._spent, *([] if self._ready is None else [self._ready[1]])):
            voice.stream.close()

    def _check(self) -> None:
        for recording in self._play.recordings:
            try:
                _readable(recording.path, recording.length)
            except KnownError as why:
                self._leave_out(recording, why)

    def _begin(self) -> Voice:
        while where := self._where(self._play):
            index = self._order()[where.index]
            try:
                voice = self._open(index, frames(where.position))
            except KnownError as why:
                self._leave_out(self._play.recordings[index], why)
            else:
                self._settle(where)
                return voice
        raise KnownError("none of the tracks can be played")

    def _where(self, play: Play) -> Place | None:
        """What leads in `play` as it is told, among what can be played."""
        return place(_playlist(self._playable(play), play.overlap), unrolled(play.loop, play.into))

    def _settle(self, where: Place, ahead: int = 0, base: int = 0) -> None:
        loop, into = self._play.loop, self._play.into
        self._starts, self._base = Millis(unrolled(loop, into) - where.position), base
        self._passes = 0 if loop is None else loop.again(into) + ahead

    def _turn(self) -> _Turn | None:
        """What follows the voice that leads, and how."""
        leader, order = self._voices[-1], self._order()
        back = self._back(leader)
        if back is not None or not order:
            return back
        index = self._following(order)
        pair = (leader.recording, self._play.recordings[index]) if index != leader.index else (leader.recording,)
        return _Turn(index, 0, frames(overlaps(_playlist(pair, self._play.overlap))[0]))

    def _back(self, leader: Voice) -> _Turn | None:
        """The way back to the beginning of the section that the leading track is kept in."""
        loop = self._play.loop
        if loop is None or leader.recording.path in self._gone or self._passes == loop.passes:
            return None
        lap, begin = divmod(loop.begin - self._starts, leader.recording.length)
        if lap < 0 or (lap and not leader.endless):
            return None
        seam = frames(min(loop.seam, begin))
        ends = self._base + lap * leader.lap + frames(begin + loop.lasts)
        return _Turn(leader.index, frames(begin) - seam, seam, ends)

    def _before(self, turn: _Turn) -> int:
        """Frames until it joins in; less than none where that is past."""
        leader = self._voices[-1]
        return (leader.end if turn.ends is None else min(turn.ends, leader.end)) - self._over(turn) - leader.position

    def _over(self, turn: _Turn) -> int:
        """A track that ends before it should is crossed out of even where none of that was asked."""
        return max(turn.over, _EARLY) if self._voices[-1].stream.early and turn.ends is None else turn.over

    def _open_next(self) -> bool:
        with self._swap:
            leader, play, turn = self._voices[-1], self._play, self._turn()
            if self._ready is not None or turn is None or self._before(turn) > _BEFORE:
                return False
        recording = play.recordings[turn.index]
        try:
            joins = self._open(turn.index, turn.start)
        except KnownError as why:
            self._leave_out(recording, why)
            return True
        with self._swap:
            if self._play is play and self._voices[-1] is leader:
                self._ready = turn, joins
            else:
                self._spent.append(joins)
        return True

    def _following(self, order: list[int]) -> int:
        return next((i for i in order if i > self._voices[-1].index), order[0])

    def _open(self, index: int, start: int = 0) -> Voice:
        return open_voice(index, self._play.recordings[index], start, loop=self._loops(self._play))

    def _loops(self, play: Play) -> bool:
        """Whether it plays one recording alone that goes over into itself without a fade."""
        alone = self._playable(play)
        return len(alone) == 1 and not overlaps(_playlist(alone, play.overlap))[0]

    def _join(self, turn: _Turn, joins: Voice) -> None:
        leader = self._voices[-1]
        late = -self._before(turn)
        if turn.ends is not None and late > 0:
            joins.pass_over(late)
        over = min(self._over(turn), max(0, leader.left))
        if over or leader.dry:
            shape = Shape.LINEAR if joins.recording.track == leader.recording.track else Shape.POWER
            joins.ramp = Ramp(0.0)
            joins.ramp.to(1.0, over or _EARLY, shape)
            leader.ramp.to(0.0, over, shape)
        else:
            leader.ramp = Ramp(0.0)
        with self._swap:
            self._go_on(turn, leader)
            self._voices.append(joins)
            self._ready = None

    def _go_on(self, turn: _Turn, leader: Voice) -> None:
        """Where the playlist is from here on."""
        length = leader.recording.length
        if turn.ends is None:
            self._starts = Millis(self._starts + length - millis(turn.over))
        else:
            self._passes += 1
            loop = self._play.loop
            self._starts = Millis(self._starts if loop is None else loop.begin - (loop.begin - self._starts) % length)
        self._base = 0

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

    def _order(self, play: Play | None = None) -> list[int]:
        recordings = (self._play if play is None else play).recordings
        return [i for i, r in enumerate(recordings) if r.path not in self._gone]

    def _playable(self, play: Play) -> tuple[Recording, ...]:
        return tuple(r for r in play.recordings if r.path not in self._gone)


def _playlist(recordings: tuple[Recording, ...], overlap: Millis) -> Playlist:
    return Playlist(tuple(map(_track, recordings)), overlap)


def _track(recording: Recording) -> Track:
    """As long as it is heard; where the file has more of it, cut by a moment, which says as much."""
    more = Millis(1 if recording.start or recording.cut else 0)
    return Track(recording.track, "", Millis(recording.length + more), begins=more)


@lru_cache(maxsize=4096)
def _readable(path: str, length: Millis) -> None:
    """Raises KnownError. Media never change under their name: once read, always readable, or found out when opened."""
    Reader(path).close()
    if length <= 0:
        raise KnownError("the track has no length")
