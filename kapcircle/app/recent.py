"""The vaults that were opened on this laptop: where they lie, and nothing else about them."""

import json
from contextlib import suppress
from pathlib import Path

from kapcircle import places

MOST_RECENT = 8


def recent() -> tuple[str, ...]:
    """Vaults opened on this laptop, the latest first; those that are gone or out of reach are left out."""
    try:
        listed = json.loads(_list().read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(path for path in map(str, listed if isinstance(listed, list) else ()) if _there(path))


def _there(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError:  # on the stick of another user of this laptop, say
        return False


def remember(path: str) -> None:
    """Put a vault first among the recent ones."""
    listed = [path, *(other for other in recent() if other != path)][:MOST_RECENT]
    with suppress(OSError):  # a list of files is a convenience
        _list().parent.mkdir(parents=True, exist_ok=True)
        _list().write_text(json.dumps(listed), "utf-8")


def _list() -> Path:
    return places.home() / "recent.json"
