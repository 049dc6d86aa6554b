"""A song that was asked for, or asked away: why, and what was done. What should not come again is the person's own."""

from dataclasses import dataclass
from enum import Enum

from kapcircle.core.errors import Refused
from kapcircle.core.ids import TrackId
from kapcircle.core.record import ANYBODY, About, Kind


class Why(Enum):
    """As whoever records it understood it."""

    WISH = "a wish"
    AVOIDS = "to avoid something"
    NOT_RIGHT = "the music was not right"
    UNKNOWN = "not known"


class Answer(Enum):
    """What was done."""

    PLAYED = "played"
    LATER = "later"
    TALKED = "talked it through"
    LEFT = "left as it was"


@dataclass(frozen=True, slots=True)
class SongAsked:
    """Which song, by its title or in their words, why, and what was done.

    `not_again` is a recording that should not be played for them again, `title` how it is called, `no_lyrics` that
    music should have no words for them: it stands on the list of what they avoid.
    """

    what: str
    why: Why
    done: Answer
    not_again: TrackId | None = None
    title: str = ""
    no_lyrics: bool = False


def check_song(x: SongAsked) -> None:
    """Raise Refused where it is not said what was asked."""
    if not x.what.strip():
        raise Refused("Say which song, by its title or in their words.")


SONG = Kind(
    SongAsked,
    "session_song",
    "Song asked for",
    ANYBODY,
    About.PERSON,
    lambda x: {
        "what": x.what,
        "why": x.why.value,
        "done": x.done.value,
        "not_again": x.not_again,
        "no_lyrics": int(x.no_lyrics),
    },
    check_song,
)
