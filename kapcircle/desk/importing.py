"""Recordings on their way into the music library, one after the other; whoever ends it leaves nothing half done."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kapcircle.core.catalogue import Catalogue
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import TrackId
from kapcircle.core.playlist import Track
from kapcircle.core.tracks import one_line
from kapcircle.desk.fittings import Cancelled, Gathered, Media, NotCopied


@dataclass(frozen=True, slots=True)
class Progress:
    """File `number` of `of` is under way; `share` of it is done, from 0 to 1."""

    number: int
    of: int
    name: str
    share: float

    @property
    def whole(self) -> float:
        """The share of all that is done, every file counted alike."""
        return (self.number - 1 + self.share) / self.of


@dataclass(frozen=True, slots=True)
class Came:
    """What became of a file: the track that it is now; or that `there` is the same recording already; or `why` not."""

    name: str
    track: Track | None = None
    there: Track | None = None
    why: str = ""

    @property
    def words(self) -> str:
        """In a line."""
        if self.there is not None:
            return f"{self.name} is the same recording as “{self.there.title}”, which is there already."
        return f"{self.why.rstrip('.')}. It was left out." if self.track is None else f"{self.name} is taken in."


class Import:
    """Takes files in. It may run in any thread, and be cancelled from any."""

    def __init__(self, media: Media, gather: Callable[[Sequence[str]], Gathered], catalogue: Catalogue) -> None:
        self._media, self._gather = media, gather
        self._known, self._new = catalogue, dict[TrackId, Track]()
        self._ended = threading.Event()

    def cancel(self) -> None:
        """Think better of it: the file under way leaves nothing behind, those before it stay."""
        self._ended.set()

    @property
    def cancelled(self) -> bool:
        return self._ended.is_set()

    def run(
        self, paths: Sequence[str], told: Callable[[Progress], None], came: Callable[[Came], None]
    ) -> tuple[Came, ...]:
        """Take in what files and folders mean. Each is told when it `came`, and how far it is on the way.

        Raises NotCopied where the disk has no room or refuses; what came before that is in.
        """
        gathered = self._gather(paths)
        self._media.check_room(gathered.files)
        every = [*(Came("", why=one_line(why)) for why in gathered.left_out), *self._each(gathered.files, told, came)]
        return tuple(every)

    def _each(
        self, files: Sequence[str], told: Callable[[Progress], None], came: Callable[[Came], None]
    ) -> Iterator[Came]:
        for number, path in enumerate(files, 1):
            name = one_line(PurePath(path).name)

            def heed(share: float, number: int = number, name: str = name) -> None:
                if self.cancelled:
                    raise Cancelled
                told(Progress(number, len(files), name, share))

            try:
                heed(0.0)
                one = self._one(path, name, heed)
            except Cancelled:
                return
            came(one)
            yield one

    def _one(self, path: str, name: str, heed: Callable[[float], None]) -> Came:
        try:
            track = self._media.take_in(path, heed, self._twin)
        except NotCopied:
            raise
        except KnownError as error:
            return Came(name, why=one_line(str(error)))
        there = self._new.get(track.id) or self._known.listed.get(track.id)
        if there is not None:
            return Came(name, there=there)
        self._new[track.id] = track
        return Came(name, track)

    def _twin(self, track: Track) -> Track | None:
        return Catalogue(self._new).twin(track) or self._known.twin(track)
