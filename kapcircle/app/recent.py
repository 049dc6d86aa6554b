"""The vaults that were opened on this laptop: where they lie, and nothing else about them."""

import json
from contextlib import suppress
from pathlib import Path

from kapcircle import places

MOST_RECENT = 8


def recent() -> tuple[str, ...]:
    """Vaults opened on this laptop, the latest first; those that are gone are left out."""
    try:
        listed = json.loads(_list().read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(str(path) for path in listed if Path(str(path)).is_file())


def remember(path: str) -> None:
    """Put a vault first among the recent ones."""
    listed = [path, *(other for other in recent() if other != path)][:MOST_RECENT]
    with suppress(OSError):  # a list of files is a convenience
        _list().parent.mkdir(parents=True, exist_ok=True)
        _list().write_text(json.dumps(listed), "utf-8")


def _list() -> Path:
    return places.home() / "recent.json"
