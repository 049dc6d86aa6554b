"""What is said of a recording that somebody of the circle does not want to hear: by how many, and never by whom."""

from collections.abc import Collection, Iterable

from kapcircle.core.avoiding import Avoids, avoided
from kapcircle.core.playlist import Track


def people(count: int) -> str:
    """So many, in words."""
    return "one person" if count == 1 else f"{count} people"


def heed(track: Track, avoids: Collection[Avoids]) -> str:
    """`▲ avoided by one person here`; nothing where nobody of these does."""
    count = avoided(track, avoids)
    return f"▲ avoided by {people(count)} here" if count else ""


def heeds(tracks: Iterable[Track], avoids: Collection[Avoids]) -> str:
    """`▲ avoided here: Lake, Stone`, of several; nothing where nobody avoids any."""
    met = ", ".join(track.title for track in tracks if avoided(track, avoids))
    return f"▲ avoided here: {met}" if met else ""
