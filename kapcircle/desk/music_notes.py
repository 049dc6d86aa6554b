"""What a plan of music had better know: what somebody of the circle avoids, and what was asked for last time."""

from collections.abc import Callable, Collection, Iterable, Mapping

from kapcircle.core.avoiding import Avoids, avoided
from kapcircle.core.ids import PersonId
from kapcircle.core.picture import Value
from kapcircle.core.playlist import Track
from kapcircle.desk.fittings import Check
from kapcircle.views.avoided import people

FEW = 3
"""As many songs and recordings are told in a line; the others are counted."""


def against(tracks: Iterable[Track], avoids: Collection[Avoids]) -> tuple[str, ...]:
    """`Tide is avoided by one person here`, of each recording that somebody avoids; nobody is named."""
    met = [(track.title, count) for track in tracks if (count := avoided(track, avoids))]
    said = [f"{title} is avoided by {people(count)} here" for title, count in met[:FEW]]
    more = [f"{len(met) - FEW} more of its recordings are avoided by somebody here"] if len(met) > FEW else []
    return (*said, *more)


def asked(songs: Iterable[Mapping[str, Value]], called: Callable[[PersonId], str] | None) -> str:
    """`Asked for last time: Juniper “the one with the flute”, later`, of rows of songs; `called` None names nobody."""
    said = [_song(row, called) for row in sorted(songs, key=lambda x: int(x["happened"] or 0))]
    more = f"; {len(said) - FEW} more on its report" if len(said) > FEW else ""
    return f"Asked for last time: {'; '.join(said[:FEW])}{more}" if said else ""


def _song(row: Mapping[str, Value], called: Callable[[PersonId], str] | None) -> str:
    who = "" if called is None or row["person"] is None else f"{called(PersonId(str(row['person'])))} "
    return f"{who}“{row['what']}”, {row['done']}"


def checks(met: Collection[str], songs: int) -> tuple[Check, ...]:
    """What is said of it before a circle opens: worth knowing, in nobody's way, and no word that somebody typed."""
    asked_for = {0: "", 1: "a song was asked for last time: see the Plan page"}
    last = asked_for.get(songs, f"{songs} songs were asked for last time: see the Plan page")
    said = "; ".join(filter(None, (*met, last)))
    return (Check("Music heeds", None, said),) if said else ()
