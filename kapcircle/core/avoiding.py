"""What a participant does not want to hear, and whom of a circle a recording would meet against that."""

from collections.abc import Iterable
from dataclasses import dataclass

from kapcircle.core.ids import TrackId
from kapcircle.core.playlist import Track


@dataclass(frozen=True, slots=True)
class Avoids:
    """These recordings are not for them; with `no_lyrics` none either in which somebody is known to sing or speak."""

    tracks: tuple[TrackId, ...] = ()
    no_lyrics: bool = False

    def meets(self, track: Track) -> bool:
        """Whether a recording is one of these. Of one that nobody has listened to for words it is not known."""
        return track.id in self.tracks or (self.no_lyrics and track.words is True)


def avoided(track: Track, avoids: Iterable[Avoids]) -> int:
    """How many of these avoid a recording."""
    return sum(each.meets(track) for each in avoids)
