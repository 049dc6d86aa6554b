"""What a file says of the recording in it: title, artist, licence, and where it is from."""

from dataclasses import dataclass
from pathlib import Path

from tinytag import TinyTag, TinyTagException

from kapcircle.core.tracks import LONGEST, one_line


@dataclass(frozen=True, slots=True)
class Tags:
    """Each in one line, and empty where the file says nothing."""

    title: str = ""
    artist: str = ""
    licence: str = ""
    source: str = ""


def read(path: Path) -> Tags:
    """The tags of a recording; none where they are damaged, since it may be played all the same."""
    try:
        tag = TinyTag.get(path, duration=False)
    except (TinyTagException, OSError, ValueError, IndexError):
        return Tags()
    other = {name: words[0] for name, words in tag.other.items() if words}
    licence = other.get("license") or other.get("copyright")
    return Tags(_line(tag.title), _line(tag.artist), _line(licence), _line(other.get("url")))


def _line(words: object) -> str:
    """As much of it as is kept; some files bring a whole contract along."""
    return one_line(str(words or ""))[:LONGEST].strip()
